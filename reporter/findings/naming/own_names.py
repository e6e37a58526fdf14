"""Names and notes that a client gives to segments: what the segments are called in, what the client
calls them and says of them out.
"""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING

from reporter.errors import FindingsError, all_at_once
from reporter.model.claim import SegmentName

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reporter.model import KeptModel
    from reporter.settings import SegmentSettings

SETTING = "findings.names"


def own_names(
    names: Mapping[int, SegmentName],
    given: Mapping[str, SegmentSettings],
    call: Callable[[SegmentName], str],
    *,
    kept: KeptModel | None,
) -> tuple[dict[int, SegmentName], dict[int, str]]:
    """Return what each segment is called, and what the client says of some.

    Parameters
    ----------
    names
        By segment.
    given
        By a segment's number, or by what it is called: "2", "Champions".
    call
        Says what a segment is called.
    kept
        The model whose segments are kept: nobody may be in one of them, and its notes stay.

    Raises
    ------
    FindingsError
        There is no such segment, one is named twice, or two would be called alike.
    """
    everywhere = kept.names if kept else names
    called = {number: call(name) for number, name in everywhere.items()}
    chosen, mistakes = _chosen(called, given)
    own = {number: given[key].name for number, key in chosen.items() if given[key].name}
    told = {**called, **own}
    mistakes += [
        (f"{SETTING}: two segments would be called {name!r}.", "Give each a name of its own.")
        for name, times in Counter(told.values()).items()
        if times > 1
    ]
    if mistakes:
        raise FindingsError(*all_at_once(mistakes, "names of segments"))
    notes = dict(kept.notes) if kept else {}
    notes |= {number: given[key].note for number, key in chosen.items() if given[key].note}
    return (
        {
            number: SegmentName(own[number]) if number in own else name
            for number, name in names.items()
        },
        notes,
    )


def _chosen(
    called: Mapping[int, str], given: Mapping[str, SegmentSettings]
) -> tuple[dict[int, str], list[tuple[str, str]]]:
    """Find the segment that each key means; and say which keys mean none, or one that another means
    as well.
    """
    chosen: dict[int, str] = {}
    mistakes = []
    for key, one in given.items():
        # A kept segment may have its own name from the run before.
        wanted = {key.casefold(), one.name.casefold()} - {""}
        number = next(
            (
                number
                for number, name in called.items()
                if str(number) == key or name.casefold() in wanted
            ),
            None,
        )
        if number is None:
            mistakes.append(_absent(key, called))
        elif number in chosen:
            says = f"{SETTING}: {chosen[number]!r} and {key!r} mean the same segment."
            mistakes.append((says, "Keep one of them."))
        else:
            chosen[number] = key
    return chosen, mistakes


def _absent(key: str, called: Mapping[int, str]) -> tuple[str, str]:
    near = difflib.get_close_matches(key, called.values(), n=1)
    there = "; ".join(f"{number} {name}" for number, name in called.items())
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return f"{SETTING}: no segment is called {key!r}.", f"{hint}The segments are: {there}."
