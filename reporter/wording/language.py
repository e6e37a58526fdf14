"""How a language counts and lists: numbers and texts in, plural forms and lists out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.lists import format_list

from reporter import resources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

PLURALS = ("zero", "one", "two", "few", "many", "other")
"""CLDR's categories, in its order."""
FILE = "language.toml"
"""In a language's folder: what no sentence says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language, as far as no sentence says it."""

    tag: str
    """BCP 47: "en-GB"."""
    lowers_names: bool = False
    """Whether a segment's name begins with a small letter within a sentence, and a column's."""
    magnitudes: tuple[str, str, str] = ("k", "m", "bn")
    """What follows thousands, millions and billions: £4.84m."""
    plural_ending: str = ""
    """What a client's own plural noun loses where there is one of it; empty where none is cut."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """Beginning of a country's name → the article that it takes within a sentence."""

    @property
    def locale(self) -> str:
        """Return its name for Babel: ``en_GB``."""
        return self.tag.replace("-", "_")

    def speaks(self, locale: str) -> bool:
        """Tell whether a locale is one of this language: English for en_GB and en_US."""
        return _locale(locale).language == _locale(self.locale).language

    @property
    def plurals(self) -> tuple[str, ...]:
        """Return the categories of its plural that whole numbers have, in CLDR's order."""
        return _plurals(self.locale)

    def plural(self, number: Decimal) -> str:
        """Return a number's category: "one", "other"; decimals count as they are written."""
        return str(_locale(self.locale).plural_form(number))

    def ordinal(self, number: int) -> str:
        """Return the category of an ordinal: "two" of the 22nd, "other" of the 24th."""
        return str(_locale(self.locale).ordinal_form(number))

    def listed(
        self, parts: Sequence[str], style: Literal["standard", "or", "unit"] = "standard"
    ) -> str:
        """List phrases: "a, b and c", "a, b or c", "a, b, c"."""
        return format_list(list(parts), style=style, locale=self.locale) if parts else ""

    def month(self, day: date, context: Literal["format", "stand-alone"]) -> str:
        """Name a month without its year."""
        return str(get_month_names("wide", context, self.locale)[day.month])

    def weekday(self, number: int) -> str:
        """Name a day of the week, from Monday as 0."""
        return str(get_day_names("wide", "format", self.locale)[number])

    def within(self, name: str) -> str:
        """Write a name as it stands within a sentence: acronyms keep their capitals."""
        if not self.lowers_names or name[1:2].isupper():
            return name
        return name[:1].lower() + name[1:]

    def singular(self, noun: str) -> str:
        """Cut a client's own plural noun to one of it: "visits" → "visit", not "class"."""
        end = self.plural_ending
        ends = bool(end) and noun.endswith(end) and not noun.endswith(2 * end)
        return noun.removesuffix(end) if ends else noun

    def country(self, name: str) -> str:
        """Write a country within a sentence: "the United Kingdom"."""
        article = next(
            (article for start, article in self.articles.items() if name.startswith(start)), ""
        )
        return f"{article} {name}" if article else name


def load_language(folder: Path) -> Language:
    """Read a language's file."""
    read = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    if "magnitudes" in read:
        read["magnitudes"] = tuple(read["magnitudes"])
    return Language(**read)


def folder_of(language: str) -> Path:
    """Return where the sentences of one of our languages stand."""
    return resources.templates() / "words" / language


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


@cache
def _plurals(name: str) -> tuple[str, ...]:
    rule = _locale(name).plural_form
    used = {rule(number) for number in range(201)} | {"other"}
    return tuple(category for category in PLURALS if category in used)
