"""`reporter playbook` prints our strategies and writes them into a file that means the same."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reporter.cli import reporter
from reporter.findings import load_playbook, our_plays
from reporter.findings.strategies.own_plays import OwnPlay
from tests.findings import cases
from tests.findings.test_playbook import settings_with
from tests.saying import strategies

if TYPE_CHECKING:
    from pathlib import Path


def exported(folder: Path) -> Path:
    path = folder / "plays.toml"
    done = CliRunner().invoke(reporter, ["playbook", "--export", str(path)])
    assert done.exit_code == 0, done.output
    return path


def test_what_is_printed_names_every_play_with_its_texts_and_rewords_it(tmp_path: Path) -> None:
    done = CliRunner().invoke(reporter, ["playbook"])
    assert done.exit_code == 0
    printed = tomllib.loads(done.output)["play"]
    assert [play["id"] for play in printed] == [play.id for play in our_plays()]
    assert printed[0].keys() >= {"title", "action", "channel", "kpi"}
    path = tmp_path / "plays.toml"
    path.write_text(done.output, encoding="utf-8")
    read = load_playbook(settings_with(path))
    assert (read.own, len(read.sentences)) == (frozenset(), len(our_plays()))


@pytest.mark.parametrize("mode", ["extend", "replace"])
@pytest.mark.parametrize("case", [cases.shop(), cases.moneyless(), cases.wholesale()])
def test_an_exported_playbook_gives_the_same_suggestions(
    tmp_path: Path, case: cases.Case, mode: str
) -> None:
    own = replace(case, settings=settings_with(exported(tmp_path), mode)).find()
    ours = case.find()
    assert [(one.id, one.segment, one.low, one.high) for one in own.actions] == [
        (one.id, one.segment, one.low, one.high) for one in ours.actions
    ]
    assert strategies(own, case.numerals) == strategies(ours, case.numerals)


def test_an_exported_play_decides_as_ours_does(tmp_path: Path) -> None:
    read = load_playbook(settings_with(exported(tmp_path), "replace")).plays
    for own, ours in zip(read, our_plays(), strict=True):
        needs = {"needs", "needs_unpriced"}
        assert own.model_dump(exclude=needs) == ours.model_dump(exclude=needs)
        for priced in (True, False):
            assert set(own.needed(priced=priced)) == set(ours.needed(priced=priced))


def test_an_exported_play_holds_every_key_that_it_may(tmp_path: Path) -> None:
    written = {
        key for play in tomllib.loads(exported(tmp_path).read_text())["play"] for key in play
    }
    assert written == set(OwnPlay.model_fields)


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "plays.toml"
    path.write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(reporter, ["playbook", "--export", str(path)])
    assert done.exit_code == 1
    assert "is there already" in done.stderr
    assert path.read_text(encoding="utf-8") == "mine"
