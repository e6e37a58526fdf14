"""A kept model and how far customers have moved from it in, a few plain lines out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.cli.terminal import say

if TYPE_CHECKING:
    from reporter.model import Drift, FeatureDrift, KeptModel
    from reporter.model.claim import Claim
    from reporter.wording import Words


def versions(kept: KeptModel, words: Words) -> None:
    """Say on standard error, in one line, which other versions a model was made with, if any."""
    from importlib.metadata import version

    from reporter.model.claim import Claim
    from reporter.provenance import own_version

    pairs = [
        ("reporter", kept.reporter, own_version()),
        ("scikit-learn", kept.scikit_learn, version("scikit-learn")),
    ]
    differ = [(name, made, now) for name, made, now in pairs if made != now]
    if differ:
        made = tuple(_version(name, then) for name, then, _ in differ)
        now = tuple(_version(name, here) for name, _, here in differ)
        say(words.text(Claim("screen.versions", {"made": made, "now": now})), err=True)


def _version(name: str, version: str) -> Claim:
    from reporter.model.claim import Claim, Name

    return Claim("screen.version", {"name": Name(name), "version": Name(version)})


def conclude_drift(kept: KeptModel, drift: Drift, customers: int, words: Words) -> None:
    """Say how far each feature has moved, how many customers lie out of range, and whether new
    segments are due.

    Parameters
    ----------
    customers
        How many they are now.
    words
        Those of the command line.
    """
    from reporter.model.claim import Claim, Count, Day, Score, Share

    day = Day(kept.as_of) if kept.as_of else None
    say(words.text(Claim("screen.drift", {"customers": Count(kept.customers), "day": day})))
    width = max(len(one.feature) for one in drift.features)
    for one in drift.features:
        say(f"  {one.feature:<{width}}  {words.text(_moved(one, customers))}")
    spread = Claim("screen.drift.segments", {"index": Score(drift.segments)})
    outside = Claim("screen.drift.outside", {"share": Share(drift.outside)})
    for told in (spread, outside):
        say(f"  {words.text(told)}")
    say(words.term(f"screen.drift.{drift.verdict.value}"))


def _moved(one: FeatureDrift, customers: int) -> Claim:
    """Claim how far a feature has moved."""
    from reporter.model.claim import Claim, Count, Score

    return Claim(
        "screen.drift.feature",
        {
            "verdict": one.verdict.value,
            "index": Score(one.psi),
            "by_chance": one.by_chance,
            "customers": Count(customers),
        },
    )
