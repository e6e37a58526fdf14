"""One run folder for all tests that only read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reporter.rendering import render, write_summary
from tests.rendering import reports

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model import Report


@pytest.fixture(scope="session")
def report() -> Report:
    return reports.report()


@pytest.fixture(scope="session")
def folder(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render every format once."""
    made = tmp_path_factory.mktemp("run")
    (made / "profile.html").write_text("<!doctype html><title>Profile</title>", encoding="utf-8")
    render(report, made, ("html", "pdf", "csv", "xlsx", "profile"))
    write_summary(report, made)
    return made


@pytest.fixture(scope="session")
def html(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")
