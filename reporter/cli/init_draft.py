"""What a configuration is written from: what was understood of data, and what was set."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter import urls
from reporter.model.claim import Claim
from reporter.settings import paths
from reporter.settings.toml_text import comment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model import Dataset, Doubt, Inspection
    from reporter.model.claim import Value
    from reporter.wording import Words

PASSWORD_VARIABLE = "DATABASE_PASSWORD"  # noqa: S105 - the name of a variable, not a secret
DATABASE_PASSWORD = f"${{{PASSWORD_VARIABLE}}}"
STANDARD_INPUT = "-"
PATHS = {"findings.playbook", "brand.logo", "source.exclude_list"}
"""Settings that are paths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the configuration is written from."""

    found: Inspection
    chosen: Mapping[str, Any]
    """The settings in effect that are not the defaults, as plain tables."""
    data: tuple[str, ...]
    """What was read, as it is found from the configuration's folder; without passwords."""
    folder: Path
    words: Words
    """Those of the command line."""

    @property
    def dataset(self) -> Dataset:
        """What was read."""
        return self.found.dataset

    def doubts(self, setting: str) -> list[Doubt]:
        """Return what the data left open and this setting would settle."""
        return [
            one for one in self.dataset.doubts if one.setting.partition("=")[0].strip() == setting
        ]

    def say(self, id_: str, /, **values: Value) -> str:
        """Write a sentence as a comment."""
        return comment(self.words.text(Claim(id_, values)))

    def value(self, setting: str) -> Any:
        """Return what was chosen, None where nothing was."""
        found: Any = self.chosen
        for part in setting.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if found is not None and setting in PATHS:
            return _relative(str(found), self.folder)
        return found


def found_from(folder: Path, data: str) -> str:
    """Write data as they are found from a folder; of a URL, without its password."""
    if urls.is_url(data):
        return (
            urls.masked(data).replace(urls.HIDDEN, DATABASE_PASSWORD)
            if urls.has_password(data)
            else data
        )
    path = _relative(data, folder)
    # What would mean something else at the beginning of a path is kept from it.
    return (
        f"./{path}" if path.startswith("~") or path == STANDARD_INPUT or urls.is_url(path) else path
    )


def _relative(path: str, folder: Path) -> str:
    return os.path.relpath(Path(paths.home(path)).absolute(), folder)
