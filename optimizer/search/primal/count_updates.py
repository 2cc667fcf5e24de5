"""Keep up to date what is counted in the constellations that a move touched; steps like any, to be taken back."""

import cython

if not cython.compiled:
    from optimizer.search.primal.counted import LACK, MIX
    from optimizer.search.primal.state import SearchState
    from optimizer.search.primal.steps import COUNTED, FIRST_LOAD, SPREAD_COUNTED, log_step, move_row


def next_member(state: "SearchState", hub: int, family: int) -> int:
    """Give the member of an open hub after another: the home comes first, then its satellites; -1 at the end."""
    if family == state.hubs[hub].home:
        return state.hubs[hub].first_satellite
    return state.families[family].following


def count_unmixed(state: "SearchState", hub: int, line: int) -> int:
    """Count by how many homes a constellation is mixed too little."""
    homes = state.hubs[hub].n_satellites + 1
    part, whole = state.counts[line].part, state.counts[line].whole
    n_groups = beyond = 0
    family = state.hubs[hub].home
    while family >= 0:
        group = state.counted_slices[family, line].begin
        count = 0
        first = True
        other = state.hubs[hub].home
        while other >= 0:
            if state.counted_slices[other, line].begin == group:
                if count == 0 and other != family:
                    first = False
                count += 1
            other = next_member(state, hub, other)
        if first:
            n_groups += 1
            over = count * whole - homes * part
            if over > 0:
                beyond += (over - 1) // whole + 1
        family = next_member(state, hub, family)
    return max(state.counts[line].least - n_groups, 0) + beyond


def count_lacking(state: "SearchState", hub: int, line: int) -> int:
    """Count the items of a lack in a constellation that have no helper there."""
    count = 0
    family = state.hubs[hub].home
    while family >= 0:
        at = state.counted_slices[family, line].begin
        while at < state.counted_slices[family, line].end:
            helped = False
            for place in range(at + 1, at + 1 + state.counted[at]):
                if state.families[state.counted[place]].hub == hub:
                    helped = True
                    break
            if not helped:
                count += 1
            at += 1 + state.counted[at]
        if state.counts[line].as_hub == 1:
            break
        family = next_member(state, hub, family)
    return count


def add_difference(state: "SearchState", line: int, step: int) -> None:
    """Add the difference of a count to what it is part of."""
    target = state.counts[line].target
    if state.counts[line].kind == MIX:
        state.broken[FIRST_LOAD + state.n_loads + state.n_rows + target] += step
    elif target < 0:
        state.value += step
    else:
        move_row(state, target, step)


def recount_hub(state: "SearchState", hub: int) -> None:
    """Count anew what is counted within a constellation."""
    for line in range(state.n_counts):
        count = 0
        if state.hubs[hub].is_open == 1:
            if state.counts[line].kind == MIX:
                count = count_unmixed(state, hub, line)
            elif state.counts[line].kind == LACK:
                count = count_lacking(state, hub, line)
        step = count - state.hub_counts[hub, line]
        if step != 0:
            state.hub_counts[hub, line] = count
            add_difference(state, line, step)
            log_step(state, COUNTED, step, hub, line)


def is_spread(state: "SearchState", begin: int, end: int) -> bool:
    """Tell whether the placed families of a group are in more than one constellation."""
    hub = -1
    for member in range(begin, end):
        other = state.families[state.counted[member]].hub
        if other >= 0:
            if hub >= 0 and other != hub:
                return True
            hub = other
    return False


def recount_groups(state: "SearchState", family: int) -> None:
    """Count anew whether the groups of a family are spread."""
    for line in range(state.n_counts):
        if state.counts[line].kind == MIX or state.counts[line].kind == LACK:
            continue
        for at in range(state.counted_slices[family, line].begin, state.counted_slices[family, line].end, 3):
            group = state.counts[line].first_group + state.counted[at]
            spread = 1 if is_spread(state, state.counted[at + 1], state.counted[at + 2]) else 0
            step = spread - state.group_is_spread[group]
            if step != 0:
                state.group_is_spread[group] = spread
                add_difference(state, line, step)
                log_step(state, SPREAD_COUNTED, step, group, line)


def recount_touched(state: "SearchState") -> None:
    """Count anew what the steps in the journal touched."""
    if state.n_counts > 0:
        for number in range(state.n_steps):
            if state.journal[number].kind < COUNTED:
                recount_hub(state, state.journal[number].place)
                recount_groups(state, state.journal[number].subject)


def undo_count(state: "SearchState", number: int) -> None:
    """Take a counting step of the journal back."""
    step, line = state.journal[number].subject, state.journal[number].pair
    if state.journal[number].kind == COUNTED:
        state.hub_counts[state.journal[number].place, line] -= step
    else:
        state.group_is_spread[state.journal[number].place] -= step
    add_difference(state, line, -step)


def is_mixed(state: "SearchState", hub: int) -> bool:
    """Tell whether an open hub was mixed as asked when last counted."""
    for line in range(state.n_counts):
        if state.counts[line].kind == MIX and state.hub_counts[hub, line] > 0:
            return False
    return True
