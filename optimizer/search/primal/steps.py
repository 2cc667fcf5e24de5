"""The four steps that change a plan, each with its inverse; the value and what is broken stay up to date."""

import cython

if not cython.compiled:
    from optimizer.search.primal.state import SearchState

    SIZE, PLACE, FIRST_LOAD = range(3)
    ATTACHED, DETACHED, OPENED, CLOSED, COUNTED, SPREAD_COUNTED = range(6)


def random_fraction(state: "SearchState") -> float:
    """Draw from [0, 1) (xorshift64*, Vigna 2016, doi 10.1145/2845077)."""
    word, factor = 0xFFFFFFFFFFFFFFFF, 2685821657736338717
    x = state.random
    x ^= x >> 12
    x = (x ^ (x << 25)) & word
    x ^= x >> 27
    state.random = x
    return (((x * factor) & word) >> 11) * (1.0 / 9007199254740992.0)


def draw(state: "SearchState", n: int) -> int:
    """Draw a whole number from 0 to ``n`` - 1."""
    return int(random_fraction(state) * n)


def pair_of(state: "SearchState", family: int, hub: int) -> int:
    """Give the pair of a family and a hub, or -1."""
    low, end = state.hubs[hub].pair_begin, state.hubs[hub].pair_end
    home = state.hubs[hub].home
    if family == home:
        return -1
    if end - low == state.n_families - 1:
        return low + family - (1 if family > home else 0)
    high = end
    while low < high:
        middle = (low + high) >> 1
        if state.pair_family[middle] < family:
            low = middle + 1
        else:
            high = middle
    return low if low < end and state.pair_family[low] == family else -1


def outside(low: int, high: int, value: int) -> int:
    """Give how far a value lies outside its limits."""
    return max(low - value, value - high, 0)


def add_satellite(state: "SearchState", family: int, pair: int, hub: int, sign: int) -> None:
    """Count a satellite in (1) or out (-1) of a hub, and its being unplaced the other way."""
    size = state.hubs[hub].n_satellites
    low, high = state.hubs[hub].low, state.hubs[hub].high
    state.hubs[hub].n_satellites = size + sign
    state.value += sign * (state.pair_cost[pair] - state.families[family].unplaced_cost)
    state.value += state.size_cost[0, size + sign] - state.size_cost[0, size]
    state.broken[SIZE] += outside(low, high, size + sign) - outside(low, high, size)
    state.broken[PLACE] -= sign * state.families[family].must_be_placed
    for k in range(state.n_loads):
        load = state.loads[hub, k].value
        new = load + sign * state.load_weight[family, k]
        low, high = state.loads[hub, k].low, state.loads[hub, k].high
        state.loads[hub, k].value = new
        state.broken[FIRST_LOAD + k] += outside(low, high, new) - outside(low, high, load)
    for k in range(state.n_rows):
        step = state.size_cost[1 + k, size + sign] - state.size_cost[1 + k, size] - sign * state.row_unplaced[family, k]
        if state.rows[k].pair_line >= 0:
            step += sign * state.row_pair[state.rows[k].pair_line, pair]
        move_row(state, k, step)


def move_row(state: "SearchState", k: int, step: int) -> None:
    """Change the value of a row."""
    if step != 0:
        value = state.rows[k].value
        low, high = state.rows[k].low, state.rows[k].high
        state.rows[k].value = value + step
        state.broken[FIRST_LOAD + state.n_loads + k] += outside(low, high, value + step) - outside(low, high, value)


def log_step(state: "SearchState", kind: int, item: int, place: int, pair: int) -> None:
    """Write a step into the journal."""
    step = state.n_steps
    state.journal[step].kind = kind
    state.journal[step].subject = item
    state.journal[step].place = place
    state.journal[step].pair = pair
    state.n_steps = step + 1


