"""JSON and NDJSON become tables: nested objects as dotted columns, an order's items as rows, and
each fault named by its place.
"""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporter.errors import IngestError
from reporter.ingest.files import jsonlists
from tests.ingest.tables import load, load_one

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ingest.conftest import Writer

RECORDS = [{"id": 1, "name": "Ann", "paid": 2.5}, {"id": 2, "name": "Bo, or {Bob}", "paid": None}]
TABLE = [("1", "Ann", "2.5"), ("2", "Bo, or {Bob}", None)]


def _lines(records: list[Any]) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


def _refused(path: Path, pattern: str) -> None:
    with pytest.raises(IngestError, match=pattern) as caught:
        load(path)
    assert path.name in caught.value.what
    assert caught.value.hint
    assert "\n" not in caught.value.what


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (json.dumps(RECORDS), "JSON"),
        (json.dumps(RECORDS, indent=2), "JSON"),
        (json.dumps({"count": 2, "errors": [], "tags": ["x"], "orders": RECORDS}), "JSON"),
        (json.dumps({"data": {"shop": "x", "orders": RECORDS}, "next": None}, indent=1), "JSON"),
        (_lines(RECORDS), "NDJSON"),
        (_lines(RECORDS).replace("\n", "\r\n"), "NDJSON"),
        (f"\n{_lines(RECORDS)}\n\n", "NDJSON"),
        (_lines(RECORDS).rstrip(), "NDJSON"),
    ],
)
def test_shapes_of_json(write: Writer, content: str, form: str) -> None:
    table = load_one(write(content, "data.json"))
    assert table.columns == ("id", "name", "paid")
    assert table.rows == TABLE
    assert table.loaded.form == form


@pytest.mark.parametrize(
    "content", [json.dumps(RECORDS), json.dumps({"orders": RECORDS}), _lines(RECORDS)]
)
def test_json_is_known_by_its_content(write: Writer, content: str) -> None:
    assert load_one(write(content, "export.txt")).rows == TABLE


@pytest.mark.parametrize("content", [json.dumps(RECORDS), _lines(RECORDS)])
@pytest.mark.parametrize(
    ("encoding", "mark", "called"),
    [
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
    ],
)
def test_marked_encodings(
    write: Writer, content: str, encoding: str, mark: bytes, called: str
) -> None:
    table = load_one(write(mark + content.encode(encoding), "data.json"))
    assert table.rows == TABLE
    assert table.loaded.encoding == called


def test_accents_and_escapes(write: Writer) -> None:
    assert load_one(
        write('[{"a":"Zo\\u00eb \\"Z\\"","b":"C:\\\\"},{"a":"[{,","b":"]"}]', "data.json")
    ).rows == [
        ('Zoë "Z"', "C:\\"),
        ("[{,", "]"),
    ]


def test_several_lists_are_several_tables(write: Writer) -> None:
    content = {"customers": [{"id": 7}], "orders": [{"id": 1, "customer": {"id": 7}}]}
    tables = load(write(json.dumps(content), "shop.json"))
    assert [(table.loaded.label, table.columns, table.rows) for table in tables] == [
        ("customers in shop.json", ("id",), [("7",)]),
        ("orders in shop.json", ("id", "customer.id"), [("1", "7")]),
    ]


def test_keys_that_differ_from_record_to_record(write: Writer) -> None:
    table = load_one(
        write(_lines([{"a": 1}, {"b": 2}, {}, {"a": 3, "c": {"d": 4}}]), "data.ndjson")
    )
    assert table.columns == ("a", "b", "c.d")
    assert table.rows == [
        ("1", None, None),
        ("3", None, "4"),
        (None, "2", None),
        (None, None, None),
    ]


def test_the_first_of_keys_that_repeat_is_read(write: Writer) -> None:
    assert load_one(write('[{"a":1,"a":2},{"a":3}]', "data.json")).rows == [("1",), ("3",)]


def test_keys_that_differ_in_case_are_two_columns(write: Writer) -> None:
    table = load_one(write('[{"Id":1,"id":2,"a.b":3,"a/b~":4,"":5}]', "data.json"))
    assert table.columns == ("Id", "id (2)", "a.b", "a/b~", "column 5")
    assert table.rows == [("1", "2", "3", "4", "5")]


def test_numbers_keep_all_their_digits(write: Writer) -> None:
    assert load_one(
        write('[{"a":12345678901234567890123,"b":1.10,"c":true,"d":"007"}]', "data.json")
    ).rows == [("12345678901234567890123", "1.1", "true", "007")]


def test_what_no_table_can_hold_is_missing(write: Writer) -> None:
    assert load_one(write('[{"a":NaN,"b":-Infinity,"c":"x\\u0000y"}]', "data.json")).rows == [
        (None, None, "xy")
    ]


SHOP = [
    {
        "id": 1,
        "customer": {"id": 7, "email": "a@b.c"},
        "line_items": [
            {"sku": "A", "price": "1.50", "tax": {"rate": 19}},
            {"sku": "B", "price": "2", "tax": {"rate": 7}},
        ],
    },
    {"id": 2, "customer": {"id": 8, "email": None}, "line_items": []},
]


