"""How each kind of value is written: a claim's values in, texts and the numbers that they show out.

What is written by default is told here; the filters of a sentence write otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from reporter.model.claim import (
    Claim,
    Count,
    Country,
    Day,
    Figure,
    Month,
    Name,
    Product,
    Quantity,
    Range,
    SegmentName,
    Share,
)
from reporter.model.customers import Feature
from reporter.numerals import rounded
from reporter.wording.filters import FILTERS
from reporter.wording.sentence import sentence
from reporter.wording.values import Bound, number_of, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.model.claim import Value
    from reporter.wording.sentence import Scalar
    from reporter.wording.words import Words

Noted = float | int | str | None
"""What summary.json holds of a value."""
NEARLY_WHOLE = 0.995
"""From this share on it would be written as 100 %: what is not quite all never is."""


@dataclass(slots=True)
class Writer:
    """Write one claim, and note each number under its name.

    Parameters
    ----------
    words
        Language and numerals.
    values
        Of the claim.
    suffix
        Put after each name under which a number is noted: the rank of a claim in a list.
    """

    words: Words
    values: Mapping[str, Value]
    suffix: str = ""
    numbers: dict[str, Noted] = field(default_factory=dict)

    def fill(self, source: str) -> str:
        """Write a sentence."""
        for name, value in self.values.items():
            self._note_all(name, value)
        return sentence(source).write(self)

    def value(self, name: str) -> object:
        """Return what stands under a name; None where it is not known."""
        value = self.values.get(name)
        return value if value is None or isinstance(value, bool | str) else Bound(name, value)

    def write(self, value: object) -> str:
        """Write a value as what it is, a text as it stands.

        Raises
        ------
        TypeError
            It is missing, or nothing that can be written.
        """
        if isinstance(value, str):
            return value
        if not isinstance(value, Bound):
            raise TypeError(f"{value!r} cannot be written in a sentence")
        return written(self, value)

    def apply(self, name: str, value: object, arguments: Sequence[Scalar]) -> object:
        """Write a value by a filter."""
        return FILTERS[name](self, value, *arguments)

    def equal(self, value: object, other: object) -> bool:
        """Tell whether a value is the same as a choice or a number."""
        mine = value.value if isinstance(value, Bound) else value
        return (mine.number if isinstance(mine, Figure) else mine) == other

    def note(self, name: str, value: Noted) -> None:
        """Note a number that is shown."""
        self.numbers[f"{name}{self.suffix}"] = value

    def phrase(self, id_: str, form: str = "text", /, **values: Value) -> str:
        """Write a phrase of the catalogue, of which nothing is noted."""
        return self.words.text(Claim(id_, values), form)

    def number(self, bound: Bound) -> float:
        """Return a value's number."""
        return number_of(bound.value)

    def plural(self, value: Value, forms: Mapping[str, str]) -> str:
        """Choose a form by a number as it is written."""
        return forms[self.words.language.plural(self.as_written(value))]

    def counted(self, value: Value, noun: str, case: str = "") -> str:
        """Write a number with a noun of the lexicon: "12 rows"."""
        forms = self.words.catalogue.entries[f"noun.{noun}"].forms
        before = f"{case}_" if case else ""
        category = self.words.language.plural(self.as_written(value))
        return f"{written(self, Bound('', value))} {forms[before + category]}"

    def in_words(self, number: int) -> str:
        """Write a small whole number as a word, a larger one in figures."""
        return self.words.in_words(number)

    def between(self, bound: Bound) -> str:
        """Write a median that lies between two counts as people say it: "8 or 9"; empty
        elsewhere.
        """
        # Counts are whole: their median is, too, or lies in the middle between two.
        number = number_of(bound.value)
        if number % 1 != 0.5:
            return ""
        below, above = math.floor(number), math.ceil(number)
        self.note(f"{bound.name}_below", below)
        self.note(f"{bound.name}_above", above)
        return self.phrase("phrase.between", low=Count(below), high=Count(above))

    def percent(self, share: float) -> str:
        """Write a share; what is not quite all is never written as 100 %."""
        if NEARLY_WHOLE <= share < 1:
            return self.phrase("phrase.over", share=Share(0.99))
        return self.words.numerals.percent(share)

    def as_written(self, value: Value) -> Decimal:
        """Return a number as it is written, which its noun follows."""
        digits = 0 if isinstance(value, Count) else 1
        exact = rounded(number_of(value), digits)
        return Decimal(int(exact)) if exact == int(exact) else exact.normalize()

    def _note_all(self, name: str, value: Value) -> None:
        match value:
            case Figure() | Quantity():
                self.note(name, value.number)
            case Range():
                self.note(f"{name}_low", value.low.number)
                self.note(f"{name}_high", value.high.number)
            case Day() | Month():
                self.note(name, value.day.isoformat()[:10])
            case Name():
                self.note(name, value.text)
            case Feature():
                self.note(name, value.name)
            case Product() | Country() | SegmentName():
                self.note(name, written(self, Bound(name, value)))
            case Claim():
                self.numbers |= self.words.numbers(value, self.suffix)
            case tuple():
                for rank, each in enumerate(value, 1):
                    self.numbers |= self.words.numbers(each, f"{self.suffix}{each.ending(rank)}")

    def nested(self, claim: Claim, suffix: str = "") -> str:
        """Write a claim within this one; what it shows is noted here."""
        said = self.words.said(claim, suffix=f"{self.suffix}{suffix}")
        self.numbers |= said.numbers
        return said.text
