"""Roll-outs for CP-SAT: one assignment model a wave, with the rules of that wave, and rows between the waves.

For every wave ``w``, hub home ``h`` and family ``f`` that may join it (``x`` is 0 where a pair is not there yet)::

    y[w-1, h] ≤ y[w, h]                                    what has started stays
    x[w-1, f, h] ≤ x[w, f, h]  (+ y[w, f] with hubs_move)  who has a place stays there
    Σ_h y[w, h] - Σ_h y[w-1, h] ≤ launches[w]
    the same over hub homes still to be found ≤ recruit[w]
    Σ_f x[w, f, h] ≥ launch_min (y[w, h] - y[w-1, h])
    Σ_f x[w, f, h] ≥ size_min y[w-1, h]
    Σ_f (new satellites of h in w) ≤ grow                  where h was open before
    Σ_lines round(amounts of w) ≤ budget[w]
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import lcm
from typing import Final, TypeVar

import numpy as np

from optimizer.costs.money import CostLine, Per
from optimizer.cp_sat_model import cp_model
from optimizer.model import Bottleneck, Linear, Model, without_pairs
from optimizer.plan import Plan
from optimizer.problem import Problem, compile_problem
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms
from optimizer.search.assignment import Encoded, choice_from, encode
from optimizer.search.cp_sat import Answer
from optimizer.search.translate import plan_of

K = TypeVar("K")
Sum = cp_model.LinearExpr
MayPair = Callable[[str, str], bool]
"""Tells whether a hub home and a satellite, by id, may be together in some wave."""


NOTHING: Final[Sum] = cp_model.LinearExpr.weighted_sum([], [])
"""A sum of nothing: 0."""


def weighted(variables: Iterable[cp_model.IntVar], weights: Sequence[int] | None = None) -> Sum:
    """Add variables up, each with its weight, by default 1."""
    listed = tuple(variables)
    return cp_model.LinearExpr.weighted_sum(listed, [1] * len(listed) if weights is None else weights)


def added(sums: Sequence[Sum]) -> Sum:
    """Add sums up."""
    return cp_model.LinearExpr.weighted_sum(sums, [1] * len(sums))


def _of(variables: Mapping[K, cp_model.IntVar], key: K) -> Sum:
    """Give a variable, or 0 where there is none."""
    return variables.get(key, NOTHING)


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave in CP-SAT's terms.

    Attributes
    ----------
    opens
        By the id of the hub home; one that is not there yet is left out.
    joins
        By the ids of hub home and satellite.
    tiers
        The tiers of ``problem``, in the terms of ``model``.
    """

    number: int
    problem: Problem
    model: Model
    encoded: Encoded
    tiers: tuple[Linear | Bottleneck, ...]
    opens: Mapping[str, cp_model.IntVar]
    joins: Mapping[tuple[str, str], cp_model.IntVar]

    @classmethod
    def of(cls, program: cp_model.CpModel, problem: Problem, number: int, may_pair: MayPair) -> "Wave":
        """Write the rules of a wave into a program."""
        families = problem.families
        whole, tiers = compile_problem(problem)
        home = [families[int(at)].id for at in problem.hubs]
        pairs = zip(whole.hub.tolist(), whole.family.tolist(), strict=True)
        named = [(home[hub], families[family].id) for hub, family in pairs]
        keep = [may_pair(*each) for each in named]
        model, tiers = without_pairs(whole, tiers, np.array(keep, dtype=np.bool_))
        encoded = encode(model, program)
        kept = [each for each, stays in zip(named, keep, strict=True) if stays]
        opens = dict(zip(home, encoded.opens, strict=True))
        return cls(number, problem, model, encoded, tiers, opens, dict(zip(kept, encoded.joins, strict=True)))

    @property
    def n_unplaced(self) -> Sum:
        """Count the families that could have joined and have no place."""
        return weighted(self.encoded.unplaced, [int(family.may_be_satellite) for family in self.problem.families])

    @property
    def unplaced_children(self) -> Sum:
        """Count their children."""
        children = [family.children * family.may_be_satellite for family in self.problem.families]
        return weighted(self.encoded.unplaced, children)

    def sizes(self) -> dict[str, Sum]:
        """Count the satellites of each hub home."""
        found: dict[str, list[cp_model.IntVar]] = {hub: [] for hub in self.opens}
        for (hub, _), variable in self.joins.items():
            found[hub].append(variable)
        return {hub: weighted(variables) for hub, variables in found.items()}

    def count(self, per: Per) -> Sum:
        """Count what an amount may be per: constellations, families that have a place, or their children."""
        if per is Per.CONSTELLATION:
            return weighted(self.opens.values())
        by_id = self.problem.families.by_id
        placed = [*self.opens, *(family for _, family in self.joins)]
        weights = [by_id[family].children if per is Per.CHILD else 1 for family in placed]
        return weighted([*self.opens.values(), *self.joins.values()], weights)


