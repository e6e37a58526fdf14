"""A report in, `model.skops` out: what is needed to score new customers, in a format that runs no
code when read; and back.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from reporter.errors import HistoryError
from reporter.history.archive import AGAIN, pack, unpack
from reporter.history.model_checks import check_model
from reporter.history.named import plain_name, read_name
from reporter.model import RFM, Distribution, FeatureName, KeptModel, Kind
from reporter.palette import palette

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reporter.model import Report

FORMAT = 2
MODEL = "model.skops"
LONGEST = 1_000
"""Letters of a name."""


def save_model(report: Report, path: Path) -> None:
    """Write the model of a report, byte for byte the same for the same model; a model that was kept
    is kept as it is.
    """
    path.write_bytes(model_bytes(report.study.segmentation.kept or kept_model(report)))


def kept_model(report: Report) -> KeptModel:
    """Take from a report what scores new customers alike."""
    found, personas = report.study.segmentation, report.findings.personas
    colours = palette(
        report.settings.brand.colour, max(found.order), report.settings.brand.segments
    )
    return KeptModel(
        reporter=report.provenance.reporter,
        scikit_learn=report.provenance.packages["scikit-learn"],
        algorithm=found.algorithm,
        pipeline=found.model,
        features=found.features,
        order=found.order,
        names={persona.segment: persona.name for persona in personas},
        notes={persona.segment: persona.note for persona in personas if persona.note},
        colours=dict(enumerate(colours, 1)),
        stabilities={segment.id: segment.stability for segment in found.segments},
        shares={persona.segment: persona.share for persona in personas},
        reference=found.reference,
        thresholds=_thresholds(report),
        kind=report.study.table.kind,
        currency=report.study.totals.currency,
        customers=report.study.totals.customers,
        as_of=report.study.table.period.as_of if report.study.table.period else None,
    )


def _thresholds(report: Report) -> dict[str, tuple[float, ...]]:
    """Return the ends of the score bands between which customers were told apart: the most days,
    the least orders and money.
    """
    bands = report.findings.scoring.bands if report.findings.scoring else ()
    ends: dict[str, list[float]] = {}
    for band in bands:
        end = band.high if band.axis == FeatureName.RECENCY else band.low
        if band.score > 1 and end is not None:
            ends.setdefault(band.axis.value, []).append(float(end))
    return {axis: tuple(sorted(values)) for axis, values in ends.items()}


def model_bytes(kept: KeptModel) -> bytes:
    """Return a kept model as a file holds it: the pipeline, and all that is plain as
    one JSON text.
    """
    about = {
        "reporter": kept.reporter,
        "scikit_learn": kept.scikit_learn,
        "algorithm": kept.algorithm,
        "features": kept.features,
        "order": kept.order,
        "segments": [
            {
                "id": number,
                "name": plain_name(name),
                **({"note": kept.notes[number]} if number in kept.notes else {}),
                "colour": kept.colours[number],
                "stability": kept.stabilities[number],
                "share": kept.shares[number],
            }
            for number, name in sorted(kept.names.items())
        ],
        "reference": [
            {field: getattr(one, field) for field in Distribution.__dataclass_fields__}
            for one in kept.reference
        ],
        "thresholds": dict(kept.thresholds),
        "kind": kept.kind.value,
        "currency": kept.currency,
        "customers": kept.customers,
        "as_of": kept.as_of.isoformat() if kept.as_of else None,
    }
    return pack(
        {
            "format": FORMAT,
            "about": json.dumps(about, ensure_ascii=False, sort_keys=True),
            "pipeline": kept.pipeline,
        }
    )


def load_model(place: Path) -> KeptModel:
    """Read a kept model.

    Parameters
    ----------
    place
        A run folder, or its model.skops.

    Raises
    ------
    HistoryError
        There is no model, or it is damaged, foreign, of another format or inconsistent. Nothing
        that it names is run.
    """
    path = place / MODEL if place.is_dir() else place
    if not path.exists():
        what = f"{place} holds no {MODEL}" if place.is_dir() else f"{place} does not exist"
        raise HistoryError(
            f"{what}: there are no segments to keep.",
            "Name the folder of a run that `reporter run` made.",
        )
    state = unpack(path, readable=FORMAT)
    try:
        kept = _kept(state)
        check_model(kept)
    except Exception as error:  # whatever is missing or of another type in a crafted file
        reason = f"{error}" if type(error) is ValueError else f"{type(error).__name__}: {error}"
        raise HistoryError(
            f"{path} is no whole model of reporter’s: {reason.splitlines()[0][:200]}.", AGAIN
        ) from error
    return kept


def _kept(state: Any) -> KeptModel:
    if not isinstance(state, dict) or state.get("format") != FORMAT:
        raise ValueError("it names no format of reporter’s")
    about: Mapping[str, Any] = json.loads(state["about"])
    segments = {int(one["id"]): one for one in about["segments"]}
    if len(segments) != len(about["segments"]):
        raise ValueError("two segments have one number")
    return KeptModel(
        reporter=_text(about["reporter"]),
        scikit_learn=_text(about["scikit_learn"]),
        algorithm=_text(about["algorithm"]),
        pipeline=state["pipeline"],
        features=tuple(_text(name) for name in about["features"]),
        order=tuple(_whole(number) for number in about["order"]),
        names={number: read_name(one["name"], _text) for number, one in segments.items()},
        notes={number: _text(one["note"]) for number, one in segments.items() if "note" in one},
        colours={number: _text(one["colour"]) for number, one in segments.items()},
        stabilities={number: float(one["stability"]) for number, one in segments.items()},
        shares={number: float(one["share"]) for number, one in segments.items()},
        reference=tuple(_distribution(one) for one in about["reference"]),
        thresholds={
            _text(axis): tuple(map(float, cuts))
            for axis, cuts in about["thresholds"].items()
            if axis in RFM
        },
        kind=Kind(about["kind"]),
        currency=_text(about["currency"]),
        customers=_whole(about["customers"]),
        as_of=date.fromisoformat(about["as_of"]) if about["as_of"] is not None else None,
    )


def _distribution(one: Mapping[str, Any]) -> Distribution:
    lower, upper = one["lower"], one["upper"]
    return Distribution(
        feature=_text(one["feature"]),
        edges=tuple(map(float, one["edges"])),
        categories=tuple(_text(name) for name in one["categories"]),
        shares=tuple(map(float, one["shares"])),
        missing=float(one["missing"]),
        lower=None if lower is None else float(lower),
        upper=None if upper is None else float(upper),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError(f"{value!r:.40} is no text")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise ValueError(f"{value!r:.40} is no whole number")
    return value
