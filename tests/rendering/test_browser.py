"""The page in a real browser: quiet console, no sideways scrolling on a phone, readable in both
themes, and without scripts.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from reporter.colour import contrast
from tests import heavy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
DRIVER = shutil.which("chromedriver")

pytestmark = [
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER),
        reason="needs chromium and chromedriver (apt-get install chromium chromium-driver)",
    ),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the driver's own sockets
]

TEXTS = """
return [...document.querySelectorAll("p, h1, h2, h3, td, th, dd, dt, li, b, span, a")]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length)
  .map(e => {
    let ground = e;
    while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
    const behind = getComputedStyle(ground || document.documentElement).backgroundColor;
    return [getComputedStyle(e).color, behind, e.textContent.trim().slice(0, 40)];
  });
"""


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
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


def look(driver: Any, folder: Path, width: int = 1280, theme: str = "light") -> None:
    """Open the report in a window of a width and a theme."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": theme}]},
    )
    driver.get((folder / "report.html").as_uri())


def hexadecimal(colour: str) -> str:
    red, green, blue = (
        int(float(part)) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]
    )
    return f"#{red:02X}{green:02X}{blue:02X}"


def test_console_stays_quiet_and_nothing_is_requested(driver: Any, folder: Path) -> None:
    look(driver, folder)
    assert driver.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    sent = {
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
    own = ("data:", "chrome:")  # the browser's own empty tab
    assert {address for address in sent if not address.startswith(own)} == {
        (folder / "report.html").as_uri()
    }


@pytest.mark.slow
@pytest.mark.parametrize("width", heavy.every(3, [360, 768, 1280, 1920]))
def test_page_never_scrolls_sideways(width: int, driver: Any, folder: Path) -> None:
    look(driver, folder, width)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.slow
def test_wide_drawings_stay_large_enough_to_read_on_a_phone(driver: Any, folder: Path) -> None:
    look(driver, folder, 360)
    widths = driver.execute_script(
        "return [...document.querySelectorAll('.wide .scroll > .drawing')].map(e =>"
        " e.getBoundingClientRect().width)"
    )
    assert widths
    assert min(widths) >= 600


@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_cover_and_text_begin_at_the_same_edge(width: int, driver: Any, folder: Path) -> None:
    look(driver, folder, width)
    edges = driver.execute_script(
        "return ['#cover h1', '#summary h2', '#data h2'].map(e =>"
        " Math.round(document.querySelector(e).getBoundingClientRect().left))"
    )
    assert len(set(edges)) == 1, edges


def test_strategies_are_cards_on_a_phone_that_say_what_their_cells_are(
    driver: Any, folder: Path
) -> None:
    look(driver, folder, 360)
    table, cells = driver.execute_script("""
        const table = document.querySelector("#actions .strategies"), row = table.querySelector("tbody tr");
        const told = e => [e.getBoundingClientRect().top, getComputedStyle(e, "::before").content];
        return [table.getBoundingClientRect().right, [...row.querySelectorAll("[data-label]")].map(told)];
        """)
    assert table <= 360
    tops = [top for top, _ in cells]
    assert tops == sorted(set(tops))
    assert [label for _, label in cells] == [
        '"For whom"',
        '"Channel and measure"',
        '"Extra revenue a year, before cost"',
    ]


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_can_be_read(theme: str, driver: Any, folder: Path) -> None:
    look(driver, folder, theme=theme)
    ground = hexadecimal(
        driver.execute_script("return getComputedStyle(document.documentElement).backgroundColor")
    )
    assert (contrast(ground, "#FFFFFF") > 10) == (theme == "dark")
    for text, behind, words in driver.execute_script(TEXTS):
        assert contrast(hexadecimal(text), hexadecimal(behind)) >= 4.5, (words, text, behind)


def test_fonts_of_the_page_are_its_own(driver: Any, folder: Path) -> None:
    look(driver, folder)
    assert (
        driver.execute_async_script(
            "document.fonts.ready.then(() => arguments[0]([...document.fonts].filter(f => f.status"
            " === 'loaded').length))"
        )
        >= 4
    )


def test_contents_mark_the_part_that_is_read(driver: Any, folder: Path) -> None:
    look(driver, folder)
    driver.execute_script(
        "document.documentElement.style.scrollBehavior = 'auto';"
        " document.getElementById('actions').scrollIntoView()"
    )
    marked = driver.execute_async_script(
        "const done = arguments[0]; setTimeout(() => done(document.querySelector('.navigation"
        " [aria-current]')?.hash), 300)"
    )
    assert marked == "#actions"


@pytest.mark.slow
def test_page_reads_without_scripts(driver: Any, folder: Path) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        look(driver, folder, 360)
        shown = driver.find_element("id", "segment-1")
        assert shown.is_displayed()
        assert "How to recognise one" in shown.text
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.slow
def test_first_tab_leads_past_the_contents(driver: Any, folder: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    look(driver, folder)
    driver.find_element("tag name", "body").send_keys(Keys.TAB)
    assert driver.execute_script("return document.activeElement.className") == "skip"
