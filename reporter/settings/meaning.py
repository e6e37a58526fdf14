"""The table of settings that overrules what data were taken to mean: [meaning], one key
a question.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, field_validator

from reporter.settings.table import Table

UNITS = ("days", "weeks", "months", "years")


class MeaningSettings(Table):
    """What the data mean, where `inspect` and the report say that they could be read otherwise;
    auto: by the evidence of the data.
    """

    order_status: Literal["auto", "keep", "drop"] = "auto"
    """Orders that were not paid or were taken back (cancelled, failed, refunded, draft …): drop
    leaves them out; keep counts them.
    """
    not_counted: tuple[str, ...] = Field(default=(), examples=[["On hold", "Reserviert"]])
    """Further states of orders that do not count, as the data write them."""
    counted: tuple[str, ...] = Field(default=(), examples=[["Pending"]])
    """States of orders that count although reporter would leave them out, as the data write them.
    """
    swapped_dates: Literal["auto", "swap", "keep"] = "auto"
    """Whether a spreadsheet has swapped days and months of the dates that it could read
    month-first, beside texts that it could not: swap puts them right, keep leaves them.
    """
    sign_column: Literal["auto", "apply", "ignore"] = "auto"
    """A column that says which amounts go back (debit and credit, sale and refund): apply takes
    them off; ignore adds all amounts up.
    """
    line_total: Literal["auto", "total", "unit"] = "auto"
    """What the price of a line with a quantity is: total, of the whole line; unit, of one piece."""
    order_total: Literal["auto", "order", "line"] = "auto"
    """What an amount is that stands on each line of an order: order, the total of all of its lines,
    counted once; line, the line's own.
    """
    debit_credit: Literal["auto", "deduct", "ignore"] = "auto"
    """Amounts in two columns (debit and credit, Soll and Haben): deduct takes the other side off;
    ignore counts one side alone.
    """
    refund_column: Literal["auto", "deduct", "ignore"] = "auto"
    """A column of amounts that were refunded: deduct takes them off; ignore leaves the amounts as
    they are.
    """
    gift_cards: Literal["auto", "leave", "keep"] = "auto"
    """Gift cards sold and redeemed: leave takes them for deposits and payments, outside of the
    revenue; keep counts them as goods.
    """
    currencies: Literal["auto", "one"] = "auto"
    """one: all amounts are in one currency, whatever the data name; auto: amounts in several
    currencies are never added up.
    """
    rates: dict[str, Annotated[float, Field(gt=0)]] = Field(
        default_factory=dict, examples=[{"SEK": 0.088, "JPY": 0.0061}]
    )
    """What one unit of each other currency is worth in report.currency; amounts are converted by
    it.
    """
    nobody: Literal["auto", "leave", "keep"] = "auto"
    """Accounts that are nobody (guest, walk-in, cash sale, 0): leave takes their sales for sales
    without a customer; keep for customers.
    """
    nobodies: tuple[str, ...] = Field(default=(), examples=[["Staff", "Amazon Marketplace"]])
    """Further accounts that stand for no customer, as the data write them."""
    spellings: Literal["auto", "join", "keep"] = "auto"
    """One customer under several spellings (upper and lower case, lost zeros, blanks): join counts
    them as one; keep as several.
    """
    columns_of_periods: Literal["auto", "unpivot", "keep"] = "auto"
    """Whether columns named after periods (Jan 2023, Feb 2023 …) are one measure over time: unpivot
    makes a row per period of them, keep leaves them as columns.
    """
    yearless_dates: date | None = Field(default=None, examples=[date(2023, 1, 1)])
    """The day from which on dates without a year (03.01.) and columns named after periods without
    one (Jan, KW 12, M1) are counted: they lie in the twelve months after it, and numbered months
    begin with it.
    """
    grain: Literal["auto", "day"] = "auto"
    """auto: dates that are all firsts or lasts of months or quarters, or one weekday of weeks,
    stand for the whole of them; day: for a day.
    """
    no_value: Literal["auto", "keep"] = "auto"
    """auto: values that stand for none are taken as missing (99 on a scale of 1 to 5, an age of −1,
    "unknown"); keep: they count.
    """
    missing: tuple[str, ...] = Field(default=(), examples=[["-7", "k. A."]])
    """Further values that stand for none, in columns that measure or describe customers."""
    weight: Literal["auto", "none"] = "auto"
    """auto: a column that says how many people a row of a survey stands for makes no segment; none:
    there is no such column.
    """
    model_output: Literal["auto", "keep"] = "auto"
    """auto: what a model has said of customers (a chance to leave) makes no segments; keep: it
    counts like other numbers.
    """
    recency_age: Literal["auto", "age", "since"] = "auto"
    """What recency is beside a frequency of repeats and an age T: age, the age at the last
    purchase; since, the time since then.
    """
    parts: Literal["auto", "keep"] = "auto"
    """auto: a total stands apart from its parts, and a part within a part is counted once; keep:
    every column counts.
    """
    units: tuple[str, ...] = Field(default=(), examples=[["tenure = months"]])
    """In which unit (days, weeks, months, years) columns of a customer table count time, one text a
    column.
    """

    @field_validator("units")
    @classmethod
    def _known_units(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for text in given:
            column, sign, unit = (part.strip() for part in text.rpartition("="))
            if not sign or not column or unit not in UNITS:
                raise ValueError(
                    f"{text!r} says no unit of a column; write it like 'tenure = months'"
                    f" ({', '.join(UNITS)})"
                )
        return given

    @property
    def unit_of(self) -> dict[str, str]:
        """The units by column."""
        split = (text.rpartition("=") for text in self.units)
        return {column.strip(): unit.strip() for column, _, unit in split}

    lone_dates: Literal["auto", "leave", "keep"] = "auto"
    """Lines dated far before or after all others (a mistyped year, 1900-01-01): leave takes them
    out, so that not every customer seems long gone; keep counts them.
    """
