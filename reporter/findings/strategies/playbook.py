"""The playbook: TOML files of plays in, validated plays out."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from reporter.errors import FindingsError, all_at_once
from reporter.findings.strategies.playbook_errors import complaints
from reporter.findings.strategies.plays import Play

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    path = settings.findings.playbook
    if path is None:
        return Playbook(plays=_read(OUR_PLAYBOOK))
    client = _read(path)
    own = frozenset(play.id for play in client)
    extends = settings.findings.playbook_mode == "extend"
    # A client's play stands for ours of the same id.
    ours = [play for play in _read(OUR_PLAYBOOK) if play.id not in own] if extends else []
    return Playbook(plays=(*ours, *client), own=own, path=path)


def _read(path: Path) -> tuple[Play, ...]:
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
    return _validated(entries, path)


def _validated(entries: Sequence[Any], path: Path) -> tuple[Play, ...]:
    """Validate every play; tell all that is wrong with any of them."""
    plays: list[Play] = []
    wrong: list[tuple[str, str]] = []
    for position, entry in enumerate(entries, 1):
        try:
            plays.append(Play.model_validate(entry))
        except ValidationError as error:
            # An entry without an id is told by its number in the file.
            name = entry.get("id", position) if isinstance(entry, dict) else position
            wrong += complaints(error, f"Play {name!r} in {path}")
    counts = Counter(play.id for play in plays)
    wrong += [
        (
            f"The playbook {path} holds more than one play with the id {name!r}.",
            "Give each play its own id.",
        )
        for name, count in counts.items()
        if count > 1
    ]
    if not wrong:
        return tuple(plays)
    raise FindingsError(*all_at_once(wrong, f"things in the playbook {path}"))
