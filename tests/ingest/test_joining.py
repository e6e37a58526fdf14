"""Several files become one table: stacked by name, joined by key; what is bought and by whom stays
what it is.
"""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reporter import quality, settings
from reporter.errors import IngestError
from reporter.ingest import close, read
from reporter.model import Role
from tests import heavy
from tests.ingest.conftest import Reader, Writer, roles, values
from tests.ingest.shops import (
    CUSTOMERS,
    LINES,
    ORDERS,
    REVENUE,
    SHOPS,
    Sheet,
    olist,
    shopify,
    woocommerce,
)
from tests.ingest.spreadsheets import xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence

Figures = tuple[float, int, int, int]
"""Revenue, customers, orders and lines."""


def figures(sheets: Sequence[Sheet], *chosen: str) -> Figures:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wanted = settings.load(None, chosen)
        dataset = read([one.write(folder) for one in sheets], wanted, folder)
        try:
            lines = quality.clean(dataset, wanted).table
            row = lines.aggregate(
                revenue=lines.amount.sum().cast("float64"),
                customers=lines.customer.nunique(),
                orders=lines["order"].nunique(),
                lines=lines.count(),
            )
            return tuple(row.to_pandas().iloc[0])
        finally:
            close(dataset)


@pytest.mark.parametrize("shop", heavy.first(2, SHOPS))
def test_every_shape_of_a_shop_has_the_flat_file_s_figures(shop: str) -> None:
    assert figures(SHOPS[shop]()) == (REVENUE, CUSTOMERS, ORDERS, LINES)


@pytest.mark.slow
@hypothesis_settings(max_examples=4, deadline=None)
@given(shop=st.sampled_from(sorted(SHOPS)), seed=st.integers(0, 10_000))
def test_the_order_of_files_rows_and_columns_does_not_matter(shop: str, seed: int) -> None:
    draw = random.Random(seed)
    shuffled = []
    for one in SHOPS[shop]():
        places = draw.sample(range(len(one.header)), len(one.header))
        rows = [
            tuple(row[place] for place in places) for row in draw.sample(one.rows, len(one.rows))
        ]
        shuffled.append(
            replace(one, header=tuple(one.header[place] for place in places), rows=tuple(rows))
        )
    assert figures(draw.sample(shuffled, len(shuffled))) == (REVENUE, CUSTOMERS, ORDERS, LINES)


@pytest.mark.slow
def test_an_order_s_total_is_not_counted_once_a_line(reader: Reader, tmp_path: Path) -> None:
    dataset = reader(*(one.write(tmp_path) for one in woocommerce()))
    assert "Order Total" not in roles(dataset)
    assert any("Order Total of orders.csv" in clause for clause in dataset.source.reading)


@pytest.mark.slow
def test_the_first_line_s_values_are_given_to_all_lines_of_an_order(
    reader: Reader, tmp_path: Path
) -> None:
    dataset = reader(*(one.write(tmp_path) for one in shopify()))
    assert values(dataset, "Email") == ["ann@example.org"] * 3 + ["ben@example.org"]
    assert any(
        "stand only in the first line of each Name" in clause for clause in dataset.source.reading
    )


@pytest.mark.slow
def test_payments_beside_items_are_left_out_and_named(reader: Reader, tmp_path: Path) -> None:
    dataset = reader(*(one.write(tmp_path) for one in olist()))
    assert "payment_value" not in roles(dataset)
    assert any(
        clause.startswith("olist_order_payments_dataset.csv left out")
        for clause in dataset.source.reading
    )


@pytest.mark.slow
def test_the_customer_is_the_person_and_not_the_order_s_own_customer_id(
    reader: Reader, tmp_path: Path
) -> None:
    assert (
        roles(reader(*(one.write(tmp_path) for one in olist())))["customer_unique_id"]
        is Role.CUSTOMER
    )


@pytest.mark.slow
def test_joins_say_what_matched_and_what_they_added(reader: Reader, tmp_path: Path) -> None:
    joins = {
        join.right: join for join in reader(*(one.write(tmp_path) for one in woocommerce())).joins
    }
    assert joins["customers.csv"].keys == (("Customer ID", "Customer ID"),)
    assert joins["customers.csv"].columns == ("Gender", "Age")
    assert joins["customers.csv"].matched == 1.0
    assert not joins["customers.csv"].chosen


