"""Charts in, figures for pages out: found by name, each asked for once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model import Chart, Charts

__all__ = ["Gallery"]


class Gallery:
    """Hand out charts by name, and know which were never asked for.

    Parameters
    ----------
    charts
        By name; a chart without a finding is not there.
    """

    def __init__(self, charts: Charts) -> None:
        self._charts = charts
        self._left = dict.fromkeys(charts)

    def get(self, *names: str) -> Chart | None:
        """Return the first of these charts that there is."""
        for name in names:
            if name in self._charts:
                self._left.pop(name, None)
                return self._charts[name]
        return None

    def some(self, *names: str) -> tuple[Chart, ...]:
        """Return those of these charts that there are, in this order."""
        return tuple(chart for name in names if (chart := self.get(name)))

    def under(self, prefix: str) -> tuple[Chart, ...]:
        """Return the charts whose dotted names begin so, except those handed out already."""
        return self.some(*(name for name in self._left if name.startswith(prefix)))

    def rest(self) -> tuple[Chart, ...]:
        """Return the charts that no section asked for; persona charts belong to their personas."""
        return self.some(*(name for name in self._left if not name.startswith("persona.")))
