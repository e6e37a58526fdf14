"""The way from what was typed to a `Dataset`: find the files, open, decode, load, join, type, and
understand.
"""

from __future__ import annotations

import hashlib
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest import applying
from reporter.ingest.columns import roles
from reporter.ingest.columns.understanding import understand
from reporter.ingest.columns.vocabulary import Vocabulary
from reporter.ingest.files import containers, loading, sources
from reporter.ingest.relating import joining
from reporter.ingest.server import databases
from reporter.ingest.shaping import unpivoting, wide
from reporter.ingest.store import TABLE, Store, as_text, quoted, warm_up
from reporter.ingest.types import conversions
from reporter.ingest.types.candidates import Hints, Year
from reporter.model import Dataset, Role, Source, Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.ingest.files.containers import Part
    from reporter.ingest.files.sources import Given
    from reporter.ingest.loaded import Loaded
    from reporter.model import Column, DataType, Reading
    from reporter.settings import Settings


def read(data: Sequence[str | Path], settings: Settings, workspace: Path) -> Dataset:
    """Read a client's data for a report: `look`, and refuse what no report can be made of.

    Raises
    ------
    IngestError
        The data cannot be read, do not fit together, or their columns cannot be understood.
    """
    dataset = look(data, settings, workspace)
    if dataset.refusal:
        close(dataset)
        raise dataset.refusal
    return dataset


def look(data: Sequence[str | Path], settings: Settings, workspace: Path) -> Dataset:
    """Read a client's data into one typed table and find the role of each column.

    Parameters
    ----------
    data
        Files, folders, patterns or ``-`` for standard input; or the URL of one database. Tables
        with the same columns (in any order) are put one below the other, others are joined by their
        keys. `Source.sha256` of several files is the digest of their joined digests, `Source.bytes`
        the sum.
    settings
        Of these, `source` says how to read and `roles` what columns mean, where that is not to be
        found out.
    workspace
        A folder that exists as long as the dataset is used; the database and unpacked files lie
        there.

    Raises
    ------
    IngestError
        The data cannot be read, or do not fit together. Columns that make no report are told by
        `Dataset.refusal`.
    """
    if not data:
        raise IngestError("No file was given.", "Name at least one data file.")
    if databases.is_url(data):
        return databases.read(data, settings)
    data = [databases.file_of(one) for one in data]
    folder = Path(tempfile.mkdtemp(prefix="ingest-", dir=workspace))
    given = sources.find(data, folder)
    parts = [part for one in given for part in containers.unpack(one, folder)]
    applying.check_files(settings.source, parts, sources.label(given))
    with ThreadPoolExecutor(max_workers=2) as pool:
        pool.submit(warm_up)
        digest = pool.submit(_digest, [one.path for one in given])
        store = Store(folder, sum(part.path.stat().st_size for part in parts))
        try:
            dataset = _dataset(given, parts, settings, store, folder, digest.result)
            sources.unchanged(given)
        except BaseException as error:
            store.close()
            if isinstance(error, (IngestError, OSError)):
                sources.unchanged(given)  # that a file changed is the better reason
            raise
        return dataset


def release(dataset: Dataset) -> None:
    """Drop the raw table when it is needed no more; what was made of it stays. A client's own
    database is left alone.
    """
    if dataset.owned:
        dataset.table.get_backend().con.execute(f"DROP TABLE {quoted(dataset.table.get_name())}")
    else:
        databases.release(dataset)


def close(dataset: Dataset) -> None:
    """Close the database behind a dataset; its table cannot be used afterwards."""
    dataset.table.get_backend().disconnect()


