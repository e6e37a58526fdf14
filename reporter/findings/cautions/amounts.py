"""Cautions about money, and about whom it belongs to: what cleaning noted in, a sentence out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.cautions.registry import says
from reporter.findings.cautions.said import counted
from reporter.findings.words.wording import product_name
from reporter.model import GRAVE_SHARE, CautionKind

if TYPE_CHECKING:
    from reporter.findings.cautions.said import Said
    from reporter.findings.words.draft import Draft

SMALLEST_PRICE = 0.01
"""What costs less is written as less than one cent."""
STEADY_SHARE = 0.95
"""Share of the rows with about one ratio from which on it is a rate."""
TELLING_SHARE = 0.01
"""Share of the revenue from which on it is told."""
SMALL_GAP = 0.005
"""Share by which amounts add up to more or less, below which it is rounding."""


@says(CautionKind.UNCREDITED_REVENUE)
def uncredited_revenue(said: Said, draft: Draft) -> str:
    """Say how much is credited to no customer."""
    rows, part = (
        draft.count("rows", said.whole("rows")),
        draft.percent("rows_share", said.number("rows_share")),
    )
    verb = "row names" if said.whole("rows") == 1 else "rows name"
    if "accounts" in said:
        draft.note("accounts", said.whole("accounts"))
        verb = f"{verb} nobody in particular or"
    text = f"{rows} {verb} no customer ({part} of all rows"
    if said.number("amount") > 0:
        amount, share = (
            draft.money_short("amount", said.number("amount")),
            draft.percent("share", said.number("share")),
        )
        text += f"; {amount} or {share} of sales"
        if "returns" in said:
            draft.note("returns", said.whole("returns"))
            text += " before returns"
    text += "): what they hold is not in this report."
    if said.number("share") >= GRAVE_SHARE:
        text += " What is said of customers is not said of the whole business."
    return text


@says(CautionKind.FAILED_TOTAL)
def failed_total(said: Said, draft: Draft) -> str:
    """Say how far the file's own total lies from the sum of its rows."""
    column, told, own = (
        draft.name("column", said.text("column")),
        said.number("told"),
        said.number("sum"),
    )
    apart = draft.decimal("apart", abs(told - own))
    verdict = (
        "is missing from the rows, as where an export was cut off"
        if told > own
        else "stands in the rows beyond it"
    )
    return (
        f"The file’s own total of {column} is {draft.decimal('told', told)}, and its rows add up to"
        f" {draft.decimal('sum', own)}: {apart} {verdict}."
    )


@says(CautionKind.DISAGREEING_AMOUNTS)
def disagreeing_amounts(said: Said, draft: Draft) -> str:
    """Say how amounts differ from quantity × price, and whether at one rate."""
    own, quantity, price = (
        draft.name(key, said.text(key)) for key in ("amount", "quantity", "price")
    )
    agreeing = said.whole("agreeing")
    draft.note("agreeing", agreeing)
    rows = f"{draft.count('rows', said.whole('rows'))} rows that hold all three"
    gap = _relative_gap(said, draft)
    more = ""
    if abs(gap) >= SMALL_GAP:
        more = f"{draft.percent('gap', abs(gap))} {'more' if gap > 0 else 'less'}"
    if more and _is_one_rate(said):
        taken = f"the revenue here is {'with' if gap > 0 else 'without'} it"
        return (
            f"{own} is {more} than {quantity} × {price}, at one rate"
            f" {_rows_at_one_rate(said, rows, draft)}, as where tax makes the difference: {taken}."
        )
    how_often = (
        f"in only {draft.percent('share', agreeing / said.number('rows'))}"
        if agreeing
        else "in none"
    )
    apart = f"; {'the others' if agreeing else 'they'} add up to {more}" if more else ""
    return (
        f"{own} is what {quantity} × {price} gives {how_often} of the {rows}{apart}: see whether"
        f" tax, discounts or freight are in it. {own} is taken as the revenue."
    )


def _relative_gap(said: Said, draft: Draft) -> float:
    """Return by what share of quantity × price the amounts of differing rows add up to more."""
    if "ratio" not in said:
        return 0.0
    ratio = said.number("ratio")
    draft.note("ratio", ratio)
    draft.note("steady", said.whole("steady"))
    return ratio - 1 if ratio > 0 else 0.0


