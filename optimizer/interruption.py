"""Ctrl-C and requests to end a program: the first ends the search and keeps the best plan so far, the second leaves.

A shell that closes, ``kill`` and a computer that shuts down ask by SIGTERM where Ctrl-C is SIGINT. Windows has Ctrl-C
and Ctrl-Break only: there, ending a process from outside and shutting down ask nothing, and a plan in the making is
lost, as it is everywhere when the power fails; nothing is left half-written even then.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Final, TypeVar

T = TypeVar("T")

_SIGNALS: Final = tuple(
    signal.Signals[name] for name in ("SIGINT", "SIGTERM", "SIGBREAK") if name in signal.Signals.__members__
)
_USUAL: Final = frozenset({signal.default_int_handler, signal.SIG_DFL})

_ONE_PRESS_S: Final = 0.5
"""Signals within this time are one request: what starts a program often passes on a signal that it got already."""

_POLL_S: Final = 0.1


@dataclass(slots=True)
class _Noting:
    """A handler that notes the first request and raises at the next."""

    asked: threading.Event = field(default_factory=threading.Event)
    first: float = 0.0

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        if not self.asked.is_set():
            self.first = time.monotonic()
            self.asked.set()
        elif time.monotonic() - self.first > _ONE_PRESS_S:
            raise KeyboardInterrupt


@contextmanager
def noted() -> Iterator[threading.Event]:
    """Set the event at the first request to end, and raise ``KeyboardInterrupt`` at the second.

    Within another ``noted`` the event is the one of the outermost. Only the main thread may say what a signal does, and
    where a host has its own way with Ctrl-C, it stays: then nothing is ever noted.
    """
    current = signal.getsignal(signal.SIGINT)
    if isinstance(current, _Noting):
        yield current.asked
        return
    noting = _Noting()
    mine = threading.current_thread() is threading.main_thread()
    with _handled_by(noting if mine and current is signal.default_int_handler else None):
        yield noting.asked


@contextmanager
def raised() -> Iterator[None]:
    """Let a request to terminate do what Ctrl-C does: raise ``KeyboardInterrupt``, so that everything is tidied up."""
    mine = threading.current_thread() is threading.main_thread()
    usual = mine and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    with _handled_by(signal.default_int_handler if usual else None):
        yield


@contextmanager
def _handled_by(handler: Callable[[int, FrameType | None], None] | None) -> Iterator[None]:
    """Hand signals to ``handler``, for as long as it takes; one that is ignored, as under ``nohup``, stays so."""
    before = {number: signal.getsignal(number) for number in _SIGNALS if handler is not None}
    taken = {number: each for number, each in before.items() if each in _USUAL}
    try:
        for number in taken:
            signal.signal(number, handler)
        yield
    finally:
        for number, each in taken.items():
            signal.signal(number, each)


def beside(
    work: Callable[[], T], meanwhile: Callable[[], None] = lambda: None, *, first: Callable[[], None] = lambda: None
) -> T:
    """Do work in a thread of its own and wait for it, so that a signal is noted also while native code computes.

    Parameters
    ----------
    meanwhile
        Is called by the thread that waits, ten times a second.
    first
        Is called by it once, before it waits.
    """
    done = threading.Event()
    ended: list[T] = []
    failed: list[BaseException] = []

    def do() -> None:
        try:
            ended.append(work())
        except BaseException as error:
            failed.append(error)
        finally:
            done.set()

    threading.Thread(target=do, name="search", daemon=True).start()
    first()
    while not done.wait(_POLL_S):
        meanwhile()
    if failed:
        raise failed[0]
    return ended[0]
