"""Flags, TOML and `--set` become one validated Settings, or one clear message."""

from __future__ import annotations

import json
import tempfile
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reporter import settings as configuration
from reporter.errors import SettingsError
from reporter.provenance import describe
from reporter.settings import keys, toml_text

if TYPE_CHECKING:
    from collections.abc import Callable


def test_later_sources_win(tmp_path: Path) -> None:
    path = tmp_path / "client.toml"
    path.write_text(
        '[segments]\ncount = 4\nseed = 7\n[report]\nclient = "Harbour"\n', encoding="utf-8"
    )
    settings = configuration.load(path, ["segments.count=5"], segments__seed=9)
    assert (settings.segments.count, settings.segments.seed, settings.report.client) == (
        5,
        9,
        "Harbour",
    )


def test_a_flag_that_is_not_given_changes_nothing() -> None:
    assert configuration.load(segments__count=None) == configuration.Settings()


def test_assignments_are_read_as_toml_and_else_as_text() -> None:
    settings = configuration.load(
        assignments=[
            "roles.customer=Customer ID",
            'segments.features=["Income", "Score"]',
            "customers.as_of=2011-12-10",
        ]
    )
    assert settings.roles.customer == "Customer ID"
    assert settings.segments.features == ("Income", "Score")
    assert settings.customers.as_of == date(2011, 12, 10)


def test_paths_are_relative_to_their_file(tmp_path: Path) -> None:
    path = tmp_path / "client.toml"
    path.write_text('[findings]\nplaybook = "plays.toml"\n', encoding="utf-8")
    assert configuration.load(path).findings.playbook == tmp_path / "plays.toml"


