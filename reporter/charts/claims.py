"""What several charts say: numbers and names in, claims out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model.claim import Claim, Count, Money, Name, Score, Share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reporter.wording import Words

__all__ = [
    "LEVEL",
    "against",
    "against_others",
    "as_they_stand",
    "brought",
    "of_customers",
    "of_volume",
    "rows",
    "scores",
    "volume",
]

LEVEL = Name("95 %")
"""Of the intervals that findings give of rates and effects; by a blank that may break, unlike
shares of sentences.
"""


def as_they_stand(texts: Iterable[str]) -> tuple[Claim, ...]:
    """Return labels and names, which others gave, for a list."""
    return tuple(Claim("phrase.own", {"text": Name(text)}) for text in texts)


def rows(told: Iterable[Claim]) -> Claim:
    """Return the leading numbers of a chart that tells them row by row."""
    return Claim("chart.rows", {"rows": tuple(told)})


def volume(noun: str) -> Claim:
    """Return what customers bring: revenue, or orders."""
    return Claim(f"chart.volume.{noun}")


def brought(amount: float, unit: str) -> Claim:
    """Return how much customers bring: an amount of money, or so many orders."""
    if unit == "money":
        return Claim("chart.brought.revenue", {"revenue": Money(amount)})
    return Claim("chart.brought.orders", {"orders": Count(amount)})


def scores(names: Iterable[str], values: Iterable[float]) -> tuple[Claim, ...]:
    """Tell a score of each segment."""
    return tuple(
        Claim("chart_method.score", {"name": Name(name), "score": Score(value)})
        for name, value in zip(names, values, strict=True)
    )


def against(others: str) -> Claim:
    """Return what is written behind a figure to tell that of the others."""
    return Claim("chart.against", {"others": Name(others)})


def against_others(labels: Iterable[str], figures: Iterable[tuple[str, str]]) -> Claim:
    """Tell a segment's own figures, each with that of the others."""
    return rows(
        Claim(
            "chart_persona.row",
            {"label": Name(label), "mine": Name(mine), "theirs": against(theirs)},
        )
        for label, (mine, theirs) in zip(labels, figures, strict=True)
    )


def of_customers(share: float, words: Words) -> str:
    """Write a share of customers at a mark."""
    return words.text(Claim("chart.of_customers", {"share": Share(share)}))


def of_volume(share: float, noun: str, words: Words) -> str:
    """Write a share of what customers bring at a mark."""
    return words.text(Claim("chart.of_volume", {"share": Share(share), "volume": volume(noun)}))
