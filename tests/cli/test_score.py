"""Customers are scored by the segments of an earlier run, and bad input is one message that leaves
everything as it was.
"""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from reporter.cli import reporter
from tests import heavy

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

SAMPLES = Path(__file__).parents[2] / "sample_data"
MALL = SAMPLES / "mall_customers.csv"


def _invoke(*arguments: object) -> Result:
    return CliRunner().invoke(reporter, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Split the sample's orders at the middle of their days."""
    folder = tmp_path_factory.mktemp("halves")
    lines = pd.read_csv(SAMPLES / "online_retail.csv", dtype=str, encoding="cp1252")
    days = pd.to_datetime(lines["InvoiceDate"], format="%m/%d/%Y %H:%M")
    early = days < days.min() + (days.max() - days.min()) / 2
    lines[early].to_csv(folder / "first.csv", index=False)
    lines[~early].to_csv(folder / "second.csv", index=False)
    return folder / "first.csv", folder / "second.csv"


@pytest.fixture(scope="module")
def run(halves: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a run of the first half, with settings of its own."""
    folder = tmp_path_factory.mktemp("runs") / "run"
    settings = (
        "--set",
        "report.currency=GBP",
        "--set",
        "quality.returns=drop",
        "--as-of",
        "2011-07-01",
    )
    made = _invoke(
        "run",
        halves[0],
        "-o",
        folder,
        "--segments",
        "4",
        "--formats",
        "csv",
        *settings,
        "--set",
        "segments.resamples=5",
    )
    assert made.exit_code == 0, made.output
    return folder


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "mall"
    made = _invoke(
        "run",
        MALL,
        "-o",
        folder,
        "--segments",
        "5",
        "--formats",
        "csv",
        "--quiet",
        "--set",
        "segments.resamples=5",
    )
    assert made.exit_code == 0, made.output
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_customers_get_the_segments_of_the_run(
    run: Path, halves: tuple[Path, Path], tmp_path: Path
) -> None:
    done = _invoke("score", run, halves[0], "-o", tmp_path / "list.csv", "--as-of", "2011-07-01")
    assert done.exit_code == 0, done.output
    scored, made = _rows(tmp_path / "list.csv"), _rows(run / "segments.csv")
    assert [(row["customer"], row["segment"], row["segment_name"]) for row in scored] == [
        (row["customer"], row["segment"], row["segment_name"]) for row in made
    ]
    assert "keep the segments" in done.stdout
    assert "new run" not in done.stdout


@pytest.mark.slow
def test_what_filters_leave_out_is_told(mall: Path, tmp_path: Path) -> None:
    done = _invoke(
        "score",
        mall,
        MALL,
        "-o",
        tmp_path / "list.csv",
        "--where",
        "Gender = Female",
        "--set",
        "source.exclude=Age > 60",
    )
    assert done.exit_code == 0, done.output
    people = pd.read_csv(MALL)
    women = people["Gender"] == "Female"
    old = (women & (people["Age"] > 60)).sum()
    assert f"Filter: only Gender = Female. {(~women).sum()} rows left out." in done.stdout
    assert f"Filter: without Age > 60. {old} rows left out." in done.stdout
    assert (
        len(_rows(tmp_path / "list.csv"))
        == people["CustomerID"][women & ~(people["Age"] > 60)].nunique()
    )


@pytest.mark.slow
def test_new_orders_are_scored_and_compared(
    run: Path, halves: tuple[Path, Path], tmp_path: Path
) -> None:
    done = _invoke(
        "score", run, halves[1], "-o", tmp_path / "list.csv", "--json", tmp_path / "drift.json"
    )
    assert done.exit_code == 0, done.output
    rows = _rows(tmp_path / "list.csv")
    assert list(rows[0])[:9] == [
        "customer", "segment", "segment_name", "confidence", "second_segment", "outside", "recency", "frequency", "monetary",
    ]  # fmt: skip
    names = {
        segment["id"]: segment["name"]
        for segment in json.loads((run / "summary.json").read_text(encoding="utf-8"))["segments"]
    }
    for row in rows:
        assert row["segment_name"] == names[int(row["segment"])]
        assert row["second_segment"] in set(names.values()) - {row["segment_name"]}
        assert 0 <= float(row["confidence"]) <= 1
        assert len(row["confidence"]) <= 5
        assert set(filter(None, row["outside"].split("; "))) <= {"recency", "frequency", "monetary"}
    drift = json.loads((tmp_path / "drift.json").read_text(encoding="utf-8"))
    assert (
        drift["customers"]
        == len(rows)
        == sum(segment["customers"] for segment in drift["segments"])
    )
    assert drift["as_of"] == "2011-12-10", "the day after the last order of the new data"
    assert [segment["customers"] for segment in drift["segments"]] == [
        sum(row["segment"] == str(number) for row in rows) for number in sorted(names)
    ]
    assert (drift["drift"]["verdict"] == "refit") == ("new run" in done.stdout)
    for name in names.values():
        assert name in done.stdout
    for one in drift["drift"]["features"]:
        assert f"{one['feature']:<9}" in done.stdout
        assert f"{one['psi']:.2f}" in done.stdout


@pytest.mark.slow
def test_data_are_read_by_the_settings_of_the_run_unless_told_otherwise(
    run: Path, halves: tuple[Path, Path], tmp_path: Path
) -> None:
    for name, more in (
        ("as_made", ()),
        ("net", ("--set", "quality.returns=net")),
        ("drop", ("--set", "quality.returns=drop")),
    ):
        assert (
            _invoke(
                "score", run, halves[1], "-o", tmp_path / f"{name}.csv", "--quiet", *more
            ).exit_code
            == 0
        )
    as_made, net, drop = (
        (tmp_path / f"{name}.csv").read_bytes() for name in ("as_made", "net", "drop")
    )
    assert as_made == drop != net


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["parquet", "xlsx"])
def test_every_kind_of_list_says_the_same(ending: str, mall: Path, tmp_path: Path) -> None:
    for kind in ("csv", ending):
        assert (
            _invoke("score", mall, MALL, "-o", tmp_path / f"list.{kind}", "--quiet").exit_code == 0
        )
    if ending == "parquet":
        other = pd.read_parquet(tmp_path / "list.parquet")
    else:
        header, *rows = load_workbook(tmp_path / "list.xlsx").active.iter_rows(values_only=True)
        other = pd.DataFrame(rows, columns=[str(name) for name in header])
    plain = pd.read_csv(tmp_path / "list.csv", dtype={"customer": str})
    assert list(other) == list(plain)
    assert other["customer"].tolist() == plain["customer"].tolist()
    assert other["segment_name"].tolist() == plain["segment_name"].tolist()
    assert other["confidence"].tolist() == pytest.approx(plain["confidence"].tolist())


@pytest.mark.slow
def test_the_model_file_alone_is_enough(mall: Path, tmp_path: Path) -> None:
    for name, model in (("a", mall), ("b", mall / "model.skops")):
        assert (
            _invoke("score", model, MALL, "-o", tmp_path / f"{name}.csv", "--quiet").exit_code == 0
        )
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.slow
def test_two_lists_of_the_same_are_the_same_bytes(mall: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        assert (
            _invoke(
                "score",
                mall,
                MALL,
                "-o",
                tmp_path / name,
                "--json",
                tmp_path / f"{name}.json",
                "--quiet",
            ).exit_code
            == 0
        )
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert (tmp_path / "a.csv.json").read_bytes() == (tmp_path / "b.csv.json").read_bytes()


def test_a_few_customers_are_scored_without_alarm(mall: Path, tmp_path: Path) -> None:
    data = tmp_path / "few.csv"
    lines = MALL.read_text(encoding="utf-8").splitlines(keepends=True)
    data.write_text("".join([lines[0], *lines[1:200:40]]), encoding="utf-8")
    done = _invoke(
        "score", mall, data, "-o", tmp_path / "list.csv", "--set", "roles.kind=customers"
    )
    assert done.exit_code == 0, done.output
    assert len(_rows(tmp_path / "list.csv")) == 5
    assert "new run" not in done.stdout


@pytest.mark.slow
def test_a_text_that_a_spreadsheet_would_run_is_harmless(mall: Path, tmp_path: Path) -> None:
    data = tmp_path / "formulas.csv"
    lines = MALL.read_text(encoding="utf-8").splitlines(keepends=True)
    data.write_text("".join([lines[0], *(f"=1+{line}" for line in lines[1:])]), encoding="utf-8")
    done = _invoke("score", mall, data, "-o", tmp_path / "list.csv", "--quiet")
    assert done.exit_code == 0, done.output
    assert all(row["customer"].startswith("'=1+") for row in _rows(tmp_path / "list.csv"))


@pytest.mark.slow
def test_another_version_is_told_in_one_line(
    mall: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = _invoke("score", mall, MALL, "-o", tmp_path / "list.csv")
    assert "made by" not in done.stderr
    monkeypatch.setattr("reporter.provenance.own_version", lambda: "9.9.9")
    done = _invoke("score", mall, MALL, "-o", tmp_path / "list.csv")
    told = [line for line in done.stderr.splitlines() if "made by reporter" in line]
    assert len(told) == 1
    assert told[0].endswith("this is reporter 9.9.9.")


def _nowhere(folder: Path, _run: Path) -> list[object]:
    return ["nowhere", MALL, "-o", folder / "list.csv"]


def _no_run(folder: Path, _run: Path) -> list[object]:
    (folder / "thesis").mkdir()
    return [folder / "thesis", MALL, "-o", folder / "list.csv"]


def _no_model(folder: Path, run: Path) -> list[object]:
    shutil.copytree(run, folder / "run")
    (folder / "run" / "model.skops").unlink()
    return [folder / "run", MALL, "-o", folder / "list.csv"]


def _tampered(folder: Path, run: Path) -> list[object]:
    shutil.copytree(run, folder / "run")
    path = folder / "run" / "model.skops"
    path.write_bytes(path.read_bytes()[:-100])
    return [folder / "run", MALL, "-o", folder / "list.csv"]


def _no_data(folder: Path, run: Path) -> list[object]:
    return [run, folder / "missing.csv", "-o", folder / "list.csv"]


def _binary(folder: Path, run: Path) -> list[object]:
    (folder / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(500))
    return [run, folder / "picture.csv", "-o", folder / "list.csv"]


def _folder_target(folder: Path, run: Path) -> list[object]:
    (folder / "lists.csv").mkdir()
    return [run, MALL, "-o", folder / "lists.csv"]


def _unknown_kind(folder: Path, run: Path) -> list[object]:
    return [run, MALL, "-o", folder / "list.docx"]


def _without_feature(folder: Path, run: Path) -> list[object]:
    frame = pd.read_csv(MALL).rename(columns={"Annual Income (k$)": "Income"})
    frame.to_csv(folder / "renamed.csv", index=False)
    return [run, folder / "renamed.csv", "-o", folder / "list.csv"]


def _other_kind(folder: Path, run: Path) -> list[object]:
    return [run, SAMPLES / "online_retail.csv", "-o", folder / "list.csv"]


def _other_setting(folder: Path, run: Path) -> list[object]:
    return [run, MALL, "-o", folder / "list.csv", "--set", "quality.retruns=net"]


BAD: dict[str, tuple[Callable[[Path, Path], list[object]], tuple[str, ...]]] = {
    "a run that is not there": (_nowhere, ("nowhere does not exist",)),
    "a folder that is no run": (_no_run, ("thesis is no run folder",)),
    "a run without a model": (_no_model, ("holds no model.skops",)),
    "a damaged model": (_tampered, ("model.skops is damaged",)),
    "missing data": (_no_data, ("missing.csv",)),
    "data that are none": (_binary, ("picture.csv",)),
    "a folder as the list": (_folder_target, ("lists.csv is a folder",)),
    "an unknown kind of list": (_unknown_kind, ("list.docx", ".parquet")),
    "data without a feature": (_without_feature, ("'Annual Income (k$)'", "Income")),
    "data of the other kind": (_other_kind, ("made from customers, these data are transactions",)),
    "a misspelt setting": (_other_setting, ("quality.returns",)),
}


@pytest.mark.parametrize("case", heavy.every(3, BAD))
def test_bad_input_is_one_message_and_touches_nothing(
    case: str, mall: Path, tmp_path: Path
) -> None:
    make, says = BAD[case]
    arguments = make(tmp_path, mall)
    (tmp_path / "list.csv").write_text("earlier", encoding="utf-8")
    before = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    done = _invoke("score", *arguments, "--quiet")
    _refused(done, says)
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*")) == before
    assert (tmp_path / "list.csv").read_text(encoding="utf-8") == "earlier"


def _refused(done: Result, says: tuple[str, ...]) -> None:
    assert done.exit_code == 1, done.output
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.output
    assert "unexpected error" not in done.stderr, done.stderr
    assert 2 <= len(done.stderr.strip().splitlines()) <= 4, "what failed, and what to do"
    for word in says:
        assert word in done.stderr


@pytest.mark.slow
def test_another_currency_is_refused(run: Path, halves: tuple[Path, Path], tmp_path: Path) -> None:
    more = ("--set", "report.currency=EUR", "--quiet")
    _refused(_invoke("score", run, halves[1], "-o", tmp_path / "list.csv", *more), ("GBP", "EUR"))
    _refused(
        _invoke("run", halves[1], "--model", run, "-o", tmp_path / "run", *more), ("GBP", "EUR")
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "case",
    [
        "a run that is not there",
        "a folder that is no run",
        "a run without a model",
        "a damaged model",
    ],
)
def test_a_report_by_a_bad_model_is_one_message(case: str, mall: Path, tmp_path: Path) -> None:
    make, says = BAD[case]
    model = make(tmp_path, mall)[0]
    _refused(_invoke("run", MALL, "--model", model, "-o", tmp_path / "new", "--quiet"), says)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["score"],
        ["score", "run"],
        ["score", "run", "data.csv"],
        ["score", "run", "data.csv", "-o", "list.csv", "--as-of", "soon"],
        ["run", "data.csv", "--model", "run", "--segments", "4"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    assert _invoke(*arguments).exit_code == 2


@pytest.mark.parametrize("command", ["run", "score"])
def test_each_example_has_a_line_of_its_own(command: str) -> None:
    shown = _invoke(command, "--help").stdout.splitlines()
    place = next(number for number, line in enumerate(shown) if line.strip() == "Examples:")
    examples = shown[place + 1 : shown.index("", place)]
    assert len(examples) >= 2
    assert all(line.strip().startswith(f"reporter {command} ") for line in examples)
