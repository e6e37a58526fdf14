"""Whose words a report is written in: ours, or a consultant's own in the place of some."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reporter.numerals import Numerals
from reporter.wording.catalogue import catalogue
from reporter.wording.own_words import with_own_words
from reporter.wording.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model.report import Report
    from reporter.wording.catalogue import Catalogue


def chosen_words(numerals: Numerals, own: Path | None) -> Words:
    """Return our words, with a consultant's own (a TOML file) in the place of some.

    Raises
    ------
    WordingError
        The file of own words is not valid.
    """
    return Words.in_(_with_own(own, _stamp(own)) if own else catalogue(), numerals)


def _stamp(path: Path) -> tuple[int, int]:
    """Return what tells a file from what it was before; nothing where it cannot be read."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=4)
def _with_own(own: Path, _: tuple[int, int]) -> Catalogue:
    """Read and check own words once, however many pages and lists are said by them."""
    return with_own_words(catalogue(), own)


def words_of(report: Report) -> Words:
    """Return the words that a report is written in, those of a client's own playbook among them."""
    numerals = Numerals(
        locale=report.settings.report.locale,
        currency=report.study.totals.currency,
        time=report.study.clean.grain.time,
    )
    words = chosen_words(numerals, report.settings.findings.words)
    return words.overlaid(report.findings.sentences)
