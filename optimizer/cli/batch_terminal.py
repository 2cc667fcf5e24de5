"""How a batch speaks: lines of what goes on for people at a terminal, lines of JSON for programs, nothing for cron."""

import json
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from geodata.language import Fact, Lang, Text, number
from optimizer.application.tier_names import tier_name
from optimizer.batch.engine import Began, Event, Progressed
from optimizer.batch.record import Record
from optimizer.batch.run_batch import BatchResult
from optimizer.batch.table import FILES, STATUSES, counted, failures
from optimizer.batch.task import End
from optimizer.batch.words import gap
from optimizer.cli.terminal import Terminal, harmless
from optimizer.outcome import Progress

_EVERY_S: Final = 0.5
_NAME: Final = 36


@dataclass(slots=True)
class _Running:
    """A run that is on."""

    began: float
    limit_s: float
    progress: Progress | None = None


@dataclass(slots=True)
class BatchTerminal:
    """Tells how a batch goes.

    Attributes
    ----------
    attended
        Whether somebody is at a terminal.
    """

    terminal: Terminal
    attended: bool
    total: int = 0
    ended_now: int = 0
    failed: int = 0
    waiting: int = 0
    jobs: int = 1
    began: float = 0.0
    running: dict[str, _Running] = field(default_factory=dict)
    drawn_at: float = 0.0
    n_drawn: int = 0

    @property
    def _draws(self) -> bool:
        return not (self.terminal.quiet or self.terminal.as_json) and sys.stderr.isatty()

    def opened(self, records: Sequence[Record], jobs: int) -> None:
        """Say what there is to do."""
        self.total, self.jobs, self.began = len(records), jobs, time.monotonic()
        self.waiting = sum(record.end is End.PENDING for record in records)
        self.failed = len(failures(records))
        self._event("batch", {"runs": self.total, "finished": self.total - self.waiting, "jobs": jobs})
        if self.attended and not self.terminal.quiet and not self.terminal.as_json:
            resumed = {"n": self.total, "done": self.total - self.waiting, "jobs": jobs}
            self.terminal.print_error(
                (RESUMED if self.waiting < self.total else STARTED).say(self.terminal.lang, resumed)
            )

    def heard(self, event: Event) -> None:
        """Say that a run began, or how it stands."""
        if isinstance(event, Began):
            self.running[event.run.name] = _Running(time.monotonic(), event.run.policy.solve.about_s)
            self._event("started", {"run": event.run.name})
        elif isinstance(event, Progressed):
            running = self.running.get(event.run.name)
            if running is not None:
                running.progress = event.progress
            seen = event.progress
            facts: dict[str, object] = {"tier": seen.tier, "value": seen.value, "bound": seen.bound}
            self._event("progress", {"run": event.run.name, **facts, "seconds": round(seen.seconds, 1)})
        if self._draws and (isinstance(event, Began) or time.monotonic() - self.drawn_at > _EVERY_S):
            self._draw()

    def ended(self, record: Record) -> None:
        """Say how a run ended."""
        self.running.pop(record.run, None)
        self.ended_now += 1
        self.waiting -= 1
        self.failed += not record.end.has_plan
        counts = record.counts
        self._event(
            "finished",
            {
                "run": record.run,
                "status": str(record.end),
                "placed": None if counts is None else counts.placed,
                "unplaced": None if counts is None else counts.unplaced,
                "constellations": None if counts is None else counts.constellations,
                "seconds": record.seconds,
                "memory_mb": record.memory_mb,
                "errors": list(record.sentences),
            },
        )
        if self._draws and not record.end.has_plan:
            self._wipe()
            self.terminal.print_error(self._failure(record))

    def closed(self, done: BatchResult, folder: Path) -> None:
        """Say how all of it went: the failures always, the rest where somebody is there to read it."""
        self._wipe()
        lang = self.terminal.lang
        lost = failures(done.records)
        self._event(
            "summary",
            {
                "runs": len(done.records),
                "plans": sum(record.end.has_plan for record in done.records),
                "failed": len(lost),
                "interrupted": done.interrupted,
                "files": [str(folder / name) for name in FILES],
            },
        )
        if lost:
            self.terminal.print_error(FAILURES.say(lang, {"n": len(lost)}))
            for record in lost:
                self.terminal.print_error(self._failure(record))
        if done.interrupted:
            self.terminal.print_error(INTERRUPTED.say(lang))
        if (self.attended or lost or done.interrupted) and not self.terminal.quiet:
            self.terminal.say(COUNTED, {"sentence": counted(done.records, lang)})
            self.terminal.say(WRITTEN, {"path": str(folder / "summary.html")})

    def _failure(self, record: Record) -> str:
        facts: dict[str, Fact] = {
            "run": record.run,
            "status": STATUSES[record.end].say(self.terminal.lang),
            "reason": " ".join(record.sentences),
        }
        return FAILURE.say(self.terminal.lang, facts)

    def _event(self, name: str, facts: dict[str, object]) -> None:
        if self.terminal.as_json:
            click.echo(json.dumps({"event": name, **facts}, ensure_ascii=True))
            sys.stdout.flush()

    def _draw(self) -> None:
        """Draw the state of the batch and of the runs that are on, over what was drawn before."""
        self.drawn_at = time.monotonic()
        width = shutil.get_terminal_size().columns
        room = max(1, shutil.get_terminal_size().lines - 3)
        lines = [self._headline(), *(self._line(name, each) for name, each in list(self.running.items())[:room])]
        text = "".join(f"{harmless(line)[: width - 1]}\x1b[K\n" for line in lines)
        up = f"\x1b[{self.n_drawn}A" if self.n_drawn else ""
        _paint(f"{up}\r{text}\x1b[J")
        self.n_drawn = len(lines)

    def _wipe(self) -> None:
        if self.n_drawn:
            _paint(f"\x1b[{self.n_drawn}A\r\x1b[J")
            self.n_drawn = 0

    def _headline(self) -> str:
        facts: dict[str, Fact] = {
            "done": self.total - self.waiting,
            "n": self.total,
            "failed": self.failed,
            "left": self._left(),
        }
        return HEADLINE.say(self.terminal.lang, facts)

    def _left(self) -> str:
        """Estimate how long still, from the runs that ended in this session."""
        if not self.ended_now:
            return "?"
        partly = sum(min(1.0, (time.monotonic() - each.began) / each.limit_s) for each in self.running.values())
        each_s = (time.monotonic() - self.began) / (self.ended_now + partly)
        return duration(max(0.0, self.waiting - partly) * each_s, self.terminal.lang)

    def _line(self, name: str, running: _Running) -> str:
        lang, seen = self.terminal.lang, running.progress
        facts: dict[str, Fact] = {
            "run": name if len(name) <= _NAME else f"{name[: _NAME - 1]}…",
            "seconds": number(time.monotonic() - running.began, lang, 0),
            "limit": number(running.limit_s, lang, 0),
        }
        if seen is None:
            return BEGUN.say(lang, facts)
        tier = {
            "tier": tier_name(seen.tier, lang),
            "value": "?" if seen.value is None else seen.value,
            "gap": gap(seen.value, seen.bound, lang),
        }
        return ON.say(lang, {**facts, **tier})