def _differing(said: Said) -> int:
    return said.whole("rows") - said.whole("agreeing")


def _is_one_rate(said: Said) -> bool:
    """Tell whether nearly all rows that differ do so by about the same ratio, as tax would."""
    return said.whole("steady") >= STEADY_SHARE * _differing(said)


def _rows_at_one_rate(said: Said, rows: str, draft: Draft) -> str:
    """Say in which rows amounts differ at one rate."""
    if not said.whole("agreeing"):
        return "in nearly every row"
    others = draft.count("others", _differing(said))
    return f"in nearly every row where they differ ({others} of the {rows})"


@says(CautionKind.HUGE_LINES)
def huge_lines(said: Said, draft: Draft) -> str:
    """Say how many lines are worth many ordinary ones, and what cleaning left of them."""
    lines, times = counted(said, draft, "lines", "line"), draft.count("times", said.whole("times"))
    verb = "is" if said.whole("lines") == 1 else "are each"
    largest = draft.money("amount", said.number("amount"))
    more = (
        [f"quantity {draft.count('quantity', said.whole('quantity'))}"]
        if "quantity" in said
        else []
    )
    more += [draft.day("day", said.day("day"))] if "day" in said else []
    beside = f" ({', '.join(more)})" if more else ""
    mean = draft.money("mean", said.number("mean"))
    which = "it is" if said.whole("lines") == 1 else "the largest is"
    text = (
        f"{lines} {verb} worth {times} ordinary ones or more, sold or taken back ({mean} on"
        f" average); {which} {largest}{beside}."
    )
    kept, net = said.whole("kept"), said.number("net")
    draft.note("net", net)
    draft.note("share", said.number("share"))
    if not kept:
        draft.note("kept", kept)
        return f"{text} No such line is left after cleaning."
    left = draft.count("kept", kept)
    # Sales and returns of about the same size: together they come to less than one such line.
    if kept > 1 and abs(net) < said.number("mean"):
        return f"{text} Cleaning leaves {left} of them, which cancel each other out."
    worth = draft.money_short("net", net)
    of_all = (
        f", {draft.percent('share', said.number('share'))} of the revenue"
        if said.number("share") >= TELLING_SHARE
        else ""
    )
    if said.whole("lines") == 1:
        return f"{text} It is counted{of_all}: see whether it is an order or a mistake."
    return (
        f"{text} Cleaning leaves {left} of them, worth {worth} net{of_all}: see whether they are"
        " orders or mistakes."
    )


@says(CautionKind.DOMINANT_CUSTOMER)
def dominant_customer(said: Said, draft: Draft) -> str:
    """Say how much a single customer accounts for."""
    share = draft.percent("share", said.number("share"))
    orders = "" if "amount" in said else counted(said, draft, "orders", "order")
    brought = (
        f"orders ({orders})"
        if orders
        else f"revenue ({draft.money_short('amount', said.number('amount'))})"
    )
    return (
        f"A single customer accounts for {share} of {brought} and shapes the figures of its"
        " segment: look at it by itself."
    )


@says(CautionKind.VARYING_PRICES)
def varying_prices(said: Said, draft: Draft) -> str:
    """Say which products have prices that differ a thousandfold."""
    products, low, high = said.whole("products"), said.number("low"), said.number("high")
    subject = (
        "One product has" if products == 1 else f"{draft.count('products', products)} products have"
    )
    draft.note("products", products)
    draft.note("description", said.text("description"))
    name = draft.name("name", product_name(said.text("description")) or said.text("product"))
    code = (
        f", {draft.name('product', said.text('product'))}" if said.text("product") != name else ""
    )
    draft.note("low", low)
    least = (
        draft.money("low", low)
        if low >= SMALLEST_PRICE
        else f"less than {draft.money('limit', SMALLEST_PRICE)}"
    )
    such = "" if products == 1 else "such as "
    return (
        f"{subject} unit prices that differ a thousandfold or more, postage and fees left aside"
        f" ({such}{name}{code}: from {least} to {draft.money('high', high)}): see whether a decimal"
        " point slipped."
    )
