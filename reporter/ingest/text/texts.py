"""A UTF-8 text and its dialect in, a table of text columns in the store out, and the lines that did
not fit it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from reporter.errors import IngestError
from reporter.ingest.store import literal, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reporter.ingest.store import Store
    from reporter.ingest.text.dialects import Dialect

BUFFER = 8 << 20
"""Bytes of text that a thread reads at once: a quarter of the default takes as long, and 50 MB less
memory.
"""
LONGEST_LINE = 48 << 20
"""Bytes of a line that is still read, where one is too long for the buffer."""

REJECTS = 500_000
"""Lines that may be lost before a text is refused: the engine keeps each of them in memory."""

_SHOWN = 1_000
"""Rejected lines that are looked at, and characters of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A line that could not be read."""

    line: int
    """Its number in the file."""
    reason: str
    text: str
    """How it begins."""
    breaks: int
    """Line breaks in it: above zero a quote holds several lines together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejects:
    """Lines that could not be read."""

    lines: int = 0
    first: tuple[Reject, ...] = ()
    """The first of them, in their order."""


class UnreadableTextError(IngestError):
    """The engine gave a text up."""


def load(
    store: Store,
    path: Path,
    dialect: Dialect,
    label: str,
    table: str,
    *,
    has_long_lines: bool = False,
) -> Rejects:
    """Read a text; lines of the wrong width stay out and are counted, blank ones are not.

    Raises
    ------
    UnreadableTextError
        The engine cannot tell its lines apart.
    """
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in dialect.names)
    limits = (
        f"buffer_size = {2 * LONGEST_LINE}, max_line_size = {LONGEST_LINE}"
        if has_long_lines
        else f"buffer_size = {BUFFER}"
    )
    source = (
        f"read_csv({literal(str(path))}, auto_detect = false, header ="
        f" {str(dialect.header is not None).lower()}, skip = {dialect.skip}, delim ="
        f" {literal(dialect.delimiter)}, quote = {literal(dialect.quote)}, escape ="
        f" {literal(dialect.escape)}, store_rejects = true, rejects_limit = {REJECTS}, {limits},"
        f" columns = {{{columns}}})"
    )
    filled = " OR ".join(f"{quoted(name)} IS NOT NULL" for name in dialect.names)
    try:
        store.run(f"CREATE TABLE {quoted(table)} AS SELECT * FROM {source} WHERE {filled}")
    except duckdb.Error as error:
        reason = str(error).split("\n", 1)[0].split(": ", 1)[-1].strip().rstrip(".")
        what = f"{label} cannot be read as {dialect.description} ({reason})."
        raise UnreadableTextError(
            what, "Check its quotes and line ends, or export it again as XLSX or Parquet."
        ) from error
    return _rejects(store)


def _rejects(store: Store) -> Rejects:
    lines = int(store.row(["count(DISTINCT line)"], "reject_errors")[0])
    text = "coalesce(csv_line, '')"
    breaks = f"length({text}) - length(replace({text}, chr(10), ''))"
    cells = f"line, min(error_type::VARCHAR), max(left({text}, {_SHOWN})), max({breaks})"
    found = (
        store.run(f"SELECT {cells} FROM reject_errors GROUP BY 1 ORDER BY 1 LIMIT {_SHOWN}")
        if lines
        else []
    )
    store.drop("reject_errors")
    store.drop("reject_scans")
    first = tuple(
        Reject(line=line, reason=reason.lower(), text=text, breaks=breaks)
        for line, reason, text, breaks in found
    )
    return Rejects(lines=lines, first=first)


def unquote(store: Store, table: str) -> None:
    """Take the quotes off cells that stand in quotes as a whole."""
    for name in store.types(table):
        cell = quoted(name)
        condition = f"length({cell}) > 1 AND starts_with({cell}, '\"') AND ends_with({cell}, '\"')"
        bare = f"nullif(replace(substring({cell}, 2, length({cell}) - 2), '\"\"', '\"'), '')"
        store.run(f"UPDATE {quoted(table)} SET {cell} = {bare} WHERE {condition}")


def drop_column(store: Store, table: str, name: str) -> None:
    """Remove a column."""
    store.run(f"ALTER TABLE {quoted(table)} DROP COLUMN {quoted(name)}")


def select(
    store: Store, table: str, expressions: Sequence[str], condition: str, limit: int
) -> list[tuple[Any, ...]]:
    """Return expressions over the rows that meet a condition; `rowid` tells a row."""
    return store.run(
        f"SELECT {', '.join(expressions)} FROM {quoted(table)} WHERE {condition} LIMIT {limit}"
    )


def delete(store: Store, table: str, condition: str) -> None:
    """Remove the rows that meet a condition."""
    store.run(f"DELETE FROM {quoted(table)} WHERE {condition}")
