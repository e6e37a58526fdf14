"""Rooms that decide and draw hold no sentence: all that a reader reads stands in the catalogue."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORTER = Path(__file__).parents[2] / "reporter"
ROOMS = ("findings", "charts", "rendering")
MISTAKES = frozenset(
    {
        "findings/naming/own_names.py",
        "findings/strategies/own_plays.py",
        "findings/strategies/playbook.py",
        "findings/strategies/playbook_errors.py",
        "findings/strategies/plays.py",
        "rendering/logo.py",
        "rendering/pdf.py",
    }
)
"""Where sentences are put together that an error says: errors are English."""
NO_WORDS = (
    r"\(\?",  # a pattern
    r"^Reporter (Sans|Serif)$",  # a font
    r"^Glyph \.\* missing",  # a warning of a library
    r"^<img |^default-src |^:root|@media",  # of pages and styles
)
"""What looks like words and is read by machines alone."""
WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")
"""A text with a blank between letters."""


def texts(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts of a module but for docstrings, what is raised, and what types hold."""
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise | ast.AnnAssign) and not (
            isinstance(node, ast.AnnAssign) and node.value
        ):
            skipped |= set(ast.walk(node))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(node.value)
        if isinstance(node, ast.Call) and _is_error(node.func):
            skipped |= set(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node


def _is_error(function: ast.expr) -> bool:
    """Tell whether a call makes an error, or a mistake that one tells of."""
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name.endswith("Error") or name in {"complaint", "mistake"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_holds_no_sentence(room: str) -> None:
    found = [
        f"{path.relative_to(REPORTER)}:{text.lineno} {text.value!r}"
        for path in sorted((REPORTER / room).rglob("*.py"))
        if path.relative_to(REPORTER).as_posix() not in MISTAKES
        for text in texts(ast.parse(path.read_text(encoding="utf-8")))
        if WORDS.search(str(text.value))
        and not any(re.search(pattern, str(text.value)) for pattern in NO_WORDS)
    ]
    assert found == []
