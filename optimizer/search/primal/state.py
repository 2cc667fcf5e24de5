"""The state of the search: a model, an objective and a plan that changes, as arrays that compiled code reads.

Rules may be broken while the search passes through: what is broken is counted by kind (``broken``) and weighed by a
penalty of each kind (``penalty``), as in strategic oscillation (Glover 1977, doi 10.1111/j.1540-5915.1977.tb01074.x).
Pairs that do not exist and families kept apart are never broken.
"""

import cython

if not cython.compiled:
    from optimizer.search.primal.records import (
        CountRecord,
        FamilyRecord,
        HubRecord,
        LoadRecord,
        NearRecord,
        Records,
        RowRecord,
        SliceRecord,
        StepRecord,
        Table,
    )


class SearchState:
    """A model, an objective and a plan.

    Every array is laid out by :func:`~.layout.lay_out`. ``n`` families, ``m`` hubs, ``P`` pairs; kinds of breach are,
    in this order, satellites too few or too many, families that must be placed, each load, each row, each mix.

    Attributes
    ----------
    families, hubs
        Shapes ``(n,)`` and ``(m,)``: what belongs to one of them (:mod:`.records`).
    loads
        Shape ``(m, loads)``: what each load of a hub is, and its limits.
    rows
        What each row is, and its limits.
    hub_counts
        Shape ``(m, counts)``: what is counted in each constellation.
    group_is_spread
        Whether each group that a spread counts is in more than one constellation.
    broken, penalty
        How much is broken of each kind, and what one of it costs.
    unplaced
        The unplaced families first, ``n_unplaced`` of them.
    hub_order
        The open hubs first, ``n_open`` of them; then the closed.
    changed
        Families changed since the best plan was noted, ``n_changed`` of them.
    best
        Shape ``(n,)``: the hub of each family in the best plan that broke nothing, of value ``best_value``.
    journal
        The steps of the move being made, ``n_steps`` of them, so that it can be taken back.
    queue, left, queue_gain
        Scratch lists, shape ``(n,)``.
    pair_family, pair_cost
        Shape ``(P,)``: the family of each pair, and its value in the objective.
    size_cost
        Shape ``(1 + rows, n + 2)``: the value of each number of satellites in the objective and in each row.
    load_weight
        Shape ``(n, loads)``.
    row_unplaced, row_hub
        Shapes ``(n, rows)`` and ``(m, rows)``: the values in each row of being unplaced and of being open.
    row_pair
        The values of the pairs in each row that has any.
    near_families
        Pairs near each family, cheapest first: slices by family.
    near_hubs
        Pairs near each hub, cheapest first: slices by hub.
    apart, groups
        Families that must be kept apart, and that stay together: slices by family.
    counts, counted, counted_slices
        What is counted that is no sum (:mod:`.counted`): its kinds, its list, and shape ``(n, counts)`` the slice of
        each family.
    value
        The value of the plan in the objective.
    random
        The state of the random numbers.
    """

    families: "Records[FamilyRecord]"
    hubs: "Records[HubRecord]"
    loads: "Table[LoadRecord]"
    rows: "Records[RowRecord]"
    hub_counts: "Table[int]"
    group_is_spread: "Records[int]"
    broken: "Records[int]"
    penalty: "Records[float]"
    unplaced: "Records[int]"
    hub_order: "Records[int]"
    changed: "Records[int]"
    best: "Records[int]"
    journal: "Records[StepRecord]"
    queue: "Records[int]"
    left: "Records[int]"
    queue_gain: "Records[float]"
    pair_family: "Records[int]"
    pair_cost: "Records[int]"
    size_cost: "Table[int]"
    load_weight: "Table[int]"
    row_pair: "Table[int]"
    row_unplaced: "Table[int]"
    row_hub: "Table[int]"
    near_families: "Records[NearRecord]"
    near_hubs: "Records[int]"
    apart: "Records[int]"
    groups: "Records[int]"
    counts: "Records[CountRecord]"
    counted: "Records[int]"
    counted_slices: "Table[SliceRecord]"
    value: int
    best_value: int
    n_open: int
    n_unplaced: int
    n_changed: int
    n_steps: int
    n_families: int
    n_hubs: int
    n_loads: int
    n_rows: int
    n_counts: int
    n_breaches: int
    random: int
