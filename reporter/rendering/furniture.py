"""Words that a template asks for by their place in the catalogue in, printed words out.

What stands inside a sentence is given by name. A link is such a part, already markup: so a sentence
that holds links is one entry, whose words another language can put in another order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from reporter.model.claim import Claim, Count, Name
from reporter.rendering.typography import typeset
from reporter.wording.catalogue import TEXT

if TYPE_CHECKING:
    from reporter.model.claim import Value
    from reporter.wording import Words

__all__ = ["FIRST_MARK", "furniture"]

FIRST_MARK = 0xE000
"""Letters from here on stand for nothing (Unicode's private use): they hold the places of parts."""


def furniture(
    words: Words, id_: str, form: str = TEXT, /, **parts: str | int | None
) -> str | Markup:
    """Say words of the catalogue.

    Parameters
    ----------
    id_, form
        Which words.
    parts
        What stands inside: texts, counts, flags. Markup is printed as it is, all else escaped.
    """
    marks = {
        name: chr(FIRST_MARK + number)
        for number, (name, part) in enumerate(parts.items())
        if isinstance(part, Markup)
    }
    values = {name: _value(marks.get(name, part)) for name, part in parts.items()}
    text = words.text(Claim(id_, values), form)
    if not marks:
        return text
    html = str(escape(typeset(text)))
    for name, mark in marks.items():
        html = html.replace(mark, str(parts[name]))
    return Markup(html)  # noqa: S704 - escaped above; the parts were markup already


def _value(part: str | int | None) -> Value:
    if isinstance(part, str):
        return Name(part)
    return part if part is None or isinstance(part, bool) else Count(part)
