cimport cython

from optimizer.search.columns.pricing.pricing_problem cimport DualCosts, HubItems, HubLimits, PricingProblem
from optimizer.search.columns.pricing.sorting cimport sort_descending

cdef extern from *:
    """
    #define NO_SET (-(1LL << 61))
    #define NODE_LIMIT 20000
    """
    const long long NO_SET
    const long long NODE_LIMIT

@cython.final
cdef class Knapsack:
    cdef HubItems items
    cdef HubLimits limits
    cdef DualCosts costs
    cdef bint counts_satellites
    cdef readonly long long n
    cdef readonly long long fewest
    cdef readonly long long most
    cdef readonly long long least
    cdef readonly long long room
    cdef readonly long long size_begin
    cdef public long long n_picked
    cdef readonly long long[::1] profit
    cdef readonly long long[::1] count
    cdef readonly long long[::1] weight
    cdef readonly long long[::1] order
    cdef readonly long long[::1] picked
    cdef long long[::1] spare
    cdef long long[::1] second
    cdef double[::1] ratio
    cdef unsigned char[::1] kept
    cdef long long[::1] value
    cdef unsigned char[::1] taken
    cdef long long[:, ::1] reach
    cdef long long[:, ::1] by_weight
    @cython.locals(begin="long long")
    cpdef void fill(self, long long h) noexcept nogil
    @cython.locals(cost="long long")
    cdef long long size_cost(self, long long k) noexcept nogil
    @cython.locals(n="long long", kept="long long", i="long long")
    cpdef long long list_undominated(self, long long high, bint keep_losing) noexcept nogil
    @cython.locals(i="long long", k="long long", place="long long", kept="long long")
    cdef long long keep_most_profitable(self, long long n, long long high) noexcept nogil
    @cython.locals(
        width="long long", cells="long long", i="long long", n_k="long long", n_used="long long", cell="long long",
        best="long long",
    )
    cpdef long long solve_by_dynamic_programming(self, long long n) noexcept nogil
    cdef void add_item(self, long long first, long long begin, long long n, long long gain, long long step) noexcept nogil
    @cython.locals(
        i="long long", at="long long", depth="long long", current="long long", left="long long", j="long long",
        best="long long", nodes="long long", bound="long long", rest="long long", optimistic="long long",
    )
    cpdef long long solve_by_branch_and_bound(self, long long n) noexcept nogil
    @cython.locals(
        i="long long", n="long long", gain="long long", left="long long", total="long long", cheapest="long long",
        end="long long",
    )
    cpdef long long list_useful(self, long long threshold) noexcept nogil
    @cython.locals(width="long long", cells="long long", i="long long")
    cpdef void fill_table(self, long long n, long long[::1] table) noexcept nogil
    @cython.locals(width="long long", cells="long long", after="long long", step="long long")
    cdef void fill_line(
        self, long long[::1] table, long long begin, long long i, long long gain, long long k, long long used
    ) noexcept nogil

cdef long long fractional_gain(long long profit, long long load, long long room) noexcept nogil
