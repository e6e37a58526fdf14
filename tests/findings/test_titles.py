"""How titles over charts get their names."""

from __future__ import annotations

from reporter.findings.titles.title import title, titled
from reporter.model import Base
from reporter.model.claim import Claim


def test_a_title_has_its_charts_name_and_says_what_it_was_counted_over() -> None:
    months = Base(of="months", count=12)
    found = titled({"volume": title("title.silhouettes.every", base=months), "repeat": None})
    assert {name: (one.id, one.claim, one.base) for name, one in found.items()} == {
        "volume": ("title.volume", Claim("title.silhouettes.every"), months)
    }
