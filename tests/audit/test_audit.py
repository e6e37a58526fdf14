"""Runs say nothing that their own customers do not bear out, and contradict themselves nowhere; and
the checkers would notice.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests import heavy
from tests.audit import contradictions, recompute
from tests.runs.conftest import CASES, ROOT, SHARED, Made

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

QUICK = ("--set", "segments.resamples=5")
SAMPLES = ("mall_customers.csv", "online_retail.csv", "wholesale_customers.csv")
TRIED = (
    "card_holders.csv", "software_accounts.csv", "contracts.csv", "order_status.csv", "one_start_day.csv", "busy_customers.csv",
    "survey_with_weight.csv", "a_row_a_month.csv", "btyd_summary.csv", "orders_without_money.csv",
)  # fmt: skip


def found(folder: Path) -> list[str]:
    return [*recompute.problems(folder), *contradictions.problems(folder)]


@pytest.fixture(scope="module")
def mall(run_of: Callable[..., Made]) -> Path:
    return run_of(ROOT / "sample_data" / SAMPLES[0], *QUICK).folder


def test_a_sample_says_what_is_so(mall: Path) -> None:
    assert found(mall) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES[1:])
def test_the_other_samples_do_too(name: str, run_of: Callable[..., Made]) -> None:
    assert found(run_of(ROOT / "sample_data" / name, *QUICK).folder) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "arguments"), [("online_retail.csv.zip", ()), ("cdnow_sample.txt", QUICK)]
)
def test_real_files_do_too(
    name: str, arguments: Sequence[str], run_of: Callable[..., Made]
) -> None:
    if not (SHARED / name).exists():
        pytest.skip(f"the reference file {name} is not beside the checkout")
    assert found(run_of(SHARED / name, *arguments).folder) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_files_that_went_wrong_do_too(name: str, run_of: Callable[..., Made]) -> None:
    if not (CASES / name).exists():
        pytest.skip(f"the case {name} is not beside the checkout")
    assert found(run_of(CASES / name, *QUICK, "--formats", "html,csv").folder) == []


def changed(
    mall: Path,
    folder: Path,
    change: Callable[[dict[str, Any]], None],
    problems: Callable[[Path], list[str]] = found,
) -> list[str]:
    """Change what a run says, and return what is noticed."""
    shutil.copytree(mall, folder)
    path = folder / "summary.json"
    summary = json.loads(path.read_text(encoding="utf-8"))
    change(summary)
    path.write_text(json.dumps(summary), encoding="utf-8")
    return problems(folder)


def _finding(summary: dict[str, Any], beginning: str) -> dict[str, Any]:
    return next(
        one for one in summary["findings"] if one["id"].startswith(beginning) and one["numbers"]
    )


@pytest.mark.parametrize(
    ("finding", "key"),
    heavy.first(2, [
        ("summary.headline", "share"), ("persona.2.Age", "median"), ("summary.gap", "customers"), ("summary.youngest", "age"),
        ("section.glance", "smallest"), ("title.effects", "effect"), ("persona.1.Annual", "others"), ("title.sizes", "customers"),
        ("choice.rule", "divisions"), ("choice.result", "next_k"), ("choice.elbow", "times"), ("method.random", "null"),
        ("method.steadiness", "mean"), ("method.preparation", "scaled_mean"),
        ("base.figure.customers", "customers"), ("base.median", "median"), ("persona.1.addressed", "members"),
    ]),
)  # fmt: skip
def test_a_number_that_is_not_so_is_noticed(
    finding: str, key: str, mall: Path, tmp_path: Path
) -> None:
    def change(summary: dict[str, Any]) -> None:
        one = _finding(summary, finding)
        one["numbers"][key] += 1

    assert any(
        problem.startswith(finding) and key in problem
        for problem in changed(mall, tmp_path / "run", change)
    )


def test_a_sentence_that_nobody_checks_is_noticed(mall: Path, tmp_path: Path) -> None:
    def change(summary: dict[str, Any]) -> None:
        summary["findings"].append(
            {"id": "summary.new", "text": "All is well.", "numbers": {}, "base": None}
        )

    problems = changed(mall, tmp_path / "run", change)
    assert "summary.new: nobody checks this" in problems
    assert any("says nothing of what it was counted over" in problem for problem in problems)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "change"),
    heavy.first(
        3,
        [
            (
                "names",
                lambda one: one.update(
                    name="Lapsed customers", typical={**one["typical"], "recency": 4.0}
                ),
            ),
            (
                "names",
                lambda one: one.update(
                    name="Older customers", typical={**one["typical"], "Age": 37.0}
                ),
            ),
            ("names", lambda one: one.update(name="High-value, low-value customers")),
            (
                "names",
                lambda one: one.update(
                    name="Customers with a high annual income and a low spending score"
                ),
            ),
            ("audiences", lambda one: one["strategies"][0].update(audience=10_000)),
            ("ranges", lambda one: one["strategies"][0].update(low=9.0, high=4.0)),
            (
                "language",
                lambda one: one["strategies"][0].update(action="Ask these 12 customers customers."),
            ),
            ("language", lambda one: one.update(portrait="They have 1 orders.")),
            ("totals", lambda one: one.update(customers=one["customers"] + 1)),
        ],
    ),
)
def test_a_contradiction_is_noticed(
    rule: str, change: Callable[[dict[str, Any]], None], mall: Path, tmp_path: Path
) -> None:
    problems = changed(
        mall,
        tmp_path / "run",
        lambda summary: change(summary["segments"][0]),
        contradictions.problems,
    )
    assert any(problem.startswith(f"{rule}: ") for problem in problems)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "was", "becomes"),
    [
        ("currency", "</body>", "<p>The file does not name its currency: £3,000.</p></body>"),
        (
            "dates",
            "</body>",
            "<p>The file holds no dates of orders. Half of them last ordered in May.</p></body>",
        ),
        ("titles", "</body>", "<figure><h3>They are 12 %</h3><p>34 %</p></figure></body>"),
    ],
)
def test_a_page_that_contradicts_itself_is_noticed(
    rule: str, was: str, becomes: str, mall: Path, tmp_path: Path
) -> None:
    shutil.copytree(mall, tmp_path / "run")
    path = tmp_path / "run" / "report.html"
    path.write_text(path.read_text(encoding="utf-8").replace(was, becomes), encoding="utf-8")
    assert any(
        problem.startswith(f"{rule}: ") for problem in contradictions.problems(tmp_path / "run")
    )
