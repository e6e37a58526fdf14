"""Columns and some of their values in, what they would give away about a person out: e-mails,
phones, names, addresses, numbers.

A name alone is not enough: what the column holds must look like it, so that "email_opt_in" stays a
yes or no, and order numbers, product codes and EANs are no phone and no card. Content alone is
enough where its pattern can hardly be anything else.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.columns import vocabulary
from reporter.model import Personal, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.ingest.columns.sampling import Sample
    from reporter.ingest.columns.statistics import ColumnStatistics
    from reporter.ingest.columns.vocabulary import Vocabulary
    from reporter.settings import PrivacySettings

_MOST, _MANY, _SOME = 0.9, 0.6, 0.2
_ENOUGH_VALUES = 20
"""Different values from which a pattern alone, whatever the name, settles it."""
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]{2,}")
_PHONE = re.compile(r"\+?[\d(][\d ()/.\-]{5,22}(\s*(x|ext\.?)\s*\d+)?", re.IGNORECASE)
_PHONE_ALONE = re.compile(
    r"\+\d[\d ()/.\-]{7,18}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\(0\d{1,4}\) ?\d[\d -]{4,9}|0\d{2,4}["
    r" /]\d[\d ]{4,9}|\(\d{2}\) ?9?\d{4}-\d{4}"
)
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")
_MASKED_CARD = re.compile(r"([*xX•#]{4}[ -]?){2,3}[*xX•#]*\d{4}")
_TAX_ALONE = re.compile(
    r"\d{3}-\d{2}-\d{4}|\d{3}\.\d{3}\.\d{3}-\d{2}|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]"
)
_STREET = re.compile(
    r"\d+[a-z]?,?"
    r" .*\b(street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|square"
    r"|close|crescent)\b.*"
    r"|.*(strasse|straße|str\.|gasse|allee|\bweg|platz|straat|laan|gracht)\s+\d+.*"
    r"|.*\b(rue|avenue|boulevard|calle|avenida|via|viale|piazza|corso|rua|travessa)\b .*\d+.*",
    re.IGNORECASE,
)
_SHORTEST_CARD, _LONGEST_CARD = 13, 19
_COMPANIES = 0.3
"""Share of names with a legal form or the like, from which they are companies': many firms are
called by a name alone.
"""
_LONGEST_NAME = 80
_LONG_ENOUGH = 7
"""Letters of a word that is told within a longer one."""
_PART_NAMES = frozenset(
    {
        "company",
        "product",
        "item",
        "store",
        "shop",
        "file",
        "campaign",
        "brand",
        "category",
        "country",
        "channel",
        "region",
        "city",
    }
)
_OTHER_PARTS = (Role.ORDER, Role.PRODUCT, Role.DESCRIPTION, Role.CATEGORY, Role.COUNTRY, Role.DATE)


def find(
    columns: Sequence[ColumnStatistics],
    sample: Sample,
    settings: PrivacySettings,
    known: Vocabulary,
    alike: Mapping[str, Personal],
) -> dict[str, Personal]:
    """Return the columns that identify people, and by what.

    Parameters
    ----------
    columns, sample
        What the columns hold, and some rows.
    settings, known
        The user's last word, and the words that columns are named with.
    alike
        Where no rows were drawn: the columns whose values look like something personal; their names
        alone settle the others.

    Raises
    ------
    IngestError
        The settings name a column that does not exist.
    """
    names = [column.name for column in columns]
    for key, listed in (("personal", settings.personal), ("harmless", settings.harmless)):
        for name in listed:
            if name not in names:
                what = f"The data have no column {name!r} (privacy.{key})."
                raise IngestError(what, f"Their columns: {', '.join(names)}.")
    found: dict[str, Personal] = {}
    for column in columns:
        if column.name in settings.harmless:
            continue
        seen = (
            _recognise(column, sample.texts(column.name), known)
            if sample.size
            else _unseen(column, alike)
        )
        if seen is None and column.name in settings.personal:
            seen = _named(column.name) or Personal.NAME
        if seen:
            found[column.name] = seen
    return found


def _recognise(
    column: ColumnStatistics, texts: Sequence[str], known: Vocabulary
) -> Personal | None:
    if column.dtype not in {"text", "integer"} or not texts:
        return None
    name = column.name
    named = _named(name)
    if named is Personal.NAME and are_companies(texts):
        return None
    if named and (
        _HELD[named](texts) or (named is Personal.NAME and _is_part_of_a_name(name, texts))
    ):
        return named
    if column.dtype == "text" and share(texts, _EMAIL.fullmatch) >= _MANY and len(texts) > 1:
        return Personal.EMAIL
    return _by_content(column, texts, known) if len(texts) >= _ENOUGH_VALUES else None


def _by_content(
    column: ColumnStatistics, texts: Sequence[str], known: Vocabulary
) -> Personal | None:
    """Recognise what nothing in a name announces."""
    name = column.name
    if is_card(texts):
        return Personal.CARD
    if column.dtype != "text":
        return None
    if share(texts, is_iban) >= _MOST:
        return Personal.ACCOUNT
    if any(known.fit(name, role) >= vocabulary.CONTAINED for role in _OTHER_PARTS) or are_companies(
        texts
    ):
        return None
    if known.fit(name, Role.CUSTOMER) >= vocabulary.CONTAINED and share(texts, _is_person) >= _MOST:
        return Personal.NAME  # an id that is made of names
    return next((kind for kind, test in _ALONE if test(texts)), None)


def _unseen(column: ColumnStatistics, alike: Mapping[str, Personal]) -> Personal | None:
    """Judge a column of which no value was fetched: rather once too often than once too seldom."""
    if column.dtype not in {"text", "integer"}:
        return None
    named = (
        _named(column.name)
        if column.distinct >= _ENOUGH_VALUES or column.distinct == column.values
        else None
    )
    return alike.get(column.name) or named


def _named(name: str) -> Personal | None:
    """Return what a name alone announces."""
    own = set(vocabulary.words(name))
    joined = "".join(vocabulary.words(name))
    for kind, key in _KEYS:
        listed = vocabulary.personal(key)
        if own & listed["not"]:
            continue
        if (
            own & listed["words"]
            or joined in listed["words"]
            or vocabulary.has_phrase(name, listed["phrases"])
        ):
            if kind is Personal.NAME and own & _PART_NAMES:
                continue
            return kind
        if len(own) == 1 and own & listed["alone"]:
            return kind
        if kind is Personal.NAME and joined.endswith(_run_together()):
            return kind
    return None


@cache
def _run_together() -> tuple[str, ...]:
    """Return how first and last names are called in a word, such as the end of CONTACTLASTNAME."""
    return tuple(
        name
        for phrase in vocabulary.personal("part_of_a_name")["phrases"]
        if len(name := "".join(phrase)) >= _LONG_ENOUGH
    )


def share(texts: Sequence[str], test: Callable[[str], object]) -> float:
    """Return the share of texts that pass."""
    return sum(bool(test(text)) for text in texts) / len(texts) if texts else 0.0


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_phone(text: str) -> bool:
    return (
        bool(_PHONE.fullmatch(text)) and 7 <= len(_digits(text)) <= 15 and not _DATE.fullmatch(text)
    )


def _is_person(text: str) -> bool:
    """Two to four capitalised words without digits."""
    parts = text.replace(",", " ").split()
    return 2 <= len(parts) <= 4 and all(
        part[0].isupper() and not any(letter.isdigit() for letter in part) for part in parts
    )


def _has_given_name(text: str) -> bool:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z]+", plain)
    return bool(parts) and (
        parts[0] in vocabulary.given_names() or parts[-1] in vocabulary.given_names()
    )


def passes_luhn(digits: str) -> bool:
    """Say whether the last digit is the check digit of the others, as on cards (ISO/IEC 7812)."""
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def is_card(texts: Sequence[str]) -> bool:
    """Say whether nearly all are numbers of cards, in full or masked."""
    if share(texts, _MASKED_CARD.fullmatch) >= _MOST:
        return True
    bare = [re.sub(r"[ -]", "", text) for text in texts]
    return share(bare, _is_card_number) >= 0.95 and len({text[:13] for text in bare}) > 1


def _is_card_number(text: str) -> bool:
    fits = text.isdecimal() and _SHORTEST_CARD <= len(text) <= _LONGEST_CARD and text[0] in "23456"
    return fits and passes_luhn(text)


def is_iban(text: str) -> bool:
    """Say whether a text is an international bank account number (ISO 13616: modulo 97
    leaves 1).
    """
    plain = text.replace(" ", "").upper()
    if not plain.isascii() or not _IBAN.fullmatch(plain):
        return False
    return int("".join(str(int(character, 36)) for character in plain[4:] + plain[:4])) % 97 == 1


def _is_named_person(texts: Sequence[str]) -> bool:
    """Letters and few of them alike; a category of customers has a handful of values."""
    lettered = share(
        texts,
        lambda text: (
            any(letter.isalpha() for letter in text)
            and not any(letter.isdigit() for letter in text)
        ),
    )
    return lettered >= _MANY and share(texts, lambda text: len(text.split()) <= 5) >= _MANY


def are_companies(texts: Sequence[str]) -> bool:
    """Say whether texts are names of companies: enough of them have a legal form, or a word that
    firms are called by.
    """
    if share(texts, lambda text: len(text) <= _LONGEST_NAME and _has_letter(text)) < _MOST or share(
        texts, _EMAIL.fullmatch
    ):
        return False
    return share(texts, _is_company) >= _COMPANIES


def _is_company(text: str) -> bool:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])\.(?=[a-z]\b)", "", plain))
    return "&" in text[1:-1] or bool(set(parts) & vocabulary.companies())


def _is_part_of_a_name(name: str, texts: Sequence[str]) -> bool:
    """Say whether a column is called a first or last name, and holds words: digits among them do
    not make it anything else.
    """
    called = vocabulary.has_phrase(name, vocabulary.personal("part_of_a_name")["phrases"])
    return (called or "".join(vocabulary.words(name)).endswith(_run_together())) and share(
        texts, _has_letter
    ) >= _MANY


def _has_letter(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _is_address(texts: Sequence[str]) -> bool:
    return share(
        texts, lambda text: len(text) > 4 and any(letter.isalpha() for letter in text)
    ) >= _MANY and not share(texts, _EMAIL.fullmatch)


_KEYS = (
    (Personal.EMAIL, "email"), (Personal.PHONE, "phone"), (Personal.CARD, "card"),
    (Personal.ACCOUNT, "account"),
    (Personal.TAX, "tax"), (Personal.ADDRESS, "address"), (Personal.NAME, "name"),
)  # fmt: skip
_HELD: Mapping[Personal, Callable[[Sequence[str]], bool]] = {
    Personal.EMAIL: lambda texts: share(texts, _EMAIL.fullmatch) >= _SOME,
    Personal.PHONE: lambda texts: share(texts, _is_phone) >= _MANY,
    Personal.NAME: _is_named_person,
    Personal.ADDRESS: _is_address,
    Personal.CARD: lambda texts: (
        is_card(texts)
        or share(texts, lambda text: _SHORTEST_CARD <= len(_digits(text)) <= _LONGEST_CARD) >= _MOST
    ),
    Personal.ACCOUNT: lambda texts: (
        share(texts, is_iban) >= _SOME
        or share(texts, lambda text: len(_digits(text)) >= 8) >= _MOST
    ),
    Personal.TAX: lambda texts: share(texts, lambda text: len(_digits(text)) >= 6) >= _MANY,
}
"""What a column must hold, that its name announces."""
_ALONE: tuple[tuple[Personal, Callable[[Sequence[str]], bool]], ...] = (
    (Personal.TAX, lambda texts: share(texts, _TAX_ALONE.fullmatch) >= _MOST),
    (
        Personal.PHONE,
        lambda texts: (
            share(texts, lambda text: _PHONE_ALONE.fullmatch(text) and _is_phone(text)) >= _MOST
        ),
    ),
    (Personal.ADDRESS, lambda texts: share(texts, _STREET.fullmatch) >= _MANY),
    (
        Personal.NAME,
        lambda texts: share(texts, _is_person) >= 0.8 and share(texts, _has_given_name) >= 0.3,
    ),
)
"""What a column holds that nothing in its name announces; order numbers and codes have gone before.
"""


def called(kind: Personal) -> str:
    """Name a sort of personal data within a sentence."""
    return kind.value


def reason(kind: Personal) -> str:
    """Say why such a column plays no part."""
    article = "an" if kind.value[0] in "aeiou" else "a"
    return (
        f"looks like {article} {kind.value}: it identifies people, so it makes no feature and its"
        " values are shown nowhere"
    )
