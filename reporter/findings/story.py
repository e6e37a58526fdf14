"""The whole stage in one place: the earlier stages' values in, `Findings` out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.findings.cautions import cautions
from reporter.findings.grid.captions import axes, caption
from reporter.findings.grid.grid import crossing, make_grid
from reporter.findings.measuring.base_figures import base_figures, middle_halves, spend_shares
from reporter.findings.measuring.bases import all_based
from reporter.findings.measuring.measure import measure
from reporter.findings.measuring.rules import rule_claim
from reporter.findings.measuring.traits import traits
from reporter.findings.method.alternatives import alternatives
from reporter.findings.method.appendix import appendix
from reporter.findings.method.choosing import choosing
from reporter.findings.naming.names import name_segments
from reporter.findings.naming.own_names import own_names
from reporter.findings.personas.facts import persona_facts
from reporter.findings.personas.outcomes import outcome_facts, outcomes
from reporter.findings.personas.portraits import portrait
from reporter.findings.personas.preferences import mixes, product_lifts
from reporter.findings.personas.sketches import sketches
from reporter.findings.strategies.playbook import load_playbook
from reporter.findings.strategies.segment_figures import segment_figures
from reporter.findings.strategies.suggestions import choose_strategies
from reporter.findings.summary.caveats import caveats
from reporter.findings.summary.certainty import certainty
from reporter.findings.summary.front import front
from reporter.findings.summary.guide import guide
from reporter.findings.summary.headlines import cover_line, headline
from reporter.findings.summary.key_figures import key_figures
from reporter.findings.summary.leading_findings import leading_findings
from reporter.findings.summary.readings import readings, telling
from reporter.findings.summary.sections import section_answers
from reporter.findings.titles.base import base_titles
from reporter.findings.titles.ground import Ground
from reporter.findings.titles.personas import persona_titles
from reporter.findings.titles.segments import segment_titles
from reporter.model import Findings, Persona

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reporter.findings.measuring.measured import Measured
    from reporter.model import (
        Mix,
        Outcome,
        ProductLift,
        Strategy,
        Study,
    )
    from reporter.model.claim import Claim, SegmentName
    from reporter.numerals import Numerals
    from reporter.settings import Settings


def find(
    study: Study, settings: Settings, numerals: Numerals, call: Callable[[Claim], str]
) -> Findings:
    """Name and describe the segments, suggest strategies and say what the report says.

    Parameters
    ----------
    study
        The base: what was cleaned, one row per customer, their segments and what each bought.
    settings
        ``findings`` for the playbook and the grid, ``quality`` for what is said of returns and
        repeats.
    numerals
        How numbers are written.
    call
        Says a claim in the language of the report: a page has room for names of so many letters,
        and a client gives names by what segments are called.

    Raises
    ------
    FindingsError
        The client's playbook is not valid.
    """
    playbook = load_playbook(settings)
    measured = measure(
        study,
        numerals,
        smallest_cell=settings.privacy.smallest_cell,
    )

    def called(name: SegmentName) -> str:
        return name.called if isinstance(name.called, str) else call(name.called)

    names, notes = own_names(
        name_segments(measured, lambda name: len(call(name))),
        settings.findings.names,
        called,
        kept=study.segmentation.kept,
    )
    products = {number: product_lifts(measured, number) for number in names}
    became = outcomes(measured)
    likes, grid = (
        mixes(measured, {one.feature for one in became}),
        make_grid(measured, settings.findings.grid),
    )
    figures = {
        number: segment_figures(measured, number, names, products[number], became)
        for number in names
    }
    strategies, actions = choose_strategies(playbook, measured, figures)
    personas = tuple(
        _persona(
            measured,
            number,
            names,
            products[number],
            likes[number],
            strategies[number],
            became,
            notes.get(number, ""),
        )
        for number in names
    )
    ground = Ground(measured=measured, names=names, grid=grid, actions=actions, outcomes=became)
    titles = base_titles(ground) | segment_titles(ground)
    for persona in personas:
        titles |= persona_titles(measured, persona)
    opening, base = headline(measured, names), base_figures(measured)
    found = Findings(
        headline=opening,
        title=cover_line(measured),
        front=front(study, actions),
        guide=guide(study, personas, settings.quality.returns),
        summary=leading_findings(measured, names, became),
        titles=titles,
        sections=section_answers(measured, names, opening, grid, actions, became),
        base=base,
        key_figures=key_figures(study, base),
        certainty=certainty(measured, names),
        choice=choosing(study.segmentation),
        appendix=appendix(study, personas, grid.scoring if grid else None, settings),
        cautions=cautions(study.clean, settings),
        readings=readings(study.clean),
        telling=telling(study.clean),
        outcomes=became,
        alternatives=alternatives(study.segmentation, names),
        caveats=caveats(measured, names, settings.quality.returns, became),
        personas=personas,
        sketches=sketches(personas, study),
        actions=actions,
        grid=grid.cells if grid else None,
        crossing=crossing(measured, grid, names),
        scoring=grid.scoring if grid else None,
        grid_caption=caption(grid.scoring) if grid else None,
        grid_axes=axes(grid.scoring) if grid else None,
        crossings=grid.crossings if grid else (),
        sentences=playbook.sentences,
    )
    told: Findings = all_based(found, measured)
    return told


def _persona(
    measured: Measured,
    number: int,
    names: Mapping[int, SegmentName],
    products: Sequence[ProductLift],
    likes: Sequence[Mix],
    strategies: Sequence[Strategy],
    became: Sequence[Outcome],
    note: str,
) -> Persona:
    return Persona(
        segment=number,
        name=names[number],
        portrait=portrait(measured, number),
        customers=measured.customers[number],
        share=measured.share[number],
        revenue=measured.revenue[number] if measured.revenue else None,
        revenue_share=measured.revenue_share[number] if measured.revenue_share else None,
        orders=measured.orders[number] if measured.orders else None,
        orders_share=(
            measured.orders[number] / sum(measured.orders.values()) if measured.orders else None
        ),
        typical=dict(measured.medians[number]),
        known={
            name: measured.known[number][name]
            for name in measured.medians[number]
            if not measured.known_for_most(number, name)
        },
        middle=middle_halves(measured, number),
        spend=spend_shares(measured, number),
        traits=traits(measured, number),
        mixes=tuple(likes),
        products=tuple(products),
        facts=(
            *outcome_facts(measured, number, became),
            *persona_facts(measured, number, names, products, likes),
        ),
        rule=rule_claim(measured.segment(number).rule, measured),
        strategies=tuple(strategies),
        note=note,
    )
