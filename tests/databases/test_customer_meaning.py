"""A server's table of customers means what a file of the same rows means, without a row having left
the server.
"""

from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.ingest.people import ROWS, drawn, every, skewed, summary, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reporter.model import Dataset
    from tests.databases.conftest import Reader
    from tests.databases.server import Server


def survey() -> dict[str, Any]:
    """Answers with a code for none, a category that is not known, and a weight."""
    draw = random.Random(4)
    answers = {f"q{place}": every(drawn(1, 5, place), 19 + place, 99) for place in range(1, 5)}
    return answers | {
        "age": every(drawn(18, 79, 8), 30, -1),
        "gender": every([("m", "w")[one] for one in drawn(0, 1, 9)], 25, "unknown"),
        "weight": [round(draw.uniform(0.5, 1.5), 3) for _ in range(ROWS)],
    }


def cards() -> dict[str, Any]:
    """Purchases beside their parts, other money, a remainder, a model's scores and an outcome."""
    one, other, limits = skewed(80, 1), skewed(60, 2), skewed(4000, 3)
    used = [round(limit * random.Random(place).random(), 2) for place, limit in enumerate(limits)]
    chances = [round(random.Random(-place).random(), 5) for place in range(1, ROWS + 1)]
    return {
        "oneoff_purchases": one, "instalment_purchases": other, "purchases": [round(a + b, 2) for a, b in zip(one, other, strict=True)],
        "payments": skewed(900, 4), "credit_limit": limits, "balance": used,
        "open_to_buy": [round(a - b, 2) for a, b in zip(limits, used, strict=True)],
        "naive_bayes_1": chances, "naive_bayes_2": [round(1 - chance, 5) for chance in chances], "churned": drawn(0, 1, 5),
    }  # fmt: skip


def contracts() -> dict[str, Any]:
    """What was paid in all is tenure times what is paid a month."""
    tenure, monthly = drawn(0, 72, 1), [round(20 + one / 10, 2) for one in drawn(0, 900, 2)]
    return {
        "tenure": tenure,
        "monthly_charges": monthly,
        "total_charges": [round(a * b, 2) for a, b in zip(tenure, monthly, strict=True)],
    }


def _told(dataset: Dataset) -> dict[str, Any]:
    return {
        "roles": {column.name: column.role for column in dataset.columns},
        "senses": {column.name: column.sense for column in dataset.columns if column.sense},
        "fillers": {name: tuple(map(str, values)) for name, values in dataset.fillers.items()},
        "readings": [(one.question, one.stance, one.items) for one in dataset.readings],
    }


@pytest.mark.parametrize("columns", [survey, cards, contracts, summary])
def test_a_server_s_customers_mean_what_a_file_s_do(
    shop: Server, reader: Reader, tmp_path: Path, columns: Callable[[], dict[str, Any]]
) -> None:
    text = table(**columns())
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    header, *rows = list(csv.reader(io.StringIO(text)))
    kinds = [_kind([row[place] for row in rows]) for place in range(len(header))]
    columns_of_it = ", ".join(f'"{name}" {kind}' for name, kind in zip(header, kinds, strict=True))
    shop.run(f"CREATE TABLE people ({columns_of_it})")
    shop.copy("people", [text.encode()])
    assert _told(reader(shop.url())) == _told(reader(path))


def _kind(values: list[str]) -> str:
    try:
        return (
            "integer"
            if all(float(value).is_integer() and "." not in value for value in values)
            else "numeric"
        )
    except ValueError:
        return "text"
