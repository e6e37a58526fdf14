"""A table in, what became of its run out: a report, one message, or a fault of reporter's."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
import traceback
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reporter import pipeline
from reporter import settings as configuration
from reporter.errors import ReporterError
from tests.audit import contradictions, recompute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reporter.settings import Settings
    from tests.fuzz.tables import Table

FILES = {
    "html": "report.html",
    "pdf": "report.pdf",
    "xlsx": "segments.xlsx",
    "csv": "segments.csv",
    "profile": "profile.html",
}
ALWAYS = ("summary.json", "model.skops")
OUR_FAULT = ("report this as a fault", "fault of reporter")
NOT_LISTED = re.compile("tiny|huge|every size|endless|near constant|sentinel")
"""Kinds of columns whose values a list of six decimals does not hold: they cannot be worked out
again from it.
"""
NO_NUMBER = re.compile(r'="[^"]*\b(nan|inf)\b[^"]*"|>[^<>]*\b(nan|NaN|inf|NaT|None)\b[^<>]*<')
"""What a drawing or page shows of a number that is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a run."""

    seed: int
    what: str
    refusal: str = ""
    """The message, where there is no report."""
    faults: tuple[str, ...] = ()
    """What must never happen."""
    seconds: float = field(default=0.0, compare=False)


def formats(seed: int) -> tuple[str, ...]:
    """Return what is made for a seed: pages and lists mostly, now and then the PDF, seldom all
    there is.
    """
    if seed % 50 == 0:
        return tuple(FILES)
    return ("html", "csv", "xlsx", "pdf") if seed % 10 == 0 else ("html", "csv")


def made(table: Table, folder: Path) -> Outcome:
    """Inspect and run a table within a folder, and tell what became of it."""
    began, data, target = time.perf_counter(), folder / f"clients.{table.form}", folder / "run"
    if table.form == "csv":
        table.frame.to_csv(data, index=False)
    else:
        table.frame.to_parquet(data, index=False)
    wanted = formats(table.seed)
    settings = configuration.load(
        None, (*table.assignments, "segments.resamples=5"), report__formats=wanted
    )
    faults: list[str] = []
    promised = _watched(lambda: pipeline.inspect([data], settings).refusal, faults)
    refusal = _watched(lambda: _ran(data, target, settings), faults)
    faults += _left(folder, {data, target}, target, wanted, refused=bool(refusal))
    if target.exists() and not NOT_LISTED.search(table.what):
        faults += recompute.problems(target)
    if target.exists() and table.seed % 4 == 0:
        faults += _months_later(table, folder, target, settings)
    if not faults and promised != refusal:
        faults.append(
            f"inspect says {promised or 'it makes a report'!r}, run says"
            f" {refusal or 'it made one'!r}"
        )
    if any(words in refusal for words in OUR_FAULT):
        faults.append(refusal)
    return Outcome(
        seed=table.seed,
        what=f"{table.what}; {' '.join(table.assignments)}",
        refusal=refusal,
        faults=tuple(faults),
        seconds=time.perf_counter() - began,
    )


def _ran(data: Path, target: Path, settings: Settings, model: Path | None = None) -> str:
    found = pipeline.run([data], target, settings, model=model).report.study.segmentation
    if (
        settings.segments.count
        and settings.segments.algorithm in {"auto", "kmeans"}
        and model is None
    ):
        assert found.k == settings.segments.count, (
            f"{settings.segments.count} segments were asked for, {found.k} made"
        )
    assert found.k == len(found.segments) == found.labels.nunique(), (
        f"{found.k} segments, {len(found.segments)} described"
    )
    return ""


def _scored(data: Path, target: Path, settings: Settings, model: Path) -> str:
    pipeline.score(model, [data], target, settings)
    return ""


def _months_later(table: Table, folder: Path, model: Path, settings: Settings) -> list[str]:
    """Put a part of the customers into the kept segments, and make another report of them."""
    faults: list[str] = []
    data, listed, target = folder / "later.csv", folder / "scored.csv", folder / "later"
    table.frame.iloc[: len(table.frame) // 2 + 1].to_csv(data, index=False)
    unlisted = _watched(lambda: _scored(data, listed, settings, model), faults)
    refusal = _watched(lambda: _ran(data, target, settings, model), faults)
    if bool(unlisted) is listed.exists():
        faults.append(f"a list, though it was refused: {unlisted}" if unlisted else "no list")
    given = {data, listed, target, model, *folder.glob("clients.*")}
    return [*faults, *_left(folder, given, target, formats(table.seed), refused=bool(refusal))]


def _watched(act: Callable[[], str], faults: list[str]) -> str:
    """Return the refusal of an act, and note what it lets out else: an error, a warning, a word on
    standard error.
    """
    refusal = ""
    with tempfile.TemporaryFile() as heard:
        before = os.dup(2)
        sys.stderr.flush()
        os.dup2(heard.fileno(), 2)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                warnings.filterwarnings(
                    "ignore",
                    message=r"fetch_arrow_table\(\) is deprecated",
                    category=DeprecationWarning,
                )
                refusal = act()
        except ReporterError as error:
            refusal = str(error)
        except Exception:  # noqa: BLE001 - whatever comes up is what is looked for
            faults.append(traceback.format_exc())
        finally:
            sys.stderr.flush()
            os.dup2(before, 2)
            os.close(before)
        heard.seek(0)
        words = heard.read().decode(errors="replace").strip()
    if words:
        faults.append(f"on standard error: {words}")
    return refusal


def _left(
    folder: Path, given: set[Path], target: Path, wanted: tuple[str, ...], *, refused: bool
) -> Iterator[str]:
    """Tell what is half-written, missing, no number, or not so."""
    beside = sorted(path.name for path in folder.iterdir() if path not in given)
    if beside:
        yield f"left beside the run: {', '.join(beside)}"
    if refused:
        if target.exists():
            yield "a run folder, though it was refused"
        return
    if not target.exists():
        return
    missing = [
        name for name in (*ALWAYS, *(FILES[one] for one in wanted)) if not (target / name).is_file()
    ]
    if missing:
        yield f"missing in the run: {', '.join(missing)}"
    page = (target / "report.html").read_text(encoding="utf-8") if "html" in wanted else ""
    odd = NO_NUMBER.search(page)
    if odd:
        yield f"the page shows {page[max(0, odd.start() - 100) : odd.end() + 100]!r}"
    yield from contradictions.problems(target)