@pytest.mark.parametrize(
    ("assignment", "says"),
    [
        ("segments.cuont=5", "segments.count"),
        ("segments.count=1", "it must be from 2 to 12"),
        ("quality.returns=refund", 'one of "net", "drop", "keep"'),
        ("count=5", "names no table"),
        ("count=5", "--set segments.count="),
        ("segments.count", "key=value"),
        ("report.currency=pounds", "report.currency"),
    ],
)
def test_a_wrong_setting_is_named_with_what_would_be_right(assignment: str, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        configuration.load(assignments=[assignment])
    assert says in str(caught.value)


def test_a_minimum_above_the_maximum_is_refused() -> None:
    with pytest.raises(SettingsError, match="above"):
        configuration.load(assignments=["segments.minimum=6", "segments.maximum=4"])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[segments\n", "not valid TOML"),
        (b"\xff\xfe\x00", "not valid TOML"),
        (None, "cannot be read"),
    ],
)
def test_a_broken_file_is_one_message(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "client.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=says):
        configuration.load(path)


def test_settings_cannot_change_after_they_are_made() -> None:
    settings = configuration.Settings()
    with pytest.raises(ValueError, match="frozen"):
        settings.segments = configuration.SegmentsSettings(count=3)


def _refusal(
    tmp_path: Path,
    text: str,
    assignments: tuple[str, ...] = (),
    environ: dict[str, str] | None = None,
) -> str:
    path = tmp_path / "client.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        configuration.load(path, assignments, environ=environ or {})
    return str(caught.value)


def _loaded(
    tmp_path: Path,
    text: str,
    assignments: tuple[str, ...] = (),
    environ: dict[str, str] | None = None,
) -> configuration.Settings:
    path = tmp_path / "client.toml"
    path.write_text(text, encoding="utf-8")
    return configuration.load(path, assignments, environ=environ or {})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "[segments]\ncuont = 4",
            "'segments.cuont' (client.toml, line 2).\nThe nearest known key is segments.count.",
        ),
        (
            "[report]\n\ncount = 4",
            (
                "(client.toml, line 3).\nThe nearest known key is segments.count, which stands"
                " below [segments]."
            ),
        ),
        (
            "[report]\nreturns = 4",
            "nearest known key is quality.returns, which stands below [quality]",
        ),
        (
            "[findings]\naxis = 4",
            "nearest known key is findings.grid.axis, which stands below [findings.grid]",
        ),
        ('currency = "GBP"', "nearest known key is report.currency, which stands below [report]"),
        (
            "[segmnts]\ncount = 4",
            "There is no table [segmnts] (client.toml, line 2).\nThe nearest is [segments].",
        ),
        ("[findings.gird]\nscores = 4", "The nearest is [findings.grid]."),
        ("[zzz]\nqqq = 4", "Tables: source, roles, "),
        ("segments = 4", "it must be a table.\nWrite [segments] and its keys below it."),
    ],
)
def test_an_unknown_key_is_told_with_the_one_that_was_meant(
    tmp_path: Path, text: str, says: str
) -> None:
    assert says in _refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[report]\nformats = "pdf"', 'formats = "pdf" (client.toml, line 2) is not valid: it must be a list.'),
        ('[report]\nformats = "pdf"', 'Write it in brackets: formats = ["pdf"].'),
        ('[report]\nformats = ["html", "pfd"]', 'report.formats[2] = "pfd"'),
        ('[report]\nformats = ["html", "pfd"]', 'Did you mean "pdf"?'),
        ("[report]\nclient = 4", 'it must be a text.\nWrite it in quotes: client = "4".'),
        ("[source]\nnames = [1]", 'Write it in quotes: names = ["1"].'),
        ('[report]\ncurrency = "pounds"', 'it must be written like "GBP"'),
        ('[report]\nlocale = "en_ZZZ"', "there is no such locale; near are en_"),
        ('[brand]\ncolour = "red"', 'it must be written like "#1B5E72"'),
        ('[customers]\nas_of = "soon"', "it must be a day.\nWrite for instance as_of = 2011-12-10."),
        ('[privacy]\nshow_ids = "perhaps"', "it must be true or false"),
        ("[segments]\ntail = 0.5", "it must be 0 or more and less than 0.25"),
        ('[segments]\nalgorithm = "kmean"', "did you mean 'kmeans'?"),
        ('[source]\nencoding = "cp125"', "there is no such encoding; near are cp125"),
        ('[source]\ndelimiter = ";;"', "it must be one character, or tab, or whitespace"),
        ('[roles.synonyms]\ncustommer = ["Mitglied"]', "'custommer' is no role: write one of customer, order, "),
        ('[roles.synonyms]\norder = ["Bon"]\ncustomer = "Mitglied"', 'roles.synonyms.customer = "Mitglied" (client.toml, line 3)'),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_with_what_is_allowed(tmp_path: Path, text: str, says: str) -> None:
    assert says in _refusal(tmp_path, text)


