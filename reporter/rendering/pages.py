"""A Report in, the page's text out, for the screen or for print.

One template makes both; `medium` tells it which. The screen's page asks nothing of anyone: fonts,
drawings and the logo stand inside it, and its content security policy allows no more than that.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache, partial
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reporter import resources
from reporter.choices import LISTS, Format
from reporter.model.claim import Claim, Name
from reporter.rendering.drawings import inline, is_wide, linked
from reporter.rendering.filters import filters
from reporter.rendering.furniture import furniture
from reporter.rendering.logo import logo
from reporter.rendering.palette import drawn
from reporter.rendering.styles import stylesheet
from reporter.rendering.typography import Verbatim, typeset
from reporter.rendering.views import view
from reporter.rendering.views.front import REPORT_NAME
from reporter.rendering.views.paragraphs import is_long
from reporter.wording import Words, words_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from reporter.model import Chart, Report
    from reporter.rendering.drawings import Medium
    from reporter.settings import Settings

__all__ = ["environment", "page", "policy"]


def page(
    report: Report,
    medium: Medium,
    dense: AbstractSet[str] = frozenset(),
    short: AbstractSet[str] = frozenset(),
) -> str:
    """Return the whole page as HTML.

    Parameters
    ----------
    report
        What is shown.
    medium
        ``screen`` or ``print``.
    dense
        Ids of the parts that are set closer, so that they fit on one page.
    short
        Ids of the personas that say less, since setting them closer was not enough.
    """
    settings = report.settings
    words, period = words_of(report), report.study.table.period
    client = Name(settings.report.client) if settings.report.client else None
    style = stylesheet(settings, words, medium, period.as_of if period else None)
    script = _script() if medium == "screen" else ""
    shown = view(report, words, short)
    if medium == "print":
        dense = dense | shown.crowded
    template = environment(settings, words, medium).get_template("report.html.j2")
    return template.render(
        view=shown,
        medium=medium,
        dense=dense,
        following=shown.following,
        lists=[name for name in LISTS if name in settings.report.formats],
        files={one.value: one.file for one in Format},
        settings=settings,
        totals=report.study.totals,
        kind=report.study.clean.dataset.kind.value,
        as_of=period.as_of if period else None,
        language=words.language.tag,
        title=words.text(Claim("page.title", {"client": client})),
        name=words.term(REPORT_NAME),
        logo=logo(settings.brand.logo),
        style=Markup(style),  # noqa: S704 - our own files; a client's texts in them are escaped as CSS strings
        script=Markup(script),  # noqa: S704 - our own file
        policy=Verbatim(policy(script)),
        generator=f"reporter {report.provenance.reporter}",
    )


def environment(settings: Settings, words: Words, medium: Medium) -> Environment:
    """Return the templates' environment: escaping everything, and an error for a name that is not
    there.
    """
    found = Environment(
        loader=FileSystemLoader(resources.templates()),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=typeset,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    variables = drawn(settings)

    def svg(chart: Chart) -> Markup:
        return inline(chart, variables) if medium == "screen" else linked(chart)

    found.filters.update(filters(words.numerals))
    found.globals["t"] = partial(furniture, words)
    found.filters["drawing"] = svg
    found.tests["wide"] = is_wide
    found.tests["long"] = is_long
    return found


def policy(script: str) -> str:
    """Return the content security policy: nothing from anywhere, and only this script."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    scripts = f"'sha256-{digest}'" if script else "'none'"
    # Drawings carry style attributes, which only 'unsafe-inline' allows.
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; script-src"
        f" {scripts}; base-uri 'none'; form-action 'none'"
    )


@cache
def _script() -> str:
    return (resources.templates() / "scripts" / "contents.js").read_text(encoding="utf-8").strip()
