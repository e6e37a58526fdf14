"""What a persona's page says in figures: the persona and the base in, its place, its figures and
how well its rule does out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.personas.strip import strip
from reporter.findings.words.draft import Draft
from reporter.model import Sketch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.model import Finding, Persona, Study
    from reporter.numerals import Numerals


def sketches(personas: Sequence[Persona], study: Study, numerals: Numerals) -> dict[int, Sketch]:
    """Sketch each persona, by its segment."""
    return {
        persona.segment: _sketch(persona, len(personas), study, numerals) for persona in personas
    }


def _sketch(persona: Persona, of: int, study: Study, numerals: Numerals) -> Sketch:
    recognition, stressed = _recognition(persona, study, numerals)
    return Sketch(
        place=_place(persona, of, numerals),
        strip=strip(persona, study, numerals),
        known={name: _known(persona, name, numerals) for name in persona.known},
        recognition=recognition,
        stressed=stressed,
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
    rule = next(one.rule for one in study.segmentation.segments if one.id == persona.segment)
    draft = Draft(numerals)
    draft.note("recall", rule.recall)
    found, right = numerals.percent(rule.recall), in_ten(rule.precision, draft)
    text = f"It finds {found} of them; {right} of those it finds are {persona.name}."
    draft.note("name", persona.name)
    return draft.finding(f"persona.{persona.segment}.recognition", text), (found, right)


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
