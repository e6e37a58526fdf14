"""Titles over charts: what is known in, the finding that a drawing shows out, named by the chart's
name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reporter.model import Finding
from reporter.model.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import Base
    from reporter.model.claim import Value


def title(id_: str, values: Mapping[str, Value] | None = None, base: Base | None = None) -> Finding:
    """Return the finding over a chart, by the id of its sentence; its own is made of the chart's
    name, by `titled`.
    """
    return Finding(id="title", claim=Claim(id_, values or {}), base=base)


def titled(found: Mapping[str, Finding | None]) -> dict[str, Finding]:
    """Name titles by their charts, and leave out those for which there is nothing to say."""
    return {
        name: replace(finding, id=f"title.{name}")
        for name, finding in found.items()
        if finding is not None
    }
