"""Settings, data and what was typed in; where a run goes and whose it is out.

The folder may carry the days that the data go from and to, which nobody knows before they are read.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reporter import urls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Period
    from reporter.settings import Settings

UNDATED = "customers"
"""What stands for the days where the data have none: a table of customers."""
LONGEST = 60
"""Letters of a name that become part of a folder's."""

_STANDARD_INPUT = "-"
_DAY = re.compile(r"\{(start|end)\}")
_USUAL = frozenset(
    {"client", "config", "configuration", "settings", "reporter", "report", "segment-reporter"}
)
"""Names of configurations that say nothing of the client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a run goes, and what is known of whose it is."""

    folder: Path | None
    """The run folder; None where it depends on the days of the data."""
    pattern: str = ""
    """The same with the days left open: {start}, {end}."""
    whose: frozenset[str] = field(default=frozenset())
    """The names that tell its client from others, as parts of a folder's name: that which was set,
    that of the configuration.
    """
    is_typed: bool = True
    """Whether the user named this very folder."""
    force: bool = False
    """Whether another client's run may be replaced."""

    @classmethod
    def of(
        cls,
        settings: Settings,
        data: Sequence[str | Path],
        *,
        typed: Path | None = None,
        config: Path | None = None,
        force: bool = False,
    ) -> Self:
        """Return where a run of these data goes.

        Parameters
        ----------
        settings
            Read: ``report.client`` and, where no folder was typed, ``report.folder``.
        data
            Files, folders, patterns or a database's URL, as they were given.
        typed
            The very folder.
        config
            The configuration file, which may be called after the client, or lie in a folder that
            is.
        force
            Whether another client's run may be replaced.
        """
        client, named = part(settings.report.client), of_config(config) if config else ""
        whose = frozenset({client.casefold(), named.casefold()} - {""})
        if typed is not None:
            return cls(folder=_absolute(typed), whose=whose, force=force)
        name = of_data(data)
        filled = settings.report.folder.replace("{client}", client or named or name).replace(
            "{data}", name
        )
        is_open = _DAY.search(filled)
        return cls(
            folder=None if is_open else _absolute(filled),
            pattern=filled,
            whose=whose,
            is_typed=False,
            force=force,
        )

    @property
    def known(self) -> Path:
        """Return as much of the folder as is known before the data are read."""
        parts = (self.folder or _absolute(self.pattern)).parts
        open_at = (
            len(parts)
            if self.folder
            else next(index for index, one in enumerate(parts) if _DAY.search(one))
        )
        return Path(*parts[:open_at])

    def at(self, period: Period | None) -> Path:
        """Return the folder of orders from a period, or of data without days."""
        days = (
            {"start": f"{period.start:%Y-%m-%d}", "end": f"{period.end:%Y-%m-%d}"} if period else {}
        )
        return self.folder or _absolute(
            _DAY.sub(lambda found: days.get(found[1], UNDATED), self.pattern)
        )


def _absolute(folder: str | Path) -> Path:
    """Return a path from the root; one through a symlinked parent stays the user's own."""
    return Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow the link


def part(name: str) -> str:
    """Return a name as a part of a folder's: letters, figures, points and dashes."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.")[:LONGEST].rstrip("-.")


def of_data(data: Sequence[str | Path]) -> str:
    """Return a name for data: that of the first file, folder or database."""
    first = str(data[0])
    name = urls.database(first) if urls.is_url(first) else first.partition("?")[0].rstrip("/")
    plain = part(Path(name).name.partition(".")[0])
    return plain or ("standard-input" if first == _STANDARD_INPUT else "report")


def of_config(config: Path) -> str:
    """Return what a configuration is called after, itself or, where it lies elsewhere, its folder;
    nothing where that is usual.
    """
    own = part(config.stem)
    if own.lower() not in _USUAL:
        return own
    folder = config.resolve().parent
    return "" if folder == Path.cwd() else part(folder.name)
