"""What the command line says of itself stands in the catalogue: a consultant's own words hold there,
and numbers are written alike in every locale.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from reporter.cli import reporter
from reporter.cli.screen_words import ScreenNumerals, named, screen_words
from reporter.model.claim import Claim, Count, Day, Name, Share, Value
from reporter.wording.catalogue import catalogue

ORDERS = "Order,Customer,Date,Amount\n" + "".join(
    f"{number},C{number % 9},2024-{number % 12 + 1:02d}-0{number % 9 + 1},{10 + number % 7}.5\n"
    for number in range(60)
)
PIPELINE = Path(__file__).parents[2] / "reporter" / "pipeline.py"


@pytest.fixture
def orders(tmp_path: Path) -> str:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    return str(path)


def own(folder: Path, text: str) -> list[str]:
    """Return the option by which these words are read."""
    path = folder / "words.toml"
    path.write_text(text, encoding="utf-8")
    return ["--set", f'findings.words="{path}"']


def call(*arguments: str) -> str:
    return CliRunner().invoke(reporter, list(arguments)).output


def test_a_screen_writes_numbers_alike_in_every_locale() -> None:
    german = ScreenNumerals(locale="de_DE", currency="EUR")
    assert german.count(1507) == "1,507"
    assert german.fixed(2.5, 2) == "2.50"
    assert german.percent(0.125, 1) == "12.5%"
    assert german.percent(0.003) == "0%"
    assert german.day(date(2011, 12, 9)) == "2011-12-09"
    assert german.money_short(7_460_000) == "7,46m\N{NO-BREAK SPACE}€"


def test_days_and_shares_of_a_sentence_are_written_so() -> None:
    words = screen_words(None)
    assert words.text(Claim("screen.drift.outside", {"share": Share(0.012)})).startswith("1.2% of")
    compared: dict[str, Value] = {"customers": Count(4338), "day": Day(date(2011, 12, 10))}
    assert "4,338 customers of 2011-12-10 that" in words.text(Claim("screen.drift", compared))


def test_files_are_listed_with_commas() -> None:
    gone = Claim("screen.replaced.gone", {"files": named(["report.pdf", "a {b}.csv", "c.csv"])})
    assert "removed: report.pdf, a {b}.csv, c.csv (leave" in screen_words(None).text(gone)


def test_every_stage_has_its_words() -> None:
    stages = set(re.findall(r'\bwatch\("(\w+)"\)', PIPELINE.read_text(encoding="utf-8")))
    assert {"read", "render"} <= stages
    assert [one for one in sorted(stages) if not catalogue().has(f"screen.stage.{one}")] == []


def test_own_words_stand_on_the_screen(tmp_path: Path, orders: str) -> None:
    words = own(
        tmp_path,
        'screen.next = "And now"\nscreen.column.role = "Meant as"\n'
        'screen.extent.orders = "{rows} lines of orders"',
    )
    said = call("inspect", orders, *words)
    assert "And now\n" in said
    assert "Meant as" in said
    assert "\n60 lines of orders\n" in said


def test_own_words_stand_over_what_is_refused(tmp_path: Path, orders: str) -> None:
    words = own(tmp_path, 'screen.refused = "That will not do:"')
    for setting in ('roles.ignore=["Customer"]', 'source.since="2099-01-01"'):
        assert "That will not do:\n" in call("inspect", orders, *words, "--set", setting), setting


def test_own_words_stand_in_what_is_written_and_beside_it(tmp_path: Path, orders: str) -> None:
    words = own(
        tmp_path,
        'init.head = "How {data} is read."\nscreen.stage.read = "Opening"\n'
        'screen.configuration = "{file} is there."',
    )
    target = tmp_path / "client.toml"
    said = call("init", orders, *words, "-o", str(target))
    assert target.read_text(encoding="utf-8").startswith("# How orders.csv is read.\n")
    assert f"{target} is there.\n" in said
    assert re.search(r"^Opening: \d+\.\d s$", said, re.MULTILINE)


def test_what_a_client_wrote_is_no_sentence() -> None:
    sent = Claim("screen.sent", {"to": Name("{% if x %}@example.org")})
    assert screen_words(None).text(sent) == "Sent to {% if x %}@example.org."
