"""A value in, how TOML writes it out. Signs that cannot be seen are written as their numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def literal(value: Any) -> str:
    """Write a value: a text in quotes, a list in brackets."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value) if math.isfinite(value) else str(value)
        case date():
            return value.isoformat()
        case str() | PurePath():
            return f'"{"".join(_sign(sign) for sign in str(value))}"'
        case Mapping():
            pairs = (f"{key(str(name))} = {literal(one)}" for name, one in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list() | tuple():
            return f"[{', '.join(literal(one) for one in value)}]"
    return literal(str(value))


def key(name: str) -> str:
    """Write a key: bare where that is allowed."""
    return name if _BARE.fullmatch(name) else literal(name)


def comment(text: str) -> str:
    """Write a comment on one line; what could break the line or hide in it becomes a blank."""
    return "# " + " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _sign(sign: str) -> str:
    if sign in _SHORT:
        return _SHORT[sign]
    if sign.isprintable():
        return sign
    return f"\\u{ord(sign):04X}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08X}"