@pytest.mark.slow
def test_customers_without_orders_are_counted(reader: Reader, tmp_path: Path) -> None:
    join = next(
        join
        for join in reader(*(one.write(tmp_path) for one in woocommerce())).joins
        if join.right == "customers.csv"
    )
    assert (join.idle, join.rows, join.unmatched, join.repeats) == (1, 3, 0, 0)


ORDERS_CSV = "order_no,client,day,amount\n1,0071,2024-01-02,5.5\n2,0072,2024-01-03,6.5\n3,0071,2024-01-04,7.5\n"


@pytest.mark.slow
def test_a_name_that_is_taken_gets_its_table_s(reader: Reader, write: Writer) -> None:
    orders = write(
        "order_id,customer_id,date,amount,city\n1,7,2024-01-02,5.5,X\n2,8,2024-01-03,6.5,Y\n3,7,2024-01-04,7.5,X\n",
        "orders.csv",
    )
    dataset = reader(orders, write("customer_id,city\n7,P\n8,Q\n", "customers.csv"))
    assert list(roles(dataset)) == [
        "order_id",
        "customer_id",
        "date",
        "amount",
        "city",
        "customers.city",
    ]


def test_keys_agree_as_text_without_margins_and_decimal_points(
    reader: Reader, write: Writer
) -> None:
    orders = write(
        "order_id,customer_id,date,amount\n1,13085.0,2024-01-02,5.5\n2,"
        " 13086,2024-01-03,6.5\n3,13085,2024-01-04,7.5\n",
        "orders.csv",
    )
    dataset = reader(orders, write("customer_id,plan\n13085,gold\n13086.0,tin\n", "customers.csv"))
    assert values(dataset, "plan") == ["gold", "gold", "tin"]


def test_a_repeated_customer_never_multiplies_orders(reader: Reader, write: Writer) -> None:
    rows = "".join(
        f"{number},{number % 60},2024-01-{1 + number % 28:02},5.5\n" for number in range(120)
    )
    customers = (
        "".join(f"{number},{'old' if number % 2 else 'new'}\n" for number in range(60)) + "7,zzz\n"
    )
    dataset = reader(
        write("order_id,customer_id,date,amount\n" + rows, "orders.csv"),
        write("customer_id,plan\n" + customers, "customers.csv"),
    )
    assert dataset.rows == 120
    assert "zzz" not in values(dataset, "plan")
    assert (dataset.joins[0].repeats, dataset.joins[0].rows) == (1, 61)


def test_unmatched_rows_are_counted(reader: Reader, write: Writer) -> None:
    rows = "".join(
        f"{number},{number % 10},2024-01-{1 + number % 28:02},5.5\n" for number in range(50)
    )
    customers = "".join(f"{number},{'old' if number % 2 else 'new'}\n" for number in range(9))
    dataset = reader(
        write("order_id,customer_id,date,amount\n" + rows, "orders.csv"),
        write("id,plan\n" + customers, "customers.csv"),
    )
    assert dataset.joins[0].matched == pytest.approx(0.9)
    assert (dataset.joins[0].unmatched, dataset.joins[0].idle) == (5, 0)


def test_every_column_names_the_table_that_it_came_from(reader: Reader, write: Writer) -> None:
    dataset = reader(
        write(ORDERS_CSV, "orders.csv"), write("client,city\n0071,P\n0072,Q\n", "clients.csv")
    )
    assert dataset.origins == dict.fromkeys(
        ["order_no", "client", "day", "amount"], "orders.csv"
    ) | {"city": "clients.csv"}


def test_columns_of_one_table_name_none(reader: Reader, write: Writer) -> None:
    assert reader(write(ORDERS_CSV, "orders.csv")).origins == {}


# ── what the user says ────────────────────────────────────────────────────────────────────────────


def test_the_user_names_the_key(reader: Reader, write: Writer) -> None:
    clients = write("who,plan\n0071,gold\n0072,tin\n", "clients.csv")
    dataset = reader(
        write(ORDERS_CSV, "orders.csv"),
        clients,
        set=('source.joins=["orders.client = clients.who"]',),
    )
    assert dataset.joins[0].chosen
    assert values(dataset, "plan") == ["gold", "gold", "tin"]


