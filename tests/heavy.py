"""What of many alike is tried by `make test`, and what only in the slow set."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark import ParameterSet

T = TypeVar("T")


def first(count: int, values: Iterable[T]) -> list[T | ParameterSet]:
    """Return what a test is parametrised by: all but so many of the first are left to the slow set."""
    return [value if place < count else _slow(value) for place, value in enumerate(values)]


def every(step: int, values: Iterable[T]) -> list[T | ParameterSet]:
    """Return the same, where one in so many is left to `make test`."""
    return [_slow(value) if place % step else value for place, value in enumerate(values)]


def _slow(value: object) -> ParameterSet:
    return pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=pytest.mark.slow)
