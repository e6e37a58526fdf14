"""The profiler's page: safe, self-contained, the same at each run, and honest about what it is made
of.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from reporter.errors import QualityError
from reporter.model import Role
from reporter.quality import start_profiler
from reporter.quality.profile_page import page
from reporter.quality.profiler import sample
from reporter.quality.profiler_process import harmless, plain_page
from reporter.settings import PrivacySettings, QualitySettings, Settings
from tests.tables import dataset

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model import Dataset

ATTACK = "<img src=x onerror=alert(1)>"
BREAK_OUT = '"><b>out</b>'
SETTINGS = Settings(quality=QualitySettings(profile_rows=100))


class Tags(HTMLParser):
    """Collect tags with their attributes, and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "script":
            self.scripts.append(data)


def hostile(order: int = 0) -> Dataset:
    rng = np.random.default_rng(5)
    frame = pd.DataFrame(
        {
            ATTACK: rng.choice([ATTACK, "</script><script>alert(2)</script>", "a$b$ {{ x }}"], 150),
            "client": [f"secret-{number:03d}" for number in range(150)],
            "mail": [f"person{number}@example.org" for number in range(150)],
            "Annual Income (k$)": rng.lognormal(3, 1, 150),
            "day": pd.date_range("2020-01-01", periods=150),
            BREAK_OUT: 1.0,
            "empty": pd.Series([None] * 150, dtype="float64"),
            "no text": pd.Series([None] * 150, dtype=object),
        }
    ).sample(frac=1.0, random_state=order)
    return dataset(
        frame,
        {
            "client": Role.CUSTOMER,
            "day": Role.DATE,
            "Annual Income (k$)": Role.AMOUNT,
            ATTACK: Role.PRODUCT,
        },
    )


def run(data: Dataset, folder: Path) -> str:
    customers = pd.DataFrame(
        {"money": np.arange(150.0), ATTACK: ["x", ATTACK, "y"] * 50},
        index=pd.Index(map(str, range(150))),
    )
    with start_profiler(SETTINGS, folder) as job:
        job.add_raw(data)
        job.add_customers(customers)
        job.finish(folder / "profile.html")
    return (folder / "profile.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    return run(hostile(), tmp_path_factory.mktemp("first"))


def inner(written: str) -> list[str]:
    return [html.unescape(text) for text in re.findall(r'srcdoc="([^"]*)"', written)]


def test_it_shows_both_tables_and_says_how_many_rows_were_read(written: str) -> None:
    assert len(inner(written)) == 2
    assert "Raw data: 100 of 150 rows, drawn evenly" in written
    assert "Customers: 150" in written


def test_the_profiler_itself_described_both_tables(written: str) -> None:
    assert all(
        "could not describe" not in part and "Number of observations" in part
        for part in inner(written)
    )


def test_names_and_values_from_the_file_make_no_tags(written: str) -> None:
    for part in inner(written):
        tags = Tags()
        tags.feed(part)
        assert not [
            name for name, attributes in tags.found if "onerror" in attributes or name == "b"
        ]
        assert not [text for text in tags.scripts if "alert(" in text]
        assert html.escape(ATTACK) in part


def test_it_does_not_say_when_it_was_made(written: str) -> None:
    for part in inner(written):
        assert "Analysis started" not in part
        assert 'name="date"' not in part


def test_ids_and_addresses_do_not_appear(written: str) -> None:
    assert "secret-" not in written
    assert "example.org" not in written


def test_nothing_is_asked_of_the_web(written: str) -> None:
    for part in (written, *inner(written)):
        assert not re.search(
            r"<(link|script|img|iframe|image|use)\b[^>]*\b(src|href)\s*=\s*[\"']?(https?:)?//", part
        )
        assert not re.search(r"@import|url\(\s*[\"']?https?:", part)
    assert "default-src 'none'" in written
    assert written.count('sandbox="allow-scripts"') == 2


@pytest.mark.slow
def test_the_same_rows_in_another_order_give_identical_bytes(written: str, tmp_path: Path) -> None:
    assert run(hostile(order=9), tmp_path) == written


def test_a_sample_is_exact_and_does_not_depend_on_the_order_of_rows() -> None:
    first, second = (set(sample(hostile(order), 40).to_pandas()["client"]) for order in (1, 2))
    assert len(first) == 40
    assert first == second


def test_texts_keep_their_words_and_lose_their_power() -> None:
    frame = harmless(pd.DataFrame({ATTACK: ["x" * 500, None], "<b>": [True, False]}), set())
    assert list(frame) == [html.escape(ATTACK), "&lt;b&gt;"]
    assert len(str(frame.iloc[0, 0])) == 120
    assert pd.isna(frame.iloc[1, 0])


def test_masked_values_keep_their_counts() -> None:
    frame = harmless(pd.DataFrame({"who": ["zoe", "amy", "zoe", None]}), {"who"})
    assert frame["who"].astype(object).tolist()[:3] == ["no. 2", "no. 1", "no. 2"]
    assert frame["who"].isna().sum() == 1


def test_when_the_profiler_fails_on_data_the_page_says_so_and_shows_a_table() -> None:
    shown = plain_page(
        pd.DataFrame({"a": [1.0, 3.0, None], "b": ["x", "y", "y"]}), "Raw", "ValueError: <odd>"
    )
    assert "ValueError: &lt;odd&gt;" in shown
    assert "<td>a</td><td>float64</td><td>1</td><td>2</td><td>1.0</td><td>3.0</td>" in shown


def test_a_page_inside_cannot_leave_its_frame() -> None:
    written = page([("A & B", '"><script>alert(1)</script>')])
    assert "<script>" not in written
    assert "A &amp; B" in written


def test_a_process_that_cannot_run_is_told_in_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with start_profiler(SETTINGS, tmp_path) as job:
        job.add_raw(hostile())
        with pytest.raises(QualityError, match="process failed"):
            job.finish(tmp_path / "profile.html")
    assert not (tmp_path / "profile.html").exists()


@pytest.mark.slow
def test_a_cancelled_job_leaves_no_process(tmp_path: Path) -> None:
    job = start_profiler(Settings(privacy=PrivacySettings(show_ids=True)), tmp_path)
    job.add_raw(hostile())
    job.cancel()
    assert job._process.poll() is not None
