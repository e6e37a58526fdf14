"""A chart is known to all who have to know it: the gallery, the titles of findings, and pages."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reporter import charts, resources
from reporter.charts.gallery import CHARTS, OF_PERSONA
from reporter.charts.lettering import FAMILY
from reporter.findings.titles import base, personas, segments
from reporter.model import Section
from reporter.rendering import views
from reporter.rendering.pages import page
from tests.rendering import reports

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_CHART = {Section.COVER, Section.SUMMARY}
"""Pages on which one chart has its place, and no other follows."""


def test_every_chart_has_a_title_that_may_be_due_and_every_title_a_chart() -> None:
    assert {*base.TITLES, *segments.TITLES} == set(CHARTS), "see reporter/findings/titles"
    assert set(personas.TITLES) == set(OF_PERSONA), "see reporter/findings/titles/personas.py"


def test_no_chart_has_two_titles() -> None:
    assert not set(base.TITLES) & set(segments.TITLES)


def test_every_module_that_draws_is_in_the_gallery() -> None:
    modules = [
        importlib.import_module(f"reporter.charts.{module.name}")
        for module in pkgutil.iter_modules(charts.__path__)
        if module.name != "gallery"
    ]
    drawing = {module.__name__ for module in modules if hasattr(module, "draw")}
    drawn = [recipe.draw for recipe in CHARTS.values()]
    drawn += [recipe.draw for recipe in OF_PERSONA.values()]
    assert drawing == {draw.__module__ for draw in drawn}


@pytest.mark.parametrize("section", list(Section))
def test_every_section_has_its_template(section: Section) -> None:
    assert (resources.templates() / "sections" / f"{section}.html.j2").is_file()


def test_no_drawing_holds_words_of_its_own() -> None:
    """What readers see stands in `templates/words`; docstrings and errors are not theirs."""
    found = {
        node.value
        for path in Path(charts.__path__[0]).glob("*.py")
        for node in _literals(ast.parse(path.read_text(encoding="utf-8")))
        if re.search(r"[^\W\d_] [^\W\d_]", node.value)
    }
    assert found == {FAMILY, "Glyph .* missing from font"}


def _literals(tree: ast.AST) -> Iterator[Any]:
    """Yield the texts in a piece of code, save its docstrings and what it raises."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        elif not isinstance(node, ast.Raise) and not (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            yield from _literals(node)


def asked() -> set[str]:
    """Return the names of charts that views ask their gallery for."""
    paths = [path for folder in views.__path__ for path in Path(folder).glob("*.py")]
    calls = [
        node
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("gallery.get", "gallery.some")
    ]
    return {ast.literal_eval(argument) for call in calls for argument in call.args}


def test_views_ask_for_charts_that_are_in_the_gallery() -> None:
    assert asked()
    assert asked() <= set(CHARTS)


def test_charts_of_pages_that_have_room_for_one_are_asked_for() -> None:
    placed = {name for name, recipe in CHARTS.items() if recipe.section in ONE_CHART}
    assert placed <= asked()


def test_every_chart_is_printed_in_the_section_that_the_gallery_names() -> None:
    """Also one that no view asks for, which follows its section's others."""
    drawn = {name: reports.chart(name, 82, 40) for name in CHARTS}
    drawn |= {
        f"persona.1.{name}": reports.chart(f"persona.1.{name}", 82, 40) for name in OF_PERSONA
    }
    drawn |= {
        f"{section}’s new one": replace(
            reports.chart(f"{section}’s new one", 82, 40), section=section
        )
        for section in Section
        if section not in {*ONE_CHART, Section.PERSONA}
    }
    html = page(replace(reports.report(), charts=drawn), "screen")
    printed = {
        name: _section(part)
        for part in re.split(r"<section ", html)[1:]
        for name in re.findall(r"<figcaption><h3>A finding that “(.+?)” shows", part)
    }
    assert {name: printed.get(name) for name in drawn if name != "weave"} == {
        name: chart.section for name, chart in drawn.items() if name != "weave"
    }
    assert "“weave”" in next(part for part in html.split("<section ") if _section(part) == "cover")


def _section(part: str) -> str:
    """Return the template that printed a part of the page, by its id."""
    found = re.search(r'id="([a-z]+)', part)
    return {"segment": "persona"}.get(found[1], found[1]) if found else ""
