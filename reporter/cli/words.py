"""`reporter words`: the sentences that a report is made of, shown or written to a file to be
changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reporter.cli.failure import one_message
from reporter.cli.terminal import say

if TYPE_CHECKING:
    from pathlib import Path

    from reporter.wording.catalogue import Catalogue, Entry


@click.command()
@click.argument("id", required=False, default="")
@click.option(
    "--export",
    type=click.Path(dir_okay=False, path_type=None),
    help="Write them into this TOML file, which findings.words then names.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
def words(id: str, export: str | None, *, debug: bool) -> None:  # noqa: A002 - as the user knows it
    """Show the sentences of a report, with the values that each may use and an example.

    ID is a sentence's id, or the beginning of some: caution, title.map.
    """
    from reporter.wording.catalogue import catalogue

    with one_message(debug=debug):
        ours = catalogue()
        chosen = _chosen(id, ours)
        if export:
            from pathlib import Path

            _write(Path(export), chosen)
            say(f"{export}: {len(chosen)} {'sentence' if len(chosen) == 1 else 'sentences'}")
        else:
            for entry in chosen:
                _show(entry, ours)


def _chosen(id_: str, ours: Catalogue) -> list[Entry]:
    """Return the entry of an id, or those whose ids begin so."""
    import difflib

    from reporter.errors import WordingError

    wanted = id_.rstrip(".")
    found = [
        entry
        for name, entry in ours.entries.items()
        if not wanted or name == wanted or name.startswith(f"{wanted}.")
    ]
    if not found and "." in wanted and ours.has(*wanted.rsplit(".", 1)):
        return [ours.entries[wanted.rsplit(".", 1)[0]]]
    if not found:
        begins = {name.rsplit(".", depth)[0] for name in ours.entries for depth in range(4)}
        near = difflib.get_close_matches(wanted, begins, n=1)
        hint = f"Did you mean {near[0]}?" if near else "`reporter words` shows all."
        raise WordingError(f"There is no sentence {id_!r}.", hint)
    return found


def _show(entry: Entry, ours: Catalogue) -> None:
    from reporter.numerals import Numerals
    from reporter.wording import Words
    from reporter.wording.kinds import example

    told = Words(catalogue=ours, numerals=Numerals(currency="GBP"))
    say(entry.id)
    for form, source in entry.forms.items():
        say(f"  {form}: {' '.join(source.split())}")
        if entry.values:
            say(f"    such as: {told.text(example(entry.id, ours), form)}")
    if entry.values:
        say(f"  values: {', '.join(f'{name} ({kind})' for name, kind in entry.values.items())}")


def _write(path: Path, entries: list[Entry]) -> None:
    from reporter.errors import WordingError
    from reporter.settings.toml_text import literal

    lines = [
        "# Words of a report. Keep what you change and delete the rest: what is not here stays.",
        '# Name the file in your configuration: [findings] words = "…".',
        "# docs/wording.md tells what may stand in braces.",
    ]
    for entry in entries:
        lines += ["", f"[{entry.id}]"]
        if entry.values:
            kinds = ", ".join(f"{name} ({kind})" for name, kind in entry.values.items())
            lines.append(f"# values: {kinds}")
        lines += [
            f"{form} = {literal(' '.join(source.split()))}" for form, source in entry.forms.items()
        ]
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except FileExistsError:
        what = f"{path} is there already."
        raise WordingError(what, "Name another file: yours is not overwritten.") from None
    except OSError as error:
        raise WordingError(f"{path} cannot be written: {error.strerror}.") from error