def test_all_errors_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    told = _refusal(
        tmp_path,
        '[report]\npage = "A5"\ncount = 1\n[quality]\nreturns = "all"\n[brand]\ncolour = "red"\n',
        ("segments.count=1",),
    )
    lines = told.splitlines()
    assert lines[0] == "5 settings are not valid:"
    found = [line.split("(")[1].split(")")[0] for line in lines[1:6]]
    assert found == [
        "client.toml, line 2",
        "client.toml, line 3",
        "client.toml, line 5",
        "client.toml, line 7",
        "--set",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[report]\nclient = \n", "at line 2"),
        ("[report]\n[report]\n", "at line 2"),
        ("a = 1\n\na = 2", "at line 3"),
        (f"a = {'[' * 20_000}", "nested too deeply"),
        (f"a = {'1' * 5_000}", "not valid TOML"),
        (f"{'a.' * 5_000}a = 1", "There is no setting 'a' (client.toml"),
        (f"# {'a' * 4_000_000}", "too large"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    told = _refusal(tmp_path, text)
    assert says in told
    assert "client.toml" in told


def test_a_table_of_a_list_is_told_with_its_own_line(tmp_path: Path) -> None:
    cells = "".join(
        f"[[findings.grid.cells]]\nname = {name}\nrecency = [1]\nfrequency = [1]\n"
        for name in ('"A"', '""')
    )
    assert 'findings.grid.cells[2].name = "" (client.toml, line 6)' in _refusal(tmp_path, cells)


def test_lines_are_counted_past_texts_of_several_lines_and_carriage_returns(tmp_path: Path) -> None:
    text = '[source]\r\nquery = """\r\n[report]\r\npage = 3\r\n"""\r\n[report]\r\npage = "A5"\r\n'
    path = tmp_path / "client.toml"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    with pytest.raises(SettingsError, match=r"client\.toml, line 7"):
        configuration.load(path, environ={})


SECRET = "hunter2-and-more"  # noqa: S105 - what must not be repeated


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            f'[delivery]\npassword = "{SECRET}"',
            "delivery.password_env says which (REPORTER_SMTP_PASSWORD",
        ),
        (f'[delivery]\nsmtp_token = "{SECRET}"', "environment variable"),
        (f'[delivery]\npassword_env = "{SECRET}"', "the name of an environment variable"),
        (f'[privacy]\nsalt = "{SECRET}"', "privacy.salt_env says which (REPORTER_SALT"),
        (f'[source]\npassword = "{SECRET}"', "PGPASSWORD"),
        (f'[database]\n[database.login]\napiKey = "{SECRET}"', "database.login.apiKey"),
        (f'[secrets]\nmine = "{SECRET}"', "secrets.mine"),
        (f'[source]\ndata = ["postgresql://anna:{SECRET}@db.example/shop"]', "PGPASSWORD"),
        (f'[source]\ndata = "postgresql://anna:{SECRET}@db.example/shop"', "PGPASSWORD"),
        (f'[source]\ndata = [4, "postgresql://db.example/shop?password={SECRET}"]', "PGPASSWORD"),
        (
            f'[findings.grid]\ncells = ["postgresql://anna:{SECRET}@db.example/shop"]',
            "holds a secret in clear",
        ),
        (f'segments = "postgresql://anna:{SECRET}@db.example/shop"', "holds a secret in clear"),
    ],
)
def test_a_secret_in_clear_is_refused_and_never_repeated(
    tmp_path: Path, text: str, says: str
) -> None:
    told = _refusal(tmp_path, text)
    assert says in told
    assert SECRET not in told


@pytest.mark.parametrize(
    ("assignments", "environ"),
    [
        ((f"delivery.password={SECRET}",), {}),
        ((f'source.data=["postgresql://anna:{SECRET}@db.example/shop"]',), {}),
        ((SECRET,), {}),
        ((), {"REPORTER_DELIVERY__PASSWORD": SECRET}),
        ((), {"REPORTER_DELIVERY__PASSWORD_ENV": SECRET}),
        ((), {"REPORTER_SOURCE__DATA": f"postgresql://anna:{SECRET}@db.example/shop"}),
    ],
)
def test_a_secret_from_elsewhere_is_never_repeated_either(
    tmp_path: Path, assignments: tuple[str, ...], environ: dict[str, str]
) -> None:
    assert SECRET not in _refusal(tmp_path, "", assignments, environ)


def test_a_url_whose_password_is_a_variable_is_accepted(tmp_path: Path) -> None:
    url = "postgresql://anna:${SHOP_PASSWORD}@db.example/shop"
    assert _loaded(tmp_path, f'[source]\ndata = ["{url}"]').source.data == (url,)


def test_the_environment_is_over_the_file_and_below_the_command_line(tmp_path: Path) -> None:
    text = "[segments]\ncount = 3\nseed = 3\nresamples = 33\n"
    environ = {"REPORTER_SEGMENTS__COUNT": "4", "REPORTER_SEGMENTS__SEED": "4"}
    found = _loaded(tmp_path, text, ("segments.seed=5",), environ).segments
    assert (found.count, found.seed, found.resamples) == (4, 5, 33)


def test_recorded_settings_are_below_the_file(tmp_path: Path) -> None:
    path = tmp_path / "client.toml"
    path.write_text("[segments]\ncount = 3\n", encoding="utf-8")
    found = configuration.load(
        path, recorded={"segments": {"count": 7, "seed": 7}}, environ={}
    ).segments
    assert (found.count, found.seed) == (3, 7)


