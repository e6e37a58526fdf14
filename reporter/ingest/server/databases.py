"""A database's URL in, a `Dataset` out that lies there: later stages run in its SQL, and only one
row per customer leaves it.
"""

from __future__ import annotations

import difflib
import hashlib
import importlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis

from reporter import urls
from reporter.errors import IngestError
from reporter.ingest import applying, forms
from reporter.ingest.choosing import LISTED, choose
from reporter.ingest.columns import roles
from reporter.ingest.columns.understanding import understand
from reporter.ingest.columns.vocabulary import Vocabulary
from reporter.ingest.server import unpivoting
from reporter.ingest.shaping import wide
from reporter.ingest.types.portable.converting import convert
from reporter.ingest.types.portable.plan import Hints
from reporter.model import Role, Source, SourceFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from reporter.model import Dataset
    from reporter.settings import Settings

ENGINES = {
    "postgresql": "PostgreSQL", "postgres": "PostgreSQL", "mysql": "MySQL", "mssql": "SQL Server",
    "bigquery": "BigQuery",
    "snowflake": "Snowflake", "trino": "Trino", "clickhouse": "ClickHouse",
    "databricks": "Databricks", "oracle": "Oracle",
    "athena": "Athena", "pyspark": "Spark", "exasol": "Exasol", "impala": "Impala",
    "materialize": "Materialize",
    "risingwave": "RisingWave",
}  # fmt: skip
"""How the engines of URLs are called."""
FILES = ("sqlite", "duckdb")
"""Schemes whose database is a file, read as files are."""
_TYPED = "typed"
"""What the name of the typed copy holds."""
_EXTRAS = {"postgresql": "postgres"}


def is_url(data: Sequence[str | Path]) -> bool:
    """Say whether a database's server is meant."""
    return any(urls.is_url(str(one)) and urls.scheme(str(one)) not in FILES for one in data)


def file_of(one: str | Path) -> str | Path:
    """Return the file that sqlite:///orders.db or duckdb:///orders.duckdb means; anything else as
    it is.
    """
    text = str(one)
    if urls.scheme(text) not in FILES:
        return one
    path = Path(_expanded(text).partition("://")[2].partition("?")[0])
    beside = Path(
        str(path).lstrip("/")
    )  # sqlite:///orders.db lies here, sqlite:////data/orders.db there
    return beside if beside.exists() or not path.exists() else path


def read(data: Sequence[str | Path], settings: Settings) -> Dataset:
    """Read a table or query of a database.

    Parameters
    ----------
    data
        One URL.
    settings
        Of these, ``source.table`` or ``source.query`` chooses, and ``roles`` says what columns
        mean.

    Raises
    ------
    IngestError
        The database cannot be reached, or holds no such table.
    """
    if len(data) > 1:
        raise IngestError(
            "A database's URL was given beside other data.",
            "Give the URL alone; --query can join tables of the database.",
        )
    url = _expanded(str(data[0]))
    applying.check(settings.source, [forms.SERVER], urls.database(url) or urls.masked(url))
    engine = ENGINES.get(urls.scheme(url), "")
    if engine == "PostgreSQL":
        return _read_postgres(url, settings)
    return _read_other(url, engine, settings)


def _expanded(url: str) -> str:
    try:
        return urls.expanded(url)
    except urls.MissingVariable as missing:
        name = missing.args[0]
        raise IngestError(
            f"The URL {urls.masked(url)} needs the variable {name}, which is not set.",
            f"Set it: export {name}=…",
        ) from None


def _read_postgres(url: str, settings: Settings) -> Dataset:
    try:
        postgres = importlib.import_module("reporter.ingest.server.postgres")
    except ModuleNotFoundError:
        raise _no_driver("postgresql", "PostgreSQL") from None
    session = postgres.connect(url, urls.masked(url))
    try:
        database = session.con.info.dbname
        if settings.source.query:
            return _dataset(
                postgres.query(session, settings.source.query),
                "query",
                database,
                "PostgreSQL",
                settings,
            )
        chosen = choose(
            postgres.relations(session), settings.source.table, f"{database} (PostgreSQL)"
        )
        return _dataset(
            postgres.table(session, chosen), chosen.label, database, "PostgreSQL", settings
        )
    except BaseException:
        session.con.close()
        raise


def _read_other(url: str, engine: str, settings: Settings) -> Dataset:
    """Read through any other of Ibis's engines."""
    scheme, shown = urls.scheme(url), urls.masked(url)
    if not engine:
        known = ", ".join(sorted({*ENGINES, *FILES}))
        raise IngestError(f"{shown}: no database is known by {scheme}://.", f"These are: {known}.")
    try:
        backend = ibis.connect(url)
    except Exception as error:  # noqa: BLE001 - each engine has errors of its own
        if isinstance(error, ImportError) or isinstance(error.__cause__, ImportError):
            raise _no_driver(scheme, engine) from None
        raise IngestError(
            f"{shown} cannot be opened ({_words(error, url)}).", "Check address, user and password."
        ) from None
    try:
        database = urls.database(url)
        return _dataset(
            _other_table(backend, settings, f"{database} ({engine})"),
            settings.source.table or "query",
            database,
            engine,
            settings,
        )
    except IngestError:
        raise
    except Exception as error:  # noqa: BLE001 - each engine has errors of its own
        raise IngestError(
            f"{shown}: a query failed ({_words(error, url)}).",
            "Export the table as CSV or Parquet and give the file.",
        ) from None


