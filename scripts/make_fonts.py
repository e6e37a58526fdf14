"""Make the report's fonts: OFL sources in, small renamed TTF (PDF, charts) and WOFF2 (HTML) out.

The sources are the unmodified files of the PyPI packages font-source-sans-pro and
font-source-serif-pro. Their licence (SIL OFL 1.1) reserves the name "Source" for unmodified
files, so the subsets carry the names "Reporter Sans" and "Reporter Serif".

    pip download --no-deps -d DIR font-source-sans-pro font-source-serif-pro && unzip both in DIR
    python scripts/make_fonts.py DIR
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "templates" / "fonts"
FACES = {
    "ReporterSans-Regular": (
        "font_source_sans_pro/files/SourceSansPro-Regular.ttf",
        "Reporter Sans",
    ),
    "ReporterSans-Semibold": (
        "font_source_sans_pro/files/SourceSansPro-Semibold.ttf",
        "Reporter Sans",
    ),
    "ReporterSans-Italic": ("font_source_sans_pro/files/SourceSansPro-It.ttf", "Reporter Sans"),
    "ReporterSerif-Semibold": (
        "font_source_serif_pro/files/SourceSerifPro-Semibold.ttf",
        "Reporter Serif",
    ),
    "ReporterSerif-Italic": ("font_source_serif_pro/files/SourceSerifPro-It.ttf", "Reporter Serif"),
}
# Latin with its extensions, Greek, Cyrillic, punctuation, super- and subscripts, currencies,
# arrows, mathematics.
RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x491),
    (0x1E80, 0x1E9E), (0x1EA0, 0x1EF9), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF),
    (0x2113, 0x2122), (0x2190, 0x2199), (0x2200, 0x2265), (0x25A0, 0x25CF), (0xFB01, 0xFB02),
]  # fmt: skip
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum", "lnum", "pnum", "onum"]


def make(name: str, source: Path, family: str) -> None:
    """Subset one face, rename it and write it as TTF and WOFF2."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(
        layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=["*"]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    style = name.split("-")[1]
    names = {
        1: f"{family} {style}",
        2: "Regular",
        3: f"1.0;{name}",
        4: f"{family} {style}",
        6: name,
        16: family,
        17: style,
    }
    for record in list(font["name"].names):
        if record.nameID in names:
            font["name"].setName(
                names[record.nameID],
                record.nameID,
                record.platformID,
                record.platEncID,
                record.langID,
            )
    for number in (16, 17):
        font["name"].setName(names[number], number, 3, 1, 0x409)
    font.save(TARGET / f"{name}.ttf")
    font.flavor = "woff2"
    font.save(TARGET / f"{name}.woff2")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for face, (path, face_family) in FACES.items():
        make(face, folder / path, face_family)
