"""Runs on this computer: worker processes, as many as its cores and memory carry."""

import multiprocessing
import os
import signal
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Final

from geodata.language import Lang
from geodata.scratch import scratch, sweep_after
from optimizer.batch import words
from optimizer.batch.engine import Began, Ended, Event, Load, Progressed, Ticked, patience_s
from optimizer.batch.runs import Run
from optimizer.batch.task import End, Perform, RunResult
from optimizer.batch.worker import Ready, work
from optimizer.library_threads import LIBRARY_THREADS
from optimizer.machine import available_mb, n_cores, resident_mb
from optimizer.outcome import Progress

RUN_MB: Final = 400.0
"""What a run is taken to need before one has been seen."""

_FREE_MB: Final = 200.0
"""Below this the computer would begin to end processes by itself; the largest run is ended first."""

_LARGE_MB: Final = 1024.0
"""A worker that grew beyond this is replaced after its run, so that its memory comes back."""

_TICK_S: Final = 0.2


def jobs_for(threads: int) -> int:
    """Give how many runs go at once: no more threads than cores, and memory for each.

    Parameters
    ----------
    threads
        Threads of one run.
    """
    fit = int((available_mb() - _FREE_MB) // RUN_MB)
    return max(1, min(n_cores() // max(threads, 1), fit))


@dataclass(slots=True)
class _Worker:
    """A worker process, and the run that it does or will begin with."""

    process: SpawnProcess
    pipe: Connection
    errors: Path
    run: Run | None
    ready: bool = False
    began: float | None = None
    peak_mb: float = 0.0
    log: list[str] = field(default_factory=list)
    verdict: RunResult | None = None
    retired: bool = False

    @property
    def idle(self) -> bool:
        return self.run is None and not self.retired and self.process.is_alive()

    @property
    def seconds(self) -> float:
        return 0.0 if self.began is None else time.monotonic() - self.began


@dataclass(frozen=True, slots=True)
class Local:
    """Does runs in processes of this computer.

    Attributes
    ----------
    threads
        Solver threads of one run.
    memory_mb
        A run that takes more is ended; ``None`` is no limit but the computer's.
    run_timeout_s
        A run that takes longer is ended; ``None`` is :func:`optimizer.batch.engine.patience_s`.
    """

    jobs: int
    threads: int
    perform: Perform
    lang: Lang
    memory_mb: float | None = None
    run_timeout_s: float | None = None

    def run(self, runs: Sequence[Run], load: Load) -> Iterator[Event]:
        """Do the runs; see :class:`optimizer.batch.engine.Engine`."""
        queue = deque(runs)
        workers: list[_Worker] = []
        need_mb = RUN_MB
        with scratch() as folder:
            try:
                while queue or any(worker.run is not None for worker in workers):
                    self._hand_out(queue, workers, need_mb, folder)
                    for worker in _woken(workers):
                        for event in self._heard(worker, load):
                            yield event
                            if isinstance(event, Ended) and event.result.memory_mb is not None:
                                need_mb = max(need_mb, event.result.memory_mb)
                    self._watch(workers)
                    workers[:] = [worker for worker in workers if not _gone(worker)]
                    yield Ticked()
            finally:
                for worker in workers:
                    worker.process.kill()
                for worker in workers:
                    worker.process.join()
                    worker.pipe.close()
                    sweep_after(worker.process.pid or 0)

    def _hand_out(self, queue: deque[Run], workers: list[_Worker], need_mb: float, folder: Path) -> None:
        """Give runs to idle workers, and start workers, while there are cores and memory for them."""
        while queue:
            idle = next((worker for worker in workers if worker.idle), None)
            busy = sum(worker.run is not None for worker in workers)
            if busy >= self.jobs or (busy and not _has_room(idle, need_mb)):
                return
            if idle is None:
                idle = self._start(folder)
                workers.append(idle)
            idle.run = queue.popleft()
            idle.log, idle.peak_mb, idle.began, idle.verdict = [], 0.0, None, None

    def _start(self, folder: Path) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        handle, errors = tempfile.mkstemp(dir=folder)
        os.close(handle)
        process = context.Process(target=work, args=(theirs, self.perform, Path(errors)), daemon=True)
        with _threads(self.threads), _signals_held():
            process.start()
        theirs.close()
        return _Worker(process, ours, Path(errors), None)

    def _heard(self, worker: _Worker, load: Load) -> Iterator[Event]:
        """Read what a worker says; what it said before it died still counts."""
        try:
            if worker.ready and worker.run is not None and worker.began is None:
                yield from self._sent(worker, load)
            while worker.run is not None and worker.pipe.poll():
                message = worker.pipe.recv()
                if isinstance(message, Ready):
                    worker.ready = True
                    yield from self._sent(worker, load)
                elif isinstance(message, str):
                    worker.log.append(message)
                elif isinstance(message, Progress):
                    yield Progressed(worker.run, message)
                elif isinstance(message, RunResult):
                    yield self._closed(worker, message)
        except (EOFError, OSError):
            worker.process.join()
            if worker.run is not None:
                yield self._closed(worker, worker.verdict or self._lost(worker))

    def _sent(self, worker: _Worker, load: Load) -> Iterator[Event]:
        run = worker.run
        assert run is not None
        yield Began(run)
        worker.began = time.monotonic()
        task = load(run)
        if isinstance(task, RunResult):
            yield self._closed(worker, task)
        else:
            worker.pipe.send(replace(task, threads=self.threads))

    def _closed(self, worker: _Worker, result: RunResult) -> Ended:
        run = worker.run
        assert run is not None
        log = tuple(worker.log)
        worker.run = None
        taken = max(worker.peak_mb, result.memory_mb or 0.0)
        if taken > _LARGE_MB or worker.verdict is not None:
            worker.retired = True
            worker.process.kill()
        if not result.sentences and result.end is End.MEMORY:
            result = replace(result, sentences=(words.MEMORY.say(self.lang, {"mb": round(taken)}),))
        return Ended(run, replace(result, memory_mb=taken or None), (*log, *result.sentences))

    def _watch(self, workers: list[_Worker]) -> None:
        """End runs that take too much memory or time."""
        busy = [worker for worker in workers if worker.run is not None and worker.began is not None]
        for worker in busy:
            now_mb = resident_mb(worker.process.pid or 0) or 0.0
            worker.peak_mb = max(worker.peak_mb, now_mb)
            if self.memory_mb is not None and now_mb > self.memory_mb:
                self._end(worker, End.MEMORY, words.OVER_LIMIT.say(self.lang, {"mb": round(self.memory_mb)}))
            limit_s = self._timeout_s(worker)
            if worker.seconds > limit_s:
                self._end(worker, End.TIMEOUT, words.TIMEOUT.say(self.lang, {"seconds": round(limit_s)}))
        if busy and available_mb() < _FREE_MB:
            largest = max(busy, key=lambda worker: worker.peak_mb)
            self._end(largest, End.MEMORY, words.MEMORY.say(self.lang, {"mb": round(largest.peak_mb)}))

    def _timeout_s(self, worker: _Worker) -> float:
        assert worker.run is not None
        return patience_s(worker.run.policy) if self.run_timeout_s is None else self.run_timeout_s

    def _end(self, worker: _Worker, end: End, sentence: str) -> None:
        if worker.verdict is None:
            worker.verdict = RunResult(end, (sentence,), seconds=worker.seconds)
            worker.process.kill()

    def _lost(self, worker: _Worker) -> RunResult:
        """Say how a worker died."""
        code = worker.process.exitcode
        worker.log += _last_words(worker.errors)
        if code == -9:
            return RunResult(End.KILLED, (words.KILLED.say(self.lang),), seconds=worker.seconds)
        facts = {"code": _signal_name(code)}
        return RunResult(End.KILLED, (words.CRASHED.say(self.lang, facts),), seconds=worker.seconds)


def _woken(workers: Sequence[_Worker]) -> list[_Worker]:
    """Wait for a moment; give the workers that have said something, died, or wait for their task."""
    waiting = [worker for worker in workers if worker.ready and worker.run is not None and worker.began is None]
    objects = [worker.pipe for worker in workers if worker.run is not None]
    spoken = connection.wait(objects, 0 if waiting else _TICK_S) if objects else []
    return [worker for worker in workers if worker in waiting or worker.pipe in spoken]


def _gone(worker: _Worker) -> bool:
    """Whether a worker without a run has ended; one with a run is heard first."""
    if worker.run is not None or worker.process.is_alive():
        return False
    worker.process.join()
    worker.pipe.close()
    sweep_after(worker.process.pid or 0)
    return True


def _has_room(idle: _Worker | None, need_mb: float) -> bool:
    """Whether memory carries one more run, beside what its worker holds already."""
    held = 0.0 if idle is None else resident_mb(idle.process.pid or 0) or 0.0
    return available_mb() - _FREE_MB >= need_mb - held


@contextmanager
def _threads(number: int) -> Iterator[None]:
    """Let numerical libraries of a new process use so many threads; they read it once, at their start."""
    before = {name: os.environ.get(name) for name in LIBRARY_THREADS}
    os.environ.update(dict.fromkeys(LIBRARY_THREADS, str(number)))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let a new process begin deaf to Ctrl-C, until it has chosen to leave that to its parent."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _last_words(errors: Path) -> list[str]:
    """Give what a dying worker said, as far as it cannot be about families: places in the program."""
    with suppress(OSError):
        lines = errors.read_text(encoding="utf-8", errors="replace").splitlines()
        return [_place(line) for line in lines if line.startswith(("Fatal Python error:", '  File "'))][-20:]
    return []


def _place(line: str) -> str:
    parts = line.split('"')
    return '"'.join([parts[0], Path(parts[1]).name, *parts[2:]]) if len(parts) > 2 else line


def _signal_name(code: int | None) -> str:
    if code is None or code >= 0:
        return f"{code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"{code}"
