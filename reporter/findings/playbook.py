"""The playbook: TOML files of plays in, validated plays out."""

from __future__ import annotations

import string
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from reporter.errors import FindingsError
from reporter.findings.playbook_keys import (
    AUDIENCES,
    BASES,
    COMPARISONS,
    FEATURE_MEASURES,
    KINDS,
    PLACEHOLDERS,
    PLAY_KEYS,
    REQUIREMENT_KEYS,
    SEGMENT_MEASURES,
    TEXT_KEYS,
    UNPRICED_KEYS,
    WORTH_KEYS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reporter.settings import Settings

OUR_PLAYBOOK = Path(__file__).with_name("playbook.toml")
CAP = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A measure of a segment compared with a value."""

    measure: str
    feature: str | None
    comparison: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """The planning assumption about what a play adds in a year."""

    basis: str
    low: float
    high: float
    orders: float
    cap: float
    """Greatest estimate, as a share of what the audience spends in a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """What to do about a segment, and when to suggest it."""

    id: str
    kind: str
    theme: str
    title: str
    action: str
    channel: str
    kpi: str
    effort: Literal[1, 2, 3]
    weight: float
    when: tuple[Requirement, ...]
    worth: Worth | None
    audience: str
    """Which members it addresses; see `reporter.findings.audiences`."""
    origin: str
    """The file that it comes from."""
    unpriced: Mapping[str, str] = field(default_factory=dict)
    """Its title, action or kpi where the file holds no money, as far as they are others."""

    @property
    def seasonal(self) -> bool:
        """Whether it waits for a season."""
        return any(
            f"{{{name}}}" in text
            for name in ("season_start", "before_season")
            for text in (self.title, self.action)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """All plays, in the order of their files."""

    plays: tuple[Play, ...]


def load_playbook(settings: Settings) -> Playbook:
    """Read the playbook, with the client's own file in addition or instead.

    Parameters
    ----------
    settings
        ``findings.playbook`` and ``findings.playbook_mode``.

    Raises
    ------
    FindingsError
        A file is missing, no TOML, or holds a play that is not valid; the message names file, play,
        key, value and choices.
    """
    own = settings.findings.playbook
    if own is None:
        return Playbook(plays=_read(OUR_PLAYBOOK))
    client = _read(own)
    if settings.findings.playbook_mode == "replace":
        return Playbook(plays=client)
    replaced = {play.id for play in client}
    return Playbook(
        plays=(*(play for play in _read(OUR_PLAYBOOK) if play.id not in replaced), *client)
    )


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
    entries = content.get("play")
    if (
        not isinstance(entries, list)
        or not entries
        or not all(isinstance(entry, dict) for entry in entries)
    ):
        raise FindingsError(
            f"The playbook {path} holds no plays.", "Begin each play with [[play]]."
        )
    _refuse_unknown(content, ("play",), f"The playbook {path}")
    plays = tuple(_play(entry, path, place) for place, entry in enumerate(entries, 1))
    _refuse_twins(plays, path)
    return plays


def _play(entry: Mapping[str, Any], path: Path, place: int) -> Play:
    where = f"Play {entry.get('id', place)!r} in {path}"
    _refuse_unknown(entry, PLAY_KEYS, where)
    texts = {key: _text(entry, key, where) for key in TEXT_KEYS}
    for key in ("title", "action", "kpi", "channel"):
        _check_placeholders(texts[key], key, where)
    return Play(
        id=texts["id"],
        theme=texts["theme"],
        title=texts["title"],
        action=texts["action"],
        channel=texts["channel"],
        kpi=texts["kpi"],
        kind=_choice(entry, "kind", KINDS, where),
        audience=_choice(entry, "audience", AUDIENCES, where) if "audience" in entry else "all",
        effort=cast("Literal[1, 2, 3]", _choice(entry, "effort", (1, 2, 3), where)),
        weight=_number(entry, "weight", where, default=1.0, high=10.0),
        when=tuple(_requirement(each, where) for each in _tables(entry, "when", where)),
        worth=_worth(entry["worth"], where) if "worth" in entry else None,
        origin=str(path),
        unpriced=_unpriced(entry["unpriced"], where) if "unpriced" in entry else {},
    )


def _unpriced(entry: Any, where: str) -> dict[str, str]:
    inside = f"{where}, unpriced"
    if not isinstance(entry, dict):
        raise FindingsError(
            f"{inside}: {entry!r} is not a table.", 'Write unpriced = { kpi = "…" }.'
        )
    _refuse_unknown(entry, UNPRICED_KEYS, inside)
    texts = {key: _text(entry, key, inside) for key in entry}
    for key, text in texts.items():
        _check_placeholders(text, key, inside)
    return texts


def _requirement(entry: Mapping[str, Any], where: str) -> Requirement:
    inside = f"{where}, when"
    _refuse_unknown(entry, REQUIREMENT_KEYS, inside)
    measure = _choice(entry, "measure", FEATURE_MEASURES + SEGMENT_MEASURES, inside)
    feature = None
    if measure in FEATURE_MEASURES:
        feature = _text(entry, "feature", f"{inside}, measure {measure!r}")
    elif "feature" in entry:
        raise FindingsError(
            f"{inside}: the measure {measure!r} takes no feature.", "Remove the key feature."
        )
    return Requirement(
        measure=measure,
        feature=feature,
        comparison=_choice(entry, "is", COMPARISONS, inside),
        value=_number(entry, "value", inside, low=-1e12, high=1e12),
    )


def _worth(entry: Any, where: str) -> Worth:
    inside = f"{where}, worth"
    if not isinstance(entry, dict):
        raise FindingsError(
            f"{inside}: {entry!r} is not a table.",
            "Write worth = { basis = …, low = …, high = … }.",
        )
    _refuse_unknown(entry, WORTH_KEYS, inside)
    worth = Worth(
        basis=_choice(entry, "basis", BASES, inside),
        low=_number(entry, "low", inside, high=1.0),
        high=_number(entry, "high", inside, high=1.0),
        orders=_number(entry, "orders", inside, default=1.0, high=365.0),
        cap=_number(entry, "cap", inside, default=CAP, high=1.0),
    )
    if worth.low > worth.high:
        raise FindingsError(
            f"{inside}: low = {worth.low:g} is above high = {worth.high:g}.",
            "Put the smaller response first.",
        )
    return worth


def _text(entry: Mapping[str, Any], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        shown = f"{key} = {value!r} is no text" if key in entry else f"the key {key} is missing"
        raise FindingsError(f"{where}: {shown}.", f'Write {key} = "…".')
    return " ".join(value.split())


def _choice(entry: Mapping[str, Any], key: str, choices: tuple[Any, ...], where: str) -> Any:
    value = entry.get(key)
    if isinstance(value, bool) or value not in choices:
        shown = f"{key} = {value!r} is not known" if key in entry else f"the key {key} is missing"
        raise FindingsError(
            f"{where}: {shown}.", f"Choose one of: {', '.join(str(choice) for choice in choices)}."
        )
    return value


def _number(
    entry: Mapping[str, Any],
    key: str,
    where: str,
    *,
    default: float | None = None,
    low: float = 0.0,
    high: float,
) -> float:
    value = entry.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        shown = (
            f"{key} = {value!r} is not a number from {low:g} to {high:g}"
            if key in entry
            else f"the key {key} is missing"
        )
        raise FindingsError(f"{where}: {shown}.", f"Write {key} = … with a number in that range.")
    return float(value)


def _tables(entry: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    value = entry.get(key)
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        shown = (
            f"{key} = {value!r} is not a list of conditions"
            if key in entry
            else f"the key {key} is missing"
        )
        raise FindingsError(
            f"{where}: {shown}.",
            "Write when = [{ measure = …, is = …, value = … }], or when = [] for always.",
        )
    return value


def _check_placeholders(text: str, key: str, where: str) -> None:
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError as error:
        raise FindingsError(
            f"{where}: {key} = {text!r} has an unpaired brace.",
            "Write {{ and }} for braces themselves.",
        ) from error
    for name in names:
        if name not in PLACEHOLDERS:
            raise FindingsError(
                f"{where}: {key} holds the unknown placeholder {{{name}}}.",
                f"Choose one of: {', '.join(PLACEHOLDERS)}.",
            )


def _refuse_unknown(entry: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    for key in entry:
        if key not in known:
            raise FindingsError(f"{where}: there is no key {key!r}.", f"Keys: {', '.join(known)}.")


def _refuse_twins(plays: tuple[Play, ...], path: Path) -> None:
    seen: set[str] = set()
    for play in plays:
        if play.id in seen:
            raise FindingsError(
                f"The playbook {path} holds two plays with the id {play.id!r}.",
                "Give each play its own id.",
            )
        seen.add(play.id)
