"""What is wrong with a play in, sentences that name file, play, key, value and choices out."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from reporter.settings.remedies import limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import ValidationError
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

TABLES = {
    "worth": "Write worth = { basis = …, low = …, high = … }.",
    "unpriced": 'Write unpriced = { kpi = "…" }.',
    "when": "Write when = [{ measure = …, is = …, value = … }], or when = [] for always.",
}
"""Keys that hold tables, and how they are written."""


def complaints(found: ValidationError, where: str, form: type[BaseModel]) -> list[tuple[str, str]]:
    """Put what is wrong with a play of a form into words: a sentence, and what to do.

    A key that is missing beside one that is nearly written so is not told twice.
    """
    errors = found.errors()
    unknown = [one["loc"] for one in errors if one["type"] == "extra_forbidden"]

    def is_misspelt(one: ErrorDetails) -> bool:
        beside = [str(loc[-1]) for loc in unknown if loc[:-1] == one["loc"][:-1]]
        return one["type"] == "missing" and bool(
            difflib.get_close_matches(str(one["loc"][-1]), beside, n=1)
        )

    return [_sentence(one, where, form) for one in errors if not is_misspelt(one)]


def _sentence(one: ErrorDetails, where: str, form: type[BaseModel]) -> tuple[str, str]:
    keys = [part for part in one["loc"] if isinstance(part, str)]
    tables, key = (keys, "") if not keys or keys[-1] in TABLES else (keys[:-1], keys[-1])
    location = ", ".join([where, *tables])
    context: dict[str, Any] = one.get("ctx") or {}
    match one["type"]:
        # Validators of our own bring their sentence along.
        case "playbook":
            named = f"{key} = " if key else ""
            return f"{location}: {named}{context['says']}.", str(context["hint"])
        case "extra_forbidden":
            return (
                f"{location}: there is no key {key!r}.",
                f"Keys: {', '.join(_known(tables, form))}.",
            )
    is_not, hint = _wanted(keys, form)
    if one["type"] == "missing":
        return f"{', '.join([where, *keys[:-1]])}: the key {keys[-1]} is missing.", hint
    shown = f"{keys[-1]} = {one['input']!r}" if keys else repr(one["input"])
    return f"{', '.join([where, *keys[:-1]])}: {shown} {is_not}.", hint


def _wanted(keys: Sequence[str], form: type[BaseModel]) -> tuple[str, str]:
    """Say what a value is not, and how a right one is written."""
    key = keys[-1] if keys else ""
    if not key or key in TABLES:
        return "is not a table", TABLES.get(key, "Begin each play with [[play]].")
    field = _field(keys, form)
    choices = _choices(field)
    if choices:
        return "is not known", f"Choose one of: {', '.join(choices)}."
    bounds = limits(field)
    if bounds:
        return (
            f"is not a number from {bounds['ge']:g} to {bounds['le']:g}",
            f"Write {key} = … with a number in that range.",
        )
    return "is no text", f'Write {key} = "…".'


def _model(tables: Sequence[str], model: type[BaseModel]) -> type[BaseModel]:
    """Return the part of a playbook that the keys lead to."""
    for table in tables:
        model = _inside(model.model_fields[table].annotation)
    return model


def _inside(annotation: Any) -> type[BaseModel]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = [part for part in get_args(annotation) if part not in {..., type(None)}]
    return _inside(parts[0])


def _known(tables: Sequence[str], form: type[BaseModel]) -> list[str]:
    fields = _model(tables, form).model_fields
    return [field.alias or name for name, field in fields.items()]


def _field(keys: Sequence[str], form: type[BaseModel]) -> FieldInfo:
    fields = _model(keys[:-1], form).model_fields
    return next(field for name, field in fields.items() if keys[-1] in {name, field.alias})


def _choices(field: FieldInfo) -> list[str]:
    return [str(choice) for choice in get_args(field.annotation) if isinstance(choice, str | int)]
