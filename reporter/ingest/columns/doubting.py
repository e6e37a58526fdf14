"""The parts found and how well every column fitted in, the doubts that stay out: columns that would
have done as well, and parts that stand on little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import fitting, vocabulary
from reporter.ingest.columns.parts import CLOSE_SCORES, rival, why_taken
from reporter.model import Doubt, Personal, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.ingest.columns.parts import Found, Judged

_ASKED = (
    Role.CUSTOMER, Role.ORDER, Role.DATE, Role.PRODUCT, Role.QUANTITY, Role.PRICE, Role.AMOUNT,
)  # fmt: skip
"""Parts by which the figures would be others if another column had them."""


def doubt(judged: Judged, found: Found, scores: Mapping[tuple[Role, str], int]) -> None:
    """Tell of columns that would have done as well, and of parts that stand on little.

    Parameters
    ----------
    scores
        How well columns fit parts, by part and column.
    """
    for role in _ASKED:
        name = found.parts.get(role)
        if name is None or name in judged.given:
            continue
        best = scores.get((role, name), 0)
        kind = judged.personal.get(name)
        rivals = _rivals(judged, found, role, scores)
        if rivals:
            other = min(rivals, key=lambda one: (-rivals[one], one))
            why = why_taken(says_more=best > rivals[other])
            found.doubts.append(rival(role, name, other, why))
        elif (
            role is Role.CUSTOMER
            and kind in fitting.FALLBACKS
            and best <= fitting.FALLBACKS[Personal.EMAIL]
        ):
            found.doubts.append(_stand_in(name, kind, judged))


def _rivals(
    judged: Judged, found: Found, role: Role, scores: Mapping[tuple[Role, str], int]
) -> dict[str, int]:
    """Return the columns without a part that fit nearly as well as the one that has it, and how
    well; those aside that number the same things, and those that identify people.
    """
    name = found.parts[role]
    best = scores.get((role, name))
    if not best:
        return {}
    taken = {*found.parts.values(), *judged.personal}
    return {
        other: score
        for (part, other), score in scores.items()
        if part is role
        and other not in taken
        and score >= best - CLOSE_SCORES
        and not _says_the_same(judged, role, name, other)
    }


def _says_the_same(judged: Judged, role: Role, name: str, other: str) -> bool:
    """Say whether two columns number the same things, one each: whichever is taken, the figures are
    the same.
    """
    if role not in {Role.CUSTOMER, Role.ORDER, Role.PRODUCT}:
        return False
    return judged.contents.determines(name, other) == judged.contents.determines(other, name) == 1


def _stand_in(name: str, kind: Personal, judged: Judged) -> Doubt:
    blank = [
        one.name
        for one in judged.columns
        if not one.values and judged.known.fit(one.name, Role.CUSTOMER) >= vocabulary.CONTAINED
    ]
    lacking = f"{blank[0]} holds no value in any row" if blank else "there is no customer id"
    alike = (
        "people who share a name count as one"
        if kind is Personal.NAME
        else "who changes it counts as two"
    )
    return Doubt(
        about=name, question="which column names the customer", taken=name,
        why=f"{lacking}, so the {kind.value} stands in for it: {alike}", setting="roles.customer=…",
    )  # fmt: skip
