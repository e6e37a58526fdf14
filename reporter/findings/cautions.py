"""What to know about the data before resting on them: the numbers that cleaning noted in, a
sentence for each out, the weightiest first.

None of it needs segments: it can be said as soon as the data are read.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from reporter.findings.draft import Draft
from reporter.findings.measured import GRAVE
from reporter.findings.wording import join, product_name
from reporter.model import CautionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reporter.model import Caution, CleanDataset, Finding
    from reporter.numerals import Numerals
    from reporter.settings import Settings

SMALLEST_PRICE = 0.01
STEADY = 0.95
"""Share of the rows with about one ratio from which on it is a rate."""
TELLING = 0.01
"""Share of the revenue from which on it is told."""
SMALL_GAP = 0.005
"""Share by which amounts add up to more or less, below which it is rounding."""
LONGEST = 160
"""Letters of a name that are written."""


def cautions(clean: CleanDataset, settings: Settings, numerals: Numerals) -> tuple[Finding, ...]:
    """Say what a careful analyst would say about the data.

    Parameters
    ----------
    clean
        For its cautions; no table is read.
    settings
        ``quality.duplicates``: whether repeated rows are used.
    numerals
        How numbers are written.
    """
    counted: Counter[CautionKind] = Counter()
    found = []
    for caution in clean.cautions:
        counted[caution.kind] += 1
        place = counted[caution.kind]
        name = f"caution.{caution.kind.value}" + (f".{place}" if place > 1 else "")
        found.append(_finding(caution, name, clean, settings, numerals))
    return tuple(found)


def _finding(
    caution: Caution, name: str, clean: CleanDataset, settings: Settings, numerals: Numerals
) -> Finding:
    draft, said = Draft(numerals), _Said(caution.numbers)
    if caution.kind is CautionKind.REPEATED_PERIOD:
        text = _repeated_period(
            said, draft, dropped=settings.quality.duplicates == "drop", priced=clean.has_money
        )
    elif caution.kind is CautionKind.SHORT_HISTORY:
        text = _short_history(said, draft, priced=clean.has_money)
    else:
        text = SENTENCES[caution.kind](said, draft)
    return draft.finding(name, text)


class _Said:
    """The numbers of a caution, each as what it is."""

    def __init__(self, numbers: Mapping[str, float | str]) -> None:
        self._numbers = numbers

    def __contains__(self, key: str) -> bool:
        return key in self._numbers

    def number(self, key: str) -> float:
        return float(self._numbers[key])

    def whole(self, key: str) -> int:
        return int(self._numbers[key])

    def day(self, key: str) -> date:
        return date.fromisoformat(str(self._numbers[key]))

    def text(self, key: str) -> str:
        """Return a name or clause; a cell that holds a book is cut."""
        text = str(self._numbers[key])
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

    def several(self, key: str) -> list[str]:
        """Return the keys key_1, key_2 … that there are."""
        return [
            name
            for place in range(1, len(self._numbers) + 1)
            if (name := f"{key}_{place}") in self._numbers
        ]


def _count(said: _Said, draft: Draft, key: str, noun: str) -> str:
    return f"{draft.count(key, said.whole(key))} {noun}{'' if said.whole(key) == 1 else 's'}"


def _future_dates(said: _Said, draft: Draft) -> str:
    lines, verb = (
        _count(said, draft, "lines", "order line"),
        "is" if said.whole("lines") == 1 else "are",
    )
    as_of, latest = draft.day("as_of", said.day("as_of")), draft.day("latest", said.day("latest"))
    return (
        f"{lines} {verb} dated after the report's day, {as_of}, at the latest {latest}: no recency"
        " can be counted before these dates are corrected or that day is moved (customers.as_of)."
    )


def _isolated_dates(said: _Said, draft: Draft) -> str:
    late = said.text("where") == "late"
    draft.note("where", said.text("where"))
    lines, verb = (
        _count(said, draft, "lines", "order line"),
        "lies" if said.whole("lines") == 1 else "lie",
    )
    furthest = draft.day("furthest", said.day("furthest"))
    beside, edge = ("after", said.day("to")) if late else ("before", said.day("from"))
    others = draft.day("to" if late else "from", edge)
    after = (
        "Recency is counted to after that day, so that every other customer seems long gone;"
        " correct these dates or leave these rows out."
        if late
        else (
            "The history seems longer than it is, and so do some customers' first orders; correct"
            " these dates or leave these rows out."
        )
    )
    run, end = ("end", "latest") if late else ("begin", "earliest")
    return (
        f"{lines} {verb} more than a year {beside} all others, which {run} on {others}; the {end}"
        f" is of {furthest}. {after}"
    )


def _unsettled(said: _Said, draft: Draft) -> str:
    about, question, taken, why, setting = (
        draft.name(key, said.text(key).strip().rstrip("."))
        for key in ("about", "question", "taken", "why", "setting")
    )
    because = f", since {why}" if why else ""
    written = f"'{setting}'" if " " in setting else setting  # as a shell takes it
    change = f"; {written} would change it" if setting else ""
    return f"The data do not settle {question} ({about}): taken as {taken}{because}{change}."


def _left_out(said: _Said, draft: Draft) -> str:
    rows, part = (
        draft.count("rows", said.whole("rows")),
        draft.percent("rows_share", said.number("rows_share")),
    )
    text = f"Cleaning leaves out {rows} of {draft.count('of', said.whole('of'))} rows ({part})"
    if "total" in said:
        amount, total = (
            draft.money_short("amount", said.number("amount")),
            draft.money_short("total", said.number("total")),
        )
        text += f", worth {amount} of {total} ({draft.percent('share', said.number('share'))})"
    why, most = draft.name("why", said.text("why")), draft.count("most", said.whole("most"))
    each = "All of them" if said.whole("most") == said.whole("rows") else f"{most} of them"
    return f"{text}: what they hold is not in this report. {each} by this rule: {why}."


def _uncredited_revenue(said: _Said, draft: Draft) -> str:
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
    if said.number("share") >= GRAVE:
        text += " What is said of customers is not said of the whole business."
    return text


def _failed_total(said: _Said, draft: Draft) -> str:
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


def _disagreeing_amounts(said: _Said, draft: Draft) -> str:
    own, quantity, price = (
        draft.name(key, said.text(key)) for key in ("amount", "quantity", "price")
    )
    agreeing, others = said.whole("agreeing"), said.whole("rows") - said.whole("agreeing")
    draft.note("agreeing", agreeing)
    rows = f"{draft.count('rows', said.whole('rows'))} rows that hold all three"
    gap = said.number("ratio") - 1 if "ratio" in said and said.number("ratio") > 0 else 0.0
    if "ratio" in said:
        draft.note("ratio", said.number("ratio"))
        draft.note("steady", said.whole("steady"))
    more = (
        f"{draft.percent('gap', abs(gap))} {'more' if gap > 0 else 'less'}"
        if abs(gap) >= SMALL_GAP
        else ""
    )
    if more and said.whole("steady") >= STEADY * others:
        where = (
            "in nearly every row"
            if not agreeing
            else (
                f"in nearly every row where they differ ({draft.count('others', others)} of the"
                f" {rows})"
            )
        )
        taken = f"the revenue here is {'with' if gap > 0 else 'without'} it"
        return (
            f"{own} is {more} than {quantity} × {price}, at one rate {where}, as where tax makes"
            f" the difference: {taken}."
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


def _huge_lines(said: _Said, draft: Draft) -> str:
    lines, times = _count(said, draft, "lines", "line"), draft.count("times", said.whole("times"))
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
    if kept > 1 and abs(net) < said.number("mean"):
        return f"{text} Cleaning leaves {left} of them, which cancel each other out."
    worth = draft.money_short("net", net)
    of_all = (
        f", {draft.percent('share', said.number('share'))} of the revenue"
        if said.number("share") >= TELLING
        else ""
    )
    if said.whole("lines") == 1:
        return f"{text} It is counted{of_all}: see whether it is an order or a mistake."
    return (
        f"{text} Cleaning leaves {left} of them, worth {worth} net{of_all}: see whether they are"
        " orders or mistakes."
    )


def _dominant_customer(said: _Said, draft: Draft) -> str:
    share = draft.percent("share", said.number("share"))
    orders = "" if "amount" in said else _count(said, draft, "orders", "order")
    brought = (
        f"orders ({orders})"
        if orders
        else f"revenue ({draft.money_short('amount', said.number('amount'))})"
    )
    return (
        f"A single customer accounts for {share} of {brought} and shapes the figures of its"
        " segment: look at it by itself."
    )


def _repeated_period(said: _Said, draft: Draft, *, dropped: bool, priced: bool) -> str:
    first, last, share = said.day("from"), said.day("to"), said.number("share")
    rows = _count(said, draft, "rows", "row")
    span = (
        draft.day("from", first)
        if first == last
        else f"{draft.day('from', first)} to {draft.day('to', last)}"
    )
    every = "All rows" if share == 1 else f"{draft.percent('share', share)} of the rows"
    draft.note("share", share)
    removed = said.whole("removed") if "removed" in said else 0
    others = (
        f" ({draft.count('removed', removed)} repeated rows in the whole file)"
        if dropped and removed
        else ""
    )
    twice = "their revenue counts" if priced else "what they hold may count"
    used = (
        f"the copies were left out{others}"
        if dropped
        else f"both copies were used, so that {twice} twice (quality.duplicates)"
    )
    when = f"{'of' if first == last else 'from'} {span}"
    return (
        f"{every} {when} stand in the data twice ({rows} with a copy), as where two exports"
        f" overlap: {used}."
    )


def _missing_months(said: _Said, draft: Draft) -> str:
    named = [draft.month(name, said.day(name)) for name in said.several("month")]
    missing, months = said.whole("missing"), draft.count("months", said.whole("months"))
    count = draft.words("missing", missing)
    among = "" if len(named) == missing else "among them "
    where = (
        named[0]
        if missing == 1
        else f"{count} of the {months} months covered ({among}{join(named)})"
    )
    return (
        f"No order is dated in {where}: unless the shop was closed, orders are missing, and"
        " customers seem less active than they were."
    )


def _crowded_day(said: _Said, draft: Draft) -> str:
    orders, day = _count(said, draft, "orders", "order"), draft.day("day", said.day("day"))
    share = draft.percent("share", said.number("share"))
    return (
        f"{orders}, {share} of all, are dated {day}: see whether that is the day of an import"
        " rather than of the orders."
    )


def _short_history(said: _Said, draft: Draft, *, priced: bool) -> str:
    days = _count(said, draft, "days", "day")
    first, last = draft.day("from", said.day("from")), draft.day("to", said.day("to"))
    return (
        f"The orders span {days}, less than a year ({first} to {last}): seasons cannot be told from"
        f" trends{', and yearly estimates are scaled up' if priced else ''}."
    )


def _few_customers(said: _Said, draft: Draft) -> str:
    customers = _count(said, draft, "customers", "customer")
    return (
        f"There are only {customers}: a segment holds few of them, and a share moves by points with"
        " each one."
    )


def _mostly_missing(said: _Said, draft: Draft) -> str:
    column, share = (
        draft.name("column", said.text("column")),
        draft.percent("share", said.number("share")),
    )
    rows = _count(said, draft, "missing", "row")
    return (
        f"{column} has no value in {share} of the rows ({rows}): where it makes segments, the"
        " middle value stands for the missing ones."
    )


def _repeated_customers(said: _Said, draft: Draft) -> str:
    rows, share = _count(said, draft, "rows", "row"), draft.percent("share", said.number("share"))
    verb = "repeats" if said.whole("rows") == 1 else "repeat"
    return (
        f"{rows} ({share}) {verb} the id of another row with other values, and only one row a"
        " customer is used: where a row is an order or a month, its values must be added up first."
    )


def _odd_values(said: _Said, draft: Draft) -> str:
    one, column = said.whole("rows") == 1, draft.name("column", said.text("column"))
    rows, what = _count(said, draft, "rows", "customer"), said.text("what")
    draft.note("what", what)
    stays = "it stays as it is" if one else "they stay as they are"
    then = (
        f"see whether {'it is' if one else 'they are'} mistyped; {stays}, and what makes segments"
        " is pulled in at the ends."
    )
    if what == "incomes":
        value = draft.decimal("example", said.number("example"))
        draft.note("bound", said.number("bound"))
        subject = f"One value of {column} lies" if one else f"The values of {rows} in {column} lie"
        return f"{subject} far beyond all others ({value if one else f'up to {value}'}): {then}"
    bound, example = (
        draft.name(key, str(said.text(key)).removesuffix(".0")) for key in ("bound", "example")
    )
    below = (
        said.text("example") < said.text("bound")
        if what == "births"
        else said.number("example") < said.number("bound")
    )
    if what == "births":
        happened = f"{'was' if one else 'were'} born {'before' if below else 'after'} {bound}"
        return f"{rows} {happened} by {column} ({'' if one else 'such as '}{example}): {then}"
    return (
        f"{rows} {'is' if one else 'are'} {'younger' if below else 'older'} than {bound} by"
        f" {column} ({example}): {then}"
    )


def _varying_prices(said: _Said, draft: Draft) -> str:
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


def _unfinished_month(said: _Said, draft: Draft) -> str:
    first, last = "from" in said, "to" in said
    held = []
    for edge, key in (("first", "from"), ("last", "to")):
        if key in said:
            month = draft.month(f"{edge}_month", said.day(key).replace(day=1))
            days, length = (
                draft.count(name, said.whole(name)) for name in (f"{edge}_days", f"{edge}_length")
            )
            held.append(f"{month} holds {days} of its {length} days")
    if first and last:
        span = f"{draft.day('from', said.day('from'))} to {draft.day('to', said.day('to'))}"
        return (
            f"The orders run from {span}: {join(held)}; no comparison here counts these as whole"
            " months."
        )
    if first:
        return (
            f"The orders begin on {draft.day('from', said.day('from'))}: {held[0]}; no comparison"
            " here counts it as a whole month."
        )
    return (
        f"The orders end on {draft.day('to', said.day('to'))}: {held[0]}; no comparison here counts"
        " it as a whole month."
    )


SENTENCES: Mapping[CautionKind, Callable[[_Said, Draft], str]] = {
    CautionKind.LEFT_OUT: _left_out,
    CautionKind.FUTURE_DATES: _future_dates,
    CautionKind.ISOLATED_DATES: _isolated_dates,
    CautionKind.UNSETTLED: _unsettled,
    CautionKind.UNCREDITED_REVENUE: _uncredited_revenue,
    CautionKind.FAILED_TOTAL: _failed_total,
    CautionKind.DISAGREEING_AMOUNTS: _disagreeing_amounts,
    CautionKind.DOMINANT_CUSTOMER: _dominant_customer,
    CautionKind.HUGE_LINES: _huge_lines,
    CautionKind.MISSING_MONTHS: _missing_months,
    CautionKind.CROWDED_DAY: _crowded_day,
    CautionKind.FEW_CUSTOMERS: _few_customers,
    CautionKind.MOSTLY_MISSING: _mostly_missing,
    CautionKind.REPEATED_CUSTOMERS: _repeated_customers,
    CautionKind.ODD_VALUES: _odd_values,
    CautionKind.VARYING_PRICES: _varying_prices,
    CautionKind.UNFINISHED_MONTH: _unfinished_month,
}
