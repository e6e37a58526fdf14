"""Time `reporter run` on a million lines against what a consultant runs by hand: `python
benchmarks/bench.py [--times N]`.

Both in turn, by the same Python, with all outputs; medians and their ratios come out. See README.md
beside this file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import Cost, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"
DATA = SHARED / "data" / "online_retail_II.csv.gz"
PEER = SHARED / "bench" / "notebook_peer.py"
NAMES = ("reporter", "notebook")

MEASURES: tuple[tuple[str, Callable[[Cost], float]], ...] = (
    ("wall, s", lambda cost: cost.wall),
    ("CPU, s", lambda cost: cost.cpu),
    ("peak memory of the tree, MB", lambda cost: cost.tree),
    ("peak memory of the largest process, MB", lambda cost: cost.largest),
)


def main() -> int:
    """Measure, print the tables, and return the exit code."""
    options = _options()
    missing = [path for path in (DATA, PEER) if not path.is_file()]
    if missing:
        print(
            f"bench: {missing[0]} is missing; it comes with the folder `shared` beside the"
            " project.",
            file=sys.stderr,
        )
        return 1
    names = [options.only] if options.only else NAMES
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    stages: list[Mapping[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        data = _unpack(folder)
        for turn in range(1, options.times + 1):
            for name in names:
                cost = _run(name, data, folder / name)
                if cost.exit_code:
                    print(
                        f"bench: {name} ended with exit code"
                        f" {cost.exit_code}:\n{_tail(folder / name)}",
                        file=sys.stderr,
                    )
                    return 1
                costs[name].append(cost)
                print(
                    f"{name} {turn}/{options.times}: {cost.wall:.2f} s wall, {cost.cpu:.2f} s CPU,"
                    f" {cost.tree:.0f} MB",
                    flush=True,
                )
                if name == "reporter":
                    stages.append(_seconds(folder / name))
    _print_costs(costs)
    if stages:
        _print_stages(stages, costs["reporter"])
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Time reporter against the notebook that it replaces."
    )
    parser.add_argument(
        "--times",
        type=int,
        default=3,
        choices=range(1, 100),
        metavar="N",
        help="runs of each (default: 3)",
    )
    parser.add_argument("--only", choices=NAMES, help="measure one of the two")
    return parser.parse_args()


def _unpack(folder: Path) -> Path:
    data = folder / DATA.stem
    with gzip.open(DATA, "rb") as packed, data.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked, 1 << 20)
    return data


def _run(name: str, data: Path, out: Path) -> Cost:
    shutil.rmtree(out, ignore_errors=True)
    if name == "reporter":
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "reporter",
            "run",
            data,
            "-o",
            out,
            "--quiet",
        ]
        return measure(command, folder=PROJECT, log=_log(out))
    # Its profiler would ask the web at every report; without that the ratio owes nothing to the
    # network.
    return measure(
        [sys.executable, PEER, data, out],
        folder=PROJECT,
        log=_log(out),
        environment={"YDATA_PROFILING_NO_ANALYTICS": "1"},
    )


def _log(out: Path) -> Path:
    return out.with_suffix(".log")


def _tail(out: Path) -> str:
    return "\n".join(_log(out).read_text(encoding="utf-8", errors="replace").splitlines()[-15:])


def _seconds(out: Path) -> Mapping[str, float]:
    seconds: Mapping[str, float] = json.loads((out / "summary.json").read_text(encoding="utf-8"))[
        "provenance"
    ]["seconds"]
    return seconds


def _print_costs(costs: Mapping[str, Sequence[Cost]]) -> None:
    compared = len(costs) == len(NAMES)
    print(
        f"\n{'medians':<40}"
        + "".join(f"{name:>12}" for name in costs)
        + (f"{'ratio':>9}" if compared else "")
    )
    for label, value in MEASURES:
        medians = [statistics.median(map(value, runs)) for runs in costs.values()]
        ratio = f"{medians[0] / medians[1]:>9.2f}" if compared else ""
        print(f"{label:<40}" + "".join(f"{median:>12,.2f}" for median in medians) + ratio)


def _print_stages(stages: Sequence[Mapping[str, float]], costs: Sequence[Cost]) -> None:
    medians = {
        stage: statistics.median(seconds.get(stage, 0.0) for seconds in stages)
        for stage in stages[0]
    }
    outside = statistics.median(
        cost.wall - sum(seconds.values()) for cost, seconds in zip(costs, stages, strict=True)
    )
    print(f"\n{'reporter by stage, wall s (medians)':<40}")
    for stage, median in {**medians, "start, end and between": outside}.items():
        print(f"  {stage:<38}{median:>12.2f}")


if __name__ == "__main__":
    sys.exit(main())