def test_variables_name_settings_in_tables_within_tables(tmp_path: Path) -> None:
    environ = {
        "REPORTER_FINDINGS__GRID__AXIS": "fm",
        "REPORTER_REPORT__CLIENT": "2024",
        "REPORTER_SEGMENTS__FEATURES": '["recency", "monetary"]',
        "REPORTER_ROLES__SYNONYMS__CUSTOMER": '["Mitglied"]',
        "REPORTER_REPORT__TITLE": "",
    }
    found = _loaded(
        tmp_path, '[roles.synonyms]\norder = ["Bon"]\n[report]\ntitle = "Ours"\n', (), environ
    )
    assert found.findings.grid.axis == "fm"
    assert (found.report.client, found.report.title) == ("2024", "Ours")
    assert found.segments.features == ("recency", "monetary")
    assert found.roles.synonyms == {"order": ("Bon",), "customer": ("Mitglied",)}


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("REPORTER_REPORT__CURENCY", "GBP", "report.currency"),
        ("REPORTER_REPORT_CURRENCY", "GBP", "REPORTER_REPORT__CURRENCY"),
        (
            "REPORTER_SEGMENTS__COUNT",
            "many",
            'segments.count = "many" (the variable REPORTER_SEGMENTS__COUNT)',
        ),
        ("REPORTER_REPRT__CURRENCY", "GBP", "[report]"),
    ],
)
def test_a_wrong_variable_is_named(tmp_path: Path, variable: str, value: str, says: str) -> None:
    told = _refusal(tmp_path, "", (), {variable: value})
    assert variable in told
    assert says in told


def test_variables_that_settings_name_are_no_settings(tmp_path: Path) -> None:
    environ = {
        "REPORTER_SALT": "x",
        "REPORTER_SMTP_PASSWORD": "x",
        "REPORTER_PRIVACY__KEY": "x",
        "REPORTER_HOME": "x",
        "PATH": "x",
    }
    text = '[privacy]\nsalt_env = "REPORTER_PRIVACY__KEY"\n'
    assert _loaded(tmp_path, text, (), environ).privacy.salt_env == "REPORTER_PRIVACY__KEY"


def test_a_text_stays_a_text_though_it_looks_like_a_number() -> None:
    found = configuration.load(
        assignments=["source.sheet=2024", "roles.customer=7", "report.title=[1]"], environ={}
    )
    assert (found.source.sheet, found.roles.customer, found.report.title) == ("2024", "7", "[1]")


def test_paths_in_a_file_are_relative_to_it_and_others_to_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    folder = tmp_path / "client [a]"
    folder.mkdir()
    (folder / "odd[1].csv").touch()
    data = [
        "may.csv",
        "../all/*.csv",
        "odd[1].csv",
        "~/june.csv",
        "/abs.csv",
        "-",
        "postgresql://db/shop",
        "${SHOP}",
    ]
    text = (
        f'[source]\ndata = {data}\n[brand]\nlogo = "logo.svg"\n[findings]\nplaybook ='
        ' "~/plays.toml"\n'
    )
    found = _loaded(folder, text)
    escaped = str(folder).replace("[", "[[]")
    assert found.source.data == (
        f"{folder}/may.csv", f"{escaped}/../all/*.csv", f"{folder}/odd[1].csv", "/home/anna/june.csv", "/abs.csv",
        "-", "postgresql://db/shop", "${SHOP}",
    )  # fmt: skip
    assert (str(found.brand.logo), str(found.findings.playbook)) == (
        f"{folder}/logo.svg",
        "/home/anna/plays.toml",
    )
    typed = _loaded(
        folder,
        text,
        ('source.data=["may.csv", "~/june.csv"]',),
        {"REPORTER_BRAND__LOGO": "own.png"},
    )
    assert typed.source.data == ("may.csv", "/home/anna/june.csv")
    assert str(typed.brand.logo) == "own.png"


