"""A value that validation refused in, what would be right and how to write it out: two sentences
without a full stop.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from reporter.settings import keys, secrets
from reporter.settings.toml_text import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

LONGEST = 60
"""Signs of a wrong value that are shown."""
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
class _Wrong:
    """A value that validation refused."""

    path: tuple[str, ...]
    error: ErrorDetails

    @property
    def value(self) -> Any:
        """The value as it was given."""
        return self.error["input"]

    @property
    def is_in_list(self) -> bool:
        """Whether it is one of a list's."""
        return self.path[-1].isdecimal()

    @property
    def name(self) -> str:
        """The key that it was given for."""
        return next((part for part in reversed(self.path) if not part.isdecimal()), "")

    @property
    def field(self) -> FieldInfo | None:
        """The setting as it is declared."""
        return keys.known().get(".".join(part for part in self.path if not part.isdecimal()))

    @property
    def example(self) -> Any:
        """A value that is right."""
        if self.field is None:
            return ""
        found = self.field.examples[0] if self.field.examples else self.field.default
        return found[0] if self.is_in_list and isinstance(found, list | tuple) else found

    def line(self, text: str) -> str:
        """Write the line of TOML that gives it another value."""
        return f"{self.name} = {f'[{text}]' if self.is_in_list else text}"


def right(path: tuple[str, ...], error: ErrorDetails) -> tuple[str, str]:
    """Say what is allowed, and how to write it."""
    wrong = _Wrong(path=path, error=error)
    return _CASES.get(error["type"], _another_type)(wrong)


def hides(path: tuple[str, ...]) -> bool:
    """Say whether the value may be a secret."""
    return path[-1].endswith("_env") or secrets.is_secret(path)


def limits(field: FieldInfo) -> dict[str, Any]:
    """Return the limits of a number, as far as there are: ge, gt, le, lt."""
    return {
        name: limit
        for part in field.metadata
        for name in ("ge", "gt", "le", "lt")
        if (limit := getattr(part, name, None)) is not None
    }


def _beyond_limits(wrong: _Wrong) -> tuple[str, str]:
    return f"it must be {_range(wrong)}", ""


def _no_list(wrong: _Wrong) -> tuple[str, str]:
    value = wrong.value
    is_one_value = isinstance(value, str | int | float) and not isinstance(value, bool)
    shown = [value] if is_one_value and len(str(value)) <= LONGEST else wrong.example or ["…"]
    return "it must be a list", f"Write it in brackets: {wrong.name} = {literal(shown)}."


def _no_text(wrong: _Wrong) -> tuple[str, str]:
    value = wrong.value
    text = literal(str(value) if isinstance(value, int | float) else wrong.example or "…")
    return "it must be a text", f"Write it in quotes: {wrong.line(text)}."


def _no_choice(wrong: _Wrong) -> tuple[str, str]:
    choices = _choices(wrong)
    lower = {choice.lower(): choice for choice in reversed(choices)}
    near = difflib.get_close_matches(str(wrong.value).lower(), list(lower), n=1, cutoff=0.5)
    return (
        f"it must be one of {', '.join(literal(choice) for choice in choices)}",
        f"Did you mean {literal(lower[near[0]])}?" if near else "",
    )


def _another_pattern(wrong: _Wrong) -> tuple[str, str]:
    if not hides(wrong.path):
        return f"it must be written like {literal(wrong.example)}", ""
    return (
        "it must be the name of an environment variable, in capitals, and never the secret itself",
        f"For instance {wrong.example}.",
    )


def _lacking(wrong: _Wrong) -> tuple[str, str]:
    return _LACKS[wrong.error["type"]], ""


def _another_type(wrong: _Wrong) -> tuple[str, str]:
    for begins, (words, instance) in _KINDS.items():
        if wrong.error["type"].startswith(begins):
            return f"it must be {words}", f"Write for instance {wrong.line(instance)}."
    return wrong.error["msg"].removeprefix("Value error, ").removeprefix("Input ").strip(), ""


_CASES: Mapping[str, Callable[[_Wrong], tuple[str, str]]] = {
    **dict.fromkeys(_LIMITS, _beyond_limits),
    **dict.fromkeys(_LACKS, _lacking),
    "tuple_type": _no_list,
    "list_type": _no_list,
    "string_type": _no_text,
    "path_type": _no_text,
    "literal_error": _no_choice,
    "enum": _no_choice,
    "string_pattern_mismatch": _another_pattern,
}
"""What is said of each of pydantic's kinds of errors; of all others by how they begin."""


def _range(wrong: _Wrong) -> str:
    """Say both limits of a number: 2 to 12."""
    field = keys.known().get(".".join(wrong.path))
    found = limits(field) if field else {}
    if {"ge", "le"} <= set(found):
        return f"from {found['ge']} to {found['le']}"
    words = [text.format(found[name]) for name, text in _LIMITS.values() if name in found]
    attribute, text = _LIMITS[wrong.error["type"]]
    return " and ".join(words) or text.format((wrong.error.get("ctx") or {}).get(attribute))


def _choices(wrong: _Wrong) -> list[str]:
    direct = get_args(wrong.field.annotation) if wrong.field else ()
    inner = get_args(direct[0]) if direct and not isinstance(direct[0], str) else direct
    texts = [str(choice) for choice in inner if isinstance(choice, str)]
    expected = str((wrong.error.get("ctx") or {}).get("expected", ""))
    return texts or re.findall(r"'([^']*)'", expected)
