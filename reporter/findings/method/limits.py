"""What the segments and the strategies cannot tell: the base and the strategies in, a sentence out
for each limit that this report has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.words.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Finding, Strategy, Study
    from reporter.numerals import Numerals


def limits(study: Study, actions: Sequence[Strategy], numerals: Numerals) -> tuple[Finding, ...]:
    """Say what the segments and the strategies cannot tell, as far as this report has them."""
    said = (
        _forecast(study, numerals),
        _worth(actions, numerals),
        _trial(actions, numerals),
        _border(study, numerals),
    )
    return tuple(one for one in said if one is not None)


def _forecast(study: Study, numerals: Numerals) -> Finding | None:
    period, draft = study.table.period, Draft(numerals)
    if period is None:
        return None
    draft.day("start", period.start)
    draft.day("end", period.end)
    return draft.finding(
        "limit.forecast",
        "Segments describe what customers did in the period covered; they do not forecast what a"
        " single customer will do.",
    )


def _worth(actions: Sequence[Strategy], numerals: Numerals) -> Finding | None:
    priced, draft = sum(one.high is not None for one in actions), Draft(numerals)
    if not priced:
        return None
    draft.note("priced", priced)
    return draft.finding(
        "limit.worth", "What a strategy is worth rests on the assumption stated beside it."
    )


def _trial(actions: Sequence[Strategy], numerals: Numerals) -> Finding | None:
    draft = Draft(numerals)
    if not actions:
        return None
    draft.note("strategies", len(actions))
    return draft.finding(
        "limit.trial",
        "Try a strategy on a part of the customers, against others who are left out, before it goes"
        " to all.",
    )


def _border(study: Study, numerals: Numerals) -> Finding | None:
    touched = sum(one.borderline > 0 for one in study.segmentation.segments)
    draft = Draft(numerals)
    if not touched:
        return None
    draft.note("segments", touched)
    return draft.finding(
        "limit.border",
        "Customers near the border of two segments are much alike on either side of it.",
    )
