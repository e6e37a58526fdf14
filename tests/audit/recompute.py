"""A run folder in, each of its findings worked out again by pandas from its id and numbers: what
differs out.

Shares nothing with `reporter.findings`: the values come from segments.csv, one row per customer,
and from what summary.json says of the file.

    python -m tests.audit.recompute RUN_FOLDER…
"""

from __future__ import annotations

import math
import re
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from tests.audit import of_base, of_front, of_grid, of_method, of_pages, of_personas, of_sketches
from tests.audit.listed import Numbers, Run, read, same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNCHECKED = re.compile(
    r"alternative\.|reading\.|caution\.|caveat\.(structure|stability|drift|returns|currency|no_dates|no_ids|outsiders|leaving)|certainty"
    r"|section\.(structure|glossary|data|grid|actions)|data\.(amounts|orders|read\.\d+|join\.\d+)|grid\.(crossing|ties|ties_by_id|ties_at_limits|no_money)|title\.(map|candidates|silhouettes|cleaning|actions|distributions)"
    r"|title\.\w+_over_time|summary\.season|persona\.\d+\.(border|product|weekday|season|stability|weighed)"
    r"|title\.persona\.\d+\.(products|months)"
)
"""What needs more than the customers' own figures: lines, resamples, the method."""


def problems(folder: Path) -> list[str]:
    """Return what a run says that its own customers do not bear out, and what nothing here knows
    how to check.
    """
    with warnings.catch_warnings():
        # Of some segments nobody's value is known, and nothing is said of it.
        warnings.filterwarnings("ignore", "Mean of empty slice", RuntimeWarning)
        return _problems(read(folder))


def _problems(run: Run) -> list[str]:
    found = []
    for one in run.summary["findings"]:
        expected = _expected(run, one["id"], one["numbers"])
        if expected is None:
            if not UNCHECKED.match(one["id"]):
                found.append(f"{one['id']}: nobody checks this")
            continue
        for key, value in expected.items():
            said = one["numbers"].get(key)
            if not same(said, value):
                found.append(
                    f"{one['id']}: {key} is said to be {said}, and is {value} ({one['text']})"
                )
    return [*found, *_base_problems(run)]


def _base_problems(run: Run) -> Iterator[str]:
    """Tell of bases that count more than there are."""
    limits = {
        "customers": len(run.table),
        "orders": run.summary["totals"]["orders"] or 0,
        "rows": run.summary["input"]["rows"],
    }
    for one in run.summary["findings"]:
        base = one["base"]
        if base is None:
            yield f"{one['id']}: says nothing of what it was counted over"
        elif base["count"] > limits.get(base["of"], math.inf):
            yield (
                f"{one['id']}: counted over {base['count']} {base['of']}, of which there are"
                f" {limits[base['of']]}"
            )


def _expected(run: Run, name: str, numbers: Numbers) -> Numbers | None:
    """Return what the numbers of a finding should be; None where its kind is not known here."""
    for pattern, check in CHECKS:
        found = re.fullmatch(pattern, name)
        if found:
            return check(run, numbers, **{key: int(value) for key, value in found.groupdict().items() if key == "number"}, **(
                {"what": found["what"]} if "what" in found.groupdict() else {}
            ))  # fmt: skip
    return None


