"""A kind of column and a number of customers in, values out: each kind is one that some algorithm
or drawing does not expect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    Values = NDArray[Any]
    Maker = Callable[[np.random.Generator, int], Values]

WORDS = (
    "gold",
    "silver",
    "bronze",
    "north",
    "south & east",
    "<b>web</b>",
    "Ünïcode",
    "unknown",
    "a, b",
    "0",
)


def _ordinary(chance: np.random.Generator, size: int) -> Values:
    return chance.lognormal(3, chance.uniform(0.1, 2.0), size).round(2)


def _groups(chance: np.random.Generator, size: int) -> Values:
    return (chance.integers(0, 4, size) * 30 + chance.normal(0, 2, size)).round(1)


def _whole(chance: np.random.Generator, size: int) -> Values:
    return chance.poisson(chance.uniform(0.3, 20), size)


def _few(chance: np.random.Generator, size: int) -> Values:
    return chance.choice(chance.normal(0, 10, int(chance.integers(2, 5))).round(1), size)


def _scale(chance: np.random.Generator, size: int) -> Values:
    return chance.integers(1, 6, size)


def _zero_inflated(chance: np.random.Generator, size: int) -> Values:
    return np.where(
        chance.random(size) < chance.uniform(0.5, 0.99), 0.0, chance.lognormal(3, 1, size).round(2)
    )


def _one_other(chance: np.random.Generator, size: int) -> Values:
    values = np.zeros(size)
    values[int(chance.integers(size))] = float(chance.choice([1.0, -1.0, 1e9, 1e-9]))
    return values


def _constant(chance: np.random.Generator, size: int) -> Values:
    return np.full(size, float(chance.choice([0.0, 1.0, -5.0, 99.9, 1e12])))


def _sentinel(chance: np.random.Generator, size: int) -> Values:
    return np.where(
        chance.random(size) < 0.2, chance.choice([-1, 999, 365243]), chance.integers(1, 60, size)
    )


def _negative(chance: np.random.Generator, size: int) -> Values:
    return (-chance.lognormal(3, 1, size)).round(2)


def _either_sign(chance: np.random.Generator, size: int) -> Values:
    return chance.standard_t(2, size) * 100


def _huge(chance: np.random.Generator, size: int) -> Values:
    return chance.lognormal(0, 1, size) * 10.0 ** int(
        chance.choice([6, 9, 12, 12, 15, 15, 30, 90, 300])
    )


def _endless(chance: np.random.Generator, size: int) -> Values:
    odd = chance.choice([np.inf, -np.inf, np.nan, np.nan, 9e15, 1e30, -1.7e308])
    return np.where(chance.random(size) < 0.1, odd, chance.normal(50, 10, size).round(1))


def _tiny(chance: np.random.Generator, size: int) -> Values:
    return chance.lognormal(0, 1, size) * 10.0 ** -int(chance.choice([6, 15, 100, 200, 300]))


def _every_size(chance: np.random.Generator, size: int) -> Values:
    return 10.0 ** chance.uniform(-12, 12, size)


def _one_whale(chance: np.random.Generator, size: int) -> Values:
    values = chance.lognormal(3, 0.5, size).round(2)
    values[int(chance.integers(size))] *= 10.0 ** int(chance.integers(3, 9))
    return values


def _near_constant(chance: np.random.Generator, size: int) -> Values:
    return 100 + chance.normal(0, 1, size) * 10.0 ** -int(chance.integers(3, 14))


def _share(chance: np.random.Generator, size: int) -> Values:
    return chance.beta(0.3, 0.3, size).round(int(chance.integers(1, 5)))


def _flag(chance: np.random.Generator, size: int) -> Values:
    return chance.integers(0, 2, size)


def _sparse(chance: np.random.Generator, size: int) -> Values:
    return np.where(
        chance.random(size) < chance.uniform(0.5, 0.98),
        np.nan,
        chance.normal(50, 10, size).round(1),
    )


def _empty(_: np.random.Generator, size: int) -> Values:
    return np.full(size, np.nan)


def _words(chance: np.random.Generator, size: int) -> Values:
    return chance.choice(WORDS[: int(chance.integers(1, len(WORDS)))], size)


def _own_words(_: np.random.Generator, size: int) -> Values:
    return np.array([f"note {number}" for number in range(size)], dtype=object)


def _days(chance: np.random.Generator, size: int) -> Values:
    starts = np.datetime64("2019-01-01") + chance.integers(
        0, int(chance.choice([1, 30, 2000])), size
    ).astype("timedelta64[D]")
    return starts.astype(str)


NUMBERS: Mapping[str, Maker] = {
    "ordinary": _ordinary, "groups": _groups, "whole": _whole, "few": _few, "scale": _scale, "zero-inflated": _zero_inflated,
    "one other": _one_other, "constant": _constant, "sentinel": _sentinel, "negative": _negative, "either sign": _either_sign,
    "huge": _huge, "tiny": _tiny, "every size": _every_size, "one whale": _one_whale, "near constant": _near_constant, "share": _share,
    "flag": _flag, "sparse": _sparse, "endless": _endless,
}  # fmt: skip
OTHERS: Mapping[str, Maker] = {
    "empty": _empty,
    "words": _words,
    "own words": _own_words,
    "days": _days,
}

EVERY: Mapping[str, Maker] = {**NUMBERS, **OTHERS}


def beside(chance: np.random.Generator, values: Values) -> Values:
    """Make a column that all but repeats another: the same, with a little noise, turned around, or
    in another unit.
    """
    known = values[np.isfinite(values)]
    with np.errstate(all="ignore"):
        spread = (float(np.std(known)) if len(known) else 0.0) or 1.0
        ways = (
            values,
            values + chance.normal(0, spread * 1e-3, len(values)),
            1 - values,
            values * 1e6,
            np.round(values / 10),
        )
    return np.asarray(ways[int(chance.integers(len(ways)))])
