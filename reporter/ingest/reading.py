"""The way from paths to a `Dataset`: open, decode, load, type, count, and find the roles."""

from __future__ import annotations

import hashlib
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest import containers, conversions, dialects, encodings, roles, sheets, statistics, vocabulary
from reporter.ingest.conversions import Hints
from reporter.ingest.store import TABLE, Store, quoted, warm_up
from reporter.model import ColumnProfile, Dataset, Role, Source
from reporter.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.ingest.containers import Part
    from reporter.model import Column, DataType
    from reporter.settings import Settings


@dataclass(slots=True)
class _Loading:
    """What is in the database so far."""

    store: Store
    workspace: Path
    tables: dict[str, str] = field(default_factory=dict)
    """Table → how messages call its origin."""
    reading: list[str] = field(default_factory=list)
    delimiters: set[str] = field(default_factory=set)
    blanks: bool = False


def read(paths: Sequence[Path], settings: Settings, workspace: Path) -> Dataset:
    """Read files into one typed table on DuckDB and find the role of each column.

    Parameters
    ----------
    paths
        CSV, TSV, XLSX or Parquet files, each also zipped or gzipped. Several files with the same columns
        (in any order) are joined; `Source.sha256` is then the digest of their joined digests, `Source.bytes` the sum.
    settings
        Of these, `roles` may name columns and the order of days and months.
    workspace
        A folder that exists as long as the dataset is used; the database and unpacked files lie there.

    Raises
    ------
    IngestError
        A file cannot be read, files do not fit together, or the columns cannot be understood.
    """
    if not paths:
        raise IngestError("No file was given.", "Name at least one data file.")
    folder = Path(tempfile.mkdtemp(prefix="ingest-", dir=workspace))
    parts = [part for path in paths for part in containers.unpack(path, folder)]
    with ThreadPoolExecutor(max_workers=2) as pool:
        pool.submit(warm_up)
        digest = pool.submit(_digest, paths)
        store = Store(folder, sum(part.path.stat().st_size for part in parts))
        try:
            return _dataset(paths, parts, settings, store, folder, digest.result)
        except BaseException:
            store.close()
            raise


def release(dataset: Dataset) -> None:
    """Drop the raw table when it is needed no more; what was made of it stays."""
    dataset.table.get_backend().con.execute(f"DROP TABLE {quoted(dataset.table.get_name())}")


def close(dataset: Dataset) -> None:
    """Close the database behind a dataset; its table cannot be used afterwards."""
    dataset.table.get_backend().disconnect()


def _dataset(
    paths: Sequence[Path], parts: Sequence[Part], settings: Settings, store: Store, folder: Path, digest: Callable[[], tuple[int, str]]
) -> Dataset:
    loading = _Loading(store=store, workspace=folder)
    for part in parts:
        _load(part, loading)
    label = _name(paths)
    _join(loading)
    fixed = roles.fixed(settings.roles, list(store.types(TABLE)), label)
    typed = conversions.convert(store, _hints(store, settings, loading, fixed), blanks=loading.blanks)
    table = store.table()
    columns = statistics.count(table, typed.dtypes, store.compute)
    table_of = roles.Table(
        label=label,
        columns=columns,
        unreadable=typed.unreadable,
        shapes=lambda names: statistics.shapes(table, names, store.compute),
    )
    kind, assigned = roles.assign(table_of, settings.roles, fixed)
    _make_text(store, assigned, typed.dtypes)
    size, sha256 = digest()
    reading = tuple(dict.fromkeys((*loading.reading, *typed.reading)))
    source = Source(name=label, sha256=sha256, bytes=size, reading=reading)
    return Dataset(
        source=source,
        kind=kind,
        table=store.table(),
        columns=assigned,
        profiles=tuple(_profile(column, counted) for column, counted in zip(assigned, columns, strict=True)),
        rows=columns[0].rows,
    )


def _profile(column: Column, counted: statistics.ColumnStatistics) -> ColumnProfile:
    extremes = column.dtype in {"integer", "decimal", "date"}
    return ColumnProfile(
        name=column.name,
        dtype=column.dtype,
        role=column.role,
        missing=counted.missing,
        distinct=counted.distinct,
        minimum=plain(counted.minimum) if extremes else None,
        maximum=plain(counted.maximum) if extremes else None,
    )


