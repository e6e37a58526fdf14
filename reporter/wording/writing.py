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
    PlayTitle,
    Product,
    Quantity,
    Range,
    SegmentName,
    Share,
    Thousands,
)
from reporter.model.customers import Feature
from reporter.numerals import rounded
from reporter.wording.catalogue import TEXT, form_of
from reporter.wording.filters import FILTERS
from reporter.wording.sentence import sentence
from reporter.wording.values import (
    LARGE_COUNT,
    Bound,
    number_of,
    whole_where_it_is,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.model.claim import Value
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

    def apply(self, name: str, value: object, arguments: Sequence[object]) -> object:
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

    def counted(self, value: Value, noun: str, case: str = "", name: str = "") -> str:
        """Write a number with a noun of the lexicon: "12 rows"; the noun follows the greater
        number of "8 or 9 orders".

        Parameters
        ----------
        case
            Of the noun; as the subject of a sentence, where it is empty.
        name
            Of the value.
        """
        number = written(self, Bound(name, value))
        return f"{number} {self.noun(noun, self.as_written(value), case)}"

    def noun(self, noun: str, number: Decimal, case: str = "") -> str:
        """Write a noun of the lexicon as it follows a number, in a case."""
        forms = self.words.catalogue.entries[f"noun.{noun}"].forms
        return forms[form_of(case, self.words.language.plural(number))]

    def in_words(self, number: int, form: str = "") -> str:
        """Write a small whole number as a word, in a form, a larger one in figures."""
        return self.words.in_words(number, form)

    def ends(self, bound: Bound) -> tuple[int, int] | None:
        """Return the two counts between which a median lies, and note them; None elsewhere."""
        # Counts are whole: their median is, too, or lies in the middle between two.
        number = number_of(bound.value)
        if number % 1 != 0.5:
            return None
        below, above = math.floor(number), math.ceil(number)
        self.note(f"{bound.name}_below", below)
        self.note(f"{bound.name}_above", above)
        return below, above

    def between(self, bound: Bound) -> str:
        """Write a median that lies between two counts as people say it: "8 or 9"; empty
        elsewhere.
        """
        if (ends := self.ends(bound)) is None:
            return ""
        return self.phrase("phrase.between", low=Count(ends[0]), high=Count(ends[1]))

    def percent(self, share: float) -> str:
        """Write a share; what is not quite all is never written as 100 %."""
        if NEARLY_WHOLE <= share < 1:
            return self.phrase("phrase.over", share=Share(0.99))
        return self.words.percent(share)

    def as_written(self, value: Value) -> Decimal:
        """Return a number as it is written, which its noun follows: of a median between two
        counts the greater one, of a share its hundredths.
        """
        number = number_of(value)
        if isinstance(value, Share):
            return rounded(Decimal(repr(float(number))) * 100)
        if isinstance(value, Quantity) and value.unit == "count" and number < LARGE_COUNT:
            number = math.ceil(number) if number % 1 == 0.5 else number
        digits = 0 if isinstance(value, Count) else 1
        return whole_where_it_is(rounded(number, digits))

    def _note_all(self, name: str, value: Value) -> None:
        match value:
            case Figure() | Quantity():
                self.note(name, value.number)
            case Thousands():
                self.note(name, value.quantity.number)
            case Range():
                self.note(f"{name}_low", value.low.number)
                self.note(f"{name}_high", value.high.number)
            case Day() | Month():
                self.note(name, value.day.isoformat()[:10])
            case Name():
                self.note(name, value.text)
            case Feature():
                self.note(name, value.name)
            case Product() | Country() | SegmentName() | PlayTitle():
                self.note(name, written(self, Bound(name, value)))
            case Claim():
                self.numbers |= self.words.numbers(value, self.suffix)
            case tuple():
                for rank, each in enumerate(value, 1):
                    self.numbers |= self.words.numbers(each, f"{self.suffix}{each.ending(rank)}")

    def nested(self, claim: Claim, suffix: str = "", form: str = TEXT) -> str:
        """Write a claim within this one, in a form; what it shows is noted here."""
        said = self.words.said(claim, form, suffix=f"{self.suffix}{suffix}")
        self.numbers |= said.numbers
        return said.text