@pytest.mark.slow
def test_the_user_names_the_main_table() -> None:
    assert figures(woocommerce(), 'source.main="orders"')[3] == ORDERS


@pytest.mark.parametrize(
    ("join", "message", "hint"),
    [
        ("order.client = clients.who", "no table 'order'", "'orders'"),
        ("orders.clent = clients.who", "orders.csv has no column 'clent'", "'client'"),
        ("orders.client", "is not two columns", "orders.customer_id = customers.id"),
        ("orders.client = orders.client", "one table on both sides", "clients"),
        ("orders.amount = clients.who", "joins nothing", "same ids"),
    ],
)
def test_a_join_that_cannot_be_is_refused(
    reader: Reader, write: Writer, join: str, message: str, hint: str
) -> None:
    clients = write("who,plan\n0071,gold\n0072,tin\n", "clients.csv")
    with pytest.raises(IngestError) as refused:
        reader(write(ORDERS_CSV, "orders.csv"), clients, set=(f'source.joins=["{join}"]',))
    assert message in str(refused.value)
    assert hint in str(refused.value.hint)


def test_tables_that_nothing_relates_are_named_with_the_nearest_key(
    reader: Reader, write: Writer
) -> None:
    clients = write("client,plan\n0098,gold\n0099,tin\n", "clients.csv")
    with pytest.raises(
        IngestError,
        match=(
            r"orders\.csv and clients\.csv .*no key relates.*orders\.client = clients\.client \(0%"
        ),
    ) as refused:
        reader(write(ORDERS_CSV, "orders.csv"), clients)
    assert "source.joins" in str(refused.value.hint)


# ── monthly exports ───────────────────────────────────────────────────────────────────────────────


def test_monthly_exports_are_matched_by_name(reader: Reader, write: Writer) -> None:
    january = write(
        "Customer ID,Order ID,Date,Amount,Discount\n1,10,2024-01-02,5.5,1\n2,11,2024-01-03,6.5,0\n",
        "january.csv",
    )
    march = write("amount,date,order_id,customer_id\n7.5,2024-03-02,12,1\n", "march.csv")
    dataset = reader(january, march)
    assert values(dataset, "Amount") == [5.5, 6.5, 7.5]
    assert values(dataset, "Discount") == [0, 1, None]
    assert "march.csv has no column Discount" in dataset.source.reading


def test_an_export_without_an_essential_column_is_no_monthly_export(
    reader: Reader, write: Writer
) -> None:
    january = write(
        "Customer ID,Order"
        " ID,Date,Status,Amount\n1,10,2024-01-02,a,5.5\n2,11,2024-01-03,b,6.5\n1,12,2024-01-04,a,1\n",
        "january.csv",
    )
    march = write(
        "Customer ID,Order"
        " ID,Date,Status\n1,20,2024-03-02,a\n2,21,2024-03-03,a\n1,22,2024-03-04,a\n",
        "march.csv",
    )
    with pytest.raises(IngestError, match="do not have the same columns"):
        reader(january, march)


def test_a_column_of_differing_types_becomes_text(reader: Reader, write: Writer) -> None:
    january = write(
        "customer,order,date,amount,shelf\n1,10,2024-01-02,5.5,7\n2,11,2024-01-03,6.5,8\n",
        "january.csv",
    )
    march = write("customer,order,date,amount,shelf\n1,12,2024-03-02,7.5,B\n", "march.csv")
    assert values(reader(january, march), "shelf") == ["7", "8", "B"]


# ── what makes a key ──────────────────────────────────────────────────────────────────────────────


def lines_of(
    customers: Sequence[object], header: str = "order_id,customer_id,date,amount", first: int = 1
) -> str:
    rows = (
        f"{first + place},{who},2024-01-{1 + place % 28:02d},{5 + place % 7}.5\n"
        for place, who in enumerate(customers)
    )
    return f"{header}\n{''.join(rows)}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "known", "expected"),
    [
        pytest.param("customer_id", range(1, 21), 20, id="a third"),
        pytest.param("Customer No", range(1, 21), 20, id="a third under another name"),
        pytest.param("customer_id", range(41, 81), 20, id="a third, and others"),
        pytest.param("Kundennummer", range(1, 21), 20, id="a third in another language"),
    ],
)
def test_a_table_that_knows_a_part_of_the_customers_is_joined(
    reader: Reader, write: Writer, key: str, known: range, expected: int
) -> None:
    people = f"{key},plan\n" + "".join(f"{who},{'gold' if who % 2 else 'tin'}\n" for who in known)
    dataset = reader(
        write(lines_of([1 + place % 60 for place in range(240)]), "orders.csv"),
        write(people, "people.csv"),
    )
    assert dataset.rows == 240
    assert values(dataset, "plan").count(None) == 240 - 4 * expected
    assert (dataset.joins[0].unmatched, dataset.joins[0].idle) == (
        240 - 4 * expected,
        len(known) - expected,
    )


