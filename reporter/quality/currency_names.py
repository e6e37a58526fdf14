"""Names of columns in, the currencies that they name out: mrr_usd, "Amount (EUR)",
"Umsatz in €".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reporter.model import Kind, Role, Sense

if TYPE_CHECKING:
    from reporter.model import Dataset

MONEY = (Role.AMOUNT, Role.PRICE, Role.SPEND)
KNOWN = frozenset(
    {"USD", "EUR", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF",
    "RON", "BGN", "BRL", "MXN", "ARS", "CLP",
     "COP", "PEN", "INR", "PKR", "BDT", "AUD", "CAD", "NZD", "ZAR", "RUB", "UAH", "TRY", "SGD",
     "HKD", "KRW", "TWD", "ILS", "AED", "SAR",
     "THB", "IDR", "MYR", "PHP", "VND", "EGP", "NGN", "KES"}
)  # fmt: skip
"""Codes that stand in names of columns."""
WORDS = frozenset({"TRY", "PEN", "COP", "PHP", "SAR", "RON", "ALL"})
"""Codes that are words as well: only in capitals within brackets."""
SPOKEN = {"euro": "EUR", "euros": "EUR"}
SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "R$": "BRL", "US$": "USD"}
"""Signs of one currency only; "$" and "kr" are of many."""
_CODE = re.compile(r"(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])")


def named_in_columns(dataset: Dataset) -> set[str]:
    """Return the ISO 4217 codes that the names of the columns of money hold; of customers, those of
    other money too.
    """
    columns = [column for column in dataset.columns if column.role in MONEY]
    if dataset.kind is Kind.CUSTOMERS:
        columns += [
            column
            for column in dataset.columns
            if column.sense is Sense.MONEY and column.role is Role.MEASURE
        ]
    return {code for column in columns for code in codes_of(column.name)}


def codes_of(name: str) -> set[str]:
    """Return the codes that a name holds."""
    found = {code for sign, code in SIGNS.items() if sign in name}
    found |= {
        code
        for word, code in SPOKEN.items()
        if re.search(rf"(?<![a-z]){word}(?![a-z])", name, re.IGNORECASE)
    }
    for match in _CODE.finditer(re.sub(r"([a-z])([A-Z])", r"\1 \2", name)):
        code = match.group().upper()
        bracketed = re.search(rf"[(\[]\s*{code}\s*[)\]]", name)
        if code in KNOWN and (code not in WORDS or bracketed):
            found.add(code)
    return found
