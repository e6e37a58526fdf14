"""A form that cuts lines in a way of its own hands its text on, decoded, guarded and with commas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.errors import IngestError
from reporter.ingest import forms
from reporter.ingest.files import delimited
from reporter.ingest.files.containers import Part
from reporter.ingest.store import Store
from reporter.ingest.text import lines
from reporter.settings import SourceSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from reporter.ingest.loaded import Loaded
    from tests.ingest.conftest import Writer

    Cutter = Callable[[str], Sequence[str]]
    Load = Callable[[Path, Callable[[Path], Cutter | None]], Loaded]

ALIGNED = """\
who   town      paid
Ann   Köln, DE  12.5
Bob   Bonn       7.0
Cleo  Bonn       8.5
"""


def _at_places(_text: Path) -> Cutter:
    return lambda line: [line[:6].strip(), line[6:16].strip(), line[16:].strip()]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (folder := tmp_path / "workspace").mkdir()
    store = Store(folder, 0)
    yield store
    store.close()


@pytest.fixture
def load(store: Store, tmp_path: Path) -> Load:
    def _load(path: Path, cutter: Callable[[Path], Cutter | None]) -> Loaded:
        part = Part(path=path, label=path.name, form=forms.TEXT, packing="")
        [loaded] = delimited.load_cut(
            part, store, "part", SourceSettings(), tmp_path / "workspace",
            form="text of fixed columns", cutter=cutter,
        )  # fmt: skip
        return loaded

    return _load


def test_cells_are_those_that_the_form_cuts(load: Load, store: Store, write: Writer) -> None:
    loaded = load(write(ALIGNED, "orders.fwf"), _at_places)
    assert (loaded.form, loaded.delimiter, loaded.rows) == ("text of fixed columns", "", 3)
    assert store.row(["min(town)", "max(town)", "min(paid)"], "part") == (
        "Bonn",
        "Köln, DE",
        "12.5",
    )


def test_its_text_is_decoded_before_it_is_cut(load: Load, store: Store, write: Writer) -> None:
    loaded = load(write(ALIGNED.encode("cp1252"), "orders.fwf"), _at_places)
    assert loaded.encoding == "cp1252"
    assert store.row(["max(town)"], "part") == ("Köln, DE",)


def test_an_endless_line_is_refused_before_the_form_reads_it(
    load: Load, write: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_text: Path) -> Cutter:
        raise AssertionError

    monkeypatch.setattr(lines, "LONGEST_LINE", 100)
    monkeypatch.setattr(lines, "_CHUNK", 64)
    with pytest.raises(IngestError, match=r"orders\.fwf: line 5 is longer than"):
        load(write(ALIGNED + "x" * 200, "orders.fwf"), never)


def test_a_text_that_has_a_delimiter_all_the_same_is_read_by_it(load: Load, write: Writer) -> None:
    loaded = load(write("who;paid\nAnn;1\nBob;2\n", "orders.fwf"), lambda _text: None)
    assert (loaded.form, loaded.delimiter, loaded.rows) == ("CSV", ";", 2)
