"""`reporter playbook`: nothing in, our strategies as a client's own file holds them out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reporter.cli.failure import one_message
from reporter.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reporter.findings import Play
    from reporter.wording.catalogue import Entry

HEAD = """\
# Our strategies, to be changed: docs/playbook.md explains the keys. In the configuration:
#     [findings]
#     playbook = "{name}"
#     playbook_mode = "replace"
"""
FORMS = ("title", "action", "channel", "kpi")
"""Texts of a play, in their order."""
KEYS = (
    "id", "kind", "theme", *FORMS, "unpriced", "effort", "weight", "audience", "when", "worth",
)  # fmt: skip
"""All keys of a play, in their order."""


@click.command()
@click.option(
    "--export",
    "target",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write them in full into a file of your own.",
)
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
def playbook(target: Path | None, *, debug: bool) -> None:
    """Print our strategies with their texts, as a playbook of your own holds them to reword
    them.

    \b
    Examples:
      reporter playbook
      reporter playbook --export plays.toml
      reporter run orders.csv --set findings.playbook=plays.toml
    """  # noqa: D301 - click keeps the lines below a real backspace as they are
    with one_message(debug=debug):
        from reporter.findings import our_plays
        from reporter.wording.catalogue import catalogue

        entries = catalogue().entries
        plays = [(play, entries[f"play.{play.id}"]) for play in our_plays()]
        if target is None:
            click.echo("\n\n".join(_entry(_texts(play, entry)) for play, entry in plays))
            return
        _export(target, [_whole(play, entry) for play, entry in plays])
        say(f"{target}: {len(plays)} strategies")


def _export(target: Path, plays: Sequence[Mapping[str, Any]]) -> None:
    """Write a file that is not there yet."""
    from reporter import history
    from reporter.errors import SettingsError

    if target.exists() or target.is_symlink():
        raise SettingsError(f"{target} is there already.", "Name another file.")
    parts = (HEAD.format(name=target.name), *(f"{_entry(play)}\n" for play in plays))
    with history.file_draft(target) as path:
        path.write_text("\n".join(parts), encoding="utf-8")


def _texts(play: Play, entry: Entry) -> dict[str, Any]:
    """Return a play's id and texts; our sentences name values alone, as a client's texts do."""
    from reporter.model.strategy import UNPRICED

    others = {
        form: entry.forms[f"{form}{UNPRICED}"]
        for form in FORMS
        if f"{form}{UNPRICED}" in entry.forms
    }
    texts: dict[str, Any] = {form: entry.forms[form] for form in FORMS}
    return {"id": play.id, **texts, **({"unpriced": others} if others else {})}


def _whole(play: Play, entry: Entry) -> dict[str, Any]:
    """Return all keys of a play: which it is, what it says, when it is suggested."""
    decides = play.model_dump(by_alias=True, exclude_defaults=True, exclude={"needs"})
    told = _texts(play, entry)
    return {key: (told | decides)[key] for key in KEYS if key in told or key in decides}


def _entry(play: Mapping[str, Any]) -> str:
    """Write a play as TOML."""
    return "\n".join(("[[play]]", *_lines(play)))


def _lines(play: Mapping[str, Any]) -> Iterator[str]:
    from reporter.settings.toml_text import literal

    for key, value in play.items():
        if isinstance(value, list | tuple) and len(value) > 1:
            yield f"{key} = ["
            yield from (f"    {literal(one)}," for one in value)
            yield "]"
        else:
            yield f"{key} = {literal(value)}"
