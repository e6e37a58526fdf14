"""`reporter run` says in the terminal what was cleaned and what to be wary of, and puts a run where
no other client's lies.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from reporter.cli import reporter

QUICK = (
    "--segments",
    "3",
    "--algorithm",
    "kmeans",
    "--set",
    "segments.resamples=5",
    "--formats",
    "csv",
)


def _orders(folder: Path, *, undated: int = 0) -> Path:
    """Write orders of 60 customers with an e-mail address and a blank number, to the last day of
    2023.
    """
    chance = random.Random(7)
    days = [date(2023, 1, 1) + timedelta(days=chance.randrange(364)) for _ in range(299)] + [
        date(2023, 12, 31)
    ]
    lines = [
        f",p{chance.randrange(60)}@x.example,{'' if place < undated else day},{chance.randrange(100, 9_000) / 100}"
        for place, day in enumerate(days)
    ]
    path = folder / "orders.csv"
    path.write_text(
        "\n".join(["customer_id,email,order_date,amount", *lines]) + "\n", encoding="utf-8"
    )
    return path


def _run(*arguments: str | Path, code: int = 0) -> tuple[list[str], str]:
    done = CliRunner().invoke(reporter, ["run", *map(str, arguments), *QUICK])
    assert done.exit_code == code, done.output
    return done.stdout.replace("\N{NARROW NO-BREAK SPACE}", " ").splitlines(), done.stderr


def test_a_run_tells_what_was_cleaned_first_what_takes_a_third_and_who_names_the_customer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines, _ = _run(_orders(tmp_path, undated=120))
    assert lines[0].startswith("  ! Cleaning leaves out 120 of 300 rows (40 %), worth ")
    shown = " ".join(" ".join(lines).split())
    assert "Cleaning leaves 180 of 300 rows:" in shown
    assert "120 removed No date that can be read. Worth " in shown
    assert "customer_id holds no value in any row, so the e-mail stands in for it" in shown
    assert shown.count("Cleaning leaves out") == 1
    assert lines[-1] == "output/orders/2023-12-31: model.skops, segments.csv, summary.json"


@pytest.mark.slow
def test_two_clients_with_files_of_one_name_have_folders_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for client in ("c01", "c02"):
        folder = tmp_path / "clients" / client
        folder.mkdir(parents=True)
        _orders(folder)
        (folder / "client.toml").write_text('[source]\ndata = ["orders.csv"]\n', encoding="utf-8")
    _run("-c", "clients/c01/client.toml")
    (tmp_path / "output" / "c01" / "2023-12-31" / "notes.md").write_text("ours", encoding="utf-8")
    lines, _ = _run("-c", "clients/c02/client.toml", "--quiet")
    assert lines == []
    assert sorted(
        path.relative_to(tmp_path).as_posix() for path in Path("output").absolute().glob("*/*")
    ) == [
        "output/c01/2023-12-31",
        "output/c02/2023-12-31",
    ]
    before = json.loads(Path("output/c01/2023-12-31/summary.json").read_text(encoding="utf-8"))
    assert before["provenance"]["whose"] == ["c01"]
    _, said = _run("-c", "clients/c02/client.toml", "-o", "output/c01/2023-12-31", code=1)
    assert "holds a run for another client, c01" in said
    assert "--force" in said
    lines, _ = _run("-c", "clients/c02/client.toml", "-o", "output/c01/2023-12-31", "--force")
    assert Path("output/c01/2023-12-31/notes.md").read_text(encoding="utf-8") == "ours"
