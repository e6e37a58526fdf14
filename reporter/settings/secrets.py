"""Settings as they were given in, the places where a secret stands in clear out; the secret itself
is in no message.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reporter import urls
from reporter.settings import keys
from reporter.settings.layers import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONG = re.compile(
    r"pass(word|wd|phrase|wort)|secret|token|credential|(api|private|access)[_-]?key|kennwort",
    re.IGNORECASE,
)
_WORD = re.compile(r"(^|[_-])(pass|pwd|pw|salt)($|[_-])", re.IGNORECASE)


def looks_secret(name: str) -> bool:
    """Say whether a key is called as a secret would be."""
    return bool(_LONG.search(name) or _WORD.search(name))


def is_secret(path: tuple[str, ...]) -> bool:
    """Say whether a key that the settings do not have is one for a secret."""
    known = ".".join(path) in keys.known() or path[:2] == ("roles", "synonyms")
    return not known and any(looks_secret(part) for part in path)


def in_clear(
    tables: Mapping[str, Any], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Find keys for secrets, and URLs that hold one.

    Returns
    -------
    path, remedy
        Where, and what to do instead.
    """
    for name, value in tables.items():
        path = (*above, str(name))
        if isinstance(value, dict) and value and len(path) < DEEPEST:
            yield from in_clear(value, path)
        elif is_secret(path):
            yield path, _remedy(path)
        elif any(urls.has_password(text) for text in _texts(value)):
            yield (
                path,
                (
                    "Leave it out of the URL: it comes from PGPASSWORD, a password file, or a"
                    " ${VARIABLE} in the URL."
                ),
            )


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return (
        [text for one in value for text in _texts(one)] if isinstance(value, list | tuple) else []
    )


def _remedy(path: tuple[str, ...]) -> str:
    said = "_".join(path).lower()
    if path[0] == "source":
        return (
            "Take it out: a database's password comes from PGPASSWORD, a password file, or a"
            " ${VARIABLE} in the URL."
        )
    named = "privacy.salt_env" if "salt" in said else "delivery.password_env"
    variable = keys.known()[named].default
    return (
        f"Take it out, and put it into an environment variable: {named} says which ({variable},"
        " unless you name another)."
    )
