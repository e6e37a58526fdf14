"""Sections of the page as they were last approved; `UPDATE_GOLDEN=1 pytest
tests/rendering/test_golden.py` approves again.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def section(html: str, part: str) -> str:
    """Cut a section out of the page, without its drawings."""
    found = re.search(rf'<section [^>]*id="{part}".*?</section>', html, re.DOTALL)
    assert found, part
    return re.sub(r"<svg.*?</svg>", "<svg/>", found.group(), flags=re.DOTALL) + "\n"


@pytest.mark.parametrize("part", ["cover", "summary", "segment-1", "grid", "actions", "data"])
def test_section_is_as_approved(part: str, html: str) -> None:
    path = GOLDEN / f"{part}.html"
    made = section(html, part)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8"), (
        f"approve with UPDATE_GOLDEN=1 if {part} is meant to be so"
    )
