"""How a column's name is matched with the words of seven languages that `synonyms.toml` lists, and
a client's own.

Names are compared without case, accents and punctuation: CustomerID, customer_id and "Customer ID"
are the same.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from reporter.errors import IngestError
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_IDENTIFIERS = (Role.CUSTOMER, Role.ORDER, Role.PRODUCT)
_COMPOUNDING = frozenset({"german", "dutch"})
_SHORTEST_TAIL = 5
"""Letters that the end of a compound has at least: the "preis" of "Artikelpreis"."""
_GENERIC = re.compile(
    r"(unnamed|column|col|field|feld|spalte|colonne|columna|coluna|colonna|kolom|var|attribute|[vxc_])?\d*"
)

EXACT, IDENTIFIED, THING, CONTAINED, BARE = 100, 95, 90, 60, 30
"""How well a name fits: the phrase itself · a thing with an identifying word · a thing alone · the
phrase among other words · "id" alone. Small steps between these let the name that says more come
first.
"""

OWN = "your synonyms"
"""Where a client's words stand among the languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How well a name fits a role, and in which language."""

    score: int
    """From 0 to a little over 100."""
    language: str = "english"

    @property
    def clause(self) -> str:
        """The language as the end of a clause, where it is not English: " in German"."""
        if self.language == OWN:
            return f" ({OWN})"
        return "" if self.language == "english" else f" in {self.language.title()}"


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of a role in one language, cut into words."""

    cut: tuple[tuple[str, ...], ...]
    joined: frozenset[str]


@cache
def words(name: str) -> tuple[str, ...]:
    """Cut a name into plain words: "InvoiceNo" → invoice, no."""
    spaced = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3 \2\4", name)
    plain = (
        unicodedata.normalize("NFKD", spaced.replace("ß", "ss"))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    return tuple(re.findall(r"[a-z]+|\d+", plain))


def is_generic(name: str) -> bool:
    """Say whether a name tells nothing: "column 3", "Unnamed: 0", "V1", "", "4"."""
    return not words(name) or bool(_GENERIC.fullmatch("".join(words(name))))


class Vocabulary:
    """The listed words, and a client's own by role."""

    def __init__(self, own: Mapping[str, Sequence[str]] | None = None) -> None:
        """Add a client's own names of columns: {"customer": ("Mitgliedsnr",)}.

        Raises
        ------
        IngestError
            They are given for a role that there is not.
        """
        self._own = {_role(key): _phrases(phrases) for key, phrases in (own or {}).items()}
        self._known: dict[tuple[str, Role], Match] = {}

    def match(self, name: str, role: Role) -> Match:
        """Return how well a name fits a role in the language that fits best."""
        if (name, role) not in self._known:
            forms = (words(name), *_of_a_line(name))
            found = [self._match(_without_taxes(own), role) for own in forms]
            self._known[name, role] = max(found, key=lambda match: match.score)
        return self._known[name, role]

    def fit(self, name: str, role: Role) -> int:
        """Return how well a name fits a role, from 0 to a little over 100."""
        return self.match(name, role).score

    def likely(self, names: Iterable[str], *roles: Role) -> set[str]:
        """Return the names that fit one of these roles."""
        return {name for name in names for role in roles if self.fit(name, role) >= CONTAINED}

    def _match(self, own: tuple[str, ...], role: Role) -> Match:
        if role in self._own and (score := _fit_own(own, self._own[role])):
            return Match(score=score, language=OWN)
        languages = _listed().get(role, {})
        found = [
            Match(score=_fit(own, role, language, phrases), language=language)
            for language, phrases in languages.items()
        ]
        return max(
            found, key=lambda match: match.score, default=Match(score=0)
        )  # the first of equals: English stands first


_OURS = Vocabulary()


def fit(name: str, role: Role) -> int:
    """Return how well a name fits a role by the listed words alone."""
    return _OURS.fit(name, role)


