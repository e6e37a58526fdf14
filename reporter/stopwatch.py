"""Stages in, seconds out, and somebody who watches is told."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

Observer = Callable[[str], AbstractContextManager[object]]
"""Called with a stage's name when it begins; the context it returns ends with the stage."""


def silent(_stage: str) -> AbstractContextManager[object]:
    """Watch, and say nothing."""
    return contextlib.nullcontext()


class Stopwatch:
    """Count the wall seconds of each stage."""

    def __init__(self, observer: Observer = silent) -> None:
        self.seconds: dict[str, float] = {}
        self._observer = observer

    @contextlib.contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time the block as a part of this stage."""
        start = time.perf_counter()
        with self._observer(stage):
            yield
        self.seconds[stage] = round(self.seconds.get(stage, 0.0) + time.perf_counter() - start, 3)
