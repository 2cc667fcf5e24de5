"""A worker of a batch: a process that does one run after the other, and ends with its parent."""

import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing import connection, parent_process
from multiprocessing.connection import Connection
from pathlib import Path

from optimizer.batch.task import End, Message, Perform, RunResult, Task
from optimizer.machine import forget_peak, peak_mb


@dataclass(frozen=True, slots=True)
class Ready:
    """Said once, when the worker can take its first task."""


def work(pipe: Connection, perform: Perform, errors: Path) -> None:
    """Do every task that comes through ``pipe``, until its other end closes.

    Parameters
    ----------
    errors
        Gets what native code says when it dies.
    """
    _let_the_parent_decide()
    _speak_into(errors)
    threading.Thread(target=_leave_with_parent, name="parent", daemon=True).start()
    prepare(perform)
    send = _Sender(pipe)
    send(Ready())
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        send(done(task, perform, send))


def prepare(perform: Perform) -> None:
    """Load what runs need before the first of them is timed: ``prepare`` beside ``perform``, where there is one."""
    beside: Callable[[], None] | None = getattr(sys.modules[perform.__module__], "prepare", None)
    if beside is not None:
        beside()


@dataclass(slots=True)
class _Sender:
    """Sends from any thread, one message at a time."""

    pipe: Connection
    lock: threading.Lock

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe
        self.lock = threading.Lock()

    def __call__(self, message: object) -> None:
        with self.lock:
            self.pipe.send(message)


def done(task: Task, perform: Perform, tell: Callable[[Message], None]) -> RunResult:
    """Do a run and say what it took; memory that ran out is how it ended, not a fault."""
    began = time.monotonic()
    forget_peak()
    try:
        result = perform(task, tell)
    except MemoryError:
        result = RunResult(End.MEMORY)
    return replace(result, seconds=time.monotonic() - began, memory_mb=peak_mb())


def _let_the_parent_decide() -> None:
    """Leave Ctrl-C to the parent: a terminal sends it to every process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _speak_into(errors: Path) -> None:
    """Send all output of this process to a file: none of it is meant for the user's screen."""
    handle = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.close(handle)
    faulthandler.enable(all_threads=False)


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
    os._exit(1)
