"""A sentence while it is written: numbers in, text and the same numbers out, so that nothing is
claimed without its number.
"""

from __future__ import annotations

import calendar
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reporter.findings.words.spans import DAYS_PER_MONTH, SPOKEN_IN_DAYS
from reporter.findings.words.wording import multiple
from reporter.model import Finding
from reporter.numerals import DASH

if TYPE_CHECKING:
    from datetime import date

    from reporter.model import Base
    from reporter.numerals import Numerals


@dataclass(slots=True)
class Draft:
    """Write numbers into a sentence and remember each under a key.

    Parameters
    ----------
    numerals
        How numbers are written for this reader.
    """

    numerals: Numerals
    numbers: dict[str, float | int | str | None] = field(default_factory=dict)

    def note(self, key: str, value: float | str | None) -> None:
        """Remember a number that the sentence rests on without writing it."""
        self.numbers[key] = value

    def count(self, key: str, value: float) -> str:
        """Write a whole number."""
        self.numbers[key] = value
        return self.numerals.count(value)

    def decimal(self, key: str, value: float) -> str:
        """Write a number with at most one decimal."""
        self.numbers[key] = value
        return self.numerals.decimal(value)

    def fixed(self, key: str, value: float) -> str:
        """Write a silhouette, a stability and the like with two decimals."""
        self.numbers[key] = value
        return self.numerals.fixed(value, 2)

    def plural(self, key: str, value: float, noun: str, nouns: str = "") -> str:
        """Write a number with its noun in the right number: "1 customer", "2.5 orders"."""
        written = self.decimal(key, value)
        return f"{written} {noun if written == '1' else nouns or noun + 's'}"

    def occasions(self, key: str, value: float) -> str:
        """Write how often something happened: "once", "twice", "3 times"; between two counts "8 or
        9 times".
        """
        if between := self._between(key, value):
            return "once or twice" if value == 1.5 else f"{between} times"
        written = self.decimal(key, value)
        return {"1": "once", "2": "twice"}.get(written, f"{written} times")

    def _between(self, key: str, value: float) -> str:
        """Write a median that lies between two counts as people say it: "8 or 9"; empty
        elsewhere.
        """
        # Counts are whole: their median is, too, or lies in the middle between two.
        if value % 1 != 0.5:
            return ""
        self.numbers[key] = value
        return (
            f"{self.count(f'{key}_below', math.floor(value))} or"
            f" {self.count(f'{key}_above', math.ceil(value))}"
        )

    def percent(self, key: str, share: float) -> str:
        """Write a share; what is not quite all is never written as 100 %."""
        self.numbers[key] = share
        if 0.995 <= share < 1:
            return f"over {self.numerals.percent(0.99)}"
        return self.numerals.percent(share)

    def money(self, key: str, value: float) -> str:
        """Write an amount in full."""
        self.numbers[key] = value
        return self.numerals.money(value)

    def money_short(self, key: str, value: float) -> str:
        """Write a large amount in three digits."""
        self.numbers[key] = value
        return self.numerals.money_short(value)

    def money_range(self, key: str, low: float, high: float) -> str:
        """Write an estimate from low to high in two digits."""
        self.numbers[f"{key}_low"], self.numbers[f"{key}_high"] = low, high
        return self.numerals.money_range(low, high)

    def quantity(self, key: str, value: float, unit: str) -> str:
        """Write a value in a feature's unit; a large count without decimals, a median between two
        small ones as "8 or 9".
        """
        if unit == "count" and value < 10 and (between := self._between(key, value)):
            return between
        self.numbers[key] = value
        if unit == "count" and value >= 10:
            return self.numerals.count(value)
        return self.numerals.quantity(value, unit)

    def words(self, key: str, value: int) -> str:
        """Write a small whole number as a word."""
        self.numbers[key] = value
        return self.numerals.words(value)

    def multiple(self, key: str, ratio: float) -> str:
        """Write how many times: "six times", "twice", "half", "1.4 times"."""
        self.numbers[key] = ratio
        return multiple(ratio, self.numerals)

    def elapsed(self, key: str, days: float) -> str:
        """Write a span of days: "8 days", or "2 months" where the data know months alone."""
        return self.plural(key, self.numerals.elapsed(days), self.numerals.time)

    def silence(self, key: str, days: float) -> str:
        """Write a span of days as a reader would say it: "8 days", "5 months"."""
        self.numbers[f"{key}_days"] = days
        if self.numerals.time != "day":
            return self.elapsed(key, days)
        if days < SPOKEN_IN_DAYS:
            return self.plural(key, round(days), "day")
        return self.plural(key, round(days / DAYS_PER_MONTH), "month")

    def span(self, key: str, low: float, high: float) -> str:
        """Write a range of shares: "2–4 %", "0.5–1 %"."""
        self.numbers[f"{key}_low"], self.numbers[f"{key}_high"] = low, high
        last = self.numerals.percent(high, _decimals(high))
        return (
            last
            if low == high
            else f"{self.numerals.decimal(low * 100, _decimals(low))}{DASH}{last}"
        )

    def day(self, key: str, value: date) -> str:
        """Write a day."""
        self.numbers[key] = value.isoformat()
        return self.numerals.day(value)

    def month(self, key: str, value: date) -> str:
        """Write a month with its year."""
        self.numbers[key] = value.isoformat()[:10]
        return self.numerals.month(value)

    def month_name(self, key: str, value: date) -> str:
        """Write a month without its year, in the language of the sentences."""
        self.numbers[key] = value.isoformat()[:10]
        return calendar.month_name[value.month]

    def year(self, key: str, value: int) -> str:
        """Write a year: "2011", where a count would be "2,011"."""
        self.numbers[key] = value
        return str(value)

    def name(self, key: str, text: str) -> str:
        """Write a name: a segment's, a product's, a category's."""
        self.numbers[key] = text
        return text

    def finding(self, name: str, text: str, figure: str = "", base: Base | None = None) -> Finding:
        """Close the sentence; `base` where it was counted over something else than customers."""
        return Finding(id=name, text=text, numbers=dict(self.numbers), figure=figure, base=base)


def _decimals(share: float) -> int:
    return next(
        digits
        for digits in range(4)
        if digits == 3 or abs(share * 100 - round(share * 100, digits)) < 1e-9
    )
