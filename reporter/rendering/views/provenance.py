"""Appendix: what made the report, so that it can be made again."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from reporter.choices import SUMMARY_FILE
from reporter.conditions import HIDDEN, comparisons, parse, written
from reporter.model import Role
from reporter.model.claim import Claim, Count, Name
from reporter.rendering.typography import Verbatim
from reporter.rendering.views.tables import Column, Table, labelled, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reporter.model import Report
    from reporter.rendering.views.tables import Stat
    from reporter.wording import Words

__all__ = ["Origin", "origin"]

MOST_SETTINGS = 24
"""So many settings at most stand in the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What made the report. Holds no times, so that two runs give the same page."""

    answer: str
    facts: tuple[Stat, ...]
    packages: str
    changed: Table | None
    """The settings that differ from their defaults."""


def origin(report: Report, words: Words) -> Origin:
    """Name versions, seed, data hash, command and the settings that were changed."""
    provenance = report.provenance
    versions = {"reporter": Name(provenance.reporter), "python": Name(provenance.python)}
    facts = {
        "made_with": words.text(Claim("page.origin.versions", versions)),
        "seed": str(provenance.seed),
        "data": report.study.clean.dataset.source.sha256,
        "command": Verbatim(_without_people(provenance.command, report)),
    }
    return Origin(
        answer=words.answer(report.findings, "glossary"),
        facts=labelled(words, "page.origin", facts),
        packages=", ".join(
            f"{name}\N{NO-BREAK SPACE}{version}"
            for name, version in sorted(provenance.packages.items())
        ),
        changed=_changed(report, words),
    )


def _changed(report: Report, words: Words) -> Table | None:
    changed = tuple(_flat(_presentable(report, words)))
    if not changed:
        return None
    named = partial(words.term, "table.settings")
    columns = (Column(named("setting"), "strong", 36), Column(named("value")))
    rest = Claim("table.settings.rest", {"file": Name(SUMMARY_FILE)})
    return table(words, named(), columns, changed, cap=MOST_SETTINGS, rest=rest)


def _presentable(report: Report, words: Words) -> dict[str, Any]:
    """Return the settings that were changed, without the values of filters that say who somebody
    is.
    """
    private: dict[str, Any] = {"delivery": True, "source": {"data"}, "report": {"folder"}}
    settings: dict[str, Any] = report.settings.model_dump(
        mode="json", exclude=private, exclude_defaults=True
    )
    if report.settings.privacy.show_ids:
        return settings
    source = settings.get("source", {})
    for key in ("where", "exclude"):
        if key in source:
            source[key] = [written(parse(text), _identifying(report)) for text in source[key]]
    if "exclude_customers" in source:
        ids = Claim("page.origin.ids", {"ids": Count(len(source["exclude_customers"]))})
        source["exclude_customers"] = words.text(ids)
    return settings


def _identifying(report: Report) -> Callable[[str], bool]:
    """Return a test whether a column, as a condition calls it, says who somebody is."""
    columns = report.study.clean.dataset.columns
    names = {
        _plain(column.name) for column in columns if column.personal or column.role is Role.CUSTOMER
    }
    return lambda name: _plain(name) in names


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _without_people(command: str, report: Report) -> str:
    """Hide in a command what its filters say of people."""
    if report.settings.privacy.show_ids:
        return command
    source, hides = report.settings.source, _identifying(report)
    compared = [
        one
        for text in (*source.where, *source.exclude)
        for one in comparisons(parse(text))
        if hides(one.column)
    ]
    values = {*source.exclude_customers, *(value.text for one in compared for value in one.values)}
    for value in sorted(filter(None, values), key=lambda value: (-len(value), value)):
        command = re.sub(rf"(?<![\w@.-]){re.escape(value)}(?![\w@-])", HIDDEN, command)
    return command


def _flat(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield (
                Verbatim(f"{prefix}{key}"),
                (
                    Verbatim(value)
                    if isinstance(value, str)
                    else Verbatim(json.dumps(value, ensure_ascii=False))
                ),
            )
