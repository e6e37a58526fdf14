"""Stylesheets of a medium in, one text of CSS out, with the palette's variables and the fonts.

One file per component lies in `templates/styles`; `tokens.css` holds every variable that is no
colour.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from typing import TYPE_CHECKING

from reporter import resources
from reporter.model.claim import Claim, Name
from reporter.palette import SERIES
from reporter.rendering.furniture import FIRST_MARK
from reporter.rendering.palette import variables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from reporter.rendering.drawings import Medium
    from reporter.settings import Settings
    from reporter.wording import Words

__all__ = ["FONT_SCHEME", "css_string", "stylesheet"]

FONT_SCHEME = "reporter-font"
"""The PDF's fonts are named `reporter-font:FILE`; see `reporter.rendering.pdf`."""

FACES = (
    ("Reporter Sans", 400, "normal", "ReporterSans-Regular"),
    ("Reporter Sans", 600, "normal", "ReporterSans-Semibold"),
    ("Reporter Sans", 400, "italic", "ReporterSans-Italic"),
    ("Reporter Serif", 600, "normal", "ReporterSerif-Semibold"),
    ("Reporter Serif", 400, "italic", "ReporterSerif-Italic"),
)

COMPONENTS = (
    "tokens",
    "base",
    "cover",
    "contents",
    "heading",
    "findings",
    "strip",
    "figure",
    "table",
    "actions",
    "persona",
    "recognition",
    "grid",
    "terms",
)
MEDIA: dict[Medium, tuple[str, ...]] = {
    "print": ("print",),
    "screen": ("screen", "navigation", "paper"),
}

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")


def stylesheet(settings: Settings, words: Words, medium: Medium, as_of: date | None = None) -> str:
    """Join fonts, variables and components for a medium; the day stands at the foot of the PDF's
    pages.
    """
    parts = [*(_face(face, medium) for face in FACES), _themes(settings, medium), _segments()]
    parts += [_component(name) for name in (*COMPONENTS, *MEDIA[medium])]
    if medium == "print":
        parts += [_running(settings, words, as_of), _pages(words)]
    return "\n".join(parts)


def css_string(text: str) -> str:
    """Write a text as a CSS string that nothing can break out of."""
    safe = "".join(
        letter if letter.isalnum() or letter in " .,·–-" else f"\\{ord(letter):x} "
        for letter in text
    )
    return f'"{safe}"'


@cache
def _component(name: str) -> str:
    text = (resources.templates() / "styles" / f"{name}.css").read_text(encoding="utf-8")
    return _SPACE.sub("\n", _COMMENT.sub("", text)).strip()


@cache
def _face(face: tuple[str, int, str, str], medium: Medium) -> str:
    family, weight, style, file = face
    source = f"{FONT_SCHEME}:{file}.ttf"
    if medium == "screen":
        font = base64.b64encode((resources.fonts() / f"{file}.woff2").read_bytes()).decode("ascii")
        source = f"data:font/woff2;base64,{font}"
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f"font-display:swap;src:url({source})}}"
    )


def _themes(settings: Settings, medium: Medium) -> str:
    light = _declarations(settings, dark=False)
    if medium == "print":
        return f":root{{{light}}}"
    dark = _declarations(settings, dark=True)
    return (
        f":root{{color-scheme:light dark;{light}}}\n@media screen and"
        f" (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    )


def _declarations(settings: Settings, *, dark: bool) -> str:
    return ";".join(f"--{name}:{value}" for name, value in variables(settings, dark=dark).items())


def _segments() -> str:
    """Give each segment's number its colours."""
    return "\n".join(
        f".seg-{number}{{--c:var(--s{number});--c-text:var(--s{number}-text)}}"
        for number in range(1, len(SERIES) + 1)
    )


def _running(settings: Settings, words: Words, as_of: date | None) -> str:
    """Say what stands in the margins of every page."""
    report, name = settings.report, words.term("page.name")
    day = words.numerals.day(as_of) if as_of else ""
    foot = " · ".join(part for part in (report.client, name, day, report.confidentiality) if part)
    head = report.client or name
    # Margins leave 174 mm of an A4 sheet's 210, and as much of a Letter's 215.9.
    side, height = ("18mm", "297mm") if report.page == "A4" else ("21mm", "11in")
    return (
        f"@page{{size:{report.page};margin-left:{side};margin-right:{side};@top-right{{content:{css_string(head)}}}@bottom-left{{content:{css_string(foot)}}}}}\n"
        f".cover{{height:{height};padding-left:{side};padding-right:{side}}}"
    )


def _pages(words: Words) -> str:
    """Number the pages, and say after a link on which page its aim is."""
    counters = {"page": "counter(page)", "pages": "counter(pages)"}
    aims = {"page": "target-counter(attr(href),page)"}
    return (
        f"@page{{@bottom-right{{content:{_counted(words, 'page', counters)}}}}}\n"
        f"a.page::after{{content:{_counted(words, 'link', aims)}}}"
    )


def _counted(words: Words, name: str, counters: Mapping[str, str]) -> str:
    """Write a text with counters as CSS: strings and counters in turn."""
    marks = {each: chr(FIRST_MARK + number) for number, each in enumerate(counters)}
    values = {each: Name(mark) for each, mark in marks.items()}
    content = css_string(words.text(Claim(f"page.margin.{name}", values)))
    for each, mark in marks.items():
        content = content.replace(css_string(mark)[1:-1], f'" {counters[each]} "')
    return content.removeprefix('"" ').removesuffix(' ""')
