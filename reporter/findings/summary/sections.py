"""The answer that each section opens with: measurements in, one finding per section out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reporter.findings.measuring.segment_statistics import ONE_ORDER_TOLERANCE
from reporter.findings.method.structure import structure
from reporter.findings.strategies.ranking import FIRST_READ
from reporter.findings.summary.remainder import amounts, orders
from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import capital
from reporter.model import RFM, Basis, FeatureName, Stance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.findings.grid.grid import Grid
    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding, GridCell, Outcome, Scoring, Strategy


BASIS_WORDS = {
    Basis.ASKED: "as many as were asked for",
    Basis.NATURAL: "the finest division with a dependable gap between every two segments",
    Basis.CONVENIENT: "a convenient division, since there are no clear gaps between the customers",
    Basis.KEPT: "those of an earlier run, kept",
}
SLIPPING_CELLS = ("At risk", "Can't lose")
"""Cells of customers who have not ordered for long, however well they score for the rest."""


def section_answers(
    measured: Measured,
    names: Mapping[int, str],
    opening: Finding,
    grid: Grid | None,
    actions: Sequence[Strategy],
    became: Sequence[Outcome] = (),
) -> dict[str, Finding]:
    """Return the opening sentences by section: summary, base, glance, grid, actions, data, amounts,
    orders, method, structure, glossary.
    """
    found = {
        "summary": opening,
        "base": _base(measured, became),
        "glance": _glance(measured, names),
        "grid": _grid(measured, grid),
        "actions": _actions(measured, actions),
        "data": _data(measured),
        "amounts": amounts(measured.study.clean, measured.numerals),
        "orders": orders(measured.study.clean, measured.numerals),
        "method": _method(measured),
        "structure": structure(measured),
        "glossary": _glossary(measured),
    }
    return {name: finding for name, finding in found.items() if finding is not None}


def _base(measured: Measured, became: Sequence[Outcome]) -> Finding:
    draft, totals = Draft(measured.numerals), measured.study.totals
    who = draft.plural("customers", totals.customers, "customer")
    revenue = None if measured.revenue is None else sum(measured.revenue.values())
    amount = "" if revenue is None else draft.money_short("revenue", revenue)
    if totals.orders is not None:
        text = _who_ordered(measured, totals.orders, who, amount, draft)
    elif revenue is not None:
        spent = _who_spent(measured, who, amount)
        each = draft.money("mean", revenue / totals.customers)
        gone = _gone(became, draft) if measured.monthly else ""
        text = f"{spent}, {each} each on average{gone}"
    else:
        text = f"The file describes {who}, one row each"
    return draft.finding("section.base", f"{text}.")


def _who_spent(measured: Measured, who: str, amount: str) -> str:
    """Say what the customers of a table spend, and in which time."""
    if measured.monthly:
        return f"{who} spend {amount} a month"
    if measured.rate:
        return f"{who} have spent {amount} since they came"
    return f"{who} spent {amount} in the period of the file"


def _who_ordered(measured: Measured, placed: int, who: str, amount: str, draft: Draft) -> str:
    """Say how many orders customers placed, what these are worth, and how many came back."""
    orders = draft.plural("orders", placed, "order")
    each = f" ({measured.summed}s in which a customer bought)" if measured.summed else ""
    text = f"{who} placed {orders}{each}" + (f" worth {amount}" if amount else "")
    if FeatureName.FREQUENCY not in measured.frame:
        return text
    frequency = measured.frame[FeatureName.FREQUENCY].astype(float)
    again = float((frequency >= ONE_ORDER_TOLERANCE).mean())
    often = (
        f"bought in more than one {measured.summed}"
        if measured.summed
        else "ordered more than once"
    )
    return f"{text}; {draft.percent('repeat', again)} of them {often}"


def _gone(became: Sequence[Outcome], draft: Draft) -> str:
    """Say how many of those who pay a month have left, where a column says so."""
    left = next((one for one in became if one.bad and one.rate), None)
    return (
        ""
        if left is None
        else (
            f", those who have left ({draft.count('left', round(left.rate * left.known))}) among"
            " them"
        )
    )


def _glance(measured: Measured, names: Mapping[int, str]) -> Finding:
    draft = Draft(measured.numerals)
    sizes = sorted(measured.customers, key=lambda number: (measured.customers[number], number))
    least, most = sizes[0], sizes[-1]
    small, large = (
        draft.plural("smallest", measured.customers[least], "customer"),
        draft.count("largest", measured.customers[most]),
    )
    kinds, first, last = (
        capital(draft.words("k", len(names))),
        draft.name("least", names[least]),
        draft.name("most", names[most]),
    )
    if len(names) == 2:
        return draft.finding(
            "section.glance", f"{kinds} segments: {last} ({large} customers) and {first} ({small})."
        )
    alike = [
        number for number, size in measured.customers.items() if size == measured.customers[least]
    ]
    who = f" ({first})" if len(alike) == 1 else ""
    text = f"{kinds} segments: the smallest holds {small}{who}, the largest {large} ({last})."
    return draft.finding("section.glance", text)


def _grid(measured: Measured, grid: Grid | None) -> Finding | None:
    if grid is None:
        return None
    draft = Draft(measured.numerals)
    text = f"The grid scores {_scored_features(grid)}, {_parts(grid.scoring)}"
    slipping = [cell for cell in grid.cells if cell.segment in SLIPPING_CELLS and cell.customers]
    held = sum(cell.customers for cell in slipping)
    # The client's own cells and limits mean what the client says, not what tools say of theirs.
    if grid.settings.cells or grid.scoring.own or held < 2:
        return draft.finding("section.grid", f"{text}.")
    who = draft.plural("slipping", held, "customer")
    return draft.finding(
        "section.grid",
        f"{text}; the {who} in its cells At risk and Can’t lose"
        f" {_long_ago(measured, grid, slipping, draft)}.",
    )


def _scored_features(grid: Grid) -> str:
    """Name what the grid scores."""
    if grid.scoring.counts_money:
        return "recency, and frequency and money together"
    if grid.told_apart == "money":
        return "recency and frequency (of equally many orders, by the amount spent)"
    return "recency and frequency"


def _long_ago(measured: Measured, grid: Grid, slipping: Sequence[GridCell], draft: Draft) -> str:
    """Say how much customers who slip away have ordered, or score for it, and how long ago."""
    members = measured.frame[grid.scoring.customers["grid_cell"].isin(SLIPPING_CELLS)]
    days = draft.elapsed("days", float(members[FeatureName.RECENCY].min()))
    orders = draft.plural("orders", float(members[FeatureName.FREQUENCY].min()), "order")
    if grid.told_apart == "orders":
        return f"placed {orders} or more, the last of them {days} ago or longer"
    # Where money or ids decide between equally many orders, only scores part the cells.
    least = draft.count("score", min(min(cell.frequency) for cell in slipping))
    top = draft.count("scores", grid.scoring.scores)
    beside = grid.scoring.beside
    return f"score {least} or more of {top} for {beside}, and last ordered {days} ago or longer"


def _parts(scoring: Scoring) -> str:
    """Say what the scores are: parts of all customers, or limits of the client's."""
    used = set(RFM) if scoring.counts_money else {FeatureName.RECENCY, FeatureName.FREQUENCY}
    if used <= scoring.own:
        return "by limits set for this report"
    return f"by {scoring.parts} of all customers" + (
        " and limits set for this report" if used & scoring.own else ""
    )


