"""Read the figures out of a sentence, and ask whether each was written from the numbers that the
sentence carries.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model import Finding
    from reporter.numerals import Numerals

FIGURE = re.compile(r"(?:US)?[£€$]?\d[\d,.]*\d?(?:bn|m|k)?(?:\u202f%)?(?![\w])")


def unaccounted(finding: Finding, numerals: Numerals, labels: tuple[str, ...]) -> list[str]:
    """Return the figures of a finding that none of its numbers was written as."""
    text = f"{finding.figure} {finding.text}"
    for name in sorted((*labels, *_texts(finding, numerals)), key=len, reverse=True):
        text = text.replace(name, " ") if name else text
    written = _written(finding, numerals)
    return [
        found
        for found in (match.group().rstrip(".,") for match in FIGURE.finditer(text))
        if found not in written
    ]


def _texts(finding: Finding, numerals: Numerals) -> list[str]:
    texts = []
    for value in finding.numbers.values():
        if not isinstance(value, str):
            continue
        try:
            day = date.fromisoformat(value)
        except ValueError:
            texts.append(value)
        else:
            texts += [numerals.day(day), numerals.month(day)]
    ranges = [key.removesuffix("_low") for key in finding.numbers if key.endswith("_low")]
    texts += [
        numerals.money_range(
            float(finding.numbers[f"{key}_low"] or 0), float(finding.numbers[f"{key}_high"] or 0)
        )
        for key in ranges
    ]
    return texts


def _written(finding: Finding, numerals: Numerals) -> set[str]:
    forms = {numerals.percent(0.01), numerals.percent(0.99)}
    for value in finding.numbers.values():
        if isinstance(value, int | float):
            forms.add(numerals.fixed(abs(value), 2))  # the sign is no part of a figure
            forms |= {
                numerals.count(value),
                numerals.decimal(value),
                numerals.fixed(value, 2),
                numerals.percent(value),
                numerals.percent(value, 1),
            }
            forms |= {
                numerals.money(value),
                numerals.money_short(value),
                numerals.decimal(value, 0),
            }
    return forms
