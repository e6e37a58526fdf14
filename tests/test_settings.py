"""Flags, TOML and `--set` become one validated Settings, or one clear message."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reporter import settings as configuration
from reporter.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def test_later_sources_win(tmp_path: Path) -> None:
    path = tmp_path / "client.toml"
    path.write_text('[segments]\ncount = 4\nseed = 7\n[report]\nclient = "Harbour"\n', encoding="utf-8")
    settings = configuration.load(path, ["segments.count=5"], segments__seed=9)
    assert (settings.segments.count, settings.segments.seed, settings.report.client) == (5, 9, "Harbour")


def test_a_flag_that_is_not_given_changes_nothing() -> None:
    assert configuration.load(segments__count=None) == configuration.Settings()


def test_assignments_are_read_as_toml_and_else_as_text() -> None:
    settings = configuration.load(
        assignments=["roles.customer=Customer ID", 'segments.features=["Income", "Score"]', "customers.as_of=2011-12-10"]
    )
    assert settings.roles.customer == "Customer ID"
    assert settings.segments.features == ("Income", "Score")
    assert settings.customers.as_of == date(2011, 12, 10)


def test_paths_are_relative_to_their_file(tmp_path: Path) -> None:
    path = tmp_path / "client.toml"
    path.write_text('[findings]\nplaybook = "plays.toml"\n', encoding="utf-8")
    assert configuration.load(path).findings.playbook == tmp_path / "plays.toml"


@pytest.mark.parametrize(
    ("assignment", "says"),
    [
        ("segments.cuont=5", "segments.count"),
        ("segments.count=1", "greater than or equal to 2"),
        ("quality.returns=refund", "'net', 'drop' or 'keep'"),
        ("count=5", "names no table"),
        ("segments.count", "key=value"),
        ("report.currency=pounds", "report.currency"),
    ],
)
def test_a_wrong_setting_is_named_with_what_would_be_right(assignment: str, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        configuration.load(assignments=[assignment])
    assert says in str(caught.value)


def test_a_minimum_above_the_maximum_is_refused() -> None:
    with pytest.raises(SettingsError, match="above"):
        configuration.load(assignments=["segments.minimum=6", "segments.maximum=4"])


@pytest.mark.parametrize(
    ("content", "says"), [(b"[segments\n", "not valid TOML"), (b"\xff\xfe\x00", "not valid TOML"), (None, "cannot be read")]
)
def test_a_broken_file_is_one_message(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "client.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=says):
        configuration.load(path)


def test_settings_cannot_change_after_they_are_made() -> None:
    settings = configuration.Settings()
    with pytest.raises(ValueError, match="frozen"):
        settings.segments = configuration.SegmentsSettings(count=3)
