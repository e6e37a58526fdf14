"""Rows that say again what others add up to are left out and counted, wherever they stand; what is
only called so stays.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from reporter.ingest.remarks import is_subtotal, is_total
from reporter.ingest.subtotals import Candidate, settle
from reporter.ingest.text import texts
from tests import heavy
from tests.ingest.spreadsheets import xlsx
from tests.ingest.tables import load_one

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.tables import Table

HEADER = ["region", "client", "day", "order", "product", "pieces", "amount"]
LABELS = [
    "{} Ergebnis", "{} Total", "Total {}", "Subtotal {}", "Zwischensumme {}", "Summe {}", "{} gesamt", "Sous-total {}", "Totale {}",
    "{} totale", "Suma {}", "Soma {}", "{} totaal", "Subtotal", "Zwischensumme", "{} Result", "{} Sum",
]  # fmt: skip
Row = list[Any]


@dataclass
class Listing:
    """A list of orders with a subtotal after each client and each region, and a total at the end."""

    label: str
    above: bool = False
    records: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    subtotals: int = 0

    def __post_init__(self) -> None:
        chance = random.Random(7)
        for region in ("North", "South", "West"):
            of_region: list[Row] = []
            for client in (f"{region[0]}{number}" for number in range(4)):
                own = [self._record(region, client, chance) for _ in range(chance.randrange(1, 6))]
                self._add(own, [None, self.label.format(client)])
                of_region += own
            self._add([], [self.label.format(region), None], of_region)
            self.records += of_region

    def _record(self, region: str, client: str, chance: random.Random) -> Row:
        day = f"2024-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        cents = chance.randrange(100, 9000)
        return [
            region,
            client,
            day,
            f"A{chance.randrange(10**6)}",
            chance.choice("xyz"),
            chance.randrange(1, 9),
            cents / 100,
        ]

    def _add(self, own: list[Row], label: Row, of: list[Row] | None = None) -> None:
        summed = of or own
        subtotal = [
            *label,
            None,
            None,
            None,
            sum(row[5] for row in summed),
            round(sum(row[6] for row in summed), 2),
        ]
        self.rows += [subtotal, *own] if self.above else [*own, subtotal]
        self.subtotals += 1

    @property
    def total(self) -> Row:
        pieces, amount = (sum(row[place] for row in self.records) for place in (5, 6))
        return ["Grand Total", None, None, None, None, pieces, round(amount, 2)]


def sheet(path: Path, rows: list[Row]) -> Table:
    return load_one(xlsx(path, Data=[HEADER, *rows]))


def text(path: Path, rows: list[Row]) -> Table:
    """Write a text as a German program does."""
    lines = [
        ";".join("" if cell is None else str(cell).replace(".", ",") for cell in row)
        for row in [HEADER, *rows]
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load_one(path)


def counted(table: Table) -> int:
    """Return how many rows of totals and subtotals were left out."""
    notes = " ".join(table.loaded.notes)
    return sum(
        int(number) for number in re.findall(r"(\d+) (?:rows?|lines?) of (?:sub)?totals", notes)
    )


def orders(table: Table) -> list[str]:
    return sorted(str(row[3]) for row in table.rows)


@pytest.mark.parametrize("label", heavy.first(3, LABELS))
def test_subtotals_of_two_levels_are_left_out(tmp_path: Path, label: str) -> None:
    listing = Listing(label)
    for found in (
        sheet(tmp_path / "book.xlsx", [*listing.rows, listing.total]),
        text(tmp_path / "list.csv", [*listing.rows, listing.total]),
    ):
        assert orders(found) == sorted(row[3] for row in listing.records)
        assert counted(found) == listing.subtotals + 1
        if not is_total(label.format("West")):  # else there are several totals at the end
            assert listing.total[6] in found.loaded.totals["amount"]


def test_subtotals_may_stand_above_what_they_sum_up(tmp_path: Path) -> None:
    listing = Listing("{} Total", above=True)
    expected = sorted(row[3] for row in listing.records)
    clients_only = [row for row in listing.rows if row[0] is None or row[2] is not None]
    assert orders(sheet(tmp_path / "book.xlsx", clients_only)) == expected
    assert orders(text(tmp_path / "list.csv", clients_only)) == expected


def test_names_of_products_and_customers_are_records(tmp_path: Path) -> None:
    chance = random.Random(3)
    names = [
        "Total Gym",
        "Summer Ltd",
        "Sum 41",
        "Gesamt AG",
        "Totale Srl",
        "Elf Total",
        "Result Inc",
        "Subtotal",
        "Ergebnis GmbH",
    ]
    rows = [
        [
            chance.choice(["North", None]), chance.choice([*names, "Smith"]), f"2024-01-{chance.randrange(1, 29):02d}",
            chance.choice([f"A{number}", None]) if number % 9 == 0 else f"A{number}", chance.choice([*names, "chair"]), 1,
            chance.choice([9.99, 19.99, 49.99]),
        ]
        for number in range(400)
    ]  # fmt: skip
    for found in (sheet(tmp_path / "book.xlsx", rows), text(tmp_path / "list.csv", rows)):
        assert len(found.rows) == len(rows)
        assert not any("total" in note for note in found.loaded.notes)


def test_sums_without_a_label_are_left_out_of_a_sheet(tmp_path: Path) -> None:
    listing = Listing("")
    rows = [[None if cell == "" else cell for cell in row] for row in listing.rows]
    assert orders(sheet(tmp_path / "book.xlsx", rows)) == sorted(row[3] for row in listing.records)


@pytest.mark.slow
def test_a_narrow_list_of_sums_tells_itself_by_them(tmp_path: Path) -> None:
    rows: list[Row] = []
    for region in "abc":
        rows += [[f"{region}{number}", 10.25 * number + ord(region)] for number in range(1, 5)]
        rows.append([f"Total {region}", sum(row[1] for row in rows[-4:])])
    found = load_one(xlsx(tmp_path / "book.xlsx", Data=[["client", "amount"], *rows]))
    assert len(found.rows) == 12
    innocent = [[f"Total {number}", 5.5 + number] for number in range(12)]
    assert (
        len(load_one(xlsx(tmp_path / "other.xlsx", Data=[["client", "amount"], *innocent])).rows)
        == 12
    )


@pytest.mark.slow
def test_a_long_text_is_held_against_its_sums_in_the_order_of_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "BUFFER", 2 << 20)
    rows: list[Row] = []
    for client in range(2_000):
        own: list[Row] = [
            [
                "North",
                f"c{client}",
                "2024-01-05",
                f"A{client}-{number}",
                "x" * 20,
                1,
                number + client / 100,
            ]
            for number in range(40)
        ]
        rows += [
            *own,
            [None, f"c{client} Total", None, None, None, 40, round(sum(row[6] for row in own), 2)],
        ]
    found = text(tmp_path / "list.csv", rows)
    assert (tmp_path / "list.csv").stat().st_size > 2 * texts.BUFFER
    assert len(found.rows) == 80_000
    assert "2,000 lines of subtotals in list.csv left out" in found.loaded.notes


def candidate(row: int, value: float, *, blank: int = 3, labelled: bool = True) -> Candidate:
    return Candidate(
        row=row, labelled=labelled, strict=False, blank=blank, firm=4, figures={0: (value,)}
    )


def test_one_sum_in_the_middle_of_records_is_found_by_its_figures() -> None:
    values = np.array([1.25, 2.5, 3.75, 10.0, 20.5, 7.0, 99.0])
    assert settle([candidate(2, 3.75)], {0: (values,)}, 7) == {2}
    assert settle([candidate(2, 3.70)], {0: (values,)}, 7) == frozenset()
    # Where more is missing, a single sum may be chance.
    assert settle([candidate(2, 3.75, blank=1)], {0: (values,)}, 7) == frozenset()


def test_what_is_no_sum_is_a_record_of_the_sums_of_others() -> None:
    values = np.array([1.25, 2.5, 5.0, 8.75, 4.0, 4.0])
    taken = settle([candidate(1, 2.5), candidate(3, 8.75)], {0: (values,)}, 6)
    assert taken == {3}


def test_words_for_totals_stand_at_an_edge_of_a_label() -> None:
    for words in (
        "K1000 Ergebnis",
        "Total North",
        "*** Summe ***",
        "Totaal Jansen",
        "Nord gesamt:",
        "Sous-total Dupont",
        "North Result",
    ):
        assert is_subtotal(words), words
    for words in (
        "Summer Ltd",
        "Consumer",
        "totally",
        "Gesamtschule Nord",
        "Autosum X",
        "The Total Gym Company",
        "Somers",
        "x" * 200 + " total",
    ):
        assert not is_subtotal(words), words
