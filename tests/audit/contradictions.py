"""A run folder in, what its own pages contradict out: all text of the HTML and the PDF is read, by
rules of fixed kinds.

python -m tests.audit.contradictions RUN_FOLDER…
"""

from __future__ import annotations

import html
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST_NAME = 40
SPACES = str.maketrans({"\u202f": " ", "\u00a0": " ", "\u2009": " ", "\u2011": "-", "\u00ad": None})
SYMBOLS = re.compile(
    r"[£€¥₹₺₽₩]\s?\d|(?:US|A|CA|NZ|HK|R)?\$\s?\d|\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|JPY|BRL|INR)\s?\d"
)
NO_CURRENCY = re.compile(r"does not name its currency|in the file's (?:own )?currency")
NO_DATES = re.compile(r"holds no dates|no dates of orders")
DATED = re.compile(
    r"\b(?:last|first) ordered|most recently \d|\bdays since the last order\b", re.IGNORECASE
)
DOUBLED = re.compile(r"\b([a-z]{2,}) \1\b", re.IGNORECASE)
ONE_OF_MANY = re.compile(
    r"(?<![\d.,–-])\b1"
    r" (?:customers|orders|months|days|rows|products|segments|members|actions|lines)\b"
)
UNFILLED = re.compile(r"\{[a-z_]+\}|\bnan\b|\bNone\b(?! of)|\binf\b|\.\.(?!\.)| ,|\(\)")
SHARE = r"\d+(?:\.\d+)? %"
HALF_A_POINT = 0.501
"""A share may be written in whole points here and in tenths there."""
PERCENT = re.compile(r"(?:over )?\d+(?:\.\d+)? %")
SILENT = re.compile(r"\b(?:lapsed|silent|drifting|lost|dormant)\b", re.IGNORECASE)
OFTEN_SILENT = 45
"""Days of the typical member's silence below which nobody is called lapsed."""


@dataclass(frozen=True)
class Pages:
    """What a reader of a run sees."""

    summary: dict[str, Any]
    text: str
    """All text of the HTML page, without its script and styles."""
    print: str
    """All text of the PDF; empty where there is none."""
    figures: tuple[tuple[str, str], ...]
    """The title of each figure, and all that stands in it: subtitle, labels, the words for who
    cannot see it.
    """


def read(folder: Path) -> Pages:
    """Read a run folder."""
    source = (folder / "report.html").read_text(encoding="utf-8")
    source = re.sub(r"<(script|style)\b.*?</\1>", " ", source, flags=re.DOTALL)
    figures = tuple(
        _figure(body) for body in re.findall(r"<figure\b.*?</figure>", source, flags=re.DOTALL)
    )
    pdf = folder / "report.pdf"
    printed = " ".join(page.extract_text() for page in PdfReader(pdf).pages) if pdf.exists() else ""
    return Pages(
        summary=json.loads((folder / "summary.json").read_text(encoding="utf-8")),
        text=_plain(re.sub(r"<svg\b.*?</svg>", " ", source, flags=re.DOTALL)),
        print=" ".join(printed.translate(SPACES).split()),
        figures=figures,
    )


def _figure(body: str) -> tuple[str, str]:
    title = re.search(r"<h3>(.*?)</h3>", body, flags=re.DOTALL)
    words = re.findall(r'aria-label="([^"]*)"', body)
    said = _plain(title[1]) if title else ""
    rest = " ".join(
        [_plain(re.sub(r"<h3>.*?</h3>", " ", body, flags=re.DOTALL)), *map(_plain, words)]
    )
    return said, rest.replace(said, " ")


