"""How numbers are written in text columns: patterns to test every value with, and SQL that reads them.

A number never begins with a superfluous nought: 00017 is an identifier and stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporter.ingest.store import quoted

MISSING = ("na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "--", "?", ".")
"""What stands for a missing value in columns of numbers and dates, in lower case."""

_SIGNS = "[£€$¥₹\\s\u00a0\u202f]"
_WHOLE = r"-?(0|[1-9]\d{0,17})"  # more digits fit no 64-bit number: such identifiers stay text


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A way to write numbers."""

    name: str
    description: str
    """A clause for a reader; empty for the plain style."""
    pattern: str
    whole: str
    """The pattern of those without a fraction."""
    grouping: str
    point: str


PLAIN = Style(
    name="plain",
    description="",
    pattern=rf"({_WHOLE}(\.\d*)?|-?\.\d+)([eE][-+]?\d+)?",
    whole=rf"{_WHOLE}(\.0*)?",
    grouping="",
    point=".",
)
GROUPED = Style(
    name="grouped",
    description="commas between thousands",
    pattern=rf"(-?[1-9]\d{{0,2}}(,\d{{3}})+|{_WHOLE})(\.\d*)?",
    whole=rf"(-?[1-9]\d{{0,2}}(,\d{{3}})+|{_WHOLE})(\.0*)?",
    grouping=",",
    point=".",
)
DECIMAL_COMMA = Style(
    name="decimal comma",
    description="decimal commas",
    pattern=rf"(-?[1-9]\d{{0,2}}(\.\d{{3}})+|{_WHOLE})(,\d*)?",
    whole=rf"(-?[1-9]\d{{0,2}}(\.\d{{3}})+|{_WHOLE})(,0*)?",
    grouping=".",
    point=",",
)


def styles(*, comma_is_decimal: bool) -> tuple[Style, ...]:
    """Return the styles in the order to try them; where columns are cut by semicolons, a comma is a decimal one."""
    return (PLAIN, DECIMAL_COMMA, GROUPED) if comma_is_decimal else (PLAIN, GROUPED, DECIMAL_COMMA)


def bare(text: str) -> str:
    """Take currency signs and blanks off a number."""
    return re.sub(_SIGNS, "", text)


def is_missing(text: str) -> bool:
    """Say whether a text stands for a missing value."""
    return text.strip().lower() in MISSING


def share(values: list[str], style: Style) -> float:
    """Return the share of values that are numbers of a style, among those that are not missing."""
    given = [bare(value) for value in values if not is_missing(value)]
    return sum(re.fullmatch(style.pattern, value) is not None for value in given) / len(given) if given else 0.0


@dataclass(frozen=True, slots=True)
class NumberSQL:
    """The SQL that tests and reads a text column as numbers of a style."""

    column: str
    style: Style
    signs: bool
    """Whether currency signs or blanks have to be taken off first."""

    @property
    def _cleaned(self) -> str:
        return f"regexp_replace({quoted(self.column)}, '{_SIGNS}', '', 'g')" if self.signs else quoted(self.column)

    @property
    def _plain(self) -> str:
        text = self._cleaned
        if self.style.grouping:
            text = f"replace({text}, '{self.style.grouping}', '')"
        return text if self.style.point == "." else f"replace({text}, '{self.style.point}', '.')"

    @property
    def fits(self) -> str:
        """Whether a value is such a number."""
        return f"regexp_full_match({self._cleaned}, '{self.style.pattern}')"

    @property
    def fits_whole(self) -> str:
        """Whether a value is such a number without a fraction."""
        return f"regexp_full_match({self._cleaned}, '{self.style.whole}')"

    @property
    def missing(self) -> str:
        """Whether a value stands for a missing one."""
        words = ", ".join(f"'{word}'" for word in MISSING)
        return f"lower(trim({quoted(self.column)})) IN ({words})"

    def read(self, kind: str, *, guarded: bool) -> str:
        """Read as a BIGINT or DOUBLE; guarded where some values are no such numbers, which then become missing."""
        text = f"CASE WHEN {self.fits} THEN {self._plain} END" if guarded else self._plain
        return f"TRY_CAST({text} AS {kind})"
