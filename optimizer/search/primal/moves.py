"""Small moves: one family to another hub, two families that change places; weighed first, made only when accepted.

What a move costs is the change of the objective and, by their penalties, of what is broken.
"""

import cython

if not cython.compiled:
    from optimizer.search.primal.state import SearchState
    from optimizer.search.primal.steps import FIRST_LOAD, PLACE, SIZE, attach, detach, pair_of


def outside(low: int, high: int, value: int) -> int:
    """Give how far a value lies outside its limits."""
    return max(low - value, value - high, 0)


def size_change(state: "SearchState", hub: int, step: int) -> float:
    """Weigh a satellite more or fewer at an open hub, loads apart."""
    size = state.hubs[hub].n_satellites
    low, high = state.hubs[hub].low, state.hubs[hub].high
    broken = outside(low, high, size + step) - outside(low, high, size)
    return (state.size_cost[0, size + step] - state.size_cost[0, size]) + state.penalty[SIZE] * broken


def load_change(state: "SearchState", hub: int, k: int, more: int) -> float:
    """Weigh a change of one load of an open hub."""
    if more == 0:
        return 0.0
    load = state.loads[hub, k].value
    low, high = state.loads[hub, k].low, state.loads[hub, k].high
    return state.penalty[FIRST_LOAD + k] * (outside(low, high, load + more) - outside(low, high, load))


def row_change(state: "SearchState", k: int, step: int) -> float:
    """Weigh a change of one row."""
    if step == 0:
        return 0.0
    value = state.rows[k].value
    low, high = state.rows[k].low, state.rows[k].high
    return state.penalty[FIRST_LOAD + state.n_loads + k] * (
        outside(low, high, value + step) - outside(low, high, value)
    )


def unplaced_cost(state: "SearchState", family: int) -> float:
    """Weigh a family being unplaced."""
    return state.families[family].unplaced_cost + state.penalty[PLACE] * state.families[family].must_be_placed


def shift_cost(state: "SearchState", family: int, hub: int, pair: int) -> float:
    """Weigh taking a satellite or an unplaced family to another open hub, or out of the plan (``hub`` -1)."""
    old, old_pair = state.families[family].hub, state.families[family].pair
    cost = 0.0
    if old >= 0:
        cost += size_change(state, old, -1) - state.pair_cost[old_pair]
        for k in range(state.n_loads):
            cost += load_change(state, old, k, -state.load_weight[family, k])
    else:
        cost -= unplaced_cost(state, family)
    if hub >= 0:
        cost += size_change(state, hub, 1) + state.pair_cost[pair]
        for k in range(state.n_loads):
            cost += load_change(state, hub, k, state.load_weight[family, k])
    else:
        cost += unplaced_cost(state, family)
    for k in range(state.n_rows):
        step = row_part(state, k, family, hub, pair) - row_part(state, k, family, old, old_pair)
        cost += row_change(state, k, step)
    return cost


def row_part(state: "SearchState", k: int, family: int, hub: int, pair: int) -> int:
    """Give what a family adds to a row at a hub, its own or one it might join, or when it is unplaced (-1)."""
    if hub < 0:
        return state.row_unplaced[family, k]
    more = 1 if state.families[family].hub != hub else 0
    size = state.hubs[hub].n_satellites + more
    part = state.size_cost[1 + k, size] - state.size_cost[1 + k, size - 1]
    return part if state.rows[k].pair_line < 0 else part + state.row_pair[state.rows[k].pair_line, pair]


def may_meet(state: "SearchState", family: int, hub: int, leaving: int) -> bool:
    """Tell whether no family at a hub, but the one leaving, must be kept apart from a family."""
    for at in range(state.families[family].apart_begin, state.families[family].apart_end):
        other = state.apart[at]
        if state.families[other].hub == hub and other != leaving:
            return False
    return True


def is_home(state: "SearchState", family: int) -> bool:
    """Tell whether a family is the home of an open hub."""
    own = state.families[family].own_hub
    return own >= 0 and state.hubs[own].is_open == 1


def is_alone(state: "SearchState", family: int) -> bool:
    """Tell whether a family has to stay together with no other."""
    return state.families[family].group_end - state.families[family].group_begin == 1


def try_shift(state: "SearchState", family: int, hub: int, limit: float) -> bool:
    """Take a satellite or unplaced family, alone, to an open hub, or out (-1), if that costs ``limit`` at most."""
    if state.families[family].hub == hub:
        return False
    pair = pair_of(state, family, hub) if hub >= 0 else -1
    if hub >= 0 and pair < 0:
        return False
    if shift_cost(state, family, hub, pair) > limit or (hub >= 0 and not may_meet(state, family, hub, -1)):
        return False
    if state.families[family].hub >= 0:
        detach(state, family)
    if hub >= 0:
        attach(state, family, hub, pair)
    return True


def swap_cost(state: "SearchState", first: int, second: int, first_pair: int, second_pair: int) -> float:
    """Weigh a satellite changing places with a satellite of another hub or with an unplaced family.

    ``first`` may be unplaced, and ``second_pair`` is then -1; ``second`` is a satellite.
    """
    one, other = state.families[first].hub, state.families[second].hub
    cost: float = cython.cast(cython.double, state.pair_cost[first_pair] - state.pair_cost[state.families[second].pair])
    if one >= 0:
        cost += state.pair_cost[second_pair] - state.pair_cost[state.families[first].pair]
    else:
        cost += unplaced_cost(state, second) - unplaced_cost(state, first)
    for k in range(state.n_loads):
        more = state.load_weight[first, k] - state.load_weight[second, k]
        cost += load_change(state, other, k, more)
        if one >= 0:
            cost += load_change(state, one, k, -more)
    for k in range(state.n_rows):
        line = state.rows[k].pair_line
        step = state.row_unplaced[second, k] - state.row_unplaced[first, k] if one < 0 else 0
        if line >= 0:
            step += state.row_pair[line, first_pair] - state.row_pair[line, state.families[second].pair]
            if one >= 0:
                step += state.row_pair[line, second_pair] - state.row_pair[line, state.families[first].pair]
        cost += row_change(state, k, step)
    return cost


def try_swap(state: "SearchState", first: int, second: int, limit: float) -> bool:
    """Let a family change places with a satellite of another hub, both alone, if it costs ``limit`` at most."""
    one, other = state.families[first].hub, state.families[second].hub
    if one == other or not is_alone(state, second):
        return False
    first_pair = pair_of(state, first, other)
    if first_pair < 0:
        return False
    second_pair = pair_of(state, second, one) if one >= 0 else -1
    if one >= 0 and second_pair < 0:
        return False
    if swap_cost(state, first, second, first_pair, second_pair) > limit:
        return False
    if not may_meet(state, first, other, second) or (one >= 0 and not may_meet(state, second, one, first)):
        return False
    if one >= 0:
        detach(state, first)
    detach(state, second)
    attach(state, first, other, first_pair)
    if one >= 0:
        attach(state, second, one, second_pair)
    return True
