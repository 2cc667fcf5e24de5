"""What falls back if a family that a plan would move says no: it stays as it is, or else the best other answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from optimizer.consent import (
    FallBack,
    FallBackKind,
    Proposal,
    asked,
    keeps_every_rule,
    with_the_rest_as_planned,
)
from optimizer.explain.case import Time
from optimizer.explain.suggestions import Suggestion, suggestion
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.today import Move, continues


def proposals(problem: Problem, plan: Plan, moves: Sequence[Move], time: Time) -> tuple[Proposal, ...]:
    """Give what is asked of each family that a plan moves, and what falls back if that one alone says no.

    Where it can stay with the rest as planned, no search is needed. Where it would have no place, or the rest could not
    stay, the best other answer is looked for, in which one other family moves at most.
    """
    found = asked(plan, moves)
    return tuple(_answered(problem, plan, each, time.share(len(found) - at)) for at, each in enumerate(found))


def _answered(problem: Problem, plan: Plan, proposal: Proposal, time: Time) -> Proposal:
    if time.over:
        return proposal
    direct = with_the_rest_as_planned(problem, plan, proposal)
    if direct is not None and direct.kind is FallBackKind.STAYS:
        return replace(proposal, fall_back=direct)
    found = suggestion(problem, plan, plan.families.by_id[proposal.family], time)
    other = next(
        (each for each in _others(found, plan, proposal) if keeps_every_rule(problem, plan, proposal, each)), None
    )
    if direct is not None:
        return replace(proposal, fall_back=direct, instead=other)
    return replace(proposal, fall_back=other or FallBack(FallBackKind.NOTHING, proved=found.impossible))


def _others(found: Suggestion, plan: Plan, proposal: Proposal) -> Iterator[FallBack]:
    """Give the constellations that take a family with the rest as planned, the best first; then with one other move."""
    hubs = {each.hub.id: each.hub for each in plan.constellations}
    whole = len(found.offers) == len(hubs) - (found.here is not None)

    def kind(hub: str) -> FallBackKind:
        return FallBackKind.STAYS if continues(hubs[hub], proposal.origin) else FallBackKind.ELSEWHERE

    for offer in found.offers:
        if offer.possible:
            yield FallBack(kind(offer.hub), offer.hub, proved=whole)
    best = found.one_move
    if best is not None and best.moved is not None:
        hub_of = {name: each.hub.id for name, each in zip(plan.ids, plan.constellations, strict=True)}
        one, origin, to = best.moved
        yield FallBack(kind(best.hub), best.hub, (one, hub_of[origin], hub_of[to]), best.proved)
