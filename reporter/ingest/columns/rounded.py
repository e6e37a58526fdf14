"""Numbers of an id in, what a spreadsheet has made of them out: 440012345678901 is shown, and
saved, as 4.40012E+14.

Excel shows numbers of twelve digits and more with six of them, and keeps no more than fifteen: what
is saved so has lost the rest, and different ids have become the same. One such value among
thousands is an accident; where most are so, the column tells nobody apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from reporter.ingest.types.typed import Compute

LARGE = 10**11
"""The smallest number that a spreadsheet shows rounded."""
SHOWN, KEPT = 6, 15
"""Digits that it shows of such a number, and that it keeps of any."""
ROUNDED_AS_SHOWN, ROUNDED_AS_KEPT = 0.5, 0.98
"""Share of the numbers with so few digits that are other than zero, from which digits are lost:
as shown, and as kept (of ids with sixteen digits, every tenth ends in a zero by chance).
"""

_ALL_WHOLE = 2.0**53
"""From here on a number of double precision is whole, whatever it is."""
_PRECISION = 2.5e-16
"""What a number of double precision is off by at most, as a share of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digits:
    """What the digits of a column's numbers say."""

    values: int
    whole: bool
    """Whether all are whole."""
    shown: int
    """Numbers of twelve digits and more of which all but the first six are zeros."""
    kept: int
    """Numbers of more than fifteen digits of which all beyond are zeros."""
    long: int
    """Numbers of more than fifteen digits."""
    example: float

    @property
    def lost(self) -> str:
        """That most have lost digits, a clause; an empty text where they have not."""
        if self.shown >= ROUNDED_AS_SHOWN * self.values > 0:
            share, example = self.shown / self.values, f"{self.example:.5E}".replace("E+0", "E+")
        elif (
            self.long >= ROUNDED_AS_SHOWN * self.values > 0
            and self.kept >= ROUNDED_AS_KEPT * self.long
        ):
            share, example = self.kept / self.values, f"{self.example:.0f}"
        else:
            return ""
        percent = f"{share:.0%}".replace("%", " %")
        return (
            f"a spreadsheet has rounded {percent} of its numbers, such as {example}: digits are"
            " lost, and different ones are the same"
        )

    @property
    def few(self) -> str:
        """That some were rounded, the end of a clause."""
        if not self.shown or self.lost:
            return ""
        return f", {self.shown:,} of them rounded by a spreadsheet ({self.example:.5E})".replace(
            "E+0", "E+"
        )


def look(table: ibis.Table, name: str, compute: Compute) -> Digits:
    """Count the numbers of a column that are rounded, in one query."""
    written = table[name].cast("float64").abs()
    value = ibis.ifelse(written < float("inf"), written, ibis.null("float64"))
    small = ibis.ifelse(
        value < _ALL_WHOLE, value, 0.0
    )  # rounding goes by way of whole numbers, which have an end
    shown, kept = (_has_at_most(value, digits) for digits in (SHOWN, KEPT))
    large, long = value >= LARGE, value >= 10**KEPT
    row = compute(
        table.aggregate(
            values=value.count(),
            broken=_times(small != small.floor()),
            shown=_times(large & shown),
            kept=_times(long & kept),
            long=_times(long),
            example=ibis.ifelse(large & shown, value, ibis.null("float64")).max(),
            largest=value.max(),
        )
    )[0]
    values, broken, few, many, beyond, example, largest = row
    return Digits(
        values=int(values), whole=not broken, shown=int(few or 0), kept=int(many or 0),
        long=int(beyond or 0),
        example=float(example or largest or 0.0),
    )  # fmt: skip


def _has_at_most(value: ir.FloatingValue, digits: int) -> ir.BooleanValue:
    """Tell whether all digits of a large number but the first are zeros."""
    large = ibis.ifelse(value >= LARGE, value, float(LARGE))
    unit = ibis.literal(10.0) ** (large.log10().floor() - (digits - 1))
    return (large - (large / unit).round() * unit).abs() <= _PRECISION * large


def _times(condition: ir.BooleanValue) -> ir.IntegerScalar:
    return ibis.ifelse(condition, 1, 0).sum()