def test_a_locale_may_be_written_with_a_hyphen() -> None:
    assert (
        configuration.load(assignments=["report.locale=de-DE"], environ={}).report.locale == "de_DE"
    )


def test_a_tab_can_be_typed() -> None:
    assert (
        configuration.load(assignments=["source.delimiter=tab"], environ={}).source.delimiter
        == "\t"
    )


_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
_NAME = st.sampled_from(
    [key.rpartition(".")[2] for key in keys.known()] + ["grid", "0", "", "password", "a.b"]
)
_TABLES = st.dictionaries(
    st.sampled_from([*keys.TABLES, "grid", "7"]),
    st.dictionaries(_NAME, _VALUE, max_size=4) | _VALUE,
    max_size=3,
)


def _outcome(load: Callable[[], configuration.Settings]) -> configuration.Settings | SettingsError:
    try:
        return load()
    except SettingsError as refusal:
        return refusal


@pytest.mark.slow
@given(_TABLES)
@example({"source": {"¹": None}})
def test_any_tables_are_settings_or_one_refusal(tables: dict[str, Any]) -> None:
    found = _outcome(lambda: configuration.from_values(tables))
    assert isinstance(found, configuration.Settings) or (found.what and found.hint)


@given(st.text(max_size=60))
def test_any_text_is_a_configuration_or_one_refusal(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "client.toml"
        path.write_bytes(text.encode())
        environ = {"REPORTER_REPORT__TITLE": text, "REPORTER_SEGMENTS__COUNT": text}
        found = _outcome(
            lambda: configuration.load(path, [f"report.client={text}"], environ=environ)
        )
    assert isinstance(found, configuration.Settings) or (found.what and found.hint)


@given(st.text(max_size=60))
def test_what_is_written_as_toml_is_read_back(text: str) -> None:
    written = (
        f"{toml_text.key(text)} = {toml_text.literal([text, {text: text}])} "
        f" {toml_text.comment(text)}\n"
    )
    assert tomllib.loads(written) == {text: [text, {text: text}]}


def test_a_condition_may_be_given_alone_and_ids_as_numbers() -> None:
    found = configuration.load(
        assignments=["source.where=Country = 'France'", "source.exclude_customers=12346"],
        environ={},
    ).source
    assert (found.where, found.exclude_customers) == (("Country = 'France'",), ("12346",))
    found = configuration.load(
        assignments=["source.exclude_customers=[12346, 'x7']", "source.since=2024-02-29"],
        environ={},
    ).source
    assert (found.exclude_customers, found.since) == (("12346", "x7"), date(2024, 2, 29))


def test_a_condition_that_is_none_is_refused_before_any_data_are_read() -> None:
    with pytest.raises(SettingsError) as caught:
        configuration.load(source__where=("Amount > 1", "Country = United Kingdom"), environ={})
    assert "source.where[2]" in str(caught.value)
    assert "on the command line" in str(caught.value)
    assert "a text with blanks in quotes" in str(caught.value)


def test_the_days_of_a_filter_are_in_their_order() -> None:
    with pytest.raises(SettingsError, match="is after"):
        configuration.load(
            assignments=["source.since=2024-02-01", "source.until=2024-01-01"], environ={}
        )


def test_filters_that_a_run_recorded_are_those_that_were_set(tmp_path: Path) -> None:
    path = tmp_path / "client.toml"
    path.write_text(
        "[source]\nwhere = [\"Country = 'France'\", 'Amount > 5']\nexclude = ['a is"
        " blank']\nexclude_customers = ['7']\nexclude_list = 'staff.txt'\nsince = 2024-01-01\nuntil"
        " = 2024-12-31\n",
        encoding="utf-8",
    )
    set_once = configuration.load(path, environ={})
    recorded = json.loads(json.dumps(describe(set_once, "", {}).settings))
    assert set_once.source.exclude_list == tmp_path / "staff.txt"
    assert configuration.load(recorded=recorded, environ={}).source == set_once.source
