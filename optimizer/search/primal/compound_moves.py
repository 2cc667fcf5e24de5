"""Compound moves: hubs open, close and change homes, groups move; made first, taken back when not accepted."""

from optimizer.search.compiled import lean
from optimizer.search.primal.count_updates import is_mixed
from optimizer.search.primal.moves import is_alone, is_home, may_meet, shift_gain
from optimizer.search.primal.state import (
    F_AFTER,
    F_ALL,
    F_GROUP,
    F_GROUP_END,
    F_HUB,
    F_LEFT,
    F_LOOSE,
    F_NEAR,
    F_NEAR_END,
    F_QUEUE,
    H_HEAD,
    H_HIGH,
    H_HOME,
    H_LOW,
    H_MORE,
    H_MUST,
    H_OPEN,
    H_ORDER,
    H_SIZE,
    H_WIDE,
    H_WIDE_END,
    T_KINDS,
    T_LOADS,
    T_LOOSE,
    T_OPEN,
)
from optimizer.search.primal.steps import attach, close_hub, detach, open_hub, pair_at, rand

_SKIPPED = 0.05


@lean
def join_group(b, family, hub):  # type: ignore[no-untyped-def]
    """Make the unplaced families of a group satellites of an open hub; ``False``, nobody moved, where one may not."""
    first = b.fam[family, F_GROUP]
    end = b.fam[family, F_GROUP_END]
    for at in range(first, end):
        member = b.lists[at]
        if b.fam[member, F_HUB] < 0 and (pair_at(b, member, hub) < 0 or not may_meet(b, member, hub, -1)):
            return False
    for at in range(first, end):
        member = b.lists[at]
        if b.fam[member, F_HUB] < 0:
            attach(b, member, hub, pair_at(b, member, hub))
    return True


@lean
def leave_group(b, family):  # type: ignore[no-untyped-def]
    """Make the satellites of a group unplaced; ``False``, nobody moved, where one is the home of an open hub."""
    for at in range(b.fam[family, F_GROUP], b.fam[family, F_GROUP_END]):
        if is_home(b, b.lists[at]):
            return False
    for at in range(b.fam[family, F_GROUP], b.fam[family, F_GROUP_END]):
        if b.fam[b.lists[at], F_HUB] >= 0:
            detach(b, b.lists[at])
    return True


@lean
def move_group(b, family, hub):  # type: ignore[no-untyped-def]
    """Take a whole group to an open hub, or out (-1); ``False`` where it may not (the journal may hold steps)."""
    return leave_group(b, family) and (hub < 0 or join_group(b, family, hub))


@lean
def _join_gain(b, family, hub):  # type: ignore[no-untyped-def]
    """Weigh a group joining a hub, as if each of its families came alone; more than 0 where one may not."""
    gain = 0.0
    for at in range(b.fam[family, F_GROUP], b.fam[family, F_GROUP_END]):
        member = b.lists[at]
        pair = pair_at(b, member, hub)
        if pair < 0:
            return 1.0
        gain += shift_gain(b, member, hub, pair)
    return gain


@lean
def settle(b, family):  # type: ignore[no-untyped-def]
    """Take an unplaced family with its group to the open hub where it costs least, if that beats being unplaced."""
    best_hub = -1
    best = 0.0
    alone = is_alone(b, family)
    for at in range(b.fam[family, F_NEAR], b.fam[family, F_NEAR_END], 2):
        hub = b.lists[at + 1]
        if b.hub[hub, H_OPEN] == 1:
            gain = shift_gain(b, family, hub, b.lists[at]) if alone else _join_gain(b, family, hub)
            if gain < best and may_meet(b, family, hub, -1):
                best = gain
                best_hub = hub
    if best_hub < 0 and b.fam[family, F_ALL] == 0:
        for number in range(b.total[T_OPEN]):
            hub = b.hub[number, H_ORDER]
            gain = _join_gain(b, family, hub)
            if gain < best and may_meet(b, family, hub, -1):
                best = gain
                best_hub = hub
    if best_hub >= 0:
        join_group(b, family, best_hub)


@lean
def gather(b, hub):  # type: ignore[no-untyped-def]
    """Draw families to a hub just opened, those first that gain most, up to its lower limit or as long as they gain."""
    gains = b.floats[b.total[T_KINDS] :]
    n_found = 0
    for at in range(b.hub[hub, H_WIDE], b.hub[hub, H_WIDE_END]):
        pair = b.lists[at]
        family = b.family[pair]
        if b.fam[family, F_HUB] != hub and not is_home(b, family) and is_alone(b, family) and rand(b) > _SKIPPED:
            b.fam[n_found, F_QUEUE] = pair
            gains[n_found] = shift_gain(b, family, hub, pair)
            n_found += 1
    while n_found > 0 and b.hub[hub, H_SIZE] < b.hub[hub, H_HIGH]:
        first = 0
        for number in range(1, n_found):
            if gains[number] < gains[first]:
                first = number
        pair = b.fam[first, F_QUEUE]
        n_found -= 1
        b.fam[first, F_QUEUE] = b.fam[n_found, F_QUEUE]
        gains[first] = gains[n_found]
        family = b.family[pair]
        if may_meet(b, family, hub, -1) and (
            shift_gain(b, family, hub, pair) < 0.0 or b.hub[hub, H_SIZE] < b.hub[hub, H_LOW]
        ):
            if b.fam[family, F_HUB] >= 0:
                detach(b, family)
            attach(b, family, hub, pair)


