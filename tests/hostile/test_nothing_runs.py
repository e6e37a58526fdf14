"""Scripts, formulas and codes in every name and every text of the data: a whole run shows them, and
nothing of them runs.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from rich.console import Console

from reporter.cli import reporter
from reporter.cli.terminal import escaped, printable
from tests.hostile.corpus import book, delimited, orders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
DRIVER = shutil.which("chromedriver")
HIT = "window.hit=1"

ATTACKS = (
    f"<script>{HIT}</script>",
    f"<img src=x onerror={HIT}>",
    f"\"'><svg onload={HIT}>",
    f"javascript:{HIT}",
    f"]]></style></script><script>{HIT}</script>",
    "{{ 7*7191 }}{% for x in y %}${7*7191}#{7*7191}<%= 7*7191 %>",
    "=cmd|'/c calc'!A1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "http://example.org/<b>x</b>",
    "internal:Sheet2!A1",
    "{=1+1}",
    "\u202egnp.exe\u202c",
    "zero\u200bwidth\u200d\ufeff",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \u0301\u0489" + "\u0301" * 40,
    "W" * 500,
    "\x1b[31m\x1b]0;title\x07\x1b]8;;http://example.org\x07link",
    "$\\frac{1}{2}$ \\write18{id} _a_ ^b^ $",
    "\\N{BELL} \\u0041 %s %(x)s {0} {x.__class__}",
)
HEADS = {
    "InvoiceNo": f"Order no <b onmouseover={HIT}>",
    "StockCode": f"Product code <script>{HIT}</script>",
    "Description": "=Description {{ 7*7191 }}",
    "Quantity": "Quantity'\"><svg/onload=window.hit=1>",
    "InvoiceDate": "@Date \x1b[31m",
    "UnitPrice": "+Unit price \u202e",
    "CustomerID": f"Customer ID </script><script>{HIT}</script>",
    "Country": f"Country {{% raw %}} <img src=x onerror={HIT}>",
}
REGION = f"-Region <script>{HIT}</script>"
SHEET = "=1+1 {{7}} <script>"
"""Not more than a sheet's name may have: 31 characters, none of them a slash."""
NAME = f"-orders <img src=x onerror={HIT}> {{{{ 7*7191 }}}} \x1b[31m.csv"
FORMULA = re.compile(r"^[=+\-@\t\r|]")


def _attack(number: int) -> str:
    return ATTACKS[number % len(ATTACKS)]


def _orders() -> str:
    rows = orders(
        450,
        60,
        CustomerID=lambda number: f"{_attack(number * number % 60)} {number * number % 60}",
        StockCode=_attack,
        Description=lambda number: _attack(number + 3),
        Country=lambda number: _attack(number % 5),
    )
    return delimited(rows, [*HEADS.values()])


def _customers() -> bytes:
    """Return a workbook with a customer a row, and a category of theirs that describes the
    segments.
    """
    rows = [
        (printable(f"{_attack(number)} {number}").replace("\ufffd", "?"), _attack(number % 3))
        for number in range(60)
    ]
    return book(rows, SHEET, (HEADS["CustomerID"], REGION))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("data")
    (folder / NAME).write_text(_orders(), encoding="utf-8", newline="")
    (folder / f"customers <script>{HIT}<.xlsx").write_bytes(_customers())
    return sorted(str(path) for path in folder.iterdir())


