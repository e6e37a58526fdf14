"""Where an inspection is printed: sentences in, lines of a terminal out."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from reporter.cli.screen_words import on_screen
from reporter.cli.terminal import printable
from reporter.wording import Words, chosen_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Finding, Inspection
    from reporter.model.claim import Claim

WIDEST = 140
NARROWEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Where an inspection is printed, and in which words."""

    found: Inspection
    console: Console
    report: Words
    """What is found in the data is said as the report says it."""
    own: Words
    """Of the command line itself."""

    @classmethod
    def of(cls, found: Inspection, console: Console | None = None) -> Screen:
        """Return the screen of an inspection; by default standard output."""
        report = chosen_words(found.numerals, found.own_words)
        return cls(
            found=found, console=console or _terminal(), report=report, own=on_screen(report)
        )

    def head(self, text: str, style: str = "bold") -> None:
        """Print a line on which others hang."""
        self.console.print(shown(text, style=style))

    def say(self, text: str, first: str = "") -> None:
        """Print a clause below its heading, wrapped so that further lines hang under the first."""
        lead = f"  {first}"
        for line in textwrap.wrap(
            text,
            self.console.width,
            initial_indent=lead,
            subsequent_indent=" " * len(lead),
            break_on_hyphens=False,
        ):
            self.console.print(shown(line))

    def claim(self, claim: Claim, first: str = "") -> None:
        """Print a sentence of the command line below its heading."""
        self.say(self.own.text(claim), first)

    def listed(self, id_: str, findings: Sequence[Finding], mark: str) -> None:
        """Print findings below the heading that has this id, each behind a mark."""
        if findings:
            self.head(self.own.term(id_))
        for one in findings:
            self.say(self.report.text(one), first=mark)


def shown(content: str, style: str = "") -> Text:
    """Write what may come from the data."""
    return Text(printable(content), style=style)


def _terminal() -> Console:
    out = Console(highlight=False, soft_wrap=False)
    out.width = max(NARROWEST, min(out.width, WIDEST)) if out.is_terminal else WIDEST
    return out
