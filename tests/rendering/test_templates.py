"""Templates print what they are given: no arithmetic, no name that is not there, no Python."""

from __future__ import annotations

import re

import pytest
from jinja2 import nodes
from jinja2.exceptions import UndefinedError

from reporter import resources
from reporter.numerals import Numerals
from reporter.rendering.filters import filters
from reporter.rendering.pages import environment
from reporter.rendering.styles import COMPONENTS, MEDIA
from reporter.settings import Settings
from reporter.wording import Words

TEMPLATES = sorted(
    path.relative_to(resources.templates()).as_posix()
    for path in resources.templates().rglob("*.j2")
)
ARITHMETIC = (
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.FloorDiv,
    nodes.Mod,
    nodes.Pow,
    nodes.Neg,
)
NUMBERS = {"round", "abs", "sum", "int", "float", "max", "min", "safe"}


def printed(source: str) -> str:
    """Return what a template prints by itself: neither markup nor what Jinja writes."""
    plain = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", source, flags=re.DOTALL)
    read = re.sub(
        r'[\w-]*(?:label|alt|title)="([^"{]*)"', r">\1<", re.sub(r"\{\{.*?\}\}", "", plain)
    )
    return re.sub(r"<[^>]*>", " ", read)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_no_words(name: str) -> None:
    source = (resources.templates() / name).read_text(encoding="utf-8")
    assert not re.findall(r"[^\W\d_]{2,}", printed(source)), "words stand in templates/words"


def test_words_of_a_template_are_seen_wherever_they_stand() -> None:
    source = '{# no #}<p class="no" aria-label="label">{{ t("no") }} text {% if no %}branch{% endif %}</p>'
    assert printed(source).split() == ["label", "text", "branch"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_does_no_arithmetic_and_trusts_no_text(name: str) -> None:
    made = environment(Settings(), Words.of(Numerals()), "screen")
    tree = made.parse((resources.templates() / name).read_text(encoding="utf-8"))
    assert not list(tree.find_all(ARITHMETIC))
    assert not [found.name for found in tree.find_all(nodes.Filter) if found.name in NUMBERS]


def test_an_unknown_name_is_an_error() -> None:
    made = environment(Settings(), Words.of(Numerals()), "screen")
    with pytest.raises(UndefinedError):
        made.from_string("{{ nobody }}").render()


def test_texts_are_escaped() -> None:
    made = environment(Settings(), Words.of(Numerals()), "screen")
    assert made.from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"


def test_filters_are_the_numerals() -> None:
    made = filters(Numerals(currency="GBP"))
    assert made["money"](4555.0) == "£4,555"
    assert {
        "count",
        "percent",
        "money",
        "money_short",
        "money_range",
        "times",
        "words",
        "day",
        "month",
        "period",
        "quantity",
    } <= set(made)
    assert not [name for name in made if name.startswith("_")]


def test_no_python_lies_among_templates() -> None:
    assert not list(resources.templates().rglob("*.py"))


def test_every_style_is_used_and_there() -> None:
    there = {path.stem for path in (resources.templates() / "styles").glob("*.css")}
    assert there == {*COMPONENTS, *MEDIA["print"], *MEDIA["screen"]}


def test_colours_stand_in_one_place() -> None:
    for path in (resources.templates() / "styles").glob("*.css"):
        if path.stem != "print":  # page margins cannot read variables
            assert not re.findall(r"#[0-9A-Fa-f]{3,6}\b", path.read_text(encoding="utf-8")), (
                path.name
            )
