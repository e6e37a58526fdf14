"""What each column of a table with one row per customer tells: money spent, a measure, a
description, or nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reporter.ingest.columns import customer_ids, judgements, meaning, vocabulary
from reporter.ingest.columns.meaning import no_value
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from reporter.ingest.columns.judgements import Judgement
    from reporter.ingest.columns.meaning import Understood
    from reporter.ingest.columns.parts import Judged
    from reporter.ingest.columns.statistics import ColumnStatistics, Shape
    from reporter.model import Doubt
    from reporter.settings import MeaningSettings


def find(
    judged: Judged,
    shapes: Callable[[Sequence[ColumnStatistics]], Mapping[str, Shape]],
    absent: AbstractSet[Role],
    settings: MeaningSettings,
) -> Understood:
    """Return each column's role and the evidence for it, what sort of value it holds, and what has
    to be told.

    Parameters
    ----------
    judged
        What the columns hold; roles set by the user stand.
    shapes
        Measures how the numbers of columns lie.
    absent
        Roles of which the user says that no column has them: spend, measure.
    settings
        The user's last word on what columns mean.
    """
    given = judged.given
    found: dict[str, Judgement] = {name: (role, "") for name, role in given.items()}
    doubts: list[Doubt] = []
    if Role.CUSTOMER not in given.values() and (customer := customer_ids.find(judged, doubts)):
        found[customer.name] = (Role.CUSTOMER, customer_ids.evidence(judged, customer))
    looked_at = [column for column in judged.columns if _may_lack_values(judged, column, found)]
    none, raw = no_value.find(judged.contents, looked_at, settings), judged.columns
    judged = none.apply(judged)
    found = judgements.judge(judged, found, shapes)
    understood = meaning.understand(
        meaning.Understood(judgements=found, fixed=frozenset(given), doubts=tuple(doubts)),
        meaning.Evidence(judged),
        settings,
    )
    final = {
        name: one if name in given else _without(one, absent)
        for name, one in understood.judgements.items()
    }
    kept = none.of([column for column in raw if final[column.name][0] is not Role.IGNORED])
    return replace(
        understood,
        judgements=final,
        fillers=_joined(kept.fillers, understood.fillers),
        readings=(*kept.readings(raw), *understood.readings),
    )


def _joined(
    first: Mapping[str, tuple[Any, ...]], second: Mapping[str, tuple[Any, ...]]
) -> dict[str, tuple[Any, ...]]:
    """Join the values that stand for none, column by column."""
    return {name: (*first.get(name, ()), *second.get(name, ())) for name in {**first, **second}}


def _may_lack_values(
    judged: Judged, column: ColumnStatistics, found: Mapping[str, Judgement]
) -> bool:
    """Say whether values of a column may stand for none: of what measures or describes, no id."""
    if not column.values or column.name in judged.personal:
        return False
    role = found.get(column.name, (Role.DESCRIPTOR, ""))[0]
    return role not in {Role.CUSTOMER, Role.IGNORED} and not judgements.is_numbering(
        column, set(vocabulary.parts(column.name))
    )


def _without(judgement: Judgement, absent: AbstractSet[Role]) -> Judgement:
    """Take away roles that the user says no column has."""
    role, evidence = judgement
    for taken, next_role in ((Role.SPEND, Role.MEASURE), (Role.MEASURE, Role.DESCRIPTOR)):
        if role is taken and role in absent:
            role, evidence = next_role, f"no {taken.value}, as you set; {evidence}"
    return role, evidence
