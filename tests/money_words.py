"""The words that speak of money: what a report of orders without any must not say."""

from __future__ import annotations

import re

SPEAKING = re.compile(
    r"\b(revenue|turnover|spen[dt]s?|spender\w*|spending|worth|worthless|money|monetary|amounts?|prices?|priced|margins?|profits?|costs?|sales"
    r"|paid|payments?|currenc(?:y|ies)|refund\w*|order"
    r" values?|expensive|cheap\w*|dearer)\b|[£€$¥]|\b0[.,]00\b|\bnan\b",
    re.IGNORECASE,
)
"""Amounts, what people do with them, and what a missing one looks like when it is written."""


def speaking_of_money(text: str, *allowed: str) -> list[str]:
    """Return the words of a text that speak of money, each with what stands around it; not those
    within the allowed sentences.
    """
    plain = " ".join(text.split())
    for sentence in allowed:
        plain = plain.replace(" ".join(sentence.split()), " ")
    return [
        plain[max(0, found.start() - 30) : found.end() + 30] for found in SPEAKING.finditer(plain)
    ]
