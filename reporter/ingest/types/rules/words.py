"""Words in, whether they stand for a missing or a truth value out."""

from __future__ import annotations

_SPREADSHEET = ("#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!")
MISSING = (
    "", "na", "n/a", "n.a.", "nan", "<na>", "null", "(null)", "none", "nil", "\\n", "-", "--", "–",
    "—", "?", ".", "...", "missing",
    "(blank)", "(leer)", "(vide)", "unknown", "not available", "not applicable", "k.a.", "k. a.",
    "keine angabe", "unbekannt", "inconnu",
    "desconocido", "desconhecido", "sconosciuto", "onbekend", *_SPREADSHEET,
)  # fmt: skip
"""What stands for a missing value in columns of numbers and dates, in lower case and without blanks
around.
"""
MISSING_TEXTS = (
    "",
    "NULL",
    "null",
    "(null)",
    "\\N",
    "NaN",
    "nan",
    "<NA>",
    "(blank)",
    "(leer)",
    "(vide)",
    *(word.upper() for word in _SPREADSHEET),
)
"""What stands for a missing value in every column: no name and no code is written so."""

TRUE, FALSE = "true", "false"
"""What stands for truth values where a column holds nothing else, in lower case."""


def is_missing(text: str) -> bool:
    """Say whether a text stands for a missing value."""
    return text.strip().lower() in MISSING
