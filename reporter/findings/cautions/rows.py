"""Cautions about rows and customers, what they hold and what they lack: what cleaning noted in, a
sentence out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.cautions.registry import says
from reporter.findings.cautions.said import counted
from reporter.model import CautionKind

if TYPE_CHECKING:
    from reporter.findings.cautions.said import Said
    from reporter.findings.words.draft import Draft


@says(CautionKind.UNSETTLED)
def unsettled(said: Said, draft: Draft) -> str:
    """Say which question the data leave open, and what was taken for its answer."""
    about, question, taken, why, setting = (
        draft.name(key, said.text(key).strip().rstrip("."))
        for key in ("about", "question", "taken", "why", "setting")
    )
    because = f", since {why}" if why else ""
    written = f"'{setting}'" if " " in setting else setting  # as a shell takes it
    change = f"; {written} would change it" if setting else ""
    return f"The data do not settle {question} ({about}): taken as {taken}{because}{change}."


@says(CautionKind.LEFT_OUT)
def left_out(said: Said, draft: Draft) -> str:
    """Say how many rows cleaning left out, and by which rule most of them."""
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


@says(CautionKind.FEW_CUSTOMERS)
def few_customers(said: Said, draft: Draft) -> str:
    """Say that there are few customers."""
    customers = counted(said, draft, "customers", "customer")
    return (
        f"There are only {customers}: a segment holds few of them, and a share moves by points with"
        " each one."
    )


@says(CautionKind.MOSTLY_MISSING)
def mostly_missing(said: Said, draft: Draft) -> str:
    """Say which column is mostly empty."""
    column, share = (
        draft.name("column", said.text("column")),
        draft.percent("share", said.number("share")),
    )
    rows = counted(said, draft, "missing", "row")
    return (
        f"{column} has no value in {share} of the rows ({rows}): where it makes segments, the"
        " middle value stands for the missing ones."
    )


@says(CautionKind.REPEATED_CUSTOMERS)
def repeated_customers(said: Said, draft: Draft) -> str:
    """Say how many rows repeat a customer's id with other values."""
    rows, share = counted(said, draft, "rows", "row"), draft.percent("share", said.number("share"))
    verb = "repeats" if said.whole("rows") == 1 else "repeat"
    return (
        f"{rows} ({share}) {verb} the id of another row with other values, and only one row a"
        " customer is used: where a row is an order or a month, its values must be added up first."
    )


@says(CautionKind.ODD_VALUES)
def odd_values(said: Said, draft: Draft) -> str:
    """Say which values of people are beyond belief: incomes, years of birth, ages."""
    column = draft.name("column", said.text("column"))
    rows, what = counted(said, draft, "rows", "customer"), said.text("what")
    draft.note("what", what)
    tell = {"incomes": _odd_incomes, "births": _odd_births}.get(what, _odd_ages)
    told = tell(said, draft, rows, column)
    one = _is_one(said)
    mistyped = f"see whether {'it is' if one else 'they are'} mistyped"
    stays = "it stays as it is" if one else "they stay as they are"
    return f"{told}: {mistyped}; {stays}, and what makes segments is pulled in at the ends."


def _is_one(said: Said) -> bool:
    return said.whole("rows") == 1


def _odd_incomes(said: Said, draft: Draft, rows: str, column: str) -> str:
    """Say how far the highest income lies beyond all others."""
    one, value = _is_one(said), draft.decimal("example", said.number("example"))
    draft.note("bound", said.number("bound"))
    subject = f"One value of {column} lies" if one else f"The values of {rows} in {column} lie"
    return f"{subject} far beyond all others ({value if one else f'up to {value}'})"


def _odd_births(said: Said, draft: Draft, rows: str, column: str) -> str:
    """Say that customers were born too early or too late: years and days, compared as text."""
    one, (bound, example) = _is_one(said), _bound_and_example(said, draft)
    side = "before" if said.text("example") < said.text("bound") else "after"
    born = f"{rows} {'was' if one else 'were'} born {side} {bound} by {column}"
    return f"{born} ({'' if one else 'such as '}{example})"


def _odd_ages(said: Said, draft: Draft, rows: str, column: str) -> str:
    """Say that customers are younger or older than people are."""
    bound, example = _bound_and_example(said, draft)
    side = "younger" if said.number("example") < said.number("bound") else "older"
    return f"{rows} {'is' if _is_one(said) else 'are'} {side} than {bound} by {column} ({example})"


def _bound_and_example(said: Said, draft: Draft) -> tuple[str, str]:
    """Write the bound of belief and a value beyond it, whole numbers as such."""
    bound, example = (
        draft.name(key, str(said.text(key)).removesuffix(".0")) for key in ("bound", "example")
    )
    return bound, example
