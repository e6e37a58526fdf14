"""What holds for all tests: how long something takes is a matter of `make bench`, never of a test;
and what they are called.
"""

from __future__ import annotations

import gc

from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# Thousands of small tests make much that goes at once; looking for cycles as often as is usual
# takes a tenth of their time.
gc.set_threshold(50_000, 50, 100)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Keep a file's bytes out of the names of tests: packed ones may carry the time, and nobody can
    read them.
    """
    return argname if isinstance(val, (bytes, bytearray)) else None
