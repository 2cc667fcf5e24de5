"""Runs on a Dask cluster: files travel with each task, results come back whole, no disk is shared."""

import logging
import time
import uuid
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from optimizer.batch import words
from optimizer.batch.engine import Began, Ended, Event, Load, Ticked, patience_s
from optimizer.batch.runs import Run, Versions, versions_here
from optimizer.batch.task import End, Perform, RunResult, Task
from optimizer.batch.worker import done, prepare

_TICK_S: Final = 0.5
_CONNECT_S: Final = 10
_AHEAD: Final = 2
"""Runs handed over for each that can be done at once: files are read when they are needed, not before."""

Answer = tuple[RunResult, tuple[str, ...]]


@dataclass(slots=True)
class _Sent:
    """A run that the cluster has; ``began`` is when it was first seen at work."""

    run: Run
    future: Any
    began: float | None = None


@dataclass(frozen=True, slots=True)
class Dask:
    """Does runs on a cluster that is there already.

    Attributes
    ----------
    threads
        Solver threads of one run; a Dask worker does as many runs at once as it has threads itself.
    """

    client: Any
    jobs: int
    threads: int
    perform: Perform
    lang: Lang
    run_timeout_s: float | None = None

    @classmethod
    def at(
        cls, address: str, perform: Perform, lang: Lang, threads: int = 1, run_timeout_s: float | None = None
    ) -> "Dask":
        """Connect to a scheduler.

        Raises
        ------
        InputError
            When Dask is not installed, nobody answers, or workers have another version of the program or of geodata.
        """
        try:
            distributed = import_module("distributed")
        except ImportError:
            raise InputError([Fault(NOT_INSTALLED)]) from None
        if not address.startswith(("tcp://", "tls://")):
            raise InputError([Fault(BAD_ADDRESS)])
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is lost is told in the rows
        try:
            client = distributed.Client(address, timeout=_CONNECT_S, set_as_default=False)
        except (OSError, TimeoutError, ValueError):
            raise InputError([Fault(NO_ANSWER, {"address": address})]) from None
        try:
            client.wait_for_workers(1, timeout=_CONNECT_S)
            _check(client)
            jobs = sum(client.nthreads().values())
        except TimeoutError:
            client.close()
            raise InputError([Fault(NO_WORKERS, {"address": address})]) from None
        except BaseException:
            client.close()
            raise
        return cls(client, max(1, jobs), threads, perform, lang, run_timeout_s)

    def run(self, runs: Sequence[Run], load: Load) -> Iterator[Event]:
        """Do the runs; see :class:`optimizer.batch.engine.Engine`."""
        queue = deque(runs)
        sent: dict[str, _Sent] = {}
        seen = 0.0
        versions = versions_here()
        try:
            while queue or sent:
                while queue and len(sent) < _AHEAD * self.jobs:
                    yield from self._send(queue.popleft(), load, versions, sent)
                yield from self._ended(sent)
                if time.monotonic() - seen > _TICK_S:
                    seen = time.monotonic()
                    yield from self._begun(sent)
                    yield from self._too_long(sent)
                yield Ticked()
                self._wait(sent)
        finally:
            with suppress(Exception):
                self.client.cancel([each.future for each in sent.values()], force=True)
            self.client.close()

    def _send(self, run: Run, load: Load, versions: Versions, sent: dict[str, _Sent]) -> Iterator[Event]:
        task = load(run)
        if isinstance(task, RunResult):
            yield Began(run)
            yield Ended(run, task, task.sentences)
            return
        key = f"constellations-{uuid.uuid4().hex}"
        here = replace(task, threads=self.threads)
        try:
            future = self.client.submit(remote, here, self.perform, versions, key=key, pure=False)
        except Exception as error:  # the connection is gone
            yield Ended(run, self._lost(error), ())
            return
        sent[key] = _Sent(run, future)

    def _wait(self, sent: dict[str, _Sent]) -> None:
        if sent:
            wait = import_module("distributed").wait
            with suppress(Exception):
                wait([each.future for each in sent.values()], timeout=_TICK_S, return_when="FIRST_COMPLETED")

    def _ended(self, sent: dict[str, _Sent]) -> Iterator[Event]:
        for key, each in list(sent.items()):
            if not each.future.done() and self.client.status not in {"closed", "closing"}:
                continue
            result, log = self._answer(each)
            del sent[key]
            if each.began is None:
                yield Began(each.run)
            yield Ended(each.run, result, (*log, *result.sentences))

    def _answer(self, each: _Sent) -> Answer:
        if each.future.status != "finished":
            error = each.future.exception(timeout=_CONNECT_S) if each.future.status == "error" else None
            return self._lost(error), ()
        try:
            answer: Answer = each.future.result(timeout=_CONNECT_S * 4)
        except Exception as error:
            return self._lost(error), ()
        return answer

    def _lost(self, error: BaseException | None) -> RunResult:
        kind = "Cancelled" if error is None else type(error).__name__
        return RunResult(End.KILLED, (words.LOST.say(self.lang, {"kind": kind}),))

    def _begun(self, sent: dict[str, _Sent]) -> Iterator[Event]:
        """See which runs are at work, also those that began again after their computer was lost."""
        try:
            working = {str(key) for keys in self.client.processing().values() for key in keys}
        except Exception:  # the scheduler is away for a moment, or for good: then the futures say so
            return
        for key, each in sent.items():
            if key in working and each.began is None:
                each.began = time.monotonic()
                yield Began(each.run)
            elif key not in working and not each.future.done():
                each.began = None

    def _too_long(self, sent: dict[str, _Sent]) -> Iterator[Event]:
        for key, each in list(sent.items()):
            limit_s = patience_s(each.run.policy) if self.run_timeout_s is None else self.run_timeout_s
            if each.began is not None and time.monotonic() - each.began > limit_s:
                with suppress(Exception):
                    each.future.cancel(force=True)
                del sent[key]
                sentence = words.TIMEOUT.say(self.lang, {"seconds": round(limit_s)})
                yield Ended(each.run, RunResult(End.TIMEOUT, (sentence,), seconds=limit_s), (sentence,))


