"""A column's heading in, its label for a reader out: Total_Trans_Ct is "Number of transactions",
MntWines "Wines".
"""

from __future__ import annotations

import re

_WORDS = {
    "acc": "account", "acct": "account", "accts": "accounts", "addr": "address", "amt": "amount",
    "approx": "approximate",
    "avail": "available", "avg": "average", "bal": "balance", "bday": "birthday",
    "calc": "calculated", "cat": "category",
    "chg": "change", "chng": "change", "cmp": "campaign", "cnt": "count", "comm": "commission",
    "cr": "credit", "ct": "count",
    "curr": "current", "cust": "customer", "custs": "customers", "dept": "department",
    "dep": "deposit", "deps": "deposits",
    "desc": "description", "dev": "device", "disc": "discount", "dist": "distance", "dt": "date",
    "dur": "duration", "edu": "education",
    "exp": "expenses", "freq": "frequency", "hh": "household", "hrs": "hours", "inact": "inactive",
    "inc": "income", "incl": "including",
    "instal": "instalment", "int": "interest", "lim": "limit", "loc": "location", "loy": "loyalty",
    "lvl": "level", "mgmt": "management",
    "mins": "minutes", "misc": "miscellaneous", "mkt": "market", "mktg": "marketing",
    "mnt": "amount", "mo": "months", "mon": "months",
    "mos": "months", "mth": "months", "mths": "months", "nb": "count", "nbr": "count",
    "nr": "count", "nt": "night", "nts": "nights",
    "num": "count", "obs": "observations", "opp": "opportunity", "ord": "order", "ords": "orders",
    "org": "organisation",
    "pct": "percent", "perc": "percent", "perf": "performance", "pmt": "payment",
    "pmts": "payments", "pol": "policy", "pols": "policies",
    "pop": "population", "pos": "position", "prem": "premium", "prev": "previous",
    "prob": "probability", "prod": "product",
    "prods": "products", "promo": "promotion", "promos": "promotions", "purch": "purchases",
    "qtr": "quarter", "qty": "quantity",
    "rel": "relationships", "ret": "returns", "rev": "revenue", "revolv": "revolving",
    "sat": "satisfaction", "sd": "standard deviation",
    "sess": "sessions", "stat": "status", "std": "standard", "subs": "subscriptions",
    "svc": "service", "tel": "telephone", "temp": "temperature",
    "tot": "total", "trans": "transactions", "trx": "transactions", "txn": "transactions",
    "txns": "transactions", "usg": "usage",
    "util": "utilisation", "val": "value", "vol": "volume", "wk": "weeks", "wks": "weeks",
    "yr": "years", "yrs": "years",
    "cred": "credit", "deb": "debit", "bill": "bill", "cov": "coverage", "sev": "severity",
    "resp": "response", "intl": "international",
}  # fmt: skip
"""Abbreviation → its word. What may mean several things in headings stays as it is."""
_ACRONYMS = frozenset({
    "aov", "api", "arpu", "arr", "b2b", "b2c", "bmi", "clv", "crm", "csat", "ctr",
    "gmv", "gb", "gbp", "eur", "id", "ip", "kb", "kpi", "kwh",
    "ltv", "mb", "mms", "mrr", "nps", "pc", "pdf", "pin", "pos", "rfm", "roi", "sku", "sms", "tv",
    "uk", "url", "us",
    "usd", "vat", "vip", "zip",
})  # fmt: skip
"""Words that stay in capitals."""
_SPANS = {"d": "days", "day": "days", "days": "days", "w": "weeks", "weeks": "weeks", "m": "months",
"month": "months", "months": "months",
          "y": "years", "years": "years", "h": "hours", "hours": "hours"}  # fmt: skip
