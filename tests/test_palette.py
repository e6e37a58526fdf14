"""The palette: seen by everyone, in grey and on paper."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from reporter.colour import contrast, lab
from reporter.palette import PAPER, SERIES, palette

BLINDNESS = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""Machado, Oliveira & Fernandes (2009), full severity, on linear RGB."""


def _seen(colour: str, blindness: str) -> tuple[float, float, float]:
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(BLINDNESS[blindness]) @ linear, 0, 1)
    back = np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055)
    return lab("#" + "".join(f"{round(value * 255):02X}" for value in back))


@pytest.mark.parametrize("blindness", sorted(BLINDNESS))
def test_any_two_segments_stay_apart_for_the_colour_blind(blindness: str) -> None:
    nearest = min(
        np.linalg.norm(np.subtract(_seen(first, blindness), _seen(second, blindness)))
        for first, second in combinations(SERIES[:8], 2)
    )
    assert nearest > 10


def test_every_colour_can_be_seen_on_paper() -> None:
    assert min(contrast(colour, PAPER) for colour in SERIES) >= 3


def test_neighbours_differ_in_grey() -> None:
    assert min(abs(lab(first)[0] - lab(second)[0]) for first, second in pairwise(SERIES)) >= 8


def test_the_first_five_all_differ_in_grey() -> None:
    greys = sorted(lab(colour)[0] for colour in SERIES[:5])
    assert min(second - first for first, second in pairwise(greys)) >= 5


def test_black_on_white_has_the_highest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_lightness_runs_from_black_to_white() -> None:
    assert lab("#FFFFFF")[0] == pytest.approx(100, abs=0.1)
    assert lab("#000000")[0] == pytest.approx(0, abs=0.1)


def test_a_pale_brand_leaves_the_palette_alone() -> None:
    assert palette("#FFE680", 5) == SERIES[:5]


def test_a_brand_pushes_colours_near_to_it_to_the_end() -> None:
    colours = palette("#C0483F", 12)
    assert colours[0] == "#C0483F"
    assert "#BC4B45" not in colours[:11]
    assert len(set(colours)) == 12


def test_colours_of_kept_segments_come_first_and_no_two_are_alike() -> None:
    own = ("#7A1F3D", "#2e8464")
    made = palette("#0B5D66", 12, own)
    assert made[:2] == ("#7A1F3D", "#2E8464")
    assert len(set(made)) == len(made) == 12
    assert palette("#0B5D66", 2, own) == made[:2]
