"""What `inspect` says of data, sentence by sentence, for tests that look for what must be said and
for what must not.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console

from reporter.cli import inspection_text
from reporter.cli.screen import Screen
from reporter.wording import Words

if TYPE_CHECKING:
    from reporter.model import Inspection

_UNWRAPPED = 100_000
"""Characters of a line that keeps every sentence whole."""


def everything_said(found: Inspection) -> list[str]:
    """Return everything, but for values that are shown as examples; blanks and line ends within a
    text are single blanks.
    """
    words = Words.of(found.numerals)
    findings = [
        *found.readings,
        *found.cautions,
        *(one for one in (found.amounts, found.remainder) if one),
    ]
    columns = [f"{column.name}: {column.evidence}" for column in found.dataset.columns]
    steps = (
        [f"{words.text(step.told)} {step.rows}" for step in found.clean.steps if step.rows]
        if found.clean
        else []
    )
    source = found.dataset.source
    reading = [*source.reading, *(clause for file in source.files for clause in file.reading)]
    texts = [
        *(words.text(one) for one in findings),
        *columns,
        *steps,
        *_joins(found),
        *reading,
        found.refusal,
    ]
    return [" ".join(text.split()) for text in dict.fromkeys(texts) if text]


def _joins(found: Inspection) -> list[str]:
    """Return how tables were joined in the words of the screen: by which keys, and how many rows
    found a partner.
    """
    screen = StringIO()
    console = Console(file=screen, width=_UNWRAPPED)
    inspection_text.show_joins(Screen.of(found, console))
    return screen.getvalue().splitlines()
