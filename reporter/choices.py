"""What settings choose between; reports have the words for it in their catalogue.

Nothing heavy is imported, so that `--help` may read it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

FEWEST_SEGMENTS, MOST_SEGMENTS = 2, 12
"""How many segments may be asked for: there are colours for twelve."""
MOST_BY_DATA = 8
"""How many segments the data may choose, unless settings say otherwise."""
AUTO = "auto"
"""All algorithms are compared."""


class AlgorithmName(StrEnum):
    """The house's algorithms, the simplest first."""

    KMEANS = "kmeans"
    WARD = "ward"
    GMM = "gmm"
    MERGED = "merged"
    HDBSCAN = "hdbscan"
    DBSCAN = "dbscan"
    SPECTRAL = "spectral"


class Format(StrEnum):
    """What a run may make."""

    file: str
    """What it is called in the run folder."""

    def __new__(cls, name: str, file: str) -> Self:
        """Make a format with its file."""
        made = str.__new__(cls, name)
        made._value_ = name
        made.file = file
        return made

    HTML = "html", "report.html"
    PDF = "pdf", "report.pdf"
    XLSX = "xlsx", "segments.xlsx"
    CSV = "csv", "segments.csv"
    PROFILE = "profile", "profile.html"


SUMMARY_FILE = "summary.json"
"""What programs read, beside whatever was asked for."""
LISTS = (Format.XLSX, Format.CSV)
"""Formats that are lists of customers, the one that holds more first."""


class Returns(StrEnum):
    """What becomes of refunds."""

    NET = "net"
    DROP = "drop"
    KEEP = "keep"
