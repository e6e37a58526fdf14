"""What the segments and the strategies cannot tell: the base and the strategies in, a claim out for
each limit that this report has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Finding
from reporter.model.claim import Claim, Count, Day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.model import Strategy, Study
    from reporter.model.claim import Value


def limits(study: Study, actions: Sequence[Strategy]) -> tuple[Finding, ...]:
    """Say what the segments and the strategies cannot tell, as far as this report has them."""
    period = study.table.period
    priced = sum(one.high is not None for one in actions)
    touched = sum(one.borderline > 0 for one in study.segmentation.segments)
    dated = {} if period is None else {"start": Day(period.start), "end": Day(period.end)}
    return (
        *_limit("forecast", dated),
        *_limit("worth", {"priced": Count(priced)} if priced else {}),
        *_limit("trial", {"strategies": Count(len(actions))} if actions else {}),
        *_limit("border", {"segments": Count(touched)} if touched else {}),
    )


def _limit(name: str, values: Mapping[str, Value]) -> tuple[Finding, ...]:
    """Claim a limit by what it rests on; nothing where there is no such thing."""
    claim = Claim(f"method.limit.{name}", values)
    return (Finding(id=f"limit.{name}", claim=claim),) if values else ()
