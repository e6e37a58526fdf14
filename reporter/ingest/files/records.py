"""A JSON file in, its tables out: one row per record, nested objects as columns with dotted names,
an order's items a row each.

JSON is a list of records, an object that holds such lists (each becomes a table), or a record per
line (NDJSON). `jsonlists` cuts a file of the first kinds into one of the last, which DuckDB reads
as a stream. Every value becomes text, as in a CSV, and gets its type with the others.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import duckdb

from reporter.errors import IngestError
from reporter.ingest.files import jsonlists
from reporter.ingest.loaded import Loaded
from reporter.ingest.naming import unique_names
from reporter.ingest.store import literal, quoted
from reporter.ingest.text import encodings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reporter.ingest.files.containers import Part
    from reporter.ingest.files.jsonlists import Records
    from reporter.ingest.store import Store

COLUMNS = 5_000
"""Columns that a table may have: more are keys that are data themselves."""

ITEMS = frozenset(
    {
        "line_items", "lineitems", "items", "order_items", "orderitems", "lines", "order_lines",
        "orderlines", "products", "positions",
        "articles", "positionen", "artikel", "lignes", "produits", "productos", "articulos",
        "itens", "righe", "regels", "cart_items",
    }
)  # fmt: skip
"""What the list of an order's items is called, where a record holds several lists of objects."""

_SAMPLE = 1_000
_EMPTY = "JSON"
"""What DuckDB calls the structure of an empty object, and that of values of several kinds in a
list.
"""

_STRUCTURE = (
    "regexp_replace(CAST(json_structure(json) AS VARCHAR),"
    " '([:\\[])\"(?:BOOLEAN|BIGINT|UBIGINT|HUGEINT|DOUBLE)\"', '\\1\"VARCHAR\"', 'g')"
)
"""Of a record, without what tells one kind of plain value from another: few of these differ."""

_HINT = "Give a JSON list of objects, one object a line (NDJSON), or export the data as CSV."

Place = tuple[str, ...]
"""The keys that lead to a value."""


@dataclass(slots=True)
class _Node:
    """All that records hold at a place."""

    keys: dict[str, _Node] = field(default_factory=dict)
    """What objects hold."""
    item: _Node | None = None
    """What lists hold."""
    plain: bool = False
    """Whether there are plain values."""

    def add(self, structure: Any) -> None:
        """Add the structure of a value, as DuckDB tells it."""
        if isinstance(structure, dict):
            for key, value in structure.items():
                self.keys.setdefault(key, _Node()).add(value)
        elif isinstance(structure, list):
            self.item = self.item or _Node()
            for value in structure:
                self.item.add(value)
                self.item.plain |= value == _EMPTY  # here it stands for values of several kinds
        elif structure not in {"NULL", _EMPTY}:
            self.plain = True

    def merge(self, other: _Node) -> None:
        """Add what another node holds; keys that are new come by their names, as other nodes know
        no order.
        """
        for key in sorted(other.keys):
            self.keys.setdefault(key, _Node()).merge(other.keys[key])
        if other.item:
            self.item = self.item or _Node()
            self.item.merge(other.item)
        self.plain |= other.plain

    @property
    def filled(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.keys or self.plain or self.item)

    def size(self) -> int:
        """Count the places."""
        return (
            1
            + sum(node.size() for node in self.keys.values())
            + (self.item.size() if self.item else 0)
        )


@dataclass(slots=True)
class _Shape:
    """Where a record's values are."""

    cells: list[Place] = field(default_factory=list)
    """Plain values, and what is written as the text of its JSON."""
    scalars: list[Place] = field(default_factory=list)
    """Plain values where other records have an object, whose values are cells of their own."""
    lists: dict[Place, _Node] = field(default_factory=dict)
    """Lists of objects, with what their objects hold."""

    def add(self, place: Place, node: _Node) -> None:
        """Add what was found at a place."""
        item = node.item
        if node.keys and not (
            item and item.filled
        ):  # PHP writes an empty list for an object without keys
            for key, value in node.keys.items():
                self.add((*place, key), value)
            if node.plain:
                self.scalars.append(place)
        elif item and item.keys and not (item.plain or item.item or node.keys or node.plain):
            self.lists[place] = item
        elif place:
            self.cells.append(place)

    @property
    def items(self) -> Place | None:
        """The list whose objects become rows: the only one, or the only one that is called like an
        order's items.
        """
        if len(self.lists) == 1:
            return next(iter(self.lists))
        called = [place for place in self.lists if any(key.lower() in ITEMS for key in place)]
        return called[0] if len(called) == 1 else None


def load(part: Part, store: Store, prefix: str, workspace: Path) -> list[Loaded]:
    """Load each list of records into a table of its own.

    Raises
    ------
    IngestError
        The file is damaged, nested too deeply, or holds no records.
    """
    path, encoding = encodings.utf8(part.path, part.label, workspace)
    form = "JSON" if (lists := jsonlists.split(path, part.label, workspace)) else "NDJSON"
    lists = lists or [jsonlists.check_lines(path, part.label, workspace)]
    loaded = []
    for number, records in enumerate(lists):
        table = f"{prefix}-{number}"
        label = f"{records.name} in {part.label}" if len(lists) > 1 else part.label
        try:
            notes = _load(records, label, store, table)
        except duckdb.Error as error:
            raise _damaged(records, label, form, error) from error
        everything, rows = (*part.notes, *notes), store.rows(table)
        loaded.append(
            Loaded(
                table=table,
                label=label,
                form=form,
                encoding=encoding,
                rows=rows,
                blanks=True,
                notes=everything,
            )
        )
        if records.path != part.path:
            records.path.unlink(missing_ok=True)
    return loaded


