"""A `Dataset` in, a `CleanDataset` and the profiler's page out: what is in the data, and which rows
can be trusted.
"""

from __future__ import annotations

from reporter.quality.cleaning import clean
from reporter.quality.profiler import ProfileJob, start_profiler

__all__ = ["ProfileJob", "clean", "start_profiler"]
