"""A text that may hold what stands in a client's data in, the same without what a terminal would
obey out.
"""

from __future__ import annotations

import re

import click

_OBEYED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters but tab and line end, marks that turn the direction of writing around, and
halves of characters.
"""


def printable(text: str) -> str:
    """Replace every sign that a terminal would obey, or could not show."""
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)


def escaped(written: str) -> str:
    """Write such signs in JSON by their numbers, by which they keep their meaning."""
    return _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)


def say(text: str, *, err: bool = False) -> None:
    """Print a line."""
    click.echo(printable(text), err=err)
