"""What columns of a table of customers mean beyond their names: which values are none, which money
is revenue, what counts time.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from reporter.model import Kind, Role, Sense, Stance
from tests import heavy
from tests.ingest.conftest import roles
from tests.ingest.people import ROWS, drawn, every, skewed, summary, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.model import Column, Dataset, Reading
    from tests.ingest.conftest import Reader, Writer


def reading(dataset: Dataset, question: str) -> Reading:
    """Return what is told of a question."""
    return next(one for one in dataset.readings if one.question == question)


def asked(dataset: Dataset) -> set[str]:
    """Return the questions of which something is told."""
    return {one.question for one in dataset.readings}


def column(dataset: Dataset, name: str) -> Column:
    """Return a column by its name."""
    return next(one for one in dataset.columns if one.name == name)


# ── what is no value ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "values", "none"),
    heavy.every(3, [
        ("Q1", every(drawn(1, 5, 1), 20, 99), (99,)),
        ("Q1", every(every(drawn(1, 7, 1), 20, 98), 33, 99), (98, 99)),
        ("age", every(drawn(18, 79, 2), 30, -1), (-1,)),
        ("age", every(drawn(18, 79, 2), 30, 99), (99,)),
        ("age", every(drawn(18, 79, 2), 30, 999), (999,)),
        ("days_employed", every([-one for one in drawn(1, 9000, 3)], 6, 365243), (365243,)),
        ("income", every(drawn(12_000, 90_000, 4), 25, 9_999_999), (9_999_999,)),
        ("income", every(drawn(12_000, 90_000, 4), 25, -1), (-1,)),
        ("year_of_birth", every(drawn(1940, 2004, 5), 40, 1900), (1900,)),
        ("year_of_birth", every(drawn(1940, 2004, 5), 40, 0), (0,)),
        ("children", every(drawn(0, 5, 6), 50, 99), (99,)),
    ]),
)  # fmt: skip
def test_a_code_outside_of_what_a_column_measures_stands_for_none(
    reader: Reader, write: Writer, name: str, values: list[int], none: tuple[int, ...]
) -> None:
    dataset = reader(write(table(**{name: values, "visits": drawn(0, 60, 9)})))
    assert dataset.fillers == {name: none}
    told = reading(dataset, "no_value")
    assert (told.stance, told.items[0]["rows"]) == (
        Stance.ADOPTED,
        sum(value in none for value in values),
    )


@pytest.mark.parametrize(
    ("name", "values"),
    heavy.every(
        3,
        [
            ("recency", drawn(0, 99, 1)),
            ("score", drawn(0, 100, 2)),
            ("net_change", drawn(-9, 99, 3)),
            ("opinion", drawn(-2, 2, 4)),
            ("direction", drawn(-1, 1, 5)),
            ("rating", drawn(1, 10, 6)),
            ("rank", drawn(1, 9, 7)),
            ("price_plan", [(9, 29, 99)[one] for one in drawn(0, 2, 8)]),
            ("age", drawn(18, 99, 9)),
            ("profit", every(drawn(10, 9000, 10), 150, -1)),
            ("orders", drawn(0, 8, 11)),
        ],
    ),
)
def test_values_that_only_look_like_codes_stay(
    reader: Reader, write: Writer, name: str, values: list[int]
) -> None:
    dataset = reader(write(table(**{name: values, "visits": drawn(0, 60, 21)})))
    assert dataset.fillers == {}
    assert "no_value" not in asked(dataset)


@pytest.mark.slow
def test_nines_and_noughts_are_no_answers_where_several_columns_share_them(
    reader: Reader, write: Writer
) -> None:
    questions = {f"Q{place}": every(drawn(1, 5, place), 17 + place, 9) for place in range(1, 5)}
    assert reader(write(table(**questions))).fillers == {f"Q{place}": (9,) for place in range(1, 5)}
    rated = {
        f"rated_{place}": every(drawn(1, 5, place), 30 + place, 0) for place in range(1, 4)
    } | {"rated_9": drawn(1, 5, 12)}
    assert set(reader(write(table(**rated), "rated.csv")).fillers) == {
        "rated_1",
        "rated_2",
        "rated_3",
    }
    lone: dict[str, Any] = {
        "household_members": every(drawn(1, 6, 1), 40, 9),
        "visits": drawn(0, 60, 2),
    }
    assert reader(write(table(**lone), "lone.csv")).fillers == {}


def test_a_heap_far_beyond_all_others_is_told_and_stays(reader: Reader, write: Writer) -> None:
    dataset = reader(write(table(seats=every(drawn(1, 50, 1), 40, 500), visits=drawn(0, 60, 2))))
    assert dataset.fillers == {}
    told = reading(dataset, "no_value")
    assert (told.stance, told.setting) == (Stance.TOLD, 'meaning.missing=["500"]')


def test_words_that_say_nothing_are_no_category(reader: Reader, write: Writer) -> None:
    words = every(
        every([("Basic", "PhD", "Master")[one] for one in drawn(0, 2, 1)], 10, "Unknown"), 21, "n/a"
    )
    kinds = every([("yes", "unknown")[one] for one in drawn(0, 1, 2)], 999, "yes")
    dataset = reader(write(table(education=words, known=kinds, visits=drawn(0, 60, 2))))
    assert dataset.fillers == {"education": ("Unknown", "n/a")}


def test_days_that_stand_for_none_are_none(reader: Reader, write: Writer) -> None:
    born = [f"{1950 + one // 12}-{1 + one % 12:02}-15" for one in drawn(0, 600, 1)]
    joined = [f"{2019 + one // 12}-{1 + one % 12:02}-15" for one in drawn(0, 50, 2)]
    dataset = reader(
        write(
            table(
                born=every(born, 30, "1900-01-01"),
                joined=every(joined, 25, "2099-12-31"),
                visits=drawn(0, 60, 2),
            )
        )
    )
    assert {name: [str(day)[:10] for day in days] for name, days in dataset.fillers.items()} == {
        "born": ["1900-01-01"], "joined": ["2099-12-31"],
    }  # fmt: skip


def test_settings_have_the_last_word_on_what_is_no_value(reader: Reader, write: Writer) -> None:
    path = write(
        table(
            Q1=every(drawn(1, 5, 1), 20, 99),
            shade=[("red", "blue", "k. w.")[one] for one in drawn(0, 2, 2)],
        )
    )
    assert reader(path, set=("meaning.no_value=keep",)).fillers == {}
    assert reader(path, set=('meaning.missing=["5", "K. W."]',)).fillers == {
        "Q1": (99, 5),
        "shade": ("k. w.",),
    }


# ── answers, weights, outcomes, models ────────────────────────────────────────────────────────────


def test_answers_on_one_scale_are_measures_and_codes_are_not(reader: Reader, write: Writer) -> None:
    columns = {f"statement {place}": drawn(1, 5, place) for place in "abc"} | {
        "nps": drawn(0, 10, 7),
        "Q9": drawn(1, 4, 8),
    }
    columns |= {
        "region": drawn(1, 5, 9),
        "channel": drawn(1, 5, 10),
        "plan": drawn(1, 5, 11),
        "thing": drawn(1, 3, 12),
    }
    dataset = reader(write(table(**columns)))
    found = roles(dataset)
    assert {name for name, role in found.items() if role is Role.MEASURE} == {
        "statement a",
        "statement b",
        "statement c",
        "nps",
        "Q9",
    }
    assert {column(dataset, name).sense for name in ("statement a", "nps", "Q9")} == {Sense.SCALE}
    assert found["region"] is found["thing"] is Role.DESCRIPTOR


@pytest.mark.slow
def test_a_weight_makes_no_segment_and_a_body_s_weight_does(reader: Reader, write: Writer) -> None:
    draw = random.Random(1)
    answers = {f"Q{place}": drawn(1, 5, place) for place in range(4)}
    weights = [round(draw.uniform(0.4, 1.6), 3) for _ in range(ROWS)]
    dataset = reader(write(table(**answers, Gewicht=weights)))
    assert dataset.column(Role.WEIGHT) == "Gewicht"
    assert reading(dataset, "weight").numbers["mean"] == pytest.approx(sum(weights) / ROWS)
    unnamed = [round(one / (sum(weights) / ROWS), 4) for one in weights]
    assert (
        reader(write(table(**answers, corr=unnamed), "unnamed.csv")).column(Role.WEIGHT) == "corr"
    )
    bodies = [round(draw.uniform(50, 110), 1) for _ in range(ROWS)]
    assert reader(write(table(**answers, weight=bodies), "bodies.csv")).column(Role.WEIGHT) is None
    assert (
        reader(
            write(table(**answers, Gewicht=weights), "kept.csv"), set=("meaning.weight=none",)
        ).column(Role.WEIGHT)
        is None
    )


@pytest.mark.slow
def test_what_a_model_has_said_makes_no_segments(reader: Reader, write: Writer) -> None:
    chances = [round(random.Random(place).random(), 5) for place in range(ROWS)]
    columns: dict[str, Any] = {
        "Naive_Bayes_1": chances, "Naive_Bayes_2": [round(1 - one, 5) for one in chances],
        "Churn Score": drawn(0, 100, 6), "churn_probability": [round(random.Random(-place).random(), 4) for place in range(1, ROWS + 1)],
        "share_online": [round(random.Random(place + 999).random(), 4) for place in range(ROWS)], "credit_score": drawn(300, 850, 5),
    }  # fmt: skip
    dataset = reader(write(table(**columns)))
    assert {name for name, role in roles(dataset).items() if role is Role.IGNORED} == {
        "Churn Score",
        "Naive_Bayes_1",
        "Naive_Bayes_2",
        "churn_probability",
    }
    kept = reader(write(table(**columns), "kept.csv"), set=("meaning.model_output=keep",))
    assert roles(kept)["churn_probability"] is Role.MEASURE


def test_what_became_of_customers_describes_them(reader: Reader, write: Writer) -> None:
    dataset = reader(write(table(Exited=drawn(0, 1, 1), visits=drawn(0, 60, 2))))
    assert (column(dataset, "Exited").role, column(dataset, "Exited").sense) == (
        Role.DESCRIPTOR,
        Sense.OUTCOME,
    )


# ── which money ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "role"),
    heavy.every(3, [
        ("Total_Trans_Amt", Role.SPEND), ("TotalCharges", Role.SPEND), ("mrr_usd", Role.SPEND), ("SALES", Role.SPEND),
        ("PURCHASES", Role.SPEND), ("Jahresumsatz", Role.SPEND), ("spend_last_12_months", Role.SPEND), ("Plastics spend", Role.SPEND),
        ("Yearly Amount Spent", Role.SPEND), ("purchases_amount", Role.SPEND),
        ("BALANCE", Role.MEASURE), ("CASH_ADVANCE", Role.MEASURE), ("PAYMENTS", Role.MEASURE), ("MINIMUM_PAYMENTS", Role.MEASURE),
        ("Credit_Limit", Role.MEASURE), ("EstimatedSalary", Role.MEASURE), ("tax_amount", Role.MEASURE), ("loan_amount", Role.MEASURE),
        ("CashbackAmount", Role.MEASURE), ("avg_order_amount", Role.MEASURE), ("Amt_Chng_Q4_Q1", Role.MEASURE),
        ("hours_spent", Role.MEASURE), ("Spending Score (1-100)", Role.MEASURE), ("Time on Website", Role.MEASURE),
        ("last_purchase_amount", Role.MEASURE), ("marketing budget", Role.MEASURE), ("profit", Role.MEASURE),
    ]),
)  # fmt: skip
def test_money_is_revenue_where_customers_brought_it(
    reader: Reader, write: Writer, name: str, role: Role
) -> None:
    dataset = reader(
        write(
            table(
                **dict[str, Any](
                    {name: skewed(90, 1), "visits": drawn(0, 60, 2), "monthly_fee": skewed(9, 3)}
                )
            )
        )
    )
    assert roles(dataset)[name] is role


@pytest.mark.parametrize(
    ("columns", "account"),
    [
        (("Total_Trans_Amt", "Credit_Lim", "Avg_Util_Ratio"), "Avg_Util_Ratio"),
        (("spend", "credit limit", "cash_advance"), "cash_advance"),
        (("Umsatz", "Kreditlimit", "Auslastung"), None),
        (("annual_sales", "credit_limit", "utilisation"), None),
        (("spend", "credit limit", "balance"), None),
    ],
)
def test_what_card_holders_spend_is_told_to_be_the_money_of_shops(
    reader: Reader, write: Writer, columns: tuple[str, str, str], account: str | None
) -> None:
    spend, limit, other = columns
    values: dict[str, Any] = {
        spend: skewed(60, 1),
        limit: skewed(4000, 2),
        other: [round(one, 3) for one in skewed(0.3, 3)],
        "visits": drawn(0, 60, 9),
    }
    dataset = reader(write(table(**values)))
    assert roles(dataset)[spend] is Role.SPEND
    assert ("card_spending" in asked(dataset)) is (account is not None)
    if account:
        assert reading(dataset, "card_spending").numbers == {
            "spend": spend,
            "limit": limit,
            "account": account,
        }


@pytest.mark.slow
def test_what_is_paid_a_month_is_revenue_where_nothing_else_is(
    reader: Reader, write: Writer
) -> None:
    assert (
        roles(reader(write(table(MonthlyCharges=skewed(60, 1), visits=drawn(0, 60, 2)))))[
            "MonthlyCharges"
        ]
        is Role.SPEND
    )
    beside = table(
        MonthlyCharges=skewed(60, 1), TotalCharges=skewed(900, 3), visits=drawn(0, 60, 2)
    )
    assert roles(reader(write(beside, "beside.csv")))["MonthlyCharges"] is Role.MEASURE


def test_dues_are_revenue_where_nothing_else_is(reader: Reader, write: Writer) -> None:
    columns: dict[str, Any] = {
        "Annual Premium": skewed(700, 1),
        "claims_paid": skewed(900, 2),
        "visits": drawn(0, 60, 2),
    }
    found = roles(reader(write(table(**columns))))
    assert (found["Annual Premium"], found["claims_paid"]) == (Role.SPEND, Role.MEASURE)


def test_amounts_with_tax_are_not_added_to_those_without(reader: Reader, write: Writer) -> None:
    net = skewed(700, 1)
    gross = [
        round(amount * random.Random(place).choice([1.07, 1.19]), 2)
        for place, amount in enumerate(net)
    ]
    found = roles(reader(write(table(sales_net=net, sales_gross=gross, visits=drawn(0, 60, 2)))))
    assert (found["sales_net"], found["sales_gross"]) == (Role.SPEND, Role.IGNORED)


@pytest.mark.slow
def test_a_shape_makes_no_money_beside_columns_that_are_named_so(
    reader: Reader, write: Writer
) -> None:
    shapes = {"alpha": skewed(200, 1), "beta": skewed(300, 2), "gamma": skewed(250, 3)}
    assert roles(reader(write(table(**shapes))))["alpha"] is Role.SPEND
    assert (
        roles(reader(write(table(**shapes, balance=skewed(900, 4)), "beside.csv")))["alpha"]
        is Role.MEASURE
    )


def _parts(**more: Sequence[Any]) -> dict[str, Sequence[Any]]:
    online, store = skewed(80, 1), skewed(60, 2)
    return {
        "spend_online": online,
        "spend_store": store,
        "spend_all": [round(a + b, 2) for a, b in zip(online, store, strict=True)],
        **more,
    }


@pytest.mark.slow
def test_a_total_beside_its_parts_is_counted_once(reader: Reader, write: Writer) -> None:
    dataset = reader(write(table(**_parts(visits=drawn(0, 60, 3)))))
    found = roles(dataset)
    assert (found["spend_online"], found["spend_store"], found["spend_all"]) == (
        Role.SPEND,
        Role.SPEND,
        Role.IGNORED,
    )
    told = reading(dataset, "parts")
    assert (told.numbers["total"], [item["column"] for item in told.items]) == (
        "spend_all",
        ["spend_online", "spend_store"],
    )
    assert (
        roles(
            reader(
                write(table(**_parts(visits=drawn(0, 60, 3))), "kept.csv"),
                set=("meaning.parts=keep",),
            )
        )["spend_all"]
        is Role.SPEND
    )


@pytest.mark.parametrize(
    "total", ["mensalidade", "total_fatura", "valor_total", "Importe total", "Montant facture"]
)
def test_the_parts_of_a_bill_are_revenue_where_nothing_else_is(
    reader: Reader, write: Writer, total: str
) -> None:
    parts = {"valor_voz": skewed(8, 1), "valor_dados": skewed(9, 2), "valor_sms": skewed(1, 3)}
    bills = [round(sum(values), 2) for values in zip(*parts.values(), strict=True)]
    found = roles(
        reader(
            write(
                table(
                    **parts,
                    **{total: bills},
                    saldo_devedor=skewed(20, 4),
                    limite_credito=drawn(50, 300, 5),
                )
            )
        )
    )
    assert {name for name, role in found.items() if role is Role.SPEND} == set(parts)
    assert found[total] is Role.IGNORED


@pytest.mark.parametrize("total", ["saldo_total", "pontos_total"])
def test_the_parts_of_what_is_no_bill_are_no_revenue(
    reader: Reader, write: Writer, total: str
) -> None:
    parts = {"alfa": skewed(8, 1), "beta": skewed(9, 2)}
    sums = [round(sum(values), 2) for values in zip(*parts.values(), strict=True)]
    assert (
        Role.SPEND
        not in roles(
            reader(write(table(**parts, **{total: sums}, visits=drawn(0, 60, 3))))
        ).values()
    )


def test_parts_without_a_name_are_found_by_their_sum(reader: Reader, write: Writer) -> None:
    goods = {
        name: skewed(70, place) for place, name in enumerate(("wine", "meat", "fish", "sweets"))
    }
    total = [round(sum(values), 2) for values in zip(*goods.values(), strict=True)]
    found = roles(reader(write(table(**goods, total_spend=total, visits=drawn(0, 60, 3)))))
    assert {name for name, role in found.items() if role is Role.SPEND} == set(goods)
    assert found["total_spend"] is Role.IGNORED


def test_a_part_within_a_part_is_counted_once(reader: Reader, write: Writer) -> None:
    parts = _parts(visits=drawn(0, 60, 3))
    gold = [round(0.2 * amount, 2) for amount in parts["spend_all"]]
    jitter = random.Random(4)
    gold = [round(amount * jitter.random(), 2) for amount in gold]
    columns = {**parts, "spend_gold": gold}
    columns["total_spend"] = columns.pop("spend_all")
    dataset = reader(write(table(**columns)))
    assert roles(dataset)["spend_gold"] is Role.MEASURE
    told = reading(dataset, "within_total")
    assert told.numbers["revenue"] == pytest.approx(sum(columns["total_spend"]))
    assert told.numbers["otherwise"] == pytest.approx(sum(columns["total_spend"]) + sum(gold))


def test_counts_that_add_up_by_chance_are_no_total(reader: Reader, write: Writer) -> None:
    columns = {
        name: drawn(0, 4, place)
        for place, name in enumerate(("web orders", "shop orders", "phone orders", "all visits"))
    }
    assert Role.IGNORED not in roles(reader(write(table(**columns)))).values()


def test_columns_that_say_the_same_make_one_feature(reader: Reader, write: Writer) -> None:
    limits, used = (
        skewed(4000, 1),
        [round(random.Random(place).random(), 4) for place in range(ROWS)],
    )
    balances = [round(limit * share, 2) for limit, share in zip(limits, used, strict=True)]
    columns: dict[str, Any] = {
        "credit_limit": limits, "balance": balances, "open_to_buy": [round(a - b, 2) for a, b in zip(limits, balances, strict=True)],
        "used": used, "unused": [round(1 - one, 4) for one in used],
    }  # fmt: skip
    found = roles(reader(write(table(**columns))))
    assert {name for name, role in found.items() if role is Role.IGNORED} == {
        "open_to_buy",
        "unused",
    }


# ── times ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "sense"),
    heavy.every(3, [
        ("Months_on_book", Sense.MONTHS), ("tenure_months", Sense.MONTHS), ("DaysSinceLastOrder", Sense.DAYS), ("recency_days", Sense.DAYS),
        ("Months_Inactive_12_mon", Sense.MONTHS), ("years_as_customer", Sense.YEARS), ("tenure", Sense.TIME), ("Recency", Sense.TIME),
        ("Contacts_Count_12_mon", None), ("orders_30d", None), ("Income", Sense.MONEY),
    ]),
)  # fmt: skip
def test_a_unit_of_time_is_said_by_a_name_or_not_at_all(
    reader: Reader, write: Writer, name: str, sense: Sense | None
) -> None:
    assert (
        column(
            reader(write(table(**{name: drawn(0, 60, 1), "visits": drawn(0, 70, 2)}))), name
        ).sense
        is sense
    )


@pytest.mark.slow
def test_a_tenure_is_in_months_where_total_is_tenure_times_what_is_paid_a_month(
    reader: Reader, write: Writer
) -> None:
    tenure, monthly = drawn(0, 72, 1), [round(20 + one / 10, 2) for one in drawn(0, 900, 2)]
    total = [
        round(a * b * random.Random(a).uniform(0.96, 1.04), 2)
        for a, b in zip(tenure, monthly, strict=True)
    ]
    dataset = reader(write(table(tenure=tenure, MonthlyCharges=monthly, TotalCharges=total)))
    assert column(dataset, "tenure").sense is Sense.MONTHS
    assert reading(dataset, "time_unit").numbers["unit"] == "months"
    fees = reader(
        write(table(length_of_contract=tenure, WeeklyFee=monthly, TotalPaid=total), "fees.csv")
    )
    assert (roles(fees)["TotalPaid"], roles(fees)["WeeklyFee"]) == (Role.SPEND, Role.MEASURE)
    assert column(fees, "length_of_contract").sense is Sense.WEEKS
    other = reader(
        write(
            table(tenure=tenure, MonthlyCharges=monthly, TotalCharges=skewed(900, 3)), "other.csv"
        )
    )
    assert column(other, "tenure").sense is Sense.TIME
    said = reader(
        write(table(tenure=tenure, visits=drawn(0, 70, 2)), "said.csv"),
        set=('meaning.units=["tenure = weeks"]',),
    )
    assert column(said, "tenure").sense is Sense.WEEKS


@pytest.mark.parametrize(
    ("time", "rate", "total"),
    [
        ("tempo_contrato", "mensalidade", "total_faturado"),
        ("Vertragsdauer", "Monatsbeitrag", "Gesamtbetrag"),
        ("antiguedad", "cuota_mensual", "total_facturado"),
        ("anciennete", "abonnement_mensuel", "total_facture"),
        ("durata", "canone_mensile", "totale_fatturato"),
    ],
)
def test_what_is_billed_in_all_is_revenue_in_any_language(
    reader: Reader, write: Writer, time: str, rate: str, total: str
) -> None:
    times, rates = drawn(1, 72, 1), [round(20 + one / 10, 2) for one in drawn(0, 900, 2)]
    sums = [round(a * b, 2) for a, b in zip(times, rates, strict=True)]
    columns: dict[str, Any] = {time: times, rate: rates, total: sums}
    dataset = reader(write(table(**columns)))
    assert (roles(dataset)[total], column(dataset, time).sense) == (Role.SPEND, Sense.MONTHS)
    assert Role.SPEND not in {roles(dataset)[time], roles(dataset)[rate]}


def test_recency_of_a_summary_of_repeats_is_an_age(reader: Reader, write: Writer) -> None:
    dataset = reader(write(table(**summary())))
    assert {one.name: one.sense for one in dataset.columns if one.sense} == {
        "frequency": Sense.REPEATS, "recency": Sense.AGE_AT_LAST, "T": Sense.SPAN, "monetary_value": Sense.MEAN_OF_REPEATS,
    }  # fmt: skip
    assert (roles(dataset)["monetary_value"], dataset.fillers["monetary_value"]) == (
        Role.MEASURE,
        (0.0,),
    )
    assert reading(dataset, "recency_age").numbers["once"] == summary()["frequency"].count(0)


@pytest.mark.slow
def test_recency_that_lies_above_the_age_is_the_time_since(reader: Reader, write: Writer) -> None:
    columns = summary() | {"recency": drawn(0, 60, 5), "frequency": drawn(1, 9, 6)}
    dataset = reader(write(table(**columns)))
    assert column(dataset, "recency").sense is Sense.TIME
    assert "recency_age" not in asked(dataset)
    assert (
        column(
            reader(write(table(**summary()), "since.csv"), set=("meaning.recency_age=since",)),
            "recency",
        ).sense
        is Sense.TIME
    )


# ── whose ─────────────────────────────────────────────────────────────────────────────────────────


def test_codes_that_never_repeat_are_the_customers_where_no_name_says_so(
    reader: Reader, write: Writer
) -> None:
    lines = "".join(f"X{place:05},{place * 37 % 101},{place * 53 % 89}\n" for place in range(60))
    dataset = reader(write(f"Konto_X,visits,score\n{lines}"))
    assert (dataset.kind, dataset.column(Role.CUSTOMER)) == (Kind.CUSTOMERS, "Konto_X")


def test_side_notes_and_empty_columns_are_nothing(reader: Reader, write: Writer) -> None:
    notes = ["call again" if place == 7 else "" for place in range(ROWS)]
    found = roles(
        reader(write(table(visits=drawn(0, 60, 1), **{"Unnamed: 3": notes, "remark": [""] * ROWS})))
    )
    assert (found["Unnamed: 3"], found["remark"]) == (Role.IGNORED, Role.IGNORED)


PEOPLE = [
    f"{first} {last}"
    for first in ("Anna", "Ben", "Femi", "Mira", "Luis")
    for last in ("Dorn", "Falk", "Orsini", "Moreau")
]


def _orders(names: Callable[[int], str], mail: Callable[[int], str]) -> str:
    lines = [
        f"{names(place)},2024-{1 + place % 12:02}-{1 + place % 28:02},{9 + place % 50}.50,{mail(place)}"
        for place in range(240)
    ]
    return "\n".join(["customer_id,order_date,amount,email", *lines]) + "\n"


def test_an_e_mail_tells_people_of_one_name_apart(reader: Reader, write: Writer) -> None:
    text = _orders(
        lambda place: PEOPLE[place % 20], lambda place: f"someone{place % 40}@example.org"
    )
    dataset = reader(write(text))
    assert column(dataset, "customer_id").personal is not None
    told = reading(dataset, "names_as_ids").numbers
    assert (told["names"], told["people"], told["shared"]) == (20, 40, 20)


def test_companies_are_customers_and_no_people(reader: Reader, write: Writer) -> None:
    firms = [
        f"{name} {form}"
        for name in ("Prinz", "Costa", "Jansen", "Falk")
        for form in ("GmbH", "S.A.", "& Sons", "Ltd.", "Imports")
    ]
    text = _orders(lambda place: firms[place % 20], lambda place: f"{place % 5}").replace(
        "customer_id", "CUSTOMERNAME"
    )
    dataset = reader(write(text.replace("email", "CONTACTLASTNAME").replace(",0\n", ",Lind\n")))
    assert (dataset.kind, dataset.column(Role.CUSTOMER)) == (Kind.TRANSACTIONS, "CUSTOMERNAME")
    assert column(dataset, "CUSTOMERNAME").personal is None


def test_readings_are_of_columns_that_play_a_part(reader: Reader, write: Writer) -> None:
    told: Mapping[str, Any] = reading(
        reader(
            write(
                table(
                    age=every(drawn(18, 79, 2), 30, -1),
                    zip_code=every(drawn(10_000, 99_000, 3), 30, 99_999),
                )
            )
        ),
        "no_value",
    ).numbers
    assert told["columns"] == 1
