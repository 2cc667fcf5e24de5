"""One run of a batch, from the bytes of a families file to the bytes of every result. Loaded by workers only."""

import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.distances import whole_metres
from geodata.errors import InputError
from geodata.language import Fact, Text, number
from geodata.reading import read_families
from geodata.store import Store
from optimizer.application.drawing import Drawing
from optimizer.application.explaining import explained
from optimizer.application.results import UnverifiedError, results
from optimizer.batch import words
from optimizer.batch.task import Counts, End, Message, RunResult, Task
from optimizer.cli.terminal import Terminal, tier_name
from optimizer.explain.presolve import warnings
from optimizer.files.planfile import Stated
from optimizer.outcome import Limits, Outcome, Progress, Status
from optimizer.plan import Plan
from optimizer.policy.distances import as_measured, distances_of
from optimizer.problem import Problem
from optimizer.rules import RULES
from optimizer.search import SelfCheckError, solve

_EVERY_S: Final = 0.5


def perform(task: Task, tell: Callable[[Message], None]) -> RunResult:
    """Read, pose, solve, verify and draw; whatever goes wrong is how the run ended."""
    log = _Log(task, tell, time.monotonic())
    log.say(STARTED, {"run": task.run, "time": time.strftime("%Y-%m-%d %H:%M:%S %z")})
    try:
        with _on_disk(task) as folder:
            result = _performed(task, folder, log)
    except InputError as error:
        result = RunResult(End.INPUT, tuple(fault.say(task.lang) for fault in error.faults))
    except MemoryError:
        raise
    except (UnverifiedError, SelfCheckError):
        result = RunResult(End.FAULT, (words.UNVERIFIED.say(task.lang),))
    except Exception as error:
        for frame in traceback.extract_tb(error.__traceback__):
            facts: dict[str, Fact] = {"file": Path(frame.filename).name, "line": str(frame.lineno)}
            log.say(CALLED, {**facts, "function": frame.name})
        result = RunResult(End.FAULT, (words.OURS.say(task.lang, {"kind": type(error).__name__}),))
    log.say(ENDED, {"end": str(result.end)})
    return result


@dataclass(slots=True)
class _Log:
    """Tells lines for the log of a run, led by the seconds since it began."""

    task: Task
    tell: Callable[[Message], None]
    began: float
    told: float = 0.0
    last: tuple[str, int | None, int | None] | None = None

    def say(self, text: Text, facts: dict[str, Fact]) -> None:
        self.line(text.say(self.task.lang, facts))

    def line(self, sentence: str) -> None:
        one_line = " ".join(sentence.split())
        self.tell(f"{time.monotonic() - self.began:8.1f} s  {one_line}")

    def progress(self, progress: Progress) -> None:
        """Pass on how the search stands, not more often than anybody can read."""
        now = time.monotonic()
        state = (progress.tier, progress.value, progress.bound)
        if state == self.last or (now - self.told < _EVERY_S and self.last and self.last[0] == progress.tier):
            return
        self.told, self.last = now, state
        self.tell(progress)
        lang = self.task.lang
        facts: dict[str, Fact] = {
            "tier": tier_name(progress.tier, lang),
            "value": "?" if progress.value is None else progress.value,
            "bound": "?" if progress.bound is None else progress.bound,
            "gap": words.gap(progress.value, progress.bound, lang),
        }
        self.say(GLIMPSE, facts)


@contextmanager
def _on_disk(task: Task) -> Iterator[Path]:
    """Put the files of a task where the readers can find them, for as long as the run takes."""
    with tempfile.TemporaryDirectory(prefix="constellations-run-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "families").mkdir()
        (folder / "families" / Path(task.families.name).name).write_bytes(task.families.content)
        if task.distances is not None:
            (folder / Path(task.distances.name).name).write_bytes(task.distances.content)
        if task.mask_key is not None:
            (folder / "families" / "..mask").write_text(task.mask_key.hex(), encoding="ascii")
        yield folder


def _performed(task: Task, folder: Path, log: _Log) -> RunResult:
    path = folder / "families" / Path(task.families.name).name
    reading = read_families(path, locate=Store().postcodes())
    for notice in reading.notices:
        log.line(notice.say(task.lang))
    distances, notices = distances_of(task.policy, reading.families, folder)
    problem = task.policy.pose(reading.families, distances)
    for notice in (*notices, *warnings(problem)):
        log.line(notice.say(task.lang))
    log.say(READ, {"n": len(problem.families), "hubs": len(problem.hubs)})
    limits = Limits(task.policy.solve.time_limit_s, task.threads, task.policy.solve.seed)
    outcome = solve(problem, limits, progress=log.progress)
    for mark in outcome.marks:
        facts: dict[str, Fact] = {
            "tier": tier_name(mark.tier, task.lang),
            "value": mark.value,
            "bound": "?" if mark.bound is None else mark.bound,
            "gap": words.gap(mark.value, mark.bound, task.lang),
        }
        log.say(GLIMPSE, facts)
    if outcome.plan is None:
        return RunResult(End(outcome.status), (_why_no_plan(outcome, limits, task),))
    terminal = Terminal(task.lang, quiet=True)
    key_file = None if task.mask_key is None else folder / "families" / "..mask"
    files = results(
        outcome,
        problem,
        as_measured(task.policy, distances),
        reading,
        path,
        drawing=Drawing.of({**task.drawing, "mask_key": key_file}),
        terminal=terminal,
        told=explained(problem, outcome.plan, terminal, searching=False),
    )
    tiers = tuple(Stated(mark.tier, mark.value, mark.bound) for mark in outcome.marks)
    return RunResult(End(outcome.status), (), _counts(problem, outcome.plan), tiers, files)


def _why_no_plan(outcome: Outcome, limits: Limits, task: Task) -> str:
    if outcome.status is not Status.INFEASIBLE:
        return words.OUT_OF_TIME.say(task.lang, {"seconds": number(limits.time_limit_s, task.lang)})
    clashing = [rule.title.say(task.lang) for rule in RULES if rule.key in outcome.clash]
    return words.CLASH.say(task.lang, {"rules": " ".join(clashing)}) if clashing else words.NO_PLAN.say(task.lang)


def _counts(problem: Problem, plan: Plan) -> Counts:
    ways = [
        metres
        for constellation in plan.constellations
        for family in constellation.satellites
        if (metres := problem.distances.between(family, constellation.hub)) is not None
    ]
    return Counts(
        families=len(problem.families),
        joining=sum(family.joins and family.may_be_satellite for family in problem.families),
        placed=len(plan.placed),
        unplaced=len(plan.unplaced),
        left_out=len(plan.left_out),
        constellations=len(plan.constellations),
        farthest_m=whole_metres(max(ways)) if ways else None,
    )


STARTED: Final = Text(nl="{run} begonnen op {time}", en="{run} began on {time}")
READ: Final = Text(
    nl="{n} gezinnen gelezen, {hubs} mogelijke hubhomes", en="{n} families read, {hubs} possible hub homes"
)
GLIMPSE: Final = Text(
    nl="{tier}: {value}, ondergrens {bound}, afstand {gap}", en="{tier}: {value}, bound {bound}, gap {gap}"
)
CALLED: Final = Text(nl="in {file}, regel {line}, {function}", en="in {file}, line {line}, {function}")
ENDED: Final = Text(nl="geëindigd: {end}", en="ended: {end}")
