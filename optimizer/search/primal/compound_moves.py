"""Compound moves: hubs open, close and change homes, groups move; made first, taken back when not accepted."""

import cython

if not cython.compiled:
    from optimizer.search.primal.count_updates import is_mixed
    from optimizer.search.primal.moves import is_alone, is_home, may_meet, shift_cost
    from optimizer.search.primal.state import SearchState
    from optimizer.search.primal.steps import attach, close_hub, detach, draw, open_hub, pair_of, random_fraction


def join_group(state: "SearchState", family: int, hub: int) -> bool:
    """Make the unplaced families of a group satellites of an open hub; ``False``, nobody moved, where one may not."""
    begin, end = state.families[family].group_begin, state.families[family].group_end
    for at in range(begin, end):
        member = state.groups[at]
        if state.families[member].hub < 0 and (pair_of(state, member, hub) < 0 or not may_meet(state, member, hub, -1)):
            return False
    for at in range(begin, end):
        member = state.groups[at]
        if state.families[member].hub < 0:
            attach(state, member, hub, pair_of(state, member, hub))
    return True


def leave_group(state: "SearchState", family: int) -> bool:
    """Make the satellites of a group unplaced; ``False``, nobody moved, where one is the home of an open hub."""
    begin, end = state.families[family].group_begin, state.families[family].group_end
    for at in range(begin, end):
        if is_home(state, state.groups[at]):
            return False
    for at in range(begin, end):
        if state.families[state.groups[at]].hub >= 0:
            detach(state, state.groups[at])
    return True


def move_group(state: "SearchState", family: int, hub: int) -> bool:
    """Take a whole group to an open hub, or out (-1); ``False`` where it may not (the journal may hold steps)."""
    return leave_group(state, family) and (hub < 0 or join_group(state, family, hub))


def join_cost(state: "SearchState", family: int, hub: int) -> float:
    """Weigh a group joining a hub, as if each of its families came alone; more than 0 where one may not."""
    cost = 0.0
    for at in range(state.families[family].group_begin, state.families[family].group_end):
        member = state.groups[at]
        pair = pair_of(state, member, hub)
        if pair < 0:
            return 1.0
        cost += shift_cost(state, member, hub, pair)
    return cost


def insert(state: "SearchState", family: int) -> None:
    """Take an unplaced family with its group to the open hub where it costs least, if that beats being unplaced.

    This is cheapest insertion; hubs that are not near are looked at only where no near one will do.
    """
    best_hub = -1
    best = 0.0
    alone = is_alone(state, family)
    for at in range(state.families[family].near_begin, state.families[family].near_end):
        hub = state.near_families[at].hub
        if state.hubs[hub].is_open == 1:
            pair = state.near_families[at].pair
            cost = shift_cost(state, family, hub, pair) if alone else join_cost(state, family, hub)
            if cost < best and may_meet(state, family, hub, -1):
                best = cost
                best_hub = hub
    if best_hub < 0 and state.families[family].near_is_all == 0:
        for number in range(state.n_open):
            hub = state.hub_order[number]
            cost = join_cost(state, family, hub)
            if cost < best and may_meet(state, family, hub, -1):
                best = cost
                best_hub = hub
    if best_hub >= 0:
        join_group(state, family, best_hub)


def fill(state: "SearchState", hub: int) -> None:
    """Draw families to a hub just opened, those first that gain most, up to its lower limit or as long as they gain.

    A twentieth of them, drawn at random, is passed over.
    """
    n_found = 0
    for at in range(state.hubs[hub].near_begin, state.hubs[hub].near_end):
        pair = state.near_hubs[at]
        family = state.pair_family[pair]
        if (
            state.families[family].hub != hub
            and not is_home(state, family)
            and is_alone(state, family)
            and random_fraction(state) > 0.05
        ):
            state.queue[n_found] = pair
            state.queue_gain[n_found] = shift_cost(state, family, hub, pair)
            n_found += 1
    while n_found > 0 and state.hubs[hub].n_satellites < state.hubs[hub].high:
        first = 0
        for number in range(1, n_found):
            if state.queue_gain[number] < state.queue_gain[first]:
                first = number
        pair = state.queue[first]
        n_found -= 1
        state.queue[first] = state.queue[n_found]
        state.queue_gain[first] = state.queue_gain[n_found]
        family = state.pair_family[pair]
        if may_meet(state, family, hub, -1) and (
            shift_cost(state, family, hub, pair) < 0.0 or state.hubs[hub].n_satellites < state.hubs[hub].low
        ):
            if state.families[family].hub >= 0:
                detach(state, family)
            attach(state, family, hub, pair)


