"""What a sentence can ask for in place of how a value is written by default: ``{rows|words}``.

A filter is given the writer, the value that stands before it and its own arguments, and returns a
text. `FILTERS` lists them by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reporter.clients_names import plain_label
from reporter.model.claim import Count, Day, Month, Name, Quantity, SegmentName
from reporter.model.customers import Feature
from reporter.wording import labels, people, ratios, spans
from reporter.wording.catalogue import TEXT
from reporter.wording.forms import in_form, name_within
from reporter.wording.values import SPANS, Bound, listed, number_of, span_of, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from reporter.wording.writing import Writer

CONTEXTS: Mapping[str, Literal["format", "stand-alone"]] = {
    "format": "format",
    "stand-alone": "stand-alone",
}
"""Forms of months that CLDR has for every language."""


def _bound(value: object) -> Bound:
    if isinstance(value, Bound):
        return value
    raise TypeError(f"{value!r} is no value of a sentence")


def _number(value: object) -> float:
    return number_of(_bound(value).value)


def _text(writer: Writer, value: object) -> str:
    return value if isinstance(value, str) else written(writer, _bound(value))


def plural(writer: Writer, value: object, *forms: str) -> str:
    """Choose by the number: ``{rows|plural("row names", "rows name")}``, a form for each category
    of the language in CLDR's order.
    """
    return writer.plural(
        _bound(value).value, dict(zip(writer.words.language.plurals, forms, strict=True))
    )


def counted(writer: Writer, value: object, noun: str = "", case: str = "") -> str:
    """Write a number with a noun of the lexicon, in a case: "12 rows"; a span of time has its
    unit's.
    """
    bound = _bound(value)
    if not noun and isinstance(bound.value, Quantity):
        span = Count(bound.value.number)
        return writer.counted(span, bound.value.unit.removesuffix("s"), case, bound.name)
    return writer.counted(bound.value, noun, case, bound.name)


def things(writer: Writer, value: object, category: str = "other") -> str:
    """Write the things that a feature counts, "orders", in a form of the plural."""
    return labels.things(_feature(value), category, writer.words)


def capital(writer: Writer, value: object) -> str:
    """Begin with a capital letter and leave the rest."""
    text = _text(writer, value)
    return text[:1].upper() + text[1:]


def quantity(writer: Writer, value: object) -> str:
    """Write a value in its unit, a median between two counts as the number that it is: "8.5"."""
    if not isinstance(found := _bound(value).value, Quantity):
        raise TypeError(f"{found!r} has no unit")
    if found.unit in SPANS:
        return span_of(writer, found)
    if found.unit == "share":
        return writer.words.percent(found.number)
    return writer.words.numerals.quantity(found.number, found.unit)


def rounded(writer: Writer, value: object, digits: float = 0) -> str:
    """Write a share to so many decimals of a per cent, as it rounds: what is nearly all as 100 %,
    too.
    """
    return writer.words.percent(_number(value), int(digits))


def label(writer: Writer, value: object) -> str:
    """Write a column's own heading within a sentence, whatever its name means elsewhere."""
    return plain_label(writer.words.label(_feature(value)))


def heading(writer: Writer, value: object) -> str:
    """Write what a feature is called where it heads a column, and note it."""
    text = writer.words.label(_feature(value))
    writer.note(_bound(value).name, text)
    return text


def within(writer: Writer, value: object, form: str = "") -> str:
    """Write a segment's name as it stands within a sentence, in a form (a case) of its own."""
    bound = _bound(value)
    if form:
        return in_form(writer, bound, form)
    if isinstance(bound.value, SegmentName):
        return name_within(writer, bound.value)
    return writer.words.language.within(written(writer, bound))


def month_name(writer: Writer, value: object, context: str = "format") -> str:
    """Write a month without its year: as in a date, by itself ("stand-alone"), or in a form of
    the lexicon.
    """
    day = _month(value)
    if context in CONTEXTS:
        return writer.words.language.month(day, CONTEXTS[context])
    return writer.words.catalogue.source(f"month.m{day.month}", context)


def _month(value: object) -> date:
    if not isinstance(found := _bound(value).value, Day | Month):
        raise TypeError(f"{found!r} is no month")
    return found.day


def named(writer: Writer, value: object, form: str = "") -> str:
    """Write a value, in a form of its own, and note the words in place of what it is called in the
    data.
    """
    text = in_form(writer, _bound(value), form) if form else _text(writer, value)
    writer.note(_bound(value).name, text)
    return text


def clause(writer: Writer, value: object) -> str:
    """Write a sentence within another one, which ends them both, and note its words."""
    text = _text(writer, value).rstrip(".")
    writer.note(_bound(value).name, text)
    return text


