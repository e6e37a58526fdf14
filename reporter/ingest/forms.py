"""The forms that data come in: what tells each, what it is called, and which settings fit it.

A form's row stands here alone: `files.signatures` tells forms by it, `files.loading` has a loader
for each, `applying` refuses the settings that do not fit, `loaded` takes endings off names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a file is, once it is unpacked."""

    name: str
    called: str
    """How messages call one, with its article: "a workbook"."""
    listed: tuple[str, ...] = ()
    """How it is called where all that can be read is listed; nothing where it is not."""
    endings: frozenset[str] = frozenset()
    """Endings of the names of such files: they count where content tells nothing, and a folder's
    data files are known by them. Databases have none, as they are only read where they are named.
    """
    content: re.Pattern[bytes] | None = None
    """What the first bytes match; of a text those behind byte order mark and blanks."""
    is_text: bool = False
    """Whether it is told as a text, after all that is none: its loader decodes it."""
    settings: frozenset[str]
    """The settings of [source] that fit it, of those that do not fit everything."""


_JOINING = frozenset({"joins", "main"})
_HEADED = frozenset({"header", "names", "skip"})
_CHOOSING = frozenset({"table", "query"})

TEXT = Form(
    name="text",
    called="a delimited text",
    listed=("CSV and other text",),
    endings=frozenset({".csv", ".tsv", ".tab", ".txt", ".psv", ".dat"}),
    is_text=True,
    settings=_JOINING | _HEADED | {"encoding", "delimiter"},
)
"""Also what is a text of no other form."""
WORKBOOK = Form(
    name="workbook",
    called="a workbook",
    listed=("XLSX", "XLS", "ODS"),
    endings=frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}),
    content=re.compile(rb"\xd0\xcf\x11\xe0"),
    settings=_JOINING | _HEADED | {"sheet"},
)
"""Those that are zip archives are told by their members, in `files.containers`."""
PARQUET = Form(
    name="parquet",
    called="a Parquet file",
    listed=("Parquet",),
    endings=frozenset({".parquet", ".pq"}),
    content=re.compile(rb"PAR1"),
    settings=_JOINING,
)
ARROW = Form(
    name="arrow",
    called="an Arrow file",
    listed=("Feather",),
    endings=frozenset({".feather", ".arrow", ".arrows", ".ipc"}),
    content=re.compile(rb"ARROW1|\xff\xff\xff\xff"),
    settings=_JOINING,
)
JSON = Form(
    name="json",
    called="a JSON file",
    listed=("JSON",),
    endings=frozenset({".json", ".ndjson", ".jsonl"}),
    content=re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]]"),
    is_text=True,
    settings=_JOINING,
)
SQLITE = Form(
    name="sqlite",
    called="an SQLite database",
    content=re.compile(rb"SQLite format 3\0"),
    settings=_JOINING | _CHOOSING,
)
DUCKDB = Form(
    name="duckdb",
    called="a DuckDB database",
    content=re.compile(rb".{8}DUCK", re.DOTALL),
    settings=_JOINING | _CHOOSING,
)
SERVER = Form(name="server", called="a table of a database", settings=_CHOOSING)
"""What lies in a database's server, and is no file."""

FORMS = (TEXT, WORKBOOK, PARQUET, ARROW, JSON, SQLITE, DUCKDB)
"""The forms of files, in the order in which they are listed and tried."""

PACKED = frozenset({".gz", ".bz2", ".xz", ".zst", ".zip", ".tar", ".tgz", ".tbz2", ".txz"})
"""Endings of the names of packed files."""
ENDINGS = PACKED.union(*(form.endings for form in FORMS))
"""Endings of the names of files that are data, where nobody named the file itself."""


def by_ending(suffix: str) -> Form | None:
    """Return the form of files whose names end so, in small letters; None for no form's ending."""
    return next((form for form in FORMS if suffix in form.endings), None)


def listing() -> str:
    """Say in a sentence what can be read."""
    *others, last = [words for form in FORMS for words in form.listed]
    return (
        f"{', '.join(others)} and {last} are read, each also packed (zip, tar, gzip, bzip2, xz,"
        " zstd)."
    )
