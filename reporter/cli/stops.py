"""Signals that stop a run in, an exception in its block out, so that it tidies up as after any
error.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 4.0
"""Seconds that a block has to tidy up after a signal."""
AT_ONCE = 0.01
"""Seconds after which a stop comes again that was lost."""

NUMBERS = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGTERM") if hasattr(signal, name)
)


class Stopped(BaseException):
    """The run was told to stop by a signal."""


class Stops:
    """The signals that stop a block: the first is received, later ones are ignored, as the block is
    ending already.
    """

    def __init__(self) -> None:
        self.received = 0
        """The signal's number, if there was one."""
        self._usual: dict[int, Any] = {}
        self._is_begun = False
        self._unraisable = sys.unraisablehook

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():  # others cannot ask for signals
            for number in (*NUMBERS, signal.SIGALRM):
                usual = signal.getsignal(number)
                if number == getattr(signal, "SIGHUP", None) and usual == signal.SIG_IGN:
                    continue  # nohup: the run shall outlive its terminal
                self._usual[number] = usual
                signal.signal(number, self._stop)
            self._unraisable, sys.unraisablehook = sys.unraisablehook, self._lost
        return self

    def __exit__(self, *_: object) -> None:
        self._calm()
        for number, usual in self._usual.items():
            signal.signal(number, usual)
        if self._usual:
            sys.unraisablehook = self._unraisable

    @contextlib.contextmanager
    def block(self) -> Iterator[None]:
        """Let signals end this block. What is made before it is made whole, and what comes after
        only tidies up.
        """
        try:
            self._is_begun = True
            if self.received:
                raise Stopped
            yield
        finally:
            self._calm()

    def _stop(self, number: int, _frame: object) -> None:
        self.received = self.received or number
        for one in self._usual:
            if one != signal.SIGALRM:
                signal.signal(one, signal.SIG_IGN)
        if not self._is_begun:
            return
        # A signal that comes in the middle of an import may leave a lock behind that a thread waits
        # for without end, and the block for that thread: whatever the block still waits for after a
        # while is given up.
        signal.setitimer(signal.ITIMER_REAL, PATIENCE, PATIENCE)
        raise Stopped

    def _lost(self, lost: sys.UnraisableHookArgs) -> None:
        """Stop again where Python drops a stop, and would print it: in a finaliser or a weak
        reference's callback.
        """
        if lost.exc_type is Stopped:
            signal.setitimer(signal.ITIMER_REAL, AT_ONCE, PATIENCE)
        else:
            self._unraisable(lost)

    def _calm(self) -> None:
        if self._usual:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for number in self._usual:
                signal.signal(number, signal.SIG_IGN)
