"""Flags, the environment, a client's TOML and what a run recorded in, one validated Settings out.
Later sources win.
"""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from reporter.errors import SettingsError
from reporter.settings import complaints, environment, keys, layers, paths
from reporter.settings.complaints import Complaint
from reporter.settings.layers import Layers
from reporter.settings.tables import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LARGEST = 4_000_000
"""Bytes of a configuration; what is larger is something else."""


def load(
    config: Path | None = None,
    assignments: Sequence[str] = (),
    *,
    recorded: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] | None = None,
    **flags: Any,
) -> Settings:
    """Join all that settings come from into one; the later wins.

    The order is: defaults, what an earlier run recorded, a TOML file, the environment, `key=value`
    assignments, flags.

    Parameters
    ----------
    config
        A client's TOML file; relative paths in it are relative to it.
    assignments
        Texts such as ``roles.customer=Customer ID``; the value is read as TOML, else as text.
    recorded
        Tables of settings as plain values.
    environ
        Variables such as ``REPORTER_REPORT__CURRENCY``, read like assignments; by default those of
        the process.
    flags
        Dotted keys with ``__`` for the dot (``segments__count=4``); None means not given.

    Raises
    ------
    SettingsError
        The file is missing or no TOML, or keys or values are not valid: all of them are told at
        once.
    """
    given = Layers()
    given.overlay(recorded or {}, lambda _: "as the earlier run recorded it")
    if config:
        _overlay_toml(given, config)
    typed = Layers()
    misspelt = _overlay_environment(
        typed, os.environ if environ is None else environ, given, assignments
    )
    for assignment in assignments:
        path, text = _split(assignment)
        typed.put(path, layers.parsed(".".join(path), text), "--set")
    paths.expand_home(typed.tables)
    given.overlay(typed.tables, typed.origin)
    for name, value in flags.items():
        if value is not None:
            given.put(tuple(name.split("__")), value, "on the command line")
    return _validate(given, misspelt)


def from_values(values: Mapping[str, Any]) -> Settings:
    """Validate settings given as plain tables.

    Raises
    ------
    SettingsError
        Keys or values are not valid.
    """
    given = Layers()
    given.overlay(values, lambda _: "")
    return _validate(given, [])


def _overlay_toml(given: Layers, config: Path) -> None:
    text = _read(config)
    try:
        own = tomllib.loads(text)
    except RecursionError:
        raise SettingsError(
            f"The configuration {config} is nested too deeply.",
            "Settings need no more than three tables in each other.",
        ) from None
    except ValueError as error:
        said = str(error).replace(
            "(at end of document)", f"(at line {text.count(chr(10)) + 1}, the end)"
        )
        raise SettingsError(
            f"The configuration {config} is not valid TOML: {said}.",
            "Mend that line, then run again.",
        ) from None
    paths.relative_to(own, config.parent)
    numbers = layers.lines(text)

    def origin(path: tuple[str, ...]) -> str:
        found = next(
            (
                numbers[path[:length]]
                for length in range(len(path), 0, -1)
                if path[:length] in numbers
            ),
            None,
        )
        return f"{config.name}, line {found}" if found else config.name

    given.overlay(own, origin)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise SettingsError(
            f"The configuration {path} cannot be read: {error.strerror}.",
            "Check the path given with -c.",
        ) from error
    if len(content) > LARGEST:
        raise SettingsError(
            f"The configuration {path} is too large: it has more than {LARGEST:,} bytes.",
            "Check the path given with -c.",
        )
    try:
        # Editors on Windows put a mark before the text, which is none of it.
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        what = (
            f"The configuration {path} is not valid TOML: it is not written in UTF-8 (at line"
            f" {line})."
        )
        raise SettingsError(what, "Save it as UTF-8, then run again.") from error


def _overlay_environment(
    typed: Layers, environ: Mapping[str, str], given: Layers, assignments: Sequence[str]
) -> list[Complaint]:
    named = environment.named(given.tables)
    for assignment in assignments:
        key, _, text = assignment.partition("=")
        if key.strip().endswith("_env"):
            named.add(text.strip())
    for name, path, text in environment.settings(environ, named):
        typed.put(path, layers.parsed(".".join(path), text), f"the variable {name}")
    return [
        Complaint(
            path=(name,),
            says=f"The variable {name} is no setting.",
            hint=f"The nearest that is one is {right}.",
        )
        for name, right in environment.misspelt(environ, named)
    ]


def _split(assignment: str) -> tuple[tuple[str, ...], str]:
    key, sign, text = assignment.partition("=")
    key = key.strip()
    if not sign or not key:
        # What was typed may be a secret, and is not repeated.
        raise SettingsError(
            "What stands after --set is not of the form key=value.",
            "Write for instance --set roles.customer=Client.",
        )
    if "." not in key:
        near = keys.nearest([key])
        hint = (
            f"Write --set {near}=…"
            if near
            else f"Write table.key=value; tables: {', '.join(keys.TABLES)}."
        )
        raise SettingsError(f"The setting {key!r} names no table.", hint)
    return tuple(key.split(".")), text.strip()


def _validate(given: Layers, already: list[Complaint]) -> Settings:
    secret = complaints.of_secrets(given)
    found = [*already, *secret]
    try:
        settings = Settings.model_validate(given.tables)
    except ValidationError as error:
        # What else is said of the same value, or of the table around it, would repeat the secret or
        # the complaint.
        told = {one.path for one in secret}
        around = {path[:length] for path in told for length in range(len(path))}
        found += [
            one
            for one in complaints.of_validation(error, given)
            if one.path not in around and not _parts(one.path) & told
        ]
        raise complaints.error(found, given) from None
    if found:
        raise complaints.error(found, given)
    return settings


def _parts(path: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return a path and the tables that it lies in."""
    return {path[:length] for length in range(1, len(path) + 1)}
