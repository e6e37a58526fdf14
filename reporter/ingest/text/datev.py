"""The first line of DATEV's exchange format in, what it says of the postings below out: their dates
have no year of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_HEAD = re.compile(r'"?(EXTF|DTVF)"?;\d{3};.*', re.DOTALL)
_YEAR, _FROM = 12, 14
"""The fields with the first day of the fiscal year, and of the postings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What DATEV says above a table."""

    year_begins: date | None
    """The first day of the twelve months in which days and months lie; None where it does not say.
    """


def read(line: str) -> Head | None:
    """Read a line as DATEV's own; None where it is none."""
    if not _HEAD.fullmatch(line):
        return None
    fields = [field.strip('"') for field in line.split(";")]
    year, first = (
        _day(fields[column]) if len(fields) > column else None for column in (_YEAR, _FROM)
    )
    return Head(year_begins=year or first)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
