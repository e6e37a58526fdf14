"""Features in original units and segments in, the rule that recognises each segment's members out.

A shallow decision tree tells each segment from the others; of all the paths in it, the conjunction
of at most three conditions with the best F1 becomes the rule, after its thresholds were rounded to
values that people say. Precision and recall are counted with the rounded thresholds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from sklearn.tree import DecisionTreeClassifier

from reporter.model import Condition, Rule
from reporter.segments.space import balanced_rows, sample_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from reporter.model import Unit

CONDITIONS = 3
"""At most so many; more are no rule that anyone remembers."""
PRICE = 0.01
"""How much F1 a further condition, or a further digit of a threshold, must be worth."""
LEAF = 0.005
"""Share of customers that a leaf must hold, so that no rule is made for a handful."""
COMMON = 0.05
"""Share of customers that a category needs so that a rule may ask for it."""
FITTED_ON = 20_000
"""Trees see so many customers at most."""
IS = "\x1fis\x1f"
"""Joins a feature and one of its categories in the name of a column."""
DIGITS = 4
"""Significant digits of a threshold at most; two are the rule."""
NARROW, NARROWEST, WIDEST = 1e-4, 1e-3, 1e30
"""A tree sees single precision, and no difference below 1e-7: a feature whose values lie closer
together (in all, or beside their size), or further apart, is shown to it on a scale from 0 to 1.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """How a feature's values are counted."""

    unit: Unit
    whole: bool
    """Whether all of them are whole numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What a tree is shown of features without gaps."""

    frame: pd.DataFrame
    scales: Mapping[str, tuple[float, float]]
    """For each column what stands for 0, and for the way from there to 1."""

    def value(self, name: str, threshold: float) -> float:
        """Return a tree's threshold in the feature's own unit."""
        low, span = self.scales[name]
        return low + span * threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    rule: Rule
    worth: float
    """F1 less what its length costs."""


def rules(
    frame: pd.DataFrame, labels: NDArray[np.intp], units: Mapping[str, Unit]
) -> dict[int, Rule]:
    """Return the rule of each segment, by its id. Of many customers, a sample finds the rules, and
    all say how often they are right.

    Parameters
    ----------
    frame
        The features that made the segments, in original units; NaN where missing, which no
        condition holds for.
    labels
        Segment ids of the customers.
    units
        The unit of each feature.
    """
    whole = questions(frame, units)
    rows = balanced_rows(labels - labels.min(), FITTED_ON, 0)
    asked, answered = whole.iloc[rows], labels[rows]
    shown = _shown(asked.fillna(asked.median()))
    scales = {
        str(name): _Scale(
            unit=units.get(str(name), "category"), whole=bool((asked[name].dropna() % 1 == 0).all())
        )
        for name in whole.columns
    }
    found = {
        int(number): _rule(asked, shown, answered == number, scales) for number in np.unique(labels)
    }
    return {
        number: _named(_measured(rule, whole, labels == number), units)
        for number, rule in found.items()
    }


def questions(frame: pd.DataFrame, units: Mapping[str, Unit]) -> pd.DataFrame:
    """Return the columns that a tree may ask for: numbers as they are, and for each common category
    whether it is that one.
    """
    columns: dict[str, Any] = {}
    for name in map(str, frame.columns):
        if units[name] != "category":
            columns[name] = frame[name]
            continue
        counts = frame[name].value_counts(normalize=True)
        common = sorted(
            (str(category) for category, share in counts.items() if share >= COMMON), key=str
        )
        columns |= {
            f"{name}{IS}{category}": (frame[name] == category).astype("float64")
            for category in common
        }
    return pd.DataFrame(columns, index=frame.index)


def _shown(filled: pd.DataFrame) -> _Shown:
    """Put features where a tree can tell their values apart; most are there."""
    scales = {
        str(name): _scale(float(filled[name].min()), float(filled[name].max()))
        for name in filled.columns
    }
    moved = {name: (filled[name] - low) / span for name, (low, span) in scales.items()}
    return _Shown(frame=pd.DataFrame(moved, index=filled.index), scales=scales)


def _scale(low: float, high: float) -> tuple[float, float]:
    span = high - low
    seen = max(NARROWEST, NARROW * max(abs(low), abs(high))) < span < WIDEST
    return (0.0, 1.0) if seen or not span else (low, span)


def _named(rule: Rule, units: Mapping[str, Unit]) -> Rule:
    """Write conditions on a category's column as conditions on the category."""
    conditions = []
    for one in rule.conditions:
        name, sign, category = one.feature.rpartition(IS)
        known = sign and units.get(name) == "category"
        conditions.append(
            Condition(
                feature=name,
                operator="is" if one.operator == ">" else "is not",
                threshold=0.5,
                category=category,
            )
            if known
            else one
        )
    return replace(rule, conditions=tuple(conditions))


def _measured(rule: Rule, whole: pd.DataFrame, members: NDArray[np.bool_]) -> Rule:
    found = recognised(whole, rule.conditions)
    hits = int((found & members).sum())
    return replace(
        rule, precision=hits / max(int(found.sum()), 1), recall=hits / int(members.sum())
    )


