"""What WeasyPrint makes of a page: its boxes, in CSS pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reporter import resources
from reporter.rendering import layout_process

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reporter.model import Chart

MILLIMETRE = 96 / 25.4
"""CSS pixels."""
NONE: Mapping[str, Chart] = {}


def laid_out(html: str, charts: Mapping[str, Chart] = NONE) -> list[Any]:
    """Lay a page out as the PDF is, and return its pages."""
    drawings = {f"reporter-drawing:{name}": chart.svg for name, chart in charts.items()}
    fonts = {f"reporter-font:{path.name}": str(path) for path in resources.fonts().glob("*.ttf")}
    return list(layout_process.layout(html, drawings, fonts).pages)


def boxes(pages: list[Any]) -> Iterator[Any]:
    """Go through all boxes in reading order."""
    for page in pages:
        yield from _within(page._page_box)


def _within(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _within(child)


def lowest(box: Any) -> float:
    """Return where the last text or drawing in a box ends."""
    children = getattr(box, "children", None)
    if children:
        return max(map(lowest, children))
    return float(
        box.position_y
        + (box.margin_height() if isinstance(getattr(box, "height", None), float) else 0)
    )
