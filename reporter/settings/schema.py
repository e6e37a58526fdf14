"""The tables of settings in, their JSON Schema (draft 2020-12) out: for editors that complete a
TOML file, and for the settings' page.

What a setting means is told once, by the text below it in the class, or by its description where
that names its choices. Those texts are read from the source when the schema is made; a run, and
`published`, need no more than the file that was made of them.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter.settings.grid import GridCellSettings, GridSettings
from reporter.settings.table import Table
from reporter.settings.tables import SegmentSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

_ORDER = ("description", "type", "enum", "anyOf", "items", "pattern", "default", "examples")
_VALUES = {"default", "examples", "enum"}
"""Keys that hold values of settings, in which nothing is to be put in place."""

FILE = Path(__file__).with_name("settings.schema.json")


def published() -> dict[str, Any]:
    """Return the schema that is part of the package."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def described() -> dict[str, Any]:
    """Make the schema of the tables of settings: each in its place, with descriptions, defaults,
    choices and examples.
    """
    made = Settings.model_json_schema()
    definitions = made.pop("$defs", {})
    for choices in definitions.values():
        if "enum" in choices:  # the setting says what its choices are about
            choices.pop("description", None)
    tables = [field.annotation for field in Settings.model_fields.values()]
    for model in (*tables, GridSettings, GridCellSettings, SegmentSettings):
        if not (isinstance(model, type) and issubclass(model, Table)):
            continue
        for name, text in _texts(model):
            definitions[model.__name__]["properties"][name].setdefault("description", text)
    properties = {name: _plain(table, definitions) for name, table in made["properties"].items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of reporter",
        "description": "A client's configuration: one table per stage. Every key may be left out.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }


def written() -> str:
    """Write the schema as it is published."""
    return json.dumps(described(), indent=2, ensure_ascii=False) + "\n"


def _texts(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Read the text below each field of a class.

    pydantic could (`use_attribute_docstrings`), but would read the sources at every start: 60 ms.
    """
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    statements = body.body if isinstance(body, ast.ClassDef) else []
    for field, text in itertools.pairwise(statements):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
        ):
            yield (
                field.target.id,
                " ".join(str(ast.literal_eval(text.value)).replace("``", "`").split()),
            )


def _plain(part: Any, definitions: dict[str, Any]) -> Any:
    """Put definitions in their place, and leave out what TOML cannot say (null) or an editor does
    not need.
    """
    if isinstance(part, list):
        return [_plain(one, definitions) for one in part]
    if not isinstance(part, dict):
        return part
    part = _resolved(part, definitions)
    properties = {
        name: _plain(one, definitions) for name, one in part.pop("properties", {}).items()
    }
    plain = {
        key: value if key in _VALUES else _plain(value, definitions) for key, value in part.items()
    }
    found = plain | ({"properties": properties} if properties else {})
    return dict(sorted(found.items(), key=lambda pair: _place(pair[0])))


def _resolved(part: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Put a definition, or the one choice that is not null, in its place; leave out what nobody
    needs.
    """
    part = dict(part)
    if "$ref" in part:
        part = {**definitions[part.pop("$ref").rpartition("/")[2]], **part}
    choices = [one for one in part.get("anyOf", []) if one != {"type": "null"}]
    if len(choices) == 1:
        del part["anyOf"]
        part |= choices[0]
    kept = {key: value for key, value in part.items() if key not in _dropped(part)}
    if isinstance(text := kept.get("description"), str):
        kept["description"] = " ".join(text.split())
    return kept


def _dropped(part: dict[str, Any]) -> set[str]:
    """Return the keys that say nothing: titles, defaults of tables and of null, paths' format."""
    dropped = {"title"}
    is_table = part.get("type") == "object" and "properties" in part
    if is_table or part.get("default", 0) is None:
        dropped.add("default")
    if part.get("format") == "path":
        dropped.add("format")
    return dropped


def _place(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)
