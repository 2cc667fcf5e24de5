"""Reasons and remedies for the unplaced, for every file and page that shows them."""

from dataclasses import dataclass, replace
from typing import Final

from geodata.gazetteer import load_gazetteer
from geodata.language import Lang, Text
from geodata.roads.minutes import in_minutes
from maps.view import Unplacement
from optimizer.cli.terminal import Terminal
from optimizer.explain.case import Case, Time
from optimizer.explain.explanations import SEARCHABLE, Account, accounts
from optimizer.files.planfile import Reason
from optimizer.interruption import beside, noted
from optimizer.plan import Plan
from optimizer.policy.distances import minutes_per_km
from optimizer.problem import Problem
from optimizer.verify import verify

_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the unplaced families, by id; nothing of those that nobody looked into.

    Attributes
    ----------
    minutes_per_km
        What kilometres of the sentences stand for where the plan counts travel time.
    """

    accounts: tuple[Account, ...] = ()
    minutes_per_km: float | None = None

    @property
    def reasons(self) -> dict[str, tuple[Reason, ...]]:
        """Give codes and figures, for ``plan.json``."""
        return {each.family.id: (each.finding.reason,) for each in self.accounts}

    def sentences(self, lang: Lang) -> dict[str, tuple[str, ...]]:
        """Say why, for a workbook."""
        return {each.family.id: self._measured(each.sentences(lang), lang) for each in self.accounts}

    def advice(self, lang: Lang) -> dict[str, tuple[str, ...]]:
        """Say what would let them in, for a workbook."""
        return {each.family.id: self._measured(each.advice(lang), lang) for each in self.accounts}

    def _measured(self, sentences: tuple[str, ...], lang: Lang) -> tuple[str, ...]:
        if self.minutes_per_km is None:
            return sentences
        return tuple(in_minutes(sentence, lang, self.minutes_per_km) for sentence in sentences)

    def on_map(self, lang: Lang) -> dict[str, Unplacement]:
        """Say both, for a page."""
        why, advice = self.sentences(lang), self.advice(lang)
        return {name: Unplacement(why[name], advice[name]) for name in why}


def explained(problem: Problem, plan: Plan, terminal: Terminal, *, searching: bool = True) -> Told:
    """Look into every unplaced family of a plan; of one that breaks a rule nothing is told.

    Ctrl-C ends the looking and keeps the plan: what was found by then is told.

    Parameters
    ----------
    searching
        Whether other plans may be searched for; without it only the homes around each family are looked at.
    """
    if not plan.unplaced or not verify(problem, plan).passed:
        return Told()
    searching = searching and len(problem.families) <= SEARCHABLE
    if searching:
        terminal.note(LOOKING, {"n": len(plan.unplaced)})
    with noted() as asked:
        before = asked.is_set()
        time = replace(Time.of(_SECONDS), cancelled=lambda: asked.is_set() and not before)
        case = Case.of(problem, plan, time)
        found = beside(lambda: accounts(case, tuple(load_gazetteer()), searching=searching))
        told = Told(found, minutes_per_km(problem.distances))
        if time.cancelled():
            terminal.note(STOPPED)
    return told


LOOKING: Final = Text(
    nl="Niet ingedeeld: {n}. Uitzoeken waarom, en wat zou helpen …",
    en="Unplaced: {n}. Finding out why, and what would help …",
)
STOPPED: Final = Text(
    nl="Gestopt; het plan staat vast, niet alle redenen zijn gezocht. `constellations explain` zoekt ze alsnog uit.",
    en="Stopped; the plan stands, not all reasons were looked for. `constellations explain` finds them yet.",
)
