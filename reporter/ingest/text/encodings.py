"""A text file in, its encoding out; what is not UTF-8 is written again as UTF-8 into the workspace,
as a stream.
"""

from __future__ import annotations

import codecs
import difflib
import encodings.aliases
import re
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reporter.errors import IngestError
from reporter.ingest.text import alphabets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CHUNK = 1 << 20
_SAMPLE = 1 << 17
"""Bytes of lines, drawn evenly over the file, that an encoding is told by: at least half as many,
where there are so many.
"""
_OF_EACH = 2
"""Lines that are looked at for a byte that an even draw of them has missed."""
_ASCII = bytes(range(0x80))
_LONG = 1 << 14
_WORD = re.compile(rb"\S*[\x80-\xff]\S*")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # UTF-32 first: its little-endian mark begins with UTF-16's
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
MOSTLY_UTF8 = "utf-8 but for some bytes"
_GOOD_TO_BAD = 0.5
"""Characters that are UTF-8 for each byte that is not, from which a text is taken to be UTF-8 with
damage.

Two exports put one after the other, in UTF-8 and in Windows characters, have about one; Russian in
DOS characters, whose bytes are UTF-8 by chance more often than those of other pages, has a fifth.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text as UTF-8."""

    path: Path
    encoding: str
    """How it was written."""
    notes: tuple[str, ...] = ()
    """Clauses for a reader."""


def utf8(path: Path, label: str, workspace: Path) -> tuple[Path, str]:
    """Return a UTF-8 file of the same text, and the encoding found: see `decode`."""
    decoded = decode(path, label, workspace)
    return decoded.path, decoded.encoding


def decode(path: Path, label: str, workspace: Path, wanted: str = "") -> Decoded:
    """Find a text's encoding, unless it is told, and write the text again as UTF-8 where it is
    another.

    Raises
    ------
    IngestError
        The bytes are no text, of no encoding that can be told, or not of the one that was wanted.
    """
    if wanted:
        return _as_wanted(path, label, workspace, wanted)
    encoding = detect(path, label)
    if encoding in {"utf-8", "utf-8-sig"}:
        return Decoded(path=path, encoding=encoding)
    target = workspace / f"utf8-{len(list(workspace.iterdir()))}"
    if encoding == MOSTLY_UTF8:
        bad = _transcode_mostly_utf8(path, target)
        bytes_ = "1 byte that is" if bad == 1 else f"{bad:,} bytes that are"
        return Decoded(path=target, encoding="utf-8", notes=(f"{bytes_} no UTF-8 read as cp1252",))
    try:
        _transcode(path, target, encoding)
    except UnicodeDecodeError:
        if encoding != "cp1252":
            raise _undecodable(
                label, f"most of it reads like {encoding}, and some of it is not"
            ) from None
        bad = _transcode_mostly_windows(path, target)
        bytes_ = (
            "1 byte that is no character" if bad == 1 else f"{bad:,} bytes that are no characters"
        )
        return Decoded(
            path=target, encoding=encoding, notes=(f"{bytes_} of cp1252 left unchanged",)
        )
    return Decoded(path=target, encoding=encoding)


def _as_wanted(path: Path, label: str, workspace: Path, wanted: str) -> Decoded:
    """Read a text in the encoding that the settings name."""
    try:
        "".encode(wanted)
        name = codecs.lookup(wanted).name
    except (LookupError, UnicodeError, ValueError) as error:
        close = difflib.get_close_matches(
            wanted.lower().replace("-", "_"), sorted(set(encodings.aliases.aliases.values())), n=1
        )
        nearest = f"The nearest is {close[0]!r}. " if close else ""
        what = f"source.encoding is {wanted!r}, which is no encoding that is known."
        raise IngestError(
            what,
            f"{nearest}Usual ones are utf-8, cp1252, latin-1, utf-16 and cp1250; leave it away to"
            " have it found out.",
        ) from error
    target = workspace / f"utf8-{len(list(workspace.iterdir()))}"
    try:
        _transcode(path, target, "utf-8-sig" if name == "utf-8" else name)
    except UnicodeError as error:
        raise _not_as_wanted(path, label, wanted, name) from error
    return Decoded(path=target, encoding=name)