def _load(part: Part, loading: _Loading) -> None:
    """Load a data file into a table of its own, or several for a workbook."""
    store, name = loading.store, f"part-{len(loading.tables)}"
    if part.packing:
        loading.reading.append(f"{part.label}, {part.packing}")
    if part.form == "workbook":
        tables, reading = sheets.load(part, store, name)
        loading.tables |= dict.fromkeys(tables, part.label)
        loading.reading += reading
        loading.blanks = True
    elif part.form == "parquet":
        store.load_parquet(part.path, part.label, name)
        loading.tables[name] = part.label
        loading.reading.append("Parquet")
        loading.blanks = True
    else:
        _load_text(part, loading, name)
        loading.tables[name] = part.label


def _load_text(part: Part, loading: _Loading, table: str) -> None:
    path, encoding = encodings.utf8(part.path, part.label, loading.workspace)
    dialect = dialects.detect(path, part.label)
    rejects = loading.store.load_text(path, dialect, part.label, table)
    loading.delimiters.add(dialect.delimiter)
    loading.reading += [dialect.description, encoding]
    if rejects:
        lines = "1 line" if rejects.lines == 1 else f"{rejects.lines:,} lines"
        first = f"the first is line {rejects.first}: {rejects.reason}"
        loading.reading.append(f"{lines} of {part.label} could not be read and were left out ({first})")
    if loading.store.rows(table) == 0:
        what = f"{part.label}: none of its {rejects.lines if rejects else 0:,} rows fits the header of {len(dialect.names)} columns."
        raise IngestError(what, f"Check its first lines; the header was read as {', '.join(dialect.names)}.")


def _join(loading: _Loading) -> None:
    """Join the loaded tables into the run's one."""
    store, tables = loading.store, loading.tables
    labels = list(dict.fromkeys(tables.values()))
    first, *others = tables
    columns = set(store.types(first))
    for table in others:
        if (own := set(store.types(table))) != columns:
            differing = ", ".join(sorted(own ^ columns)[:6])
            what = f"{tables[first]} and {tables[table]} do not have the same columns (they differ in {differing})."
            raise IngestError(what, f"Give only one of them, or files that fit together; there are {', '.join(labels)}.")
    if len(labels) > 1:
        loading.reading.append(f"{len(labels)} files joined: {', '.join(labels)}")
    store.join(list(tables))
    if store.rows(TABLE) == 0:
        raise IngestError(f"{labels[0]} holds columns but no row.", "Export the data again, with its rows.")


def _hints(store: Store, settings: Settings, loading: _Loading, fixed: Mapping[str, Role]) -> Hints:
    names = list(store.types(TABLE))
    dates, values = vocabulary.likely(names, Role.DATE), vocabulary.likely(names, *roles.VALUES)
    return Hints(
        dates=frozenset(dates | {name for name, role in fixed.items() if role is Role.DATE}),
        values=frozenset(values | {name for name, role in fixed.items() if role in roles.VALUES}),
        comma_is_decimal=loading.delimiters == {";"},
        date_order=settings.roles.date_order,
    )


def _make_text(store: Store, columns: Sequence[Column], dtypes: Mapping[str, DataType]) -> None:
    """Write numbers that are ids as text, without a decimal point."""
    changed = [column.name for column in columns if column.dtype == "text" and dtypes[column.name] != "text"]
    store.convert({name: ("VARCHAR", f"CAST({quoted(name)} AS VARCHAR)") for name in changed})


def _name(paths: Sequence[Path]) -> str:
    names = [path.name for path in paths]
    return ", ".join(names) if len(names) <= 3 else f"{names[0]} and {len(names) - 1} more files"


def _digest(paths: Sequence[Path]) -> tuple[int, str]:
    """Return the bytes of all files together and the digest: of one file its own, of several that of their digests."""
    digests = []
    for path in paths:
        with path.open("rb") as stream:
            digests.append(hashlib.file_digest(stream, "sha256").hexdigest())
    joined = digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    return sum(path.stat().st_size for path in paths), joined