@lean
def _empty(b, hub):  # type: ignore[no-untyped-def]
    """Close a hub; give how many families are left without one, listed in ``F_LEFT`` in drawn order."""
    n_left = 0
    while b.hub[hub, H_HEAD] >= 0:
        family = b.hub[hub, H_HEAD]
        detach(b, family)
        b.fam[n_left, F_LEFT] = family
        n_left += 1
    close_hub(b, hub)
    b.fam[n_left, F_LEFT] = b.hub[hub, H_HOME]
    n_left += 1
    for number in range(n_left - 1, 0, -1):
        other = int(rand(b) * (number + 1))
        kept = b.fam[number, F_LEFT]
        b.fam[number, F_LEFT] = b.fam[other, F_LEFT]
        b.fam[other, F_LEFT] = kept
    return n_left


@lean
def rebuild(b, closing, opening, handing_over):  # type: ignore[no-untyped-def]
    """Close a hub and open another (either may be -1), then settle whoever is left.

    With ``handing_over`` the satellites go to the new hub where they may. Every step stands in the journal; ``False``
    where the new hub cannot open (the journal may hold steps even so).
    """
    n_left = 0
    if closing >= 0:
        n_left = _empty(b, closing)
    if opening >= 0:
        home = b.hub[opening, H_HOME]
        if not leave_group(b, home):
            return False
        open_hub(b, opening)
        if not join_group(b, home, opening):
            return False
        if handing_over:
            for number in range(n_left):
                family = b.fam[number, F_LEFT]
                if b.fam[family, F_HUB] < 0 and b.hub[opening, H_SIZE] < b.hub[opening, H_HIGH] and is_alone(b, family):
                    pair = pair_at(b, family, opening)
                    if pair >= 0 and may_meet(b, family, opening, -1):
                        attach(b, family, opening, pair)
        else:
            gather(b, opening)
    for number in range(n_left):
        if b.fam[b.fam[number, F_LEFT], F_HUB] < 0:
            settle(b, b.fam[number, F_LEFT])
    if opening >= 0:
        _settle_some(b)
    return True


@lean
def _settle_some(b):  # type: ignore[no-untyped-def]
    """Settle a few unplaced families, drawn at random: one that had no hub in reach may have one now."""
    for _ in range(4):
        if b.total[T_LOOSE] == 0:
            return
        settle(b, b.fam[int(rand(b) * b.total[T_LOOSE]), F_LOOSE])


@lean
def _over(b, hub):  # type: ignore[no-untyped-def]
    """Tell whether a hub has more than one of its limits allows."""
    if b.hub[hub, H_SIZE] > b.hub[hub, H_HIGH]:
        return True
    for k in range(b.total[T_LOADS]):  # noqa: SIM110
        if b.hub[hub, H_MORE + 3 * k] > b.hub[hub, H_MORE + 3 * k + 2]:
            return True
    return False


@lean
def _under(b, hub):  # type: ignore[no-untyped-def]
    """Tell whether a hub has less than one of its limits asks."""
    if b.hub[hub, H_SIZE] < b.hub[hub, H_LOW] or not is_mixed(b, hub):
        return True
    for k in range(b.total[T_LOADS]):  # noqa: SIM110
        if b.hub[hub, H_MORE + 3 * k] < b.hub[hub, H_MORE + 3 * k + 1]:
            return True
    return False


@lean
def mend(b):  # type: ignore[no-untyped-def]
    """Take families out of constellations that are too large, close those that are too small, settle who is left."""
    for number in range(b.total[T_OPEN] - 1, -1, -1):
        hub = b.hub[number, H_ORDER]
        family = b.hub[hub, H_HEAD]
        while _over(b, hub) and family >= 0:
            after = b.fam[family, F_AFTER]
            if is_alone(b, family):
                detach(b, family)
            family = after
        if (_over(b, hub) or _under(b, hub)) and b.hub[hub, H_MUST] == 0:
            n_left = _empty(b, hub)
            for place in range(n_left):
                if b.fam[b.fam[place, F_LEFT], F_HUB] < 0:
                    settle(b, b.fam[place, F_LEFT])
    for number in range(b.total[T_LOOSE] - 1, -1, -1):
        if number < b.total[T_LOOSE]:
            settle(b, b.fam[number, F_LOOSE])
