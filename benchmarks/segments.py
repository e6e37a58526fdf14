"""How often planted groups are found and noise is called noise, how good and quick each algorithm
is beside plain scikit-learn, and how long the largest tables take.

    .venv/bin/python -m benchmarks.segments [recovery] [algorithms] [speed]

Run it from the checkout on an idle machine; without names it runs all three. Recovery on shuffled
columns reads Online Retail from ../shared, and leaves that kind out where it is missing.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np
from sklearn.cluster import DBSCAN, HDBSCAN, AgglomerativeClustering, KMeans, SpectralClustering
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import StandardScaler

from reporter.choices import AUTO, AlgorithmName
from reporter.errors import SegmentsError
from reporter.model import Structure
from reporter.segments import segment
from reporter.settings import SegmentsSettings, Settings
from tests.segments.planted import NOISE, Planted, noise, planted, shuffled_rfm
from tests.segments.tables import DATA

SETS = range(6_000, 6_040)
"""Of each; drawn by seeds that no choice in reporter was made on."""
GROUPS = (Structure.MODERATE, Structure.STRONG)
Plain = Callable[[np.ndarray, int], np.ndarray]
PLAIN: dict[str, Plain] = {
    "kmeans": lambda points, k: KMeans(k, n_init=10, random_state=0).fit_predict(points),
    "ward": lambda points, k: AgglomerativeClustering(k).fit_predict(points),
    "gmm": lambda points, k: GaussianMixture(k, random_state=0).fit_predict(points),
    "hdbscan": (
        lambda points, _: HDBSCAN(
            min_cluster_size=max(5, len(points) // 50), copy=True
        ).fit_predict(points)
    ),
    "dbscan": lambda points, _: DBSCAN().fit_predict(points),
    "spectral": (
        lambda points, k: SpectralClustering(
            k, affinity="nearest_neighbors", random_state=0
        ).fit_predict(points)
    ),
}
"""What a notebook calls, on standardised features and told the true k where it takes one."""


def recovery() -> None:
    """Print how often the right number of groups is found, and noise called noise."""
    right, agreements = [], []
    for seed in SETS:
        made = planted(seed)
        found = segment(made.table, Settings())
        agreements.append(adjusted_rand_score(made.groups, found.labels.to_numpy()))
        right.append(found.k == made.k and found.structure in GROUPS)
        if not right[-1]:
            how = (
                f"{found.k} by {found.algorithm}, {found.structure.value}, ARI {agreements[-1]:.2f}"
            )
            print(f"  planted {seed}: {made.k} groups, found {how}")
    print(
        f"planted groups found with their number: {sum(right)} of {len(right)}"
        f" ({np.mean(right):.0%})"
    )
    print(f"median agreement with the planted groups (ARI): {np.median(agreements):.3f}")
    kinds = [
        *sorted(NOISE),
        *(["shuffled RFM"] if (DATA / "online_retail.csv.zip").exists() else []),
    ]
    called = []
    for seed in SETS:
        kind = kinds[seed % len(kinds)]
        found = segment(
            shuffled_rfm(seed) if kind == "shuffled RFM" else noise(kind, seed), Settings()
        )
        called.append(found.structure is Structure.NONE)
        if not called[-1]:
            print(
                f"  {kind} {seed}: called {found.structure.value}, {found.k} segments by"
                f" {found.algorithm}"
            )
    print(
        f"noise called noise: {sum(called)} of {len(called)} ({np.mean(called):.0%}); kinds:"
        f" {', '.join(kinds)}"
    )


def algorithms() -> None:
    """Print quality and time of each algorithm beside plain scikit-learn calls, over six planted
    sets of 900 customers.
    """
    sets = [planted(seed, customers=900) for seed in range(3_100, 3_106)]
    print(
        f"{'':<10}{'ARI':>7}{'silhouette':>12}{'Jaccard':>9}{'seconds':>9}  "
        f" {'plain ARI':>9}{'silhouette':>12}{'seconds':>9}"
    )
    for name in (*AlgorithmName, AUTO):
        plain = PLAIN.get(name)
        ours = [found for made in sets if (found := _ours(name, made))]
        row = [float(np.mean(column)) for column in zip(*ours, strict=True)]
        lost = (
            f"   found no two groups in {len(sets) - len(ours)} of {len(sets)} sets"
            if len(ours) < len(sets)
            else ""
        )
        theirs = "" if plain is None else _row([_plain(plain, made) for made in sets])
        print(
            f"{name:<10}{row[0]:>7.2f}{row[1]:>12.2f}{row[2]:>9.2f}{row[3]:>9.2f}   {theirs}{lost}"
        )
    print(
        "Seconds of reporter hold preparation, all numbers of segments, references, 100 resamples"
        " and rules; plain ones one fit."
    )


def _ours(name: str, made: Planted) -> tuple[float, float, float, float] | None:
    start = time.perf_counter()
    try:
        found = segment(made.table, Settings(segments=SegmentsSettings(algorithm=name)))
    except SegmentsError:
        return None
    seconds = time.perf_counter() - start
    return (
        adjusted_rand_score(made.groups, found.labels.to_numpy()),
        found.silhouette,
        found.stability,
        seconds,
    )


def _plain(call: Plain, made: Planted) -> tuple[float, float, float]:
    start = time.perf_counter()
    points = StandardScaler().fit_transform(made.table.frame)
    labels = call(points, made.k)
    seconds = time.perf_counter() - start
    width = silhouette_score(points, labels) if len(set(labels.tolist())) > 1 else float("nan")
    return adjusted_rand_score(made.groups, labels), float(width), seconds


def _row(rows: list[tuple[float, float, float]]) -> str:
    agreement, width, seconds = (float(np.nanmean(column)) for column in zip(*rows, strict=True))
    return f"{agreement:>9.2f}{width:>12.2f}{seconds:>9.2f}"


def speed() -> None:
    """Print seconds and peak memory of 6,000 and of a million customers by 12 features, each in a
    process of its own.
    """
    for customers, kind in (
        (6_000, "groups"),
        (6_000, "noise"),
        (1_000_000, "groups"),
        (1_000_000, "noise"),
    ):
        command = [sys.executable, "-m", "benchmarks.segments", "one", str(customers), kind]
        told = json.loads(
            subprocess.run(command, check=True, capture_output=True, text=True).stdout
        )
        print(
            f"{customers:>9,} x 12, {kind:<6}: {told['seconds']:6.1f} s, {told['megabytes']:5,.0f}"
            f" MB at most (the table itself made before: {told['before']:,.0f} MB); {told['k']}"
            f" segments by {told['algorithm']}, {told['structure']}"
        )


def one(customers: int, kind: str) -> None:
    """Segment one table and print what it took."""
    # 11 features with groups and one without make 12.
    if kind == "groups":
        table = planted(5, customers=customers, features=11, k=5).table
    else:
        table = noise("one tilted cloud", 5, customers=customers, features=12)
    segment(
        planted(1, customers=500).table, Settings()
    )  # imports and first calls are not what is measured
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    found = segment(table, Settings())
    told = {
        "seconds": time.perf_counter() - start,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "before": before,
        "k": found.k,
        "algorithm": found.algorithm,
        "structure": found.structure.value,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    words = sys.argv[1:]
    if words[:1] == ["one"]:
        one(int(words[1]), words[2])
    else:
        for part in (recovery, algorithms, speed):
            if not words or part.__name__ in words:
                print(f"\n{part.__name__}")
                part()