def _not_as_wanted(path: Path, label: str, wanted: str, name: str) -> IngestError:
    """Say where a text leaves the encoding that the settings name."""
    decoder = codecs.getincrementaldecoder(name)()
    before, line = 0, 1
    hint = (
        "Leave source.encoding away to have it found out, or name the one that the file was"
        " saved in."
    )
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(CHUNK)
            held = len(decoder.getstate()[0])
            try:
                line += decoder.decode(chunk, final=not chunk).count("\n")
            except UnicodeDecodeError as error:
                whole = error.object[: error.start]
                line += whole.decode(name, errors="replace").count("\n")
                byte = error.object[error.start]
                position = before - held + error.start + 1
                return IngestError(
                    f"{label} is not {wanted}: byte {position:,} (0x{byte:02X}, in line {line:,})"
                    " is none of its characters.",
                    hint,
                )
            except UnicodeError as error:
                return IngestError(f"{label} is not {wanted}: {error}.", hint)
            if not chunk:
                return IngestError(f"{label} is not {wanted}.", hint)
            before += len(chunk)


def detect(path: Path, label: str) -> str:
    """Return the encoding of a text file, looking at every byte of it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        head = stream.read(4096)
        for mark, encoding in _BOMS:
            if head.startswith(mark):
                if encoding != "utf-8-sig":
                    return encoding
                break
        else:
            encoding = "utf-8"
        if b"\0" in head:
            return _wide_without_mark(head, label)
        if len(head.translate(None, _CONTROL)) < 0.99 * len(head):
            raise _undecodable(label, "it is full of control characters, so it is a binary file")
        stream.seek(0)
        while chunk := stream.read(CHUNK):
            if b"\0" in chunk:
                raise _undecodable(label, "it holds NUL bytes, so it is a binary or a damaged file")
            if chunk.isascii() and not decoder.getstate()[0]:
                continue
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return _other(path, label)
        return encoding if not decoder.getstate()[0] else _other(path, label)


def _wide_without_mark(head: bytes, label: str) -> str:
    """Tell UTF-16 and UTF-32 by what their first characters are, read either way."""
    scores: dict[str, float] = {}
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = head.decode(encoding, errors="replace")
        usual = sum(
            sign in "\t\r\n"
            or (sign.isprintable() and sign != "\ufffd" and (sign < "\u0530" or sign.isalpha()))
            for sign in text
        )
        ascii_ = sum(" " <= sign <= "~" or sign in "\t\r\n" for sign in text)
        scores[encoding] = usual / len(text) if ascii_ > 0.05 * len(text) else 0.0
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] < 0.95:
        raise _undecodable(label, "it holds NUL bytes, so it is a binary file")
    return best


@dataclass(slots=True)
class _Draw:
    """Lines drawn evenly from a file of any length: every n-th, and n is doubled whenever there are
    too many.
    """

    lines: list[bytes] = field(default_factory=list)
    every: int = 1
    seen: int = 0
    rare: dict[int, list[bytes]] = field(default_factory=dict)
    """The first lines in which each byte beyond ASCII stands."""

    def add(self, lines: Sequence[bytes]) -> None:
        """Draw from the next lines of the file."""
        for sign in sorted(set(b"".join(lines).translate(None, _ASCII))):
            if len(known := self.rare.setdefault(sign, [])) < _OF_EACH:
                known += [line for line in lines if sign in line][: _OF_EACH - len(known)]
        self.lines += lines[-self.seen % self.every :: self.every]
        self.seen += len(lines)
        while len(self.lines) > 1 and sum(map(len, self.lines)) > _SAMPLE:
            self.lines = self.lines[::2]
            self.every *= 2

    def all(self) -> bytes:
        """Return the lines drawn, and some of those with bytes that none of them has."""
        drawn = b"".join(self.lines)
        missed = [
            line for sign, lines in sorted(self.rare.items()) if sign not in drawn for line in lines
        ]
        return drawn + b"".join(dict.fromkeys(missed))


def _sample(path: Path) -> bytes:
    """Draw lines that hold other than ASCII characters evenly over the whole file: its beginning
    may be unlike its end.
    """
    draw = _Draw()
    rest = b""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if chunk.isascii() and rest.isascii():
                rest = chunk[chunk.rfind(b"\n") + 1 :]
                continue
            *lines, rest = (
                (rest + chunk).splitlines(keepends=True) if len(rest) < CHUNK else [rest, chunk]
            )
            draw.add([_telling(line) for line in lines if not line.isascii()])
    if not rest.isascii():
        draw.add([_telling(rest)])
    return draw.all()


def _telling(line: bytes) -> bytes:
    """Return a line, of a very long one its words that are not ASCII."""
    return line if len(line) <= _LONG else b" ".join(_WORD.findall(line))[:_LONG] + b"\n"


def _other(path: Path, label: str) -> str:
    """Tell an encoding other than UTF-8 from the lines that are not ASCII."""
    sample = _sample(path)
    if _is_mostly_utf8(sample):
        return MOSTLY_UTF8
    if found := alphabets.recognise(sample):
        return found
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    if best is None:
        raise _undecodable(label, "its characters fit no known encoding")
    return str(best.encoding)


def _is_mostly_utf8(sample: bytes) -> bool:
    """Whether bytes that are no UTF-8 are few beside characters that are, in lines of a text that
    is not all UTF-8.
    """
    text = sample.decode("utf-8", errors="surrogateescape")
    bad = sum("\udc80" <= sign <= "\udcff" for sign in text)
    good = sum(sign > "\x7f" for sign in text) - bad
    return good > 0 and good >= _GOOD_TO_BAD * bad


def _transcode_mostly_utf8(source: Path, target: Path) -> int:
    """Write a text again, bytes that are no UTF-8 taken for Windows characters; return how many
    there were.
    """
    windows = {
        0xDC00 + byte: bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)
        for byte in range(0x80, 0x100)
    }
    bad = 0
    with (
        source.open("r", encoding="utf-8-sig", errors="surrogateescape", newline="") as reader,
        target.open("w", encoding="utf-8", newline="") as writer,
    ):
        while chunk := reader.read(CHUNK):
            if not chunk.isascii():
                bad += sum("\udc80" <= sign <= "\udcff" for sign in chunk)
                chunk = chunk.translate(windows)
            writer.write(chunk)
    return bad


def _transcode_mostly_windows(source: Path, target: Path) -> int:
    """Write a text of Windows characters again, the few bytes that stand for none as control
    characters; return how many there were.
    """
    signs = {
        byte: bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)
        for byte in range(0x80, 0x100)
    }
    none = [chr(byte) for byte, sign in signs.items() if sign == chr(byte) and byte < 0xA0]
    bad = 0
    with (
        source.open("r", encoding="latin-1", newline="") as reader,
        target.open("w", encoding="utf-8", newline="") as writer,
    ):
        while chunk := reader.read(CHUNK):
            if not chunk.isascii():
                bad += sum(chunk.count(sign) for sign in none)
                chunk = chunk.translate(signs)
            writer.write(chunk)
    return bad


def _transcode(source: Path, target: Path, encoding: str) -> None:
    with (
        source.open("r", encoding=encoding, newline="") as reader,
        target.open("w", encoding="utf-8", newline="") as writer,
    ):
        shutil.copyfileobj(reader, writer, CHUNK)


def _undecodable(label: str, reason: str) -> IngestError:
    return IngestError(
        f"{label} cannot be read as text: {reason}.",
        "Give a CSV saved as UTF-8, or the XLSX or Parquet file itself.",
    )
