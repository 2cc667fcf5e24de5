"""How many other families move when one gets a place: the fewest that can, or those of a plan that was found."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np

from geodata.families import Family
from geodata.language import Lang, Text
from optimizer.encoding import Decisions
from optimizer.explain.case import Case
from optimizer.explain.question import Question
from optimizer.model import Linear
from optimizer.plan import Plan, Violation
from optimizer.problem import Problem
from optimizer.search.what_if import WhatIf, place

_LIMITS: Final = (1, 3, 6, 12)
"""Limits on moves that are tried, one after the other: each takes a tenth of a second in a region."""


@dataclass(frozen=True, slots=True)
class OthersMove:
    """Families of the plan that come into a constellation that does not continue theirs; whether fewer cannot do.

    ``n`` is ``None`` where no plan does it, whoever moves.
    """

    n: int | None
    proved: bool


@dataclass(frozen=True, slots=True)
class _With(Question):
    """A family is with one hub home."""

    family: str
    hub: str

    key: ClassVar[str] = "with_hub"

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Look where it is."""
        if all(each.hub.id != self.hub for each in plan.constellations for one in each.homes if one.id == self.family):
            yield Violation(self.key, (self.family,))

    def encode(self, x: Decisions) -> None:
        """Leave it that pair only."""
        pairs = x.instance.pairs
        own = np.array([each.id == self.family for each in x.instance.families], dtype=np.bool_)[pairs.family]
        there = np.array([each.id == self.hub for each in x.hub_homes], dtype=np.bool_)[pairs.hub]
        x.forbid(own & ~there)


@dataclass(frozen=True, slots=True)
class _AtMost(Question):
    """No more than so many families of a plan move, those of ``without`` not counted."""

    plan: Plan
    most: int
    without: frozenset[str]

    key: ClassVar[str] = "at_most"

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count them."""
        if n_moving(self.plan, plan, self.without) > self.most:
            yield Violation(self.key, ())

    def encode(self, x: Decisions) -> None:
        """Limit their sum."""
        x.limit_plan(self.key, moving(self.plan, self.without)(x), high=self.most)


def n_moving(plan: Plan, other: Plan, without: Collection[str] = ()) -> int:
    """Count the families of a plan that are, in another plan, in a constellation that does not continue theirs.

    As with today's constellations: one continues another when its hub home is that hub home or a family of it. Families
    of ``without`` are not counted.
    """
    homes_of = {home.id: {one.id for one in each.homes} for each in plan.constellations for home in each.homes}
    return sum(
        home.id in homes_of and each.hub.id not in homes_of[home.id] and home.id not in without
        for each in other.constellations
        for home in each.homes
    )


def moving(plan: Plan, without: Collection[str] = ()) -> Callable[[Decisions], Linear]:
    """Give what :func:`n_moving` counts, as a price of the plans of a search."""
    own = {home.id: number for number, each in enumerate(plan.constellations) for home in each.homes}
    counted = {name: number for name, number in own.items() if name not in without}

    def price(x: Decisions) -> Linear:
        pairs = x.instance.pairs
        family = np.array([counted.get(each.id, -1) for each in x.instance.families], dtype=np.int64)[pairs.family]
        hub = np.array([own.get(each.id, -1) for each in x.hub_homes], dtype=np.int64)[pairs.hub]
        return x.linear(pair=((family >= 0) & (family != hub)).astype(np.int64))

    return price


def fewest(case: Case, family: Family, problem: Problem, known: Plan) -> tuple[OthersMove, Plan]:
    """Look for the plan of a problem that places a family, and all who are placed now, and moves the fewest of these.

    Parameters
    ----------
    known
        One that does it, which is given where no better one is found.
    """
    n = n_moving(case.plan, known)
    if n == 0:
        return OthersMove(0, proved=True), known
    found = _least(case, problem, case.placed | {family.id}, frozenset(), n)
    if found is None or found.plan is None or not case.confirmed(problem, found.plan, family):
        return OthersMove(n, proved=False), known
    return OthersMove(n_moving(case.plan, found.plan), found.proved), found.plan


def to_go_there(case: Case, family: Family, hub: str) -> OthersMove | None:
    """Look how many others move at least for a placed family to be with another hub home, nobody losing a place.

    ``None`` where it was not found: it takes more than a few, or too much time. ``n`` is ``None`` where it is proved
    that no plan does it.
    """
    asked = replace(case.problem, rules=(*case.problem.rules, _With(family.id, hub)))
    found = _least(case, asked, case.placed, frozenset({family.id}), len(case.placed))
    if found is None:
        return None
    if found.plan is None:
        return OthersMove(None, proved=True)
    if not case.confirmed(asked, found.plan, family):
        return None
    return OthersMove(n_moving(case.plan, found.plan, {family.id}), found.proved)


def _least(case: Case, problem: Problem, must: Collection[str], without: frozenset[str], most: int) -> WhatIf | None:
    """Ask for the fewest moves under a limit that grows: a small limit is soon proved too small, or else enough.

    ``None`` where time is up, or more move than is asked about.
    """
    price = moving(case.plan, without)
    for limit in sorted({min(limit, most) for limit in _LIMITS}):
        question = _AtMost(case.plan, limit, without)
        asked = replace(problem, rules=(*problem.rules, question))
        found = place(asked, must, case.time.clock(), price)
        if found.plan is not None or (found.impossible and limit == most):
            return found
        if not found.impossible:
            return None
    return None


def going_said(others: OthersMove, lang: Lang) -> str:
    """Say that a family can go somewhere if so many others move, or that it cannot."""
    if others.n is None:
        return NEVER.say(lang)
    return (IF_PROVED if others.proved else IF_FOUND)[others.n != 1].say(lang, {"n": others.n})


def others_said(others: OthersMove, lang: Lang) -> str:
    """Say how many others move, and whether that is proved or as it was found."""
    if not others.n:
        return NOBODY.say(lang)
    said = MOVE[others.n != 1].say(lang, {"n": others.n})
    return (PROVED if others.proved else FOUND).say(lang, {"what": said})


MOVE: Final = (
    Text(nl="Daarvoor verhuist 1 ander gezin", en="1 other family would move"),
    Text(nl="Daarvoor verhuizen {n} andere gezinnen", en="{n} other families would move"),
)
PROVED: Final = Text(nl="{what} (minder kan niet, bewezen).", en="{what} (fewer cannot do, proved).")
FOUND: Final = Text(
    nl="{what} (zo gevonden; of het met minder kan, is niet bewezen).",
    en="{what} (as found; whether fewer would do is not proved).",
)
NOBODY: Final = Text(nl="Niemand anders verhuist daarvoor.", en="Nobody else would move.")
IF_PROVED: Final = (
    Text(nl="kan als 1 ander gezin verhuist (bewezen)", en="can be if 1 other family moves (proved)"),
    Text(
        nl="kan als {n} andere gezinnen verhuizen (minder kan niet, bewezen)",
        en="can be if {n} other families move (fewer cannot do, proved)",
    ),
)
IF_FOUND: Final = (
    Text(nl="kan als 1 ander gezin verhuist", en="can be if 1 other family moves"),
    Text(
        nl="kan als {n} andere gezinnen verhuizen (zo gevonden, misschien kan het met minder)",
        en="can be if {n} other families move (as found, fewer may do)",
    ),
)
NEVER: Final = Text(
    nl="ook als anderen verhuizen kan het niet, tenzij iemand zijn plaats verliest (bewezen)",
    en="cannot be even if others move, unless somebody loses a place (proved)",
)
