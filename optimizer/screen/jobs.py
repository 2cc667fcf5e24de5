"""The computation of a project that is under way: started, listened to, ended early, and its end noted in the log."""

import asyncio
import multiprocessing
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import Any, Final

from geodata.language import Lang
from geodata.scratch import sweep_after
from optimizer.screen import words
from optimizer.screen.gathering import Sentence, in_both
from optimizer.screen.job_process import STOP, Failed, Finished, Heard, Task, interrupts_held, work

_WAIT_S: Final = 15.0
"""The longest that a question about news is kept waiting."""


class JobState(StrEnum):
    """How a computation stands."""

    NONE = "none"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ended:
    """What the page gets of a computation that was done, and what a person should know of it."""

    result: dict[str, Any]
    note: Sentence | None = None


@dataclass(slots=True)
class Job:
    """One computation in a process of its own.

    Attributes
    ----------
    kind
        What it makes, as the page calls it.
    joining
        Families that join, of which a search says how many are left.
    on_end
        Is called when the folder is written, and gives what the page gets; before anybody hears that it is done.
    note
        What a person should know of how it ended.
    """

    kind: str
    joining: int
    on_end: Callable[[Finished], "Ended"]
    state: JobState = JobState.RUNNING
    said: list[Sentence] = field(default_factory=list)
    unplaced: int | None = None
    result: dict[str, Any] = field(default_factory=dict)
    note: Sentence | None = None
    failed: Failed | None = None
    _began: float = field(default_factory=time.monotonic)
    _ended: float | None = None
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _listeners: list[Callable[[], None]] = field(default_factory=list)
    _pipe: Connection | None = None
    _thread: threading.Thread | None = None
    _stopped: bool = False

    def start(self, task: Task) -> None:
        """Begin."""
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        process = spawn.Process(target=work, args=(theirs, task), daemon=True)
        with interrupts_held():
            process.start()
        theirs.close()
        self._thread = threading.Thread(target=self._listen, args=(process,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end with the best that it has; once, as a second time means to leave at once."""
        with self._guard:
            if self._pipe is None or self._stopped or self.state is not JobState.RUNNING:
                return
            self._stopped = True
        with suppress(OSError):
            self._pipe.send(STOP)

    def wait(self, seconds: float) -> bool:
        """Wait for its end; tells whether it came."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self.state is not JobState.RUNNING

    async def news(self, after: int) -> None:
        """Wait until something is said after the sentence with a number, it ends, or some seconds have passed.

        Whoever waits takes no thread: a change by hand finds one free, however many tabs wait.
        """
        loop, came = asyncio.get_running_loop(), asyncio.Event()

        def tell() -> None:
            with suppress(RuntimeError):  # the loop ended with the server
                loop.call_soon_threadsafe(came.set)

        with self._guard:
            self._listeners.append(tell)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(_WAIT_S):
                    while len(self.said) <= after and self.state is JobState.RUNNING:
                        await came.wait()
                        came.clear()
        finally:
            with self._guard:
                self._listeners.remove(tell)

    def told(self, after: int, lang: Lang) -> dict[str, Any]:
        """Give what was said after the sentence with a number, and how it stands."""
        with self._guard:
            numbered = list(enumerate(self.said, start=1))[max(after, 0) :]
            document: dict[str, Any] = {
                "state": str(self.state),
                "kind": self.kind,
                "words": [[n, sentence[str(lang)]] for n, sentence in numbered],
                "last": len(self.said),
                "unplaced": self.unplaced,
                "placed": None if self.unplaced is None else self.joining - self.unplaced,
                "seconds": round((self._ended or time.monotonic()) - self._began, 1),
            }
            if self.result:
                document["result"] = self.result
            if self.note is not None:
                document["note"] = self.note[str(lang)]
            if self.failed is not None:
                document["error"] = self.failed.error[str(lang)]
                document["lines"] = [line[str(lang)] for line in self.failed.lines]
            return document

    def _listen(self, process: Any) -> None:
        """Take what the process says until it ends."""
        assert self._pipe is not None
        end: Finished | Failed | None = None
        with suppress(EOFError, OSError):
            while end is None:
                message = self._pipe.recv()
                if isinstance(message, Heard):
                    self._hear(message)
                else:
                    end = message
        process.join()
        sweep_after(process.pid or 0)
        self._end(end or Failed(in_both(words.PROCESS_ENDED)))
        self._pipe.close()

    def _hear(self, message: Heard) -> None:
        with self._guard:
            if message.tier == "unplaced" and message.value is not None:
                self.unplaced = message.value
            if message.sentence is not None and message.sentence not in self.said[-1:]:
                self.said.append(message.sentence)
            listeners = tuple(self._listeners)
        for tell in listeners:
            tell()

    def _end(self, end: Finished | Failed) -> None:
        state = JobState.DONE
        if isinstance(end, Finished):
            try:
                ended = self.on_end(end)
                self.result, self.note = ended.result, ended.note
            except OSError:
                end = Failed(in_both(words.NOT_NOTED))
        if isinstance(end, Failed):
            self.failed, state = end, JobState.FAILED
        with self._guard:
            if isinstance(end, Finished) and end.interrupted:
                self.said.append(in_both(words.KEPT_BEST))
            self.state, self._ended = state, time.monotonic()
            listeners = tuple(self._listeners)
        for tell in listeners:
            tell()


NO_JOB: Final[dict[str, Any]] = {
    "state": "none",
    "kind": None,
    "words": [],
    "last": 0,
    "unplaced": None,
    "placed": None,
    "seconds": 0.0,
}
"""What is said where nothing was ever computed."""


class Jobs:
    """The last computation of each project; one at a time."""

    def __init__(self) -> None:
        self._of: dict[str, Job] = {}

    def get(self, project: str) -> Job | None:
        """Give the last of a project."""
        return self._of.get(project)

    def set(self, project: str, job: Job) -> None:
        """Note the one that is about to begin."""
        self._of[project] = job

    def forget(self, project: str) -> None:
        """Note no computation of a project any more."""
        self._of.pop(project, None)

    @property
    def running(self) -> list[Job]:
        """All that are under way."""
        return [job for job in self._of.values() if job.state is JobState.RUNNING]
