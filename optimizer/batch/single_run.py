"""One run of a batch, from the bytes of a families file to the bytes of every result. Loaded by workers only."""

import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from geodata.distances import whole_metres
from geodata.errors import Fault, InputError, sentences
from geodata.language import Fact, Lang, Text, number
from geodata.roads.minutes import in_minutes
from geodata.scratch import scratch
from geodata.told_distances import span_of, told
from maps.settings import changed_lines
from optimizer.application.allotment import limits_of
from optimizer.application.consenting import proposed
from optimizer.application.explaining import explained
from optimizer.application.kept_masks import ledger_of
from optimizer.application.planning import NoPlan, search
from optimizer.application.posing import PosedProblem, pose, read_input, warn_before_search
from optimizer.application.results import results
from optimizer.application.rollout_files import plan_of_wave, roll_out_files
from optimizer.application.rollout_questions import Answers
from optimizer.application.rollout_recruiting import search_with_recruiting
from optimizer.application.rollout_terms import terms_of
from optimizer.application.tier_names import tier_name
from optimizer.application.today import with_today
from optimizer.application.unverified import UnverifiedError
from optimizer.batch import words
from optimizer.batch.task import Counts, End, Message, RunResult, Task
from optimizer.costs.money import PROPOSAL
from optimizer.files.planfile import Stated
from optimizer.files.read_today import read_today
from optimizer.finished import FinishedPlan
from optimizer.outcome import Limits, Mark, Progress, Status
from optimizer.policy.sections import RollOut
from optimizer.rollout.document import FinishedRollOut
from optimizer.rules import RULES
from optimizer.search.strategy import never
from optimizer.tier import Tier
from optimizer.tiers import TIERS
from optimizer.today import NOT_KNOWN

_EVERY_S: Final = 0.5
_KEY: Final = "..mask"
"""No families file has this name."""


