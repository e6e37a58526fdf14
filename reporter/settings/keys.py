"""A dotted key in, the field of the settings that it names out, or the nearest one that
there is.
"""

from __future__ import annotations

import difflib
import functools
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from reporter.settings.tables import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic.fields import FieldInfo

TABLES = tuple(Settings.model_fields)


@functools.cache
def known() -> Mapping[str, FieldInfo]:
    """Return every key with the tables that it stands in, in their order: segments.count,
    findings.grid.axis.
    """
    return dict(_fields(Settings, ""))


def _fields(model: type[BaseModel], table: str) -> list[tuple[str, FieldInfo]]:
    found: list[tuple[str, FieldInfo]] = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += _fields(inner, f"{table}{name}.")
        else:
            found.append((f"{table}{name}", field))
    return found


def tables() -> set[str]:
    """Return the tables, also those within others: segments, findings.grid."""
    parts = [key.split(".")[:-1] for key in known()]
    return {".".join(part[:length]) for part in parts for length in range(1, len(part) + 1)}


def wants_text(key: str) -> bool:
    """Say whether the value of a key is a text: what is typed for it is taken as it stands."""
    field = known().get(key)
    return field is not None and _is_text(field.annotation)


def _is_text(annotation: Any) -> bool:
    if get_origin(annotation) in {Union, types.UnionType}:
        return all(_is_text(part) for part in get_args(annotation) if part is not type(None))
    if get_origin(annotation) is Literal:
        return all(isinstance(choice, str) for choice in get_args(annotation))
    return annotation in {str, Path}


def nearest(path: Sequence[str]) -> str:
    """Return the known key that was probably meant, or nothing.

    A key of that name in another table comes first ([report] count is segments.count), then one of
    its own table that is spelt alike, then any that is.
    """
    *table, name = [part.lower().replace("-", "_") for part in path]
    elsewhere = [key for key in known() if key.rpartition(".")[2] == name]
    if elsewhere:
        return max(
            elsewhere,
            key=lambda key: difflib.SequenceMatcher(
                None, ".".join(table), key.rpartition(".")[0]
            ).ratio(),
        )
    own = [key for key in known() if key.startswith(".".join([*table, ""]))] if table else []
    for keys in (own, list(known())):
        by_name: dict[str, str] = {}
        for key in keys:
            by_name.setdefault(key.rpartition(".")[2], key)
        if close := difflib.get_close_matches(
            name, list(by_name), n=1, cutoff=0.7 if keys is own else 0.75
        ):
            return by_name[close[0]]
    close = difflib.get_close_matches(".".join([*table, name]), list(known()), n=1, cutoff=0.75)
    return close[0] if close else ""


def nearest_table(path: Sequence[str]) -> str:
    """Return the table that was probably meant, or nothing."""
    close = difflib.get_close_matches(".".join(path).lower(), sorted(tables()), n=1, cutoff=0.6)
    return close[0] if close else ""
