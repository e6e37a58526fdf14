"""The house stays as CONTRIBUTING.md says: a quick start, a sorted public API, small files."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import reporter
from reporter.cli import reporter as command_line

ROOT = Path(__file__).parents[1]
HEAVY = (
    "pandas",
    "numpy",
    "ibis",
    "duckdb",
    "sklearn",
    "matplotlib",
    "weasyprint",
    "jinja2",
    "pydantic",
    "babel",
    "rich",
)


def test_the_public_api_is_sorted_and_there() -> None:
    assert reporter.__all__ == sorted(reporter.__all__, key=lambda name: (name[0].islower(), name))
    for name in reporter.__all__:
        assert getattr(reporter, name) is not None


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys, reporter.cli; print([name for name in {HEAVY} if name in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("command", sorted(command_line.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"reporter {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_option_has_a_help_text() -> None:
    for command in command_line.commands.values():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name} {parameter.name}"


def test_files_fit_in_the_head() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in (ROOT / "reporter").rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}, "look for the missing noun"


def test_views_read_no_data_frame() -> None:
    """Numbers come to a page worked out: what reads the customers one by one stands elsewhere."""
    views = (ROOT / "reporter" / "rendering" / "views").rglob("*.py")
    frames = re.compile(r"\.(frame|labels|widths|weights|brought|purchases)\b(?!\()")
    found = [
        f"{path.name}: {line.strip()}"
        for path in views
        for line in path.read_text(encoding="utf-8").splitlines()
        if frames.search(line)
    ]
    assert found == []


def test_templates_hold_no_code() -> None:
    assert list((ROOT / "templates").rglob("*.py")) == []


def test_locks_name_no_index_and_hash_everything() -> None:
    for path in ROOT.glob("requirements*.lock"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        assert "index-url" not in text
        pins = [
            line for line in text.splitlines() if "==" in line and not line.startswith((" ", "#"))
        ]
        assert len(pins) > 50
        assert text.count("--hash=sha256:") >= len(pins)
