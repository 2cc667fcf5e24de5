"""Columns: a plan as a choice of whole constellations, by branch and price, with a proved bound on every plan.

This page states the model and the method; each formula names the file that computes it.

**Words.** A *group* is a set of families that must be together, mostly one family. An *item* is a group that may join
one certain hub. A *column* is one constellation: a hub with its own group and some of its items. A *linking row* limits
a sum over the whole plan, such as the number of hubs or the value of a tier above. All costs are whole numbers; duals
and bounds are whole multiples of ``2**-shift``.

**Master problem** (set partitioning; Lorena and Senne 2004, doi 10.1016/S0305-0548(03)00039-X). Column ``c`` costs
``cost[c]`` and is used where ``λ_c = 1``; group ``g`` is unplaced where ``u_g = 1``, where the rules allow that::

    min  constant + Σ_c cost[c] λ_c + Σ_g unplaced[g] u_g                                              dual
    Σ_{c holds g} λ_c + u_g = 1                                        for every group g               π_g
    low_r ≤ constant_r + Σ_c row[r, c] λ_c + Σ_g unplaced_r[g] u_g ≤ high_r   for every linking row r  σ_r
    Σ_{c holds 2 or 3 groups of T} λ_c ≤ 1                             for chosen triples T of groups  τ_T ≥ 0
    λ_c, u_g ∈ {0, 1}

``σ_r ≥ 0`` prices ``high_r``, ``σ_r ≤ 0`` prices ``low_r``. The third are *subset-row cuts* (Jepsen, Petersen,
Spoorendonk and Pisinger 2008, doi 10.1287/opre.1070.0449): half the sum of three partitioning rows, rounded down.

**Reduced cost** of a column, and the *pricing problem*, which finds the least of each hub::

    reduced[c] = cost[c] + Σ_r σ_r row[r, c] − Σ_{g in c} π_g + Σ_{c holds 2 or 3 groups of T} τ_T

Without cuts this is a 0/1 knapsack over the items of the hub, with limits on satellites and on loads and a convex cost
of the number of satellites; cuts, groups kept apart and side constraints (mixes, lacks) take a depth-first search.

**Lagrangian bound** (Geoffrion 1974, doi 10.1007/BFb0120690): no plan costs less than, at any duals whatever::

    L = constant + Σ_g π_g − Σ_T τ_T + Σ_r σ_r (constant_r − limit_r)
        + Σ_g min(0, unplaced[g] + Σ_r σ_r unplaced_r[g] − π_g) + Σ_h min(0, least reduced cost of hub h)

without the last "min(0, ·)" for hubs that must open. Every column of a hub holds the hub's own group, so a plan has one
column of a hub at most. ``L`` is computed in whole numbers, so it holds whatever the floating-point methods that
propose the duals do: the volume algorithm (Barahona and Anbil 2000, doi 10.1007/s101070050002); *relax and cut* (Lucena
2005, doi 10.1007/s10479-005-3977-1), which raises the duals of groups and cuts together by a quasi-Newton method, the
``min`` of each hub made smooth; or the linear master with dual smoothing (Wentges 1997, doi
10.1016/S0969-6016(97)00001-4).

**Enumeration.** A plan that costs at most ``U`` uses only columns whose reduced cost exceeds what their hub adds to
``L`` by at most ``U − L`` (Baldacci, Christofides and Mingozzi 2008, doi 10.1007/s10107-007-0178-5). Once those fit in
memory the pool of columns is *complete*: pricing is a look at each, and a better bound or incumbent removes columns.

**Branching.** First on how many hubs open, where that is no whole number: one more linking row on either side. Then on
how many of some neighbouring hubs open, or a group belongs to a hub, or does not (Ceselli and Righini 2005, doi
10.1002/net.20059); with a hub's own group that is whether the hub opens. Which one is found by strong branching. Open
nodes are taken by their lowest bound (Barnhart et al. 1998, doi 10.1287/opre.46.3.316, on branch and price), two at a
time where there are two workers. Plans are looked for beside the first node, in a thread of their own. Where
constellations are large, hubs are branched on with Lagrangian bounds alone (``tree/hub_tree.py``).

=======================================  =====================================================================
file                                     what it does
=======================================  =====================================================================
``solve.py``                             the strategy: order of the steps, time for each
``initial_plans.py``                     plans from the assignment model
``neighbourhood_bound.py``               who is unplaced at least in a model too large for a linear master
``formulation/grouped_model.py``         families that stay together made one item; what cannot be is removed
``formulation/pool.py``                  pools of columns, without dominated ones
``formulation/pool_kernels.py`` *        the inner loops of that
``formulation/cuts.py``                  subset-row cuts: separation, coefficients, reduced costs of a pool
``formulation/cut_kernels.py`` *         the inner loops of that
``formulation/side_constraints.py`` *    mixes and lacks of one constellation
``formulation/plans.py``                 from plans to columns and back
``formulation/restriction.py``           the model with fewer hubs and items
``pricing/pricing_problem.py`` *         what each hub may hold, and costs at given duals
``pricing/knapsack.py`` *                the knapsack of one hub: dynamic programming, branch and bound, completions
``pricing/sorting.py`` *                 the stable sort that knapsacks need
``pricing/set_enumeration.py`` *         depth-first search over the sets of items of one hub
``pricing/hub_pricing.py`` *             the best column of one hub after the other, without cuts
``pricing/oracle.py``                    the same for every hub, on all cores
``bounds/lagrangian.py``                 ``L`` without cuts
``bounds/volume.py``                     the volume algorithm
``bounds/closed_form_duals.py``          duals of linking rows that only count hubs or unplaced families
``bounds/reduced_cost_fixing.py``        hubs and pairs that no plan within the cutoff has
``bounds/column_enumeration.py``         the bound with cuts; all columns within a gap
``bounds/pool_bound.py``                 ``L`` over the columns of a pool
``bounds/smoothed_dual.py``              the same, with a soft minimum for each hub
``bounds/smoothed_kernels.py`` *         the inner loop of that
``bounds/quasi_newton.py``               the maximum of a smooth function within limits
``bounds/relax_and_cut.py``              ``L`` with cuts raised without a linear master, for any number of groups
``master/linear_master.py``              the linear relaxation of the master over some columns
``master/linear_program.py``             the linear program below it, solved again from its last basis
``master/simplex.py`` *                  primal and dual simplex pivots
``master/dual_smoothing.py``             duals between those of the master and those of the best bound
``master/restricted_master.py``          the best plan of a pool of columns, by CP-SAT
``master/recombination.py``              the best plan of the constellations that annealing met
``tree/incumbent.py``                    the best plan, the best bound and the time of a search
``tree/first_bounds.py``                 the bounds before the tree, each for a share of the time
``tree/heuristics.py``                   dives, the restricted master and annealing beside the tree
``tree/root.py``                         the first node
``tree/branch_and_price.py``             the tree: open nodes, best bound first
``tree/node.py``                         one node: its pool, its master, its cut loop
``tree/branching_rule.py``               the two sides of a branch
``tree/pricing_schedule.py``             at which duals a node prices all constellations next
``tree/children.py``                     the nodes on both sides
``tree/open_node.py``                    a side of a branch that is not done with
``tree/branching_candidates.py``         what can be branched on
``tree/strong_branching.py``             what to branch on
``tree/hub_tree.py``                     branch and bound on hubs by Lagrangian bounds, for large constellations
``tree/hub_branching.py``                its branches
``tree/diving.py``                       a plan from a solution of the linear master
=======================================  =====================================================================

Each room knows only those above it in this list, but for the first three files, which know all.

``arrays.py`` names the types of arrays that all rooms use.

Files with a star are compiled; the C types stand beside each in a ``.pxd``.
"""

from optimizer.search.columns.solve import Columns, solve_columns

__all__ = ["Columns", "solve_columns"]
