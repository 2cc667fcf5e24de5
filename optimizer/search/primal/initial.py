"""Put a plan into a state: a first one grown from nothing, or one that is given; repair one at the end of a run."""

import cython

if not cython.compiled:
    from optimizer.search.primal.annealing import accept, accept_or_undo, draw_open_hub, undo
    from optimizer.search.primal.compound_moves import insert, rebuild, repair
    from optimizer.search.primal.moves import is_home, shift_cost
    from optimizer.search.primal.records import Records
    from optimizer.search.primal.state import SearchState
    from optimizer.search.primal.steps import attach, draw, open_hub, pair_of, penalised_value


def grow_plan(state: "SearchState") -> None:
    """Make a first plan: hubs open one after the other, in drawn order, where that helps; then all are inserted."""
    with cython.nogil:
        for hub in range(state.n_hubs):
            if state.hubs[hub].must_open == 1 and state.hubs[hub].is_open == 0:
                if rebuild(state, -1, hub, False):
                    accept(state)
                else:
                    undo(state)
        for _ in range(3):
            open_where_it_helps(state)
        for family in range(state.n_families):
            if state.families[family].hub < 0:
                insert(state, family)
        accept(state)


def open_where_it_helps(state: "SearchState") -> None:
    """Try to open each closed hub, in drawn order."""
    first = state.n_open
    n_closed = state.n_hubs - first
    for number in range(n_closed):
        state.left[number] = state.hub_order[first + number]
    for number in range(n_closed):
        other = number + draw(state, n_closed - number)
        hub = state.left[other]
        state.left[other] = state.left[number]
        if state.hubs[hub].is_open == 0 and state.hubs[hub].may_open == 1:
            before = penalised_value(state)
            accept_or_undo(state, rebuild(state, -1, hub, False), before, 0.0)


def repair_plan(state: "SearchState") -> None:
    """Repair what is still broken, and note the plan if it is the best that breaks nothing."""
    with cython.nogil:
        repair(state)
        accept(state)


def put_plan(state: "SearchState", hub_of: "Records[int]") -> None:
    """Make an empty plan into the one given, and note it if it breaks nothing.

    Parameters
    ----------
    state
        Without a plan.
    hub_of
        Shape ``(n,)``: the hub of each family, or -1.
    """
    with cython.nogil:
        for hub in range(state.n_hubs):
            if hub_of[state.hubs[hub].home] == hub:
                open_hub(state, hub)
        for family in range(state.n_families):
            at = hub_of[family]
            if at >= 0 and state.families[family].own_hub != at:
                attach(state, family, at, pair_of(state, family, at))
        accept(state)


def sample_shifts(state: "SearchState", costs: "Records[float]") -> None:
    """Weigh drawn shifts without making them; what could not be drawn keeps its value in ``costs``."""
    with cython.nogil:
        for number in range(len(costs)):
            family = draw(state, state.n_families)
            hub = draw_open_hub(state, family)
            if hub < 0 or hub == state.families[family].hub or is_home(state, family):
                continue
            pair = pair_of(state, family, hub)
            if pair >= 0:
                costs[number] = shift_cost(state, family, hub, pair)