def _dataset(
    given: Sequence[Given],
    parts: Sequence[Part],
    settings: Settings,
    store: Store,
    folder: Path,
    digest: Callable[[], tuple[int, str]],
) -> Dataset:
    loaded = [
        one
        for index, part in enumerate(parts)
        for one in loading.load(part, store, f"part-{index}", settings.source, folder)
    ]
    applying.check_names(settings.source, loaded)
    loaded, shaped = _shaped(loaded, store, settings)
    notes, joins = joining.join(loaded, store, settings.source)
    store.make_room()
    label = sources.label(given)
    fixed = roles.fixed(settings.roles, list(store.types(TABLE)), label)
    typed = conversions.convert(
        store,
        _hints(store, settings, loaded, fixed),
        blanks=any(one.blanks for one in loaded),
    )
    applying.check_decimal(settings.source, label, typed)

    def source() -> Source:
        size, sha256 = digest()
        reading = (
            *(clause for one in given for clause in one.notes),
            *(clause for one in loaded for clause in one.file.reading),
            *notes,
            *typed.reading,
        )
        return Source(
            name=label,
            sha256=sha256,
            bytes=size,
            reading=tuple(dict.fromkeys(reading)),
            files=tuple(one.file for one in loaded),
        )

    dataset = understand(store.table(), typed, settings, fixed, store.compute, source, joins)
    _make_text(store, dataset.columns, typed.dtypes)
    return replace(dataset, table=store.table(), owned=True, readings=(*shaped, *dataset.readings))


def _shaped(
    loaded: Sequence[Loaded], store: Store, settings: Settings
) -> tuple[list[Loaded], tuple[Reading, ...]]:
    """Let a row be what a report counts in each table."""
    wishes = wide.wishes(settings, roles.named(settings.roles))
    if wishes is None:
        return list(loaded), ()
    shaped = [unpivoting.unpivot(one, store, wishes) for one in loaded]
    return [one for one, _ in shaped], tuple(
        reading for _, readings in shaped for reading in readings
    )


def _hints(
    store: Store,
    settings: Settings,
    loaded: Sequence[Loaded],
    fixed: Mapping[str, Role],
) -> Hints:
    names, known = list(store.types(TABLE)), Vocabulary(settings.roles.synonyms)
    dates, values = known.likely(names, Role.DATE), known.likely(names, *roles.VALUES)
    return Hints(
        dates=frozenset(dates | {name for name, role in fixed.items() if role is Role.DATE}),
        values=frozenset(values | {name for name, role in fixed.items() if role in roles.VALUES}),
        comma_is_decimal={one.delimiter for one in loaded if one.delimiter} == {";"},
        point_is_decimal={one.delimiter for one in loaded if one.delimiter} == {","},
        decimal=settings.source.decimal,
        date_order=settings.roles.date_order,
        swapped_dates=settings.meaning.swapped_dates,
        year=_year(settings, loaded),
    )


def _year(settings: Settings, loaded: Sequence[Loaded]) -> Year | None:
    """Say where dates belong that name no year: as set, as the file's own head says, or as what is
    written above the table does.
    """
    if wanted := settings.meaning.yearless_dates:
        return Year(begins=wanted, is_sure=True, stance=Stance.SET)
    told = {one.year_begins for one in loaded if one.year_begins}
    if len(told) == 1:
        return Year(begins=told.pop(), is_sure=True, stance=Stance.ADOPTED)
    years = {year for one in loaded for year in wide.years(one.title, one.label)}
    return (
        Year(begins=date(years.pop(), 1, 1), is_sure=False, stance=Stance.ADOPTED)
        if len(years) == 1 and not told
        else None
    )


def _make_text(store: Store, columns: Sequence[Column], dtypes: Mapping[str, DataType]) -> None:
    """Write numbers that are ids as text, without a decimal point."""
    changed = [
        column.name
        for column in columns
        if column.dtype == "text" and dtypes[column.name] != "text"
    ]
    kinds = store.types(TABLE)
    store.convert({name: ("VARCHAR", as_text(name, kinds[name])) for name in changed})


def _digest(paths: Sequence[Path]) -> tuple[int, str]:
    """Return the bytes of all files together and the digest: of one file its own, of several that
    of their digests.
    """
    digests = []
    for path in paths:
        with path.open("rb") as stream:
            digests.append(hashlib.file_digest(stream, "sha256").hexdigest())
    joined = (
        digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()
    )
    return sum(path.stat().st_size for path in paths), joined