def _paint(signs: str) -> None:
    """Send text with marks that move the cursor; only where standard error is a terminal."""
    encoding = sys.stderr.encoding or "utf-8"
    click.echo(signs.encode(encoding, "replace").decode(encoding), file=sys.stderr, nl=False, color=True)
    sys.stderr.flush()


def duration(seconds: float, lang: Lang) -> str:
    """Say how long, as precisely as an estimate deserves."""
    if seconds < 90:
        return SECONDS.say(lang, {"n": round(seconds)})
    if seconds < 5400:
        return MINUTES.say(lang, {"n": round(seconds / 60)})
    return HOURS.say(lang, {"n": seconds / 3600})


STARTED: Final = Text(nl="Berekeningen: {n}, telkens {jobs} tegelijk.", en="Runs: {n}, {jobs} at once.")
RESUMED: Final = Text(
    nl="Berekeningen: {n}, waarvan er {done} al klaar zijn; telkens {jobs} tegelijk.",
    en="Runs: {n}, of which {done} are finished already; {jobs} at once.",
)
HEADLINE: Final = Text(
    nl="{done} van {n} klaar, zonder plan {failed}, nog ongeveer {left}",
    en="{done} of {n} finished, without a plan {failed}, about {left} left",
)
BEGUN: Final = Text(nl="  {run}: {seconds} van {limit} s", en="  {run}: {seconds} of {limit} s")
ON: Final = Text(
    nl="  {run}: {seconds} van {limit} s; {tier} {value}, hoogstens {gap} beter mogelijk",
    en="  {run}: {seconds} of {limit} s; {tier} {value}, {gap} better at most",
)
SECONDS: Final = Text(nl="{n} s", en="{n} s")
MINUTES: Final = Text(nl="{n} minuten", en="{n} minutes")
HOURS: Final = Text(nl="{n} uur", en="{n} hours")
FAILURES: Final = Text(nl="Zonder plan ({n}):", en="Without a plan ({n}):")
FAILURE: Final = Text(nl="- {run} ({status}): {reason}", en="- {run} ({status}): {reason}")
INTERRUPTED: Final = Text(
    nl="Gestopt. Wat klaar is, is bewaard; dezelfde opdracht gaat verder waar u was.",
    en="Stopped. What is finished is kept; the same command goes on where you were.",
)
COUNTED: Final = Text(nl="{sentence}", en="{sentence}")
WRITTEN: Final = Text(nl="Overzicht: {path}", en="Summary: {path}")
