"""The screen's page: it asks nothing of anyone, escapes what clients write, and can be found one's
way in.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from reporter.choices import Format
from reporter.model.claim import SegmentName
from reporter.rendering.pages import page
from reporter.settings import Settings
from tests.rendering import reports
from tests.rendering.elements import read
from tests.saying import own, reworded

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.model import Report

LIMIT = 1_500_000
EVIL = "<script>alert(1)</script>{{ 7*7 }}"


def test_page_is_one_file_that_requests_nothing(html: str) -> None:
    for element in read(html):
        assert element.tag not in {"link", "iframe", "object", "embed", "base", "form"}
        for name in ("src", "href", "srcset", "poster", "data", "action", "xlink:href"):
            value = element.attributes.get(name, "")
            assert value.startswith(("#", "data:")) or value in {
                "",
                "profile.html",
                "segments.xlsx",
                "segments.csv",
            }, f"{element.tag} {name}={value[:60]}"
    addresses = set(re.findall(r"(?:https?:)?//[\w.-]+", re.sub(r"base64,[\w+/=]+", "", html)))
    assert addresses <= {"http://www.w3.org"}  # the namespace of SVG
    assert not re.search(r"url\((?!data:|#)", html)
    assert "@import" not in html


def test_page_stays_light(folder: Path) -> None:
    assert (folder / "report.html").stat().st_size < LIMIT


def test_policy_allows_the_script_that_stands_in_the_page_and_no_other(html: str) -> None:
    elements = read(html)
    policy = next(
        element.attributes["content"]
        for element in elements
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    scripts = [element.text for element in elements if element.tag == "script"]
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert not [
        name for element in elements for name in element.attributes if name.startswith("on")
    ]


def test_ids_are_unique_and_links_lead_somewhere(html: str) -> None:
    elements = read(html)
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    targets = {
        element.attributes["href"][1:]
        for element in elements
        if element.attributes.get("href", "").startswith("#")
    }
    assert targets
    assert targets <= set(ids)
    labelled = {
        element.attributes["aria-labelledby"]
        for element in elements
        if "aria-labelledby" in element.attributes
    }
    assert labelled <= set(ids)


def test_headings_go_down_one_level_at_a_time(html: str) -> None:
    levels = [int(element.tag[1]) for element in read(html) if re.fullmatch(r"h[1-6]", element.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("locale", ["en_GB", "en_US", "de_DE"])
def test_the_page_is_in_the_language_of_its_words_whatever_numbers_look_like(locale: str) -> None:
    report = reports.report(Settings.model_validate({"report": {"locale": locale}}))
    (root,) = (element for element in read(page(report, "screen")) if element.tag == "html")
    assert root.attributes["lang"] == "en-GB"


def test_page_has_language_title_landmarks_and_a_way_past_the_contents(html: str) -> None:
    elements = read(html)
    tags = {element.tag for element in elements}
    assert (
        next(element for element in elements if element.tag == "html").attributes["lang"] == "en-GB"
    )
    assert (
        next(element for element in elements if element.tag == "title").text
        == "Customer segmentation report – Harbour Gifts Ltd"
    )
    assert {"main", "nav"} <= tags
    assert (
        next(element for element in elements if element.tag == "a").attributes["href"] == "#content"
    )


def test_every_drawing_and_picture_can_be_read_aloud(html: str) -> None:
    drawings = [element for element in read(html) if element.tag in {"svg", "img"}]
    assert drawings
    assert all(
        element.attributes.get("aria-label") or element.attributes.get("alt")
        for element in drawings
    )


def test_drawings_follow_the_theme(html: str) -> None:
    assert 'fill="var(--s1)"' in html
    assert 'fill="var(--ink)"' in html
    body = html.partition("<body>")[2]
    assert "#0B5D66" not in body
    assert "#1C2126" not in body


def test_every_part_of_the_outline_is_there_in_order(html: str) -> None:
    ids = [element.attributes["id"] for element in read(html) if element.tag == "section"]
    assert ids == [
        "cover", "summary", "base", "segments", "segment-1", "segment-2", "segment-3", "segment-4",
        "grid", "actions", "data", "method", "terms",
    ]  # fmt: skip


def test_every_chart_is_shown_once(report: Report, html: str) -> None:
    for chart in report.charts.values():
        assert html.count(f'role="img" aria-label="{chart.alt}"') == 1, chart.name


@pytest.mark.slow
def test_names_that_clients_write_are_shown_and_never_run(report: Report) -> None:
    column = replace(report.study.clean.dataset.columns[0], name=EVIL, evidence=EVIL)
    dataset = replace(
        report.study.clean.dataset, columns=(column, *report.study.clean.dataset.columns[1:])
    )
    first = report.findings.personas[0]
    products = (replace(first.products[0], description=EVIL), *first.products[1:])
    strategies = (reworded(first.strategies[0], title=EVIL, action=EVIL), *first.strategies[1:])
    persona = replace(
        first,
        name=SegmentName(EVIL),
        portrait=own(EVIL),
        products=products,
        strategies=strategies,
        rule=own(EVIL),
    )
    evil = replace(
        report,
        study=replace(report.study, clean=replace(report.study.clean, dataset=dataset)),
        settings=reports.client(
            client=EVIL, title=EVIL, confidentiality='"} body { display: none } ' + EVIL
        ),
        findings=replace(report.findings, personas=(persona, *report.findings.personas[1:])),
        charts={
            name: replace(chart, title=EVIL, alt='"><script>alert(2)</script>')
            for name, chart in report.charts.items()
        },
    )
    for medium in ("screen", "print"):
        made = page(evil, "screen" if medium == "screen" else "print")
        assert "<script>alert" not in made
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in made
        assert "49" not in re.sub(
            r"[\d.]*49[\d.]*[^<}]", "", made.partition("<h1")[2].partition("</h1>")[0]
        )
        assert "body { display: none }" not in made.partition("<body>")[0]
        assert len([element for element in read(made) if element.tag == "script"]) == (
            1 if medium == "screen" else 0
        )


def test_customers_ids_stay_out_of_pages(report: Report, html: str) -> None:
    for made in (html, page(report, "print")):
        assert not re.search(r"\bC\d{5}\b", made.partition("<body>")[2])


def test_ids_are_shown_when_asked_for(report: Report) -> None:
    settings = report.settings.model_copy(
        update={"privacy": report.settings.privacy.model_copy(update={"show_ids": True})}
    )
    assert "C00270" in page(replace(report, settings=settings), "screen")


def test_customer_tables_have_neither_grid_nor_money() -> None:
    made = page(reports.customers_report(), "screen")
    ids = [element.attributes["id"] for element in read(made) if element.tag == "section"]
    assert "grid" not in ids
    assert "Extra revenue" not in made
    assert "revenue" not in made.partition('id="segments"')[2].partition('id="actions"')[
        0
    ].lower().replace("share of revenue", "")


def test_long_tables_are_capped_and_say_where_the_rest_is(report: Report) -> None:
    columns = tuple(
        replace(report.study.clean.dataset.columns[0], name=f"column {number}")
        for number in range(200)
    )
    made = page(
        replace(
            report,
            study=replace(
                report.study,
                clean=replace(
                    report.study.clean, dataset=replace(report.study.clean.dataset, columns=columns)
                ),
            ),
        ),
        "screen",
    )
    assert "column 29" in made
    assert "column 30" not in made
    assert (
        "170 more rows are not shown here. The profile (profile.html) lists every column." in made
    )


def test_profile_is_linked_only_when_it_is_made(report: Report, html: str) -> None:
    assert 'href="profile.html"' in html
    settings = report.settings.model_copy(
        update={"report": report.settings.report.model_copy(update={"formats": (Format.HTML,)})}
    )
    assert 'href="profile.html"' not in page(replace(report, settings=settings), "screen")


def test_same_report_gives_the_same_page(report: Report, html: str) -> None:
    assert page(report, "screen") == html


@pytest.mark.parametrize("name", ["segments.csv", "segments.xlsx", "model.skops"])
def test_files_that_the_page_names_are_those_that_runs_hold(name: str, html: str) -> None:
    assert name in html