def likely(names: Iterable[str], *roles: Role) -> set[str]:
    """Return the names that fit one of these roles by the listed words alone."""
    return _OURS.likely(names, *roles)


def _of_a_line(name: str) -> Iterator[tuple[str, ...]]:
    """Give the last part of a nested column that belongs to an order's lines, such as
    line_items.sku; a bare id numbers the lines.
    """
    before, dot, last = name.rpartition(".")
    if (
        dot
        and words(before)
        and words(last)
        and set(words(before)) <= _set(_content()["lines"])
        and not set(words(last)) <= IDENTIFYING
    ):
        yield words(last)


def _without_taxes(own: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out that a sum is with or without taxes."""
    around, taxes = _set(_content()["around_taxes"]), _set(_content()["taxes"])
    return (
        tuple(word for word in own if word not in around | taxes)
        if around & set(own) and taxes & set(own)
        else own
    )


def _role(key: str) -> Role:
    known = {role.value: role for role in _listed()}
    if key not in known:
        close = difflib.get_close_matches(key.lower(), list(known), n=1)
        near = f"Did you mean {close[0]!r}? " if close else ""
        raise IngestError(
            f"roles.synonyms has names for {key!r}, which is no role.",
            f"{near}The roles: {', '.join(known)}.",
        )
    return known[key]


def _fit(own: tuple[str, ...], role: Role, language: str, phrases: _Phrases) -> int:
    if role in _IDENTIFIERS:
        return _fit_identifier(own, role, phrases.joined)
    full = tuple(word for word in own if word not in FILLERS) or own
    if "".join(own) in phrases.joined or "".join(full) in phrases.joined:
        return EXACT + len(own) + bool({"net", "netto"} & set(own)) - ("sub" in own)
    if foreign(role) & set(own):
        return 0
    lengths = [len(phrase) for phrase in phrases.cut if _contains(full, phrase)]
    if lengths:
        return CONTAINED + 5 * max(lengths) - min(len(own), 5)
    return CONTAINED if language in _COMPOUNDING and _is_compound(full, role, phrases.joined) else 0


def _is_compound(own: tuple[str, ...], role: Role, joined: frozenset[str]) -> bool:
    if not own or any(
        own[-1].startswith(word) for word in foreign(role) if len(word) >= _SHORTEST_TAIL
    ):
        return False
    last = own[-1]
    return any(
        len(last) > len(tail) + 2 and last.endswith(tail)
        for tail in joined
        if len(tail) >= _SHORTEST_TAIL
    )


def _fit_identifier(own: tuple[str, ...], role: Role, joined: frozenset[str]) -> int:
    if "".join(own) in joined:
        return THING
    if "of" in own:
        return 0  # "number of orders" counts them
    kept = [word for word in own if word not in IDENTIFYING and word not in FILLERS]
    core = "".join(kept)
    if core in joined or (len(kept) == 1 and _stem(core) in joined):
        return IDENTIFIED + ("unique" in own)
    if role is Role.CUSTOMER and own and not kept:
        return BARE
    return CONTAINED if len(kept) < len(own) and joined & set(kept) else 0


def _fit_own(own: tuple[str, ...], phrases: _Phrases) -> int:
    """A client's own names are meant as they stand."""
    return EXACT + 10 if "".join(own) in phrases.joined else 0


@cache
def _stem(word: str) -> str:
    """Take an identifying ending or beginning off a compound: kundennummer, invoiceno, idclient."""
    for part in sorted(IDENTIFYING, key=lambda part: (-len(part), part)):
        if len(word) > len(part) + 2 and len(part) > 1:
            if word.endswith(part):
                return word.removesuffix(part)
            if word.startswith(part):
                return word.removeprefix(part)
    return word


def _contains(own: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(
        own[start : start + len(phrase)] == phrase for start in range(len(own) - len(phrase) + 1)
    )


# ── the listed words ──────────────────────────────────────────────────────────────────────────────


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(
        files("reporter.ingest.columns").joinpath("synonyms.toml").read_text(encoding="utf-8")
    )


@cache
def _listed() -> dict[Role, dict[str, _Phrases]]:
    return {
        Role(role): {language: _phrases(one) for language, one in by.items()}
        for role, by in _content()["roles"].items()
    }


def _phrases(listed: Sequence[str]) -> _Phrases:
    cut = tuple(words(phrase) for phrase in listed)
    bare = tuple(tuple(word for word in phrase if word not in FILLERS) or phrase for phrase in cut)
    return _Phrases(bare, frozenset("".join(phrase) for phrase in (*cut, *bare)))


@cache
def phrases(role: Role) -> frozenset[str]:
    """Return the phrases that name a role in any language, each as one plain word."""
    return frozenset().union(*(one.joined for one in _listed().get(role, {}).values()))


@cache
def foreign(role: Role) -> frozenset[str]:
    """Return the words beside which a name that contains a role's phrase means something else."""
    return _set(_content()["foreign"].get(role.value, ""))


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def kind(name: str) -> frozenset[str]:
    """Return the words of a kind that say what a column of a customer table is, such as spend or
    measure.
    """
    return _set(_content()["words"][name])


@cache
def rates(unit: str) -> frozenset[str]:
    """Return the words of what is paid or done in each of a unit of time: months has "monthly"."""
    return _set(_content()["words"]["rates"][unit])


@cache
def table_words(name: str) -> frozenset[str]:
    """Return the words that tell what a table is of, such as returns, or what is no key between
    tables, such as measures.
    """
    return _set(_content()["tables"][name])


@cache
def parts(name: str) -> frozenset[str]:
    """Return the words of a name, and those that a German or Dutch compound is made of:
    "Jahresumsatz" holds "umsatz".
    """
    found = set(words(name))
    for word in words(name):
        found |= {
            tail for tail in kind("tails") if len(word) > len(tail) + 2 and word.endswith(tail)
        }
        found |= {
            meaning
            for head, meaning in _content()["words"]["heads"].items()
            if len(word) > len(head) + 2 and word.startswith(head)
        }
    return frozenset(found)


@cache
def goods(name: str) -> frozenset[str]:
    """Return the words that tell codes of goods from names of them."""
    return _set(_content()["goods"][name])


@cache
def personal(name: str) -> Mapping[str, Any]:
    """Return the words, phrases and exceptions that name a sort of personal data, such as email."""
    table = _content()["personal"][name]
    return {
        "words": _set(table["words"]),
        "phrases": tuple(words(phrase) for phrase in table.get("phrases", ())),
        "alone": _set(table.get("alone", "")),
        "not": _set(table.get("not", "")),
    }


def has_phrase(name: str, phrases: Iterable[tuple[str, ...]]) -> bool:
    """Say whether one of these phrases stands in a name."""
    own = tuple(word for word in words(name) if word not in FILLERS)
    return any(_contains(own, phrase) for phrase in phrases)


@cache
def given_names() -> frozenset[str]:
    """Return common given names, plain and in lower case."""
    return _set(_content()["content"]["given_names"])


@cache
def companies() -> frozenset[str]:
    """Return legal forms of companies and words that firms are called by, plain and in
    lower case.
    """
    return _set(_content()["content"]["companies"])


@cache
def countries() -> frozenset[str]:
    """Return names and codes of countries, plain and in lower case."""
    return frozenset(
        " ".join(name.split()) for name in _content()["content"]["countries"].split(";")
    )


IDENTIFYING = _set(_content()["identifying"])
"""Words that turn a thing's name into the name of its identifier."""
FILLERS = _set(_content()["fillers"])
"""Words that may stand between the others: "numéro de la commande"."""
NUMBERING = kind("numbering")
"""Words for numbers that count or name, and measure nothing."""
PERSONAL = kind("personal")
"""Words for what identifies a person, or where one lives."""
