"""Two columns' names in, how well they could be the two sides of a key out.

What names say of a key, from the most to the least: both name the same thing (customer_id and
customer_id, or the id of customers); two names of one thing (Kundennummer and customer_id); two
things that may or may not be one (an order and a receipt); and the same name of what describes many
(a region), which can only be looked up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.relating.tables import plain
from reporter.model import Role

if TYPE_CHECKING:
    from reporter.ingest.relating.tables import Table

SAME, OWNED, ALIKE = 1.0, 0.95, 0.9
"""The same name of an identifier · customer_id and the id of customers · Order and Order ID, KdNr
and Kundennummer, or two names of an e-mail address.
"""
SYNONYM, KINDRED, LABELLED, LOOKUP = 0.85, 0.8, 0.75, 0.7
"""Two names of a customer's or product's id · two names of what numbers orders, receipts or tickets
· the order's number under "Name" · the same name of what identifies no single thing: a region, a
category, a postcode.
"""
_BARE = vocabulary.IDENTIFYING | {"entity", "pk"}
_LABEL = "name"
_IDENTIFIERS = (Role.CUSTOMER, Role.ORDER, Role.PRODUCT)
_NO_KEYS = (Role.DATE, Role.QUANTITY, Role.PRICE, Role.AMOUNT)


def likeness(child: str, parent: str, owner: Table) -> float:
    """Say from 0 to 1 how well a column's name points at a column of another table."""
    own, other = vocabulary.words(child), vocabulary.words(parent)
    core, rest = _core(own), _core(other)
    if not core or any(map(is_no_key, (child, parent))):
        return 0.0  # a bare id numbers its own table's rows, and points nowhere
    if plain(child) == plain(parent) or sorted(own) == sorted(other):
        return SAME if identifies(child) else LOOKUP
    if _are_alike(child, parent):
        return ALIKE
    if not rest and (named := _named_after(core, owner)):
        return named
    if of_one_role := _of_one_role(child, parent):
        return of_one_role
    return LABELLED if rest == [_LABEL] and _is_named_by_label(core, owner) else 0.0


def _of_one_role(child: str, parent: str) -> float:
    """Say how well two names go together of which each is one of the same part's id."""
    role = _same_role(child, parent)
    if role is None:
        return 0.0
    if _abbreviates(vocabulary.words(child), vocabulary.words(parent)):
        return ALIKE
    return KINDRED if role is Role.ORDER else SYNONYM


def _are_alike(child: str, parent: str) -> bool:
    """Say whether two names are both an e-mail address's, or identify things that are called the
    same.
    """
    if is_email(child) and is_email(parent):
        return True
    core, rest = (_singulars(_core(vocabulary.words(name))) for name in (child, parent))
    return core == rest and identifies(child) and identifies(parent)


def is_no_key(name: str) -> bool:
    """Say whether a name is that of what measures or dates: an age, a rank, a price; whatever its
    values, they point at nothing.
    """
    if vocabulary.likely([name], *_NO_KEYS):
        return True
    return bool(set(vocabulary.words(name)) & vocabulary.table_words("measures")) and not _role(
        name
    )


def identifies(name: str) -> bool:
    """Say whether a name is that of what tells single things apart, rather than what many share."""
    own = set(vocabulary.words(name))
    if own & vocabulary.table_words("places"):
        return False
    return bool(_role(name)) or is_email(name) or bool(own & vocabulary.IDENTIFYING)


def is_email(name: str) -> bool:
    """Say whether a name is that of an e-mail address."""
    listed = vocabulary.personal("email")
    return bool(set(vocabulary.words(name)) & listed["words"]) or vocabulary.has_phrase(
        name, listed["phrases"]
    )


def names_customer(name: str) -> bool:
    """Say whether a name is that of a customer's id."""
    return vocabulary.fit(name, Role.CUSTOMER) >= vocabulary.THING


def _role(name: str) -> Role | None:
    return next(
        (role for role in _IDENTIFIERS if vocabulary.fit(name, role) >= vocabulary.THING), None
    )


def _same_role(child: str, parent: str) -> Role | None:
    return next(
        (
            role
            for role in _IDENTIFIERS
            if all(vocabulary.fit(name, role) >= vocabulary.THING for name in (child, parent))
        ),
        None,
    )


def _abbreviates(own: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether one name is the other with letters left out: KdNr and Kundennummer, but not
    customer_id and customer_unique_id.
    """
    short, long = sorted(("".join(own), "".join(other)), key=lambda name: (len(name), name))
    if short[0] != long[0] or set(own) <= set(other) or set(other) <= set(own):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _core(own: tuple[str, ...]) -> list[str]:
    return [word for word in own if word not in _BARE]


def _named_after(core: list[str], owner: Table) -> float:
    """Say how well a table is named after the thing: customer and customers, kunden_nr and Kunden;
    an order and receipts less so.
    """
    names = {_singular(word) for alias in owner.aliases for word in vocabulary.words(alias)}
    if not core or names & vocabulary.table_words("others"):
        return 0.0  # new customers are other people than those who have bought
    if _singular(core[-1]) in names:
        return OWNED
    thing = " ".join(core)
    for role in _IDENTIFIERS:
        if vocabulary.fit(thing, role) < vocabulary.THING:
            continue
        if any(vocabulary.fit(alias, role) >= vocabulary.THING for alias in owner.aliases):
            return KINDRED if role is Role.ORDER else OWNED
        if role is Role.CUSTOMER and names & vocabulary.table_words("people"):
            return OWNED
    return 0.0


def _is_named_by_label(core: list[str], owner: Table) -> bool:
    """Say whether a table is named after the thing that its column "Name" numbers."""
    return bool(_named_after([word for word in core if word != _LABEL], owner))


def _singulars(core: list[str]) -> list[str]:
    return sorted(map(_singular, core))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    return word.removesuffix("s") if len(word) > 3 else word
