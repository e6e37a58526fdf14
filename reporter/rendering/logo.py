"""The consultant's logo in, a data URI out; an SVG that runs code or fetches anything
is refused.
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from reporter.errors import RenderingError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["logo"]

MOST_BYTES = 400_000
"""Bytes; the page has to stay under 1.5 MB."""

_FORBIDDEN = {
    "script",
    "foreignobject",
    "iframe",
    "embed",
    "object",
    "audio",
    "video",
    "a",
    "handler",
    "animate",
    "set",
}
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)


def logo(path: Path | None) -> str:
    """Return the logo as a data URI, empty when there is none.

    Raises
    ------
    RenderingError
        It cannot be read, is too large, is no PNG, JPEG or SVG, or is an SVG with scripts or
        outside references.
    """
    if path is None:
        return ""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RenderingError(
            f"The logo {path} cannot be read: {error.strerror}.", "Check brand.logo."
        ) from error
    if len(content) > MOST_BYTES:
        raise RenderingError(
            f"The logo {path.name} has {len(content):,} bytes; {MOST_BYTES:,} is the most.",
            "Save it smaller, or as SVG.",
        )
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        kind = "image/png"
    elif content.startswith(b"\xff\xd8\xff"):
        kind = "image/jpeg"
    else:
        _check_svg(content, path)
        kind = "image/svg+xml"
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _check_svg(content: bytes, path: Path) -> None:
    what = f"The logo {path.name} is no PNG, JPEG or SVG."
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise RenderingError(
            f"The logo {path.name} declares a document type, which may hide entities.",
            "Save it as plain SVG.",
        )
    try:
        root = ET.fromstring(content)  # noqa: S314 - entities are refused above
    except ET.ParseError as error:
        raise RenderingError(what, "Give a PNG, JPEG or SVG as brand.logo.") from error
    if root.tag.rpartition("}")[2] != "svg":
        raise RenderingError(what, "Give a PNG, JPEG or SVG as brand.logo.")
    for element in root.iter():
        reason = _danger(element)
        if reason:
            raise RenderingError(
                f"The logo {path.name} holds {reason}, which a page that travels must not.",
                "Save it as plain SVG without it.",
            )


def _danger(element: ET.Element) -> str:
    name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
    if name in _FORBIDDEN:
        return f"a <{name}> element"
    if _OUTSIDE.search(element.text or "") and name == "style":
        return "a style that points outside"
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2].lower()
        if attribute.startswith("on"):
            return f"an {attribute} attribute"
        if attribute in {"href", "src"} and not value.startswith(
            ("#", "data:image/png", "data:image/jpeg")
        ):
            return f"a reference to {value[:40]!r}"
        if _OUTSIDE.search(value):
            return f"a reference in {attribute}"
    return ""
