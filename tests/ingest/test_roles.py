"""Columns get their roles by name and content, with the evidence; settings have the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporter.errors import IngestError
from reporter.ingest.columns import vocabulary
from reporter.model import Kind, Role
from tests import heavy
from tests.ingest.conftest import dtypes, roles

if TYPE_CHECKING:
    from tests.ingest.conftest import Reader, Writer

ORDERS = """\
Order ID,Customer ID,Customer Name,Order Date,Ship Date,Category,Product ID,Product Name,Quantity,Unit Price,Sales,Profit,Country
O1,17,Ann,2020-01-05,2020-01-08,Toys,P1,Bear,2,5.50,11.00,1.1,Spain
O2,18,Bob,2020-01-06,2020-01-09,Toys,P2,Kite,1,7.25,7.25,0.7,Italy
O3,17,Ann,2020-02-07,2020-02-10,Food,P3,Nuts,3,2.00,6.00,0.6,Spain
"""
PEOPLE = """ID,Year_Birth,Education,Income,Kidhome,Dt_Customer,Recency,MntWines,MntFruits,NumWebVisits,Complain,Email,Z_Cost
5524,1957,Graduation,58138,0,04-09-2012,58,635,88,7,0,a@x.org,3
2174,1954,PhD,46344,1,08-03-2014,38,11,1,5,0,b@x.org,3
4141,1965,Master,71613,0,21-08-2013,26,426,49,4,1,c@x.org,3
6182,1984,PhD,26646,1,10-02-2014,26,11,4,6,0,d@x.org,3
5324,1981,Master,58293,1,19-01-2014,94,173,43,5,0,e@x.org,3
7446,1967,Master,62513,0,09-09-2013,16,520,42,6,1,f@x.org,3
"""


def test_orders_get_every_part(reader: Reader, write: Writer) -> None:
    dataset = reader(write(ORDERS))
    assert dataset.kind is Kind.TRANSACTIONS
    assert roles(dataset) == {
        "Order ID": Role.ORDER,
        "Customer ID": Role.CUSTOMER,
        "Customer Name": Role.IGNORED,
        "Order Date": Role.DATE,
        "Ship Date": Role.IGNORED,
        "Category": Role.CATEGORY,
        "Product ID": Role.PRODUCT,
        "Product Name": Role.DESCRIPTION,
        "Quantity": Role.QUANTITY,
        "Unit Price": Role.PRICE,
        "Sales": Role.AMOUNT,
        "Profit": Role.IGNORED,
        "Country": Role.COUNTRY,
    }
    assert dtypes(dataset)["Customer ID"] == "text"


@pytest.mark.slow
def test_evidence_carries_numbers(reader: Reader, write: Writer) -> None:
    evidence = {column.role: column.evidence for column in reader(write(ORDERS)).columns}
    assert evidence[Role.CUSTOMER] == "named like a customer id; 2 different values"
    assert evidence[Role.DATE] == "named like an order date; from 2020-01-05 to 2020-02-07"
    assert evidence[Role.QUANTITY] == "named like a quantity; whole numbers from 1 to 3"


@pytest.mark.slow
@pytest.mark.parametrize(
    "header",
    heavy.every(
        3,
        [
            "Rechnungsnummer;Kundennummer;Rechnungsdatum;Artikelnummer;Bezeichnung;Menge;Einzelpreis;Land",
            "N° facture;ID client;Date de commande;Code article;Libellé;Quantité;Prix unitaire;Pays",
            "Factura;ID_Cliente;Fecha;Código artículo;Descripción;Cantidad;Precio unitario;País",
            "invoiceno;customerid;invoicedate;stockcode;description;quantity;unitprice;country",
            "INVOICE_NUMBER;CUST_ID;ORDER_DATE;SKU;PRODUCT_NAME;QTY;UNIT_PRICE;SHIPPING_COUNTRY",
        ],
    ),
)
def test_names_of_four_languages_and_ways_of_writing_are_known(
    reader: Reader, write: Writer, header: str
) -> None:
    lines = "R1;17;05.01.2020;P1;Bär;2;5,50;Spanien\nR2;18;16.01.2020;P2;Drachen;1;7,25;Italien\nR3;17;07.02.2020;P1;Bär;3;2,00;Spanien\n"
    dataset = reader(write(f"{header}\n{lines}"))
    assert list(roles(dataset).values()) == [
        Role.ORDER, Role.CUSTOMER, Role.DATE, Role.PRODUCT, Role.DESCRIPTION, Role.QUANTITY, Role.PRICE, Role.COUNTRY,
    ]  # fmt: skip


@pytest.mark.slow
def test_customers_behaviour_and_description_are_told_apart(reader: Reader, write: Writer) -> None:
    dataset = reader(write(PEOPLE))
    assert dataset.kind is Kind.CUSTOMERS
    assert roles(dataset) == {
        "ID": Role.CUSTOMER,
        "Year_Birth": Role.DESCRIPTOR,
        "Education": Role.DESCRIPTOR,
        "Income": Role.MEASURE,
        "Kidhome": Role.DESCRIPTOR,
        "Dt_Customer": Role.DESCRIPTOR,
        "Recency": Role.MEASURE,
        "MntWines": Role.SPEND,
        "MntFruits": Role.SPEND,
        "NumWebVisits": Role.MEASURE,
        "Complain": Role.DESCRIPTOR,
        "Email": Role.IGNORED,
        "Z_Cost": Role.IGNORED,
    }


def test_a_total_is_not_counted_beside_its_categories(reader: Reader, write: Writer) -> None:
    food, toys = (
        [number * 37 % 101 for number in range(28)],
        [number * 53 % 89 for number in range(28)],
    )
    lines = "".join(
        f"{100 + place},{one},{other},{one + other}\n"
        for place, (one, other) in enumerate(zip(food, toys, strict=True))
    )
    found = roles(reader(write(f"ID,Spend food,Spend toys,Total spend\n{lines}")))
    assert (found["Spend food"], found["Spend toys"], found["Total spend"]) == (
        Role.SPEND,
        Role.SPEND,
        Role.IGNORED,
    )


def test_a_row_number_is_no_measure(reader: Reader, write: Writer) -> None:
    lines = "".join(f"{number},{number * 37 % 101},{number % 7 * 11}\n" for number in range(40))
    assert roles(reader(write(f",income,visits\n{lines}")))["column 1"] is Role.IGNORED


def test_small_whole_numbers_are_a_code_and_many_are_a_measure(
    reader: Reader, write: Writer
) -> None:
    lines = "".join(f"{number % 3 + 1},{number * 37 % 101}\n" for number in range(40))
    found = roles(reader(write(f"Thing,Other\n{lines}")))
    assert found == {"Thing": Role.DESCRIPTOR, "Other": Role.MEASURE}


@pytest.mark.slow
def test_settings_take_a_role_away_from_the_column_that_had_it(
    reader: Reader, write: Writer
) -> None:
    dataset = reader(write(ORDERS), set=("roles.customer=Customer Name", "roles.amount=Profit"))
    found = roles(dataset)
    assert found["Customer Name"] is Role.CUSTOMER
    assert found["Customer ID"] is not Role.CUSTOMER
    assert found["Profit"] is Role.AMOUNT
    assert found["Sales"] is Role.IGNORED
    assert {
        column.evidence for column in dataset.columns if column.name in {"Customer Name", "Profit"}
    } == {"set by you"}


@pytest.mark.slow
def test_settings_move_columns_of_customer_tables(reader: Reader, write: Writer) -> None:
    dataset = reader(
        write(PEOPLE),
        set=(
            "roles.spend=[]",
            'roles.measures=["Kidhome"]',
            'roles.descriptors=["Income"]',
            'roles.ignore=["Education"]',
            "roles.customer=Email",
        ),
    )
    found = roles(dataset)
    assert Role.SPEND not in found.values()
    assert found["MntWines"] is Role.MEASURE
    assert (found["Kidhome"], found["Income"], found["Education"]) == (
        Role.MEASURE,
        Role.DESCRIPTOR,
        Role.IGNORED,
    )
    assert (found["Email"], found["ID"]) == (Role.CUSTOMER, Role.IGNORED)


@pytest.mark.slow
def test_kind_can_be_set(reader: Reader, write: Writer) -> None:
    assert reader(write(ORDERS), set=("roles.kind=customers",)).kind is Kind.CUSTOMERS
    with pytest.raises(IngestError, match="holds orders, but no column was recognised as the date"):
        reader(write("Customer ID,Income\n1,2\n2,9\n"), set=("roles.kind=transactions",))


def test_a_customer_table_may_hold_a_product_and_an_amount(reader: Reader, write: Writer) -> None:
    assert (
        reader(write("Customer ID,Product,Amount\n1,Gold,2\n2,Silver,9\n3,Gold,7\n")).kind
        is Kind.CUSTOMERS
    )


def test_a_repeated_id_does_not_turn_customers_into_orders(reader: Reader, write: Writer) -> None:
    lines = "".join(
        f"{number},2020-01-{number % 28 + 1:02},{number * 3}.5\n" for number in [*range(50, 90), 50]
    )
    assert reader(write(f"Customer ID,Dt_Customer,Spend\n{lines}")).kind is Kind.CUSTOMERS


def test_a_flag_named_like_a_customer_is_none(reader: Reader, write: Writer) -> None:
    lines = "".join(
        f"{('Yes', 'No')[number % 2]},{number * 37 % 101},{number % 17 * 3}\n"
        for number in range(40)
    )
    dataset = reader(write(f"Member,Score,Visits\n{lines}"))
    assert dataset.kind is Kind.CUSTOMERS
    assert roles(dataset)["Member"] is Role.DESCRIPTOR


def test_few_repeat_buyers_still_make_orders(reader: Reader, write: Writer) -> None:
    lines = "".join(
        f"{number},2020-01-{number % 28 + 1:02},{number * 3}.5\n" for number in [*range(50, 90), 50]
    )
    assert reader(write(f"Customer ID,Order date,Spend\n{lines}")).kind is Kind.TRANSACTIONS


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(order=st.permutations(range(3)))
def test_the_order_of_the_rows_changes_nothing(
    order: list[int], reader: Reader, write: Writer
) -> None:
    header, *lines = ORDERS.splitlines()
    dataset = reader(write("\n".join([header, *(lines[place] for place in order)]) + "\n"))
    assert dataset.columns == reader(write(ORDERS)).columns


def test_a_column_that_does_not_exist_is_refused_with_the_nearest(
    reader: Reader, write: Writer
) -> None:
    with pytest.raises(IngestError) as caught:
        reader(write(ORDERS), set=("roles.customer=CustomerID",))
    assert "no column 'CustomerID' (roles.customer)" in caught.value.what
    assert "The nearest is 'Customer ID'. Its columns: Order ID, Customer ID" in caught.value.hint


def test_a_column_with_two_roles_is_refused(reader: Reader, write: Writer) -> None:
    with pytest.raises(IngestError, match="two roles, customer and order"):
        reader(write(ORDERS), set=("roles.customer=Order ID", "roles.order=Order ID"))


def test_a_text_cannot_be_set_as_an_amount(reader: Reader, write: Writer) -> None:
    with pytest.raises(
        IngestError, match=r"'Country' of data\.csv is set as amount, but holds texts"
    ):
        reader(write(ORDERS), set=("roles.amount=Country",))


def test_the_only_decimal_column_beside_customer_and_date_is_the_amount(
    reader: Reader, write: Writer
) -> None:
    dataset = reader(
        write("client,date,x\n1,2020-01-01,2.5\n1,2020-01-02,3.5\n2,2020-01-02,1.25\n")
    )
    assert dataset.kind is Kind.TRANSACTIONS
    assert dataset.column(Role.AMOUNT) == "x"


@pytest.mark.parametrize(
    ("better", "worse", "role"),
    [
        ("Customer ID", "Customer", Role.CUSTOMER),
        ("customer_unique_id", "customer_id", Role.CUSTOMER),
        ("CustomerNo", "customer_city", Role.CUSTOMER),
        ("order_purchase_timestamp", "order_delivered_customer_date", Role.DATE),
        ("InvoiceDate", "Date", Role.DATE),
        ("Order ID", "order_status", Role.ORDER),
        ("Amount", "Discount Amount", Role.AMOUNT),
    ],
)
def test_the_name_that_says_more_wins(better: str, worse: str, role: Role) -> None:
    assert vocabulary.fit(better, role) > vocabulary.fit(worse, role)
