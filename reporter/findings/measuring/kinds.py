"""What sort of thing a column of a customer table measures, by the words of its label: value,
activity, tenure, limit and so on.

Segments of banks, telecoms, gyms and software houses are named by these, since raw headings make no
names: a segment that is high in "Number of transactions" and in "Credit limit" is "Active,
high-limit customers".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reporter.model.claim import Claim

VALUE, ACTIVITY, TENURE = "value", "activity", "tenure"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureKind:
    """A kind of feature, and what customers are called by it."""

    name: str
    amount: bool
    """Whether it has a true zero, so that twice as much of it means something."""
    turns_at: float | None
    """Days from which on `high` holds in itself, and up to which `low` does; None where both only
    compare.
    """
    pattern: re.Pattern[str]
    forbidden: re.Pattern[str] | None

    def fits(self, label: str) -> bool:
        """Tell whether a label speaks of it."""
        return bool(self.pattern.search(label)) and not (
            self.forbidden and self.forbidden.search(label)
        )

    def holds(self, level: int, days: float | None) -> bool:
        """Tell whether the adjective holds in itself; days are those of the typical member, None
        where their unit is not known.
        """
        if self.turns_at is None:
            return True
        return days is not None and (days >= self.turns_at if level > 0 else days <= self.turns_at)

    def called(self, level: int) -> Claim:
        """Return what customers are called at a high level (above zero) or a low one."""
        return Claim(f"kind.{self.name}.{'high' if level > 0 else 'low'}")


def kind_of(label: str, *, is_money: bool = False) -> FeatureKind | None:
    """Return the kind of a feature by its label; None where no word tells. Money that customers
    bring is their value.
    """
    found = next((kind for kind in kinds() if kind.fits(label)), None)
    return _named(VALUE) if is_money and (found is None or found.name == ACTIVITY) else found


def _named(name: str) -> FeatureKind:
    return next(kind for kind in kinds() if kind.name == name)


@cache
def kinds() -> tuple[FeatureKind, ...]:
    """Return all kinds, in the order in which they are tried."""
    found = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["kind"]
    return tuple(
        FeatureKind(
            name=one["name"],
            amount=one.get("amount", False),
            turns_at=one.get("turns_at_days"),
            pattern=_pattern(one["words"]),
            forbidden=_pattern(one["not"]) if "not" in one else None,
        )
        for one in found
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = [
        re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