def _load(records: Records, label: str, store: Store, table: str) -> list[str]:
    """Make the table, and return clauses on how."""
    source = f"({_source(records)})"
    shape = _shape(source, records, label, store)
    store.make(table, _selection(shape, source))
    notes = []
    if (items := shape.items) is not None:
        notes.append(f"one row for each of {'.'.join(items)}, the record's other values repeated")
    if others := [".".join(place) for place in shape.lists if place != items]:
        notes.append(f"lists left as text: {', '.join(others)}")
    return notes


def _source(records: Records) -> str:
    path, largest = literal(str(records.path)), jsonlists.RECORD + 1024
    return f"SELECT json FROM read_ndjson_objects({path}, maximum_object_size = {largest})"


def _shape(source: str, records: Records, label: str, store: Store) -> _Shape:
    """Find the structure that covers all records; the first of them tell the order of
    the columns.
    """
    found, everything = _Node(), _Node()
    for record in jsonlists.first(records, _SAMPLE):
        found.add(_structure(record))
    _check_size(found, label)
    for structure, is_object in store.stream(
        f"SELECT DISTINCT {_STRUCTURE}, json_type(json) = 'OBJECT' FROM ({source})"
    ):
        if not is_object:
            raise _not_an_object(records, label)
        everything.add(json.loads(structure))
        _check_size(everything, label)
    found.merge(everything)
    shape = _Shape()
    shape.add((), found)
    if not shape.cells and not shape.lists:
        raise IngestError(f"{label} has records without any value.", _HINT)
    return shape


def _structure(value: Any) -> Any:
    """Tell the structure of a value as DuckDB does."""
    if isinstance(value, dict):
        return {key: _structure(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_structure(inner) for inner in value]
    return "NULL" if value is None else "VARCHAR"


def _check_size(found: _Node, label: str) -> None:
    if found.size() > COLUMNS:
        raise IngestError(f"{label} has records with more than {COLUMNS:,} different keys.", _HINT)


def _selection(shape: _Shape, source: str) -> str:
    """Write the query that makes rows of records."""
    items = shape.items
    outer = [*shape.cells, *(place for place in shape.lists if place != items)]
    inner, item = _Shape(), "NULL::JSON"
    if items is not None:
        inner.add((), shape.lists[items])
        objects = f"json_transform(json_extract(json, {literal(_pointer(items))}), '[\"JSON\"]')"
        item = (  # a record without items is a row too
            f"unnest(coalesce(nullif({objects}, []), [NULL]))"
        )
    within = [*inner.cells, *inner.scalars, *inner.lists]
    named = [
        *((f"outer_cells[{number}]", place) for number, place in enumerate(outer, 1)),
        *((f"scalar_{number}", place) for number, place in enumerate(shape.scalars)),
        *(
            (f"item_cells[{number}]", (*(items or ()), *place))
            for number, place in enumerate(within, 1)
        ),
    ]
    names = unique_names(".".join(place) for _, place in named)
    cells = ", ".join(
        f"{_clean(cell)} AS {quoted(name)}" for (cell, _), name in zip(named, names, strict=True)
    )
    records = f"SELECT json_extract_string(json, {_pointers(outer)}) AS outer_cells, {item} AS item"
    for number, place in enumerate(shape.scalars):
        pointer = literal(_pointer(place))
        plain = f"json_type(json, {pointer}) NOT IN ('OBJECT', 'ARRAY')"
        records += (
            f", CASE WHEN {plain} THEN json_extract_string(json, {pointer}) END AS scalar_{number}"
        )
    parsed = (
        f"SELECT *, json_extract_string(item, {_pointers(within)}) AS item_cells FROM ({records}"
        f" FROM {source})"
    )
    return f"SELECT {cells} FROM ({parsed})"


def _clean(cell: str) -> str:
    """Leave out what no table can hold: NaN and infinity where a number belongs, and NUL
    characters.
    """
    return f"replace(nullif(nullif(nullif({cell}, 'NaN'), 'Infinity'), '-Infinity'), chr(0), '')"


def _pointer(place: Place) -> str:
    """Write a place as a JSON pointer (RFC 6901), which any key can be part of."""
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in place)


def _pointers(places: Sequence[Place]) -> str:
    return f"[{', '.join(literal(_pointer(place)) for place in places)}]::VARCHAR[]"


def _not_an_object(records: Records, label: str) -> IngestError:
    number = jsonlists.first_bad(records)
    where = f"{'line' if records.lines else 'record'} {number or 1:,}"
    return IngestError(
        f"{label}: {where} is not a JSON object.",
        "Correct or remove it, or ask for the file again.",
    )


def _damaged(records: Records, label: str, form: str, error: duckdb.Error) -> IngestError:
    if number := jsonlists.first_bad(records):
        where = f"{'line' if records.lines else 'record'} {number:,}"
        return IngestError(
            f"{label}: {where} is not a JSON object.",
            "Correct or remove it, or ask for the file again.",
        )
    reason = str(error).split("\n", 1)[0].split(": ", 1)[-1].strip().rstrip(".")
    reason = re.sub(r' in file "[^"]*",?', "", reason)  # the label says it
    return IngestError(f"{label} cannot be read as {form} ({reason}).", _HINT)
