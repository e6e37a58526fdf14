"""How numbers are written in, the DuckDB SQL that tests and reads a column of texts out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.ingest.store import literal, quoted
from reporter.ingest.types.rules.numbers import ABBREVIATED, NEGATIVE, SCIENTIFIC, SIGN
from reporter.ingest.types.rules.words import MISSING

if TYPE_CHECKING:
    from reporter.ingest.types.rules.numbers import Style


@dataclass(frozen=True, slots=True)
class NumberSQL:
    """The SQL that tests and reads a text column as numbers of a style."""

    column: str
    style: Style

    @property
    def _plain(self) -> str:
        """The number as the engine casts it."""
        text = quoted(self.column)
        if not self.style.dressed:
            return text
        scientific = f"regexp_matches({text}, {literal(SCIENTIFIC)})"
        signless = f"regexp_replace({text}, {literal(ABBREVIATED)}, '')"
        digits = f"regexp_replace({signless}, '[^0-9{self.style.point}]', '', 'g')"
        digits = (
            f"regexp_replace(regexp_extract({digits}, '[0-9].*|[{self.style.point}][0-9]+'),"
            f" '[{self.style.point}]$', '')"
        )
        negative = f"regexp_matches({text}, {literal(NEGATIVE)})"
        dressed = f"CASE WHEN {negative} THEN '-' ELSE '' END || {digits}"
        read = f"CASE WHEN {scientific} THEN {text} ELSE {dressed} END"
        return read if self.style.point == "." else f"replace({read}, ',', '.')"

    @property
    def fits(self) -> str:
        """Whether a value is such a number."""
        return f"regexp_full_match({quoted(self.column)}, {literal(self.style.pattern)})"

    @property
    def fits_whole(self) -> str:
        """Whether a value is such a number without a fraction."""
        return f"regexp_full_match({quoted(self.column)}, {literal(self.style.whole)})"

    @property
    def fits_grouped(self) -> str:
        """Whether its thousands are set apart."""
        return (
            f"regexp_full_match({quoted(self.column)}, {literal(self.style.grouped)})"
            if self.style.grouped
            else "false"
        )

    @property
    def missing(self) -> str:
        """Whether a value stands for a missing one."""
        return f"lower(trim({quoted(self.column)})) IN ({', '.join(map(literal, MISSING))})"

    @property
    def per_cent(self) -> str:
        """Whether it is followed by a per cent sign."""
        return f"contains({quoted(self.column)}, '%')"

    @property
    def currency(self) -> str:
        """The currency sign or code beside a number; empty where there is none."""
        return (
            f"CASE WHEN {self.fits} THEN regexp_extract({quoted(self.column)}, {literal(SIGN)})"
            " ELSE '' END"
        )

    def read(self, kind: str, *, guarded: bool) -> str:
        """Read as a BIGINT or DOUBLE; guarded where some values are no such numbers, which then
        become missing.
        """
        text = f"CASE WHEN {self.fits} THEN {self._plain} END" if guarded else self._plain
        number = f"TRY_CAST({text} AS {kind})"
        if kind != "DOUBLE":
            return number
        # 1e400 leaves what a float holds, and is no number.
        return f"nullif(nullif({number}, 'inf'::DOUBLE), '-inf'::DOUBLE)"
