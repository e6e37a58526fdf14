"""What a persona's page says in figures: the persona and the base in, its place, its figures, how
well its rule does and which segment is nearest out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.personas.strip import strip
from reporter.model import Finding, Sketch
from reporter.model.claim import Claim, Count, SegmentName, Share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.model import Persona, Segment, Study
    from reporter.model.claim import Value


def sketches(personas: Sequence[Persona], study: Study) -> dict[int, Sketch]:
    """Sketch each persona, by its segment."""
    names = {persona.segment: persona.name for persona in personas}
    return {persona.segment: _sketch(persona, names, study) for persona in personas}


def _sketch(persona: Persona, names: Mapping[int, SegmentName], study: Study) -> Sketch:
    rule = _segment(persona, study).rule
    found, right = Claim("sketch.found", {"recall": Share(rule.recall)}), in_ten(rule.precision)
    return Sketch(
        place=_told(persona, "place", segment=Count(persona.segment), segments=Count(len(names))),
        strip=strip(persona, study),
        known={name: _known(persona, name) for name in persona.known},
        recognition=_told(persona, "recognition", found=found, right=right, name=persona.name),
        stressed=(found, right),
        neighbour=_neighbour(persona, names, study),
    )


def _told(persona: Persona, what: str, **values: Value) -> Finding:
    return Finding(id=f"persona.{persona.segment}.{what}", claim=Claim(f"sketch.{what}", values))


def _known(persona: Persona, name: str) -> Finding:
    """Say for how many members a feature is known."""
    return Finding(
        id=f"persona.{persona.segment}.known.{name}",
        claim=Claim("sketch.known", {"known": Share(persona.known[name])}),
    )


def _neighbour(persona: Persona, names: Mapping[int, SegmentName], study: Study) -> Finding | None:
    """Say which segment is nearest, where no fact says how many could as well be there."""
    if any(fact.id == f"persona.{persona.segment}.border" for fact in persona.facts):
        return None
    nearest = names[_segment(persona, study).neighbour]
    return _told(persona, "neighbour", neighbour=nearest)


def _segment(persona: Persona, study: Study) -> Segment:
    return next(one for one in study.segmentation.segments if one.id == persona.segment)


def in_ten(share: float) -> Claim:
    """Say how often a rule is right as people do: all, nearly all, 9 in 10."""
    values: dict[str, Value] = {"precision": Share(share)}
    if share >= 1:
        return Claim("sketch.right.all", values)
    tenths = round(share * 10)
    if tenths == 10:
        return Claim("sketch.right.nearly_all", values)
    if not tenths:
        return Claim("sketch.right.few", values)
    return Claim("sketch.right.in_ten", values | {"tenths": Count(tenths), "ten": Count(10)})
