r"""A rule's pattern in, the same one in the words that every engine's patterns share out.

PostgreSQL's `\d` may be any alphabet's digit, and a character by its code is written otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

LONGEST = 40
"""No number or date is written with more characters."""


def shared(pattern: str) -> str:
    """Write a pattern so that every engine understands it alike."""
    coded = re.sub(r"\\x\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), pattern)
    return coded.replace(r"\d", "[0-9]").replace(r"\s", r"[ \t]")


def whole(words: ir.StringValue, pattern: str) -> ir.BooleanValue:
    """Whether a text as a whole has a pattern."""
    return words.re_search(f"^({shared(pattern)})$")


def is_short(words: ir.StringValue) -> ir.BooleanValue:
    """Whether a text is short enough for a number or a date, and shows a digit."""
    return (words.length() <= LONGEST) & words.re_search("[0-9]")