def remote(task: Task, perform: Perform, versions: Versions) -> Answer:
    """Do a run on a worker of the cluster, which must be the same program with the same geodata."""
    if _versions() != versions:
        return RunResult(End.FAULT, (OTHER_VERSION.say(task.lang),)), ()
    prepare(perform)
    log: list[str] = []
    result = done(task, perform, lambda message: log.append(message) if isinstance(message, str) else None)
    if result.end is End.MEMORY:
        sentence = words.MEMORY.say(task.lang, {"mb": round(result.memory_mb or 0)})
        result = replace(result, sentences=(sentence,))
    return result, tuple(log)


@lru_cache(maxsize=1)
def _versions() -> Versions:
    return versions_here()


def _check(client: Any) -> None:
    """Ask every worker for its versions."""
    try:
        found = client.run(versions_here, on_error="return")
    except Exception:  # whatever a worker says that cannot even find the function
        raise InputError([Fault(OTHER_VERSION)]) from None
    if any(answer != versions_here() for answer in found.values()):
        raise InputError([Fault(OTHER_VERSION)])


NOT_INSTALLED: Final = Text(
    nl="voor --scheduler is Dask nodig. Installeer het met: pip install 'constellations[dask]'",
    en="--scheduler needs Dask. Install it with: pip install 'constellations[dask]'",
)
BAD_ADDRESS: Final = Text(
    nl="--scheduler vraagt een adres zoals tcp://10.0.0.5:8786 of tls://10.0.0.5:8786.",
    en="--scheduler takes an address such as tcp://10.0.0.5:8786 or tls://10.0.0.5:8786.",
)
NO_ANSWER: Final = Text(nl="op {address} antwoordt geen Dask-scheduler.", en="no Dask scheduler answers at {address}.")
NO_WORKERS: Final = Text(
    nl="de Dask-scheduler op {address} heeft geen workers.", en="the Dask scheduler at {address} has no workers."
)
OTHER_VERSION: Final = Text(
    nl="een worker van de cluster heeft een andere versie van dit programma, van OR-Tools of van de ingelezen "
    "geodata, of mist het programma. Maak ze gelijk: anders hangt het plan af van de computer.",
    en="a worker of the cluster has another version of this program, of OR-Tools or of the imported geodata, or lacks "
    "the program. Make them equal: else the plan depends on the computer.",
)
