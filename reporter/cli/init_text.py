"""What was understood of data in, a commented configuration out: what was found stands in it, what
could be set is a comment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reporter import settings as configuration
from reporter.cli.init_draft import (
    DATABASE_PASSWORD,
    PASSWORD_VARIABLE,
    STANDARD_INPUT,
    Draft,
    found_from,
)
from reporter.cli.inspection_claims import how_read
from reporter.cli.screen_words import named, screen_words
from reporter.errors import SettingsError
from reporter.model import Kind, Role
from reporter.model.claim import Claim, Name, Share
from reporter.settings import layers, schema
from reporter.settings.toml_text import comment, literal
from reporter.wording import chosen_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from reporter.model import Column, Inspection
    from reporter.settings import Settings

MARGIN = 36
"""Where the comments beside settings begin."""
WIDEST = 140
"""Where a line with a comment of ours ends at the latest."""
FOUND = {"report.client": "init.found.title"}
"""Setting → the id of where it was found, where that is not just in the data."""
LISTS = {
    "spend": Role.SPEND,
    "measures": Role.MEASURE,
    "descriptors": Role.DESCRIPTOR,
    "ignore": Role.IGNORED,
}
USEFUL = {
    "source": (
        "sheet",
        "encoding",
        "delimiter",
        "header",
        "decimal",
        "joins",
        "where",
        "exclude",
        "exclude_customers",
        "since",
        "until",
    ),
    "roles": ("synonyms",),
    "quality": ("returns", "duplicates"),
    "customers": ("as_of",),
    "segments": ("algorithm", "count", "maximum", "features"),
    "findings": ("playbook", "playbook_mode"),
    "findings.grid": ("axis",),
    "report": (
        "client",
        "title",
        "prepared_for",
        "prepared_by",
        "confidentiality",
        "currency",
        "locale",
        "page",
        "formats",
        "folder",
    ),
    "brand": ("colour", "logo"),
    "privacy": ("show_ids", "hash_ids", "smallest_cell", "personal", "harmless"),
    "delivery": ("host", "sender", "to"),
}
"""What is named, as a comment, though it was not set; docs/settings.md has the rest."""


def toml_for(
    found: Inspection,
    settings: Settings,
    data: Sequence[str],
    target: Path,
    *,
    schema_file: str = "",
) -> str:
    """Write a configuration for data.

    Parameters
    ----------
    found
        What was understood of them.
    settings
        What was set already: it stays.
    data
        The files, patterns or URL that were read; relative ones to the current folder.
    target
        Where the configuration will lie; relative paths in it begin there.
    schema_file
        The JSON Schema beside it, if there is one.
    """
    folder = target.absolute().parent
    draft = Draft(
        found=found,
        chosen=settings.model_dump(exclude_defaults=True),
        data=tuple(found_from(folder, one) for one in data if one != STANDARD_INPUT),
        folder=folder,
        words=screen_words(found.own_words),
    )
    lines = [*([f"#:schema ./{schema_file}"] if schema_file else []), *_head(draft, target)]
    for table, described in schema.published()["properties"].items():
        lines += ["", f"[{table}]", comment(described["description"].split("\n\n")[0])]
        lines += {"source": _source, "roles": _roles, "report": _report}.get(table, _others)(
            draft, table, described
        )
    return "\n".join(lines) + "\n"


def _head(draft: Draft, target: Path) -> Iterator[str]:
    yield draft.say("init.head", data=Name(draft.dataset.source.name))
    yield draft.say("init.head.suggestions")
    yield comment(f"reporter run -c {target.name}")
    if draft.found.refusal:
        yield draft.say("init.refused", refusal=Name(draft.found.refusal))


def _source(draft: Draft, table: str, described: Mapping[str, Any]) -> Iterator[str]:
    """Say what was read and how, as comments, and where it is."""
    yield from _how_read(draft)
    if draft.data:
        if any(DATABASE_PASSWORD in one for one in draft.data):
            yield draft.say("init.password", variable=Name(PASSWORD_VARIABLE))
        yield f"data = {literal(draft.data)}"
    rest = {
        **described,
        "properties": {
            name: one for name, one in described["properties"].items() if name != "data"
        },
    }
    yield from _others(draft, table, rest, _detected(draft))


def _how_read(draft: Draft) -> Iterator[str]:
    """Say how each file was read, and how tables were joined."""
    dataset = draft.dataset
    for file in dataset.source.files:
        yield comment(draft.words.text(how_read(file, is_named=True)))
    said = {clause for file in dataset.source.files for clause in file.reading}
    yield from (comment(clause) for clause in dataset.source.reading if clause not in said)
    for one in dataset.joins:
        yield draft.say(
            "init.join",
            left=Name(one.left),
            right=Name(one.right),
            condition=Name(one.condition),
            matched=Share(one.matched),
        )


def _detected(draft: Draft) -> dict[str, Any]:
    """Return the settings that say what was found out: encoding, delimiter and joins."""
    dataset = draft.dataset
    detected: dict[str, Any] = {}
    for name in ("encoding", "delimiter"):
        values = {getattr(file, name) for file in dataset.source.files} - {""}
        if len(values) == 1 and _is_valid(f"source.{name}", value := values.pop()):
            detected[f"source.{name}"] = value
    if joins := [
        f"{_plain(one.left)}.{left} = {_plain(one.right)}.{right}"
        for one in dataset.joins
        for left, right in one.keys[:1]
    ]:
        detected["source.joins"] = joins
    return detected


def _roles(draft: Draft, table: str, described: Mapping[str, Any]) -> Iterator[str]:
    """Write the role of each column with the reason for it."""
    for name, one in described["properties"].items():
        setting = f"{table}.{name}"
        yield from _open(draft, setting)
        if name == "kind":
            yield _beside(
                f"kind = {literal(draft.dataset.kind.value)}", comment(one["description"])
            )
        elif name in LISTS:
            columns = draft.dataset.columns_of(LISTS[name])
            yield from _list(draft, name, columns) if columns else ()
        elif name in set(Role):
            column = next(iter(draft.dataset.columns_of(Role(name))), None)
            if column:
                yield _beside(f"{name} = {literal(column.name)}", _reason(draft, column))
                if name == Role.AMOUNT and draft.found.amounts:
                    yield comment(
                        chosen_words(draft.found.numerals, draft.found.own_words).text(
                            draft.found.amounts
                        )
                    )
            elif not draft.doubts(setting) and (
                name == "customer" or draft.dataset.kind is Kind.TRANSACTIONS
            ):
                none = draft.say("init.none_found", meaning=Name(one["description"]))
                yield _beside(f'# {name} = ""', none)
        else:
            yield from _setting(draft, setting, one, {})


def _list(draft: Draft, name: str, columns: Sequence[Column]) -> Iterator[str]:
    yield f"{name} = ["
    for column in columns:
        yield _beside(f"    {literal(column.name)},", _reason(draft, column))
    yield "]"


def _reason(draft: Draft, column: Column) -> str:
    """Say why a column has its role; of one that identifies people, nothing that could hold a value
    of it.
    """
    if column.personal:
        return draft.say("init.personal", kind=Name(column.personal.value))
    return comment(column.evidence)


def _report(draft: Draft, table: str, described: Mapping[str, Any]) -> Iterator[str]:
    """Suggest the currency that the data name, and as the client's name what stands above the
    table.
    """
    clean, detected = draft.found.clean, {}
    if clean and clean.currency:
        detected["report.currency"] = clean.currency
    if title := next((file.title for file in draft.dataset.source.files if file.title), ""):
        detected["report.client"] = title
    yield from _others(draft, table, described, detected)


def _others(
    draft: Draft,
    table: str,
    described: Mapping[str, Any],
    detected: Mapping[str, Any] | None = None,
) -> Iterator[str]:
    """Write what was chosen, and suggest what is useful."""
    known = detected or {}
    for name, one in described["properties"].items():
        setting = f"{table}.{name}"
        if "properties" in one:
            yield from _others(draft, setting, one)
            continue
        yield from _open(draft, setting)
        yield from _setting(draft, setting, one, known)


def _setting(
    draft: Draft, setting: str, described: Mapping[str, Any], detected: Mapping[str, Any]
) -> Iterator[str]:
    table, _, last = setting.rpartition(".")
    value, name = draft.value(setting), setting.partition(".")[2]
    if value is not None:
        yield from _explained(f"{name} = {literal(value)}", comment(described["description"]))
    elif setting in detected:
        yield _beside(
            f"# {name} = {literal(detected[setting])}", draft.say(FOUND.get(setting, "init.found"))
        )
    elif last in USEFUL.get(table, ()) and not draft.doubts(setting):
        default = described.get("default")
        is_example = default in (None, "", [])
        shown = described["examples"][0] if is_example else default
        is_day = described.get("format") == "date"
        meaning = _meaning(draft, setting, described)
        yield from _explained(
            f"# {name} = {shown if is_day else literal(shown)}",
            draft.say("init.suggested", meaning=Name(meaning)) if is_example else comment(meaning),
        )


def _meaning(draft: Draft, setting: str, described: Mapping[str, Any]) -> str:
    """Say what a setting means; of that for harmless columns, which ones are hidden: they are never
    suggested.
    """
    if setting != "privacy.harmless":
        return str(described["description"])
    hidden = [column.name for column in draft.dataset.columns if column.personal]
    return draft.words.text(Claim("init.harmless", {"columns": named(hidden) if hidden else None}))


def _open(draft: Draft, setting: str) -> Iterator[str]:
    """Say what the data could not settle, with the line that would."""
    hidden = {column.name for column in draft.dataset.columns if column.personal}
    for doubt in draft.doubts(setting):
        if doubt.about not in hidden:
            yield draft.say(
                "init.open",
                about=Name(doubt.about),
                question=Name(doubt.question),
                taken=Name(doubt.taken),
                why=Name(doubt.why),
            )
        text = doubt.setting.partition("=")[2].strip()
        value = layers.parsed(setting, text)
        yield (
            f"# {setting.partition('.')[2]} = {literal(value)}"
            if _is_valid(setting, value)
            else comment(doubt.setting)
        )


def _beside(line: str, told: str) -> str:
    return f"{line:<{MARGIN}} {told}"


def _explained(line: str, told: str) -> Iterator[str]:
    """Say what a setting means in a comment beside it, or above where that grows too long."""
    beside = _beside(line, told)
    yield from (beside,) if len(beside) <= WIDEST else (told, line)


def _is_valid(setting: str, value: Any) -> bool:
    """Say whether a setting takes a value."""
    tables: Any = value
    for part in reversed(setting.split(".")):
        tables = {part: tables}
    try:
        configuration.from_values(tables)
    except SettingsError:
        return False
    return True


def _plain(name: str) -> str:
    """Call a table as its file without ending."""
    return re.sub(r"(\.\w{1,7}){1,2}$", "", name)
