"""Cautions about money, and about whom it belongs to: what cleaning noted in, a claim out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.clients_names import product_name
from reporter.findings.cautions.registry import says
from reporter.model import GRAVE_SHARE, CautionKind
from reporter.model.claim import Claim, Count, Day, Money, Name, Number, Product, Ratio, Share

if TYPE_CHECKING:
    from reporter.findings.cautions.said import Said
    from reporter.model.claim import Value

SMALLEST_PRICE = 0.01
"""What costs less is written as less than one cent."""
STEADY_SHARE = 0.95
"""Share of the rows with about one ratio from which on it is a rate."""
TELLING_SHARE = 0.01
"""Share of the revenue from which on it is told."""
SMALL_GAP = 0.005
"""Share by which amounts add up to more or less, below which it is rounding."""


@says(CautionKind.UNCREDITED_REVENUE)
def uncredited_revenue(said: Said) -> Claim:
    """Say how much is credited to no customer."""
    worth = said.number("amount") > 0
    return Claim(
        "caution.uncredited_revenue",
        {
            "rows": Count(said.whole("rows")),
            "rows_share": Share(said.number("rows_share")),
            "accounts": Count(said.whole("accounts")) if "accounts" in said else None,
            "amount": Money(said.number("amount")) if worth else None,
            "share": Share(said.number("share")),
            "returns": Count(said.whole("returns")) if worth and "returns" in said else None,
            "grave": said.number("share") >= GRAVE_SHARE,
        },
    )


@says(CautionKind.FAILED_TOTAL)
def failed_total(said: Said) -> Claim:
    """Say how far the file's own total lies from the sum of its rows."""
    told, own = said.number("told"), said.number("sum")
    return Claim(
        "caution.failed_total",
        {
            "column": Name(said.text("column")),
            "told": Number(told),
            "sum": Number(own),
            "apart": Number(abs(told - own)),
            "missing": told > own,
        },
    )


@says(CautionKind.DISAGREEING_AMOUNTS)
def disagreeing_amounts(said: Said) -> Claim:
    """Say how amounts differ from quantity × price, and whether at one rate."""
    gap, agreeing = _relative_gap(said), said.whole("agreeing")
    values: dict[str, Value] = {
        **{key: Name(said.text(key)) for key in ("amount", "quantity", "price")},
        "rows": Count(said.whole("rows")),
        "agreeing": Count(agreeing),
        "ratio": Ratio(said.number("ratio")) if "ratio" in said else None,
        "steady": Count(said.whole("steady")) if "ratio" in said else None,
        "gap": Share(abs(gap)) if abs(gap) >= SMALL_GAP else None,
        "side": "more" if gap > 0 else "less",
    }
    if abs(gap) >= SMALL_GAP and _is_one_rate(said):
        others = Count(_differing(said)) if agreeing else None
        return Claim("caution.disagreeing_amounts.at_one_rate", {**values, "others": others})
    share = Share(agreeing / said.number("rows")) if agreeing else None
    return Claim("caution.disagreeing_amounts.unexplained", {**values, "share": share})


def _relative_gap(said: Said) -> float:
    """Return by what share of quantity × price the amounts of differing rows add up to more."""
    ratio = said.number("ratio") if "ratio" in said else 0.0
    return ratio - 1 if ratio > 0 else 0.0


def _differing(said: Said) -> int:
    return said.whole("rows") - said.whole("agreeing")


def _is_one_rate(said: Said) -> bool:
    """Tell whether nearly all rows that differ do so by about the same ratio, as tax would."""
    return said.whole("steady") >= STEADY_SHARE * _differing(said)


@says(CautionKind.HUGE_LINES)
def huge_lines(said: Said) -> Claim:
    """Say how many lines are worth many ordinary ones, and what cleaning left of them."""
    return Claim(
        "caution.huge_lines",
        {
            "lines": Count(said.whole("lines")),
            "times": Count(said.whole("times")),
            "mean": Money(said.number("mean")),
            "amount": Money(said.number("amount")),
            "quantity": Count(said.whole("quantity")) if "quantity" in said else None,
            "day": Day(said.day("day")) if "day" in said else None,
            "kept": Count(said.whole("kept")),
            "net": Money(said.number("net")),
            "share": Share(said.number("share")),
            "left": _left(said),
            "telling": said.number("share") >= TELLING_SHARE,
        },
    )


def _left(said: Said) -> str:
    """Return what cleaning left of huge lines."""
    kept = said.whole("kept")
    if not kept:
        return "none"
    # Sales and returns of about the same size: together they come to less than one such line.
    if kept > 1 and abs(said.number("net")) < said.number("mean"):
        return "cancelling"
    return "one" if said.whole("lines") == 1 else "some"


@says(CautionKind.DOMINANT_CUSTOMER)
def dominant_customer(said: Said) -> Claim:
    """Say how much a single customer accounts for."""
    share = Share(said.number("share"))
    if "amount" in said:
        amount = Money(said.number("amount"))
        return Claim("caution.dominant_customer.revenue", {"share": share, "amount": amount})
    orders = Count(said.whole("orders"))
    return Claim("caution.dominant_customer.orders", {"share": share, "orders": orders})


@says(CautionKind.VARYING_PRICES)
def varying_prices(said: Said) -> Claim:
    """Say which products have prices that differ a thousandfold."""
    code, description = said.text("product"), said.text("description")
    called, low = product_name(description), said.number("low")
    return Claim(
        "caution.varying_prices",
        {
            "products": Count(said.whole("products")),
            "description": Name(description),
            "name": Product(description) if called else Name(code),
            "product": Name(code) if called and code != called else None,
            "low": Money(low),
            "limit": Money(SMALLEST_PRICE) if low < SMALLEST_PRICE else None,
            "high": Money(said.number("high")),
        },
    )
