"""The page on playbooks names all that a playbook may hold, and its examples are valid."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from reporter.findings.measuring.kinds import kinds
from reporter.findings.strategies.own_plays import OwnPlay
from reporter.findings.strategies.playbook import load_playbook
from reporter.findings.strategies.plays import PLACEHOLDERS, Audience, Basis, Measure
from tests.findings.test_playbook import written

if TYPE_CHECKING:
    from reporter.findings.measuring.kinds import FeatureKind

PAGE = (Path(__file__).parents[2] / "docs" / "playbook.md").read_text(encoding="utf-8")
NAMED = (
    *OwnPlay.model_fields,
    *get_args(Measure),
    *get_args(Audience),
    *get_args(Basis),
    *(f"{{{name}}}" for name in PLACEHOLDERS),
)


@pytest.mark.parametrize("name", sorted(set(NAMED)))
def test_the_page_names_all_that_a_playbook_may_hold(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_the_page_names_every_kind_of_features(kind: FeatureKind) -> None:
    assert re.search(rf"Kinds:[^|]*\b{kind.name}\b", PAGE)


def test_the_pages_examples_are_valid(tmp_path: Path) -> None:
    plays = [
        text for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[[play]]" in text
    ]
    found = load_playbook(written(tmp_path, "".join(plays)))
    assert found.sentences.keys() == {"play.win_back", "play.tea_tasting"}
