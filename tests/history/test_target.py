"""A run folder carries client and period, and nobody's folder is called like another's."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from reporter import settings
from reporter.errors import SettingsError
from reporter.history import Target
from reporter.model import Period

YEAR = Period(start=date(2010, 12, 1), end=date(2011, 12, 9), as_of=date(2011, 12, 10))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _place(*data: str, config: str = "", **report: str) -> str:
    target = Target.of(
        settings.from_values({"report": report}),
        data or ("orders.csv",),
        config=Path(config) if config else None,
    )
    return os.path.relpath(target.at(YEAR))


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("orders.csv", "output/orders/2011-12-09"),
        ("data/Orders 2024.csv.gz", "output/Orders-2024/2011-12-09"),
        ("exports/", "output/exports/2011-12-09"),
        ("-", "output/standard-input/2011-12-09"),
        ("postgresql://anna:secret@db.example/shop?sslmode=require", "output/shop/2011-12-09"),
        ("...", "output/report/2011-12-09"),
    ],
)
def test_a_run_without_a_client_is_called_after_its_data(data: str, place: str) -> None:
    assert _place(data) == place


@pytest.mark.parametrize(
    ("client", "config", "place"),
    [
        ("Harbour & Pine Ltd", "clients/c02/client.toml", "output/Harbour-Pine-Ltd/2011-12-09"),
        ("../../etc", "", "output/etc/2011-12-09"),
        ("Zoë's Läden", "", "output/Zoë-s-Läden/2011-12-09"),
        ("", "clients/c02/client.toml", "output/c02/2011-12-09"),
        ("", "clients/c02/settings.toml", "output/c02/2011-12-09"),
        ("", "harbour.toml", "output/harbour/2011-12-09"),
        ("", "client.toml", "output/orders/2011-12-09"),
    ],
)
def test_a_run_is_called_after_its_client_or_the_configuration(
    client: str, config: str, place: str
) -> None:
    assert _place(config=config, client=client) == place


def test_a_table_of_customers_has_no_days() -> None:
    target = Target.of(settings.load(), ["mall.csv"])
    assert os.path.relpath(target.at(None)) == "output/mall/customers"
    assert os.path.relpath(target.known) == "output/mall"


def test_a_setting_names_the_folder(here: Path) -> None:
    assert (
        _place(folder="reports/{client} {data}/{start} to {end}", client="Harbour")
        == "reports/Harbour orders/2010-12-01 to 2011-12-09"
    )
    (here / "clients").mkdir()
    (here / "clients" / "harbour.toml").write_text(
        '[report]\nfolder = "runs/{end}"\n', encoding="utf-8"
    )
    target = Target.of(settings.load(Path("clients/harbour.toml")), ["orders.csv"])
    assert os.path.relpath(target.at(YEAR)) == "runs/2011-12-09"
    home = Target.of(settings.load(None, ["report.folder=~/runs"]), ["orders.csv"])
    assert home.folder == Path.home() / "runs"
    assert (
        Target.of(settings.load(None, ["report.folder=one"]), ["orders.csv"]).folder == here / "one"
    )


def test_what_stands_for_nothing_is_refused() -> None:
    with pytest.raises(
        SettingsError, match=r"\{cleint\} stands for nothing.*did you mean \{client\}"
    ):
        settings.load(None, ["report.folder=output/{cleint}"])


def test_braces_in_a_typed_folder_are_its_name(here: Path) -> None:
    target = Target.of(settings.load(), ["orders.csv"], typed=Path("{end}"))
    assert target.folder == target.known == target.at(YEAR) == here / "{end}"