def beside(writer: Writer, value: object, figure: str = "") -> str:
    """Write a label below a figure, from which it goes on where one is named, and note it."""
    written = quantity(writer, writer.value(figure)) if figure else ""
    text = labels.beside(written, writer.words.label(_feature(value)))
    writer.note(_bound(value).name, text)
    return text


def room_for(writer: Writer, value: object, words: str, letters: int) -> str:
    """Add words to a text of so many letters at most, where the line has room for them."""
    text = _text(writer, value)
    return f"{text}{words}" if len(text) <= letters else text


def _feature(value: object) -> Feature:
    if isinstance(found := _bound(value).value, Feature):
        return found
    raise TypeError(f"{found!r} is no feature")


def typed(writer: Writer, value: object) -> str:
    """Write a setting as a shell takes it: in quotes where it holds a blank."""
    text = _text(writer, value)
    return f"'{text}'" if " " in text else text


def weekday(writer: Writer, value: object, form: str = "") -> str:
    """Name a day of the week, Monday is 0, in a form of the lexicon."""
    number = int(_number(value))
    if form:
        return writer.words.catalogue.source(f"weekday.d{number}", form)
    return writer.words.language.weekday(number)


def part(writer: Writer, value: object, form: str = "") -> str:
    """Write a share as a part of a whole, "a third", in per cent where no plain word is close."""
    share = _number(value)
    return ratios.part(share, writer.words, form) or writer.percent(share)


def _list(writer: Writer, value: object, form: str = TEXT) -> list[str]:
    claims = _bound(value).value
    if not isinstance(claims, tuple):
        raise TypeError(f"{claims!r} is no list")
    return listed(writer, claims, form)


def either(writer: Writer, value: object, form: str = TEXT) -> str:
    """List claims of which one holds: "a, b or c"."""
    return writer.words.language.listed(_list(writer, value, form), "or")


def neither(writer: Writer, value: object, form: str = TEXT) -> str:
    """List claims of which none holds: "neither a nor b"."""
    first, *others = _list(writer, value, form)
    text = writer.phrase("phrase.neither", first=Name(first))
    for each in others:
        text = writer.phrase("phrase.neither.nor", before=Name(text), next=Name(each))
    return text


def commas(writer: Writer, value: object, form: str = TEXT) -> str:
    """List claims as headings stand side by side: "a, b, c"."""
    return writer.words.language.listed(_list(writer, value, form), "unit")


def clauses(writer: Writer, value: object) -> str:
    """Write claims that are clauses one after another, within a sentence: "a; b; c"."""
    return "; ".join(_list(writer, value))


def sentences(writer: Writer, value: object) -> str:
    """Write claims that are whole sentences one after another, as a paragraph."""
    return " ".join(_list(writer, value))


FILTERS: Mapping[str, Callable[..., str]] = {
    "count": lambda writer, value: writer.words.numerals.count(_number(value)),
    "decimal": lambda writer, value: writer.words.numerals.decimal(_number(value)),
    "fixed": lambda writer, value: writer.words.numerals.fixed(_number(value), 2),
    "money": lambda writer, value: writer.words.numerals.money(_number(value)),
    "short": lambda writer, value: writer.words.numerals.money_short(_number(value)),
    "percent": lambda writer, value: writer.percent(_number(value)),
    "times": lambda writer, value: writer.words.numerals.times(_number(value)),
    "words": lambda writer, value, form="": writer.in_words(int(_number(value)), form),
    "ordinal": lambda writer, value, form="": writer.words.ordinal(int(_number(value)), form),
    "plural": plural,
    "counted": counted,
    "occasions": lambda writer, value: spans.occasions(writer, _bound(value)),
    "elapsed": lambda writer, value, case="": spans.elapsed(writer, _bound(value), case),
    "silence": lambda writer, value, case="": spans.silence(writer, _bound(value), case),
    "multiple": lambda writer, value, form="": ratios.multiple(_number(value), writer.words, form),
    "multiple_of": lambda writer, value: ratios.multiple_of(_number(value), writer.words),
    "people": lambda writer, value, noun: people.people(writer, _number(value), noun),
    "of_people": lambda writer, value, *forms: people.of_people(writer, _number(value), *forms),
    "quantity": quantity,
    "rounded": rounded,
    "named": named,
    "clause": clause,
    "label": label,
    "heading": heading,
    "beside": beside,
    "room_for": room_for,
    "typed": typed,
    "part": part,
    "month_name": month_name,
    "weekday": weekday,
    "year": lambda _, value: str(_month(value).year),
    "capital": capital,
    "within": within,
    "form": lambda writer, value, form: in_form(writer, _bound(value), form),
    "either": either,
    "neither": neither,
    "commas": commas,
    "clauses": clauses,
    "sentences": sentences,
    "lower": lambda writer, value: _text(writer, value).lower(),
    "things": things,
}
