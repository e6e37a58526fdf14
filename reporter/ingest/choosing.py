"""The tables of a database in, the one that is meant out."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.columns import roles, vocabulary
from reporter.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

LISTED = 12
"""So many tables a message names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A table or view of a database."""

    schema: str
    name: str
    visible: bool
    """Whether it is meant by its bare name."""
    allowed: bool
    """Whether it may be read."""
    columns: tuple[str, ...]

    @property
    def label(self) -> str:
        """How messages call it."""
        return self.name if self.visible else f"{self.schema}.{self.name}"


def choose(found: Sequence[Relation], wanted: str, where: str) -> Relation:
    """Return the table that is named, or the only one that can be meant.

    Parameters
    ----------
    found
        What the database holds.
    wanted
        A table, or schema.table; empty to find out.
    where
        How messages call the database.

    Raises
    ------
    IngestError
        There is no such table, or several can be meant.
    """
    if wanted:
        return _named(found, wanted, where)
    readable = [one for one in found if one.allowed]
    if one := meant(readable):
        return one
    if not found:
        raise IngestError(
            f"{where} holds no table.",
            "Check that it is the right database, and that its user may see its tables.",
        )
    if not readable:
        raise IngestError(
            f"This user may read none of the tables in {where}: {listed(found)}.",
            "Ask its keeper for the right to SELECT.",
        )
    several = [one for one in readable if like_orders(one.columns)] or readable
    raise IngestError(
        f"{where} holds several tables: {listed(several)}.",
        "Choose one: --table NAME, or join them: --query 'SELECT …'.",
    )


def meant(readable: Sequence[Relation]) -> Relation | None:
    """Return the only table, or the only one that looks like orders; None where several can be
    meant.
    """
    fitting = [one for one in readable if like_orders(one.columns)]
    return next((several[0] for several in (readable, fitting) if len(several) == 1), None)


def like_orders(columns: Sequence[str]) -> bool:
    """Say whether columns are named like those of orders."""
    parts = ((Role.CUSTOMER,), (Role.DATE, Role.ORDER), roles.VALUES)
    return all(vocabulary.likely(columns, *part) for part in parts)


def listed(found: Sequence[Relation]) -> str:
    """Name tables in a message."""
    names = [_shown(one.label) for one in found]
    return ", ".join(names[:LISTED]) + (
        f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    )


def _named(found: Sequence[Relation], wanted: str, where: str) -> Relation:
    for same in (_exactly, _loosely):
        matching = [one for one in found if same(one, wanted)]
        visible = [one for one in matching if one.visible]
        if len(visible or matching) == 1:
            return (visible or matching)[0]
        if matching:
            names = ", ".join(f"{one.schema}.{one.name}" for one in matching)
            raise IngestError(
                f"{where} holds several tables called {wanted}: {names}.",
                "Name it as one of these: --table schema.table.",
            )
    lower = {one.label.lower(): one.label for one in found}
    near = [
        _shown(lower[name])
        for name in difflib.get_close_matches(wanted.lower(), list(lower), n=3, cutoff=0.5)
    ]
    hint = (
        f"The nearest: {', '.join(near)}."
        if near
        else f"It holds {listed(found)}."
        if found
        else "It holds none that can be seen."
    )
    raise IngestError(f"{where} has no table {wanted!r}.", hint)


def _exactly(one: Relation, wanted: str) -> bool:
    return wanted in {one.name, f"{one.schema}.{one.name}"}


def _loosely(one: Relation, wanted: str) -> bool:
    return wanted.lower() in {one.name.lower(), f"{one.schema}.{one.name}".lower()}


def _shown(name: str) -> str:
    """Write a name on one line, whatever it holds."""
    return name if name.isprintable() else repr(name)
