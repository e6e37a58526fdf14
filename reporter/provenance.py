"""What made a run: versions, seed, settings and command. The only values that may differ between
two runs.
"""

from __future__ import annotations

import platform
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter.model import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reporter.settings import Settings

PACKAGES = (
    "duckdb", "fg-data-profiling", "ibis-framework", "matplotlib", "numpy", "pandas",
    "scikit-learn", "scipy", "seaborn", "weasyprint",
)  # fmt: skip


PRIVATE: dict[str, Any] = {"delivery": True, "source": {"data"}, "report": {"folder"}}
"""Settings that say where things lie on a machine, or go to: no matter of the report's."""


def own_version() -> str:
    """Return reporter's version; in a checkout that is not installed, the one its pyproject.toml
    states.
    """
    try:
        return version("segment-reporter")
    except PackageNotFoundError:
        project = tomllib.loads(
            (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
        )["project"]
        return str(project["version"])


def describe(
    settings: Settings, command: str, seconds: Mapping[str, float], whose: Iterable[str] = ()
) -> Provenance:
    """Collect what a reader needs to make the same run again. `seconds` is kept by reference and
    fills up to the end.
    """
    return Provenance(
        reporter=own_version(),
        python=platform.python_version(),
        packages={name: version(name) for name in PACKAGES},
        seed=settings.segments.seed,
        command=command,
        settings=settings.model_dump(mode="json", exclude=PRIVATE, exclude_defaults=True),
        seconds=seconds,
        whose=tuple(sorted(whose)),
    )
