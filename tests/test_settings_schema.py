"""What is published about settings is what Settings does: the JSON Schema, the page, and each
example in them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reporter import settings as configuration
from reporter.errors import SettingsError
from reporter.settings import keys, schema
from reporter.settings.toml_text import literal

ROOT = Path(__file__).parents[1]
PUBLISHED: dict[str, Any] = schema.published()
CHECK = jsonschema.Draft202012Validator(PUBLISHED)
REFUSED = [
    "[segments]\ncuont = 4",
    "[segments]\ncount = 1",
    "[segments]\ncount = 13",
    "[segments]\ncount = 4.5",
    '[segments]\ncount = "many"',
    '[segments]\nfeatures = "recency"',
    "[segments]\ntail = 0.25",
    "[segments]\npca = 0",
    "[segments]\nseed = -1",
    '[segments]\nalgorithm = "kmean"',
    "[segmnts]\ncount = 4",
    "count = 4",
    "segments = 4",
    '[report]\ncurrency = "pounds"',
    '[report]\nformats = ["pfd"]',
    '[report]\nlocale = "English (UK)"',
    '[report]\npage = "A5"',
    "[report]\nclient = 4",
    '[brand]\ncolour = "red"',
    '[brand]\nsegments = ["red"]',
    '[quality]\nreturns = "refund"',
    "[quality]\nprofile_rows = 1",
    "[source]\nheader = true",
    '[source]\ndata = "orders.csv"',
    '[source]\ndelimiter = ";;"',
    "[source]\nskip = -1",
    '[roles]\nspend = "Fresh"',
    '[roles.synonyms]\ncustommer = ["Mitglied"]',
    '[roles.synonyms]\ncustomer = "Mitglied"',
    '[delivery]\npassword = "x"',
    "[delivery]\nport = 0",
    '[delivery]\npassword_env = "not a name"',
    "[findings.grid]\nscores = 2",
    '[findings.grid]\naxis = "money"',
    '[[findings.grid.cells]]\nname = "A"\nrecency = [5]',
    '[[findings.grid.cells]]\nname = ""\nrecency = [5]\nfrequency = [5]',
    '[privacy]\nshow_ids = "perhaps"',
]  # fmt: skip


def _as_json(text: str) -> Any:
    """Read TOML as an editor does: days become texts."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


def _described(
    table: dict[str, Any] = PUBLISHED, above: str = ""
) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    for name, one in table["properties"].items():
        found += (
            _described(one, f"{above}{name}.") if "properties" in one else [(f"{above}{name}", one)]
        )
    return found


def _examples() -> list[tuple[str, str]]:
    return [
        (key, _written(one, example))
        for key, one in _described()
        for example in one.get("examples", [])
    ]


def _written(one: dict[str, Any], example: Any) -> str:
    return str(example) if one.get("format") == "date" else literal(example)


def test_schema_and_page_are_up_to_date() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "scripts.make_settings", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)
    assert PUBLISHED["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_setting_is_in_the_schema_with_its_meaning() -> None:
    assert [key for key, _ in _described()] == list(keys.known())
    assert [key for key, one in _described() if not one.get("description", "").endswith(".")] == []


def test_every_table_refuses_other_keys() -> None:
    tables = [one for one in _tables(PUBLISHED) if "properties" in one]
    assert len(tables) == len(keys.tables()) + 2  # the whole, and a cell of the grid
    assert all(one["additionalProperties"] is False for one in tables)


def _tables(part: Any) -> list[dict[str, Any]]:
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [
        *([part] if isinstance(part, dict) and part.get("type") == "object" else []),
        *(table for one in inner for table in _tables(one)),
    ]


def test_a_setting_without_a_default_or_choices_has_an_example() -> None:
    lacking = [
        key
        for key, one in _described()
        if one.get("default") in (None, "", []) and not one.get("examples")
    ]
    assert lacking == []


def test_the_sample_configuration_is_accepted() -> None:
    CHECK.validate(_as_json((ROOT / "sample_data" / "client.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(("key", "written"), _examples())
def test_every_documented_example_is_accepted_by_both(
    key: str, written: str, tmp_path: Path
) -> None:
    path = tmp_path / "client.toml"
    path.write_text(f"{key} = {written}\n", encoding="utf-8")
    CHECK.validate(_as_json(path.read_text(encoding="utf-8")))
    assert configuration.load(path, environ={}) != configuration.Settings()


@pytest.mark.parametrize(("key", "one"), _described())
def test_every_default_is_accepted_by_both(key: str, one: dict[str, Any], tmp_path: Path) -> None:
    if "default" not in one:
        return
    path = tmp_path / "client.toml"
    path.write_text(f"{key} = {literal(one['default'])}\n", encoding="utf-8")
    CHECK.validate(_as_json(path.read_text(encoding="utf-8")))
    assert configuration.load(path, environ={}) == configuration.Settings()


@pytest.mark.parametrize("text", REFUSED)
def test_what_settings_refuse_the_schema_refuses(text: str, tmp_path: Path) -> None:
    path = tmp_path / "client.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        configuration.load(path, environ={})
    assert not CHECK.is_valid(_as_json(text))


def test_the_page_names_every_setting() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [key for key in keys.known() if f"| `{key.rpartition('.')[2]}` |" not in page] == []