@pytest.fixture(scope="module")
def folder(data: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a run of them in every format, their columns' parts told by settings."""
    made = tmp_path_factory.mktemp("runs")
    roles = {
        "order": "InvoiceNo", "product": "StockCode", "description": "Description", "quantity": "Quantity", "date": "InvoiceDate",
        "price": "UnitPrice", "customer": "CustomerID", "country": "Country",
    }  # fmt: skip
    lines = ["[roles]", *(f"{role} = {json.dumps(HEADS[name])}" for role, name in roles.items())]
    config = made / "client.toml"
    config.write_text("\n".join([*lines, "[privacy]", "show_ids = true", ""]), encoding="utf-8")
    result = CliRunner().invoke(
        reporter,
        ["run", *data, "-c", str(config), "-o", str(made / "run"), "--set", "segments.resamples=5"],
        color=True,
    )
    assert result.exit_code == 0, result.output
    assert "\x1b[31m\x1b]0" not in result.output
    assert sorted(path.name for path in made.iterdir()) == ["client.toml", "run"]
    return made / "run"


class _Page(HTMLParser):
    """Collect elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if not self.found or self.found[-1][0] not in {"script", "style"}:
            self.texts.append(data)


def _pages(folder: Path) -> dict[str, str]:
    profile = (folder / "profile.html").read_text(encoding="utf-8")
    inner = {
        f"profile {place}": html.unescape(text)
        for place, text in enumerate(re.findall(r'srcdoc="([^"]*)"', profile))
    }
    return {
        "report": (folder / "report.html").read_text(encoding="utf-8"),
        "profile": profile,
        **inner,
    }


def test_no_element_or_attribute_comes_from_the_data(folder: Path) -> None:
    pages = _pages(folder)
    assert len(pages) == 4
    for name, text in pages.items():
        page = _Page(text)
        tags = {tag for tag, _ in page.found}
        assert not tags & {"object", "embed", "base", "form", "frame"}, name
        assert ("iframe" in tags) == (name == "profile")
        for tag, attributes in page.found:
            led = [
                value
                for attribute, value in attributes.items()
                if attribute.rpartition(":")[2] in {"href", "src", "action", "formaction", "data"}
            ]
            assert not [
                value for value in led if value.strip().lower().startswith("javascript:")
            ], name
            if not name.startswith(
                "profile "
            ):  # the profiler's own page has handlers, in a sandbox; see below
                assert not [attribute for attribute in attributes if attribute.startswith("on")], (
                    name,
                    tag,
                    attributes,
                )
            assert not [
                attribute
                for attribute, value in attributes.items()
                if attribute.startswith("on") and "hit" in value
            ], name
            assert attributes.get("src") != "x"
        scripts = re.findall(r"<script\b[^>]*>(.*?)</script>", text, re.DOTALL)
        assert not [script for script in scripts if HIT in script], name


def test_only_the_pages_own_script_stands_in_the_report(folder: Path) -> None:
    assert [tag for tag, _ in _Page(_pages(folder)["report"]).found].count("script") == 1


def test_names_and_values_are_shown_as_they_stand(folder: Path) -> None:
    shown = "".join(_Page(_pages(folder)["report"]).texts)
    for text in (HEADS["CustomerID"], HEADS["Country"], f"<img src=x onerror={HIT}>"):
        assert re.sub(r"['\"]", "", text) in re.sub(r"['\"’“”]", "", shown)


def test_no_template_is_filled_in(folder: Path) -> None:
    for path in folder.iterdir():
        assert b"50337" not in path.read_bytes(), path.name
    assert "7*7191" in _pages(folder)["report"].replace("×", "*")


def test_the_workbook_holds_texts_and_no_formula(folder: Path) -> None:
    (path,) = folder.glob("*.xlsx")
    workbook = openpyxl.load_workbook(path)
    cells = [
        cell
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    assert any(FORMULA.match(str(cell.value)) for cell in cells if cell.data_type == "s")
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
    with zipfile.ZipFile(path) as archive:
        assert not [
            name
            for name in archive.namelist()
            if b'TargetMode="External"' in archive.read(name) or b"<f>" in archive.read(name)
        ]


def test_no_cell_of_a_list_begins_like_a_formula(folder: Path) -> None:
    lists = sorted(folder.glob("*.csv"))
    assert lists
    for path in lists:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        bad = [
            cell
            for row in rows
            for cell in row
            if FORMULA.match(cell) and not re.fullmatch(r"-?\d+(\.\d+)?(e[-+]\d+)?", cell)
        ]
        assert bad == [], path.name
        assert len({len(row) for row in rows}) == 1


def test_the_document_acts_on_nothing(folder: Path) -> None:
    (path,) = folder.glob("*.pdf")
    reader = PdfReader(path)
    names: set[str] = set()
    for number in {**reader.xref.get(0, {}), **reader.xref_objStm}:
        found = reader.get_object(number)
        if isinstance(found, dict):
            names |= set(found) | {str(value) for value in found.values() if isinstance(value, str)}
    assert not names & {
        "/JS",
        "/JavaScript",
        "/Launch",
        "/AA",
        "/URI",
        "/SubmitForm",
        "/EmbeddedFile",
        "/RichMedia",
    }
    assert "/Page" in names


def test_the_summary_is_json(folder: Path) -> None:
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert HEADS["CustomerID"] in json.dumps(summary, ensure_ascii=False)


@pytest.mark.slow
def test_no_control_code_reaches_the_terminal(
    data: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "reporter.cli.screen.Console",
        lambda **_: Console(force_terminal=False, width=140, color_system=None),
    )
    for arguments in (
        ["inspect", *data, "--all"],
        ["inspect", *data, "--json"],
        ["inspect", *data, "--set", "roles.customer=nobody"],
    ):
        result = CliRunner().invoke(reporter, arguments, color=True)
        shown = result.output.replace("\x1b[31m\x1b[1mError:\x1b[0m", "Error:")
        assert not re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown), arguments


@pytest.mark.slow
def test_json_keeps_what_a_terminal_would_obey(data: list[str]) -> None:
    told = json.loads(CliRunner().invoke(reporter, ["inspect", *data, "--json"]).stdout)
    assert HEADS["UnitPrice"] in [column["name"] for column in told["columns"]]


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\ud800"])
def test_what_a_terminal_would_obey_is_replaced(sign: str) -> None:
    assert printable(f"a{sign}b") == "a\ufffdb"
    assert json.loads(escaped(f'"a\\u0020{sign}b"')) == f"a {sign}b"


@pytest.mark.parametrize(
    "text", ["Zoë’s 1\u202f234,50\u00a0€\n", "\U0001f469\u200d\U0001f467", "東京\tשלום"]
)
def test_what_people_write_is_printed(text: str) -> None:
    assert printable(text) == text


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if not (CHROMIUM and DRIVER):
        pytest.skip("needs chromium and chromedriver (apt-get install chromium chromium-driver)")
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = CHROMIUM or ""
    profile = tmp_path_factory.mktemp("profile")
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = Chrome(options=options, service=Service(executable_path=DRIVER))
    yield browser
    browser.quit()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the driver's own sockets
@pytest.mark.parametrize("name", ["report.html", "profile.html"])
def test_a_browser_runs_nothing_and_asks_for_nothing(name: str, driver: Any, folder: Path) -> None:
    driver.get_log("performance")
    address = (folder / name).as_uri()
    driver.get(address)
    assert driver.execute_script("return window.hit === undefined")
    for frame in driver.find_elements("tag name", "iframe"):
        driver.switch_to.frame(frame)
        assert driver.execute_script(
            "return window.hit === undefined && document.body.textContent.length > 100"
        )
        driver.switch_to.default_content()
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    sent = {
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
    assert {one for one in sent if not one.startswith(("data:", "chrome:", "about:"))} == {address}
