"""Headings of banks, telecoms, shops, software and surveys as a reader would say them."""

from __future__ import annotations

import pytest

from reporter.customers.headings import label


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Detergents_Paper", "Detergents paper"),
        ("Total_Trans_Ct", "Number of transactions"),
        ("Total_Trans_Amt", "Transaction amount"),
        ("Total_Revolv_Bal", "Total revolving balance"),
        ("Total_Rel_Cnt", "Number of relationships"),
        ("Months_Inact_12_mon", "Months inactive (12 months)"),
        ("Contacts_Cnt_12_mon", "Number of contacts (12 months)"),
        ("Amt_Chng_Q4_Q1", "Change in amount (Q4 to Q1)"),
        ("Total_Ct_Chng_Q4_Q1", "Change in total count (Q4 to Q1)"),
        ("Avg_Open_To_Buy", "Average open to buy"),
        ("Avg_Util_Ratio", "Average utilisation ratio"),
        ("Credit_Lim", "Credit limit"),
        ("Dependent_cnt", "Number of dependents"),
        ("Education_Lvl", "Education level"),
        ("Cust_Age", "Customer age"),
        ("Months_on_book", "Months on book"),
        ("MntWines", "Wines"),
        ("MntMeatProducts", "Meat products"),
        ("NumWebPurchases", "Number of web purchases"),
        ("NumWebVisitsMonth", "Number of web visits per month"),
        ("AcceptedCmp3", "Accepted cmp3"),
        ("Kidhome", "Kidhome"),
        ("Year_Birth", "Year birth"),
        ("annual Income (k$)", "Annual Income (k$)"),
        ("Spending Score (1-100)", "Spending Score (1-100)"),
        ("mrr_usd", "MRR USD"),
        ("active_days_30d", "Active days (30 days)"),
        ("tickets_90d", "Tickets (90 days)"),
        ("nps", "NPS"),
        ("ONEOFF_PURCHASES", "Oneoff purchases"),
        ("CASH_ADVANCE", "Cash advance"),
        ("MonthlyCharges", "Monthly charges"),
        ("SeniorCitizen", "Senior citizen"),
        ("totalDayMinutes", "Total day minutes"),
        ("number_of_vmail_messages", "Number of vmail messages"),
        ("No_of_visits", "Number of visits"),
        ("nb_enfants", "Number of enfants"),
        ("BALANCE", "Balance"),
        ("Age", "Age"),
        ("t x", "T x"),
        ("Grösse", "Grösse"),
        ("Anzahl Käufe", "Anzahl Käufe"),
        ("R&D Spend", "R&D Spend"),
    ],
)
def test_a_heading_is_said_as_a_reader_would(heading: str, said: str) -> None:
    assert label(heading) == said


@pytest.mark.parametrize(
    "heading",
    ["", " ", "___", "(k$)", "123", "é", "a" * 200, "1", "_x_", "ct", "num", "Q1", "12_mon"],
)
def test_any_heading_has_a_label_that_is_not_empty_where_it_is_not(heading: str) -> None:
    assert bool(label(heading).strip()) is bool(heading.strip())