def _rule(
    frame: pd.DataFrame, shown: _Shown, members: NDArray[np.bool_], scales: Mapping[str, _Scale]
) -> Rule:
    # Where no question parts the customers, as among many rare categories, the rule is: everybody.
    found = [_score(frame, (), members, 0)]
    digits_tried = range(2, DIGITS + 1)
    for weight in (None, "balanced") if len(frame.columns) else ():
        tree = DecisionTreeClassifier(
            max_depth=CONDITIONS,
            min_samples_leaf=_leaf(len(frame)),
            class_weight=weight,
            random_state=0,
        ).fit(shown.frame, members)
        for path in _paths(tree.tree_, shown):
            found.extend(
                _score(frame, _rounded(path, scales, digits), members, digits)
                for digits in digits_tried
            )
    return max(found[1:] or found, key=lambda scored: scored.worth).rule


def _leaf(customers: int) -> int:
    return max(1, math.ceil(LEAF * customers))


def _paths(tree: Any, shown: _Shown) -> Iterator[tuple[Condition, ...]]:
    """Yield the conditions that lead to each node of a fitted tree but its root."""
    names = list(map(str, shown.frame.columns))
    waiting: list[tuple[int, tuple[Condition, ...]]] = [(0, ())]
    while waiting:
        node, path = waiting.pop(0)
        if path:
            yield path
        if tree.children_left[node] >= 0:
            name = names[tree.feature[node]]
            threshold = shown.value(name, float(tree.threshold[node]))
            waiting.append(
                (
                    tree.children_left[node],
                    _joined(path, Condition(feature=name, operator="<=", threshold=threshold)),
                )
            )
            waiting.append(
                (
                    tree.children_right[node],
                    _joined(path, Condition(feature=name, operator=">", threshold=threshold)),
                )
            )


def _joined(path: tuple[Condition, ...], further: Condition) -> tuple[Condition, ...]:
    """Add a condition; a path only ever tightens, so it takes the place of one on the same side of
    the feature.
    """
    kept = (
        one for one in path if (one.feature, one.operator) != (further.feature, further.operator)
    )
    return (*kept, further)


def _rounded(
    path: Sequence[Condition], scales: Mapping[str, _Scale], digits: int
) -> tuple[Condition, ...]:
    return tuple(
        replace(
            one,
            threshold=readable(
                one.threshold, scales[one.feature].unit, digits, whole=scales[one.feature].whole
            ),
        )
        for one in path
    )


def readable(threshold: float, unit: Unit, digits: int, *, whole: bool) -> float:
    """Round a threshold to a value that people say.

    Days become whole, counts stand half way between two whole numbers (more than 6.5 orders are 7
    or more), shares become whole percents, and the rest is given so many significant digits.

    Parameters
    ----------
    whole
        Whether the feature's values are whole numbers: for them, 69.5 and 69 divide alike.
    """
    if unit == "category":
        return 0.5
    if unit == "days":
        return float(math.floor(threshold)) if whole else float(round(threshold))
    if unit == "count" and whole:
        return math.floor(threshold) + 0.5
    if unit == "share":
        return round(threshold, max(digits, 2))
    if whole:
        threshold = float(math.floor(threshold))
    if threshold == 0:
        return 0.0
    # The first significant digit stands at the floor of the decimal logarithm.
    return round(threshold, digits - 1 - math.floor(math.log10(abs(threshold))))


def _score(
    frame: pd.DataFrame, conditions: tuple[Condition, ...], members: NDArray[np.bool_], digits: int
) -> _Scored:
    found = recognised(frame, conditions)
    hits = int((found & members).sum())
    precision, recall = hits / max(int(found.sum()), 1), hits / int(members.sum())
    # F1: the harmonic mean of precision and recall.
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    worth = round(f1 - PRICE * (len(conditions) + digits), 9)
    return _Scored(
        rule=Rule(conditions=conditions, precision=precision, recall=recall), worth=worth
    )


def recognised(frame: pd.DataFrame, conditions: Sequence[Condition]) -> NDArray[np.bool_]:
    """Return which customers meet all conditions; a missing value meets none."""
    held = np.ones(len(frame), dtype=bool)
    for one in conditions:
        values = frame[one.feature].to_numpy()
        held &= values <= one.threshold if one.operator == "<=" else values > one.threshold
    return held


def fidelity(frame: pd.DataFrame, labels: NDArray[np.intp], units: Mapping[str, Unit]) -> float:
    """Return the share of customers that one shallow tree over all segments puts into their
    segment.

    The tree has at most two leaves per segment: as much as a page of plain rules could say.
    """
    whole = questions(frame, units)
    if whole.columns.empty:
        return float(np.unique(labels, return_counts=True)[1].max() / len(labels))
    shown = _shown(whole.fillna(whole.median())).frame
    leaves = 2 * len(np.unique(labels))
    rows = sample_rows(len(shown), FITTED_ON, 0)
    tree = DecisionTreeClassifier(
        max_leaf_nodes=leaves, min_samples_leaf=_leaf(len(rows)), random_state=0
    )
    return float((tree.fit(shown.iloc[rows], labels[rows]).predict(shown) == labels).mean())