def take_from_unplaced(state: "SearchState", family: int) -> None:
    """Take a family out of the list of the unplaced."""
    at = state.families[family].unplaced_at
    state.n_unplaced -= 1
    last = state.unplaced[state.n_unplaced]
    state.unplaced[at] = last
    state.families[last].unplaced_at = at


def add_to_unplaced(state: "SearchState", family: int) -> None:
    """Put a family into the list of the unplaced."""
    at = state.n_unplaced
    state.unplaced[at] = family
    state.families[family].unplaced_at = at
    state.n_unplaced = at + 1


def attach(state: "SearchState", family: int, hub: int, pair: int) -> None:
    """Make an unplaced family a satellite of an open hub."""
    add_satellite(state, family, pair, hub, 1)
    state.families[family].hub = hub
    state.families[family].pair = pair
    first = state.hubs[hub].first_satellite
    state.families[family].following = first
    state.families[family].preceding = -1
    if first >= 0:
        state.families[first].preceding = family
    state.hubs[hub].first_satellite = family
    take_from_unplaced(state, family)
    log_step(state, ATTACHED, family, hub, pair)


def detach(state: "SearchState", family: int) -> None:
    """Make a satellite unplaced."""
    hub, pair = state.families[family].hub, state.families[family].pair
    add_satellite(state, family, pair, hub, -1)
    state.families[family].hub = -1
    state.families[family].pair = -1
    preceding, following = state.families[family].preceding, state.families[family].following
    if preceding >= 0:
        state.families[preceding].following = following
    else:
        state.hubs[hub].first_satellite = following
    if following >= 0:
        state.families[following].preceding = preceding
    add_to_unplaced(state, family)
    log_step(state, DETACHED, family, hub, pair)


def add_hub(state: "SearchState", hub: int, sign: int) -> None:
    """Count an open hub without satellites in (1) or out (-1); its loads are then its own."""
    home = state.hubs[hub].home
    state.value += sign * (state.hubs[hub].cost + state.size_cost[0, 0] - state.families[home].unplaced_cost)
    state.broken[SIZE] += sign * outside(state.hubs[hub].low, state.hubs[hub].high, 0)
    state.broken[PLACE] -= sign * state.families[home].must_be_placed
    for k in range(state.n_loads):
        load = state.loads[hub, k].value
        state.broken[FIRST_LOAD + k] += sign * outside(state.loads[hub, k].low, state.loads[hub, k].high, load)
    for k in range(state.n_rows):
        step = state.row_hub[hub, k] + state.size_cost[1 + k, 0] - state.row_unplaced[home, k]
        move_row(state, k, sign * step)


def move_in_order(state: "SearchState", hub: int, at: int) -> None:
    """Let a hub change places with the one at a place in the order."""
    other = state.hub_order[at]
    here = state.hubs[hub].order_at
    state.hub_order[at] = hub
    state.hub_order[here] = other
    state.hubs[hub].order_at = at
    state.hubs[other].order_at = here


def open_hub(state: "SearchState", hub: int) -> None:
    """Open a hub whose home is unplaced."""
    home = state.hubs[hub].home
    add_hub(state, hub, 1)
    state.hubs[hub].is_open = 1
    state.families[home].hub = hub
    move_in_order(state, hub, state.n_open)
    state.n_open += 1
    take_from_unplaced(state, home)
    log_step(state, OPENED, home, hub, -1)


def close_hub(state: "SearchState", hub: int) -> None:
    """Close a hub without satellites."""
    home = state.hubs[hub].home
    add_hub(state, hub, -1)
    state.hubs[hub].is_open = 0
    state.families[home].hub = -1
    state.n_open -= 1
    move_in_order(state, hub, state.n_open)
    add_to_unplaced(state, home)
    log_step(state, CLOSED, home, hub, -1)


def penalised_value(state: "SearchState") -> float:
    """Give the value of the plan with what is broken weighed in."""
    value: float = cython.cast(cython.double, state.value)
    for k in range(state.n_breaches):
        value += state.penalty[k] * state.broken[k]
    return value