def _plain(source: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", source)).translate(SPACES).split())


def problems(folder: Path) -> list[str]:
    """Return the contradictions of a run."""
    pages = read(folder)
    return [f"{rule.__name__.strip('_')}: {problem}" for rule in RULES for problem in rule(pages)]


def _currency(pages: Pages) -> Iterator[str]:
    for where, text in (("page", pages.text), ("PDF", pages.print)):
        none, named = NO_CURRENCY.search(text), SYMBOLS.search(text)
        if none and named:
            yield f"the {where} says “{none[0]}” and writes “{named[0]}”"


def _dates(pages: Pages) -> Iterator[str]:
    none, dated = NO_DATES.search(pages.text), DATED.search(pages.text)
    if none and (dated or pages.summary["period"]):
        yield f"“{none[0]}” beside “{dated[0] if dated else pages.summary['period']}”"
    if "nothing can be said about who is leaving" in pages.text and re.search(
        r"\d % (?:of [^.]* )?have left\b", pages.text
    ):
        yield "nothing can be said about who is leaving, and it is said who has left"


def _quantities(pages: Pages) -> Iterator[str]:
    """Tell of a segment's share that is written in two ways."""
    everything = " ".join([pages.text, *(rest for _, rest in pages.figures)])
    for one in pages.summary["segments"]:
        for noun in ("customers", "revenue", "orders"):
            said = set(
                re.findall(
                    rf"{re.escape(one['name'])}[:,] (?:\d+(?:\.\d+)? % of customers,"
                    rf" )?(\d+(?:\.\d+)? %) of {noun}\b",
                    everything,
                )
            )
            if len(said) > 1:
                yield f"{one['name']} are {' and '.join(sorted(said))} of {noun}"


def _totals(pages: Pages) -> Iterator[str]:
    totals, segments = pages.summary["totals"], pages.summary["segments"]
    if sum(one["customers"] for one in segments) != totals["customers"]:
        yield "segments do not add up to the customers"
    if totals["revenue"] is not None and abs(
        sum(one["revenue"] for one in segments) - totals["revenue"]
    ) > 1e-6 * abs(totals["revenue"]):
        yield "segments do not add up to the revenue"


def _names(pages: Pages) -> Iterator[str]:
    """Hold names against the typical member and against the portrait."""
    for one in pages.summary["segments"]:
        name, typical, portrait = one["name"], one["typical"], one["portrait"].translate(SPACES)
        if len(name) > LONGEST_NAME:
            yield f"the name {name} is too long"
        silent, orders = typical.get("recency"), typical.get("frequency")
        if SILENT.search(name) and silent is not None and silent < OFTEN_SILENT:
            yield f"{name} were last here {silent:.0f} days ago"
        if SILENT.search(name) and re.search(r"in the last (?:week|fortnight)", portrait):
            yield f"{name}: {portrait}"
        if re.search(r"\bone-time\b", name, re.IGNORECASE) and orders is not None and orders > 1:
            yield f"{name} ordered {orders:g} times"
        age = next(
            (value for key, value in typical.items() if re.fullmatch(r"age\b.*", key.lower())), None
        )
        if age is not None and re.match(r"older", name, re.IGNORECASE) and age < 45:
            yield f"{name} are {age:g} years old"
        if age is not None and re.match(r"younger|young", name, re.IGNORECASE) and age > 40:
            yield f"{name} are {age:g} years old"
        words = re.findall(r"\b(high|low)-(\w+)", name.lower())
        if len({kind for _, kind in words}) < len(words):
            yield f"{name} says two things of one"
    if len({one["name"] for one in pages.summary["segments"]}) < len(pages.summary["segments"]):
        yield "two segments have one name"


def _titles(pages: Pages) -> Iterator[str]:
    """Look the shares of a chart's title up in the chart; beside one that is drawn, another may be
    told.
    """
    for title, rest in pages.figures:
        if "interval" in title or "silhouette" in title:
            continue
        told, drawn = (
            [_points(share) for share in PERCENT.findall(text)] for text in (title, rest)
        )
        if (
            told
            and drawn
            and not any(abs(one - other) <= HALF_A_POINT for one in told for other in drawn)
        ):
            yield f"“{title}”: none of that is drawn"


def _points(share: str) -> float:
    """Read a share; "over 99 %" is anything up to all."""
    return 99.5 if share.startswith("over ") else float(share.removesuffix(" %"))


def _audiences(pages: Pages) -> Iterator[str]:
    for one in pages.summary["segments"]:
        for play in one["strategies"]:
            if play["audience"] > one["customers"]:
                yield (
                    f"{play['title']} addresses {play['audience']} of the {one['customers']}"
                    f" {one['name']}"
                )
            for number in re.findall(
                r"the ([\d,]+) (?:customers|members)? ?who (?:spend|order) most",
                play["action"].lower(),
            ):
                if int(number.replace(",", "")) >= one["customers"]:
                    yield f"“{play['action'][:80]}” speaks of all {one['customers']}"


def _ranges(pages: Pages) -> Iterator[str]:
    """Hold the written range of an estimate against its numbers."""
    for one in pages.summary["segments"]:
        for play in one["strategies"]:
            if play["low"] is not None and not 0 <= play["low"] <= play["high"]:
                yield f"{play['title']} could bring from {play['low']} to {play['high']}"


def _language(pages: Pages) -> Iterator[str]:
    said = [one["text"] for one in pages.summary["findings"]]
    for one in pages.summary["segments"]:
        said += [
            one["portrait"],
            one["rule"]["text"],
            *(
                play[key]
                for play in one["strategies"]
                for key in ("title", "action", "kpi", "assumption")
            ),
        ]
    for text in (*(each.translate(SPACES) for each in said),):
        for pattern in (DOUBLED, ONE_OF_MANY, UNFILLED):
            found = pattern.search(text)
            if found and found[0].lower() not in ("that that", "had had"):
                yield f"“{found[0]}” in “{text[:140]}”"


def _printed(pages: Pages) -> Iterator[str]:
    """Look for the headline and every segment's name in the PDF."""
    if not pages.print:
        return
    squeezed = re.sub(r"\W+", "", pages.print)
    for text in (pages.summary["headline"], *(one["name"] for one in pages.summary["segments"])):
        if re.sub(r"\W+", "", text.translate(SPACES)) not in squeezed:
            yield f"the PDF lacks “{text}”"


RULES: tuple[Callable[[Pages], Iterator[str]], ...] = (
    _currency, _dates, _quantities, _totals, _names, _titles, _audiences, _ranges, _language, _printed,
)  # fmt: skip


def main(folders: list[str]) -> int:
    """Print what each run contradicts."""
    count = 0
    for folder in folders:
        for problem in problems(Path(folder)):
            print(f"{folder}: {problem}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