def _actions(measured: Measured, actions: Sequence[Strategy]) -> Finding | None:
    if not actions:
        return None
    draft = Draft(measured.numerals)
    count = draft.words("actions", len(actions))
    priced = sum(each.high is not None for each in actions)
    draft.note("priced", priced)
    subject = "One action" if len(actions) == 1 else f"{capital(count)} actions"
    if not priced:
        money = any(feature.unit == "money" for feature in measured.numeric)
        why = (
            ""
            if measured.transactions or measured.priced or money
            else "; the file holds no revenue to rank by"
        )
        text = (
            f"{subject}, ordered by the share of customers reached for the"
            f" effort{_brought_forward(actions)}{why}."
        )
        return draft.finding("section.actions", text)
    text = (
        f"{subject}, ordered by estimated revenue a year for the effort{_brought_forward(actions)}"
    )
    rest = (
        "; those without an estimate follow, by customers reached for the effort"
        if priced < len(actions)
        else ""
    )
    same = " Estimates for the same customers overlap." if priced > 1 else ""
    return draft.finding("section.actions", f"{text}{rest}.{same}")


def _brought_forward(actions: Sequence[Strategy]) -> str:
    """Say that another measure stands among the first three for being another, where the order
    shows it.
    """
    # Ordered by the middle of the estimate over effort; those without one by reach over effort.
    shown = [
        (
            each.high is not None,
            (each.audience if each.high is None else ((each.low or 0.0) + each.high) / 2)
            / each.effort,
        )
        for each in actions[: FIRST_READ + 1]
    ]
    return (
        ", the first three being of different kinds"
        if any(one < other for one, other in pairwise(shown))
        else ""
    )


