"""Keep up to date what is counted in the constellations that a move touched; steps like any, to be taken back."""

from optimizer.search.compiled import inlined, lean
from optimizer.search.primal.counted import C_AS_HUB, C_FIRST, C_KIND, C_LEAST, C_PART, C_TARGET, C_WHOLE, LACK, MIX
from optimizer.search.primal.state import (
    F_AFTER,
    F_HUB,
    F_MORE,
    H_HEAD,
    H_HOME,
    H_MORE,
    H_OPEN,
    H_SIZE,
    K_LOAD,
    T_BROKEN,
    T_KINDS,
    T_LOADS,
    T_ROWS,
    T_STEPS,
    T_VALUE,
)
from optimizer.search.primal.steps import COUNTED, SPREAD_COUNTED, log_step, move_row


@inlined
def _following(b, hub, family):  # type: ignore[no-untyped-def]
    """Give the member of an open hub after another: the home comes first, then its satellites; -1 at the end."""
    return b.hub[hub, H_HEAD] if family == b.hub[hub, H_HOME] else b.fam[family, F_AFTER]


@lean
def _unmixed(b, hub, line, column):  # type: ignore[no-untyped-def]
    """Count by how many homes a constellation is mixed too little."""
    homes = b.hub[hub, H_SIZE] + 1
    n_groups = 0
    beyond = 0
    family = b.hub[hub, H_HOME]
    while family >= 0:
        group = b.fam[family, column]
        count = 0
        first = True
        other = b.hub[hub, H_HOME]
        while other >= 0:
            if b.fam[other, column] == group:
                if count == 0 and other != family:
                    first = False
                count += 1
            other = _following(b, hub, other)
        if first:
            n_groups += 1
            over = count * b.counts[line, C_WHOLE] - homes * b.counts[line, C_PART]
            if over > 0:
                beyond += (over - 1) // b.counts[line, C_WHOLE] + 1
        family = _following(b, hub, family)
    return max(b.counts[line, C_LEAST] - n_groups, 0) + beyond


@lean
def _lacking(b, hub, line, column):  # type: ignore[no-untyped-def]
    """Count the items of a lack in a constellation that have no helper there."""
    count = 0
    family = b.hub[hub, H_HOME]
    while family >= 0:
        at = b.fam[family, column]
        while at < b.fam[family, column + 1]:
            helped = False
            for place in range(at + 1, at + 1 + b.lists[at]):
                if b.fam[b.lists[place], F_HUB] == hub:
                    helped = True
                    break
            if not helped:
                count += 1
            at += 1 + b.lists[at]
        if b.counts[line, C_AS_HUB] == 1:
            break
        family = _following(b, hub, family)
    return count


@inlined
def _add(b, line, step):  # type: ignore[no-untyped-def]
    """Add a step of a count to what it is part of."""
    target = b.counts[line, C_TARGET]
    if b.counts[line, C_KIND] == MIX:
        b.total[T_BROKEN + K_LOAD + b.total[T_LOADS] + b.total[T_ROWS] + target] += step
    elif target < 0:
        b.total[T_VALUE] += step
    else:
        move_row(b, target, step)


@lean
def _count_hub(b, hub):  # type: ignore[no-untyped-def]
    n_sums = b.total[T_LOADS] + b.total[T_ROWS]
    for line in range(len(b.counts)):
        kind = b.counts[line, C_KIND]
        column = F_MORE + n_sums + 2 * line
        at = H_MORE + 3 * b.total[T_LOADS] + b.total[T_ROWS] + line
        count = 0
        if b.hub[hub, H_OPEN] == 1:
            if kind == MIX:
                count = _unmixed(b, hub, line, column)
            elif kind == LACK:
                count = _lacking(b, hub, line, column)
        step = count - b.hub[hub, at]
        if step != 0:
            b.hub[hub, at] = count
            _add(b, line, step)
            log_step(b, COUNTED, step, hub, line)


@lean
def _count_groups(b, family):  # type: ignore[no-untyped-def]
    """Count anew whether the groups of a family are spread."""
    for line in range(len(b.counts)):
        if b.counts[line, C_KIND] == MIX or b.counts[line, C_KIND] == LACK:
            continue
        column = F_MORE + b.total[T_LOADS] + b.total[T_ROWS] + 2 * line
        for at in range(b.fam[family, column], b.fam[family, column + 1], 3):
            place = T_BROKEN + b.total[T_KINDS] + b.counts[line, C_FIRST] + b.lists[at]
            hub = -1
            spread = 0
            for member in range(b.lists[at + 1], b.lists[at + 2]):
                other = b.fam[b.lists[member], F_HUB]
                if other >= 0:
                    if hub >= 0 and other != hub:
                        spread = 1
                    hub = other
            step = spread - b.total[place]
            if step != 0:
                b.total[place] = spread
                _add(b, line, step)
                log_step(b, SPREAD_COUNTED, step, place, line)


@lean
def count_touched(b):  # type: ignore[no-untyped-def]
    """Count anew what the steps in the journal touched."""
    if len(b.counts) > 0:
        for number in range(b.total[T_STEPS]):
            if b.steps[number, 0] < COUNTED:
                _count_hub(b, b.steps[number, 2])
                _count_groups(b, b.steps[number, 1])


@lean
def uncount(b, number):  # type: ignore[no-untyped-def]
    """Take a counting step of the journal back."""
    step = b.steps[number, 1]
    line = b.steps[number, 3]
    if b.steps[number, 0] == COUNTED:
        b.hub[b.steps[number, 2], H_MORE + 3 * b.total[T_LOADS] + b.total[T_ROWS] + line] -= step
    else:
        b.total[b.steps[number, 2]] -= step
    _add(b, line, -step)


@lean
def is_mixed(b, hub):  # type: ignore[no-untyped-def]
    """Tell whether an open hub was mixed as asked when last counted."""
    for line in range(len(b.counts)):
        if b.counts[line, C_KIND] == MIX and b.hub[hub, H_MORE + 3 * b.total[T_LOADS] + b.total[T_ROWS] + line] > 0:
            return False
    return True
