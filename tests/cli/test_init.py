"""A configuration is written that says what was understood, can be edited, and gives the same
again; nothing is overwritten.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from reporter import settings as configuration
from reporter.cli import reporter
from reporter.cli.init_text import toml_for
from reporter.model import (
    Column,
    ColumnProfile,
    Dataset,
    Doubt,
    Inspection,
    Join,
    Kind,
    Personal,
    Role,
    Source,
    SourceFile,
)
from reporter.settings import schema

if TYPE_CHECKING:
    import ibis

SAMPLES = Path(__file__).parents[2] / "sample_data"
TARGET = Path("/clients/harbour/client.toml")
SUGGESTION = re.compile(r"^# (?=[a-z_.]+ = )", re.MULTILINE)


def _column(
    name: str, role: Role, evidence: str = "named like it", personal: Personal | None = None
) -> Column:
    return Column(name=name, dtype="text", role=role, evidence=evidence, personal=personal)


ORDERS = (
    _column("Customer ID", Role.CUSTOMER, "named like a customer id; 4,372 values that repeat"),
    _column("Bought", Role.DATE),
    _column("Total", Role.AMOUNT),
    _column("Row", Role.IGNORED, "counts the rows"),
    _column("Mail", Role.IGNORED, "values such as anna@example.org", Personal.EMAIL),
)


def _inspection(
    columns: tuple[Column, ...] = ORDERS, kind: Kind = Kind.TRANSACTIONS, **more: Any
) -> Inspection:
    file = SourceFile(
        name="orders.csv",
        form="CSV",
        rows=12,
        encoding="cp1252",
        delimiter=";",
        notes=("3 lines above the header",),
    )
    source = Source(name="orders.csv", sha256="", bytes=1, reading=file.reading, files=(file,))
    profile = ColumnProfile(
        name="Mail",
        dtype="text",
        role=Role.IGNORED,
        missing=0,
        distinct=2,
        minimum=None,
        maximum=None,
        examples=("anna@example.org",),
    )
    dataset = Dataset(
        source=source, kind=kind, table=cast("ibis.Table", None), columns=columns, rows=12, profiles=(profile,),
        joins=more.pop("joins", ()), doubts=more.pop("doubts", ()),
    )  # fmt: skip
    return Inspection(dataset=dataset, clean=None, **more)


def _text(
    found: Inspection | None = None,
    assignments: tuple[str, ...] = (),
    data: tuple[str, ...] = ("/clients/harbour/orders.csv",),
) -> str:
    return toml_for(
        found or _inspection(),
        configuration.load(assignments=assignments, environ={}),
        data,
        TARGET,
    )


def _loaded(text: str) -> configuration.Settings:
    return configuration.from_values(tomllib.loads(text))


def test_the_detected_roles_stand_with_their_reasons() -> None:
    text = _text()
    roles = _loaded(text).roles
    assert (roles.kind, roles.customer, roles.date, roles.amount) == (
        "transactions",
        "Customer ID",
        "Bought",
        "Total",
    )
    assert roles.ignore == ("Row", "Mail")
    assert re.search(
        r'^customer = "Customer ID" +# named like a customer id; 4,372 values that repeat$',
        text,
        re.MULTILINE,
    )
    assert re.search(r'^    "Row", +# counts the rows$', text, re.MULTILINE)
    assert re.search(r'^# order = "" +# none found: ', text, re.MULTILINE)


def test_lists_of_a_customer_table_stand_with_a_reason_each() -> None:
    columns = (
        _column("Id", Role.CUSTOMER),
        _column("Milk", Role.SPEND),
        _column("Age", Role.DESCRIPTOR),
        _column("Fresh", Role.SPEND),
    )
    roles = _loaded(_text(_inspection(columns, Kind.CUSTOMERS))).roles
    assert (roles.kind, roles.spend, roles.measures, roles.descriptors) == (
        "customers",
        ("Milk", "Fresh"),
        None,
        ("Age",),
    )


def test_how_the_file_was_read_is_told_and_can_be_set() -> None:
    text = _text()
    assert "# orders.csv: CSV with semicolons, cp1252, 3 lines above the header, 12 rows\n" in text
    assert re.search(r'^# encoding = "cp1252" +# found in the data', text, re.MULTILINE)
    assert re.search(r'^# delimiter = ";" +# found in the data', text, re.MULTILINE)


def test_the_data_are_found_from_the_folder_of_the_configuration() -> None:
    data = ("/clients/harbour/may/orders.csv", "/clients/exports/*.csv", "sqlite:///shop.db", "-")
    assert _loaded(_text(data=data)).source.data == (
        "may/orders.csv",
        "../exports/*.csv",
        "sqlite:///shop.db",
    )


def test_the_password_of_a_url_is_left_out() -> None:
    text = _text(
        data=(
            "postgresql://anna:hunter2@db.example/shop",
            "postgresql://anna:${SHOP}@db.example/shop",
        )
    )
    assert "hunter2" not in text
    expected = (
        "postgresql://anna:${DATABASE_PASSWORD}@db.example/shop",
        "postgresql://anna:${SHOP}@db.example/shop",
    )
    assert _loaded(text).source.data == expected


def test_no_value_of_a_personal_column_is_in_it() -> None:
    doubt = Doubt(
        about="Mail",
        question="whether anna@example.org",
        taken="x",
        why="y",
        setting='roles.ignore=["Mail"]',
    )
    text = _text(_inspection(doubts=(doubt,)))
    assert "anna@example.org" not in text
    assert re.search(
        r'^    "Mail", +# e-mail: identifies people, and is never shown$', text, re.MULTILINE
    )
    assert not re.search(
        r'^# harmless = .*"Mail"', text, re.MULTILINE
    )  # taking the # away would show it
    assert "Hidden now: Mail." in text


def test_a_doubt_stands_above_the_line_that_settles_it() -> None:
    doubt = Doubt(
        about="Bought", question="whether 03/04/2011 is 3 April or 4 March", taken="day-first", why="the file has commas for points",
        setting="roles.date_order=month-first",
    )  # fmt: skip
    lines = _text(_inspection(doubts=(doubt,))).splitlines()
    place = lines.index('# date_order = "month-first"')
    expected = (
        "# Bought: it is open whether 03/04/2011 is 3 April or 4 March. "
        "Taken for: day-first, since the file has commas for points. To change it:"
    )
    assert lines[place - 1] == expected


def test_joins_are_told_and_can_be_set() -> None:
    join = Join(
        left="orders.csv",
        right="people.csv",
        keys=(("customer_id", "id"),),
        matched=0.987,
        columns=("Age",),
        chosen=False,
        unmatched=13,
        rows=900,
        idle=0,
        repeats=0,
    )
    text = _text(_inspection(joins=(join,)))
    assert (
        "# orders.csv joined with people.csv by customer_id = id: 98.7% of rows found theirs\n"
        in text
    )
    assert re.search(r'^# joins = \["orders.customer_id = people.id"\]', text, re.MULTILINE)


def test_what_was_set_stays_set() -> None:
    assignments = (
        "report.currency=GBP",
        "findings.grid.axis=fm",
        "quality.service_codes=[]",
        "customers.as_of=2011-12-10",
    )
    wanted = configuration.load(
        assignments=(*assignments, "brand.logo=/clients/logo.svg"), environ={}
    )
    found = _loaded(_text(assignments=(*assignments, "brand.logo=/clients/logo.svg")))
    for table in ("report", "findings", "quality", "customers"):
        assert getattr(found, table) == getattr(wanted, table)
    assert str(found.brand.logo) == "../logo.svg"


def test_every_suggestion_is_valid_once_its_mark_is_taken_away() -> None:
    text = SUGGESTION.sub("", _text())
    values = tomllib.loads(text)
    configuration.from_values(values)
    # A schema knows no days but those in quotes.
    source = {
        name: value for name, value in values["source"].items() if name not in {"since", "until"}
    }
    jsonschema.Draft202012Validator(schema.published()).validate(
        {**values, "source": source, "customers": {}}
    )
    assert list(values) == list(configuration.Settings.model_fields)
    assert sum(len(table) for table in values.values()) > 40


def test_a_refusal_is_told() -> None:
    text = _text(_inspection(refusal="Nothing is left.\nLook at it."))
    assert "# No report can be made of these data yet: Nothing is left. Look at it.\n" in text


NAMES = st.lists(st.text(min_size=1, max_size=12), min_size=5, max_size=5, unique=True)


@pytest.mark.slow
@given(NAMES, st.text(max_size=40), st.sampled_from([Kind.TRANSACTIONS, Kind.CUSTOMERS]))
def test_any_names_and_reasons_survive(names: list[str], reason: str, kind: Kind) -> None:
    roles = (Role.CUSTOMER, Role.DATE, Role.SPEND, Role.IGNORED, Role.IGNORED)
    columns = tuple(_column(name, role, reason) for name, role in zip(names, roles, strict=True))
    text = _text(
        _inspection(columns, kind),
        data=(f"/clients/harbour/{names[0].replace('/', '_').replace(chr(0), '_')}.csv",),
    )
    found = _loaded(text).roles
    assert (found.kind, found.customer, found.date) == (kind.value, *names[:2])
    assert (found.spend, found.ignore) == ((names[2],), tuple(names[3:]))
    assert all(sign.isprintable() for line in text.split("\n") for sign in line)


def _invoke(*arguments: object) -> tuple[int, str]:
    made = CliRunner().invoke(reporter, [str(argument) for argument in arguments])
    return made.exit_code, made.output


@pytest.mark.slow
def test_what_was_written_is_understood_the_same(tmp_path: Path) -> None:
    target = tmp_path / "new" / "client.toml"
    code, output = _invoke(
        "init", SAMPLES / "mall_customers.csv", "-o", target, "--schema", "--quiet"
    )
    assert code == 0, output
    text = target.read_text(encoding="utf-8")
    assert text.startswith("#:schema ./reporter.schema.json\n")
    assert sorted(path.name for path in target.parent.iterdir()) == [
        "client.toml",
        "reporter.schema.json",
    ]
    first, again = (
        _invoke("inspect", *arguments, "--json")
        for arguments in ((SAMPLES / "mall_customers.csv",), ("-c", target))
    )
    assert _roles(first) == _roles(again)


def _roles(answer: tuple[int, str]) -> dict[str, str]:
    code, output = answer
    assert code == 0, output
    return {column["name"]: column["role"] for column in json.loads(output)["columns"]}


@pytest.mark.slow
def test_a_configuration_is_never_overwritten_unless_that_is_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "client.toml"
    target.write_text("# mine\n", encoding="utf-8")
    code, output = _invoke("init", SAMPLES / "mall_customers.csv", "-o", target)
    assert code == 1
    assert "is there already" in output
    assert "--force" in output
    assert target.read_text(encoding="utf-8") == "# mine\n"
    code, output = _invoke(
        "init", SAMPLES / "mall_customers.csv", "-o", target, "--force", "--quiet"
    )
    assert code == 0, output
    assert "[roles]" in target.read_text(encoding="utf-8")


def test_data_that_cannot_be_read_leave_no_file(tmp_path: Path) -> None:
    code, _ = _invoke("init", tmp_path / "missing.csv", "-o", tmp_path / "client.toml", "--quiet")
    assert code == 1
    assert list(tmp_path.iterdir()) == []


def test_the_schema_can_be_printed() -> None:
    code, output = _invoke("schema")
    assert code == 0
    assert output == schema.FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["a b.csv", 'quo"te.csv', "ümlaut.csv", "~anna.csv", "-", "${SHOP}"]
)
def test_odd_file_names_are_found_again(tmp_path: Path, name: str) -> None:
    text = toml_for(
        _inspection(), configuration.Settings(), (str(tmp_path / name),), tmp_path / "client.toml"
    )
    path = tmp_path / "client.toml"
    path.write_text(text, encoding="utf-8")
    assert configuration.load(path, environ={}).source.data == (str(tmp_path / name),)
