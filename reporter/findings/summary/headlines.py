"""What stands over the report: measurements and names in, cover line and headline out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.measuring.leading_segments import bringing_most, trailing_segment, value_ends
from reporter.findings.method.structure import grouped
from reporter.findings.words.draft import Draft
from reporter.findings.words.wording import capital, lowered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.findings.measuring.measured import Measured
    from reporter.model import Finding


def cover_line(measured: Measured) -> str:
    """Write the cover's title; only groups by nature are kinds of customers."""
    k = measured.numerals.words(measured.study.segmentation.k)
    if grouped(measured.study.segmentation):
        return f"{capital(k)} kinds of customers, and what to do about each"
    return f"Our customers in {k} segments, and what to do about each"


def headline(measured: Measured, names: Mapping[int, str]) -> Finding:
    """Write the one sentence over the executive summary, about the segments that the page draws."""
    draft = Draft(measured.numerals)
    if measured.volume_share is None:
        return draft.finding("summary.headline", _without_volume(measured, names, draft))
    number, last, noun = bringing_most(measured), trailing_segment(measured), measured.volume_noun
    name, share = draft.name("name", names[number]), draft.percent("share", measured.share[number])
    text = (
        f"{name}, {share} of customers, account for"
        f" {draft.percent(f'{noun}_share', measured.volume_share[number])} of {noun}"
    )
    if last is not None and last != number:
        other, part = (
            lowered(draft.name("last", names[last])),
            draft.percent("last_share", measured.share[last]),
        )
        text += (
            f"; {other}, {part}, for"
            f" {draft.percent(f'last_{noun}_share', measured.volume_share[last])}"
        )
    return draft.finding("summary.headline", text)


def _without_volume(measured: Measured, names: Mapping[int, str], draft: Draft) -> str:
    """Set the segment with the highest value beside the one with the lowest."""
    ends = value_ends(measured)
    if ends is None:
        number = max(measured.share, key=lambda each: (measured.share[each], -each))
        name, share = (
            draft.name("name", names[number]),
            draft.percent("share", measured.share[number]),
        )
        return f"{name} are the largest segment, with {share} of customers"
    feature, high, low = ends
    first, last = lowered(draft.name("high", names[high])), lowered(draft.name("low", names[low]))
    most, least = (
        draft.quantity(key, measured.medians[number][feature.name], feature.unit)
        for key, number in (("highest", high), ("lowest", low))
    )
    share, other = (
        draft.percent("share", measured.share[high]),
        draft.percent("last_share", measured.share[low]),
    )
    label = measured.noun(feature.name)
    return (
        f"{share} of customers are {first}, with a median {label} of {most}; {other} are {last},"
        f" with {least}"
    )
