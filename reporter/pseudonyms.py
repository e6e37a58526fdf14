"""Customers' ids in, keyed hashes out that only the holder of the key can match with them.

HMAC-SHA-256 (RFC 2104): without the key, ids cannot be tried out one by one, which a plain hash of
short numbers would allow. The same key gives the same pseudonyms, so that lists of two months can
be matched with each other.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import TYPE_CHECKING

from reporter.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reporter.settings import PrivacySettings

LENGTH = 32
"""Hexadecimal digits: 128 bits, so that no two customers of any client meet."""
SHORTEST_SALT = 16
"""Characters; shorter keys could be guessed."""


def check_salt(settings: PrivacySettings) -> None:
    """Refuse to begin where ids shall be hashed and there is no key.

    Raises
    ------
    SettingsError
        The variable that `salt_env` names is missing or too short.
    """
    if settings.hash_ids:
        _salt(settings)


def written_ids(customers: Iterable[object], settings: PrivacySettings) -> list[str]:
    """Return ids as lists show them, in the same order: as they are, or hashed where the settings
    say so.
    """
    ids = [str(customer) for customer in customers]
    if not settings.hash_ids:
        return ids
    salt = _salt(settings)
    return [hmac.new(salt, one.encode(), hashlib.sha256).hexdigest()[:LENGTH] for one in ids]


def _salt(settings: PrivacySettings) -> bytes:
    salt = os.environ.get(settings.salt_env, "")
    if len(salt) < SHORTEST_SALT:
        found = f"holds only {len(salt)} characters" if salt else "is not set"
        raise SettingsError(
            "Ids shall be hashed (privacy.hash_ids), but the environment variable"
            f" {settings.salt_env}, the key, {found}.",
            f"Set it to at least {SHORTEST_SALT} random characters, and keep it: the same key gives"
            " the same hashes next month.",
        )
    return salt.encode()