def perform(task: Task, tell: Callable[[Message], None]) -> RunResult:
    """Read, pose, solve, verify and draw; whatever goes wrong is how the run ended."""
    log = _Log(task, tell, time.monotonic())
    log.say(STARTED, {"run": task.run, "time": time.strftime("%Y-%m-%d %H:%M:%S %z")})
    for line in changed_lines(task.policy, task.lang):
        log.say(SETTING, {"what": line.label, "value": line.value})
    try:
        with _on_disk(task) as folder:
            result = _performed(task, folder, log)
    except InputError as error:
        result = RunResult(End.INPUT, tuple(sentences(error.faults, task.lang)))
    except MemoryError:
        raise
    except UnverifiedError:
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
    """A reporter that tells lines for the log of a run, led by the seconds since it began."""

    task: Task
    tell: Callable[[Message], None]
    began: float
    told: float = 0.0
    last: tuple[str, int | None, int | None] | None = None
    minutes_per_km: float | None = None
    families: frozenset[str] = frozenset()

    def say(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Write a sentence."""
        self._line(text.say(self.task.lang, facts))

    def notice(self, fault: Fault) -> None:
        """Write what there is to know about the input; families are counted and not named, as a log is passed on."""
        figures = fault.facts if self.task.drawing.exact else told(fault.facts)
        facts = {name: self._counted(fact) for name, fact in figures.items()}
        self._line(replace(fault, facts=facts).say(self.task.lang))

    def _counted(self, fact: Fact) -> Fact:
        names = fact if isinstance(fact, tuple) else (fact,)
        n_families = sum(name in self.families for name in names)
        return SO_MANY.say(self.task.lang, {"n": n_families}) if n_families else fact

    def note(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Leave out what a reader can do without."""

    def warn(self, text: Text, facts: Mapping[str, Fact] | None = None) -> None:
        """Write what every reader must see."""
        self.say(text, facts)

    def kilometres(self, minutes_per_km: float | None) -> None:
        """Say minutes for the kilometres of sentences from now on, where a plan counts travel time."""
        self.minutes_per_km = minutes_per_km

    def share_done(self, text: Text, share: float, facts: Mapping[str, Fact] | None = None) -> None:
        """Leave out what is over when a log is read."""

    def progress(self, progress: Progress) -> None:
        """Pass on how the search stands, not more often than anybody can read."""
        now = time.monotonic()
        state = (progress.tier, progress.value, progress.bound)
        if state == self.last or (now - self.told < _EVERY_S and self.last and self.last[0] == progress.tier):
            return
        self.told, self.last = now, state
        self.tell(progress)
        self.state(*state)

    def state(self, tier: str, value: int | None, bound: int | None) -> None:
        """Write how a tier stands."""
        lang = self.task.lang
        known = next((each for each in TIERS if each.key == tier), Tier)
        facts: dict[str, Fact] = {
            "tier": tier_name(tier, lang),
            "value": "?" if value is None else known.told(value),
            "bound": "?" if bound is None else known.told_bound(bound),
            "gap": words.gap(value, bound, lang),
        }
        self.say(STATE, facts)

    def _line(self, sentence: str) -> None:
        lang, minutes = self.task.lang, self.minutes_per_km
        measured = sentence if minutes is None else in_minutes(sentence, lang, minutes)
        one_line = " ".join(measured.split())
        self.tell(f"{time.monotonic() - self.began:8.1f} s  {one_line}")


@contextmanager
def _on_disk(task: Task) -> Iterator[Path]:
    """Put the files of a task where the readers can find them, for as long as the run takes."""
    with scratch() as folder:
        (folder / "families").mkdir()
        (folder / "families" / Path(task.families.name).name).write_bytes(task.families.content)
        if task.distances is not None:
            (folder / Path(task.distances.name).name).write_bytes(task.distances.content)
        if task.today is not None:
            (folder / "today").mkdir()
            (folder / "today" / Path(task.today.name).name).write_bytes(task.today.content)
        if task.mask_key is not None:
            key = folder / "families" / _KEY
            key.touch(mode=0o600)
            key.write_text(task.mask_key.hex(), encoding="ascii")
            ledger_of(key).write_bytes(task.kept_masks)
        yield folder


def _performed(task: Task, folder: Path, log: _Log) -> RunResult:
    path = folder / "families" / Path(task.families.name).name
    reading = read_input(path, log)
    plan = None if task.today is None else folder / "today" / Path(task.today.name).name
    before = NOT_KNOWN if plan is None else read_today(plan, reading.families)[0]
    column = {family.constellation for family in reading.families if family.constellation is not None}
    log.families = frozenset({*reading.families.by_id, *column, *before.hub_of, *before.hubs})
    reading, today = with_today(reading, plan, log)
    posed = PosedProblem(reading, *pose(task.policy, reading.families, folder, log), today)
    warn_before_search(posed.problem, log)
    log.say(READ, {"n": len(posed.problem.families), "hubs": len(posed.problem.hubs)})
    if posed.policy.rollout not in {RollOut(), replace(RollOut(), wave=posed.policy.rollout.wave)}:
        return _rolled_out(task, posed, path, folder, log)
    found = search(posed, replace(limits_of(posed.policy), workers=task.threads), log.progress)
    if isinstance(found, NoPlan):
        return RunResult(End(found.outcome.status), (_why_no_plan(found, task),))
    for mark in found.marks:
        log.state(mark.tier, mark.value, mark.bound)
    finished = proposed(explained(found, log, searching=False), log)
    key_file = None if task.mask_key is None else folder / "families" / _KEY
    files = results(finished, path, replace(task.drawing, key_file=key_file), task.lang, log)
    tiers = tuple(_stated(mark, exact=task.drawing.exact) for mark in finished.marks)
    assert finished.status is not None
    counts = _counts(finished, exact=task.drawing.exact)
    ledger = b"" if key_file is None else ledger_of(key_file).read_bytes()
    return RunResult(End(finished.status), (), counts, tiers, files, kept_masks=ledger)


def _rolled_out(task: Task, posed: PosedProblem, path: Path, folder: Path, log: _Log) -> RunResult:
    """Make a roll-out, where the policy of the run asks for one; its last wave is the plan of the run."""
    terms = terms_of(posed.reading.families, posed.policy, posed.problem.distances, PROPOSAL, task.lang)
    limits = replace(limits_of(posed.policy), workers=task.threads)
    searched = search_with_recruiting(terms, limits, log.progress, never)
    terms, outcome = searched.terms, searched.outcome
    if outcome.verdict is None:
        unknown = outcome.status is not Status.INFEASIBLE
        why = _used_up(limits, task.lang) if unknown else words.NO_PLAN.say(task.lang)
        return RunResult(End(outcome.status), (why,))
    for mark in outcome.marks:
        log.state(mark.tier, mark.value, mark.bound)
    finished = FinishedRollOut(
        terms, outcome.verdict, outcome.marks, outcome.status, posed.source, posed.reading.name, outcome.seconds
    )
    key_file = None if task.mask_key is None else folder / "families" / _KEY
    drawing = replace(task.drawing, key_file=key_file)
    further = Answers(recruiting=searched.recruiting)
    files = roll_out_files(finished, further, path, drawing, task.lang, log, waves=False)
    tiers = tuple(_stated(mark, exact=task.drawing.exact) for mark in outcome.marks)
    counts = _counts(plan_of_wave(finished, terms.n_waves), exact=task.drawing.exact)
    ledger = b"" if key_file is None else ledger_of(key_file).read_bytes()
    return RunResult(End(outcome.status), (), counts, tiers, files, kept_masks=ledger)


def _used_up(limits: Limits, lang: Lang) -> str:
    """Say that a search ended without a plan."""
    if limits.work is not None:
        return words.OUT_OF_WORK.say(lang, {"work": number(limits.work, lang)})
    return words.OUT_OF_TIME.say(lang, {"seconds": number(limits.time_limit_s, lang)})


def _why_no_plan(found: NoPlan, task: Task) -> str:
    outcome = found.outcome
    if outcome.status is not Status.INFEASIBLE:
        return _used_up(found.limits, task.lang)
    clashing = [rule.title.say(task.lang) for rule in RULES if rule.key in outcome.clash]
    return words.CLASH.say(task.lang, {"rules": " ".join(clashing)}) if clashing else words.NO_PLAN.say(task.lang)


def _counts(finished: FinishedPlan, *, exact: bool) -> Counts:
    problem, plan = finished.problem, finished.plan
    ways = [
        metres
        for constellation in plan.constellations
        for family in constellation.satellites
        if (metres := problem.distances.between(family, constellation.hub)) is not None
    ]
    return Counts(
        families=sum(not family.to_find for family in problem.families),
        joining=sum(family.joins and family.may_be_satellite for family in problem.families),
        placed=len(plan.placed),
        unplaced=len(plan.unplaced),
        left_out=len(plan.left_out),
        constellations=len(plan.constellations),
        farthest_m=_told_m(max(ways), exact=exact) if ways else None,
    )


def _stated(mark: Mark, *, exact: bool) -> Stated:
    """Give a value and its bound, metres as they are told."""
    tier = next((tier for tier in TIERS if tier.key == mark.tier), None)
    said = mark if exact or tier is None else tier.told_mark(mark)
    return Stated(said.tier, said.value, said.bound)


def _told_m(metres: float, *, exact: bool) -> int:
    """Give the longest distance, or what it is at most where no exact distance is told."""
    return whole_metres(metres) if exact else round(span_of(metres / 1000).high * 1000)


STARTED: Final = Text(nl="{run} begonnen op {time}", en="{run} began on {time}")
SETTING: Final = Text(nl="{what}: {value}", en="{what}: {value}")
READ: Final = Text(
    nl="{n} gezinnen gelezen, {hubs} mogelijke hubhomes", en="{n} families read, {hubs} possible hub homes"
)
SO_MANY: Final = Text(nl="(pseudoniemen: {n})", en="(pseudonyms: {n})")
STATE: Final = Text(
    nl="{tier}: {value}; bewezen ondergrens {bound}, verschil {gap}",
    en="{tier}: {value}; proved bound {bound}, gap {gap}",
)
CALLED: Final = Text(nl="in {file}, regel {line}, {function}", en="in {file}, line {line}, {function}")
ENDED: Final = Text(nl="geëindigd: {end}", en="ended: {end}")
