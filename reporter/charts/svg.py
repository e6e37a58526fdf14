"""matplotlib's SVG in, an <svg> out that every medium can take as it is.

What it needs is written as attributes, never as styles: a page's security policy forbids inline
styles, and matplotlib's own style sheet would reach the whole page.
"""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET

from PIL import Image

from reporter.charts.lettering import FAMILY
from reporter.palette import PAPER
from reporter.ruler import POINT

__all__ = ["HALO", "embed"]

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
DEFAULTS = {
    "stroke-linejoin": {"miter", "round"}, "stroke-linecap": {"butt"}, "text-anchor": {"start"},
    "font-weight": {"400", "normal"},
    "stroke-dashoffset": {"0"}, "font-style": {"normal"},
    "image-rendering": {"crisp-edges", "auto"},
}  # fmt: skip
"""What is so by default here, and need not be said on each mark."""
HALO = "halo"
"""The id of a text that is only the outline of the one written over it."""
OUTLINE = {"stroke": PAPER, "stroke-width": "2.6", "aria-hidden": "true"}
SEGMENT = re.compile(r"segment-(\d+)")
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
HEX = re.compile(r"#[0-9a-f]{6}\b")
REFERENCE = re.compile(r"url\(#([^)]+)\)")
COLOURS = 96
"""Colours in a rasterised layer: dots with soft edges need no more, and the image takes a third of
the bytes.
"""


def embed(drawing: str, *, name: str, width: float, height: float) -> str:
    """Make matplotlib's SVG fit to stand inside a page.

    Its class and its accessible name are left to who puts it somewhere: inside a page both stand
    on the element, as an image on the image.

    Parameters
    ----------
    drawing
        A whole SVG document.
    name
        The chart's name; prefixes every id, so that charts do not take each other's.
    width, height
        Natural size in millimetres, kept as data attributes too; CSS sizes the element.
    """
    root = ET.fromstring(drawing)  # noqa: S314 - what matplotlib has just written
    prefix = f"{name.replace('.', '-')}-"
    _strip(root)
    used = _references(root)
    for element in root.iter():
        _restyle(element)
        _identify(element, prefix, used)
    _flatten(root)
    points = [f"{length / POINT:.1f}" for length in (width, height)]
    root.attrib.clear()
    root.attrib.update(
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {points[0]} {points[1]}",
            "data-chart": name,
            "data-width": f"{width:g}",
            "data-height": f"{height:g}",
            "font-family": FAMILY,
            "stroke-linejoin": "round",
        }
    )
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _strip(root: ET.Element) -> None:
    """Drop namespaces, metadata and style sheets."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
        for child in list(element):
            if child.tag.endswith(("metadata", "style")):
                element.remove(child)
        if XLINK + "href" in element.attrib:
            element.set("href", element.attrib.pop(XLINK + "href"))
        element.text = element.text if element.tag in {"text", "tspan"} else None
        element.tail = None


def _references(root: ET.Element) -> set[str]:
    """Return the ids that something points to."""
    found: set[str] = set()
    for element in root.iter():
        for value in element.attrib.values():
            found.update(REFERENCE.findall(value))
        if element.get("href", "").startswith("#"):
            found.add(element.get("href", "")[1:])
    return found


def _restyle(element: ET.Element) -> None:
    """Turn the style into attributes, and round what is written."""
    for declaration in element.attrib.pop("style", "").split(";"):
        key, colon, value = (part.strip() for part in declaration.partition(":"))
        if colon and key != "font-family" and value not in DEFAULTS.get(key, ()):
            element.set(key, value.removesuffix("px"))
    if element.get("stroke-opacity") == element.get("fill-opacity") == "0":
        element.set("fill", "none")
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    for key, value in element.attrib.items():
        if key == "href" and value.startswith("data:"):
            element.set(key, _shrink(value))
        elif key not in {"id", "href"}:
            rounded = NUMBER.sub(_round, " ".join(value.split()))
            element.set(key, HEX.sub(lambda found: found.group().upper(), rounded))


def _round(found: re.Match[str]) -> str:
    return f"{float(found.group()):.2f}".rstrip("0").rstrip(".")


def _identify(element: ET.Element, prefix: str, used: set[str]) -> None:
    """Keep only ids that are pointed to, prefixed; a mark's segment becomes a data attribute."""
    identity = element.attrib.pop("id", "")
    if identity == HALO:
        for text in element.iter("text"):
            text.attrib.update(OUTLINE)
    elif found := SEGMENT.fullmatch(identity):
        element.set("data-segment", found.group(1))
    elif identity in used:
        element.set("id", prefix + identity)
    for key, value in element.attrib.items():
        if key == "href" and value.startswith("#"):
            element.set(key, f"#{prefix}{value[1:]}")
        elif "url(#" in value:
            element.set(key, REFERENCE.sub(rf"url(#{prefix}\1)", value))


def _flatten(parent: ET.Element) -> None:
    """Take away groups that say nothing, and put what a group of one says on the one."""
    for child in list(parent):
        _flatten(child)
    kept: list[ET.Element] = []
    for child in parent:
        if child.tag == "g" and (not child.attrib or not len(child)):
            kept.extend(child)
        elif (
            child.tag == "g"
            and len(child) == 1
            and not child.attrib.keys() & child[0].attrib.keys()
        ):
            child[0].attrib.update(child.attrib)
            kept.append(child[0])
        elif child.tag != "defs" or len(child):
            kept.append(child)
    parent[:] = kept


def _shrink(address: str) -> str:
    """Write a rasterised layer with a small palette of colours."""
    head, _, data = address.partition(",")
    image = Image.open(io.BytesIO(base64.b64decode(data))).convert("RGBA")
    buffer = io.BytesIO()
    image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(
        buffer, format="png", optimize=True
    )
    return f"{head},{base64.b64encode(buffer.getvalue()).decode('ascii')}"