@dataclass(frozen=True, slots=True)
class Program:
    """All waves in one program."""

    terms: Terms
    cp: cp_model.CpModel
    waves: tuple[Wave, ...]

    @classmethod
    def of(cls, terms: Terms, may_pair: MayPair) -> "Program":
        """Write a roll-out down."""
        cp = cp_model.CpModel()
        waves = tuple(Wave.of(cp, problem, number, may_pair) for number, problem in enumerate(terms.problems, start=1))
        made = cls(terms, cp, waves)
        for at, wave in enumerate(waves):
            made._link(waves[at - 1] if at else None, wave)
        made._limit_costs()
        return made

    @property
    def last(self) -> Wave:
        """The last wave."""
        return self.waves[-1]

    @property
    def waiting(self) -> Sum:
        """Count the family-waves without a place."""
        return added([wave.n_unplaced for wave in self.waves])

    def hold_last(self, plan: Plan) -> None:
        """Let the last wave be a plan, and nothing else."""
        held = {(each.hub.id, family.id) for each in plan.constellations for family in each.satellites}
        opened = {each.hub.id for each in plan.constellations}
        for pair, variable in self.last.joins.items():
            self.cp.add(variable == int(pair in held))
        for hub, variable in self.last.opens.items():
            self.cp.add(variable == int(hub in opened))
        if not (opened <= self.last.opens.keys() and held <= self.last.joins.keys()):
            self.cp.add_bool_or([])

    def roll_out(self, answer: Answer) -> RollOut:
        """Read the roll-out that was found."""
        return RollOut(
            tuple(plan_of(wave.problem, choice_from(wave.encoded, wave.model, answer)) for wave in self.waves)
        )

    def _link(self, before: Wave | None, wave: Wave) -> None:
        """Say what holds between a wave and the one before."""
        rollout, cp = self.terms.policy.rollout, self.cp
        if before is None and rollout.pilot is not None:
            cp.add(_of(wave.opens, rollout.pilot) == 1)
        most = self.terms.launches[wave.number - 1]
        if most is not None:
            cp.add(weighted(wave.opens.values()) - weighted(before.opens.values() if before else ()) <= most)
        if self.terms.to_find:
            found = [_of(wave.opens, hub) - (_of(before.opens, hub) if before else NOTHING) for hub in self._to_find]
            cp.add(added(found) <= self.terms.recruit[wave.number - 1])
        sizes, sizes_before = wave.sizes(), before.sizes() if before else {}
        for hub, opens in wave.opens.items():
            was = NOTHING if before is None else _of(before.opens, hub)
            cp.add(opens >= was)
            cp.add(sizes[hub] >= self.terms.launch_min * (opens - was))
            cp.add(sizes[hub] >= self.terms.size_min * was)
            if before is not None and rollout.grow is not None:
                leaving = weighted(tuple(self._leaving(before, wave, hub)))
                new = sizes[hub] - sizes_before.get(hub, NOTHING) + leaving
                cp.add(new <= rollout.grow + wave.model.size_limit * (1 - was))
        if before is not None:
            for (hub, family), joined in before.joins.items():
                starts = _of(wave.opens, family) if rollout.hubs_move else NOTHING
                cp.add(joined <= _of(wave.joins, (hub, family)) + starts)

    @property
    def _to_find(self) -> tuple[str, ...]:
        """The hub homes that are still to be found, in a fixed order."""
        return tuple(sorted(self.terms.homes_to_find))

    def _leaving(self, before: Wave, wave: Wave, hub: str) -> Iterator[cp_model.IntVar]:
        """Give, for each candidate that may leave a hub home for its own, whether it does."""
        if not self.terms.policy.rollout.hubs_move:
            return
        for (home, family), joined in before.joins.items():
            if home == hub and family in wave.opens:
                leaves = self.cp.new_bool_var("")
                self.cp.add(leaves >= joined - _of(wave.joins, (hub, family)))
                yield leaves

    def _limit_costs(self) -> None:
        """Keep what is paid in each wave within its budget."""
        for wave, budget in zip(self.waves, self.terms.budget, strict=True):
            if budget is not None:
                paid = added([self._paid(line, wave.number) for line in self.terms.money.lines])
                self.cp.add(paid <= int(budget * 100))

    def _paid(self, line: CostLine, number: int) -> Sum:
        """Give what a line comes to in a wave, in cents, rounded once, halves up.

        Amounts are in whole ``parts`` of a cent, and the rounded sum is the largest whole number ``cents`` with
        ``2 · parts · cents ≤ 2 · value + parts``.
        """
        due = [line.due(number - begun) * 100 for begun in range(number)]
        if line.per is Per.REGION:
            return NOTHING + int(due[0].quantize(Decimal(1), ROUND_HALF_UP))
        parts = lcm(*(amount.as_integer_ratio()[1] for amount in due))
        counts = [wave.count(line.per) for wave in self.waves[:number]]
        new = [count - (counts[at - 1] if at else NOTHING) for at, count in enumerate(counts)]
        value = added([count * int(amount * parts) for amount, count in zip(due, new, strict=True)])
        if parts == 1:
            return value
        cents = self.cp.new_int_var(0, 2**40, "")
        self.cp.add(2 * parts * cents <= 2 * value + parts)
        self.cp.add(2 * parts * (cents + 1) > 2 * value + parts)
        return cents
