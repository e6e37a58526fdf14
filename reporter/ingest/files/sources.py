"""What was typed in, the files that are meant out: paths, folders, patterns and standard input.

Nothing is read here but standard input, which is copied into the workspace. A link that a user
names is followed; one that lies in a folder and leads out of it is not, as whoever filled the
folder may not be whoever reads it.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.files.packings import Room, pieces
from reporter.ingest.files.signatures import shown, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STANDARD_INPUT = "-"
_NAMED = 5
"""Files that a note names before it counts the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file that was given."""

    path: Path
    label: str
    """How messages and the report call it."""
    state: tuple[int, ...]
    """Device, inode, bytes and time of the last change when it was found."""
    notes: tuple[str, ...] = ()
    """Clauses for a reader on how it was found."""


def find(data: Sequence[str | Path], workspace: Path) -> list[Given]:
    """Return the files that are meant.

    Parameters
    ----------
    data
        Paths of files, of folders of data files, patterns such as ``exports/2024-*.csv``, or ``-``
        for standard input.
    workspace
        Where what comes from standard input is put.

    Raises
    ------
    IngestError
        Something is missing, cannot be read, is no regular file, or holds no data.
    """
    words = [str(one) for one in data]
    if words.count(STANDARD_INPUT) > 1:
        raise IngestError(
            "Standard input was given twice, but can be read only once.", "Give a single -."
        )
    found: list[Given] = []
    for word in words:
        found += [_spooled(workspace)] if word == STANDARD_INPUT else _meant(word)
    return _told_apart(_once(found))


def label(given: Sequence[Given]) -> str:
    """Call all of them together."""
    names = [one.label for one in given]
    folders = {one.path.parent for one in given}
    if len(names) > 3 and len(folders) == 1 and (folder := folders.pop().name):
        return f"{len(names)} files of {folder}"
    return ", ".join(names) if len(names) <= 3 else f"{names[0]} and {len(names) - 1} more files"


def unchanged(given: Iterable[Given]) -> None:
    """Make sure that the files are those that were found.

    Raises
    ------
    IngestError
        One was changed, replaced or removed while it was read.
    """
    for one in given:
        try:
            same = _state(one.path.stat()) == one.state
        except OSError:
            same = False
        if not same:
            raise IngestError(
                f"{one.label} changed while it was read.",
                "Wait until whatever writes it is done, and start again.",
            )


def _meant(word: str) -> list[Given]:
    path = Path(word)
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        if glob.has_magic(word):
            return _matching(word)
        if path.is_symlink():
            raise IngestError(
                f"{path} is a link to a file that does not exist.", "Name the file itself."
            ) from error
        raise IngestError(f"There is no file {path}.", _suggestion(path)) from error
    except (
        OSError,
        ValueError,
    ) as error:  # a loop of links, a name that is too long or holds a NUL
        reason = error.strerror if isinstance(error, OSError) else error
        raise IngestError(f"{shown(word)} cannot be read: {reason}.", "Check the path.") from error
    if stat.S_ISDIR(found.st_mode):
        return _folder(path)
    return [_given(path, found)]


def _given(path: Path, found: os.stat_result, notes: tuple[str, ...] = ()) -> Given:
    if not stat.S_ISREG(found.st_mode):
        raise IngestError(
            f"{path} is a {_kind(found.st_mode)}, not a file.",
            "Pipe its content in, and give - instead of a name.",
        )
    if found.st_size == 0:
        raise IngestError(
            f"{shown(path.name)} is empty (0 bytes).",
            "Export the data again, with its header line.",
        )
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise IngestError(
            f"{shown(path.name)} cannot be read: {error.strerror}.",
            "Check that you may read the file.",
        ) from error
    return Given(path=path, label=shown(path.name), state=_state(found), notes=notes)


def _folder(path: Path) -> list[Given]:
    """Return the data files that lie in a folder itself, in the order of their names."""
    inside = _entries(path)
    files, notes = _inside(inside, path)
    kept = set(tables([one.name for one in files]))
    chosen = [one for one in files if one.name in kept]
    folders = [one.name for one in inside if one.is_dir() and not one.is_symlink()]
    if not chosen:
        raise _no_data(path, [one.name for one in inside], folders)
    called = shown(path.resolve().name) or str(path)
    others = [one.name for one in files if one not in chosen] + [f"{name}/" for name in folders]
    notes = [f"{_files(len(chosen))} of the folder {called}", *notes]
    if others:
        notes.append(f"left out of the folder {called}: {_list(others)}")
    return _all(chosen, notes)


def _entries(folder: Path) -> list[Path]:
    """Return what lies in a folder, hidden things aside, in the order of names."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise IngestError(
            f"The folder {folder} cannot be read: {error.strerror}.", "Check that you may read it."
        ) from error
    return [one for one in entries if not _is_hidden(one.name)]


