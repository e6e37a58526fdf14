"""The second process: a line of JSON with a Parquet file in, the profiler's page of it out.

It is run as a file, never imported by the package: the profiler takes seconds to import and holds
what the report never needs, so it shares nothing with the rest. `reporter.quality.profiler` sets
its environment: no telemetry, seeded hashes. Each line of standard input is a request; the end of
the input ends the process.
"""

from __future__ import annotations

import gc
import html
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TEXT = 120
MANY_VALUES = 50
"""A text column with more values than that may identify people."""

_NO_DATE = datetime(1970, 1, 1)  # noqa: DTZ001 - the profiler compares it with others without a zone


def main() -> None:
    """Answer requests until the input ends."""
    gc.set_threshold(100_000)  # the process is short-lived; cycles matter only in numbers
    if hasattr(os, "nice"):
        os.nice(10)  # the report is waited for, this page comes beside it
    # An optional compiler that the profiler's types would load for nothing: 60 MB and half a
    # second.
    sys.modules["numba"] = None  # type: ignore[assignment]  # the way to say that a module is not there
    import data_profiling  # noqa: F401 - imported while the first request is being made ready

    for line in sys.stdin:
        answer(json.loads(line))


def answer(request: dict[str, Any]) -> None:
    """Write the profiler's page of a Parquet file; where it fails on these data, a plain table and
    the reason.

    Parameters
    ----------
    request
        ``parquet`` and ``html``: paths; ``title``; ``sort``: whether the rows come in no order;
        ``personal`` and ``masked``: columns whose values are not to be shown; ``suspected``:
        columns whose values are not to be shown when they are many.
    """
    frame = pd.read_parquet(request["parquet"])
    if request["sort"]:
        frame = frame.sort_values(list(frame.columns), kind="stable", ignore_index=True)
    many = {name for name in request["suspected"] if frame[name].nunique() > MANY_VALUES}
    frame = harmless(frame, many.union(request["masked"], request["personal"]))
    try:
        page = profiler_page(frame, request["title"])
    except Exception as error:  # noqa: BLE001 - the profiler fails in many ways on odd data; the page then says so
        page = plain_page(frame, request["title"], f"{type(error).__name__}: {error}")
    target = Path(request["html"])
    partial = target.with_suffix(".partial")
    partial.write_text(page, encoding="utf-8")
    partial.replace(target)


def harmless(frame: pd.DataFrame, masked: set[str]) -> pd.DataFrame:
    """Escape names and texts, since the profiler writes them into its page as they are, and mask
    what identifies people.

    Texts become categories: the profiler then shows their commonest values.
    """
    columns: dict[str, pd.Series[Any]] = {}
    for name in frame.columns:
        values = frame[name]
        if name in masked:
            values = _masked(values)
        elif isinstance(values.dtype, pd.DatetimeTZDtype) or values.dtype.kind == "M":
            values = (
                pd.to_datetime(values, errors="coerce", utc=True)
                .dt.tz_localize(None)
                .astype("datetime64[ns]")
            )
        elif values.dtype.kind not in "iuf":
            values = values.map(_harmless_text, na_action="ignore").astype("category")
        columns[_free_name(_harmless_text(name) or "(no name)", columns)] = values
    return pd.DataFrame(columns, index=frame.index)


def _harmless_text(value: object) -> str:
    text = str(value)
    return html.escape(
        text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
    ).replace("{", "&#123;")


def _masked(values: pd.Series[Any]) -> pd.Series[Any]:
    codes, known = pd.factorize(values, sort=True)
    width = len(str(len(known)))
    return pd.Series(
        [None if code < 0 else f"no. {code + 1:0{width}d}" for code in codes],
        index=values.index,
        dtype="category",
    )


def _free_name(name: str, taken: dict[str, Any]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def profiler_page(frame: pd.DataFrame, title: str) -> str:
    """Return the profiler's page, the same for the same data: without the time it was made, and
    what it took.
    """
    from data_profiling import ProfileReport

    report = ProfileReport(
        frame,
        title=title,
        minimal=True,
        progress_bar=False,
        pool_size=1,
        plot={"histogram": {"bins": 25, "max_bins": 25}},
        vars={"text": {"words": False, "characters": False}},  # word clouds differ from run to run
        # Its minifier would turn what is escaped back where it holds that for harmless.
        html={"use_local_assets": True, "inline": True, "minify_html": False},
    )
    description = report.get_description()
    description.analysis.date_start = description.analysis.date_end = _NO_DATE
    _remove_reproduction(report.report)
    page: str = report.to_html()
    return page.replace(f'<meta name="date" content="{_NO_DATE}">', "")


def _remove_reproduction(structure: Any) -> None:
    """Take out the part that says when the page was made and how long that took."""
    for container in _containers(structure):
        items = container.content.get("items")
        if items:
            container.content["items"] = [item for item in items if not _is_reproduction(item)]


def _is_reproduction(item: Any) -> bool:
    content = getattr(item, "content", None)
    return isinstance(content, dict) and content.get("anchor_id") == "reproduction"


def _containers(item: Any) -> Iterator[Any]:
    content = getattr(item, "content", None)
    if not isinstance(content, dict):
        return
    yield item
    for value in content.values():
        for inner in value if isinstance(value, (list, tuple)) else (value,):
            yield from _containers(inner)


def plain_page(frame: pd.DataFrame, title: str, reason: str) -> str:
    """Return a plain table of what each column holds, and why there is no more."""
    rows = []
    for name in frame.columns:
        values = frame[name]
        held = values.dropna()
        extremes = (
            (str(held.min()), str(held.max()))
            if len(held) and held.dtype.kind in "iufM"
            else ("", "")
        )
        cells = (
            name,
            str(values.dtype),
            f"{values.isna().sum():,}",
            f"{held.nunique():,}",
            *extremes,
        )
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    head = "".join(
        f"<th>{word}</th>"
        for word in ("Column", "Type", "Missing", "Distinct", "Smallest", "Largest")
    )
    return (
        "<!doctype html><html lang=en><meta"
        f" charset=utf-8><title>{html.escape(title)}</title><style>body{{font:15px/1.5"
        " system-ui,sans-serif;margin:2rem}td,th{padding:.2rem 1rem .2rem"
        f" 0;text-align:left}}</style><h1>{html.escape(title)}</h1><p>The profiler could not"
        f" describe these data ({html.escape(reason[:300])}). This is what the columns hold, over"
        f" {len(frame):,} rows.</p><table><tr>{head}</tr>{''.join(rows)}</table></html>"
    )


if __name__ == "__main__":
    main()
