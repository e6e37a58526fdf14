"""Environment variables in, the settings that they stand for out: REPORTER_REPORT__CURRENCY is
report.currency.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from reporter.settings import keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PREFIX = "REPORTER_"
SEPARATOR = "__"


def variable(key: str) -> str:
    """Return the variable that stands for a key."""
    return PREFIX + key.upper().replace(".", SEPARATOR)


def settings(
    environ: Mapping[str, str], named: Collection[str]
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Find the variables that are settings, in the order of their names.

    Parameters
    ----------
    named
        Variables that settings name, such as the one with the mail server's password: these are no
        settings.

    Returns
    -------
    variable, path, text
        An empty variable is one that is not set.
    """
    for name in sorted(environ):
        rest = name.removeprefix(PREFIX)
        if rest != name and SEPARATOR in rest and environ[name] and name not in named:
            yield name, tuple(rest.lower().split(SEPARATOR)), environ[name]


def misspelt(environ: Mapping[str, str], named: Collection[str]) -> Iterator[tuple[str, str]]:
    """Find the variables that a setting was probably meant by, though they lack the two
    underscores, and what to write.
    """
    meant = {key.upper().replace(".", "_"): key for key in keys.known()}
    for name in sorted(environ):
        rest = name.removeprefix(PREFIX)
        if rest == name or SEPARATOR in rest or not environ[name] or name in named:
            continue
        if close := difflib.get_close_matches(rest.upper(), list(meant), n=1, cutoff=0.85):
            yield name, variable(meant[close[0]])


def named(tables: Mapping[str, object]) -> set[str]:
    """Return the variables that settings name, by default or by their own choice."""
    found = set()
    for key, field in keys.known().items():
        table, _, name = key.rpartition(".")
        if name.endswith("_env"):
            section = tables.get(table)
            own = section.get(name) if isinstance(section, dict) else None
            found |= {str(one) for one in (own, field.default) if one}
    return found
