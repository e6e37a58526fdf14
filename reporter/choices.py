"""What settings choose between, each choice with the words that every room has for it.

Settings take their choices from here, pages, sentences and the command line their words: a choice
cannot be added without them. Nothing heavy is imported, so that `--help` may read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

FEWEST_SEGMENTS, MOST_SEGMENTS = 2, 12
"""How many segments may be asked for: there are colours for twelve."""
MOST_BY_DATA = 8
"""How many segments the data may choose, unless settings say otherwise."""
AUTO = "auto"
"""All algorithms are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlgorithmWords:
    """What an algorithm is called, and what it does."""

    called: str
    """Within a sentence or a table: "Gaussian mixture"."""
    short: str
    """Below a chart's title, where several stand in one line."""
    does: str
    """One sentence; empty for a class of another library, of which we know nothing."""

    @property
    def term(self) -> str:
        """What the glossary calls it; the k of k-means is a symbol and stays small."""
        own = self.called
        return own if own.startswith("k-") else own[:1].upper() + own[1:]


class AlgorithmName(StrEnum):
    """The house's algorithms, the simplest first."""

    words: AlgorithmWords

    def __new__(cls, name: str, called: str, short: str, does: str) -> Self:
        """Make a name with its words."""
        made = str.__new__(cls, name)
        made._value_ = name
        made.words = AlgorithmWords(called=called, short=short, does=does)
        return made

    KMEANS = (
        "kmeans",
        "k-means",
        "k-means",
        (
            "Puts each customer into the group whose centre is nearest, and moves the centres until"
            " nothing changes."
        ),
    )
    WARD = (
        "ward",
        "Ward",
        "Ward",
        "Joins the two groups that raise the spread within groups least, again and again.",
    )
    GMM = (
        "gmm",
        "Gaussian mixture",
        "mixture",
        "Describes the customers as several bell-shaped clouds, and puts each into the likeliest.",
    )
    MERGED = (
        "merged",
        "merged k-means",
        "merged",
        "Cuts the customers finely by k-means, and joins the pieces that have no gap between them.",
    )
    HDBSCAN = (
        "hdbscan",
        "HDBSCAN",
        "HDBSCAN",
        (
            "Finds places where customers stand densely, of whatever shape, and leaves out those"
            " who stand alone."
        ),
    )
    DBSCAN = (
        "dbscan",
        "DBSCAN",
        "DBSCAN",
        (
            "Joins customers who stand within a small distance of each other, and leaves out those"
            " who stand alone."
        ),
    )
    SPECTRAL = (
        "spectral",
        "spectral",
        "spectral",
        "Joins customers who are linked by a chain of near neighbours.",
    )


def algorithm_words(name: str) -> AlgorithmWords:
    """Return the words for an algorithm of the house, or for a class by its dotted path, which is
    called as it calls itself.
    """
    own = name.rpartition(".")[2]
    plugged_in = AlgorithmWords(called=own, short=own, does="")
    return next((one.words for one in AlgorithmName if one == name), plugged_in)


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
