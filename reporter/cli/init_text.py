"""What was understood of data in, a commented configuration out: what was found stands in it, what
could be set is a comment.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter import settings as configuration
from reporter import urls
from reporter.errors import SettingsError
from reporter.model import Kind, Role
from reporter.settings import layers, paths, schema
from reporter.settings.toml_text import comment, literal
from reporter.wording import chosen_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reporter.model import Column, Dataset, Doubt, Inspection
    from reporter.settings import Settings

MARGIN = 36
"""Where the comments beside settings begin."""
WIDEST = 140
"""Where a line with a comment of ours ends at the latest."""
FOUND = {
    "report.client": "found above the table",
}
DATABASE_PASSWORD = "${DATABASE_PASSWORD}"  # noqa: S105 - the name of a variable, not a secret
STANDARD_INPUT = "-"
LISTS = {
    "spend": Role.SPEND,
    "measures": Role.MEASURE,
    "descriptors": Role.DESCRIPTOR,
    "ignore": Role.IGNORED,
}
PATHS = {"findings.playbook", "brand.logo", "source.exclude_list"}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the configuration is written from."""

    found: Inspection
    chosen: Mapping[str, Any]
    """The settings in effect that are not the defaults, as plain tables."""
    data: tuple[str, ...]
    """What was read, as it is found from the configuration's folder; without passwords."""
    folder: Path

    @property
    def dataset(self) -> Dataset:
        """What was read."""
        return self.found.dataset

    def doubts(self, setting: str) -> list[Doubt]:
        """Return what the data left open and this setting would settle."""
        return [
            one for one in self.dataset.doubts if one.setting.partition("=")[0].strip() == setting
        ]

    def value(self, setting: str) -> Any:
        """Return what was chosen, None where nothing was."""
        found: Any = self.chosen
        for part in setting.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if found is not None and setting in PATHS:
            return _relative(str(found), self.folder)
        return found


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
        data=tuple(_from(folder, one) for one in data if one != STANDARD_INPUT),
        folder=folder,
    )
    lines = [*([f"#:schema ./{schema_file}"] if schema_file else []), *_head(draft, target)]
    for table, described in schema.published()["properties"].items():
        lines += ["", f"[{table}]", comment(described["description"].split("\n\n")[0])]
        lines += {"source": _source, "roles": _roles, "report": _report}.get(table, _others)(
            draft, table, described
        )
    return "\n".join(lines) + "\n"


def _head(draft: Draft, target: Path) -> Iterator[str]:
    yield comment(
        f"How reporter reads {draft.dataset.source.name}, and what it takes each column for."
    )
    yield (
        "# What stands here was found or set; a line behind a # is a suggestion: take the # away,"
        " and put your value for an example."
    )
    yield comment(f"reporter run -c {target.name}")
    if draft.found.refusal:
        yield comment(f"No report can be made of these data yet: {draft.found.refusal}")


