"""What is said of the data before anyone rests on them: a clean sentence for each caution, its
figures among its numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.findings import cautions
from reporter.findings.cautions.registry import CLAIMS, says
from reporter.model import Caution, CautionKind, KeyAccount
from reporter.model.claim import Claim
from reporter.numerals import Numerals
from reporter.settings import QualitySettings, Settings
from tests.findings import cases
from tests.findings.figures import unaccounted
from tests.saying import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import Finding

POUNDS = Numerals(currency="GBP")
Numbers = dict[str, float | str]
DOUBT: Numbers = {
    "about": "InvoiceDate",
    "question": "whether 03/04/2011 is 3 April or 4 March",
    "taken": "month-first",
    "why": "every value can be read both ways",
    "setting": "roles.date_order=day-first",
}
TWO_EDGES: Numbers = {
    "from": "2010-03-14",
    "first_days": 18,
    "first_length": 31,
    "to": "2011-12-09",
    "last_days": 9,
    "last_length": 31,
}
FROM: Numbers = {key: TWO_EDGES[key] for key in ("from", "first_days", "first_length")}
TO: Numbers = {key: TWO_EDGES[key] for key in ("to", "last_days", "last_length")}
BULK: Numbers = {"from": "2010-12-01", "to": "2011-12-09"}
PRICES: Numbers = {
    "product": "17003",
    "description": "BROCADE RING PURSE",
    "low": 0.05,
    "high": 57.6,
}
AMOUNTS: Numbers = {
    "amount": "Betrag",
    "quantity": "Menge",
    "price": "Preis",
    "rows": 915,
    "agreeing": 137,
    "ratio": 1.19,
    "steady": 31,
}
HUGE: Numbers = {
    "lines": 11, "times": 1000, "mean": 19.6, "amount": 168_469.6, "quantity": 80_995, "day": "2011-12-09", "kept": 3, "net": 77_184.0,
    "share": 0.004,
}  # fmt: skip
UNDATED, REPEATED = "No date that can be read", "Repeats another row in every column"
RULES = {UNDATED: Claim("cleaning.missing_date"), REPEATED: Claim("cleaning.duplicate.row")}
TOLD: list[tuple[CautionKind, Mapping[str, float | str], str]] = [
    (
        CautionKind.LEFT_OUT,
        {
            "rows": 2_340,
            "of": 3_900,
            "rows_share": 0.6,
            "amount": 178_123.4,
            "total": 298_000.0,
            "share": 0.598,
            "most": 2_300,
            "why": UNDATED,
        },
        (
            "Cleaning leaves out 2,340 of 3,900 rows (60 %), worth £178k of £298k (60 %): what they"
            " hold is not in this report. 2,300 of them by this rule: No date that can be read."
        ),
    ),
    (
        CautionKind.LEFT_OUT,
        {
            "rows": 40,
            "of": 90,
            "rows_share": 4 / 9,
            "share": 0.0,
            "most": 40,
            "why": REPEATED,
        },
        (
            "Cleaning leaves out 40 of 90 rows (44 %): what they hold is not in this report. "
            "All of them by this rule: Repeats another row in every column."
        ),
    ),
    (
        CautionKind.FAILED_TOTAL,
        {"column": "Betrag", "told": 1_234_567.89, "sum": 893_592.7},
        (
            "The file’s own total of Betrag is 1,234,567.9, and its rows add up to 893,592.7:"
            " 340,975.2 is missing from the rows, as where an export was cut off."
        ),
    ),
    (
        CautionKind.FAILED_TOTAL,
        {"column": "Betrag", "told": 500.0, "sum": 700.0},
        (
            "The file’s own total of Betrag is 500, and its rows add up to 700: 200 stands in the"
            " rows beyond it."
        ),
    ),
    (
        CautionKind.DISAGREEING_AMOUNTS,
        AMOUNTS,
        (
            "Betrag is what Menge × Preis gives in only 15 % of the 915 rows that hold all three;"
            " the others add up to 19 % more: see whether tax, discounts or freight are in it."
            " Betrag is taken as the revenue."
        ),
    ),
    (
        CautionKind.DISAGREEING_AMOUNTS,
        AMOUNTS | {"agreeing": 0, "ratio": 0.9},
        (
            "Betrag is what Menge × Preis gives in none of the 915 rows that hold all three; they"
            " add up to 10 % less: see whether tax, discounts or freight are in it. Betrag is taken"
            " as the revenue."
        ),
    ),
    (
        CautionKind.DISAGREEING_AMOUNTS,
        AMOUNTS | {"agreeing": 0, "steady": 910},
        (
            "Betrag is 19 % more than Menge × Preis, at one rate in nearly every row, as where tax"
            " makes the difference: the revenue here is with it."
        ),
    ),
    (
        CautionKind.DISAGREEING_AMOUNTS,
        AMOUNTS | {"steady": 778},
        (
            "Betrag is 19 % more than Menge × Preis, at one rate in nearly every row where they"
            " differ (778 of the 915 rows that hold all three), as where tax makes the difference:"
            " the revenue here is with it."
        ),
    ),
    (
        CautionKind.HUGE_LINES,
        HUGE,
        (
            "11 lines are each worth 1,000 ordinary ones or more, sold or taken back (£20 on"
            " average); the largest is £168,470 (quantity 80,995, 9 December 2011). Cleaning leaves"
            " 3 of them, worth £77.2k net: see whether they are orders or mistakes."
        ),
    ),
    (
        CautionKind.HUGE_LINES,
        HUGE | {"lines": 1, "kept": 1, "net": 168_469.6, "share": 0.67},
        (
            "1 line is worth 1,000 ordinary ones or more, sold or taken back (£20 on average); it"
            " is £168,470 (quantity 80,995, 9 December 2011). It is counted, 67 % of the revenue:"
            " see whether it is an order or a mistake."
        ),
    ),
    (
        CautionKind.HUGE_LINES,
        HUGE | {"lines": 2, "kept": 2, "net": 0.0, "share": 0.0},
        (
            "2 lines are each worth 1,000 ordinary ones or more, sold or taken back (£20 on"
            " average); the largest is £168,470 (quantity 80,995, 9 December 2011). Cleaning leaves"
            " 2 of them, which cancel each other out."
        ),
    ),
    (
        CautionKind.HUGE_LINES,
        {key: value for key, value in HUGE.items() if key not in {"quantity", "day"}}
        | {"lines": 1, "kept": 0, "net": 0.0, "share": 0.0},
        (
            "1 line is worth 1,000 ordinary ones or more, sold or taken back (£20 on average); it"
            " is £168,470. No such line is left after cleaning."
        ),
    ),
    (
        CautionKind.FUTURE_DATES,
        {"lines": 1, "latest": "2012-01-03", "as_of": "2011-12-31"},
        (
            "1 order line is dated after the report's day, 31 December 2011, at the latest 3"
            " January 2012: no recency can be counted before these dates are corrected or that day"
            " is moved (customers.as_of)."
        ),
    ),
    (
        CautionKind.ISOLATED_DATES,
        {"where": "late", "lines": 3, "furthest": "2099-12-31", **BULK},
        (
            "3 order lines lie more than a year after all others, which end on 9 December 2011; the"
            " latest is of 31 December 2099. Recency is counted to after that day, so that every"
            " other customer seems long gone; correct these dates or leave these rows out."
        ),
    ),
    (
        CautionKind.ISOLATED_DATES,
        {"where": "early", "lines": 1, "furthest": "1900-01-01", **BULK},
        (
            "1 order line lies more than a year before all others, which begin on 1 December 2010;"
            " the earliest is of 1 January 1900. The history seems longer than it is, and so do"
            " some customers' first orders; correct these dates or leave these rows out."
        ),
    ),
    (
        CautionKind.UNSETTLED,
        DOUBT,
        (
            "The data do not settle whether 03/04/2011 is 3 April or 4 March (InvoiceDate): taken"
            " as month-first, since every value can be read both ways; roles.date_order=day-first"
            " would change it."
        ),
    ),
    (
        CautionKind.UNCREDITED_REVENUE,
        {
            "rows": 135_080,
            "rows_share": 0.249,
            "amount": 1_755_276.64,
            "share": 0.165,
            "returns": 8_872,
        },
        (
            "135,080 rows name no customer (25 % of all rows; £1.76m or 17 % of sales before"
            " returns): what they hold is not in this report."
        ),
    ),
    (
        CautionKind.UNCREDITED_REVENUE,
        {"rows": 1_359, "rows_share": 0.4, "amount": 86_500.88, "share": 0.403, "accounts": 1},
        (
            "1,359 rows name nobody in particular or no customer (40 % of all rows; £86.5k or 40 %"
            " of sales): what they hold is not in this report. What is said of customers is not"
            " said of the whole business."
        ),
    ),
    (
        CautionKind.UNCREDITED_REVENUE,
        {"rows": 1, "rows_share": 0.1, "amount": 0.0, "share": 0.0},
        "1 row names no customer (10 % of all rows): what they hold is not in this report.",
    ),
    (
        CautionKind.DOMINANT_CUSTOMER,
        {"share": 0.12, "amount": 280_206.02},
        (
            "A single customer accounts for 12 % of revenue (£280k) and shapes the figures of its"
            " segment: look at it by itself."
        ),
    ),
    (
        CautionKind.REPEATED_PERIOD,
        {"from": "2010-12-01", "to": "2010-12-09", "rows": 22_523, "share": 1.0},
        (
            "All rows from 1 December 2010 to 9 December 2010 stand in the data twice (22,523 rows"
            " with a copy), as where two exports overlap: the copies were left out."
        ),
    ),
    (
        CautionKind.REPEATED_PERIOD,
        {"from": "2010-12-01", "to": "2010-12-01", "rows": 30, "share": 0.62},
        (
            "62 % of the rows of 1 December 2010 stand in the data twice (30 rows with a copy), as"
            " where two exports overlap: the copies were left out."
        ),
    ),
    (
        CautionKind.MISSING_MONTHS,
        {"missing": 1, "months": 13, "month_1": "2011-08-01"},
        (
            "No order is dated in August 2011: unless the shop was closed, orders are missing, and"
            " customers seem less active than they were."
        ),
    ),
    (
        CautionKind.MISSING_MONTHS,
        {
            "missing": 4,
            "months": 24,
            "month_1": "2010-08-01",
            "month_2": "2010-09-01",
            "month_3": "2011-01-01",
        },
        (
            "No order is dated in four of the 24 months covered (among them August 2010, September"
            " 2010 and January 2011): unless the shop was closed, orders are missing, and customers"
            " seem less active than they were."
        ),
    ),
    (
        CautionKind.CROWDED_DAY,
        {"day": "2011-05-03", "orders": 412, "share": 0.35},
        (
            "412 orders, 35 % of all, are dated 3 May 2011: see whether that is the day of an"
            " import rather than of the orders."
        ),
    ),
    (
        CautionKind.SHORT_HISTORY,
        {"days": 120, "year": 365, "from": "2011-01-01", "to": "2011-04-30"},
        (
            "The orders span 120 days, less than a year (1 January 2011 to 30 April 2011): "
            "seasons cannot be told from trends, and yearly estimates are scaled up."
        ),
    ),
    (
        CautionKind.FEW_CUSTOMERS,
        {"customers": 57},
        (
            "There are only 57 customers: a segment holds few of them, and a share moves by points"
            " with each one."
        ),
    ),
    (
        CautionKind.MOSTLY_MISSING,
        {"column": "Income", "missing": 1_234, "share": 0.55},
        (
            "Income has no value in 55 % of the rows (1,234 rows): where it makes segments, the"
            " middle value stands for the missing ones."
        ),
    ),
    (
        CautionKind.REPEATED_CUSTOMERS,
        {"rows": 120, "share": 0.12},
        (
            "120 rows (12 %) repeat the id of another row with other values, and only one row a"
            " customer is used: where a row is an order or a month, its values must be added up"
            " first."
        ),
    ),
    (
        CautionKind.ODD_VALUES,
        {"column": "Year_Birth", "rows": 3, "what": "births", "bound": 1910, "example": 1893},
        (
            "3 customers were born before 1910 by Year_Birth (such as 1893): see whether they are"
            " mistyped; they stay as they are, and what makes segments is pulled in at the ends."
        ),
    ),
    (
        CautionKind.ODD_VALUES,
        {
            "column": "Income",
            "rows": 1,
            "what": "incomes",
            "bound": 160_000.0,
            "example": 666_666.0,
        },
        (
            "One value of Income lies far beyond all others (666,666): see whether it is mistyped;"
            " it stays as it is, and what makes segments is pulled in at the ends."
        ),
    ),
    (
        CautionKind.VARYING_PRICES,
        {**PRICES, "products": 1},
        (
            "One product has unit prices that differ a thousandfold or more, postage and fees left"
            " aside (Brocade ring purse, 17003: from £0.05 to £58): see whether a decimal point"
            " slipped."
        ),
    ),
    (
        CautionKind.VARYING_PRICES,
        {"products": 3, "product": "Lantern", "description": "", "low": 0.001, "high": 45.0},
        (
            "3 products have unit prices that differ a thousandfold or more, postage and fees left"
            " aside (such as Lantern: from less than £0.01 to £45): see whether a decimal point"
            " slipped."
        ),
    ),
    (
        CautionKind.UNFINISHED_MONTH,
        TO,
        (
            "The orders end on 9 December 2011: December 2011 holds 9 of its 31 days; no comparison"
            " here counts it as a whole month."
        ),
    ),
    (
        CautionKind.UNFINISHED_MONTH,
        FROM,
        (
            "The orders begin on 14 March 2010: March 2010 holds 18 of its 31 days; no comparison"
            " here counts it as a whole month."
        ),
    ),
    (
        CautionKind.UNFINISHED_MONTH,
        TWO_EDGES,
        (
            "The orders run from 14 March 2010 to 9 December 2011: March 2010 holds 18 of its 31"
            " days and December 2011 holds 9 of its 31 days; no comparison here counts these as"
            " whole months."
        ),
    ),
]


def said(
    *told: Caution, numerals: Numerals = POUNDS, settings: Settings = cases.DEFAULTS
) -> tuple[Finding, ...]:
    found = cautions(replace(cases.cleaned(), cautions=told), settings)
    return tuple(spoken(one, numerals) for one in found)


def sentence(
    kind: CautionKind, numbers: Mapping[str, float | str], numerals: Numerals = POUNDS
) -> Finding:
    rule = RULES.get(str(numbers.get("why")))
    (finding,) = said(Caution(kind=kind, numbers=numbers, rule=rule), numerals=numerals)
    return finding


@pytest.mark.parametrize(("kind", "numbers", "text"), TOLD)
def test_a_caution_is_told_in_a_plain_sentence(
    kind: CautionKind, numbers: Mapping[str, float | str], text: str
) -> None:
    finding = sentence(kind, numbers)
    assert finding.text.replace("\u202f", " ").replace("\u00a0", " ") == text
    assert finding.id == f"caution.{kind.value}"


@pytest.mark.parametrize("numerals", [POUNDS, Numerals(), Numerals(locale="en_US", currency="USD")])
@pytest.mark.parametrize(("kind", "numbers"), [(kind, numbers) for kind, numbers, _ in TOLD])
def test_every_figure_of_a_caution_is_written_from_a_number_that_it_carries(
    kind: CautionKind, numbers: Mapping[str, float | str], numerals: Numerals
) -> None:
    finding = sentence(kind, numbers, numerals=numerals)
    assert unaccounted(finding, numerals, ()) == []
    assert not re.search(r"\bnan\b|None|  |\{|\}|\.\.|,\.| ,", finding.text)


@pytest.mark.parametrize(("kind", "numbers"), [(kind, numbers) for kind, numbers, _ in TOLD])
def test_a_finding_carries_every_number_of_its_caution(
    kind: CautionKind, numbers: Mapping[str, float | str]
) -> None:
    held = set(map(str, sentence(kind, numbers).numbers.values()))
    shown = {
        str(value) for key, value in numbers.items() if value not in ("", 0.0) and key != "year"
    }
    if kind is CautionKind.ISOLATED_DATES:  # of the others it tells the end that is near
        shown -= {BULK["from"], BULK["to"], str(numbers["where"])}
    assert shown <= held


def test_a_name_as_long_as_a_book_is_cut() -> None:
    numbers: Numbers = {"column": "I" * 10_000, "missing": 1_234, "share": 0.55}
    assert len(sentence(CautionKind.MOSTLY_MISSING, numbers).text) < 320


def test_every_kind_is_claimed() -> None:
    assert set(CLAIMS) == set(CautionKind)


def test_every_kind_has_an_example() -> None:
    assert {kind for kind, _, _ in TOLD} == set(CautionKind)


def test_a_kind_is_said_by_one_function() -> None:
    with pytest.raises(ValueError, match="two functions say crowded_day"):
        says(CautionKind.CROWDED_DAY)


def test_repeats_that_are_used_twice_are_said_to_be() -> None:
    keep = Settings(quality=QualitySettings(duplicates="keep"))
    period = Caution(
        kind=CautionKind.REPEATED_PERIOD,
        numbers={"from": "2010-12-01", "to": "2010-12-09", "rows": 22_523, "share": 1.0},
    )
    (finding,) = said(period, settings=keep)
    assert finding.text.endswith(
        "both copies were used, so that their revenue counts twice (quality.duplicates)."
    )


def test_a_third_of_the_sales_without_a_customer_is_said_to_limit_the_report() -> None:
    numbers: Numbers = {"rows": 50, "rows_share": 0.5, "amount": 500.0, "share": 1 / 3}
    limit = "What is said of customers is not said of the whole business."
    assert sentence(CautionKind.UNCREDITED_REVENUE, numbers).text.endswith(limit)
    assert limit not in sentence(CautionKind.UNCREDITED_REVENUE, numbers | {"share": 0.33}).text


def test_cautions_keep_their_order_and_each_has_a_name_of_its_own() -> None:
    doubt = Caution(kind=CautionKind.UNSETTLED, numbers=DOUBT)
    few = Caution(kind=CautionKind.FEW_CUSTOMERS, numbers={"customers": 57})
    other = Caution(kind=CautionKind.UNSETTLED, numbers=DOUBT | {"about": "ShipDate"})
    assert [one.id for one in said(doubt, few, other)] == [
        "caution.unsettled",
        "caution.few_customers",
        "caution.unsettled.2",
    ]


@pytest.mark.slow
def test_findings_hold_the_cautions() -> None:
    case = cases.shop()
    warned = replace(
        case.clean, cautions=(Caution(kind=CautionKind.FEW_CUSTOMERS, numbers={"customers": 57}),)
    )
    assert [one.id for one in replace(case, clean=warned).find().cautions] == [
        "caution.few_customers"
    ]


@pytest.mark.parametrize(("share", "repeated"), [(0.4, False), (0.2, True)])
def test_the_share_of_a_single_key_account_is_not_said_again(share: float, repeated: bool) -> None:
    case = cases.shop()
    frame = case.table.frame.copy()
    frame.loc["C00000", "monetary"] = 0.0
    spent = float(frame["monetary"].sum() * 0.4 / 0.6)
    frame.loc["C00000", "monetary"] = spent
    account = KeyAccount(
        customer="C00000",
        segment=int(case.segmentation.labels["C00000"]),
        features=("monetary",),
        values={"monetary": spent},
    )
    dominant = Caution(kind=CautionKind.DOMINANT_CUSTOMER, numbers={"share": share, "amount": 1.0})
    found = replace(
        case,
        clean=replace(case.clean, cautions=(dominant,)),
        table=replace(case.table, frame=frame),
        segmentation=replace(case.segmentation, key_accounts=(account,)),
    ).find()
    (caveat,) = (one for one in found.caveats if one.id == "caveat.key_accounts")
    assert ("accounts for 40\u202f% of revenue" in caveat.text) == repeated


def test_a_caution_is_counted_over_what_it_counts() -> None:
    case = cases.shop()
    few = Caution(kind=CautionKind.FEW_CUSTOMERS, numbers={"customers": 57})
    late = Caution(kind=CautionKind.UNSETTLED, numbers=DOUBT)
    large = Caution(kind=CautionKind.DOMINANT_CUSTOMER, numbers={"share": 0.2, "amount": 1.0})
    found = replace(case, clean=replace(case.clean, cautions=(late, large, few))).find().cautions
    assert {one.id: one.base.of for one in found if one.base} == {
        "caution.unsettled": "rows",
        "caution.dominant_customer": "customers",
        "caution.few_customers": "customers",
    }
