"""Simulated annealing over the moves (Kirkpatrick, Gelatt and Vecchi 1983, doi 10.1126/science.220.4598.671).

One call runs a fixed number of moves, so no clock is read inside, and holds no lock of the interpreter.
"""

import cython

if not cython.compiled:
    from math import inf, log, pow

    from optimizer.search.primal.compound_moves import move_group, rebuild
    from optimizer.search.primal.count_updates import recount_touched, undo_count
    from optimizer.search.primal.moves import is_alone, is_home, try_shift, try_swap
    from optimizer.search.primal.state import SearchState
    from optimizer.search.primal.steps import (
        ATTACHED,
        CLOSED,
        COUNTED,
        DETACHED,
        OPENED,
        attach,
        close_hub,
        detach,
        draw,
        open_hub,
        penalised_value,
        random_fraction,
    )


def draw_candidate(state: "SearchState", family: int) -> int:
    """Draw a hub in the reach of a family, the nearer the likelier, or -1."""
    begin, end = state.families[family].near_begin, state.families[family].near_end
    if begin == end:
        return -1
    fraction = random_fraction(state)
    at = int(fraction * fraction * (end - begin))
    return state.near_families[begin + at].hub


def draw_open_hub(state: "SearchState", family: int) -> int:
    """Draw an open hub near a family: one in its reach, or the hub that the home of a closed one belongs to; or -1."""
    hub = draw_candidate(state, family)
    if hub < 0 or state.hubs[hub].is_open == 1:
        return hub
    return state.families[state.hubs[hub].home].hub


def draw_satellite(state: "SearchState", hub: int) -> int:
    """Draw a satellite of a hub, or -1."""
    if state.hubs[hub].n_satellites == 0:
        return -1
    family = state.hubs[hub].first_satellite
    for _ in range(draw(state, state.hubs[hub].n_satellites)):
        family = state.families[family].following
    return family


def undo(state: "SearchState") -> None:
    """Take back every step in the journal, last first."""
    for number in range(state.n_steps - 1, -1, -1):
        kind = state.journal[number].kind
        if kind == ATTACHED:
            detach(state, state.journal[number].subject)
        elif kind == DETACHED:
            attach(state, state.journal[number].subject, state.journal[number].place, state.journal[number].pair)
        elif kind == OPENED:
            close_hub(state, state.journal[number].place)
        elif kind == CLOSED:
            open_hub(state, state.journal[number].place)
        else:
            undo_count(state, number)
    state.n_steps = 0


def accept(state: "SearchState") -> None:
    """Accept the steps in the journal, and note the plan if it breaks nothing and is the best so far."""
    recount_touched(state)
    for number in range(state.n_steps):
        if state.journal[number].kind >= COUNTED:
            continue
        family = state.journal[number].subject
        if state.families[family].changed == 0:
            state.families[family].changed = 1
            state.changed[state.n_changed] = family
            state.n_changed += 1
    state.n_steps = 0
    if state.value < state.best_value:
        for k in range(state.n_breaches):
            if state.broken[k] != 0:
                return
        state.best_value = state.value
        for number in range(state.n_changed):
            changed = state.changed[number]
            state.best[changed] = state.families[changed].hub
            state.families[changed].changed = 0
        state.n_changed = 0


def accept_or_undo(state: "SearchState", done: bool, before: float, limit: float) -> None:
    """Accept the steps in the journal if a move was done and costs ``limit`` at most, or take them back."""
    if done:
        recount_touched(state)
    if done and penalised_value(state) - before <= limit:
        accept(state)
    else:
        undo(state)


def draw_replacement(state: "SearchState", closing: int, near: bool) -> int:
    """Draw a closed hub to take the place of an open one: a satellite of it, or one near it; or -1."""
    around = draw_satellite(state, closing)
    if around < 0 or random_fraction(state) < 0.2:
        around = state.hubs[closing].home
    opening = state.families[around].own_hub
    if near or opening < 0 or state.hubs[opening].is_open == 1 or random_fraction(state) < 0.3:
        return draw_candidate(state, around)
    return opening


