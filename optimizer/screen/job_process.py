"""What a search process does: one task, told to the server as it goes, ended early when the server asks."""

import json
import os
import signal
import sys
import threading
import time
from _thread import interrupt_main
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from geodata.errors import InputError, sentences
from geodata.language import Lang
from geodata.scratch import scratch
from optimizer.application.drawing_request import Drawing
from optimizer.application.folder import write_file
from optimizer.application.joining import FamiliesFiles
from optimizer.application.no_roll_out import why_no_roll_out
from optimizer.application.plan_request import PlanRequest
from optimizer.application.planning import NoPlan, make_plan
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.progress import best_so_far
from optimizer.application.rollout import NoRollOut, RollOutRequest, make_roll_out
from optimizer.explain.clash import clash_sentences
from optimizer.interruption import raised
from optimizer.outcome import Progress, Status
from optimizer.screen import words
from optimizer.screen.gathering import Gathered, Sentence, in_both
from optimizer.screen.quiet import quiet_libraries
from optimizer.screen.said_here import fault_here, said_here

STOP: Final = "stop"


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A plan to be made, or one made by hand to be written.

    Attributes
    ----------
    families
        The bytes of the families file; they are put beside the plan.
    output
        The folder of the plan.
    about
        What is noted beside it.
    policy, settings
        The bytes of a policy file, and values that go before those in it.
    start, given
        The bytes of a plan: a table to begin from, and a table or ``plan.json`` to be written as it is.
    began
        Reading of ``time.monotonic`` when the plan was asked for: all processes of a computer read the same clock.
    """

    families: bytes = field(repr=False)
    name: str
    output: Path
    about: Mapping[str, Any]
    lang: Lang
    policy: bytes
    key: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    start: bytes | None = field(default=None, repr=False)
    given: bytes | None = field(default=None, repr=False)
    began: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class RollOutTask:
    """A roll-out of a plan, to be written into a folder.

    Attributes
    ----------
    families, plan, policy
        The bytes of the files.
    title
        What the reader calls the plan.
    """

    families: bytes = field(repr=False)
    name: str
    plan: bytes = field(repr=False)
    title: str
    output: Path
    lang: Lang
    policy: bytes
    key: Path
    settings: Mapping[str, Any] = field(default_factory=dict)


Task = PlanTask | RollOutTask


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence, or how a search stands: the objective, its best value and the bound."""

    sentence: Sentence | None = None
    tier: str | None = None
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """The folder is written."""

    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing was written, and why."""

    error: Sentence
    lines: tuple[Sentence, ...] = ()


def work(pipe: Connection, task: Task) -> None:
    """Do a task; the first thing in a process of its own.

    A console sends Ctrl-C to every process that belongs to it. This one ends when the server says so, or is gone: then
    it keeps the best that it has.
    """
    if sys.platform != "win32":
        os.setsid()
    sending = threading.Lock()

    def send(message: object) -> None:
        with sending, suppress(OSError):
            pipe.send(message)

    try:
        quiet_libraries()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if sys.platform != "win32":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        threading.Thread(target=_listen, args=(pipe,), daemon=True).start()
        with raised():
            send(done(task, _reporter(send)))
    except InputError as error:
        faults = [fault_here(each) for each in error.faults]
        send(_failed({lang: sentences(faults, lang) for lang in Lang}))
    except KeyboardInterrupt:
        send(Failed(in_both(words.STOPPED_WITHOUT)))
    except Exception as error:  # told without its message, which may hold what a file says
        send(Failed(in_both(words.FAULT, {"kind": type(error).__name__, "places": words.places(error)})))
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said: the server that is gone now has nothing to stop


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let a process that is started here not hear Ctrl-C until it can answer it: it would tell of it on the console."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _listen(pipe: Connection) -> None:
    """Wait for the server to say stop, or to be gone."""
    with suppress(EOFError, OSError):
        while pipe.recv() != STOP:
            pass
    interrupt_main()


def _reporter(send: Any) -> Gathered:
    """Send on what is told; the same state of a search once."""
    last: list[Any] = [None]

    def progressed(progress: Progress) -> None:
        state = (progress.tier, progress.value, progress.bound)
        if state != last[0]:
            last[0] = state
            said = {str(lang): best_so_far(progress, lang) for lang in Lang}
            send(Heard(said, progress.tier, progress.value))

    return Gathered(lambda sentence: send(Heard(sentence)), progressed)


def done(task: Task, reporter: Gathered) -> Finished | Failed:
    """Do a task in this process."""
    return _planned(task, reporter) if isinstance(task, PlanTask) else _rolled_out(task, reporter)


def _planned(task: PlanTask, reporter: Gathered) -> Finished | Failed:
    """Make or write a plan, and put beside it the families file that it was made of and what the screen notes."""
    with scratch() as folder:
        families = folder / task.name
        families.write_bytes(task.families)
        request = PlanRequest(
            FamiliesFiles((families,)),
            task.output,
            task.lang,
            PolicyRequest(_put(folder / "policy.toml", task.policy), task.settings),
            Drawing(key_file=task.key),
            start=_put(folder / "start.csv", task.start),
            given=_put(folder / "given", task.given),
            began=task.began,
        )
        made = make_plan(request, reporter)
    if isinstance(made, NoPlan):
        return _why_none(made)
    write_file(task.output / task.name, task.families, force=True)
    about = f"{json.dumps(dict(task.about), ensure_ascii=False)}\n".encode()
    write_file(task.output / "about.json", about, force=True)
    return Finished(made.finished.interrupted)


def _put(path: Path, content: bytes | None) -> Path | None:
    if content is None:
        return None
    path.write_bytes(content)
    return path


def _why_none(made: NoPlan) -> Failed:
    """Say why there is no plan."""
    if made.outcome.status is not Status.INFEASIBLE:
        return Failed(in_both(words.STOPPED_WITHOUT if made.outcome.interrupted else words.OUT_OF_TIME))
    said = {lang: list(clash_sentences(made.problem, made.outcome.clash, made.relaxations, lang)) for lang in Lang}
    return _failed(said)


def _failed(said: Mapping[Lang, list[str]]) -> Failed:
    """Give sentences that stand in the same order in every language."""
    lines = tuple({str(lang): each[at] for lang, each in said.items()} for at in range(min(map(len, said.values()))))
    return Failed(lines[0], lines[1:])


def _rolled_out(task: RollOutTask, reporter: Gathered) -> Finished | Failed:
    """Make a roll-out of a plan."""
    with scratch() as folder:
        families = folder / task.name
        families.write_bytes(task.families)
        request = RollOutRequest(
            FamiliesFiles((families,)),
            task.output,
            task.lang,
            PolicyRequest(_put(folder / "policy.toml", task.policy), task.settings),
            Drawing(key_file=task.key),
            plan=_put(folder / "assignments.csv", task.plan),
            name=task.title,
        )
        made = make_roll_out(request, reporter)
    if isinstance(made, NoRollOut):
        return _failed({lang: list(why_no_roll_out(made, lang, said_here)) for lang in Lang})
    return Finished(made.finished.interrupted)
