"""A UTF-8 text in, its first whole lines out, and what the lines above its table say of it: the
delimiter, names in a comment, DATEV's own line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.ingest.text import datev

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 1 << 22
"""Signs that are read at most, however long the lines are."""
_READ = 1 << 18
"""Signs that are read at once."""
_FEWEST_LINES = 3
_LINE_END = re.compile(r"\r\n|\r|\n")
_SEPARATOR = re.compile(r'"?sep=(.)\s*"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The first whole lines of a text, without blank ones, comments and the separator line that
    Excel writes above them.
    """

    text: str
    skipped: int
    """Lines left out above."""
    is_whole: bool
    """Whether the file ends with them."""
    told: str
    """The delimiter that the separator line tells."""
    comment: str
    """The last comment above, which may hold the names."""
    datev: datev.Head | None
    """What DATEV's own line above the names says."""

    @property
    def first_line(self) -> str:
        """What stands first, for a message."""
        return self.text.split("\n", 1)[0].strip()[:60]

    @classmethod
    def read(cls, path: Path, skip: int | None) -> Head:
        """Read it; with `skip`, only so many lines may be left out above, and comments stay."""
        text, is_whole = _beginning(path)
        lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
        if not is_whole and len(lines) > 1:
            lines.pop()
        told, comment = "", ""
        own: datev.Head | None = None
        skipped = 0
        for raw in lines[:skip]:
            line = raw.strip()
            if separator := _SEPARATOR.fullmatch(raw.strip("\r\n")):
                told = separator[1]
            elif found := datev.read(line):
                own = found
            elif skip is None and line.startswith("#"):
                comment = line.lstrip("# ")
            elif skip is None and line:
                break
            skipped += 1
        return cls(
            text="".join(lines[skipped:]),
            skipped=skipped,
            is_whole=is_whole,
            told=told,
            comment=comment,
            datev=own,
        )


def _beginning(path: Path) -> tuple[str, bool]:
    """Read as much as holds a few lines, however long; say whether that is the whole text."""
    with path.open("r", encoding="utf-8-sig", newline="") as stream:
        text = stream.read(_READ)
        while len(_LINE_END.findall(text)) < _FEWEST_LINES and len(text) < LONGEST:
            more = stream.read(_READ)
            if not more:
                break
            text += more
        return text, not stream.read(1)
