"""What was set under [source] and what kind of data there is in; a refusal of what does not apply
to any of it out.

A setting that is passed over in silence is taken for obeyed: who filters by a query and is given
all rows believes in the wrong report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest import forms
from reporter.settings.toml_text import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reporter.ingest.files.containers import Part
    from reporter.ingest.forms import Form
    from reporter.ingest.loaded import Loaded
    from reporter.ingest.types.typed import Typed
    from reporter.settings import SourceSettings

DOES = {
    "table": "chooses a table of a database",
    "query": "asks a database",
    "sheet": "chooses a sheet of a workbook",
    "encoding": "says how a delimited text is encoded",
    "delimiter": "says what stands between the columns of a delimited text",
    "header": "says whether a text or a sheet has a line with the columns' names",
    "names": "names the columns of a text or a sheet that has no line of names",
    "skip": "counts the lines above the header of a text or a sheet",
    "joins": "joins files, sheets or tables that were read",
    "main": "says which of several files, sheets or tables holds the lines",
}
"""Setting that does not fit every form → what it does."""
_NAMED = 3
"""So many columns a message names."""
_FLAGS = ("table", "query")
_FILTER = "to choose rows, write a filter: --where \"Country = 'France'\""
_INSTEAD: Mapping[tuple[str, Form], str] = {
    ("table", forms.WORKBOOK): "choose a sheet: --set source.sheet=NAME",
    ("sheet", forms.SQLITE): "choose a table: --table NAME",
    ("sheet", forms.DUCKDB): "choose a table: --table NAME",
    ("sheet", forms.SERVER): "choose a table: --table NAME",
    ("joins", forms.SERVER): "join the tables by a query: --query 'SELECT …'",
    ("main", forms.SERVER): "choose the table: --table NAME",
    ("names", forms.SERVER): "name the columns by a query: --query 'SELECT … AS …'",
}


def check(settings: SourceSettings, found: Iterable[Form], label: str) -> None:
    """Make sure that each setting applies to some of the data.

    Parameters
    ----------
    found
        What kinds of files there are, or `forms.SERVER`.
    label
        How messages call all of the data.

    Raises
    ------
    IngestError
        A setting applies to none of them, or a table and a query were given both.
    """
    kinds = tuple(dict.fromkeys(found))
    for key in settings.model_dump(exclude_defaults=True):
        if key in DOES and not any(key in kind.settings for kind in kinds):
            raise IngestError(
                f"{_shown(key, settings)} {DOES[key]}, but {label} {_are(kinds)}.",
                _instead(key, kinds[0] if len(kinds) == 1 else None),
            )
    if settings.table and settings.query:
        raise IngestError("Both a table and a query were given.", "Give --table or --query.")


def check_files(settings: SourceSettings, parts: Iterable[Part], label: str) -> None:
    """Make sure of that for files that were found: see `check`."""
    check(settings, (part.form for part in parts), label)


def check_names(settings: SourceSettings, loaded: Sequence[Loaded]) -> None:
    """Make sure that names were given to columns that have none.

    Raises
    ------
    IngestError
        Each file has a line of names.
    """
    if settings.names and not any(one.nameless for one in loaded):
        what = (
            f"{_shown('names', settings)} names the columns of a file that has no line of names,"
            f" but {loaded[0].label} has one."
        )
        raise IngestError(
            what, "Leave it out; or, if that line holds data, also set source.header=no."
        )


def check_decimal(settings: SourceSettings, label: str, typed: Typed) -> None:
    """Make sure that there are numbers which the decimal sign that was set could matter to, and
    that some are written with it.

    Raises
    ------
    IngestError
        Numbers are stored as such, or all of them are written with the other sign.
    """
    wanted = {"point": ".", "comma": ","}.get(settings.decimal, "")
    if not wanted:
        return
    if not typed.written:
        what = (
            f"{_shown('decimal', settings)} says how numbers are written in texts, but no text in"
            f" {label} is a number."
        )
        raise IngestError(what, _instead("decimal", None))
    if typed.points and wanted not in typed.points.values():
        other = "point" if wanted == "," else "comma"
        columns = ", ".join(list(typed.points)[:_NAMED])
        what = (
            f"{_shown('decimal', settings)} fits no column of {label}: fractions stand behind a"
            f" {other} ({columns})."
        )
        raise IngestError(what, _instead("decimal", None))


def _shown(key: str, settings: SourceSettings) -> str:
    """Name a setting as it may have been typed."""
    text = literal(getattr(settings, key))
    value = text if len(text) <= 60 else f"{text[:59]}…"
    return f"The setting source.{key} = {value}{f' (--{key})' if key in _FLAGS else ''}"


def _are(kinds: tuple[Form, ...]) -> str:
    called = [kind.called for kind in kinds]
    return (
        f"is {called[0]}"
        if len(called) == 1
        else f"holds {', '.join(called[:-1])} and {called[-1]}"
    )


def _instead(key: str, kind: Form | None) -> str:
    other = (_INSTEAD.get((key, kind)) if kind else "") or (_FILTER if key == "query" else "")
    undone = (
        "auto"
        if key in {"header", "decimal"}
        else "'[]'"
        if key in {"names", "joins"}
        else "null"
        if key == "skip"
        else ""
    )
    undo = (
        f"Leave it out (--set source.{key}={undone} undoes what a configuration says)"
        if undone != "null"
        else "Leave it out"
    )
    return f"{undo}{f'; {other}' if other else ''}."
