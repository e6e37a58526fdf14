"""`reporter words` shows and exports the sentences; a run takes a consultant's own in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reporter.cli import reporter
from reporter.wording.catalogue import catalogue
from reporter.wording.own_words import with_own_words

if TYPE_CHECKING:
    from pathlib import Path

ORDERS = "Order,Customer,Date,Amount\n" + "".join(
    f"{number},C{number % 9},2024-{number % 12 + 1:02d}-0{number % 9 + 1},{10 + number % 7}.5\n"
    for number in range(60)
)


def call(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(reporter, list(arguments))
    return result.exit_code, result.output


def test_a_sentence_is_shown_with_its_values_and_an_example() -> None:
    code, said = call("words", "caution.crowded_day")
    assert code == 0
    assert "{orders|counted('order')}, {share} of all" in said
    assert "812 orders, 41" in said
    assert "orders (count), share (share), day (day)" in said


def test_a_beginning_shows_all_below_it() -> None:
    code, said = call("words", "caution")
    assert code == 0
    assert said.count("caution.") >= 8


def test_a_sentence_that_is_not_there_has_its_nearest_told() -> None:
    assert call("words", "caution.crowded_days") == (
        1,
        "Error: There is no sentence 'caution.crowded_days'.\nDid you mean caution.crowded_day?\n",
    )


def test_what_is_exported_is_read_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    code, said = call("words", "--export", str(path))
    assert (code, f"{len(catalogue().entries)} sentences" in said) == (0, True)
    read = with_own_words(catalogue(), path)
    for id_, entry in catalogue().entries.items():
        for form, source in entry.forms.items():
            assert " ".join(read.source(id_, form).split()) == " ".join(source.split())


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text("mine", encoding="utf-8")
    assert call("words", "--export", str(path))[0] == 1
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", ["run", "inspect"])
def test_words_that_are_none_are_refused_before_the_work(tmp_path: Path, command: str) -> None:
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "words.toml").write_text('caution.few = "x"', encoding="utf-8")
    target = ["-o", str(tmp_path / "made")] if command == "run" else []
    words = f'findings.words="{tmp_path / "words.toml"}"'
    code, said = call(command, str(tmp_path / "orders.csv"), "--set", words, *target)
    assert code == 1
    assert "words.toml, line 1: there is no sentence caution.few." in said
    assert not (tmp_path / "made").exists()


def test_own_words_stand_in_what_is_inspected(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "words.toml").write_text(
        "caution.short_history = \"Only {days|counted('day')} of orders.\"", encoding="utf-8"
    )
    words = f'findings.words="{tmp_path / "words.toml"}"'
    code, said = call("inspect", str(tmp_path / "orders.csv"), "--set", words)
    assert code == 0
    assert " days of orders." in said
