"""A line that is no row is found before anything holds it, wherever the pieces of the text end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.errors import IngestError
from reporter.ingest.text import lines, texts

if TYPE_CHECKING:
    from tests.ingest.conftest import Reader, Writer


@pytest.fixture(params=[1, 3, 7, 64])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_CHUNK", request.param)
    monkeypatch.setattr(lines, "LONGEST_LINE", 100)
    monkeypatch.setattr(lines, "QUOTED", 80)
    monkeypatch.setattr(lines, "CELLS", 60)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"a,b\n1,2\n{'x' * 200}\n", "line 3 is longer"),
        (f"a,b\r1,2\r{'x' * 200}\r", "line 3 is longer"),
        (f"a,b\n{',' * 98}\n1,2\n", "line 2 has more than 60 cells"),
        ('a,b\n1,"' + "word\n" * 40 + '",2\n', "opens in line 2"),
    ],
)
def test_a_line_without_end_is_named(text: str, says: str, write: Writer) -> None:
    with pytest.raises(IngestError, match=says):
        lines.check(write(text), "orders.csv", ",", '"')


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "text",
    [
        "a,b\n" + "1,2\n" * 400,
        'a,b\n1,"two\nlines"\n' * 90,
        'a,5" wide\n' + "1,2\n" * 90,
        'a,""\n' + "1,2\n" * 90,
    ],
)
def test_plain_lines_are_let_through(text: str, write: Writer) -> None:
    lines.check(write(text), "orders.csv", ",", '"')


def test_a_text_most_of_whose_lines_are_lost_is_refused(
    write: Writer, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "REJECTS", 30)
    with pytest.raises(
        IngestError,
        match=r"30 lines or more do not fit its header of 2 columns; the first is line 52",
    ):
        reader(write("id,income\n" + "1,2\n" * 50 + "1\n1,2\n" * 40))
