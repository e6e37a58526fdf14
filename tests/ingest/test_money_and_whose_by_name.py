"""Columns whose names say whose and which money: debit and credit, refunds beside totals,
companies.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from reporter import ingest, quality
from reporter.ledgers import are_sides
from reporter.model import Role
from reporter.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def _amount(path: Path, header: str, rows: list[tuple[str, str]]) -> str | None:
    """Return the column taken for the amount."""
    lines = [
        f"R{number},2024-01-{number % 28 + 1:02d},C{number % 40},{one},{two}"
        for number, (one, two) in enumerate(rows)
    ]
    path.write_text("\n".join([f"Invoice No,Date,Customer,{header}", *lines]), encoding="utf-8")
    dataset = ingest.read([path], Settings(), path.parent)
    with contextlib.closing(dataset.table.get_backend().con):
        return dataset.column(Role.AMOUNT)


@pytest.mark.slow
@pytest.mark.parametrize("nothing", ["", "0.00"])
@pytest.mark.parametrize(
    ("debit", "credit"),
    [("Debit Amount", "Credit Amount"), ("Soll", "Haben"), ("Betrag Soll", "Betrag Haben")],
)
def test_the_larger_side_holds_the_sales(
    debit: str, credit: str, nothing: str, tmp_path: Path
) -> None:
    rows = [
        (nothing, "5.50") if number % 15 == 3 else (f"{20 + number % 31}.25", nothing)
        for number in range(300)
    ]
    path = tmp_path / "ledger.csv"
    assert _amount(path, f"{debit},{credit}", rows) == debit
    assert _amount(path, f"{credit},{debit}", [row[::-1] for row in rows]) == debit
    assert _amount(path, f"{credit},{debit}", rows) == credit


@pytest.mark.slow
def test_a_column_of_refunds_is_no_rival_of_the_total(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    rows = [
        f"R{number},2024-01-{number % 28 + 1:02d},C{number % 40},{20 + number % 31}.50,{5 if number % 9 == 2 else ''}"
        for number in range(300)
    ]
    path.write_text(
        "\n".join(["Commande,Date,Client,Total payé TTC,Montant remboursé", *rows]),
        encoding="utf-8",
    )
    dataset = ingest.read([path], Settings(), tmp_path)
    with contextlib.closing(dataset.table.get_backend().con):
        assert [one.taken for one in dataset.doubts] == ["Total payé TTC"]
        found = quality.clean(dataset, Settings())
    assert [one.question for one in found.readings] == ["refund_column"]
    assert found.dataset.doubts == ()
    assert found.remainder.revenue == sum(
        20.5 + number % 31 - 5 * (number % 9 == 2) for number in range(300)
    )


@pytest.mark.parametrize(
    "name", ["Raison sociale", "Ragione sociale", "Razón social", "Client raison sociale"]
)
def test_companies_by_their_registered_names_are_customers(name: str, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    firms = [f"Maison {letter} SARL" for letter in "ABCDEFGHIJKLMNOPQRST"]
    rows = [
        f"F{number},2024-01-{number % 28 + 1:02d},{firms[number % 20]},{20 + number % 31}.50,{'abc'[number % 3]}"
        for number in range(300)
    ]
    path.write_text(
        "\n".join([f"Facture,Date,{name},Montant,Raison du retour", *rows]), encoding="utf-8"
    )
    dataset = ingest.read([path], Settings(), tmp_path)
    with contextlib.closing(dataset.table.get_backend().con):
        assert dataset.column(Role.CUSTOMER) == name


def test_names_are_two_sides_where_only_debit_and_credit_differ() -> None:
    assert are_sides("Credit (EUR)", "Debit (EUR)")
    assert are_sides("Sollbetrag", "Habenbetrag")
    assert not are_sides("Debit Amount", "Credit Limit")
    assert not are_sides("Debit", "Debit card")
    assert not are_sides("Debit card amount", "Credit card amount")
    assert not are_sides("Debitor", "Kreditor")
