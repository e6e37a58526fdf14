"""Tables of values from several places in, one over the other; which value came from where out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reporter.settings import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Path = tuple[str, ...]
    """The tables that a value stands in, and its key."""

_HEADER = re.compile(r"\s*\[(?P<open>\[?)(?P<name>[^\[\]]+)\]\]?\s*(#.*)?")
_PAIR = re.compile(r"""\s*(?P<key>[A-Za-z0-9_.\- \t"']+?)\s*=""")
_LONG = re.compile(r"\"{3}|\'{3}")


DEEPEST = 8
"""Tables within tables that are looked into; no setting lies so deep."""


@dataclass(slots=True)
class Layers:
    """Values, the later over the earlier."""

    tables: dict[str, Any] = field(default_factory=dict)
    origins: dict[Path, str] = field(default_factory=dict)
    """Where each value came from, as a message says it; in the order in which they were given."""

    def overlay(
        self, own: Mapping[str, Any], origin: Callable[[Path], str], above: Path = ()
    ) -> None:
        """Put tables over tables, key by key."""
        for name, value in own.items():
            path = (*above, str(name))
            if isinstance(value, dict) and value and len(path) < DEEPEST:
                self.overlay(value, origin, path)
            else:
                self.put(path, value, origin(path))
                self._remember_items(value, origin, path)

    def _remember_items(self, value: Any, origin: Callable[[Path], str], path: Path) -> None:
        """Keep where each key of a list of tables stands."""
        for index, item in enumerate(value if isinstance(value, list) else ()):
            for name in item if isinstance(item, dict) else ():
                inner = (*path, str(index), str(name))
                self.origins[inner] = origin(inner)

    def put(self, path: Path, value: Any, origin: str) -> None:
        """Put one value."""
        section: Any = self.tables
        for table in path[:-1]:
            section = section.setdefault(table, {})
            if not isinstance(section, dict):
                return  # validation refuses a value where a table must be
        if isinstance(section.get(path[-1]), dict):  # a value takes the place of a table
            for inner in [one for one in self.origins if one[: len(path)] == path]:
                del self.origins[inner]
        section[path[-1]] = value
        self.origins.pop(path, None)
        self.origins[path] = origin

    def origin(self, path: Path) -> str:
        """Say where a value came from: of a table, where its first value did."""
        above = next(
            (
                self.origins[path[:length]]
                for length in range(len(path), 0, -1)
                if path[:length] in self.origins
            ),
            "",
        )
        return above or next(
            (origin for one, origin in self.origins.items() if one[: len(path)] == path), ""
        )

    def places(self) -> Mapping[Path, int]:
        """Return how many values were given before each value, and before the first of
        each table.
        """
        found: dict[Path, int] = {}
        for index, path in enumerate(self.origins):
            for length in range(1, len(path) + 1):
                found.setdefault(path[:length], index)
        return found


def parsed(key: str, text: str) -> Any:
    """Return what a text from the command line or the environment stands for: read as TOML, else as
    text.
    """
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text
    return text if keys.wants_text(key) and not isinstance(value, str) else value


def lines(text: str) -> dict[Path, int]:
    """Return the line on which each key of a TOML text stands; keys that this reader cannot tell
    are left out.
    """
    found: dict[Path, int] = {}
    table: Path = ()
    counts: dict[Path, int] = {}
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = "" if line.count(inside) % 2 else inside
            continue
        if header := _HEADER.fullmatch(line):
            table = _parts(header["name"])
            found.setdefault(table, number)
            if header["open"]:
                counts[table] = counts.get(table, -1) + 1
                table = (*table, str(counts[table]))
                found.setdefault(table, number)
        elif pair := _PAIR.match(line):
            found.setdefault((*table, *_parts(pair["key"])), number)
            opened = _LONG.search(line)
            inside = opened[0] if opened and line.count(opened[0]) % 2 else ""
    return found


def _parts(dotted: str) -> Path:
    try:
        nested: Any = tomllib.loads(f"{dotted} = 0")
    except ValueError:
        return (dotted,)
    parts = []
    while isinstance(nested, dict):
        ((name, nested),) = nested.items()
        parts.append(name)
    return tuple(parts)
