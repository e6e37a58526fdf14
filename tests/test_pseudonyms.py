"""Pseudonyms are the same for the same key, others for another, and nothing is written without a
key.
"""

from __future__ import annotations

import hashlib
import hmac

import pytest

from reporter.errors import SettingsError
from reporter.pseudonyms import LENGTH, check_salt, written_ids
from reporter.settings import PrivacySettings

HASHED = PrivacySettings(hash_ids=True)
SALT = "a key that nobody guesses"


def test_ids_stay_as_they_are_unless_asked_for() -> None:
    assert written_ids([17850, "C 1"], PrivacySettings()) == ["17850", "C 1"]


def test_an_id_is_hashed_by_the_standards_hmac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTER_SALT", SALT)
    expected = hmac.digest(SALT.encode(), b"17850", "sha256").hex()[:LENGTH]
    assert written_ids([17850], HASHED) == [expected]
    assert expected != hashlib.sha256(b"17850").hexdigest()[:LENGTH]


def test_another_key_gives_other_pseudonyms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTER_SALT", SALT)
    monkeypatch.setenv("OTHER_SALT", SALT + "!")
    assert written_ids(["1"], HASHED) != written_ids(
        ["1"], PrivacySettings(hash_ids=True, salt_env="OTHER_SALT")
    )


@pytest.mark.parametrize("salt", ["", "short"])
def test_a_missing_or_short_key_is_refused_without_being_shown(
    monkeypatch: pytest.MonkeyPatch, salt: str
) -> None:
    monkeypatch.setenv("REPORTER_SALT", salt)
    with pytest.raises(SettingsError, match="REPORTER_SALT") as caught:
        check_salt(HASHED)
    assert not salt or salt not in str(caught.value).replace("shorter", "")


def test_without_hashing_no_key_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPORTER_SALT", raising=False)
    check_salt(PrivacySettings())
