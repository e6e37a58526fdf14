"""Flags, a client's TOML and what a run recorded in, one validated Settings out. Later sources win."""

from __future__ import annotations

import copy
import difflib
import tomllib
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from reporter.errors import SettingsError
from reporter.settings.tables import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def load(
    config: Path | None = None, assignments: Sequence[str] = (), *, recorded: Mapping[str, Any] | None = None, **flags: Any
) -> Settings:
    """Join defaults, what an earlier run recorded, a TOML file, `key=value` assignments and flags into Settings; the later wins.

    Parameters
    ----------
    recorded
        Tables of settings as plain values.
    config
        A client's TOML file.
    assignments
        Texts such as ``roles.customer=Customer ID``; the value is read as TOML, else as text.
    flags
        Dotted keys with ``__`` for the dot (``segments__count=4``); None means not given.

    Raises
    ------
    SettingsError
        The file is missing or no TOML, or a key or value is not valid.
    """
    values: dict[str, Any] = copy.deepcopy(dict(recorded or {}))
    origin = str(config) if config else "the settings"
    if config:
        own = _read_toml(config)
        _resolve_paths(own, config.parent)
        _overlay(values, own)
    for assignment in assignments:
        key, sign, text = assignment.partition("=")
        if not sign or not key.strip():
            raise SettingsError(f"--set {assignment!r} is not of the form key=value.", "Write for instance --set roles.customer=Client.")
        _put(values, key.strip(), _parse_value(text.strip()))
        origin = "the command line or configuration"
    for name, value in flags.items():
        if value is not None:
            _put(values, name.replace("__", "."), value)
    return _validate(values, origin)


def from_values(values: Mapping[str, Any]) -> Settings:
    """Validate settings given as plain tables.

    Raises
    ------
    SettingsError
        A key or value is not valid.
    """
    return _validate(values, "the settings")


def _overlay(values: dict[str, Any], own: Mapping[str, Any]) -> None:
    """Put tables over tables, key by key."""
    for key, value in own.items():
        below = values.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            _overlay(below, value)
        else:
            values[key] = value


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"The configuration {path} cannot be read: {error.strerror}.", "Check the path given with -c.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The configuration {path} is not valid TOML: {error}.", "Mend that line, then run again.") from error


def _resolve_paths(values: Mapping[str, Any], folder: Path) -> None:
    for table, key in (("findings", "playbook"), ("brand", "logo")):
        section = values.get(table)
        if isinstance(section, dict) and isinstance(section.get(key), str):
            section[key] = str(folder / section[key])


def _parse_value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _put(values: dict[str, Any], key: str, value: Any) -> None:
    *tables, name = key.split(".")
    if not tables:
        raise SettingsError(f"The setting {key!r} names no table.", f"Write table.key=value; tables: {', '.join(Settings.model_fields)}.")
    section: Any = values
    for place, table in enumerate(tables, 1):
        section = section.setdefault(table, {})
        if not isinstance(section, dict):
            path = ".".join(tables[:place])
            raise SettingsError(f"{path!r} must be a table, not a value.", f"Write [{path}] and its keys below it.")
    section[name] = value


def _validate(values: Mapping[str, Any], origin: str) -> Settings:
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        location = [str(part) for part in first["loc"]]
        key = ".".join(location)
        if first["type"] == "extra_forbidden":
            known = _known_keys()
            close = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"The nearest known key is {close[0]}." if close else f"Tables: {', '.join(Settings.model_fields)}."
            raise SettingsError(f"There is no setting {key!r} (in {origin}).", hint) from error
        message = first["msg"].removeprefix("Value error, ").removeprefix("Input ").strip()
        shown = f" = {first['input']!r}" if not isinstance(first["input"], dict) else ""
        raise SettingsError(f"The setting {key}{shown} is not valid: {message}.", "Correct it, then run again.") from error


def _known_keys(model: type[BaseModel] = Settings, table: str = "") -> list[str]:
    """Return every key with the tables that it stands in: segments.count, findings.grid.axis."""
    keys = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            keys += _known_keys(inner, f"{table}{name}.")
        else:
            keys.append(f"{table}{name}")
    return keys
