"""Two columns' names in, how well they could be the two sides of a key out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.ingest.columns import vocabulary
from reporter.ingest.relating.tables import plain
from reporter.model import Role

if TYPE_CHECKING:
    from reporter.ingest.relating.tables import Table

SAME, OWNED, SYNONYM, LABELLED = 1.0, 0.95, 0.85, 0.75
"""The same name · customer_id and the id of customers · two names of a customer's id · the order's number under "Name"."""
_BARE = vocabulary.IDENTIFYING | {"entity", "pk"}
_LABEL = "name"
_IDENTIFIERS = (Role.CUSTOMER, Role.ORDER, Role.PRODUCT)
_NO_KEYS = (Role.DATE, Role.QUANTITY, Role.PRICE, Role.AMOUNT)


def likeness(child: str, parent: str, owner: Table) -> float:
    """Say from 0 to 1 how well a column's name points at a column of another table."""
    own, other = vocabulary.words(child), vocabulary.words(parent)
    core = [word for word in own if word not in _BARE]
    if not core or vocabulary.likely([child], *_NO_KEYS) or vocabulary.likely([parent], *_NO_KEYS):
        return 0.0  # a bare id numbers its own table's rows, and points nowhere
    if plain(child) == plain(parent) or sorted(own) == sorted(other):
        return SAME
    rest = [word for word in other if word not in _BARE]
    if not rest and _named_after(core, owner):
        return OWNED
    if any(vocabulary.fit(name, role) >= vocabulary.THING for role in _IDENTIFIERS for name in [child]) and _same_role(child, parent):
        return SYNONYM
    return LABELLED if rest == [_LABEL] and _named_after([word for word in core if word != _LABEL], owner) else 0.0


def _same_role(child: str, parent: str) -> bool:
    return any(all(vocabulary.fit(name, role) >= vocabulary.THING for name in (child, parent)) for role in _IDENTIFIERS)


def _named_after(core: list[str], owner: Table) -> bool:
    """Say whether a table is named after the thing: customer and customers, kunden_nr and Kunden."""
    names = {_singular(word) for alias in owner.aliases for word in vocabulary.words(alias)}
    if core and _singular(core[-1]) in names:
        return True
    thing = " ".join(core)
    return bool(core) and any(
        vocabulary.fit(thing, role) >= vocabulary.THING and any(vocabulary.fit(alias, role) >= vocabulary.THING for alias in owner.aliases)
        for role in _IDENTIFIERS
    )


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    return word.removesuffix("s") if len(word) > 3 else word
