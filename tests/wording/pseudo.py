"""A language that nobody speaks: every sentence in brackets and about two fifths longer.

What shows no bracket is not from the catalogue; a bracket without its other one was cut off.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.settings.toml_text import literal

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.wording.catalogue import Catalogue

_MARKED = re.compile(r"(\{%.*?%\}|\{[^{}]*\})", re.DOTALL)
"""What a sentence does not write as it stands: values and conditions."""
_VOWELS = re.compile(r"[aeiouAEIOU]")
_INNERMOST = re.compile(r"\[[^\[\]]*\]")


def pseudo(source: str) -> str:
    """Lengthen a sentence by doubling its vowels, and set it in brackets."""
    parts = _MARKED.split(" ".join(source.split()))
    longer = (
        part if _MARKED.fullmatch(part) else _VOWELS.sub(lambda vowel: 2 * vowel[0], part)
        for part in parts
    )
    return f"[{''.join(longer)}]"


def write_pseudo(catalogue: Catalogue, path: Path) -> Path:
    """Write a catalogue in this language as a consultant's own words."""
    lines = []
    for entry in catalogue.entries.values():
        lines.append(f"[{entry.id}]")
        lines += [f"{form} = {literal(pseudo(source))}" for form, source in entry.forms.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def outside(text: str) -> str:
    """Return what of a text stands in no brackets."""
    while (shorter := _INNERMOST.sub("", text)) != text:
        text = shorter
    return text
