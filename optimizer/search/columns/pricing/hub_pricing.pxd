cimport cython

from optimizer.search.columns.pricing.knapsack cimport Knapsack
from optimizer.search.columns.pricing.set_enumeration cimport SetSearch

# CONSTRAINED_STEPS: steps of the search of one hub for a set that satisfies the side constraints, before the bound without
# them has to do.
cdef extern from *:
    """
    #define NO_SET (-(1LL << 61))
    #define NO_COLUMN (1LL << 60)
    #define CONSTRAINED_STEPS 20000
    """
    const long long NO_SET
    const long long NO_COLUMN
    const long long CONSTRAINED_STEPS

@cython.final
cdef class Pricer:
    cdef SetSearch search
    cdef Knapsack sack
    cdef bint counts_satellites
    cdef long long best

    @cython.locals(h="long long")
    cpdef void price_hubs(
        self, const long long[::1] hubs, long long[::1] value, long long[::1] picks, const long long[::1] offset,
        long long[::1] n_picked,
    )
    @cython.locals(infeasible="bint")
    cdef void price_hub(self, long long h) noexcept nogil
    @cython.locals(able="long long", n="long long", load="long long")
    cdef void solve_knapsack(self) noexcept nogil
    @cython.locals(first="long long", group="long long", load="long long")
    cdef bint is_infeasible(self, long long h) noexcept nogil
    @cython.locals(item="long long", home="long long", n_groups="long long")
    cdef bint satisfies_all(self, long long h) noexcept nogil
    @cython.locals(found="long long", begin="long long")
    cdef void search_sets(self, long long h, bint constrained) noexcept nogil
