"""A cell of a text in, the numbers that it may be out: with either decimal sign, where the text
does not say which it is.
"""

from __future__ import annotations

import re

from reporter.ingest.store import quoted

_AROUND = r"(?:[A-Z]{3}|[A-Z]{0,2}[£€$¥₹]|kr\.?)"
_FIGURE = re.compile(
    rf"[-+(\s]*(?:{_AROUND}\s|[£€$¥₹])?[-+(\s]*[.,]?\d[\d.,'"
    rf" \u00a0\u202f]*(?:[eE][-+]?\d+)?\s*{_AROUND}?[)\s%-]*"
)


def is_figure(text: str) -> bool:
    """Whether a cell is a number and nothing else, with a currency perhaps."""
    return _FIGURE.fullmatch(text.strip()) is not None


def numbers(text: str) -> set[float]:
    """Read a number, with either decimal sign where the text does not say which it is: the last of
    two kinds, and none that comes twice.
    """
    bare = re.sub(r"[^\d.,eE+-]", "", text)
    kinds = [sign for sign in ".," if sign in bare]
    grouping = {sign for sign in kinds if bare.count(sign) > 1}
    points = {max(kinds, key=bare.rindex)} if len(kinds) == 2 else {".", ","} - grouping
    found = set()
    for point in points:
        try:
            found.add(float(bare.replace("," if point == "." else ".", "").replace(point, ".")))
        except ValueError:
            continue
    return found


def expressions(name: str) -> tuple[str, str]:
    """Write the SQL that reads a column of texts as numbers, with a point and with a comma before
    fractions.
    """
    bare = f"regexp_replace({quoted(name)}, '[^0-9.,eE+-]', '', 'g')"
    return (
        f"TRY_CAST(replace({bare}, ',', '') AS DOUBLE)",
        f"TRY_CAST(replace(replace({bare}, '.', ''), ',', '.') AS DOUBLE)",
    )
