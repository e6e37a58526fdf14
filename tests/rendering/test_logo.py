"""The logo: embedded as it is, or refused with a reason."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reporter.errors import RenderingError
from reporter.rendering import render
from reporter.rendering.logo import MOST_BYTES, logo
from reporter.rendering.pages import page

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model import Report

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PLAIN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect id="r" width="9" height="9"'
    ' fill="url(#g)"/><use href="#r"/></svg>'
)


def test_no_logo_is_no_address() -> None:
    assert logo(None) == ""


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("a.png", PNG, "image/png"), ("a.svg", PLAIN.encode(), "image/svg+xml")],
)
def test_pictures_become_data_addresses(
    name: str, content: bytes, kind: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    head, _, data = logo(tmp_path / name).partition(",")
    assert head == f"data:{kind};base64"
    assert base64.b64decode(data) == content


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<image href="https://localhost/x.png"/>',
        '<use href="file:///etc/passwd#x"/>',
        "<style>@import 'x.css';</style>",
        '<rect style="fill:url(https://localhost/x)"/>',
        "<foreignObject><p>x</p></foreignObject>",
    ],
)
def test_an_svg_that_runs_or_fetches_is_refused(inside: str, tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>', encoding="utf-8")
    with pytest.raises(RenderingError, match=r"logo\.svg holds"):
        logo(path)


@pytest.mark.parametrize(
    "content",
    [b"GIF89a", b"<html></html>", b"<svg", b'<!DOCTYPE svg [<!ENTITY x "y">]><svg/>', b"\xff\xfe"],
)
def test_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(content)
    with pytest.raises(RenderingError):
        logo(tmp_path / "logo.svg")


def test_a_logo_that_is_missing_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RenderingError, match="cannot be read"):
        logo(tmp_path / "none.png")
    (tmp_path / "large.png").write_bytes(PNG + b"0" * MOST_BYTES)
    with pytest.raises(RenderingError, match="bytes"):
        logo(tmp_path / "large.png")


@pytest.mark.slow
def test_cover_shows_the_logo_in_both_media(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(PNG)
    settings = report.settings.model_copy(
        update={"brand": report.settings.brand.model_copy(update={"logo": path})}
    )
    branded = replace(report, settings=settings)
    assert 'alt="Northlight Consulting"' in page(branded, "screen")
    render(branded, tmp_path, ("pdf",))
    assert (tmp_path / "report.pdf").is_file()
