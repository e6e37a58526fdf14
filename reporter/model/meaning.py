"""What the data were taken to mean where they could mean something else: which rows count, which
money, whose, when.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model.claim import Claim


class Stance(StrEnum):
    """How a question on the meaning of the data was settled; what no reading can be trusted for is
    refused by an error.
    """

    ADOPTED = "adopted"
    """The evidence is clear: the data are read so, and that is said."""
    TOLD = "told"
    """It is not clear: the usual reading stands, and what the other one would give is said."""
    SET = "set"
    """The user has said how to read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a question on the meaning of the data was answered; `findings` makes the sentence."""

    question: str
    """Its name in snake_case: order_status, sign_column … The name of its sentence, and of its
    setting.
    """
    stance: Stance
    numbers: Mapping[str, float | str]
    """What the sentence shows: counts, shares from 0 to 1, amounts in the file's currency, days as
    2011-12-09, names of columns.
    """
    setting: str = ""
    """What to write to have it otherwise: "meaning.order_status=keep"."""
    weight: float = 0.0
    """The share of revenue or of customers that hangs on it, the larger one, from 0 to 1."""
    items: tuple[Mapping[str, float | str], ...] = field(default=())
    """What the sentence lists, an entry each: a status with its rows and money."""
    told: tuple[Claim, ...] = ()
    """What it lists where that is known as claims: the filters that were asked for."""
