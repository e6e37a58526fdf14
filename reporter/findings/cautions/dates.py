"""Cautions about when orders are dated: what cleaning noted in, a sentence out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.cautions.registry import says
from reporter.findings.cautions.said import counted
from reporter.findings.words.wording import join
from reporter.model import CautionKind

if TYPE_CHECKING:
    from reporter.findings.cautions.said import Said
    from reporter.findings.words.draft import Draft


@says(CautionKind.FUTURE_DATES)
def future_dates(said: Said, draft: Draft) -> str:
    """Say how many lines are dated after the report's day."""
    lines, verb = (
        counted(said, draft, "lines", "order line"),
        "is" if said.whole("lines") == 1 else "are",
    )
    as_of, latest = draft.day("as_of", said.day("as_of")), draft.day("latest", said.day("latest"))
    return (
        f"{lines} {verb} dated after the report's day, {as_of}, at the latest {latest}: no recency"
        " can be counted before these dates are corrected or that day is moved (customers.as_of)."
    )


@says(CautionKind.ISOLATED_DATES)
def isolated_dates(said: Said, draft: Draft) -> str:
    """Say how many lines lie more than a year before or after all others."""
    late = said.text("where") == "late"
    draft.note("where", said.text("where"))
    lines, verb = (
        counted(said, draft, "lines", "order line"),
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


@says(CautionKind.REPEATED_PERIOD)
def repeated_period(said: Said, draft: Draft) -> str:
    """Say which span of days stands in the data twice, and what became of the copies."""
    first, last, share = said.day("from"), said.day("to"), said.number("share")
    rows = counted(said, draft, "rows", "row")
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
        if said.drops_repeats and removed
        else ""
    )
    twice = "their revenue counts" if said.priced else "what they hold may count"
    used = (
        f"the copies were left out{others}"
        if said.drops_repeats
        else f"both copies were used, so that {twice} twice (quality.duplicates)"
    )
    when = f"{'of' if first == last else 'from'} {span}"
    return (
        f"{every} {when} stand in the data twice ({rows} with a copy), as where two exports"
        f" overlap: {used}."
    )


@says(CautionKind.MISSING_MONTHS)
def missing_months(said: Said, draft: Draft) -> str:
    """Say in which months nothing was ordered."""
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


@says(CautionKind.CROWDED_DAY)
def crowded_day(said: Said, draft: Draft) -> str:
    """Say that one day holds a large part of all orders."""
    orders, day = counted(said, draft, "orders", "order"), draft.day("day", said.day("day"))
    share = draft.percent("share", said.number("share"))
    return (
        f"{orders}, {share} of all, are dated {day}: see whether that is the day of an import"
        " rather than of the orders."
    )


@says(CautionKind.SHORT_HISTORY)
def short_history(said: Said, draft: Draft) -> str:
    """Say that orders span less than a year."""
    days = counted(said, draft, "days", "day")
    first, last = draft.day("from", said.day("from")), draft.day("to", said.day("to"))
    return (
        f"The orders span {days}, less than a year ({first} to {last}): seasons cannot be told from"
        f" trends{', and yearly estimates are scaled up' if said.priced else ''}."
    )


@says(CautionKind.UNFINISHED_MONTH)
def unfinished_month(said: Said, draft: Draft) -> str:
    """Say which months at the ends of the data are not whole."""
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