def test_items_of_orders_become_rows(write: Writer) -> None:
    table = load_one(write(json.dumps({"orders": SHOP}), "orders.json"))
    assert table.columns == (
        "id",
        "customer.id",
        "customer.email",
        "line_items.sku",
        "line_items.price",
        "line_items.tax.rate",
    )
    assert table.rows == [
        ("1", "7", "a@b.c", "A", "1.50", "19"),
        ("1", "7", "a@b.c", "B", "2", "7"),
        ("2", "8", None, None, None, None),
    ]
    assert table.loaded.notes == (
        "one row for each of line_items, the record's other values repeated",
    )


def test_of_several_lists_the_one_called_like_items_becomes_rows(write: Writer) -> None:
    orders = [{**order, "tax_lines": [{"title": "VAT"}], "tags": ["x", "y"]} for order in SHOP]
    table = load_one(write(json.dumps(orders), "orders.json"))
    assert len(table.rows) == 3
    assert table.rows[0][table.columns.index("tax_lines")] == '[{"title":"VAT"}]'
    assert table.rows[0][table.columns.index("tags")] == '["x","y"]'
    assert table.loaded.notes[1:] == ("lists left as text: tax_lines",)


def test_empty_lists_in_place_of_empty_objects(write: Writer) -> None:
    table = load_one(write('[{"a":{"b":1}},{"a":[]},{"a":{}},{"a":null}]', "data.json"))
    assert table.columns == ("a.b",)
    assert table.rows == [("1",), (None,), (None,), (None,)]


def test_an_object_here_and_a_value_there_are_both_kept(write: Writer) -> None:
    table = load_one(write('[{"a":{"b":1}},{"a":"x"}]', "data.json"))
    assert table.columns == ("a.b", "a")
    assert table.rows == [("1", None), (None, "x")]


@pytest.mark.parametrize(
    ("content", "pattern"),
    [
        ('{"a":1}\n{"a":2\n{"a":3}\n', "line 2 is no complete JSON object"),
        ('{"a":1}\n\n{"a":oops}\n{"a":3}\n', "line 3 is not a JSON object"),
        ('{"a":1}\n{"a":2}\n{"a":"3', "line 3 is no complete JSON object"),
        ('{"a":1}\n{"a":2}\n[1]\n', "line 3 is not a JSON object"),
        ('{"a":1}\n{"a":2}\n"x"\n', "line 3 is not a JSON object"),
        ('[{"a":1},{"a":oops}]', "record 2 is not a JSON object"),
        ('[{"a":1},null]', "record 2 is not a JSON object"),
        ('[{"a":1},{"a":2}', "breaks off in the midst"),
        ('[{"a":1},{"a":"2', "breaks off in the midst"),
        ('[{"a":1}] [{"a":2}]', "goes on after its end"),
        ('[{"a":1}] x', "goes on after its end"),
        ("[]", "holds no list of records"),
        ("[[1,2],[3,4]]", "holds no list of records"),
        ('{"id":{"0":1,"1":2}}', "holds no list of records"),
        ("hello", "holds no list of records"),
        ("[{},{}]", "records without any value"),
        (
            f"[{json.dumps({f'k{number}': 1 for number in range(5001)})}]",
            "more than 5,000 different keys",
        ),
        (f'[{{"a":{"[" * 100_000}', "nested more than 64 levels"),
        (f'[{{"a":{"[" * 65}{"]" * 65}}}]', "nested more than 64 levels"),
        (f'{{"a":1}}\n{{"a":{"[" * 3_000}{"]" * 3_000}}}\n', "nested more than 64 levels"),
        ("[" * 5_000_000, "nested more than 64 levels"),
        ('{"a":' * 1_000_000, "nested more than 64 levels"),
    ],
)
def test_faults_are_named_by_their_place(write: Writer, content: str, pattern: str) -> None:
    _refused(write(content, "data.json"), pattern)


@pytest.mark.parametrize(
    "content", ['[{"a":1},{"a":"%s"}]', '{"a":1}\n{"a":"%s"}\n', '[{"a":1},{"a":"%s"},{"a":2}]']
)
def test_a_record_without_end_is_refused(write: Writer, content: str) -> None:
    _refused(write(content % ("x" * (jsonlists.RECORD + 1)), "data.json"), "2 is larger than 16 MB")


VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
)


@pytest.mark.slow
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    records=st.lists(
        st.fixed_dictionaries({"k": st.just("v"), "a": VALUES, 'b"\\,[{': VALUES}),
        min_size=1,
        max_size=8,
    ),
    chunk=st.integers(1, 40),
    indent=st.sampled_from([None, 1]),
    ascii_only=st.booleans(),
)
def test_cutting_never_depends_on_where_pieces_end(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    records: list[Any],
    chunk: int,
    indent: int | None,
    ascii_only: bool,
) -> None:
    monkeypatch.setattr(jsonlists, "CHUNK", chunk)
    path = tmp_path / "data.json"
    path.write_text(
        json.dumps({"x": [1], "y": {"rows": records}}, indent=indent, ensure_ascii=ascii_only),
        encoding="utf-8",
    )
    [found] = jsonlists.split(path, "data.json", tmp_path)
    assert found.name == "rows"
    assert [json.loads(line) for line in found.path.read_bytes().split(b"\n")] == records
    found.path.unlink()
