"""What the data were taken to mean: `Reading`s in, a claim for each out, the weightiest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.findings.summary.reading_values import values_of
from reporter.model import Finding
from reporter.model.claim import Claim, Count, Name

if TYPE_CHECKING:
    from reporter.model import CleanDataset, Reading
    from reporter.model.claim import Value

TELLING_SHARE = 0.05
"""Share of the revenue or of the customers from which on the executive is told."""
MOST_ENTRIES = 6
"""So many entries are listed; the rest are counted."""


def readings(clean: CleanDataset) -> tuple[Finding, ...]:
    """Say how the data were understood, the weightiest first; no table is read."""
    return tuple(_finding(one) for one in _sorted(clean))


def telling(clean: CleanDataset) -> tuple[Finding, ...]:
    """Return those that touch so much of revenue or customers that the executive has to know,
    without their settings.
    """
    return tuple(
        _finding(replace(one, setting="")) for one in _sorted(clean) if one.weight >= TELLING_SHARE
    )


def _sorted(clean: CleanDataset) -> list[Reading]:
    return sorted(clean.readings, key=lambda one: -one.weight)


def _finding(one: Reading) -> Finding:
    change = Claim(f"reading.{one.question}.otherwise", {"setting": Name(one.setting)})
    whole: dict[str, Value] = {
        "reading": Claim(
            f"reading.{one.question}.{one.stance.value}",
            {**values_of(one.question, one.numbers), **_entries(one)},
        ),
        "others": _others(one),
        "change": change if one.setting else None,
    }
    return Finding(id=f"reading.{one.question}", claim=Claim("reading.whole", whole))


def _entries(one: Reading) -> dict[str, Value]:
    """Return what a reading lists; nothing where it has no list."""
    each = f"reading.{one.question}.each"
    entries = (
        *(Claim(each, values_of(one.question, item)) for item in one.items),
        *(Claim(each, told.values) for told in one.told),
    )
    if not entries:
        return {}
    more = len(entries) - MOST_ENTRIES
    if more <= 0:
        return {"items": entries}
    return {
        "items": (*entries[:MOST_ENTRIES], Claim("phrase.more", {"more": Count(more)})),
        "more": Count(more),
    }


def _others(one: Reading) -> Claim | None:
    """Say how many customers and orders the other reading gives, where these are others."""
    changed = [name for name in ("customers", "orders") if f"{name}_otherwise" in one.numbers]
    if not changed:
        return None
    keys = [f"{name}_{way}" for name in changed for way in ("otherwise", "taken")]
    which = "both" if len(changed) > 1 else changed[0]
    numbers = {key: one.numbers[key] for key in keys}
    return Claim(f"reading.others.{which}", values_of(one.question, numbers))