def _data(measured: Measured) -> Finding:
    draft, clean = Draft(measured.numerals), measured.study.clean
    came, gone = clean.dataset.rows, clean.dataset.rows - clean.rows
    gaps = _gaps(measured, draft)
    if not gone:
        subject = "The one row is" if came == 1 else f"All {draft.count('rows', came)} rows are"
        return draft.finding("section.data", f"{subject} used. {gaps}")
    draft.note("rows", came)
    removed = [step for step in clean.steps if step.removed and step.rows]
    largest = max(removed, key=lambda step: step.rows)
    left, most = draft.plural("removed", gone, "row"), draft.count("largest", largest.rows)
    verb, kept = "was" if gone == 1 else "were", draft.count("kept", clean.rows)
    what = f" ({largest.called})" if largest.rows == gone else f", {most} of them {largest.called}"
    return draft.finding("section.data", f"{left} {verb} removed{what}; {kept} are used. {gaps}")


def _gaps(measured: Measured, draft: Draft) -> str:
    """Say in how many columns values are missing, and where most."""
    columns, rows = measured.study.clean.profile.columns, measured.study.clean.dataset.rows
    gaps = [column for column in columns if column.missing]
    if not gaps:
        if any(
            reading.question == "no_value" and reading.stance is not Stance.TOLD
            for reading in measured.study.clean.readings
        ):
            return "No cell is empty, but some hold a value that stands for none."
        return "No value is missing." if columns else "Missing values were not counted."
    worst = max(gaps, key=lambda column: column.missing)
    share = draft.percent("missing_share", worst.missing / rows)
    where = draft.name("column", worst.name)
    if len(gaps) == 1:
        return f"Values are missing in one column, {where} ({share} of rows)."
    return (
        f"Values are missing in {draft.words('gaps', len(gaps))} columns, most in {where} ({share}"
        " of rows)."
    )


def _method(measured: Measured) -> Finding:
    draft, found = Draft(measured.numerals), measured.study.segmentation
    features = draft.plural("features", len(found.features), "feature")
    kinds, silhouette = (
        capital(draft.words("k", found.k)),
        draft.fixed("silhouette", found.silhouette),
    )
    again = draft.fixed("lowest_stability", found.least_sure.stability)
    text = (
        f"{kinds} segments, made from {features}: {BASIS_WORDS[found.basis]};"
        f" silhouette {silhouette}, lowest stability {again}."
    )
    return draft.finding("section.method", text)


def _glossary(measured: Measured) -> Finding:
    draft = Draft(measured.numerals)
    terms = draft.plural("features", len(measured.study.table.features), "feature")
    verb = "describes" if len(measured.study.table.features) == 1 else "describe"
    return draft.finding(
        "section.glossary",
        f"{terms} {verb} a customer; each is defined here, with the terms of the method.",
    )
