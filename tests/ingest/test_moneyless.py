"""Orders that say nothing of what they are worth, and refusals that name the columns a person would
have named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.errors import IngestError
from reporter.model import Kind, Reading, Role

if TYPE_CHECKING:
    from tests.ingest.conftest import Reader, Writer


def orders(**more: object) -> str:
    """Write sixty orders of twelve customers; each further column holds one value, or what a
    function makes of the row's number.
    """
    columns = {
        "Customer ID": lambda n: f"C{n % 12:02}",
        "Order Date": lambda n: f"2023-{1 + n % 12:02}-{1 + n % 28:02}",
        **more,
    }
    rows = (
        ",".join(str(made(n) if callable(made) else made) for made in columns.values())
        for n in range(60)
    )
    return "\n".join([",".join(columns), *rows]) + "\n"


def told(readings: tuple[Reading, ...]) -> Reading | None:
    return next((one for one in readings if one.question == "money"), None)


def roles(reader: Reader, path: object, *settings: str) -> tuple[dict[Role, str], Reading | None]:
    dataset = reader(path, set=settings)  # type: ignore[arg-type]  # a path
    assert dataset.kind is Kind.TRANSACTIONS
    return {
        column.role: column.name for column in dataset.columns if column.role is not Role.IGNORED
    }, told(dataset.readings)


def test_orders_without_any_column_of_money_are_orders(reader: Reader, write: Writer) -> None:
    found, reading = roles(reader, write(orders(Item=lambda n: f"thing {n % 7}")))
    assert (found[Role.CUSTOMER], found[Role.DATE]) == ("Customer ID", "Order Date")
    assert reading is not None
    assert (reading.numbers, reading.items, reading.weight, reading.setting) == (
        {"columns": 3},
        (),
        1.0,
        "",
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [("Arrivo", "Partenza"), ("Anreise", "Abreise"), ("Arrival date", "Departure date")],
)
def test_a_stay_is_of_the_day_on_which_it_begins(
    reader: Reader, write: Writer, first: str, last: str
) -> None:
    rows = [
        f"PR{200 + n};OSP{n % 23};2023-{1 + n % 12:02}-{1 + n % 20:02};2023-{1 + n % 12:02}-{4 + n % 20:02};{101 + n % 30}"
        for n in range(90)
    ]
    path = write("\n".join([f"Prenotazione;Codice ospite;{last};{first};Camera", *rows]) + "\n")
    found, reading = roles(reader, path)
    assert (found[Role.CUSTOMER], found[Role.ORDER], found[Role.DATE]) == (
        "Codice ospite",
        "Prenotazione",
        first,
    )
    assert reading is not None
    assert reading.setting == ""  # the numbers of rooms are not offered as money


def test_a_guest_s_e_mail_names_the_customer_of_a_stay(reader: Reader, write: Writer) -> None:
    rows = [
        f"R{200 + n};2023-{1 + n % 12:02}-{1 + n % 20:02};{1 + n % 5};ann{n % 23}@example.org"
        for n in range(90)
    ]
    found, _ = roles(
        reader, write("\n".join(["N° réservation;Arrivée;Nuitées;E-mail", *rows]) + "\n")
    )
    assert (found[Role.CUSTOMER], found[Role.ORDER], found[Role.DATE]) == (
        "E-mail",
        "N° réservation",
        "Arrivée",
    )


@pytest.mark.parametrize(
    ("columns", "items"),
    [
        pytest.param({"Amount": ""}, ({"empty": "Amount"},), id="blank"),
        pytest.param(
            {"Unit Price": "0.00", "Quantity": lambda n: 1 + n % 5},
            ({"zero": "Unit Price"},),
            id="zeros",
        ),
        pytest.param(
            {"Price": lambda n: "0" if n % 3 else ""}, ({"zero": "Price"},), id="zeros and blanks"
        ),
        pytest.param(
            {"Price": lambda n: ("free", "paid")[n % 2]}, ({"words": "Price"},), id="words"
        ),
        pytest.param(
            {"Price": "0", "Total": ""}, ({"empty": "Total"}, {"zero": "Price"}), id="both"
        ),
    ],
)
def test_a_column_of_money_without_money_is_none_and_that_is_told(
    reader: Reader, write: Writer, columns: dict[str, object], items: tuple[dict[str, str], ...]
) -> None:
    found, reading = roles(reader, write(orders(**columns)))
    assert not {Role.AMOUNT, Role.PRICE} & found.keys()
    assert reading is not None
    assert reading.items == items


@pytest.mark.parametrize(
    ("columns", "money"),
    [
        pytest.param(
            {"Price": "0", "Amount": lambda n: f"{1 + n}.25"},
            {Role.AMOUNT: "Amount"},
            id="an amount beside prices of zero",
        ),
        pytest.param(
            {"Amount": "0", "Price": lambda n: f"{1 + n}.25", "Quantity": 2},
            {Role.PRICE: "Price"},
            id="a price beside amounts of zero",
        ),
        pytest.param(
            {"Amount": "", "Price": lambda n: f"{1 + n}.25"},
            {Role.PRICE: "Price"},
            id="a price beside empty amounts",
        ),
    ],
)
def test_money_elsewhere_is_taken(
    reader: Reader, write: Writer, columns: dict[str, object], money: dict[Role, str]
) -> None:
    found, reading = roles(reader, write(orders(**columns)))
    assert {
        role: name for role, name in found.items() if role in {Role.AMOUNT, Role.PRICE}
    } == money
    assert reading is None


@pytest.mark.parametrize(("cell", "key"), [("", "empty"), ("0", "zero")])
def test_a_column_that_was_set_as_money_and_holds_none_is_none_either(
    reader: Reader, write: Writer, cell: str, key: str
) -> None:
    found, reading = roles(reader, write(orders(Foo=cell)), "roles.amount=Foo")
    assert Role.AMOUNT not in found
    assert reading is not None
    assert reading.items == ({key: "Foo"},)


@pytest.mark.slow
def test_figures_that_cannot_be_read_are_refused_with_two_ways_out(
    reader: Reader, write: Writer
) -> None:
    path = write(orders(Amount=lambda n: f"ca {n} Fr/kg"))
    with pytest.raises(
        IngestError,
        match=(
            r"No number can be read in the column 'Amount' .*named like an amount \(for instance"
            r" 'ca "
        ),
    ) as caught:
        reader(path)
    assert """--set roles.ignore='["Amount"]'""" in caught.value.hint
    _, reading = roles(reader, path, """roles.ignore=["Amount"]""")
    assert reading is not None


@pytest.mark.slow
def test_numbers_that_could_be_meant_are_named_and_may_be_set(
    reader: Reader, write: Writer
) -> None:
    path = write(orders(Foo=lambda n: 10 + 7 * n, Points=lambda n: n, Weight=lambda n: f"{n}.5"))
    _, reading = roles(reader, path)
    assert reading is not None
    assert reading.setting == "roles.amount=Foo"
    found, reading = roles(reader, path, "roles.amount=Foo")
    assert (found[Role.AMOUNT], reading) == ("Foo", None)


@pytest.mark.parametrize("name", ["Weight_kg", "Rating", "Latitude"])
def test_the_only_decimals_are_no_money_where_they_measure_something_else(
    reader: Reader, write: Writer, name: str
) -> None:
    assert Role.AMOUNT not in roles(reader, write(orders(**{name: lambda n: f"{n % 9}.5"})))[0]


def test_customers_who_hardly_come_again_make_orders_where_nothing_else_is_known(
    reader: Reader, write: Writer
) -> None:
    lines = "".join(f"C{min(n, 95)},2023-01-{1 + n % 28:02},I{n}\n" for n in range(100))
    assert roles(reader, write(f"Customer ID,Date,Invoice\n{lines}"))[0][Role.ORDER] == "Invoice"


def test_customers_with_a_day_and_no_number_stay_refused_as_customers(
    reader: Reader, write: Writer
) -> None:
    lines = "".join(f"C{n},2023-01-{1 + n % 28:02}\n" for n in range(100))
    with pytest.raises(IngestError, match="says nothing about customers to segment them by"):
        reader(write(f"Customer ID,Signup date\n{lines}"))


# ── refusals ──────────────────────────────────────────────────────────────────────────────────────


def test_a_missing_customer_names_the_columns_that_come_again(
    reader: Reader, write: Writer
) -> None:
    header = "Belegdatum,Beleg,Artikel,Menge,Kaeuferkennz,Filiale"
    lines = "".join(
        f"2023-01-{1 + n % 28:02},B{n // 2},A{n % 9},{1 + n % 3},K{n % 23:03},F1\n"
        for n in range(120)
    )
    with pytest.raises(IngestError) as caught:
        reader(write(f"{header}\n{lines}"))
    assert (
        "no column was recognised as the customer; the nearest is 'Kaeuferkennz' (text, 23"
        " different values). Its col" in caught.value.what
    )
    assert '--set roles.customer="Kaeuferkennz"' in caught.value.hint


@pytest.mark.slow
def test_orders_by_the_piece_are_not_taken_for_customers_because_nobody_is_named(
    reader: Reader, write: Writer
) -> None:
    lines = "".join(
        f"2023-01-{1 + n % 28:02},A{n % 9},{1 + n % 3},X{n % 23:03}\n" for n in range(120)
    )
    path = write(f"Date,SKU,Qty,Blah\n{lines}")
    with pytest.raises(IngestError, match=r"the nearest is 'Blah' \(text, 23 different values\)"):
        reader(path)
    assert reader(path, set=("roles.customer=Blah",)).kind is Kind.TRANSACTIONS


@pytest.mark.parametrize(
    ("name", "cell", "shown"),
    [
        ("Jahr", lambda n: 2019 + n % 4, "'Jahr' (whole numbers from 2019 to 2022)"),
        (
            "Birth date",
            lambda n: f"19{60 + n % 30}-03-0{1 + n % 9}",
            "'Birth date' (dates from 1960-03-01 to 1989-03-09)",
        ),
    ],
)
def test_a_missing_date_names_what_could_be_one(
    reader: Reader, write: Writer, name: str, cell: object, shown: str
) -> None:
    assert callable(cell)
    lines = "".join(f"C{n % 12},{cell(n)},{1 + n}.5,some words {n % 5}\n" for n in range(90))
    with pytest.raises(IngestError) as caught:
        reader(write(f"Customer ID,{name},Amount,Remark\n{lines}"))
    assert f"no column was recognised as the date; the nearest is {shown}." in caught.value.what
    assert f'--set roles.date="{name}"' in caught.value.hint
