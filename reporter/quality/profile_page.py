"""The profiler's pages in, one self-contained page out that shows one of them at a time and asks
the web for nothing.

Also the page of a table whose rows stay where they are: only what was counted in each column.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Dataset

# Frames whose text stands in the page inherit its policy: no address can be asked, whatever a page
# inside tries.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:;"
    " font-src data:"
)

_STYLE = """
*{box-sizing:border-box}
body{margin:0;height:100vh;display:flex;flex-wrap:wrap;align-content:flex-start;
  font:15px/1.5 system-ui,sans-serif;color:#1d2a2e;background:#f4f6f6}
h1{flex:1 0 100%;margin:0;padding:.9rem 1.2rem .3rem;font-size:1.15rem}
input{position:absolute;opacity:0}
label{padding:.35rem 1.2rem;cursor:pointer;border-bottom:3px solid transparent}
input:checked+label{border-color:#0b5d66;font-weight:600}
input:focus-visible+label{outline:2px solid #0b5d66;outline-offset:-2px}
iframe{display:none;order:1;flex:1 0 100%;height:calc(100vh - 5.4rem);border:0;
  border-top:1px solid #cfd8da;background:#fff}
input:checked+label+iframe{display:block}
"""


def page(parts: Sequence[tuple[str, str]]) -> str:
    """Join titled pages into one, each in a sandboxed frame that may run its own scripts and reach
    nothing else.
    """
    tabs = []
    for number, (title, content) in enumerate(parts):
        checked = " checked" if number == 0 else ""
        tabs.append(
            f'<input type="radio" name="part" id="part-{number}"{checked}><label'
            f' for="part-{number}">{html.escape(title)}</label><iframe title="{html.escape(title)}"'
            f' sandbox="allow-scripts" srcdoc="{html.escape(content)}"></iframe>'
        )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta'
        f' http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="viewport"'
        ' content="width=device-width, initial-scale=1"><title>Data'
        f" profile</title><style>{_STYLE}</style></head>\n<body><h1>Data profile</h1>\n"
        + "\n".join(tabs)
        + "\n</body></html>\n"
    )


def counted_page(dataset: Dataset) -> str:
    """Return a plain table of what each column holds, from the counts of reading: no cell of an id,
    a text or a personal column.
    """
    shown = {
        column.name
        for column in dataset.columns
        if column.personal is None and column.dtype not in {"text", "boolean"}
    }
    rows = []
    for one in dataset.profiles:
        extremes = (one.minimum or "", one.maximum or "") if one.name in shown else ("", "")
        cells = (
            one.name,
            one.dtype,
            one.role.value,
            f"{one.missing:,}",
            f"{one.distinct:,}",
            *extremes,
        )
        rows.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
    head = "".join(
        f"<th>{word}</th>"
        for word in ("Column", "Type", "Role", "Missing", "Distinct", "Smallest", "Largest")
    )
    title = html.escape(dataset.source.name)
    return (
        "<!doctype html><html lang=en><meta"
        f" charset=utf-8><title>{title}</title><style>body{{font:15px/1.5"
        " system-ui,sans-serif;margin:2rem}td,th{padding:.2rem 1rem .2rem"
        f" 0;text-align:left}}</style><h1>{title}</h1><p>The rows stay in the database. This is"
        f" what the columns hold, counted there over {dataset.rows:,}"
        f" rows.</p><table><tr>{head}</tr>{''.join(rows)}</table></html>"
    )
