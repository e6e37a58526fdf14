"""The URL of a database: what may be shown of it, and what the environment puts into it."""

from __future__ import annotations

import string
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter import urls

PASSWORDS = st.text(
    alphabet=string.ascii_letters + string.digits + "@/?#:%&=$!.", min_size=8, max_size=20
)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://anna:secret@db.example:5432/shop", "postgresql://anna:***@db.example:5432/shop"),
        ("postgresql://anna@db.example/shop", "postgresql://anna@db.example/shop"),
        ("postgresql://db.example/shop?user=anna&password=secret&sslmode=require", "postgresql://db.example/shop?user=anna&password=***&sslmode=require"),
        ("postgresql://anna:p@ss/word@db.example/shop", "postgresql://anna:***@db.example/shop"),
        ("duckdb:///md:shop?motherduck_token=abc", "duckdb:///md:shop?motherduck_token=***"),
        ("orders.csv", "orders.csv"),
    ],
)  # fmt: skip
def test_no_secret_of_a_url_is_shown(url: str, shown: str) -> None:
    assert urls.masked(url) == shown


@given(password=PASSWORDS)
def test_no_password_survives_masking_or_scrubbing(password: str) -> None:
    encoded = quote(password, safe="")
    url = f"postgresql://u:{encoded}@h/d"
    assert urls.masked(url) == "postgresql://u:***@h/d"
    complaint = f"cannot connect with >{password}< or >{encoded}<"
    assert urls.scrubbed(complaint, url) == "cannot connect with >***< or >***<"


@given(password=PASSWORDS)
def test_a_password_from_the_environment_arrives_encoded(password: str) -> None:
    expanded = urls.expanded("postgresql://anna:${PW}@h/d", {"PW": password})
    assert expanded == f"postgresql://anna:{quote(password, safe='')}@h/d"


def test_a_whole_url_may_come_from_the_environment() -> None:
    assert urls.is_url("${DATABASE_URL}")
    assert (
        urls.expanded("${DATABASE_URL}", {"DATABASE_URL": "postgresql://a:b@h/d"})
        == "postgresql://a:b@h/d"
    )


def test_a_missing_variable_is_named() -> None:
    with pytest.raises(urls.MissingVariable, match=r"^PW$"):
        urls.expanded("postgresql://anna:${PW}@h/d", {})


@pytest.mark.parametrize(
    ("url", "clear"),
    [
        ("postgresql://anna:secret@h/d", True),
        ("postgresql://anna:${PW}@h/d", False),
        ("postgresql://anna:se${PW}@h/d", True),
        ("postgresql://anna@h/d", False),
        ("postgresql://h/d?password=secret", True),
        ("postgresql://h/d?password=${PW}&passfile=/etc/pgpass", False),
        ("${DATABASE_URL}", False),
        ("sqlite:///orders.db", False),
        ("exports/*.csv", False),
    ],
)
def test_a_password_in_clear_is_told(url: str, clear: bool) -> None:
    assert urls.has_password(url) is clear


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql://u:secret@h:5432/shop?x=1", "shop"),
        ("postgresql://u:secret@h", "h"),
        ("bigquery://project/data", "data"),
    ],
)
def test_a_database_is_called_without_user_or_password(url: str, name: str) -> None:
    assert urls.database(url) == name