def _no_data(path: Path, inside: Sequence[str], folders: Sequence[str]) -> IngestError:
    seen = f"it holds {_list(inside)}" if inside else "it is empty"
    hint = (
        f"Name a folder in it, or give a pattern such as {path / '*' / '*.csv'}."
        if folders
        else "Name the data file itself."
    )
    return IngestError(f"{path} is a folder without a data file; {seen}.", hint)


def _matching(pattern: str) -> list[Given]:
    """Return the files that a pattern matches: the data files among them, where there are any."""
    found = _matches(pattern)
    not_folders = [one for one in found if not one.is_dir()]
    if found and not not_folders:
        return [given for one in found for given in _folder(one)]
    files, notes = _inside(not_folders, None)
    kept = set(tables([str(one) for one in files]))
    chosen = [one for one in files if str(one) in kept] or files
    if not chosen:
        raise IngestError(
            f"No file matches the pattern {shown(pattern)}.", "Check the path and its spelling."
        )
    notes = [f"{_files(len(chosen))} matched by the pattern {shown(Path(pattern).name)}", *notes]
    if others := [one.name for one in files if one not in chosen]:
        notes.append(f"left out, as they are no data files: {_list(others)}")
    return _all(chosen, notes)


def _matches(pattern: str) -> list[Path]:
    """Return the files and folders that a pattern matches, hidden ones aside."""
    found = sorted(Path(one) for one in glob.glob(pattern, recursive="**" in pattern))  # noqa: PTH207 - the pattern may be absolute
    return [one for one in found if not _is_hidden(one.name)]


def _all(chosen: Sequence[Path], notes: Sequence[str]) -> list[Given]:
    given = [_given(one, one.stat()) for one in chosen]
    return [replace(given[0], notes=tuple(notes)), *given[1:]]


def _inside(paths: Sequence[Path], folder: Path | None) -> tuple[list[Path], list[str]]:
    """Return the regular files, and notes on the links that lead out of their folder or nowhere."""
    files, away, broken, special = [], [], [], []
    for path in paths:
        try:
            mode = path.stat().st_mode
        except OSError:
            broken.append(path.name)
            continue
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(
            os.path.realpath(folder or path.parent)
        ):
            away.append(path.name)
        elif stat.S_ISREG(mode):
            files.append(path)
        elif not stat.S_ISDIR(mode):
            special.append(path.name)
    notes = [
        f"left out, as {reason}: {_list(names)}"
        for reason, names in (
            ("the link leads out of the folder", away),
            ("the link leads nowhere", broken),
            ("it is no regular file", special),
        )
        if names
    ]
    return files, notes


def _spooled(workspace: Path) -> Given:
    """Copy standard input into the workspace."""
    if sys.stdin is None or sys.stdin.closed:
        raise IngestError("Standard input is closed.", "Pipe the data in, or name a file.")
    if sys.stdin.isatty():
        raise IngestError(
            "Standard input is the keyboard; nothing is piped in.",
            "Write it as: cat orders.csv | reporter run -",
        )
    path = Room(workspace, "standard input", None).write(pieces(sys.stdin.buffer))
    found = path.stat()
    if found.st_size == 0:
        raise IngestError(
            "Standard input is empty (0 bytes).", "Check the command that is piped in."
        )
    return Given(path=path, label="standard input", state=_state(found))


def _once(found: Sequence[Given]) -> list[Given]:
    """Drop files that were given again, with a note."""
    by_file: dict[tuple[int, ...], Given] = {}
    again: list[str] = []
    for one in found:
        if (first := by_file.get(one.state[:2])) is None:
            by_file[one.state[:2]] = one
        else:
            again.append(first.label)
            by_file[one.state[:2]] = replace(
                first, notes=tuple(dict.fromkeys((*first.notes, *one.notes)))
            )
    given = list(by_file.values())
    if again:
        note = f"given more than once, read once: {_list(list(dict.fromkeys(again)))}"
        given[0] = replace(given[0], notes=(*given[0].notes, note))
    return given


def _told_apart(given: Sequence[Given]) -> list[Given]:
    """Add folders to labels that are the same."""
    for depth in range(2, 6):
        counts = Counter(one.label for one in given)
        given = [
            (
                replace(one, label=shown("/".join(one.path.parts[-depth:])))
                if counts[one.label] > 1 and one.path.is_file()
                else one
            )
            for one in given
        ]
    return list(given)


def _suggestion(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"The folder {folder} does not exist either; check the path."
    try:
        near = sorted(
            other.name
            for other in folder.iterdir()
            if other.stem.lower() == path.stem.lower() and other.is_file()
        )
    except OSError:
        near = []
    return (
        f"In that folder there is {', '.join(near)}."
        if near
        else "Check the path and its spelling."
    )


def _is_hidden(name: str) -> bool:
    """Say whether a name is that of a hidden file or of a program's lock."""
    return name.startswith((".", "~$"))


def _state(found: os.stat_result) -> tuple[int, ...]:
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "pipe"
    return "socket" if stat.S_ISSOCK(mode) else "device"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"


def _list(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{', '.join(shown(name) for name in names[:_NAMED])}{more}"