def _source(draft: Draft, table: str, described: Mapping[str, Any]) -> Iterator[str]:
    """Say what was read and how, as comments, and where it is."""
    yield from _how_read(draft)
    if draft.data:
        if any(DATABASE_PASSWORD in one for one in draft.data):
            yield (
                "# The password is no part of this file: put it into the environment variable"
                " DATABASE_PASSWORD."
            )
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
        yield comment(f"{file.name}: {', '.join((*file.reading, f'{file.rows:,} rows'))}")
    said = {clause for file in dataset.source.files for clause in file.reading}
    yield from (comment(clause) for clause in dataset.source.reading if clause not in said)
    for one in dataset.joins:
        yield comment(
            f"{one.left} joined with {one.right} by {one.condition}: {one.matched:.1%} of rows"
            " found theirs"
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
            yield _beside(f"kind = {literal(draft.dataset.kind.value)}", one["description"])
        elif name in LISTS:
            columns = draft.dataset.columns_of(LISTS[name])
            yield from _list(name, columns) if columns else ()
        elif name in set(Role):
            column = next(iter(draft.dataset.columns_of(Role(name))), None)
            if column:
                yield _beside(f"{name} = {literal(column.name)}", _reason(column))
                if name == Role.AMOUNT and draft.found.amounts:
                    yield comment(
                        chosen_words(draft.found.numerals, draft.found.own_words).text(
                            draft.found.amounts
                        )
                    )
            elif not draft.doubts(setting) and (
                name == "customer" or draft.dataset.kind is Kind.TRANSACTIONS
            ):
                yield _beside(f'# {name} = ""', f"none found: {one['description']}")
        else:
            yield from _setting(draft, setting, one, {})


def _list(name: str, columns: Sequence[Column]) -> Iterator[str]:
    yield f"{name} = ["
    for column in columns:
        yield _beside(f"    {literal(column.name)},", _reason(column))
    yield "]"


def _reason(column: Column) -> str:
    """Say why a column has its role; of one that identifies people, nothing that could hold a value
    of it.
    """
    return (
        f"{column.personal.value}: identifies people, and is never shown"
        if column.personal
        else column.evidence
    )


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
        yield from _explained(f"{name} = {literal(value)}", described["description"])
    elif setting in detected:
        yield _beside(
            f"# {name} = {literal(detected[setting])}", FOUND.get(setting, "found in the data")
        )
    elif last in USEFUL.get(table, ()) and not draft.doubts(setting):
        default = described.get("default")
        is_example = default in (None, "", [])
        shown = described["examples"][0] if is_example else default
        is_day = described.get("format") == "date"
        said = _hidden(draft) if setting == "privacy.harmless" else described["description"]
        yield from _explained(
            f"# {name} = {shown if is_day else literal(shown)}",
            f"Example. {said}" if is_example else said,
        )


def _hidden(draft: Draft) -> str:
    """Say which columns are hidden; they are never suggested as harmless."""
    columns = [column.name for column in draft.dataset.columns if column.personal]
    hidden = f"Hidden now: {', '.join(columns)}. " if columns else ""
    return f"{hidden}Name only columns here that look as if they identified people and do not."


def _open(draft: Draft, setting: str) -> Iterator[str]:
    """Say what the data could not settle, with the line that would."""
    hidden = {column.name for column in draft.dataset.columns if column.personal}
    for doubt in draft.doubts(setting):
        if doubt.about not in hidden:
            yield comment(
                f"{doubt.about}: it is open {doubt.question}. Taken for: {doubt.taken}, since"
                f" {doubt.why}. To change it:"
            )
        text = doubt.setting.partition("=")[2].strip()
        value = layers.parsed(setting, text)
        yield (
            f"# {setting.partition('.')[2]} = {literal(value)}"
            if _is_valid(setting, value)
            else comment(doubt.setting)
        )


def _beside(line: str, said: str) -> str:
    return f"{line:<{MARGIN}} {comment(said)}"


def _explained(line: str, said: str) -> Iterator[str]:
    """Say what a setting means beside it, or above where that grows too long."""
    beside = _beside(line, said)
    yield from (beside,) if len(beside) <= WIDEST else (comment(said), line)


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


def _from(folder: Path, data: str) -> str:
    """Write data as they are found from a folder; of a URL, without its password."""
    if urls.is_url(data):
        return (
            urls.masked(data).replace(urls.HIDDEN, DATABASE_PASSWORD)
            if urls.has_password(data)
            else data
        )
    path = _relative(data, folder)
    # What would mean something else at the beginning of a path is kept from it.
    return (
        f"./{path}" if path.startswith("~") or path == STANDARD_INPUT or urls.is_url(path) else path
    )


def _relative(path: str, folder: Path) -> str:
    return os.path.relpath(Path(paths.home(path)).absolute(), folder)


def _plain(name: str) -> str:
    """Call a table as its file without ending."""
    return re.sub(r"(\.\w{1,7}){1,2}$", "", name)
