"""A Parquet, Feather or Arrow file in, its table out: columns of records flattened, columns of
lists written as text.

Both kinds of Arrow files are read piece by piece through a plain file, not through a map of it into
memory: mapped pages count as memory that is used for as long as nobody else needs it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb

from reporter.errors import IngestError
from reporter.ingest import forms
from reporter.ingest.loaded import Loaded
from reporter.ingest.naming import unique_names
from reporter.ingest.store import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.ingest.files.containers import Part
    from reporter.ingest.store import Store

_ARROW_FILE = b"ARROW1"
_HINT = "Ask for the file again, or make a new export."


def load(part: Part, store: Store, table: str) -> list[Loaded]:
    """Load a file of columns into a table.

    Raises
    ------
    IngestError
        The file is damaged, or has columns that cannot be read.
    """
    form = "Parquet" if part.form is forms.PARQUET else "Arrow"
    raw = f"{table}-raw"
    with _reported(part, form):
        if part.form is forms.PARQUET:
            schema = _parquet_schema(part)
            store.load_parquet(part.path, part.label, raw)
        else:
            schema = _load_arrow(part, store, raw)
        _flatten(schema, store, raw, table)
    return [
        Loaded(
            table=table,
            label=part.label,
            form=form,
            rows=store.rows(table),
            blanks=True,
            notes=part.notes,
        )
    ]


@contextmanager
def _reported(part: Part, form: str) -> Iterator[None]:
    """Turn what the libraries say of a damaged file into one message."""
    import pyarrow as pa

    try:
        yield
    except (duckdb.Error, pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).split("\n", 1)[0].split(". Detail:", 1)[0].strip().rstrip(".")
        raise IngestError(
            f"{part.label} is damaged: it cannot be read as {form} ({reason}).", _HINT
        ) from error


def _parquet_schema(part: Part) -> Any:
    import pyarrow.parquet as pq

    with pq.ParquetFile(part.path) as file:
        return file.schema_arrow


def _load_arrow(part: Part, store: Store, table: str) -> Any:
    import pyarrow as pa

    with pa.OSFile(str(part.path)) as source:
        with part.path.open("rb") as file:
            is_file = file.read(len(_ARROW_FILE)) == _ARROW_FILE
        reader = pa.ipc.open_file(source) if is_file else pa.ipc.open_stream(source)
        count = reader.num_record_batches if is_file else None
        schema = _readable(reader.schema)
        batches = pa.RecordBatchReader.from_batches(schema, _batches(reader, count, schema))
        store.load_arrow(batches, unique_names(schema.names), table)
        return schema


def _readable(schema: Any) -> Any:
    """Return the schema with types that DuckDB can read."""
    import pyarrow as pa

    halves = [pa.types.is_float16(field.type) for field in schema]
    return pa.schema(
        [
            field.with_type(pa.float32()) if half else field
            for field, half in zip(schema, halves, strict=True)
        ]
    )


def _batches(reader: Any, count: int | None, schema: Any) -> Iterator[Any]:
    """Read the pieces of a table, each checked before it is used: lengths in a damaged file may
    point anywhere.
    """
    for batch in reader if count is None else map(reader.get_batch, range(count)):
        batch.validate(full=True)
        yield batch.cast(schema)


def _flatten(schema: Any, store: Store, raw: str, table: str) -> None:
    """Make the table of what was loaded, without nested columns."""
    import pyarrow as pa

    if not any(
        pa.types.is_nested(field.type) or pa.types.is_dictionary(field.type) for field in schema
    ):
        store.rename(raw, table)
        return
    cells = [
        cell
        for name, field in zip(store.types(raw), schema, strict=True)
        for cell in _cells(quoted(name), name, field.type)
    ]  # fmt: skip
    names = unique_names(name for _, name in cells)
    chosen = ", ".join(
        f"{expression} AS {quoted(name)}"
        for (expression, _), name in zip(cells, names, strict=True)
    )
    store.make(table, f"SELECT {chosen} FROM {quoted(raw)}")
    store.drop(raw)


def _cells(expression: str, name: str, kind: Any) -> Iterator[tuple[str, str]]:
    """Return the expressions and names of the plain columns in a column."""
    import pyarrow as pa

    if pa.types.is_struct(kind):
        for field in kind:
            yield from _cells(
                f"{expression}.{quoted(field.name)}", f"{name}.{field.name}", field.type
            )
    elif pa.types.is_nested(kind):
        yield f"CAST(to_json({expression}) AS VARCHAR)", name
    else:
        yield f"CAST({expression} AS VARCHAR)" if pa.types.is_dictionary(kind) else expression, name
