"""Segments: a `CustomerTable` in, a `Segmentation` out; a kept model and a `CustomerTable` in, an
`Assignment` out.

`features` picks what makes the segments, `thinning` leaves out what counts twice, `preparation`
makes it comparable, `space` holds the points. `registry` knows the algorithms (`algorithms`,
`density`, `merging`), `scores` says what each division is worth, against data without groups
(`references`), by the emptier space between segments (`valleys`) and by resamples (`resampling`).
`choice` applies the rule (`voting` where scores decide), `structure` says how much of it is in the
data, `description`, `rules` and `key_accounts` say what can be said of each segment, and
`segmentation` joins them. `scoring` puts new customers into kept segments, `drift` says how far
they have moved.
"""

from __future__ import annotations

from reporter.segments.kept import resegment
from reporter.segments.scoring import assign
from reporter.segments.segmentation import check, segment

__all__ = ["assign", "check", "resegment", "segment"]
