"""A text file in, its encoding out; what is not UTF-8 is written anew as UTF-8 into the workspace, as a stream."""

from __future__ import annotations

import codecs
import re
import shutil
from typing import TYPE_CHECKING

from reporter.errors import IngestError

if TYPE_CHECKING:
    from pathlib import Path

CHUNK = 1 << 20
_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # UTF-32 first: its little-endian mark begins with UTF-16's
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_WESTERN_ENCODINGS = ("cp1252", "cp850", "mac_roman")
_WESTERN = "äöüßÄÖÜàâçéèêëîïôùûœÀÂÇÉÈÊËÎÏÔÙÛñÑáíóúÁÍÓÚãõÃÕåÅæÆøØìòºª£€§°´’‘“”–—…•·¡¿®™©½¼¾²³ \xa0\xad×µ"


def utf8(path: Path, label: str, workspace: Path) -> tuple[Path, str]:
    """Return a UTF-8 file of the same text (the file itself where it is UTF-8), and the encoding found.

    Raises
    ------
    IngestError
        The bytes are no text, or of no encoding that can be told.
    """
    encoding = detect(path, label)
    if encoding in {"utf-8", "utf-8-sig"}:
        return path, encoding
    target = workspace / f"utf8-{len(list(workspace.iterdir()))}"
    for attempt in (encoding, "latin-1") if encoding == "cp1252" else (encoding,):
        try:
            _transcode(path, target, attempt)
        except UnicodeDecodeError:
            continue
        return target, attempt
    raise _undecodable(label, f"it begins like {encoding}, then breaks off from it")


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
            return _utf16_without_mark(head, label)
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
                return _legacy(_sample(path), label)
        return encoding if not decoder.getstate()[0] else _legacy(_sample(path), label)


def _utf16_without_mark(head: bytes, label: str) -> str:
    pairs = len(head) // 2
    even, odd = head[::2].count(0) / pairs, head[1::2].count(0) / pairs
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    raise _undecodable(label, "it holds NUL bytes, so it is a binary file")


def _sample(path: Path) -> bytes:
    """Collect lines that hold other than ASCII characters."""
    sample = bytearray()
    with path.open("rb") as stream:
        while len(sample) < _SAMPLE and (chunk := stream.read(CHUNK)):
            if not chunk.isascii():
                sample += b"\n".join(line for line in chunk.splitlines() if not line.isascii())
    return bytes(sample[:_SAMPLE])


def _legacy(sample: bytes, label: str) -> str:
    """Tell an eight-bit or East Asian encoding from the lines that are not ASCII."""
    if western := _western(sample):
        return western
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    if best is None:
        raise _undecodable(label, "its characters fit no known encoding")
    return str(best.encoding)


def _western(sample: bytes) -> str | None:
    """Tell Windows, DOS and Macintosh text of Western Europe apart by where letters and signs stand; None for another script."""
    high = sum(byte >= 0x80 for byte in sample)
    letters = sum(byte < 0x80 and chr(byte).isalpha() for byte in sample)
    if high > 0.5 * letters + 8 or re.search(rb"[\x80-\xff]{4,}", sample):
        return None
    scores = {encoding: _plausible(sample.decode(encoding, errors="replace")) / high for encoding in _WESTERN_ENCODINGS}
    best = max(_WESTERN_ENCODINGS, key=lambda encoding: scores[encoding])
    return best if scores[best] >= 0.8 else None


def _plausible(text: str) -> int:
    """Count characters beyond ASCII that stand where they may: letters beside letters, signs not within a word."""
    padded = f" {text} "
    return sum(
        (before.isalpha() or after.isalpha()) and not (before.islower() and sign.isupper())
        if sign.isalpha()
        else not (before.isalpha() and after.isalpha()) or sign in "’·-"
        for before, sign, after in zip(padded, padded[1:], padded[2:], strict=False)
        if sign > "\x7f" and (sign in _WESTERN or sign.isspace())
    )


def _transcode(source: Path, target: Path, encoding: str) -> None:
    with source.open("r", encoding=encoding, newline="") as reader, target.open("w", encoding="utf-8", newline="") as writer:
        shutil.copyfileobj(reader, writer, CHUNK)


def _undecodable(label: str, reason: str) -> IngestError:
    return IngestError(f"{label} cannot be read as text: {reason}.", "Give a CSV saved as UTF-8, or the XLSX or Parquet file itself.")
