"""Segments: a `CustomerTable` in, a `Segmentation` out.

`features` picks what makes the segments, `preparation` makes it comparable, `clustering` groups customers and asks whether
resamples would be grouped alike, `choice` takes the vote on their number, `structure` says how much of it is in the data,
`rules` puts each segment into conditions that people can read, and `segmentation` joins them.
"""

from __future__ import annotations

from reporter.segments.segmentation import segment

__all__ = ["segment"]
