"""A kept model and how far customers have moved from it in, a few plain lines out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.cli.terminal import say

if TYPE_CHECKING:
    from reporter.model import Drift, FeatureDrift, KeptModel

ADVICE = {
    "steady": "They are much like those that the segments were made from: keep the segments.",
    "shifted": "They have shifted a little: keep the segments, and look again next time.",
    "refit": (
        "They have moved too far for the kept segments: make a new run (without --model), which"
        " makes new segments."
    ),
}
WORDS = {"steady": "steady", "shifted": "shifted", "refit": "moved"}


def versions(kept: KeptModel) -> None:
    """Say on standard error, in one line, which other versions a model was made with, if any."""
    from importlib.metadata import version

    from reporter.provenance import own_version

    pairs = [
        ("reporter", kept.reporter, own_version()),
        ("scikit-learn", kept.scikit_learn, version("scikit-learn")),
    ]
    differ = [(name, made, now) for name, made, now in pairs if made != now]
    if differ:
        made = " and ".join(f"{name} {then}" for name, then, _ in differ)
        now = " and ".join(f"{name} {here}" for name, _, here in differ)
        say(f"The kept segments were made by {made}; this is {now}.", err=True)


def conclude_drift(kept: KeptModel, drift: Drift, customers: int) -> None:
    """Say how far each feature has moved, how many customers lie out of range, and whether new
    segments are due.
    """
    when = f" of {kept.as_of.isoformat()}" if kept.as_of else ""
    say(f"Compared with the {kept.customers:,} customers{when} that the segments were made from:")
    width = max(len(one.feature) for one in drift.features)
    for one in drift.features:
        say(f"  {one.feature:<{width}}  {_in_words(one, customers)}")
    say(f"  how customers spread over the segments: stability index {drift.segments:.2f}")
    say(
        f"  {drift.outside:.1%} of customers lie outside of the range that the segments were made"
        " from"
    )
    say(ADVICE[drift.verdict.value])


def _in_words(one: FeatureDrift, customers: int) -> str:
    by_chance = (
        f", no more than chance may do with {customers:,} customers" if one.by_chance else ""
    )
    return f"{WORDS[one.verdict.value]} (stability index {one.psi:.2f}{by_chance})"