def draw_newcomer(state: "SearchState") -> int:
    """Draw a closed hub to open, sometimes one in the reach of an unplaced family; or -1."""
    if state.n_unplaced > 0 and random_fraction(state) < 0.3:
        family = state.unplaced[draw(state, state.n_unplaced)]
        return draw_candidate(state, family) if random_fraction(state) < 0.7 else state.families[family].own_hub
    if state.n_open == state.n_hubs:
        return -1
    return state.hub_order[state.n_open + draw(state, state.n_hubs - state.n_open)]


def change_hubs(state: "SearchState") -> bool:
    """Draw a change of hubs and make it; ``False`` where it cannot be (the journal may hold steps).

    A tenth of the changes closes a hub, seven tenths put another in its place, and a fifth opens one.
    """
    kind = random_fraction(state)
    closing = -1
    opening = -1
    if kind < 0.80:
        if state.n_open == 0:
            return False
        closing = state.hub_order[draw(state, state.n_open)]
        if state.hubs[closing].must_open == 1:
            return False
        if kind >= 0.10:
            opening = draw_replacement(state, closing, kind >= 0.65)
    else:
        opening = draw_newcomer(state)
    if kind >= 0.10 and opening < 0:
        return False
    if opening >= 0 and (state.hubs[opening].is_open == 1 or state.hubs[opening].may_open == 0):
        return False
    return rebuild(state, closing, opening, kind < 0.65)


def shift_or_swap(state: "SearchState", family: int, hub: int, swapping: bool, limit: float) -> bool:
    """Take a family to a hub or out (-1), in the place of another there or of none."""
    if hub >= 0 and (swapping or (state.families[family].hub < 0 and random_fraction(state) < 0.5)):
        other = draw_satellite(state, hub)
        return other >= 0 and try_swap(state, family, other, limit)
    return try_shift(state, family, hub, limit)


def move(state: "SearchState", limit: float, compound: float) -> None:
    """Draw one move and make it if it costs ``limit`` at most.

    Of the moves that leave the hubs as they are half are swaps, 43 in a hundred shifts to another hub, three take a
    family out of the plan, and four begin with an unplaced family.
    """
    if random_fraction(state) < compound:
        before = penalised_value(state)
        accept_or_undo(state, change_hubs(state), before, limit)
        return
    kind = random_fraction(state)
    from_unplaced = kind >= 0.96 and state.n_unplaced > 0
    family = state.unplaced[draw(state, state.n_unplaced)] if from_unplaced else draw(state, state.n_families)
    if is_home(state, family):
        return
    hub = -1
    if from_unplaced or kind < 0.93 or state.families[family].must_be_placed == 1:
        hub = draw_open_hub(state, family)
        if hub < 0:
            return
    if not is_alone(state, family):
        before = penalised_value(state)
        accept_or_undo(state, move_group(state, family, hub), before, limit)
    elif state.n_counts > 0:
        before = penalised_value(state)
        accept_or_undo(state, shift_or_swap(state, family, hub, kind < 0.50, inf), before, limit)
    elif shift_or_swap(state, family, hub, kind < 0.50, limit):
        accept(state)


def anneal(
    state: "SearchState", n_moves: int, initial: float, final: float, compound: float, relaxation: float
) -> None:
    """Run moves while the temperature falls from ``initial`` to ``final`` by equal factors.

    A move that costs ``c`` more is accepted with probability ``exp(-c / temperature)``. The moves run in blocks; after
    each the penalty of what is broken grows by 12%.

    Parameters
    ----------
    state
        Changed.
    n_moves
        Moves tried.
    initial, final
        Temperatures in the unit of the objective.
    compound
        Share of the moves that open or close hubs.
    relaxation
        By what the penalty of what is not broken is multiplied after each block.
    """
    with cython.nogil:
        n_blocks = max(1, min(200, n_moves // 1000))
        ratio = pow(final / initial, 1.0 / n_blocks)
        temperature = initial
        for _ in range(n_blocks):
            for _ in range(n_moves // n_blocks):
                move(state, -temperature * log(1.0 - random_fraction(state)), compound)
            for k in range(state.n_breaches):
                if state.broken[k] != 0:
                    state.penalty[k] *= 1.12
                elif state.penalty[k] > 1e-3:
                    state.penalty[k] *= relaxation
            temperature *= ratio