_RATES = frozenset({"day", "week", "month", "quarter", "year", "visit", "order"})
"""What stands behind the things that are counted in it: NumWebVisitsMonth."""
_BRACKETS = re.compile(r"\s*([\(\[][^\)\]]*[\)\]])\s*$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_QUARTERS = re.compile(r"[qh][1-4]")
_SINGULAR = {"transactions": "transaction", "purchases": "purchase",
"relationships": "relationship", "returns": "return",
             "subscriptions": "subscription", "sessions": "session", "products": "product",
             "orders": "order",
             "payments": "payment"}  # fmt: skip
_PLURAL_ENDINGS = ("s", "x", "z", "ch", "sh")
LONGEST = 60
"""Characters of a heading that is still taken apart: longer ones are sentences, as in surveys."""


def label(heading: str) -> str:
    """Write a column's heading as a reader would say it.

    Words that are run together are set apart, the field's abbreviations are written out, what
    counts things says so, and a span of time stands behind in brackets. A heading that is a phrase
    already keeps its words; brackets with a unit stay.
    """
    bare, unit = _apart(heading.strip())
    words = _words(bare)
    if not words or len(bare) > LONGEST:
        return heading.strip() or heading
    if " " in bare and not re.search(r"[_.]|[a-z][A-Z]", bare):
        return bare[:1].upper() + heading.strip()[1:]
    words, span = _span(_counted(_spelt(words)))
    return _sentence(words) + span + (f" {unit}" if unit else "")


def within(label: str) -> str:
    """Write a label within a sentence: without its unit, in small letters save for acronyms."""
    bare = _apart(label)[0]
    return (
        " ".join(
            word if word.isupper() and len(word) > 1 else word.lower() for word in bare.split()
        )
        or label
    )


def _apart(heading: str) -> tuple[str, str]:
    """Set a bracket at the end apart: a unit or a scale."""
    found = _BRACKETS.search(heading)
    return (heading[: found.start()], found[1]) if found and found.start() else (heading, "")


def _words(bare: str) -> list[str]:
    """Cut a heading into its words; what is in capitals as a whole is not shouted."""
    parts = [part for part in re.split(r"[\s_.\-/]+", bare) if part]
    shouted = bare.upper() == bare and len(re.sub(r"[^A-Za-z]", "", bare)) > 3
    words = [word for part in parts for word in ([part] if part.isupper() else _CAMEL.split(part))]
    return [
        (
            word
            if word.isupper() and len(word) > 1 and not shouted and _is_acronym(word)
            else word.lower()
        )
        for word in words
    ]


def _is_acronym(word: str) -> bool:
    return word.lower() in _ACRONYMS or (
        len(word) <= 4 and word.lower() not in _WORDS and not re.search(r"[AEIOUY]", word)
    )


def _spelt(words: list[str]) -> list[str]:
    """Write abbreviations out; "no" counts something where a word follows it."""
    told = [_WORDS.get(word, word) for word in words]
    if len(told) > 1 and told[0] in {"no", "n", "number"}:
        told = ["count", *(told[2:] if told[1] == "of" else told[1:])]
    return told


def _counted(words: list[str]) -> list[str]:
    """Say "number of transactions" for total transactions count, and leave out "amount" and "total"
    where they say nothing.
    """
    if "change" in words and words[0] != "change":
        return _changed(words)
    if len(words) > 1 and words[0] == "amount":  # MntWines
        return words[1:]
    if len(words) > 2 and words[-1] in _RATES:
        return [*_counted(words[:-1]), "per", words[-1]]
    if "count" in words and len(words) > 1:
        return _number_of(words)
    if len(words) > 2 and words[0] == "total" and words[-1] == "amount":
        return [*words[1:-2], _SINGULAR.get(words[-2], words[-2]), "amount"]
    return words


def _changed(words: list[str]) -> list[str]:
    """Say "change in" what stands before the change: amt_chng is "change in amount"."""
    index = words.index("change")
    return ["change", "in", *_counted(words[:index]), *words[index + 1 :]]


def _number_of(words: list[str]) -> list[str]:
    """Say "number of" the things that are counted: they stand before the count, or behind it where
    it comes first; digits and what follows them is no part of their name.
    """
    index = words.index("count")
    named, behind = (words[1:], []) if index == 0 else (words[:index], words[index + 1 :])
    # What follows a digit is a span of time, as in trans_12_mon_count.
    end = next((number for number, word in enumerate(named) if word.isdigit()), len(named))
    things = [word for word in named[:end] if word != "total"]
    if not things:
        return words
    return ["number", "of", *things[:-1], _plural(things[-1]), *named[end:], *behind]


def _plural(word: str) -> str:
    return (
        word
        if word.endswith(_PLURAL_ENDINGS)
        else f"{word[:-1]}ies"
        if re.search(r"[^aeiou]y$", word)
        else f"{word}s"
    )


def _span(words: list[str]) -> tuple[list[str], str]:
    """Set a span of time at the end apart: 12 months, 90d, Q4 to Q1."""
    if len(words) > 2 and words[-2].isdigit() and words[-1] in _SPANS:
        return words[:-2], f" ({words[-2]} {_SPANS[words[-1]]})"
    if len(words) > 1 and (found := re.fullmatch(r"(\d+)([dwmyh])", words[-1])):
        return words[:-1], f" ({found[1]} {_SPANS[found[2]]})"
    if len(words) > 2 and all(_QUARTERS.fullmatch(word.lower()) for word in words[-2:]):
        return words[:-2], f" ({words[-2].upper()} to {words[-1].upper()})"
    return words, ""


def _sentence(words: list[str]) -> str:
    written = [
        word.upper() if word in _ACRONYMS or _QUARTERS.fullmatch(word) else word for word in words
    ]
    return " ".join([written[0][:1].upper() + written[0][1:], *written[1:]])
