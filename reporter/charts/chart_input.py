"""What the earlier stages found, gathered for the charts; and how every chart writes numbers and
colours segments.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.charts import claims
from reporter.model.claim import Claim, Name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import (
        Findings,
        Persona,
        Study,
        Unit,
    )
    from reporter.numerals import Numerals
    from reporter.wording import Words

__all__ = ["ChartInput", "Style"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartInput:
    """All that numbers are made from."""

    study: Study
    findings: Findings
    words: Words

    @property
    def personas(self) -> tuple[Persona, ...]:
        """The personas in the order of the segments."""
        return tuple(
            self.findings.persona(segment.id) for segment in self.study.segmentation.segments
        )

    @property
    def noun(self) -> str:
        """What customers bring: revenue, or orders where no money is known."""
        return self.study.table.volume.noun if self.study.table.volume else "revenue"

    @property
    def unit(self) -> Unit:
        """Its unit: money or count."""
        return self.study.table.volume.unit if self.study.table.volume else "money"

    @property
    def volume_shares(self) -> list[float] | None:
        """Each segment's share of what customers bring; None where that is not known."""
        shares = [
            persona.volume_share for persona in self.personas if persona.volume_share is not None
        ]
        return shares if len(shares) == len(self.personas) else None

    @property
    def values(self) -> tuple[Claim, list[float]] | None:
        """What is shared out among the segments (revenue, orders, or the sum of the value feature),
        and each segment's share.
        """
        personas = self.personas
        if shares := self.volume_shares:
            return claims.volume(self.noun), shares
        if self.study.table.value is None:
            return None
        column = self.study.table.frame[self.study.table.value]
        if column.min() < 0 or column.sum() <= 0:
            return None
        sums = column.groupby(self.study.segmentation.labels).sum()
        label = self.words.label(self.study.table.feature(self.study.table.value))
        return Claim("chart.volume.sum", {"label": Name(label)}), [
            float(sums[persona.segment] / column.sum()) for persona in personas
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How every chart writes numbers and colours segments."""

    words: Words
    colours: Mapping[int, str]
    """Segment id → hex."""
    accent: str
    """The colour of what is no segment's."""

    @property
    def numerals(self) -> Numerals:
        """Return how numbers are written."""
        return self.words.numerals

    def files_money(self, *units: str) -> bool:
        """Tell whether there is money among units, and it has to be said that it is the file's,
        since its currency is not known.
        """
        return "money" in units and not self.numerals.currency

    def quantity(self, value: float, unit: Unit) -> str:
        """Write a value in its unit, with the word for it."""
        return self.words.quantity(value, unit)

    def figure(self, value: float | None, unit: Unit) -> str:
        """Write a value at a mark: short, without the word for its unit; a dash for what nobody
        has.
        """
        if value is None:
            return "\N{EN DASH}"
        size = abs(value)
        if unit == "money":
            return self.numerals.money(value) if size < 10_000 else self.numerals.money_short(value)
        if unit == "days" and self.numerals.time == "day":
            return self.numerals.count(value)
        if unit in {"weeks", "months", "years"}:
            return self.numerals.span(value)
        if unit != "share" and size >= 100_000:
            return replace(self.numerals, currency="").money_short(value)
        return self.quantity(value, unit)

    def tick(self, value: float, unit: Unit) -> str:
        """Write a round value at an axis."""
        match unit:
            case "money":
                return self.numerals.money_range(value, value)
            case "share":
                return self.words.percent(value)
            case "days" if self.numerals.time != "day":
                return self.quantity(value, unit)
            case _ if abs(value) >= 10_000:
                return replace(self.numerals, currency="").money_range(value, value)
            case _:
                return self.numerals.decimal(value, 2)