@pytest.mark.slow
@pytest.mark.parametrize("key", ["KdNr", "Kundennummer", "Debitor"])
def test_a_table_that_knows_a_part_of_the_customers_under_another_word_is_joined(
    reader: Reader, write: Writer, key: str
) -> None:
    """60 customers bought; of 70 in the table 30 are among them, by numbers that no two lists share
    by chance.
    """
    numbers = [f"K-{104_200 + 19 * who}" for who in range(100)]
    people = f"{key},Branche\n" + "".join(
        f"{who},{'Bau' if who[-1] in '02468' else 'Handel'}\n" for who in numbers[30:]
    )
    dataset = reader(
        write(lines_of(numbers[:60] * 4, "Beleg,KdNr,Datum,Umsatz"), "orders.csv"),
        write(people, "firmen.csv"),
    )
    assert (dataset.joins[0].unmatched, dataset.joins[0].idle, dataset.rows) == (120, 40, 240)
    assert (dataset.joins[0].known, dataset.joins[0].different) == (30, 60)


def test_numbers_under_two_words_that_chance_brings_together_are_no_key(
    reader: Reader, write: Writer
) -> None:
    """1 to 100 and 71 to 170 share 30 numbers, as lists that are counted from 1 do."""
    people = "Debitor,Branche\n" + "".join(
        f"{who},{'Bau' if who % 2 else 'Handel'}\n" for who in range(71, 171)
    )
    with pytest.raises(IngestError, match="no key relates them"):
        reader(
            write(lines_of([*range(1, 101)] * 2, "Beleg,KdNr,Datum,Umsatz"), "orders.csv"),
            write(people, "firmen.csv"),
        )


@pytest.mark.slow
def test_e_mail_addresses_are_a_key_whatever_their_case(reader: Reader, write: Writer) -> None:
    orders = lines_of(
        [f"Who{place % 30}@Example.org" for place in range(90)],
        "order_id,Customer Email,date,amount",
    )
    people = "mail,plan\n" + "".join(
        f" who{place}@example.org,{'gold' if place % 2 else 'tin'}\n" for place in range(12)
    )
    dataset = reader(write(orders, "orders.csv"), write(people, "crm.csv"))
    assert values(dataset, "plan").count(None) == 90 - 3 * 12


def test_noughts_that_a_spreadsheet_took_away_are_passed_over(
    reader: Reader, write: Writer
) -> None:
    orders = lines_of([f"{1 + place % 30:05d}" for place in range(90)])
    people = "customer_id,plan\n" + "".join(
        f"{1 + place},{'gold' if place % 2 else 'tin'}\n" for place in range(30)
    )
    dataset = reader(write(orders, "orders.csv"), write(people, "customers.csv"))
    assert values(dataset, "plan").count("gold") == 45
    assert values(dataset, "plan").count(None) == 0


