"""Time and memory of `reporter inspect` and `reporter run` on the same million lines in several
forms: `python -m benchmarks.inputs`.

CSV, gzipped CSV, workbook, Parquet and a table of a real PostgreSQL on loopback. Ratios are to
Parquet, in the same run.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

sys.path.insert(0, str(Path(__file__).parent))
from measuring import Cost, measure

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[1]
DATA = PROJECT.parent / "shared" / "data"
CSV, BOOK = DATA / "online_retail_II.csv.gz", DATA / "online_retail_II.xlsx"
FORMS = ("csv", "csv.gz", "xlsx", "parquet", "postgresql")
COMMANDS = ("inspect", "run")


def main() -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description="Time reporter on the same data in several forms.")
    parser.add_argument(
        "--times", type=int, default=3, metavar="N", help="runs of each (default: 3)"
    )
    parser.add_argument(
        "--forms", default=",".join(FORMS), help=f"with commas, of {','.join(FORMS)}"
    )
    options = parser.parse_args()
    if missing := [path for path in (CSV, BOOK) if not path.is_file()]:
        print(
            f"inputs: {missing[0]} is missing; it comes with the folder `shared` beside the"
            " project.",
            file=sys.stderr,
        )
        return 1
    costs: dict[tuple[str, str], list[Cost]] = {}
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as temporary,
        contextlib.ExitStack() as cleanup,
    ):
        folder = Path(temporary)
        data = {
            form: cleanup.enter_context(_data(form, folder)) for form in options.forms.split(",")
        }
        for _ in range(options.times):
            for command in COMMANDS:
                for form, words in data.items():
                    cost = _run(command, words, folder)
                    if cost.exit_code:
                        print(
                            f"inputs: {command} on {form} ended with exit code {cost.exit_code}:",
                            file=sys.stderr,
                        )
                        print(
                            (folder / "log").read_text(encoding="utf-8", errors="replace"),
                            file=sys.stderr,
                        )
                        return 1
                    costs.setdefault((command, form), []).append(cost)
    _print(costs)
    return 0


@contextlib.contextmanager
def _data(form: str, folder: Path) -> Iterator[list[str]]:
    """Make the data in a form and yield how they are named on the command line."""
    plain = folder / "online_retail_II.csv"
    if not plain.exists():
        with gzip.open(CSV, "rb") as packed, plain.open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked, 1 << 20)
    if form == "csv":
        yield [str(plain)]
    elif form == "csv.gz":
        yield [str(CSV)]
    elif form == "xlsx":
        yield [str(BOOK)]
    elif form == "parquet":
        path = folder / "online_retail_II.parquet"
        duckdb.sql(f"COPY (FROM read_csv('{plain}')) TO '{path}'")
        yield [str(path)]
    else:
        from tests.databases.server import started

        with started() as server:
            server.run(f"CREATE TABLE orders ({_COLUMNS})")
            with plain.open("rb") as lines:
                server.copy("orders", iter(lambda: lines.read(1 << 20), b""))
            server.run("VACUUM ANALYZE orders")
            yield [server.url(), "--table", "orders"]


_COLUMNS = (
    '"Invoice" text, "StockCode" text, "Description" text, "Quantity" bigint, "InvoiceDate"'
    ' timestamp, "Price" numeric(12, 4), "Customer ID" text, "Country" text'
)


def _run(command: str, words: list[str], folder: Path) -> Cost:
    out = folder / "run"
    shutil.rmtree(out, ignore_errors=True)
    more = ["--json"] if command == "inspect" else ["-o", str(out), "--quiet"]
    return measure(
        [sys.executable, "-m", "reporter", command, *words, *more],
        folder=PROJECT,
        log=folder / "log",
    )


def _print(costs: dict[tuple[str, str], list[Cost]]) -> None:
    heads = ("wall, s", "tree, MB", "largest, MB", "wall ratio", "tree ratio", "largest ratio")
    print(f"{'':<10}{'form':<12}" + "".join(f"{head:>15}" for head in heads))
    for (command, form), runs in costs.items():
        base = costs.get((command, "parquet"), runs)
        row = [
            statistics.median(getattr(cost, name) for cost in runs)
            for name in ("wall", "tree", "largest")
        ]
        beside = [
            statistics.median(getattr(cost, name) for cost in base)
            for name in ("wall", "tree", "largest")
        ]
        wall, tree, largest = (mine / theirs for mine, theirs in zip(row, beside, strict=True))
        print(
            f"{command:<10}{form:<12}{row[0]:>15.2f}{row[1]:>15.0f}{row[2]:>15.0f}{wall:>15.2f}{tree:>15.2f}{largest:>15.2f}"
        )


if __name__ == "__main__":
    sys.exit(main())
