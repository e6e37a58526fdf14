"""How numbers are written in, the Ibis expressions that test and read a column of texts out.

No reading can fail: it is guarded by its condition, so that an engine which stops at the first bad
cell never sees one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from reporter.ingest.types.portable.patterns import is_short, shared, whole
from reporter.ingest.types.rules.numbers import ABBREVIATED, NEGATIVE, SCIENTIFIC, SIGN
from reporter.ingest.types.rules.words import MISSING

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.ingest.types.rules.numbers import Style

_HELD = r"^-?[0-9]{1,18}$"
"""Whole numbers that fit 64 bits."""
_LARGE_EXPONENT = r"[eE][-+]?0*([3-9][0-9]{2}|2[89][0-9]|[1-9][0-9]{3,})$"
"""Exponents with which a number may leave what a float holds, at which engines stop."""


@dataclass(frozen=True, slots=True)
class NumberExpression:
    """The expressions that test and read texts as numbers of a style."""

    words: ir.StringValue
    """The texts, without blanks around."""
    style: Style

    @property
    def fits(self) -> ir.BooleanValue:
        """Whether a text is such a number."""
        return whole(self.words, self.style.pattern)

    @property
    def fits_whole(self) -> ir.BooleanValue:
        """Whether a text is such a number without a fraction."""
        return whole(self.words, self.style.whole)

    @property
    def fits_grouped(self) -> ir.BooleanValue:
        """Whether its thousands are set apart."""
        return whole(self.words, self.style.grouped) if self.style.grouped else ibis.literal(False)

    @property
    def per_cent(self) -> ir.BooleanValue:
        """Whether it is followed by a per cent sign."""
        return self.words.contains("%")

    @property
    def currency(self) -> ir.StringValue:
        """The currency sign or code beside a number; empty where there is none."""
        sign = self.words.re_extract(shared(SIGN), 0).fill_null("")
        return ibis.ifelse(is_short(self.words) & self.fits, sign, "")

    def read(self, *, as_whole: bool) -> ir.NumericValue:
        """Read as int64 or float64; what is no such number becomes missing."""
        none = ibis.null("string")
        short, tidy = is_short(self.words), self.words.replace(self.style.grouping, "")
        if as_whole:
            digits = ibis.ifelse(
                short & self.fits_whole, self._plain.re_replace(r"\.0*$", ""), none
            )
            if self.style.dressed:
                digits = ibis.ifelse(whole(self.words, self._undressed), tidy, digits)
            return ibis.ifelse(digits.re_search(_HELD), digits, none).cast("int64")
        guard = short & self.fits & ~self.words.re_search(_LARGE_EXPONENT)
        number = ibis.ifelse(guard, self._plain, none)
        if self.style.dressed:
            undressed = rf"{self._undressed}([{self.style.point}]\d+)?"
            tidy = tidy.replace(self.style.point, ".")
            number = ibis.ifelse(short & whole(self.words, undressed), tidy, number)
        return number.cast("float64")

    @property
    def _undressed(self) -> str:
        """The pattern of whole numbers that only thousands are set apart in, which is quickest."""
        return rf"-?([1-9]\d{{0,2}}([{self.style.grouping}]\d{{3}})+|0|[1-9]\d{{0,17}})"

    @property
    def _plain(self) -> ir.StringValue:
        """The number as engines cast it."""
        words, point = self.words, self.style.point
        if not self.style.dressed:
            return words
        signless = words.re_replace(ABBREVIATED, "")
        digits = signless.re_replace(f"[^0-9{point}]", "")
        digits = digits.re_extract(f"[0-9].*|[{point}][0-9]+", 0).re_replace(f"[{point}]$", "")
        minus = ibis.ifelse(words.re_search(shared(NEGATIVE)), "-", "")
        read = ibis.ifelse(words.re_search(SCIENTIFIC), words, minus + digits)
        return read if point == "." else read.replace(",", ".")


def is_missing(words: ir.StringValue) -> ir.BooleanValue:
    """Whether a text stands for a missing value in a column of numbers or dates."""
    return words.lower().isin(MISSING)
