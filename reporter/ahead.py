"""Module names in, modules imported in the background: what later stages need is there when they
begin.

Importing takes as long as a stage does; while the first stages wait for the database, it costs
nothing.
"""

from __future__ import annotations

import contextlib
import threading
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def import_ahead(modules: Sequence[str]) -> threading.Thread:
    """Import modules, one after the other, in a thread of their own.

    A module that fails to import fails again, with its message, where it is used.
    """

    def work() -> None:
        for module in modules:
            with contextlib.suppress(Exception):
                import_module(module)

    thread = threading.Thread(target=work, name="import-ahead", daemon=True)
    thread.start()
    return thread