@pytest.mark.slow
def test_numbers_of_other_people_are_no_key(reader: Reader, tmp_path: Path) -> None:
    """Three-digit postcodes are all found among the numbers of transactions; ages and ranks among
    those of products.
    """
    draw = random.Random(3)
    orders: list[tuple[object, ...]] = [
        ("transaction_id", "product_id", "customer_id", "transaction_date", "amount")
    ]
    orders += [
        (
            number,
            1 + number % 60,
            1 + number % 70,
            f"2024-{1 + number % 12:02d}-{1 + number % 28:02d}",
            9.5,
        )
        for number in range(1, 900)
    ]
    others: list[tuple[object, ...]] = [
        ("first_name", "gender", "tenure", "postcode", "Rank", "Value", "id")
    ]
    others += [
        (f"Ann{number}", "F", number % 20, postcode, number, 1.5, number)
        for number, postcode in enumerate(draw.sample(range(100, 900), 120), start=1)
    ]
    known: list[tuple[object, ...]] = [
        ("customer_id", "gender", "tenure"),
        *((number, "FM"[number % 2], number % 20) for number in range(1, 71)),
    ]
    book = xlsx(
        tmp_path / "kpmg.xlsx", Transactions=orders, NewCustomers=others, Demographics=known
    )
    dataset = reader(book)
    assert [(join.right.split(" of ")[0], join.condition) for join in dataset.joins] == [
        ("sheet Demographics", "customer_id")
    ]
    assert "postcode" not in roles(dataset)
    assert any(
        "sheet NewCustomers of kpmg.xlsx left out: no column of it names a row" in clause
        for clause in dataset.source.reading
    )


@pytest.mark.slow
def test_small_numbers_of_orders_and_tickets_agree_by_chance(reader: Reader, write: Writer) -> None:
    people = write(
        "customer_id,plan\n" + "".join(f"{who},gold\n" for who in range(1, 61)), "customers.csv"
    )
    orders = write(lines_of([1 + place % 60 for place in range(240)]), "orders.csv")
    tickets = write(
        "ticket_id,topic\n" + "".join(f"{number},size\n" for number in range(1, 241)), "tickets.csv"
    )
    dataset = reader(orders, people, tickets)
    assert "topic" not in roles(dataset)
    assert any(
        "tickets.csv left out: order_id and ticket_id need not mean the same" in clause
        for clause in dataset.source.reading
    )


def test_two_shops_that_number_their_orders_alike_are_not_joined(
    reader: Reader, write: Writer
) -> None:
    orders = lines_of([1 + place % 60 for place in range(240)])
    other = lines_of(
        [1 + (place * 7 + 3) % 50 for place in range(240)], "order_id,customer_id,Datum,Betrag"
    ).replace("-01-", "-02-")
    other = other.replace("\n", ",a,b,c\n").replace("Betrag,a,b,c", "Betrag,shop,till,clerk")
    with pytest.raises(IngestError, match="no key relates them"):
        reader(write(orders, "web.csv"), write(other, "store.csv"))


def joined_by_values(draw: random.Random, tokens: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the key that is found between orders and a table whose columns are called by words
    that say nothing.
    """
    rows = "".join(
        f"{number},{draw.choice(tokens)},2024-01-{1 + number % 28:02d},5.5,{number % 40}\n"
        for number in range(1, 401)
    )
    more = "".join(
        f"{token},{'gold' if number % 2 else 'tin'}\n"
        for number, token in enumerate(draw.sample(tokens, 80))
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.csv").write_text("order_id,fob,date,amount,client\n" + rows)
        (folder / "b.csv").write_text("chip,plan\n" + more)
        dataset = read([folder / "a.csv", folder / "b.csv"], settings.load(None, ()), folder)
        close(dataset)
        return dataset.joins[0].keys


@pytest.mark.slow
@hypothesis_settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_values_that_chance_cannot_bring_together_are_a_key(seed: int) -> None:
    draw = random.Random(seed)
    tokens = sorted({"".join(draw.choices("abcdefghij", k=10)) for _ in range(100)})
    assert joined_by_values(draw, tokens) == (("fob", "chip"),)


@pytest.mark.parametrize(
    "tokens",
    [[str(number) for number in range(1, 101)], [f"A{number:06d}" for number in range(1, 101)]],
)
def test_values_that_are_counted_from_1_are_no_key(tokens: list[str]) -> None:
    with pytest.raises(IngestError, match="no key relates them"):
        joined_by_values(random.Random(1), tokens)


def test_what_stands_once_an_order_is_only_called_coarse_where_lines_have_their_own(
    reader: Reader, write: Writer
) -> None:
    people = "customer_id,plan,total\n" + "".join(f"{who},gold,{who}.5\n" for who in range(1, 61))
    orders = lines_of([1 + place % 60 for place in range(240)])
    reading = reader(write(orders, "orders.csv"), write(people, "people.csv")).source.reading
    assert (
        "not used, as rows of orders.csv have values of their own (amount): total of people.csv"
        in reading
    )
