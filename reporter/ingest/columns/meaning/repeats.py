"""Whether a table sums up repeat purchases, as models of buying "till you die" take them:
frequency, recency, T, monetary_value.

In such a table frequency counts the purchases after the first one; recency is how old the customer
was at the last one, never above T (how long ago the first one was) and zero exactly where
frequency is; monetary_value is the mean of the repeats, zero for none. So the time since the last
purchase is T − recency, and who has no repeats bought once, T ago.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.model import Reading, Role, Sense, Stance

if TYPE_CHECKING:
    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.ingest.columns.meaning.question import Understood
    from reporter.settings import MeaningSettings

NEARLY_ALL = 0.995
"""Share of the rows in which that has to hold."""
ONCE = 0.01
"""Share of the rows without repeats, from which that they have no recency says something."""
RECENCY, FREQUENCY = {"recency"}, {"frequency", "freq", "x", "repeats", "repeat"}
MONEY = {"monetary", "zbar", "mx", "avg", "average", "mean"}
AGE = {"t", "age", "tenure", "lifetime", "span"}


class RepeatSummary:
    """Asks whether recency is an age."""

    name = "recency_age"

    def ask(self, so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:
        """Read recency as an age where the rows say so."""
        found = _columns(so_far, evidence)
        if found is None or settings.recency_age == "since":
            return so_far
        recency, frequency, age = found
        last, times, all_ages = (evidence.number(name) for name in found)
        within, alike, once = evidence.count(
            last <= all_ages, (last == 0) == (times == 0), times == 0
        )
        rows = min(evidence.columns[name].values for name in found)
        clear = (
            within >= NEARLY_ALL * rows
            and alike >= NEARLY_ALL * rows
            and ONCE * rows <= once < rows
        )
        if not clear and settings.recency_age != "age":
            return so_far
        words = {
            recency: (
                Sense.AGE_AT_LAST,
                (
                    f"the age at the last purchase: never above {age}, zero where {frequency} is"
                    " zero"
                ),
            ),
            frequency: (
                Sense.REPEATS,
                f"purchases after the first one: zero where {recency} is zero",
            ),
            age: (Sense.SPAN, f"time since the first purchase: {recency} is never above it"),
        }
        for name, (sense, evidence_words) in words.items():
            so_far = so_far.with_role(
                name, Role.MEASURE, f"{evidence_words}; numbers {evidence.columns[name].span}"
            )
            so_far = so_far.with_sense(name, sense)
        so_far = _money(so_far, evidence, frequency)
        return so_far.told(
            Reading(
                question=self.name,
                stance=Stance.ADOPTED if settings.recency_age == "auto" else Stance.SET,
                numbers={
                    "recency": recency,
                    "frequency": frequency,
                    "age": age,
                    "once": once,
                    "rows": rows,
                },
                setting=f"meaning.{self.name}=since" if settings.recency_age == "auto" else "",
                weight=1.0,
            )
        )


def _columns(so_far: Understood, evidence: Evidence) -> tuple[str, str, str] | None:
    """Return the columns that could be recency, frequency and age by their names; None where one is
    missing.
    """
    numbers = [
        name
        for name in so_far.names(Role.SPEND, Role.MEASURE, Role.DESCRIPTOR)
        if evidence.columns[name].is_number
    ]
    found = []
    for words in (RECENCY, FREQUENCY, AGE):
        fitting = [
            name for name in numbers if set(vocabulary.words(name)) & words and name not in found
        ]
        exact = [
            name
            for name in fitting
            if set(vocabulary.words(name)) <= words | {"weeks", "days", "cal", "months"}
        ]
        if words is RECENCY and not fitting:
            fitting = [name for name in numbers if vocabulary.words(name) in {("t", "x"), ("tx",)}]
        if not fitting:
            return None
        found.append((exact or fitting)[0])
    return found[0], found[1], found[2]


def _money(so_far: Understood, evidence: Evidence, frequency: str) -> Understood:
    """Read money that is zero exactly where there are no repeats as their mean: no amount, and
    zero is none.
    """
    for name in so_far.names(Role.SPEND, Role.MEASURE):
        column = evidence.columns[name]
        if (
            not set(vocabulary.words(name)) & (MONEY | vocabulary.kind("spend"))
            or name == frequency
            or not column.is_number
        ):
            continue
        value, times = evidence.number(name), evidence.number(frequency)
        alike, none = evidence.count((value == 0) == (times == 0), value == 0)
        if alike < NEARLY_ALL * column.values or not none:
            continue
        words = (
            "the mean of the purchases after the first one, zero where there are none: no"
            f" amount; numbers {column.span}"
        )
        so_far = so_far.with_role(name, Role.MEASURE, words).with_sense(name, Sense.MEAN_OF_REPEATS)
        so_far = so_far.with_filler(name, 0 if column.dtype == "integer" else 0.0)
    return so_far
