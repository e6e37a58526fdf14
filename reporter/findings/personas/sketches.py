"""What a persona's page says in figures: the persona and the base in, its place, its figures, how
well its rule does and which segment is nearest out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.personas.strip import strip
from reporter.findings.words.draft import Draft
from reporter.model import Sketch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reporter.model import Finding, Persona, Segment, Study
    from reporter.numerals import Numerals


def sketches(personas: Sequence[Persona], study: Study, numerals: Numerals) -> dict[int, Sketch]:
    """Sketch each persona, by its segment."""
    names = {persona.segment: persona.name for persona in personas}
    return {persona.segment: _sketch(persona, names, study, numerals) for persona in personas}


def _sketch(persona: Persona, names: Mapping[int, str], study: Study, numerals: Numerals) -> Sketch:
    recognition, stressed = _recognition(persona, study, numerals)
    return Sketch(
        place=_place(persona, len(names), numerals),
        strip=strip(persona, study, numerals),
        known={name: _known(persona, name, numerals) for name in persona.known},
        recognition=recognition,
        stressed=stressed,
        neighbour=_neighbour(persona, names, study, numerals),
    )


def _place(persona: Persona, of: int, numerals: Numerals) -> Finding:
    draft = Draft(numerals)
    text = f"Segment {draft.count('segment', persona.segment)} of {draft.count('segments', of)}"
    return draft.finding(f"persona.{persona.segment}.place", text)


def _known(persona: Persona, name: str, numerals: Numerals) -> Finding:
    """Say for how many members a feature is known."""
    draft, share = Draft(numerals), persona.known[name]
    draft.note("known", share)
    text = f"known for {numerals.percent(share)} of them"
    return draft.finding(f"persona.{persona.segment}.known.{name}", text)


def _recognition(
    persona: Persona, study: Study, numerals: Numerals
) -> tuple[Finding, tuple[str, str]]:
    """Say how many of them the rule finds and how often it is right, and which parts of that are
    figures.
    """
    rule, draft = _segment(persona, study).rule, Draft(numerals)
    draft.note("recall", rule.recall)
    found, right = numerals.percent(rule.recall), in_ten(rule.precision, draft)
    text = f"It finds {found} of them; {right} of those it finds are {persona.name}."
    draft.note("name", persona.name)
    return draft.finding(f"persona.{persona.segment}.recognition", text), (found, right)


def _neighbour(
    persona: Persona, names: Mapping[int, str], study: Study, numerals: Numerals
) -> Finding | None:
    """Say which segment is nearest, where no fact says how many could as well be there."""
    if any(fact.id == f"persona.{persona.segment}.border" for fact in persona.facts):
        return None
    draft, nearest = Draft(numerals), names[_segment(persona, study).neighbour]
    text = f"Borders on {draft.name('neighbour', nearest)}."
    return draft.finding(f"persona.{persona.segment}.neighbour", text)


def _segment(persona: Persona, study: Study) -> Segment:
    return next(one for one in study.segmentation.segments if one.id == persona.segment)


def in_ten(share: float, draft: Draft) -> str:
    """Say how often a rule is right as people do: all, nearly all, 9 in 10."""
    draft.note("precision", share)
    if share >= 1:
        return "all"
    tenths = round(share * 10)
    if tenths == 10:
        return "nearly all"
    if not tenths:
        return "few"
    return f"{draft.count('tenths', tenths)} in {draft.count('ten', 10)}"
