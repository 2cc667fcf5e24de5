"""The order of a plan, and whole roll-outs of few families: exact, by CP-SAT over all waves at once."""

from dataclasses import dataclass

from optimizer.model import Linear
from optimizer.plan import Plan
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms
from optimizer.search.assignment import aim
from optimizer.search.cp_sat import Effort, run
from optimizer.search.rollout.program import Program, added


@dataclass(frozen=True, slots=True)
class Ordered:
    """The best order of a plan.

    Attributes
    ----------
    roll_out
        ``None`` where none was found.
    waiting
        What is proved that no order of this plan is below; ``None`` where nothing was proved.
    impossible
        Whether it is proved that the plan has no order.
    """

    roll_out: RollOut | None
    waiting: int | None
    impossible: bool = False


def order(terms: Terms, plan: Plan, effort: Effort) -> Ordered:
    """Find the order of a plan with the fewest family-waves of waiting, and among those the fewest child-waves.

    Only what the plan holds is kept of each wave, so there are few choices. With ``hubs_move`` a hub home of the plan
    may also be a satellite of another before its own constellation starts.

    Parameters
    ----------
    plan
        The last wave.
    """
    held = {(each.hub.id, family.id) for each in plan.constellations for family in each.satellites}
    hubs = {each.hub.id for each in plan.constellations} if terms.policy.rollout.hubs_move else frozenset[str]()
    program = Program.of(terms, lambda hub, family: (hub, family) in held or (hub in hubs and family in hubs))
    program.hold_last(plan)
    weight = 1 + terms.n_waves * sum(family.children for family in terms.families)
    children = added([wave.unplaced_children for wave in program.waves])
    program.cp.minimize(program.waiting * weight + children)
    answer = run(program.cp, effort)
    bound = None if answer.bound is None else answer.bound // weight
    return Ordered(program.roll_out(answer) if answer.found else None, bound, answer.infeasible)


@dataclass(frozen=True, slots=True)
class Assembled:
    """A whole roll-out with the bounds on its three tiers, as far as they were searched."""

    roll_out: RollOut | None
    bounds: tuple[int | None, ...] = ()
    impossible: bool = False


def assemble(terms: Terms, effort: Effort) -> Assembled:
    """Search a whole roll-out tier by tier: every choice of every wave is in the program, so its bounds are exact.

    Parameters
    ----------
    effort
        For each tier.
    """
    program = Program.of(terms, lambda _hub, _family: True)
    cp, found, bounds = program.cp, None, list[int | None]()
    for tier in (program.last.n_unplaced, program.waiting):
        cp.minimize(tier)
        answer = run(cp, effort)
        if not answer.found or answer.value is None:
            return Assembled(found, (*bounds, None), answer.infeasible and found is None)
        found = program.roll_out(answer)
        bounds.append(answer.bound)
        cp.add(tier <= answer.value)
    travel = program.last.tiers[-1]
    assert isinstance(travel, Linear)
    aim(program.last.encoded, program.last.model, travel)
    answer = run(cp, effort)
    if answer.found:
        found = program.roll_out(answer)
    bounds.append(None if answer.bound is None else answer.bound + travel.constant)
    return Assembled(found, tuple(bounds))
