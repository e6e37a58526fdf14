"""What identifies people is recognised by name and content; order numbers, codes and categories are
left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.errors import IngestError
from reporter.ingest.columns import personal
from reporter.model import Kind, Personal, Role
from tests import heavy
from tests.ingest.conftest import DATA, Reader, Writer, roles

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = ("Anna", "Peter", "Maria", "John", "Klaus", "Sophie", "Carlos", "Giulia", "Emma", "Pierre")
LAST = ("Muster", "Smith", "Rossi", "Lopez", "Keller", "Dubois", "Silva")


def _card(place: int) -> str:
    """A number of sixteen digits whose last is the check digit."""
    body = f"4{place * 7_919 + 10**13:014d}"
    return next(f"{body}{last}" for last in range(10) if personal.passes_luhn(f"{body}{last}"))


def _iban(place: int) -> str:
    """A German account whose check digits are right."""
    account = f"{10**17 + place * 104_729:018d}"
    check = 98 - int(account + "131400") % 97
    return f"DE{check:02d}{account}"


CELLS: dict[str, Callable[[int], str]] = {
    "Email": lambda place: f"p{place}@example.org",
    "Contact": lambda place: f"p{place}@mail.example.com",
    "Phone": lambda place: f"+44 20 7946 {place:04d}",
    "Telefon": lambda place: f"030 {4_000_000 + place}",
    "Rufnr": lambda place: f"+49 171 {5_000_000 + place}",
    "First Name": lambda place: FIRST[place % 10],
    "Nachname": lambda place: LAST[place % 7],
    "Who": lambda place: f"{FIRST[place % 10]} {LAST[place % 7]}",
    "Billing Street": lambda place: f"{place} Station Road",
    "Wohnt": lambda place: f"Hauptstraße {place + 1}",
    "Credit card": _card,
    "Num": _card,
    "Masked": lambda place: f"**** **** **** {1000 + place}",
    "Konto": _iban,
    "SSN": lambda place: f"{100 + place}-45-{6000 + place}",
    "CPF": lambda place: f"{100 + place}.456.789-{place % 90 + 10}",
}
EXPECTED = {
    "Email": Personal.EMAIL, "Contact": Personal.EMAIL, "Phone": Personal.PHONE, "Telefon": Personal.PHONE, "Rufnr": Personal.PHONE,
    "First Name": Personal.NAME, "Nachname": Personal.NAME, "Who": Personal.NAME, "Billing Street": Personal.ADDRESS,
    "Wohnt": Personal.ADDRESS, "Credit card": Personal.CARD, "Num": Personal.CARD, "Masked": Personal.CARD, "Konto": Personal.ACCOUNT,
    "SSN": Personal.TAX, "CPF": Personal.TAX,
}  # fmt: skip


def _people(name: str, count: int = 60) -> str:
    rows = "".join(
        f"{5_000 + place * 3};{CELLS[name](place)};{place * 37 % 101};{place * 53 % 89}\n"
        for place in range(count)
    )
    return f"Customer ID;{name};Visits;Score\n{rows}"


@pytest.mark.parametrize("name", heavy.every(3, list(CELLS)))
def test_personal_columns_are_recognised_and_make_no_feature(
    reader: Reader, write: Writer, name: str
) -> None:
    found = {column.name: column for column in reader(write(_people(name))).columns}
    assert (found[name].personal, found[name].role) == (EXPECTED[name], Role.IGNORED)


@pytest.mark.parametrize("name", heavy.every(3, list(CELLS)))
def test_the_reason_is_told(reader: Reader, write: Writer, name: str) -> None:
    found = {column.name: column for column in reader(write(_people(name))).columns}
    assert EXPECTED[name].value in found[name].evidence


HARMLESS: dict[str, Callable[[int], str]] = {
    "EAN": lambda place: f"40{place * 7_919 + 10**10:011d}",
    "Order number": lambda place: f"{405_807 + place}-5731545",
    "Ticket": lambda place: f"CA-2014-{152_156 + place}",
    "SKU": lambda place: f"{100 + place}-45-{6000 + place}",
    "Email opt in": lambda place: ("yes", "no")[place % 2],
    "Emails sent": lambda place: str(place * 31 % 47),
    "Phone model": lambda place: ("Alpha 5", "Beta 6", "Gamma 7")[place % 3],
    "Product name": lambda place: f"Rose Garden {('Lamp', 'Vase', 'Chair')[place % 3]}",
    "Article": lambda place: f"Mary {('Lamp', 'Vase', 'Chair', 'Bowl')[place % 4]}",
    "Signup": lambda place: f"2020-0{1 + place % 9}-1{place % 9}",
    "Category name": lambda place: ("Home Decor", "Kitchen Ware")[place % 2],
    "Store": lambda place: ("London Bridge", "Kings Cross", "Green Park")[place % 3],
    "Big number": lambda place: str(10**15 + place * 7_919),
}


@pytest.mark.parametrize("name", heavy.every(3, list(HARMLESS)))
def test_codes_and_categories_are_not_personal(reader: Reader, write: Writer, name: str) -> None:
    rows = "".join(
        f"{5_000 + place * 3};{HARMLESS[name](place)};{place * 37 % 101}\n" for place in range(60)
    )
    dataset = reader(write(f"Customer ID;{name};Visits\n{rows}"))
    assert [column.name for column in dataset.columns if column.personal] == []


def _orders(header: str, cell: str) -> str:
    lines = "".join(
        f"{cell.format(place % 9)},2020-{1 + place % 12:02}-11,{place * 7 % 31}.5\n"
        for place in range(60)
    )
    return f"{header},Created at,Total\n{lines}"


def test_an_email_names_the_customer_where_nothing_better_does(
    reader: Reader, write: Writer
) -> None:
    dataset = reader(write(_orders("Email", "p{}@example.org")))
    assert dataset.kind is Kind.TRANSACTIONS
    assert (dataset.columns[0].role, dataset.columns[0].personal) == (Role.CUSTOMER, Personal.EMAIL)
    assert (
        dataset.columns[0].evidence
        == "no customer id, so the e-mail names the customer; 9 different values"
    )


def test_a_name_stands_in_for_a_customer_with_a_doubt(reader: Reader, write: Writer) -> None:
    lines = "".join(
        f"{FIRST[place % 10]} {LAST[place % 7]},2020-{1 + place % 12:02}-11,{place * 7 % 31}.5\n"
        for place in range(140)
    )
    dataset = reader(write(f"Customer name,Order date,Total\n{lines}"))
    assert dataset.column(Role.CUSTOMER) == "Customer name"
    assert "people who share a name count as one" in dataset.doubts[0].why


def test_settings_name_further_personal_columns(reader: Reader, write: Writer) -> None:
    lines = "".join(f"{5_000 + place * 3},{place * 37 % 101},{place % 4}\n" for place in range(40))
    dataset = reader(write(f"ID,Visits,Ward\n{lines}"), set=('privacy.personal=["Ward"]',))
    assert {column.name: column.personal for column in dataset.columns}["Ward"] is not None
    assert roles(dataset)["Ward"] is Role.IGNORED


def test_settings_call_a_column_harmless(reader: Reader, write: Writer) -> None:
    dataset = reader(write(_people("Nachname")), set=('privacy.harmless=["Nachname"]',))
    assert {column.name: column.personal for column in dataset.columns}["Nachname"] is None


def test_a_personal_column_set_as_a_measure_still_makes_none(reader: Reader, write: Writer) -> None:
    dataset = reader(write(_people("Num")), set=('roles.measures=["Num"]',))
    assert roles(dataset)["Num"] is Role.IGNORED


def test_a_column_that_does_not_exist_is_refused(reader: Reader, write: Writer) -> None:
    with pytest.raises(IngestError, match=r"no column 'Nick' \(privacy\.personal\)"):
        reader(write(_people("Email")), set=('privacy.personal=["Nick"]',))


@pytest.mark.parametrize(
    ("number", "right"),
    [("4539578763621486", True), ("4539578763621487", False), ("79927398713", True)],
)
def test_check_digits_of_cards(number: str, right: bool) -> None:
    assert personal.passes_luhn(number) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("GB82 WEST 1234 5698 7654 32", True),
        ("GB82 WEST 1234 5698 7654 33", False),
        ("DE89370400440532013000", True),
        ("12", False),
    ],
)
def test_check_digits_of_accounts(text: str, right: bool) -> None:
    assert personal.is_iban(text) is right


@pytest.mark.parametrize(
    "name",
    heavy.first(1, ["mall_customers.csv", "wholesale_customers.csv", "online_retail.csv.zip"]),
)
def test_reference_files_hold_nothing_personal(reader: Reader, name: str) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the reference file {name} is not in {DATA}")
    assert [column.name for column in reader(path).columns if column.personal] == []
