"""Where the package's own files lie: `reporter/templates` in an installed wheel, `templates/` in a
checkout.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def templates() -> Path:
    """Return the folder of templates, styles and fonts."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def fonts() -> Path:
    """Return the folder of the report's fonts (TTF for PDF and charts, WOFF2 for HTML)."""
    return templates() / "fonts"