def _other_table(backend: Any, settings: Settings, where: str) -> ir.Table:
    if settings.source.query:
        return backend.sql(settings.source.query)
    names = sorted(backend.list_tables())
    wanted = settings.source.table
    if not wanted and len(names) != 1:
        raise IngestError(
            f"{where} holds several tables: {', '.join(names[:LISTED])}.",
            "Choose one: --table NAME.",
        )
    schema, _, name = (wanted or names[0]).rpartition(".")
    if not schema and name not in names:
        near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
        raise IngestError(
            f"{where} has no table {name!r}.",
            f"The nearest: {', '.join(near)}." if near else "Check its name.",
        )
    return backend.table(name, database=schema or None)


def _no_driver(scheme: str, engine: str) -> IngestError:
    extra = _EXTRAS.get(scheme, scheme)
    return IngestError(
        f"{engine} needs a driver that is not installed.",
        f'Install it: pip install "segment-reporter[{extra}]"',
    )


def _words(error: Exception, url: str) -> str:
    lines = urls.scrubbed(str(error), url).strip().splitlines()
    return lines[0][:300].rstrip(".") if lines else type(error).__name__


def _dataset(raw: ir.Table, label: str, database: str, engine: str, settings: Settings) -> Dataset:
    """Type the table into a temporary one beside it, so that every later step sees the same rows,
    and understand it.
    """
    name = f"{label} in {database} ({engine})"
    wishes = wide.wishes(settings, roles.named(settings.roles))
    raw, shaped = unpivoting.unpivot(raw, label, wishes, rows_of) if wishes else (raw, ())
    names = list(raw.columns)
    fixed = roles.fixed(settings.roles, names, name)
    typed_table, typed = convert(raw, _hints(names, fixed, settings), rows_of)
    applying.check_decimal(settings.source, name, typed)
    backend = raw.get_backend()
    table = backend.create_table(ibis.util.gen_name(_TYPED), typed_table, temp=True)
    rows = rows_of(table.aggregate(rows=table.count()))[0][0]
    if not rows:
        raise IngestError(
            f"{name} holds columns but no row.", "Check the table, or the conditions of the query."
        )

    def source() -> Source:
        reading = (engine, *typed.reading)
        file = SourceFile(name=name, form=engine, rows=rows, notes=typed.reading)
        return Source(name=name, sha256=_digest(table), bytes=0, reading=reading, files=(file,))

    dataset = understand(table, typed, settings, fixed, rows_of, source, away=True)
    made_text = {
        column.name: table[column.name].cast("string")
        for column in dataset.columns
        if column.dtype == "text" and typed.dtypes[column.name] != "text"
    }
    table = table.mutate(**made_text) if made_text else table
    return replace(dataset, table=table, owned=False, readings=(*shaped, *dataset.readings))


def _hints(names: Sequence[str], fixed: dict[str, Role], settings: Settings) -> Hints:
    known = Vocabulary(settings.roles.synonyms)
    dates, values = known.likely(names, Role.DATE), known.likely(names, *roles.VALUES)
    return Hints(
        dates=frozenset(dates | {name for name, role in fixed.items() if role is Role.DATE}),
        values=frozenset(values | {name for name, role in fixed.items() if role in roles.VALUES}),
        date_order=settings.roles.date_order,
        decimal=settings.source.decimal,
        swapped_dates=settings.meaning.swapped_dates,
    )


def _digest(table: ir.Table) -> str:
    """Return a digest of what the table holds: of sums over its rows, so that their order does not
    matter.
    """
    digest = hashlib.sha256("\0".join(table.columns).encode())
    for name, kind in table.schema().items():
        column = table[name]
        words = (
            column
            if kind.is_string()
            else ibis.ifelse(column, "1", "0")
            if kind.is_boolean()
            else column.cast("string")
        )
        measure = (words.hash() % (2**31 - 1)).fill_null(0).sum()
        digest.update(str(rows_of(table.aggregate(sum=measure))[0][0]).encode())
    return digest.hexdigest()


def release(dataset: Dataset) -> None:
    """Drop the typed copy when it is needed no more, so that the server has its room back; the
    client's tables are left alone.
    """
    backend = dataset.table.get_backend()
    if backend.name == "postgres":
        for copy in dataset.table.op().find(ibis.expr.operations.DatabaseTable):
            if _TYPED in copy.name and copy.namespace.database == "pg_temp":
                backend.drop_table(copy.name)


def rows_of(expression: Any) -> list[tuple[Any, ...]]:
    """Run an expression where its table lies and return its rows, without a data frame."""
    return [tuple(row.values()) for row in expression.to_pyarrow().to_pylist()]
