"""What is wrong with settings in, one message for all of it out: key, value, where it was given,
and what would be right.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from reporter.errors import SettingsError
from reporter.settings import keys, secrets
from reporter.settings.toml_text import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from reporter.settings.layers import Layers

LONGEST = 60
"""Signs of a wrong value that are shown."""
MOST = 20
"""Wrong settings that are told; there may be as many as a hostile file likes."""
_LIMITS = {
    "greater_than_equal": ("ge", "{} or more"),
    "greater_than": ("gt", "more than {}"),
    "less_than_equal": ("le", "{} or less"),
    "less_than": ("lt", "less than {}"),
}
_KINDS = {
    "int": ("a whole number", "5"),
    "float": ("a number", "0.5"),
    "bool": ("true or false", "true"),
    "date": ("a day", "2011-12-10"),
    "datetime": ("a day", "2011-12-10"),
    "finite": ("a number", "0.5"),
}
_LACKS = {
    "missing": "it is missing",
    "string_too_short": "it must not be empty",
    "too_short": "it must not be empty",
    "string_too_long": "it is too long",
}


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
    if len(ordered) == 1:
        return SettingsError(ordered[0].says, ordered[0].hint or "Correct it, then run again.")
    lines = [f"  - {one.says} {one.hint}".rstrip() for one in ordered[:MOST]]
    if len(ordered) > MOST:
        lines.append(f"  - and {len(ordered) - MOST} more.")
    return SettingsError(
        "\n".join([f"{len(ordered)} settings are not valid:", *lines]),
        "Correct them, then run again.",
    )


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
    place = _place(layers)
    errors = sorted(
        (
            Complaint(path=tuple(str(part) for part in one["loc"]), says="", cause=one)
            for one in found.errors()
        ),
        key=place,
    )
    # Words are found for those alone that are told: a hostile file may have a hundred thousand.
    return [_worded(one, layers) if number < MOST else one for number, one in enumerate(errors)]


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
    right, hint = _right(path, one)
    shown = "" if isinstance(one["input"], dict) or _hides(path) else f" = {_shown(one['input'])}"
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


def _right(path: tuple[str, ...], one: ErrorDetails) -> tuple[str, str]:
    """Say what is allowed, and how to write it."""
    kind, value, example = one["type"], one["input"], _example(path)
    name = next((part for part in reversed(path) if not part.isdecimal()), "")
    if kind in _LIMITS:
        return f"it must be {_range(path, one)}", ""
    if kind in {"tuple_type", "list_type"}:
        return "it must be a list", f"Write it in brackets: {name} = {_listed(value, example)}."
    if kind in {"string_type", "path_type"}:
        shown = literal(str(value)) if isinstance(value, int | float) else literal(example or "…")
        return (
            "it must be a text",
            f"Write it in quotes: {name} = {shown if path[-1] == name else f'[{shown}]'}.",
        )
    if kind in {"literal_error", "enum"}:
        choices = _choices(path, one)
        near = difflib.get_close_matches(
            str(value).lower(), [choice.lower() for choice in choices], n=1, cutoff=0.5
        )
        meant = next((choice for choice in choices if near and choice.lower() == near[0]), "")
        return (
            f"it must be one of {', '.join(literal(choice) for choice in choices)}",
            f"Did you mean {literal(meant)}?" if meant else "",
        )
    if kind == "string_pattern_mismatch":
        if _hides(path):
            return (
                (
                    "it must be the name of an environment variable, in capitals, and never the"
                    " secret itself"
                ),
                f"For instance {example}.",
            )
        return f"it must be written like {literal(example)}", ""
    if kind in _LACKS:
        return _LACKS[kind], ""
    for begins, (words, instance) in _KINDS.items():
        if kind.startswith(begins):
            return (
                f"it must be {words}",
                f"Write for instance {name} = {instance if path[-1] == name else f'[{instance}]'}.",
            )
    return one["msg"].removeprefix("Value error, ").removeprefix("Input ").strip(), ""


def _range(path: tuple[str, ...], one: ErrorDetails) -> str:
    """Say both limits of a number: 2 to 12."""
    field = keys.known().get(".".join(path))
    found = {
        name: limit
        for part in (field.metadata if field else ())
        for name in ("ge", "gt", "le", "lt")
        if (limit := getattr(part, name, None)) is not None
    }
    if {"ge", "le"} <= set(found):
        return f"from {found['ge']} to {found['le']}"
    words = [text.format(found[name]) for name, text in _LIMITS.values() if name in found]
    attribute, text = _LIMITS[one["type"]]
    return " and ".join(words) or text.format((one.get("ctx") or {}).get(attribute))


def _choices(path: tuple[str, ...], one: ErrorDetails) -> list[str]:
    field = keys.known().get(".".join(part for part in path if not part.isdecimal()))
    direct = get_args(field.annotation) if field else ()
    inner = get_args(direct[0]) if direct and not isinstance(direct[0], str) else direct
    texts = [str(choice) for choice in inner if isinstance(choice, str)]
    return texts or re.findall(r"'([^']*)'", str((one.get("ctx") or {}).get("expected", "")))


def _example(path: tuple[str, ...]) -> Any:
    field = keys.known().get(".".join(part for part in path if not part.isdecimal()))
    if field is None:
        return ""
    found = field.examples[0] if field.examples else field.default
    return found[0] if path[-1].isdecimal() and isinstance(found, list | tuple) else found


def _listed(value: Any, example: Any) -> str:
    own = (
        isinstance(value, str | int | float)
        and not isinstance(value, bool)
        and len(str(value)) <= LONGEST
    )
    return literal([value] if own else example or ["…"])


def _hides(path: tuple[str, ...]) -> bool:
    """Say whether the value may be a secret."""
    return path[-1].endswith("_env") or secrets.is_secret(path)


def _shown(value: Any) -> str:
    text = literal(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


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
