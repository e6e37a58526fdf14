"""Which plays suit which segment: playbook and measurements in, two to four strategies per
segment and the order of all out.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

from reporter.clients_names import plain_label
from reporter.errors import FindingsError
from reporter.findings.measuring.kinds import kind_of, kinds
from reporter.findings.strategies.audiences import audience
from reporter.findings.strategies.playbook import load_playbook, our_plays
from reporter.findings.strategies.ranking import rank, share_out, varied, weigh
from reporter.findings.strategies.worth import estimate
from reporter.model import FeatureName, Finding, Kind, Strategy
from reporter.model.claim import Claim, Count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from reporter.findings.measuring.measured import Measured
    from reporter.findings.strategies.playbook import Playbook
    from reporter.findings.strategies.plays import Play, Requirement
    from reporter.findings.strategies.segment_figures import SegmentFigures
    from reporter.model import CustomerTable
    from reporter.model.claim import Value
    from reporter.settings import Settings

OF_KIND = "kind:"
"""Before the name of a kind of features, in a play."""
COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}


def choose_strategies(
    playbook: Playbook, measured: Measured, figures: Mapping[int, SegmentFigures]
) -> tuple[dict[int, tuple[Strategy, ...]], tuple[Strategy, ...]]:
    """Suggest strategies for each segment, and rank all of them.

    Raises
    ------
    FindingsError
        A play asks for a feature that neither the house nor this file knows.
    """
    plays = _fitting(playbook, measured.study.table)
    made = [
        (play, strategy)
        for each in figures.values()
        for play in plays
        if suits(play, measured, each) and (strategy := _strategy(play, measured, each)) is not None
    ]
    yearly = measured.of_a_year(measured.frame) if measured.revenue else 0.0
    offers = weigh(made, plays, len(figures), yearly)
    chosen = share_out(offers, tuple(figures))
    ranked = {
        number: tuple(offer.strategy for offer in rank(own)) for number, own in chosen.items()
    }
    return ranked, tuple(
        offer.strategy
        for offer in varied(rank([offer for own in chosen.values() for offer in own]))
    )


def check_playbook(table: CustomerTable, settings: Settings) -> None:
    """Refuse a playbook that does not fit these customers.

    Raises
    ------
    FindingsError
        It is not valid, or a play asks for a feature that neither the house nor this file knows.
    """
    _fitting(load_playbook(settings), table)


def _fitting(playbook: Playbook, table: CustomerTable) -> list[Play]:
    """Return the plays for this kind of file."""
    kinds = ("any", "transactions" if table.kind is Kind.TRANSACTIONS else "customers")
    plays = [play for play in playbook.plays if play.kind in kinds]
    ours = {play.id: play for play in our_plays()} if playbook.own else {}
    for play in plays:
        if play.id in playbook.own:
            # What ours of the same id asks for is no slip: where a file lacks it, nothing is said.
            known = {one.feature for one in ours[play.id].when} if play.id in ours else set()
            asked = [one.feature for one in play.when if one.feature and one.feature not in known]
            _check_features(play, asked, playbook.path, table)
    return plays


def suits(play: Play, measured: Measured, figures: SegmentFigures) -> bool:
    """Tell whether all of a play's conditions hold for a segment."""
    return all(_holds(each, measured, figures) for each in play.when)


def _strategy(play: Play, measured: Measured, figures: SegmentFigures) -> Strategy | None:
    addressed = audience(measured, figures.number, play.audience, figures.products, figures.became)
    if addressed is None:
        return None
    known: dict[str, Value] = {**figures.values, "audience": addressed.told}
    needed = play.needed(priced=measured.priced)
    if not known.keys() >= set(needed):
        # A text names what cannot be told of this segment: the play is none for it.
        return None
    worth = estimate(play, measured, figures, addressed)
    if worth is None:
        return None
    values: dict[str, Value] = {name: known[name] for name in needed}
    return Strategy(
        id=play.id,
        segment=figures.number,
        audience=addressed.customers,
        addressed=_addressed(play, measured, figures.number, addressed.customers),
        claim=Claim(f"play.{play.id}", {**values, "priced": measured.priced}),
        assumption=worth.assumption,
        low=worth.low,
        high=worth.high,
        effort=play.effort,
    )


def _addressed(play: Play, measured: Measured, number: int, audience: int) -> Finding:
    """Tell how many of a segment's customers a strategy addresses."""
    members = measured.customers[number]
    values: dict[str, Value] = {"members": Count(members)}
    if audience < members:
        claim = Claim("audience.addressed.some", {"audience": Count(audience), **values})
    else:
        claim = Claim("audience.addressed.all", values)
    return Finding(id=f"persona.{number}.addressed.{play.id}", claim=claim)


def _holds(requirement: Requirement, measured: Measured, figures: SegmentFigures) -> bool:
    value = figures.measures.get(requirement.measure)
    if requirement.feature is not None:
        own = measured.effects[figures.number]
        names = [
            name for name in find_features(requirement.feature, measured.study.table) if name in own
        ]
        if not names:
            return False
        # Of several features of a kind, the one in which the segment differs most.
        name = min(names, key=lambda name: (-abs(own[name]), name))
        readings = {
            "effect": own[name],
            "median": measured.median(figures.number, name),
            "ratio": measured.ratio(figures.number, name),
        }
        value = readings[requirement.measure]
    return value is not None and COMPARE[requirement.comparison](value, requirement.value)


def find_features(word: str, table: CustomerTable) -> list[str]:
    """Find the numeric features that a play means: one by its name or label, or all of a kind
    ("kind:activity").
    """
    if not word.startswith(OF_KIND):
        name = find_feature(word, table)
        return [] if name is None else [name]
    wanted = word.removeprefix(OF_KIND)
    return [
        feature.name
        for feature in table.features
        if feature.unit != "category"
        and (kind := kind_of(feature, is_money=feature.unit == "money"))
        and kind.name == wanted
    ]


def find_feature(word: str, table: CustomerTable) -> str | None:
    """Find the numeric feature of this name or, in customer tables, the only one whose label holds
    this word.
    """
    numeric = [feature for feature in table.features if feature.unit != "category"]
    if any(feature.name == word for feature in numeric):
        return word
    if table.kind is Kind.TRANSACTIONS:
        return None
    found = [
        feature.name
        for feature in numeric
        if word.lower() in plain_label(feature.heading).lower().split()
    ]
    return found[0] if len(found) == 1 else None


def _check_features(play: Play, asked: Iterable[str], path: Path, table: CustomerTable) -> None:
    for word in asked:
        if word.startswith(OF_KIND):
            _check_kind(play, path, word.removeprefix(OF_KIND))
            continue
        # A file with orders may lack one of the house's features: no error, no suggestion.
        if word not in frozenset(FeatureName) and find_feature(word, table) is None:
            known = ", ".join(
                feature.name for feature in table.features if feature.unit != "category"
            )
            raise FindingsError(
                f"Play {play.id!r} in {path}, when: there is no feature {word!r} in this file.",
                f"Features: {known}.",
            )


def _check_kind(play: Play, path: Path, name: str) -> None:
    if name not in {kind.name for kind in kinds()}:
        known = ", ".join(kind.name for kind in kinds())
        raise FindingsError(
            f"Play {play.id!r} in {path}, when: there is no kind of features {name!r}.",
            f"Kinds: {known}.",
        )
