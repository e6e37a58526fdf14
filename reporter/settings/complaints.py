"""What is wrong with settings in, one message for all of it out: key, value, where it was given,
and what would be right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reporter.errors import MOST_TOLD, SettingsError, all_at_once
from reporter.settings import keys, remedies, secrets
from reporter.settings.toml_text import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from reporter.settings.layers import Layers


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One thing that is wrong."""

    path: tuple[str, ...]
    says: str
    """A sentence."""
    hint: str = ""
    """A sentence: what to do."""
    cause: ErrorDetails | None = None
    """What validation said, before it is put into words."""


def error(complaints: Sequence[Complaint], layers: Layers) -> SettingsError:
    """Tell all that is wrong at once, in the order in which it was given."""
    ordered = sorted(complaints, key=_place(layers))
    return SettingsError(*all_at_once([(one.says, one.hint) for one in ordered], "settings"))


def of_secrets(layers: Layers) -> list[Complaint]:
    """Refuse secrets in clear, without repeating them."""
    return [
        Complaint(
            path=path,
            says=(
                f"The setting {dotted(path)}{_where(layers, path)} holds a secret in clear, which"
                " has no place in settings."
            ),
            hint=remedy,
        )
        for path, remedy in secrets.in_clear(layers.tables)
    ]


def of_validation(found: ValidationError, layers: Layers) -> list[Complaint]:
    """Put pydantic's errors into words."""
    key = _place(layers)
    errors = sorted(
        (
            Complaint(path=tuple(str(part) for part in one["loc"]), says="", cause=one)
            for one in found.errors()
        ),
        key=key,
    )
    # Words are found for those alone that are told: a hostile file may have a hundred thousand.
    return [
        _worded(one, layers) if number < MOST_TOLD else one for number, one in enumerate(errors)
    ]


def _place(layers: Layers) -> Callable[[Complaint], int]:
    """Return what sorts complaints into the order in which settings were given."""
    places = layers.places()

    def place(one: Complaint) -> int:
        return next(
            (
                places[one.path[:length]]
                for length in range(len(one.path), 0, -1)
                if one.path[:length] in places
            ),
            len(places),
        )

    return place


def _worded(complaint: Complaint, layers: Layers) -> Complaint:
    one, path = complaint.cause, complaint.path
    if one is None:
        return complaint
    where = _where(layers, path)
    if one["type"] == "extra_forbidden":
        return _unknown(path, one["input"], where)
    if one["type"] in {"model_type", "model_attributes_type", "dict_type"}:
        says = f"{dotted(path)} = {_shown(one['input'])}{where} is not valid: it must be a table."
        return Complaint(
            path=path, says=says, hint=f"Write [{dotted(path)}] and its keys below it."
        )
    right, hint = remedies.right(path, one)
    shown = (
        ""
        if isinstance(one["input"], dict) or remedies.hides(path)
        else f" = {_shown(one['input'])}"
    )
    return Complaint(
        path=path,
        says=(
            f"The setting {dotted(path)}{shown}{where} is not valid:"
            f" {right}{'' if right.endswith('?') else '.'}"
        ),
        hint=hint,
    )


def _unknown(path: tuple[str, ...], value: Any, where: str) -> Complaint:
    """Say which key, or table, was probably meant."""
    called = dotted(path)
    if isinstance(value, dict) and (near := keys.nearest_table(path)):
        return Complaint(
            path=path,
            says=f"There is no table [{called}]{where}.",
            hint=f"The nearest is [{near}].",
        )
    if len(path) == 1 and path[0] in keys.tables():
        return Complaint(
            path=path,
            says=f"{called} is a table, not a value{where}.",
            hint=f"Write [{called}] and its keys below it.",
        )
    near = keys.nearest(path)
    table = near.rpartition(".")[0]
    hint = f"Tables: {', '.join(keys.TABLES)}."
    if near:
        moved = f", which stands below [{table}]" if table != ".".join(path[:-1]) else ""
        hint = f"The nearest known key is {near}{moved}."
    return Complaint(path=path, says=f"There is no setting {called!r}{where}.", hint=hint)


def _shown(value: Any) -> str:
    text = literal(value)
    return text if len(text) <= remedies.LONGEST else f"{text[: remedies.LONGEST - 1]}…"


def dotted(path: Sequence[str]) -> str:
    """Write where a value stands: segments.count, report.formats[2]; the first place is 1."""
    written = ""
    for part in path:
        written += f"[{int(part) + 1}]" if part.isdecimal() else f".{part}" if written else part
    return written


def _where(layers: Layers, path: tuple[str, ...]) -> str:
    return _in_brackets(layers.origin(path))


def _in_brackets(origin: str) -> str:
    return f" ({origin})" if origin else ""
