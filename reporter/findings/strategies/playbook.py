"""The playbook: TOML files of plays in, validated plays and the sentences of a client's own out."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from reporter.errors import FindingsError, all_at_once
from reporter.findings.strategies.own_plays import DECIDING, OwnPlay, Rewording, sentences
from reporter.findings.strategies.playbook_errors import complaints
from reporter.findings.strategies.plays import Play

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from reporter.settings import Settings

OUR_PLAYBOOK = Path(__file__).with_name("playbook.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """All plays, in the order of their files."""

    plays: tuple[Play, ...]
    own: frozenset[str] = frozenset()
    """The ids of the plays of a client's own file."""
    path: Path = OUR_PLAYBOOK
    """That file."""
    sentences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What that file says, of its plays and of those of ours that it rewords: entry of the
    catalogue → form → source.
    """


def load_playbook(settings: Settings) -> Playbook:
    """Read the playbook, with the client's own file in addition or instead.

    Parameters
    ----------
    settings
        ``findings.playbook`` and ``findings.playbook_mode``.

    Raises
    ------
    FindingsError
        A file is missing, no TOML, or holds plays that are not valid; the message names file, play,
        key, value and choices, of all that is wrong at once.
    """
    ours, path = our_plays(), settings.findings.playbook
    if path is None:
        return Playbook(plays=ours)
    extends = settings.findings.playbook_mode == "extend"
    entries = _own_entries(path, frozenset(play.id for play in ours) if extends else None)
    plays = [entry.play for entry in entries if isinstance(entry, OwnPlay)]
    own = frozenset(play.id for play in plays)
    rewordings = {entry.id: entry for entry in entries if isinstance(entry, Rewording)}
    # A client's play stands for ours of the same id.
    kept = [play for play in ours if play.id not in own] if extends else []
    return Playbook(
        plays=(
            *(rewordings[one.id].reworded(one) if one.id in rewordings else one for one in kept),
            *plays,
        ),
        own=own,
        path=path,
        sentences={f"play.{entry.id}": sentences(entry) for entry in entries},
    )


def our_plays() -> tuple[Play, ...]:
    """Return the plays of our own playbook."""
    return tuple(Play.model_validate(entry) for entry in _entries(OUR_PLAYBOOK))


def _entries(path: Path) -> Sequence[Any]:
    """Read a file's plays as they stand."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FindingsError(
            f"The playbook {path} cannot be read: {error.strerror}.",
            "Check the path in findings.playbook.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FindingsError(
            f"The playbook {path} is not valid TOML: {error}.", "Mend that line, then run again."
        ) from error
    entries = content.pop("play", None)
    if not isinstance(entries, list) or not entries:
        raise FindingsError(
            f"The playbook {path} holds no plays.", "Begin each play with [[play]]."
        )
    if content:
        raise FindingsError(
            f"The playbook {path}: there is no key {next(iter(content))!r}.", "Keys: play."
        )
    return entries


def _own_entries(path: Path, ours: Collection[str] | None) -> list[OwnPlay | Rewording]:
    """Validate every play of a client's file; tell all that is wrong with any of them.

    Parameters
    ----------
    ours
        The ids of the plays that the file can reword; None where it stands alone.
    """
    found: list[OwnPlay | Rewording] = []
    wrong: list[tuple[str, str]] = []
    for position, entry in enumerate(_entries(path), 1):
        form = Rewording if _rewords(entry) else OwnPlay
        try:
            found.append(form.model_validate(entry, context=ours))
        except ValidationError as error:
            # An entry without an id is told by its number in the file.
            name = entry.get("id", position) if isinstance(entry, dict) else position
            wrong += complaints(error, f"Play {name!r} in {path}", form)
    counts = Counter(entry.id for entry in found)
    wrong += [
        (
            f"The playbook {path} holds more than one play with the id {name!r}.",
            "Give each play its own id.",
        )
        for name, count in counts.items()
        if count > 1
    ]
    if not wrong:
        return found
    raise FindingsError(*all_at_once(wrong, f"things in the playbook {path}"))


def _rewords(entry: object) -> bool:
    """Tell whether an entry holds an id and texts alone."""
    return isinstance(entry, dict) and "id" in entry and entry.keys().isdisjoint(DECIDING)
