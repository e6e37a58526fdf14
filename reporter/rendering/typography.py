"""Texts as they were typed in, the same texts as a printer sets them out: curly quotes, apostrophes
and true minus signs.

Every value that a template prints passes through here, so that texts of the playbook, of the file
and of our own agree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Verbatim", "typeset"]


class Verbatim(str):
    """A text that is printed as it stands: a command, a file's or a column's name, a setting."""

    __slots__ = ()


_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r'(?:(?<=[\s(\[{–—/“‘])|^)"'), "“"),
    (re.compile(r'"'), "”"),
    (re.compile(r"(?:(?<=[\s(\[{–—/“])|^)'(?=\w)"), "‘"),
    (re.compile(r"'"), "’"),
    # A hyphen before a figure is a sign, unless it joins two words or two figures.
    (re.compile(r"(?:(?<=[\s(\[{–—/“‘])|^)-(?=[.\d£$€¥])"), "−"),
)


def typeset(value: object) -> object:
    """Return a text with curly quotes and true minus signs; markup, `Verbatim` and what is no text
    stay as they are.
    """
    if not isinstance(value, str) or isinstance(value, (Markup, Verbatim)):
        return value
    for pattern, replacement in _RULES:
        value = pattern.sub(replacement, value)
    return value