def empty(state: "SearchState", hub: int) -> int:
    """Close a hub; give how many families are left without one, listed in ``left`` in drawn order."""
    n_left = 0
    while state.hubs[hub].first_satellite >= 0:
        family = state.hubs[hub].first_satellite
        detach(state, family)
        state.left[n_left] = family
        n_left += 1
    close_hub(state, hub)
    state.left[n_left] = state.hubs[hub].home
    n_left += 1
    for number in range(n_left - 1, 0, -1):
        other = draw(state, number + 1)
        kept = state.left[number]
        state.left[number] = state.left[other]
        state.left[other] = kept
    return n_left


def hand_over(state: "SearchState", n_left: int, hub: int) -> None:
    """Make those left satellites of a hub, as long as it has room and where they may."""
    for number in range(n_left):
        family = state.left[number]
        if (
            state.families[family].hub < 0
            and state.hubs[hub].n_satellites < state.hubs[hub].high
            and is_alone(state, family)
        ):
            pair = pair_of(state, family, hub)
            if pair >= 0 and may_meet(state, family, hub, -1):
                attach(state, family, hub, pair)


def insert_left(state: "SearchState", n_left: int) -> None:
    """Insert those left who are still unplaced, each where it costs least."""
    for number in range(n_left):
        if state.families[state.left[number]].hub < 0:
            insert(state, state.left[number])


def rebuild(state: "SearchState", closing: int, opening: int, handing_over: bool) -> bool:
    """Close a hub and open another (either may be -1), then insert whoever is left.

    With ``handing_over`` the satellites go to the new hub where they may. Every step stands in the journal; ``False``
    where the new hub cannot open (the journal may hold steps even so).
    """
    n_left = empty(state, closing) if closing >= 0 else 0
    if opening >= 0:
        home = state.hubs[opening].home
        if not leave_group(state, home):
            return False
        open_hub(state, opening)
        if not join_group(state, home, opening):
            return False
        if handing_over:
            hand_over(state, n_left, opening)
        else:
            fill(state, opening)
    insert_left(state, n_left)
    if opening >= 0:
        insert_some(state)
    return True


def insert_some(state: "SearchState") -> None:
    """Insert a few unplaced families, drawn at random: one that had no hub in reach may have one now."""
    for _ in range(4):
        if state.n_unplaced == 0:
            return
        insert(state, state.unplaced[draw(state, state.n_unplaced)])


def has_too_much(state: "SearchState", hub: int) -> bool:
    """Tell whether a hub has more than one of its limits allows."""
    if state.hubs[hub].n_satellites > state.hubs[hub].high:
        return True
    for k in range(state.n_loads):  # noqa: SIM110 - a generator is no machine code
        if state.loads[hub, k].value > state.loads[hub, k].high:
            return True
    return False


def has_too_little(state: "SearchState", hub: int) -> bool:
    """Tell whether a hub has less than one of its limits asks."""
    if state.hubs[hub].n_satellites < state.hubs[hub].low or not is_mixed(state, hub):
        return True
    for k in range(state.n_loads):  # noqa: SIM110 - as above
        if state.loads[hub, k].value < state.loads[hub, k].low:
            return True
    return False


def repair(state: "SearchState") -> None:
    """Take families out of constellations that are too large, close those that are too small, insert who is left."""
    for number in range(state.n_open - 1, -1, -1):
        hub = state.hub_order[number]
        family = state.hubs[hub].first_satellite
        while has_too_much(state, hub) and family >= 0:
            following = state.families[family].following
            if is_alone(state, family):
                detach(state, family)
            family = following
        if (has_too_much(state, hub) or has_too_little(state, hub)) and state.hubs[hub].must_open == 0:
            insert_left(state, empty(state, hub))
    for number in range(state.n_unplaced - 1, -1, -1):
        if number < state.n_unplaced:
            insert(state, state.unplaced[number])
