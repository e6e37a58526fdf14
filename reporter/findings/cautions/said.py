"""What cleaning noted of a caution: names with numbers or texts in, each as what it is out; and
what was done with the data beside it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model.claim import Claim

MOST_LETTERS = 160
"""Letters of a name that are written."""


class Said:
    """The numbers of a caution, each as what it is."""

    priced: bool
    """Whether the data say what something is worth."""
    drops_repeats: bool
    """Whether cleaning leaves repeated rows out."""
    rule: Claim | None
    """What is told of the cleaning rule that it is about; None where it is about none."""

    def __init__(
        self,
        numbers: Mapping[str, float | str],
        rule: Claim | None = None,
        *,
        priced: bool,
        drops_repeats: bool,
    ) -> None:
        """Take what cleaning noted, and what it did."""
        self._numbers = numbers
        self.rule = rule
        self.priced, self.drops_repeats = priced, drops_repeats

    def __contains__(self, key: str) -> bool:
        """Tell whether it was noted."""
        return key in self._numbers

    def number(self, key: str) -> float:
        """Return an amount or a share."""
        return float(self._numbers[key])

    def whole(self, key: str) -> int:
        """Return a count."""
        return int(self._numbers[key])

    def day(self, key: str) -> date:
        """Return a day."""
        return date.fromisoformat(str(self._numbers[key]))

    def text(self, key: str) -> str:
        """Return a name or clause; a cell that holds a book is cut."""
        text = str(self._numbers[key])
        return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"

    def several(self, key: str) -> list[str]:
        """Return the keys key_1, key_2 … that there are."""
        return [
            name
            for rank in range(1, len(self._numbers) + 1)
            if (name := f"{key}_{rank}") in self._numbers
        ]
