"""`inspect` promises a report only where a run makes one: what a run refuses, at whatever stage, it
refuses in the same words. That it holds for whole files of clients, too, is shown in test_cases.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from reporter import pipeline
from reporter import settings as configuration
from reporter.cli import reporter
from reporter.errors import ReporterError
from reporter.rendering import pdf
from tests import heavy

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.settings import Settings

CHANCE = np.random.default_rng(7)


def _customers(size: int, **more: object) -> str:
    columns = {
        "customer_id": range(1, size + 1),
        "visits": CHANCE.poisson(9, size),
        "balance": CHANCE.normal(300, 90, size).round(2),
    }
    return pd.DataFrame(columns | more).to_csv(index=False)


def _orders(customers: int, each: int = 3) -> str:
    lines = [
        f"{1000 + 10 * one + place},K{one:04d},2024-{1 + place:02d}-{1 + one % 28:02d},{7 + (one * place) % 50}.50"
        for one in range(customers)
        for place in range(each)
    ]
    return "\n".join(["order_no,customer_no,date,amount", *lines])


PLAY = """[[play]]
id = "own"
kind = "any"
theme = "own"
title = "A play of our own"
action = "Do it."
channel = "Letter"
kpi = "Share who answer"
effort = 1
when = [{ measure = "effect", feature = "moon phase", is = ">=", value = 0.4 }]
"""
BESIDE = {"play.toml": PLAY, "broken.toml": "[[play", "logo.svg": "no drawing"}
"""Files that lie beside the data."""
REFUSED: dict[str, tuple[str, tuple[str, ...], str]] = {
    "two customers": (_customers(2), (), "too few to segment"),
    "three customers": (_customers(3), (), "too few to segment"),
    "two who order": (_orders(2), (), "too few to segment"),
    "all alike": (_customers(30, visits=[5] * 30, balance=[1.5] * 30), (), "same number"),
    "two kinds": (_customers(30, visits=[1] * 10 + [2] * 20, balance=[7.5] * 30), ("segments.count=3",), "2 different kinds"),
    "more segments than customers": (_customers(6), ("segments.count=8",), "8 segments were asked for"),
    "no such feature": (_customers(30), ('segments.features=["visit"]',), "Did you mean 'visits'?"),
    "a feature that does not vary": (
        _customers(30, visits=[5] * 29 + [9]), ("segments.tail=0.1", 'segments.features=["visits"]'), "differ in visits",
    ),
    "a sign for what is missing": (_customers(30, points=[-1.7e308] * 2 + list(range(28))), (), "'points' is beyond 1e+100 for 2 of 30"),
    "no such algorithm": (_customers(30), ("segments.algorithm=sklearn.cluster.Nothing",), "cannot be imported"),
    "no clusterer": (_customers(30), ("segments.algorithm=pathlib.Path",), "no clusterer"),
    "an algorithm that fails": (_customers(30), ("segments.algorithm=sklearn.cluster.FeatureAgglomeration",), "FeatureAgglomeration"),
    "an algorithm that finds nothing": (_customers(6), ("segments.algorithm=dbscan",), "dbscan found no two groups among 6 customers"),
    "a day before the last order": (_orders(30), ("customers.as_of=2024-02-01",), "lies before the last order"),
    "no such playbook": (_customers(30), ("findings.playbook=nowhere.toml",), "cannot be read"),
    "a playbook that is none": (_customers(30), ("findings.playbook=broken.toml",), "not valid TOML"),
    "a play on what the file does not hold": (_customers(30), ("findings.playbook=play.toml",), "there is no feature 'moon phase'"),
    "no such logo": (_customers(30), ("brand.logo=nowhere.svg",), "cannot be read"),
    "a logo that is none": (_customers(30), ("brand.logo=logo.svg",), "is no PNG, JPEG or SVG"),
    "no key for the hash": (_customers(30), ("privacy.hash_ids=true", "privacy.salt_env=REPORTER_NO_SUCH_KEY"), "is not set"),
    "a bad playbook and too few customers": (_customers(2), ("findings.playbook=broken.toml",), "not valid TOML"),
    "one customer": (_orders(1), (), "Only one customer"),
    "no customer": ("day,amount\n2024-01-01,5\n2024-01-02,6\n", (), "customer"),
}  # fmt: skip


def _said(act: object, data: Path, settings: Settings) -> str:
    """Return what is refused, by a run or by an inspection."""
    try:
        if act is pipeline.inspect:
            return pipeline.inspect([data], settings).refusal
        pipeline.run([data], data.with_name("run"), settings)
    except ReporterError as error:
        return str(error)
    return ""


def _settings(*assignments: str) -> Settings:
    return configuration.load(
        None, (*assignments, "segments.resamples=5"), report__formats=("html",)
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, content in BESIDE.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("name", heavy.every(4, REFUSED))
def test_what_a_run_refuses_is_refused_by_inspect_in_the_same_words(
    name: str, folder: Path
) -> None:
    content, assignments, words = REFUSED[name]
    data, settings = folder / "clients.csv", _settings(*assignments)
    data.write_text(content, encoding="utf-8")
    refusal = _said(pipeline.run, data, settings)
    assert words in refusal
    assert _said(pipeline.inspect, data, settings) == refusal
    assert sorted(path.name for path in folder.iterdir()) == sorted([*BESIDE, "clients.csv"])


@pytest.mark.slow
def test_missing_libraries_of_the_press_are_told_before_the_work_is_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "press.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0'\")", encoding="utf-8"
    )
    monkeypatch.setattr(pdf, "SYSTEM_LIBRARIES", ("libnothing.so.7",))
    monkeypatch.setattr(pdf, "LAYOUT_SCRIPT", folder / "press.py")
    data = folder / "clients.csv"
    data.write_text(_customers(30), encoding="utf-8")
    settings = configuration.load(None, ("segments.resamples=5",), report__formats=("pdf",))
    refusal = _said(pipeline.run, data, settings)
    assert "Pango" in refusal
    assert _said(pipeline.inspect, data, settings) == refusal


@pytest.mark.slow
def test_libraries_under_other_names_are_no_reason_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "SYSTEM_LIBRARIES", ("libnothing.so.7",))
    pdf.check_press(["pdf"])


def test_a_refusal_is_shown_beside_what_was_understood(folder: Path) -> None:
    (folder / "clients.csv").write_text(_customers(3), encoding="utf-8")
    screen = CliRunner().invoke(reporter, ["inspect", "clients.csv"])
    assert screen.exit_code == 1
    assert "No report can be made" in screen.stdout
    assert "too few to segment" in screen.stdout
    assert "Cleaning leaves 3" in screen.stdout
    assert "makes the report" not in screen.stdout
    machine = CliRunner().invoke(reporter, ["inspect", "clients.csv", "--json"])
    assert machine.exit_code == 1
    assert json.loads(machine.stdout)["refusal"].startswith("There are only 3 customers")
