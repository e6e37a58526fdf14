"""Cautions about rows and customers, what they hold and what they lack: what cleaning noted in, a
claim out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.cautions.registry import says
from reporter.model import CautionKind
from reporter.model.claim import Claim, Count, Money, Name, Number, Share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.cautions.said import Said
    from reporter.model.claim import Value


@says(CautionKind.UNSETTLED)
def unsettled(said: Said) -> Claim:
    """Say which question the data leave open, and what was taken for its answer."""
    # words: question, answer and reason are phrases of the stage that asked
    told = {
        key: said.text(key).strip().rstrip(".")
        for key in ("about", "question", "taken", "why", "setting")
    }
    return Claim(
        "caution.unsettled",
        {
            **{key: Name(text) for key, text in told.items()},
            "explained": bool(told["why"]),
            "changeable": bool(told["setting"]),
        },
    )


@says(CautionKind.LEFT_OUT)
def left_out(said: Said) -> Claim:
    """Say how many rows cleaning left out, and by which rule most of them."""
    rows, most, priced = said.whole("rows"), said.whole("most"), "total" in said
    return Claim(
        "caution.left_out",
        {
            "rows": Count(rows),
            "of": Count(said.whole("of")),
            "rows_share": Share(said.number("rows_share")),
            "amount": Money(said.number("amount")) if priced else None,
            "total": Money(said.number("total")) if priced else None,
            "share": Share(said.number("share")),
            "why": said.rule,
            "most": Count(most),
            "every": most == rows,
        },
    )


@says(CautionKind.FEW_CUSTOMERS)
def few_customers(said: Said) -> Claim:
    """Say that there are few customers."""
    return Claim("caution.few_customers", {"customers": Count(said.whole("customers"))})


@says(CautionKind.MOSTLY_MISSING)
def mostly_missing(said: Said) -> Claim:
    """Say which column is mostly empty."""
    return Claim(
        "caution.mostly_missing",
        {
            "column": Name(said.text("column")),
            "share": Share(said.number("share")),
            "missing": Count(said.whole("missing")),
        },
    )


@says(CautionKind.REPEATED_CUSTOMERS)
def repeated_customers(said: Said) -> Claim:
    """Say how many rows repeat a customer's id with other values."""
    return Claim(
        "caution.repeated_customers",
        {"rows": Count(said.whole("rows")), "share": Share(said.number("share"))},
    )


@says(CautionKind.ODD_VALUES)
def odd_values(said: Said) -> Claim:
    """Say which values of people are beyond belief: incomes, years of birth, ages."""
    tell = {"incomes": _odd_incomes, "births": _odd_births}.get(said.text("what"), _odd_ages)
    return tell(
        said,
        {
            "what": Name(said.text("what")),
            "column": Name(said.text("column")),
            "rows": Count(said.whole("rows")),
        },
    )


def _odd_incomes(said: Said, values: Mapping[str, Value]) -> Claim:
    """Say how far the highest income lies beyond all others."""
    return Claim(
        "caution.odd_values.incomes",
        {
            **values,
            "bound": Number(said.number("bound")),
            "example": Number(said.number("example")),
        },
    )


def _odd_births(said: Said, values: Mapping[str, Value]) -> Claim:
    """Say that customers were born too early or too late: years and days, compared as text."""
    side = "before" if said.text("example") < said.text("bound") else "after"
    return Claim("caution.odd_values.births", {**values, **_bound_and_example(said), "side": side})


def _odd_ages(said: Said, values: Mapping[str, Value]) -> Claim:
    """Say that customers are younger or older than people are."""
    side = "younger" if said.number("example") < said.number("bound") else "older"
    return Claim("caution.odd_values.ages", {**values, **_bound_and_example(said), "side": side})


def _bound_and_example(said: Said) -> dict[str, Name]:
    """Return the bound of belief and a value beyond it as the file has them, whole numbers as
    such.
    """
    return {key: Name(said.text(key).removesuffix(".0")) for key in ("bound", "example")}
