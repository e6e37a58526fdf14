"""Settings as they were given in, with the paths in them made such that they can be opened from
here.
"""

from __future__ import annotations

import contextlib
import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILES = (
    ("findings", "playbook"),
    ("findings", "words"),
    ("brand", "logo"),
    ("source", "exclude_list"),
)
TARGETS = (("report", "folder"),)
"""What is made rather than read: relative to the current folder, wherever it is said."""
DATA = ("source", "data")
STANDARD_INPUT = "-"


def relative_to(tables: Mapping[str, Any], folder: Path) -> None:
    """Let relative paths begin at a folder, and ~ at home; addresses of databases and "-" stay."""
    _change(
        tables,
        lambda text: _under(folder, text, pattern=False),
        lambda text: _under(folder, text, pattern=True),
    )


def expand_home(tables: Mapping[str, Any]) -> None:
    """Let ~ begin at home; a relative path stays relative to the current folder."""
    _change(tables, home, home)


def _change(
    tables: Mapping[str, Any], change_file: Callable[[str], str], change_data: Callable[[str], str]
) -> None:
    for table, key in FILES:
        section = tables.get(table)
        if isinstance(section, dict) and isinstance(value := section.get(key), str):
            section[key] = change_file(value)
    for table, key in TARGETS:
        section = tables.get(table)
        if isinstance(section, dict) and isinstance(value := section.get(key), str):
            section[key] = home(value)
    section = tables.get(DATA[0])
    if isinstance(section, dict) and isinstance(values := section.get(DATA[1]), list):
        section[DATA[1]] = [
            change_data(one) if isinstance(one, str) and _is_path(one) else one for one in values
        ]


def _is_path(text: str) -> bool:
    return bool(text) and text != STANDARD_INPUT and not urls.is_url(text)


def _under(folder: Path, text: str, *, pattern: bool) -> str:
    path = Path(home(text))
    if path.is_absolute():
        return str(path)
    # Of a pattern, only what was written is one: the folder's own name may hold brackets.
    return (
        str(Path(glob.escape(str(folder))) / path)
        if pattern and glob.has_magic(text) and not (folder / path).exists()
        else str(folder / path)
    )


def home(text: str) -> str:
    """Put the home folder for a leading ~; where there is no such user, the text stays."""
    if not text.startswith("~"):
        return text
    with contextlib.suppress(RuntimeError):
        return str(Path(text).expanduser())
    return text
