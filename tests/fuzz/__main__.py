"""`python -m tests.fuzz 500`: so many whole runs of random tables; what fails is told with the seed
that makes its table again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.fuzz.runs import Outcome, made
from tests.fuzz.tables import table


def outcome(seed: int) -> Outcome:
    """Run the table of a seed in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        return made(table(seed), Path(folder))


def main() -> int:
    """Run them and tell; 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", type=int, nargs="?", default=500)
    parser.add_argument("--first", type=int, default=0, help="the seed of the first")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="a line for each")
    asked = parser.parse_args()
    began, outcomes = time.perf_counter(), []
    with ProcessPoolExecutor(asked.processes) as pool:
        for one in pool.map(outcome, range(asked.first, asked.first + asked.tables)):
            outcomes.append(one)
            if asked.verbose or one.faults:
                print(
                    f"seed {one.seed} ({one.seconds:.1f} s): {one.what}",
                    one.refusal.replace("\n", " "),
                    flush=True,
                )
            for fault in one.faults:
                print(fault, flush=True)
    refused = Counter(one.refusal.splitlines()[0][:60] for one in outcomes if one.refusal)
    failed = [one.seed for one in outcomes if one.faults]
    print(
        f"{len(outcomes)} tables, seeds {asked.first} to {asked.first + asked.tables - 1},"
        f" {time.perf_counter() - began:.0f} s"
    )
    print(
        f"{len(outcomes) - sum(refused.values()) - len(failed)} reports, {sum(refused.values())}"
        f" refused, {len(failed)} failed: {failed}"
    )
    for message, count in refused.most_common():
        print(f"{count:>5}  {message}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
