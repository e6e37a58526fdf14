"""What to keep in mind about the segments: silhouette, stability, sizes, spans and
cleaning in, a claim for each caveat out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.measuring.kinds import kind_of
from reporter.findings.method.structure import parted
from reporter.findings.personas.atypical import drifted, key_accounts, outsiders
from reporter.model import CleaningRule, Finding, Role, Stability
from reporter.model.claim import Claim, Count, Name, Score, SegmentName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.choices import Returns
    from reporter.findings.measuring.measured import Measured
    from reporter.model import CleaningStep, Outcome, Segment
    from reporter.model.claim import Value

BENT_KINDS = ("tenure", "activity", "away")
"""Kinds of features whose count ends when somebody leaves."""
MOST_NAMED = 3
"""So many features are named, further ones are "others"."""
SMALL_SEGMENT = 30
SMALL_SEGMENT_SHARE = 0.03
"""A segment of fewer members, or of a smaller share of customers, is small."""


def caveats(
    measured: Measured,
    names: Mapping[int, SegmentName],
    returns: Returns,
    became: Sequence[Outcome] = (),
) -> tuple[Finding, ...]:
    """Say what a reader should keep in mind about the segments, most important first; `cautions`
    speaks of the data.
    """
    candidates = [
        drifted(measured),
        _structure(measured),
        _unsteady(measured, names),
        _small(measured, names),
        key_accounts(measured),
        outsiders(measured),
        _leaving(measured, became),
        _nothing_left(measured),
        _unknown_amounts(measured),
        _returns(measured, returns),
        _currency(measured),
        _no_dates(measured, became),
        _no_ids(measured),
    ]
    return tuple(caveat for caveat in candidates if caveat is not None)


def _structure(measured: Measured) -> Finding | None:
    found = measured.study.segmentation
    if parted(found):
        return None
    return Finding(
        id="caveat.structure",
        claim=Claim(
            "caveat.structure",
            {
                "silhouette": Score(found.silhouette),
                "null_silhouette": Score(found.null_silhouette),
                "random": found.silhouette <= found.null_silhouette,
                "pair": found.k == 2,
            },
        ),
    )


def _unsteady(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    """Name the segments that repeat runs do not find again for sure, the least sure first."""
    ranked = sorted(
        measured.study.segmentation.segments, key=lambda segment: (segment.stability, segment.id)
    )
    weak = [segment for segment in ranked if not segment.grade.found_again]
    if not weak:
        return None
    lost = [segment for segment in weak if segment.grade is Stability.DISSOLVED]
    rough = weak[len(lost) :]
    values: dict[str, Value] = {
        "segments": Count(len(weak)),
        "lost": _with_stability(lost, names) if lost else None,
        "rough": _with_stability(rough, names) if rough else None,
    }
    for segment in weak:
        values[f"name_{segment.id}"] = names[segment.id]
        values[f"stability_{segment.id}"] = Score(segment.stability)
    which = "both" if lost and rough else "lost" if lost else "rough"
    return Finding(id="caveat.stability", claim=Claim(f"caveat.stability.{which}", values))


def _with_stability(
    segments: Sequence[Segment], names: Mapping[int, SegmentName]
) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            "caveat.stability.each",
            {"segment": names[one.id], "score": Score(one.stability)},
        )
        for one in segments
    )


def _small(measured: Measured, names: Mapping[int, SegmentName]) -> Finding | None:
    small = [
        number
        for number, size in measured.customers.items()
        if size < SMALL_SEGMENT or measured.share[number] < SMALL_SEGMENT_SHARE
    ]
    if not small:
        return None
    sizes = {number: Count(measured.customers[number]) for number in small}
    values: dict[str, Value] = {
        "segments": Count(len(small)),
        "small": tuple(
            Claim("caveat.small.each", {"segment": names[number], "size": size})
            for number, size in sizes.items()
        ),
    }
    for number, size in sizes.items():
        values[f"name_{number}"] = names[number]
        values[f"customers_{number}"] = size
    return Finding(id="caveat.small", claim=Claim("caveat.small", values))


def _nothing_left(measured: Measured) -> Finding | None:
    gone = [
        (step, step.customers)
        for step in measured.study.clean.steps
        if step.removed
        and step.customers
        and not step.asked
        # Rows without a customer name nobody who could be missed.
        and step.rule != CleaningRule.MISSING_CUSTOMER
    ]
    if not gone:
        return None
    several = len(gone) > 1
    values: dict[str, Value] = {
        "customers": Count(sum(count for _, count in gone)),
        "why": tuple(_lost(step, Count(count) if several else None) for step, count in gone),
    }
    if several:
        values |= {f"{step.rule}_customers": Count(count) for step, count in gone}
    return Finding(id="caveat.nothing_left", claim=Claim("caveat.nothing_left", values))


def _lost(step: CleaningStep, count: Count | None) -> Claim:
    """Say why customers are not in the report; how many, where others are left out for another
    reason.
    """
    if step.rule == CleaningRule.NOTHING_LEFT:
        return Claim("caveat.nothing_left.returned", {"count": count})
    return Claim("caveat.nothing_left.only", {"count": count, "called": step.told})


def _leaving(measured: Measured, became: Sequence[Outcome]) -> Finding | None:
    """Warn of taking for a cause what leaving has brought about: who has left has been there for
    less time, and used less.
    """
    if not any(one.bad and one.rate for one in became):
        return None
    kinds = {
        name: kind_of(measured.study.table.feature(name))
        for name in measured.study.segmentation.features
    }
    bent = [name for name, kind in kinds.items() if kind is not None and kind.name in BENT_KINDS]
    if not bent:
        return None
    named = [
        Claim("phrase.feature", {"feature": measured.study.table.feature(name)})
        for name in bent[:MOST_NAMED]
    ]
    others = [Claim("caveat.leaving.others")] if len(bent) > MOST_NAMED else []
    return Finding(
        id="caveat.leaving", claim=Claim("caveat.leaving", {"counted": (*named, *others)})
    )


def _unknown_amounts(measured: Measured) -> Finding | None:
    """Say what became of amounts that are missing in a table of customers: they are in no sum, and
    in no mean over all.
    """
    amounts = [feature.name for feature in measured.study.table.features if feature.in_revenue]
    missing = (
        int(measured.frame[amounts].isna().any(axis="columns").sum())
        if amounts and not measured.transactions
        else 0
    )
    if not missing:
        return None
    filled = any(
        one.imputed and one.feature in amounts for one in measured.study.segmentation.preparation
    )
    values: dict[str, Value] = {
        "customers": Count(missing),
        "partly": len(amounts) > 1,
        "filled": filled,
    }
    return Finding(id="caveat.unknown_amounts", claim=Claim("caveat.unknown_amounts", values))


def _returns(measured: Measured, returns: Returns) -> Finding | None:
    steps = [step for step in measured.study.clean.steps if step.is_of_returns]
    rows = sum(step.rows for step in steps)
    if not measured.transactions or not rows:
        return None
    values: dict[str, Value] = {
        "returns": Name(returns.value),
        "rows": Count(rows),
        "priced": measured.priced,
    }
    return Finding(id="caveat.returns", claim=Claim(f"caveat.returns.{returns.value}", values))


def _currency(measured: Measured) -> Finding | None:
    if (
        measured.revenue is None
        or measured.numerals.currency
        or measured.study.clean.names_currency
    ):
        return None
    return Finding(id="caveat.currency", claim=Claim("caveat.currency"))


def _no_ids(measured: Measured) -> Finding | None:
    """Say that a list's numbers are not the file's rows, where no column names customers."""
    if measured.transactions or measured.study.clean.dataset.column(Role.CUSTOMER) is not None:
        return None
    return Finding(id="caveat.no_ids", claim=Claim("caveat.no_ids"))


def _no_dates(measured: Measured, became: Sequence[Outcome]) -> Finding | None:
    if (
        measured.transactions
        or measured.revenue is None
        or not measured.study.clean.dataset.columns_of(Role.SPEND)
    ):
        return None
    values: dict[str, Value] = {
        # Where a column tells who has left, the report says it.
        "leaving_known": any(one.bad for one in became),
        "monthly": measured.monthly,
    }
    if measured.rate is not None:
        values["rate"] = measured.study.table.feature(measured.rate[0])
    return Finding(id="caveat.no_dates", claim=Claim("caveat.no_dates", values))
