"""What columns say about each other: which determines which, and which is the product of two
others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from statistics import correlation, median
from typing import TYPE_CHECKING, Any

from reporter.ingest.columns import rounded
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis

    from reporter.ingest.columns.rounded import Digits
    from reporter.ingest.columns.sampling import Sample
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.ingest.types.typed import Compute

_IDENTIFIERS = (Role.CUSTOMER, Role.ORDER, Role.PRODUCT)
_FEWEST_ROWS = 20
"""Rows from which a pattern among numbers counts."""
_HOLDS = 0.9
_CANDIDATES = 8
_CENT = 0.011
"""Amounts are rounded to the cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A column that is the product of two others in nearly every row."""

    factors: tuple[str, str]
    result: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The table, some of its rows, and what was asked of it so far."""

    table: ibis.Table
    sample: Sample
    compute: Compute
    _asked: dict[tuple[str, str], float] = field(default_factory=dict)
    _digits: dict[str, Digits] = field(default_factory=dict)

    def digits(self, column: ColumnStatistics) -> Digits:
        """Return whether numbers are whole, and how many a spreadsheet has rounded."""
        if column.name not in self._digits:
            self._digits[column.name] = rounded.look(self.table, column.name, self.compute)
        return self._digits[column.name]

    def is_whole(self, column: ColumnStatistics) -> bool:
        """Say whether all of a column's numbers are whole: they may be ids, though a spreadsheet
        has written one as 4.40012E+14.
        """
        return self.digits(column).whole

    def lost_digits(self, column: ColumnStatistics) -> str:
        """Say, a clause, that a spreadsheet has rounded most of a column's numbers; an empty text
        where it has not.
        """
        if not column.is_number or column.maximum < rounded.LARGE:
            return ""
        return self.digits(column).lost

    def rounded_words(self, column: ColumnStatistics, role: Role) -> str:
        """Say, the end of a clause, that a few of a column's ids were rounded."""
        if role not in _IDENTIFIERS or not column.is_number or column.maximum < rounded.LARGE:
            return ""
        return self.digits(column).few

    def determines(self, left: str, right: str) -> float:
        """Return how far one column's value says another's: 1 where each value of the left has one
        of the right.
        """
        if (left, right) not in self._asked:
            both = self.table.filter(self.table[left].notnull() & self.table[right].notnull())
            pairs = both.select(both[left].name("left"), both[right].name("right")).distinct()
            different, count = self.compute(
                pairs.aggregate(different=pairs["left"].nunique(), count=pairs.count())
            )[0]
            self._asked[left, right] = different / count if count else 0.0
        return self._asked[left, right]

    def numbers(self, name: str) -> list[float]:
        """Return the numbers drawn of a column."""
        return [float(value) for value in self.sample.values(name)]

    def share_whole(self, name: str) -> float:
        """Return the share of numbers without a fraction."""
        numbers = self.numbers(name)
        return sum(number.is_integer() for number in numbers) / len(numbers) if numbers else 0.0

    def middle(self, name: str) -> float:
        """Return the middle of the numbers drawn."""
        return median(self.numbers(name) or [0.0])

    def product(self, names: Sequence[str]) -> Product | None:
        """Find the columns of which one is the product of two others, such as quantity × price =
        amount.
        """
        chosen = sorted(names)[:_CANDIDATES]
        found = [
            Product(factors=pair, result=result, share=share)
            for pair in combinations(chosen, 2)
            for result in chosen
            if result not in pair and (share := self._share_of_products(*pair, result)) >= _HOLDS
        ]
        return max(found, key=lambda one: (one.share, one.factors), default=None)

    def _share_of_products(self, left: str, right: str, result: str) -> float:
        rows = self.rows(left, right, result)
        telling = [row for row in rows if abs(row[0]) != 1 and abs(row[1]) != 1 and 0 not in row]
        if len(telling) < _FEWEST_ROWS:
            return 0.0
        return sum(
            abs(one * other - given) <= max(_CENT, 1e-4 * abs(given))
            for one, other, given in telling
        ) / len(telling)

    def rows(self, *names: str) -> list[tuple[float, ...]]:
        """Return the rows drawn that have a number in each of these columns."""
        columns = [self.sample.columns[name] for name in names]
        return [
            tuple(float(value) for value in row)
            for row in zip(*columns, strict=True)
            if None not in row
        ]

    def correlation(self, left: str, right: str) -> float:
        """Return how far two columns of numbers move together in the rows drawn: 1 wholly, 0 not,
        zero too where one stands still.
        """
        rows = self.rows(left, right)
        if len(rows) < _FEWEST_ROWS:
            return 0.0
        first, second = [row[0] for row in rows], [row[1] for row in rows]
        if min(first) == max(first) or min(second) == max(second):
            return 0.0
        return correlation(first, second)

    def are_copies(self, left: str, right: str) -> bool:
        """Say whether each value of one column goes with one value of the other, in the rows drawn;
        not where none were.
        """
        if not self.sample.size:
            return False
        pairs = Counter(zip(self.sample.columns[left], self.sample.columns[right], strict=True))
        return len(pairs) == len({pair[0] for pair in pairs}) == len({pair[1] for pair in pairs})

    def is_the_same_within(self, group: str, name: str) -> bool:
        """Say whether a column repeats one value in every row of a group, by the rows drawn, then
        by all.
        """
        seen: dict[Any, list[Any]] = defaultdict(list)
        for key, value in zip(self.sample.columns[group], self.sample.columns[name], strict=True):
            if key is not None and value is not None:
                seen[key].append(value)
        several = [values for values in seen.values() if len(values) > 1]
        if sum(len(set(values)) > 1 for values in several) > 0.05 * len(several):
            return False
        return self.determines(group, name) >= 0.98

    def most_common(self, name: str) -> tuple[Any, float]:
        """Return the most frequent value among the rows drawn and its share of them."""
        counts = Counter(self.sample.values(name))
        if not counts:
            return None, 0.0
        value, count = max(counts.items(), key=lambda one: (one[1], str(one[0])))
        return value, count / sum(counts.values())
