"""The runs are those of the other tests of whole runs."""

from tests.runs.conftest import run_of

__all__ = ["run_of"]
