"""The URL of a database in; whether it holds a secret, how it may be shown, and what its variables
stand for out.

A URL may say ``${NAME}`` where something stands in the environment. Whatever could let somebody in
is never shown.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Mapping

HIDDEN = "***"

_VARIABLE = re.compile(r"\$\{(\w+)\}")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_SECRET_KEY = re.compile(
    r"(?!passfile$).*(pass(word|wd|phrase)|pwd|token|secret|private_?key|api_?key|credential)",
    re.IGNORECASE,
)


class MissingVariable(LookupError):  # noqa: N818 - it says what is missing
    """A variable that a URL names is not set; its only argument is the name."""


def is_url(text: str) -> bool:
    """Say whether a database's URL is meant: it has a scheme, or is a variable as a whole."""
    return bool(_SCHEME.match(text) or _VARIABLE.fullmatch(text))


def scheme(url: str) -> str:
    """Return the scheme in lower case without a driver's name: postgresql+psycopg becomes
    postgresql.
    """
    found = _SCHEME.match(url)
    return found[1].lower().partition("+")[0] if found else ""


def has_password(url: str) -> bool:
    """Say whether a secret stands in a URL in clear; one that a ``${VARIABLE}`` brings does not."""
    return any(not _VARIABLE.fullmatch(secret) for secret in _secrets(url))


def masked(url: str) -> str:
    """Write a URL so that it may be shown: postgresql://user:***@host/db."""
    if not _SCHEME.match(url):
        return url
    opening, user, password, rest = _split(url)
    shown = f"{opening}{user}:{HIDDEN}@" if password else f"{opening}{user}@" if user else opening
    return shown + re.sub(r"([?&])([^=&#]+)=([^&#]*)", _without_secret, rest)


def expanded(url: str, environment: Mapping[str, str] = os.environ) -> str:
    """Put the environment's values for ``${NAME}``; in user and password they are percent-encoded.

    Raises
    ------
    MissingVariable
        A variable is not set, or empty.
    """

    def value(match: re.Match[str]) -> str:
        found = environment.get(match[1])
        if not found:
            raise MissingVariable(match[1])
        return found

    if _VARIABLE.fullmatch(url) or not _SCHEME.match(url):
        return _VARIABLE.sub(value, url)
    opening, user, password, rest = _split(url)
    user, password = (
        _VARIABLE.sub(lambda match: quote(value(match), safe=""), part) for part in (user, password)
    )
    sign_on = f"{user}:{password}@" if password else f"{user}@" if user else ""
    return opening + sign_on + _VARIABLE.sub(value, rest)


def scrubbed(text: str, url: str) -> str:
    """Take a URL's secrets out of a text that another program wrote, as they stand and
    percent-decoded.
    """
    for secret in sorted(_secrets(url), key=len, reverse=True):
        for form in (secret, unquote(secret), quote(unquote(secret), safe="")):
            text = text.replace(form, HIDDEN)
    return text


def database(url: str) -> str:
    """Return the name of the database: the last part of the path, or the host where there is none;
    never a user or password.
    """
    if not _SCHEME.match(url):
        return _VARIABLE.sub(r"\1", url)
    rest = _split(url)[3].partition("?")[0].partition("#")[0]
    host, _, path = rest.partition("/")
    return unquote(path.rstrip("/").rpartition("/")[2]) or host.partition(":")[0] or scheme(url)


def _split(url: str) -> tuple[str, str, str, str]:
    """Cut into opening, user, password and the rest, at the last @: a password that is not encoded
    may hold any other sign.
    """
    found = _SCHEME.match(url)
    opening = found[0] if found else ""
    body = url[len(opening) :]
    host = body.partition("/")[0].partition("?")[0]
    if "@" not in body or ("@" not in host and ":" not in host):
        return opening, "", "", body
    sign_on, _, rest = body.rpartition("@")
    user, _, password = sign_on.partition(":")
    return opening, user, password, rest


def _secrets(url: str) -> list[str]:
    if not _SCHEME.match(url):
        return []
    _, _, password, rest = _split(url)
    pairs = re.findall(r"[?&]([^=&#]+)=([^&#]*)", rest)
    found = [password, *(value for key, value in pairs if _SECRET_KEY.match(unquote(key)))]
    return [secret for secret in found if secret]


def _without_secret(match: re.Match[str]) -> str:
    sign, key, value = match.groups()
    return f"{sign}{key}={HIDDEN if value and _SECRET_KEY.match(unquote(key)) else value}"
