"""How a number is written for a reader: one place for sentences, chart labels and pages.

Numbers in, text out. `findings` puts it into sentences, `charts` onto marks, and `rendering`
offers the same methods to the templates as Jinja filters.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal, format_scientific, get_currency_symbol

THIN = "\N{NARROW NO-BREAK SPACE}"
NBSP = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
DAYS_IN = {"week": 7.0, "month": 30.44}
HUGE = 1e15
"""From here on nobody reads figures one by one: 3.2E18."""
WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def is_currency(code: str) -> bool:
    """Tell whether a text is the ISO 4217 code of a currency."""
    from babel.numbers import list_currencies

    return code in list_currencies()


def is_locale(name: str) -> bool:
    """Say whether numbers can be written in this locale: ``en_GB`` for instance."""
    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def locales() -> list[str]:
    """Return the names of all locales."""
    return sorted(locale_identifiers())


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """Write numbers in a locale and a currency.

    Parameters
    ----------
    locale
        A Babel locale, ``en_GB`` for instance.
    currency
        ISO 4217 code, or empty when the currency is not known: amounts are then written without a
        sign.
    time
        In what spans of days are told, where the data know no days.
    calendar
        The Babel locale that days and months are named by; empty where that is `locale`.
    magnitudes
        What follows thousands, millions and billions.
    """

    locale: str = "en_GB"
    currency: str = ""
    time: Literal["day", "week", "month"] = "day"
    calendar: str = ""
    magnitudes: tuple[str, str, str] = ("k", "m", "bn")

    def elapsed(self, days: float) -> float:
        """Return how long so many days are in whole weeks or months, one at least, where the data
        know no days.
        """
        return days if self.time == "day" else max(1, round(days / DAYS_IN[self.time]))

    def count(self, value: float) -> str:
        """Write a whole number with grouping: 4,338."""
        return self._number(value, "#,##0", 0)

    def decimal(self, value: float, digits: int = 1) -> str:
        """Write a number with at most so many decimals: 2.5, 3."""
        return self._number(value, "#,##0." + "#" * digits if digits else "#,##0", digits)

    def fixed(self, value: float, digits: int) -> str:
        """Write a number with exactly so many decimals: 2.50."""
        return self._number(value, "#,##0." + "0" * digits if digits else "#,##0", digits)

    def percent(self, share: float, digits: int = 0) -> str:
        """Write a share (0–1) as percent; a small share that is not zero is never
        written as 0 %.
        """
        if 0 < share < 0.005 and digits == 0:
            return f"under{NBSP}1{THIN}%"
        hundredths = Decimal(repr(float(share))) * 100  # in decimals, where 28.5 is 28.5
        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        return f"{self._number(hundredths, pattern, digits)}{THIN}%"

    def money(self, value: float) -> str:
        """Write an amount: £4,555; two decimals below 10."""
        return self._amount(value, 2 if 0 < abs(value) < 9.995 else 0)

    def money_short(self, value: float) -> str:
        """Write a large amount in three significant digits: £4.84m, £746k, £368."""
        thousands, millions, billions = self.magnitudes
        for limit, factor, letter in (
            (999.5e6, 1e9, billions),
            (999.5e3, 1e6, millions),
            (9_999.5, 1e3, thousands),
        ):
            if limit <= abs(value) < HUGE:
                scaled = value / factor
                digits = 2 if abs(scaled) < 9.995 else 1 if abs(scaled) < 99.95 else 0
                return self._amount(scaled, digits, letter)
        return self.money(value)

    def money_range(self, low: float, high: float) -> str:
        """Write an estimated range of amounts in two significant digits: £35k – £70k."""
        first, last = (self._rough(value) for value in (low, high))
        return first if first == last else f"{first}{NBSP}{DASH}{NBSP}{last}"

    def _rough(self, value: float) -> str:
        if not value:
            return self.money(0)
        rounded = float(round(value, 1 - math.floor(math.log10(abs(value)))))
        thousands, millions, billions = self.magnitudes
        for limit, factor, letter in (
            (999.5e6, 1e9, billions),
            (999.5e3, 1e6, millions),
            (999.5, 1e3, thousands),
        ):
            if limit <= abs(rounded) < HUGE:
                scaled = round(rounded / factor, 1)
                return self._amount(scaled, 0 if scaled == int(scaled) else 1, letter)
        return self.money(rounded)

    def times(self, ratio: float) -> str:
        """Write a ratio: 4.1 ×."""
        return f"{self.decimal(ratio, 1 if ratio < 20 else 0)}{THIN}×"

    def words(self, value: int) -> str:
        """Write a small whole number as a word, a larger one in figures."""
        return WORDS[value] if 0 <= value < len(WORDS) else self.count(value)

    def day(self, value: date | datetime) -> str:
        """Write a day: 9 December 2011."""
        return format_date(value, format="long", locale=self.calendar or self.locale)

    def month(self, value: date | datetime) -> str:
        """Write a month: December 2011."""
        return format_skeleton("yMMMM", value, locale=self.calendar or self.locale)

    def period(self, start: date | datetime, end: date | datetime) -> str:
        """Write a span of months: December 2010 – December 2011."""
        first, last = self.month(start), self.month(end)
        return first if first == last else f"{first} {DASH} {last}"

    def brought(self, value: float, unit: str) -> str:
        """Write what customers bring: an amount in three digits, or a number of orders."""
        return self.money_short(value) if unit == "money" else self.count(value)

    def quantity(self, value: float, unit: str) -> str:
        """Write a value in a feature's unit (see `reporter.model.Unit`)."""
        match unit:
            case "money":
                return self.money(value)
            case "share":
                return self.percent(value)
            case "days" if self.time != "day":
                return self.quantity(self.elapsed(value), f"{self.time}s")
            case "days" | "weeks" | "months" | "years":
                written = self.count(value) if unit == "days" else self.span(value)
                return f"{written}{NBSP}{unit if written != '1' else unit.removesuffix('s')}"
            case "count":
                return self.decimal(value, 1 if abs(value) < 10 else 0)
            case _:
                # Ratios from 0 to 1 are told apart in hundredths.
                return self.decimal(value, 2 if abs(value) < 1 else 1 if abs(value) < 100 else 0)

    def span(self, value: float) -> str:
        """Write how many weeks, months or years, without their word: tenths below ten alone."""
        return self.decimal(value, 1 if abs(value) < 10 else 0)

    def _number(self, value: float | Decimal, pattern: str, digits: int) -> str:
        if not -HUGE < value < HUGE:
            return format_scientific(
                Decimal(f"{value:.2g}"), format="0.#E0", locale=self.locale
            ).replace("-", MINUS)
        return format_decimal(rounded(value, digits), format=pattern, locale=self.locale).replace(
            "-", MINUS
        )

    def _amount(self, value: float, digits: int, letter: str = "") -> str:
        """Put sign, number and letter where the locale has them: £4.84m, 4,84m €."""
        exact = rounded(value, digits)
        number = (
            self._number(abs(exact), "#,##0." + "0" * digits if digits else "#,##0", digits)
            + letter
        )
        minus = MINUS if exact < 0 else ""
        if not self.currency:
            return minus + number
        leads = Locale.parse(self.locale).currency_formats["standard"].pattern.startswith("¤")
        return f"{minus}{self.sign}{number}" if leads else f"{minus}{number}{NBSP}{self.sign}"

    @property
    def sign(self) -> str:
        """The currency's sign, empty when the currency is not known."""
        return get_currency_symbol(self.currency, locale=self.locale) if self.currency else ""


def rounded(value: float | Decimal, digits: int = 0) -> Decimal:
    """Round as people do: halves away from zero, in the decimals that the number shows
    (40.5 → 41).
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if abs(exact) >= HUGE:  # in floating point their last figures are no digits of the value
        return exact
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0


def plain(value: object) -> str | None:
    """Write a raw value as it stands in a file: whole numbers without decimals, days without
    midnight.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == value.min.time()
            else value.isoformat(sep=" ", timespec="minutes")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
