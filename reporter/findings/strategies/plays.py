"""An entry of our playbook in, a validated play out: when it is suggested, to whom, and what it may
be worth. What it says stands in the catalogue; docs/playbook.md explains the keys.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic import model_validator as validator_of_all
from pydantic_core import PydanticCustomError

__all__ = ["FEATURE_MEASURES", "PLACEHOLDERS", "Play", "Requirement", "Worth"]

FEATURE_MEASURES = ("effect", "median", "ratio")
"""Measures of a feature in a segment; all others are of the segment itself."""
SEASONS = frozenset({"season_start", "before_season"})
"""Placeholders of a play that waits for a season."""

Placeholder = Literal[
    "name", "customers", "order_value", "orders", "silent", "gap", "products", "product",
    "threshold", "season_start", "before_season", "weekday", "country", "better", "category",
    "second_category", "weak_category", "return_rate", "holdout", "audience", "alarm", "silence",
]  # fmt: skip
PLACEHOLDERS: tuple[str, ...] = get_args(Placeholder)
"""What a play's texts may name in braces."""

Kind = Literal["transactions", "customers", "any"]
Measure = Literal[
    "effect", "median", "ratio", "customers", "share", "revenue_share", "value_index",
    "one_order_share", "silent_share", "silent_year_share", "overdue_share", "new_share",
    "products", "season_share", "weekday_share", "abroad_share", "borderline", "high_categories",
    "low_categories", "categories", "category_lead", "strongest_trait", "people", "leaving_rate",
    "leaving_lift", "long_standing", "newer",
]  # fmt: skip
Audience = Literal[
    "all", "active", "once", "new", "overdue", "silent", "silent_year", "largest", "largest_silent",
    "sample", "returners", "abroad", "not_yet_bought",
]  # fmt: skip
Basis = Literal[
    "order_value", "win_back", "revenue_added", "revenue_kept", "step_up", "category_added",
    "category_gap", "leaving_kept",
]  # fmt: skip


def complaint(says: str, hint: str) -> PydanticCustomError:
    """Make an error of a sentence and of what to do about it."""
    return PydanticCustomError("playbook", "{says}", {"says": says, "hint": hint})


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _no_flag(value: object) -> object:
    """Refuse true, which Python takes for 1."""
    if isinstance(value, bool):
        raise complaint(f"{value!r} is not known", "Choose one of: 1, 2, 3.")
    return value


Text = Annotated[str, StringConstraints(strict=True, pattern=r"\S"), AfterValidator(_in_one_line)]
Share = Annotated[float, Field(strict=True, ge=0, le=1)]


class Part(BaseModel):
    """A part of a playbook: immutable, and without a key that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Requirement(Part):
    """A measure of a segment compared with a value."""

    measure: Measure
    feature: Text | None = None
    comparison: Literal[">=", ">", "<=", "<"] = Field(alias="is")
    value: Annotated[float, Field(strict=True, ge=-1e12, le=1e12)]

    @validator_of_all(mode="after")
    def _names_a_feature_where_one_is_measured(self) -> Self:
        if self.measure in FEATURE_MEASURES and self.feature is None:
            says = f"measure {self.measure!r}: the key feature is missing"
            raise complaint(says, 'Write feature = "…".')
        if self.measure not in FEATURE_MEASURES and self.feature is not None:
            says = f"the measure {self.measure!r} takes no feature"
            raise complaint(says, "Remove the key feature.")
        return self


class Worth(Part):
    """The planning assumption about what a play adds in a year."""

    basis: Basis
    low: Share
    """Share of those addressed who respond, at least."""
    high: Share
    """The same at most."""
    orders: Annotated[float, Field(strict=True, ge=0, le=365)] = 1.0
    """Orders of each who responds."""
    cap: Share = 0.25
    """Greatest estimate, as a share of what the audience spends in a year."""

    @validator_of_all(mode="after")
    def _low_is_below_high(self) -> Self:
        if self.low > self.high:
            says = f"low = {self.low:g} is above high = {self.high:g}"
            raise complaint(says, "Put the smaller response first.")
        return self


class Named(Part):
    """Which play it is."""

    id: Text
    kind: Kind
    theme: Text


class Suggested(Part):
    """When a play is suggested, to whom, and what it may be worth."""

    effort: Annotated[Literal[1, 2, 3], BeforeValidator(_no_flag)]
    weight: Annotated[float, Field(strict=True, ge=0, le=10)] = 1.0
    when: tuple[Requirement, ...]
    worth: Worth | None = None
    audience: Audience = "all"
    """Which members it addresses; see `reporter.findings.strategies.audiences`."""


class Play(Suggested, Named):
    """What to do about a segment, and when to suggest it."""

    needs: tuple[Placeholder, ...] = ()
    """The placeholders of its texts: it is suggested where all of them can be told."""
    needs_unpriced: tuple[Placeholder, ...] | None = None
    """The same where the file holds no money; None where they are no others."""

    def needed(self, *, priced: bool) -> tuple[Placeholder, ...]:
        """Return the placeholders of its texts, where the file holds money or none."""
        return self.needs if priced or self.needs_unpriced is None else self.needs_unpriced

    @property
    def seasonal(self) -> bool:
        """Whether it waits for a season."""
        return not SEASONS.isdisjoint(self.needs)
