"""Names of two columns that share amounts out by their sign: debit and credit, Soll and Haben, debe
and haber.
"""

from __future__ import annotations

import re
import unicodedata

BOTH = 0.01
"""Share of the rows that may have something on both sides."""
SIDES = (
    ("debit", "credit"), ("debits", "credits"), ("soll", "haben"), ("debe", "haber"),
    ("debito", "credito"), ("debet", "credit"),
    ("dare", "avere"), ("debe", "abono"), ("cargo", "abono"),
)  # fmt: skip
_MONEY = frozenset({
    "amount", "amt", "betrag", "montant", "importe", "importo", "bedrag", "valor", "value", "total",
    "base", "local", "eur", "euro",
    "usd", "gbp", "chf",
})  # fmt: skip
"""All else that such names may say: a debit card is no debit."""


def are_sides(left: str, right: str) -> bool:
    """Tell whether two names are the same but for the words of debit and credit."""
    both = [_words(name) for name in (left, right)]
    return any(
        (rest := _without(one, first)) is not None
        and rest == _without(two, second)
        and rest <= _MONEY
        for first, second in SIDES
        for one, two in (both, both[::-1])
    )


def _words(name: str) -> list[str]:
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z]+", plain)


def _without(words: list[str], side: str) -> frozenset[str] | None:
    """Return the other words of a name that says a side, by itself or before another: Sollbetrag;
    None where it does not.
    """
    rest = [word.removeprefix(side) for word in words]
    return frozenset(filter(None, rest)) if rest != words else None
