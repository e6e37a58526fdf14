"""Make the sample files: `python sample_data/make_sample_data.py [FOLDER]`.

Nothing comes in but a seed; three CSV files and the planted types (`truth.csv`) come out, the same
bytes on every machine.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from making.draws import Draws
from making.shop import RETAIL_HEADER, make_retail
from making.tables import MALL_HEADER, WHOLESALE_HEADER, make_mall, make_wholesale

if TYPE_CHECKING:
    from collections.abc import Iterable

SEED = 1611


def make(folder: Path) -> None:
    """Write all files into a folder.

    Parameters
    ----------
    folder
        An existing folder; files of the same names are replaced.
    """
    retail, shoppers = make_retail(Draws(SEED))
    wholesale = make_wholesale(Draws(SEED + 1))
    mall = make_mall(Draws(SEED + 2))
    # The shop's export has cp1252 and Windows line ends, as such exports have; the others are
    # plain.
    _write(folder / "online_retail.csv", RETAIL_HEADER, retail, encoding="cp1252", line_end="\r\n")
    _write(folder / "wholesale_customers.csv", WHOLESALE_HEADER, (row for row, _ in wholesale))
    _write(folder / "mall_customers.csv", MALL_HEADER, (row for row, _ in mall))
    truth = [("online_retail.csv", *shopper) for shopper in shoppers]
    truth += [
        ("wholesale_customers.csv", str(number), name)
        for number, (_, name) in enumerate(wholesale, 1)
    ]
    truth += [("mall_customers.csv", row[0], name) for row, name in mall]
    _write(folder / "truth.csv", ("file", "customer", "type"), truth)


def _write(
    path: Path,
    header: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    encoding: str = "utf-8",
    line_end: str = "\n",
) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator=line_end)
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
