"""The PDF: complete, tagged, bookmarked, the same every time, and fetched from nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from reporter.errors import RenderingError
from reporter.rendering import layout_process, pdf, render
from reporter.rendering.pages import page
from reporter.rendering.views import page_space
from tests.rendering import reports
from tests.rendering.layout import laid_out, lowest
from tests.saying import own, reworded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reporter.model import Report

A4, LETTER = (595, 842), (612, 792)


@pytest.fixture(scope="module")
def made(folder: Path) -> PdfReader:
    return PdfReader(folder / "report.pdf")


@pytest.fixture(scope="module")
def texts(made: PdfReader) -> list[str]:
    return [" ".join(leaf.extract_text().split()) for leaf in made.pages]


def titles(made: PdfReader) -> list[str]:
    return [str(entry.title) for entry in made.outline if not isinstance(entry, list)]


def test_bookmarks_are_the_parts_of_the_report(made: PdfReader) -> None:
    assert titles(made) == [
        "Contents", "Executive summary", "The customer base", "The segments at a glance", *reports.NAMES, "The recency and frequency grid",
        "What to do, in which order", "Appendix: the data", "Appendix: the method", "Appendix: terms and provenance",
    ]  # fmt: skip


def test_document_is_tagged_and_has_title_language_and_conformance(made: PdfReader) -> None:
    root: Any = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert made.metadata is not None
    assert made.metadata.title == "Customer segmentation report – Harbour Gifts Ltd"
    assert made.metadata.author == "Northlight Consulting"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_drawings_carry_their_alternative_text(made: PdfReader, report: Report) -> None:
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt", "")))
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                if hasattr(kid, "get_object") and not isinstance(kid, int):
                    walk(kid)

    root: Any = made.trailer["/Root"]
    walk(root["/StructTreeRoot"]["/K"][0])
    assert sorted(found) == sorted(chart.alt for chart in report.charts.values())


def test_only_the_packages_own_fonts_are_used_and_embedded(made: PdfReader) -> None:
    fonts: dict[str, Any] = {}
    for leaf in made.pages:
        resources: Any = leaf["/Resources"]
        for font in resources.get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(descendant["/BaseFont"])] = descendant["/FontDescriptor"]
    assert fonts
    assert all("Reporter" in name for name in fonts), sorted(fonts)
    assert all(
        "/FontFile2" in font.get_object() or "/FontFile3" in font.get_object()
        for font in fonts.values()
    )


@pytest.mark.slow
def test_each_persona_has_a_page_of_its_own(texts: list[str]) -> None:
    for number, name in enumerate(reports.NAMES, 1):
        pages = [text for text in texts if f"Segment {number} of 4" in text]
        assert len(pages) == 1
        assert name in pages[0]
        assert "How to recognise one" in pages[0]
        assert "No blanket discounts" in pages[0]


def test_executive_summary_is_one_page(texts: list[str]) -> None:
    pages = [text for text in texts if "Three things to do first" in text]
    assert len(pages) == 1
    assert "How sure are we?" in pages[0]


@pytest.mark.slow
def test_a_persona_with_much_to_say_still_fits_its_page(report: Report, tmp_path: Path) -> None:
    long = (
        "A sentence that says a good deal about what they bought and when they bought it in the"
        " year. "
    )
    first = report.findings.personas[0]
    plays = tuple(reworded(play, action=long * 2, assumption=long) for play in first.strategies)
    talkative = replace(
        first,
        portrait=own(long),
        strategies=plays,
        facts=tuple(replace(fact, text=long) for fact in first.facts),
    )
    found = replace(report.findings, personas=(talkative, *report.findings.personas[1:]))
    render(replace(report, findings=found), tmp_path, ("pdf",))
    texts = [leaf.extract_text() for leaf in PdfReader(tmp_path / "report.pdf").pages]
    start = next(number for number, text in enumerate(texts) if "Segment 1 of 4" in text)
    assert "Segment 2 of 4" in texts[start + 1]


@pytest.mark.slow
def test_a_persona_that_setting_closer_does_not_fit_says_less(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_space, "CLOSE_FILLED", 1.6)  # as if the estimate were far too low
    long = (
        "A sentence that says a good deal about what they bought and when they bought it in the"
        " year. "
    )
    first = report.findings.personas[0]
    plays = tuple(reworded(play, action=long * 3, assumption=long * 2) for play in first.strategies)
    talkative = replace(
        first, strategies=plays, facts=tuple(replace(fact, text=long * 2) for fact in first.facts)
    )
    render(
        replace(
            report,
            findings=replace(report.findings, personas=(talkative, *report.findings.personas[1:])),
        ),
        tmp_path,
        ("pdf",),
    )
    texts = [leaf.extract_text() for leaf in PdfReader(tmp_path / "report.pdf").pages]
    start = next(number for number, text in enumerate(texts) if "Segment 1 of 4" in text)
    assert "More for this segment" in texts[start]
    assert "Segment 2 of 4" in texts[start + 1]


def test_contents_give_each_part_its_page(made: PdfReader, texts: list[str]) -> None:
    contents = next(text for text in texts if "Contents" in text[:40])
    for entry in made.outline[1:]:
        assert not isinstance(entry, list)
        number = made.get_destination_page_number(entry)
        assert number is not None
        assert f"{entry.title} {number + 1}" in contents


def test_every_page_but_the_cover_says_where_and_how_far(texts: list[str]) -> None:
    for number, text in enumerate(texts[1:], 2):
        assert f"Page {number} of {len(texts)}" in text
        assert (
            "Harbour Gifts Ltd · Customer segmentation report · 10 December 2011 · Confidential"
            in text
        )
    assert "Page 1 of" not in texts[0]


@pytest.mark.slow
@pytest.mark.parametrize("made_of", [reports.report, reports.customers_report])
def test_no_page_is_emptier_than_half(made_of: Callable[[], Report]) -> None:
    made = made_of()
    for number, leaf in enumerate(laid_out(page(made, "print"), made.charts), 1):
        box = leaf._page_box
        assert (lowest(box.children[0]) - box.content_box_y()) / box.height > 0.49, f"page {number}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "points"), [pytest.param("A4", A4, marks=pytest.mark.slow), ("Letter", LETTER)]
)
def test_paper_is_the_one_that_was_asked_for(
    size: str, points: tuple[int, int], report: Report, tmp_path: Path
) -> None:
    render(replace(report, settings=reports.client(page=size)), tmp_path, ("pdf",))
    made = PdfReader(tmp_path / "report.pdf")
    assert {(round(leaf.mediabox.width), round(leaf.mediabox.height)) for leaf in made.pages} == {
        points
    }
    assert sum("Segment 1 of 4" in leaf.extract_text() for leaf in made.pages) == 1


@pytest.mark.slow
def test_same_report_gives_the_same_bytes(report: Report, folder: Path, tmp_path: Path) -> None:
    render(report, tmp_path, ("pdf",))
    assert (tmp_path / "report.pdf").read_bytes() == (folder / "report.pdf").read_bytes()


def test_nothing_is_fetched_from_disk_or_the_web() -> None:
    fetcher = layout_process.Own({"reporter-drawing:map": "<svg/>"}, {})
    for address in (
        "file:///etc/passwd",
        "http://localhost/",
        "https://localhost/x.png",
        "reporter-font:../../etc/passwd",
        "reporter-drawing:no",
    ):
        with pytest.raises(ValueError, match="disallowed protocol"):
            fetcher.fetch(address)


@pytest.mark.slow
def test_layout_gives_no_warnings(report: Report, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("WARNING", logger="weasyprint"):
        laid_out(page(report, "print"), report.charts)
    assert not caplog.messages


@pytest.mark.slow
def test_customer_tables_have_a_pdf_too(tmp_path: Path) -> None:
    render(reports.customers_report(), tmp_path, ("pdf",))
    assert "The recency and frequency grid" not in titles(PdfReader(tmp_path / "report.pdf"))


@pytest.mark.parametrize(
    ("platform", "release", "command"),
    [
        (
            "linux",
            {"ID": "ubuntu", "ID_LIKE": "debian"},
            "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ),
        ("linux", {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install pango"),
        ("linux", {"ID": "alpine"}, "sudo apk add pango"),
        ("darwin", {}, "brew install pango"),
    ],
)
def test_missing_pango_gives_the_platforms_command(
    platform: str, release: dict[str, str], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(pdf, "freedesktop_os_release", lambda: release)
    error = pdf.failure("Traceback …\nOSError: cannot load library 'libpango-1.0-0': not found")
    assert "Pango" in error.what
    assert error.hint == f"Run: {command}"


def test_a_press_that_cannot_run_is_told_in_one_message(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(RenderingError, match="could not be laid out"):
        render(report, tmp_path, ("pdf",))


def test_dense_parts_are_marked(report: Report) -> None:
    assert 'class="part persona seg-1 dense"' in page(report, "print", frozenset({"segment-1"}))