CHECKS: tuple[tuple[str, Callable[..., Numbers | None]], ...] = (
    ("front.about", of_front.about),
    ("front.customers", of_front.customers),
    ("front.total", of_front.total),
    ("front.first", of_front.first),
    (r"front\.(amounts|unnamed)", of_front.currency),
    ("guide.order", of_front.order),
    ("guide.money", of_front.money),
    ("guide.rounding", of_front.rounding),
    ("summary.headline", of_pages.headline),
    ("summary.best", of_pages.best),
    ("summary.lapsed", of_pages.lapsed),
    ("summary.once", of_pages.once),
    (r"(summary|title)\.concentration", of_pages.concentration),
    ("summary.largest", of_pages.largest),
    ("summary.gap", of_pages.ends),
    ("summary.youngest", of_pages.youngest),
    ("summary.category", of_pages.category),
    ("summary.outcome", of_pages.outcome_summary),
    (r"base\.figure\.(?P<what>\w+)", of_base.figure),
    (r"base\.median\.(?P<what>.+)", of_base.median),
    (r"grid\.(caption|axes)", of_grid.scores),
    (r"grid\.band\.(?P<what>\w+)\.(?P<number>\d+)", of_grid.band),
    ("section.base", of_pages.base),
    ("section.glance", of_pages.glance),
    ("section.method", of_pages.method),
    ("title.weave", of_pages.weave),
    ("title.shares", of_pages.shares),
    ("title.sizes", of_pages.sizes),
    ("title.heatmap", of_pages.heatmap),
    ("title.effects", of_pages.effects),
    ("title.stability", of_pages.stability),
    ("title.rfm_grid", of_pages.rfm_grid),
    ("title.repeat", of_pages.repeat),
    (r"title\.outcome\.\d", of_pages.outcome_title),
    (r"persona\.(?P<number>\d+)\.place", of_sketches.place),
    (r"persona\.(?P<number>\d+)\.figure\.(?P<what>.+)", of_sketches.figure),
    (r"persona\.(?P<number>\d+)\.known\.(?P<what>.+)", of_sketches.known),
    (r"persona\.(?P<number>\d+)\.addressed\.(?P<what>.+)", of_sketches.addressed),
    (r"persona\.(?P<number>\d+)\.neighbour", of_sketches.neighbour),
    (r"persona\.(?P<number>\d+)\.recognition", of_sketches.recognition),
    (r"title\.persona\.(?P<number>\d+)\.traits", of_personas.persona_traits),
    (r"(title\.)?persona\.(?P<number>\d+)\.mix", of_personas.persona_mix),
    (r"persona\.(?P<number>\d+)\.(?P<what>outcome\.\d)", of_personas.persona_outcome),
    (r"persona\.(?P<number>\d+)\.once", of_personas.persona_once),
    (r"persona\.(?P<number>\d+)\.returned", of_personas.persona_returned),
    (r"persona\.(?P<number>\d+)\.first", of_personas.persona_first),
    (r"persona\.(?P<number>\d+)\.weight", of_personas.persona_weight),
    (r"persona\.(?P<number>\d+)\.tenth", of_personas.persona_tenth),
    (r"persona\.(?P<number>\d+)\.overdue", of_personas.persona_overdue),
    (r"persona\.(?P<number>\d+)\.country", of_personas.persona_country),
    (r"persona\.(?P<number>\d+)\.age_range", of_personas.persona_ages),
    (r"persona\.(?P<number>\d+)\.accounts", of_personas.persona_accounts),
    (
        r"persona\.(?P<number>\d+)\.(?P<what>(?!(?:border|product|weekday|season|stability|weighed)$).+)",
        of_personas.persona_feature,
    ),
    (r"choice\.(rule|result|next|led|votes)", of_method.choice),
    ("choice.other", of_method.other),
    ("choice.more", of_method.more),
    ("choice.coarser", of_method.coarser),
    ("choice.elbow", of_method.elbow),
    ("method.random", of_method.random),
    ("method.steadiness", of_method.steadiness),
    ("method.preparation", of_method.preparation),
    ("method.made", of_method.made),
    ("method.tree", of_method.tree),
    (r"limit\.(?P<what>\w+)", of_method.limit),
    (r"account\.(?P<number>\d+)", of_method.account),
    (r"term\.(?P<what>\w+)", of_method.term),
    ("data.customers", of_method.arrivals),
    ("data.extent", of_method.extent),
    ("data.days", of_method.days),
    ("data.untouched", of_method.untouched),
    ("caveat.small", of_pages.small),
    ("caveat.key_accounts", of_pages.key_accounts),
    ("caveat.nothing_left", of_pages.left_out),
    ("caveat.unknown_amounts", of_pages.unknown_amounts),
)
"""Pattern of an id → what its numbers should be."""


def main(folders: list[str]) -> int:
    """Print what is wrong with each run."""
    count = 0
    for folder in folders:
        for problem in problems(Path(folder)):
            print(f"{folder}: {problem}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
