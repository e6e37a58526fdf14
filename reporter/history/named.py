"""What a kept segment is called: a claim in, plain JSON out, and back; none of it is trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reporter.model.claim import Claim, Count, Name, SegmentName
from reporter.model.customers import Feature

if TYPE_CHECKING:
    from collections.abc import Callable

    from reporter.model.claim import Value

DEEPEST = 4
"""Claims within claims: a name is a name, its qualifier, a level and a feature at most."""


def plain_name(name: SegmentName) -> Any:
    """Return a name as JSON holds it: a text that somebody gave, or a claim."""
    return name.called if isinstance(name.called, str) else _plain(name.called)


def _plain(value: Value) -> Any:
    match value:
        case Claim(id=id_, values=values):
            return {"claim": id_, "values": {key: _plain(each) for key, each in values.items()}}
        case Feature():
            spend = {"spend": True} if value.in_revenue else {}
            called = {"called": _plain(value.called)} if value.called else {}
            return {"feature": value.name, "label": value.heading, **called, **spend}
        case Name(text):
            return {"name": text}
        case Count(number):
            return {"count": number}
        case tuple():
            return [_plain(each) for each in value]
        case _:
            raise TypeError(f"{value!r} is no part of a segment's name")


def read_name(held: Any, text: Callable[[Any], str]) -> SegmentName:
    """Read a name.

    Parameters
    ----------
    held
        What JSON held.
    text
        Returns a text, or refuses what is none.

    Raises
    ------
    ValueError
        It is no name.
    """
    if isinstance(held, str):
        return SegmentName(text(held))
    claim = _read(held, text, DEEPEST)
    if not isinstance(claim, Claim):
        raise ValueError(f"{held!r:.40} is no name")  # noqa: TRY004 - what a file holds
    return SegmentName(claim)


def _read(held: Any, text: Callable[[Any], str], depth: int) -> Value:
    if depth == 0:
        raise ValueError("a name is nested too deep")
    if isinstance(held, list):
        parts = [_read(each, text, depth - 1) for each in held]
        return tuple(part for part in parts if isinstance(part, Claim))
    match held:
        case {"claim": id_, "values": dict() as values}:
            inner = {text(key): _read(each, text, depth - 1) for key, each in values.items()}
            return Claim(text(id_), inner)
        case {"feature": name, "label": label}:
            called = _read(held["called"], text, depth - 1) if "called" in held else None
            return Feature(
                name=text(name),
                heading=text(label) if label else "",
                called=called if isinstance(called, Claim) else None,
                unit="number",
                behaviour=True,
                in_revenue=bool(held.get("spend")),
            )
        case {"name": name}:
            return Name(text(name))
        case {"count": int() | float() as number}:
            return Count(number)
        case _:
            raise ValueError(f"{held!r:.40} is no part of a segment's name")
