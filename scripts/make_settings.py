"""The tables of settings in, their two publications out: the JSON Schema in the package, and
docs/settings.md.

With --check nothing is written: exit 1 names what is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from reporter.settings import schema
from reporter.settings.toml_text import literal

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"
LISTED = {"text": "texts", "number": "numbers", "whole number": "whole numbers"}
LONG = 6
"""Lists of more texts are shown by their first."""

HEAD = """# Settings

<!-- made by `make settings` of reporter/settings; do not edit -->

One TOML file a client (`-c client.toml`) says what is special about that client; every key may be left out.
`reporter init DATA -o client.toml` writes one with all that was found out about the data.

**What wins.** Defaults < what an earlier run recorded (`--model`, `score`) < the TOML file < environment variables < `--set` < flags.

| where | how | relative paths begin at |
|---|---|---|
| TOML | `[report]`, below it `currency = "GBP"` | the file's folder |
| environment | `REPORTER_REPORT__CURRENCY=GBP`, `REPORTER_FINDINGS__GRID__AXIS=fm` | the current folder |
| command line | `--set report.currency=GBP`, `--set segments.features='["recency", "monetary"]'` | the current folder |

In a variable's name two underscores stand for the dot; an empty variable is one that is not set. Values of variables and of `--set` are
read as TOML where they can be, else as text. `~` is the home folder everywhere. What is wrong is told all at once, each with its line and
the nearest key.

**Secrets** are refused in settings. `privacy.salt_env` and `delivery.password_env` name the environment variables that hold them; a
database's password comes from `PGPASSWORD`, a password file, or a `${VARIABLE}` in the URL.

**In an editor.** `reporter schema > reporter.schema.json` writes the JSON Schema (draft 2020-12; in the package it is
`reporter/settings/settings.schema.json`). Taplo and Even Better TOML complete and check a file that begins with

```toml
#:schema ./reporter.schema.json
```

`reporter init --schema` writes both. No network is needed.
"""


def main() -> int:
    """Write both, or say which is out of date."""
    made = {schema.FILE: schema.written(), PAGE: page(schema.described())}
    stale = [
        path
        for path, text in made.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv[1:]:
        for path in stale:
            sys.stderr.write(f"{path} is out of date: make settings\n")
        return int(bool(stale))
    for path in stale:
        path.write_text(made[path], encoding="utf-8")
    return 0


def page(described: dict[str, Any]) -> str:
    """Write the page: a table of settings for each table."""
    parts = [HEAD]
    for name, table in described["properties"].items():
        parts += _table(name, table)
    return "\n".join(parts)


def _table(name: str, table: dict[str, Any], *, many: bool = False) -> list[str]:
    heading = f"## `[[{name}]]`" if many else f"## `[{name}]`"
    rows = [
        heading,
        "",
        table["description"].split("\n\n")[0],
        "",
        "| key | meaning | values | default | example |",
        "|---|---|---|---|---|",
    ]
    inner: list[str] = []
    for key, one in table["properties"].items():
        if "properties" in one:
            inner += _table(f"{name}.{key}", one)
            continue
        if "properties" in one.get("items", {}):
            inner += _table(f"{name}.{key}", one["items"], many=True)
        if "properties" in (each := one.get("additionalProperties") or {}):
            inner += _table(f"{name}.{key}.…", each)
        example = _code(f"{key} = {_value(_example(one))}")
        rows.append(
            f"| `{key}` | {_cell(one['description'])} | {_values(one)} | {_default(one)} |"
            f" {example} |"
        )
    return [*rows, "", *inner]


def _example(one: dict[str, Any]) -> Any:
    """Return an example that says something: one that was given, else a choice that is not the
    default, else the default.
    """
    if one.get("examples"):
        return one["examples"][0]
    other = [choice for choice in one.get("enum", []) if choice != one["default"]]
    if isinstance(one.get("default"), bool):
        return not one["default"]
    return other[0] if other else one["default"]


def _values(one: dict[str, Any]) -> str:
    """Say what may stand there."""
    if "enum" in one:
        return " ".join(_code(literal(choice)) for choice in one["enum"])
    if "anyOf" in one:
        choices = [choice for part in one["anyOf"] for choice in part.get("enum", [])]
        return " ".join(_code(literal(choice)) for choice in choices) + " or a text"
    kind = one.get("type")
    if kind == "array":
        if "properties" in one["items"]:
            return "list of tables"
        inner = _values(one["items"])
        return f"list of {LISTED.get(inner, inner)}"
    if kind == "object":
        if "properties" in one.get("additionalProperties", {}):
            return "table of texts or of tables"
        if "propertyNames" not in one:
            return f"table of {_values(one['additionalProperties'])}"
        return "table of lists: " + " ".join(
            _code(choice) for choice in one["propertyNames"]["enum"]
        )
    words = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "`true` `false`",
    }
    return "day" if one.get("format") == "date" else words[str(kind)] + _range(one)


def _range(one: dict[str, Any]) -> str:
    signs = (
        ("minimum", "≥"),
        ("exclusiveMinimum", ">"),
        ("maximum", "≤"),
        ("exclusiveMaximum", "<"),
    )
    limits = [f"{sign} {one[key]:,}" for key, sign in signs if key in one]
    return f", {' and '.join(limits)}" if limits else ""


def _default(one: dict[str, Any]) -> str:
    default = one.get("default")
    return "–" if default in (None, "", [], {}) else _code(_value(default))


def _value(value: Any) -> str:
    if isinstance(value, list) and len(value) > LONG:
        return f"{literal(value[:LONG])[:-1]}, …]"
    # A day is none of JSON's kinds, and stands in TOML without quotes.
    is_day = isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-"
    return value if is_day else literal(value)


def _code(text: str) -> str:
    return f"`{_cell(text)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    sys.exit(main())
