"""Charts in, figures for pages out: those with a place of their own by name, others by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reporter.model import Chart, Charts, Section

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

    def rest(self, section: Section) -> tuple[Chart, ...]:
        """Return the section's charts that were not handed out, in the order of the report."""
        return self.some(*(name for name in self._left if self._charts[name].section is section))
