cimport cython

from optimizer.search.columns.formulation.cut_kernels cimport CutsByGroup
from optimizer.search.columns.pricing.knapsack cimport Knapsack
from optimizer.search.columns.pricing.pricing_problem cimport DualCosts, HubItems, HubLimits, PricingProblem
from optimizer.search.columns.formulation.side_constraints cimport SideConstraints

# DEEP: items up to which the completion table is made anew, with what cuts surely cost; LEVELS: tables that this takes.
# CELLS_A_STEP: cells of such a table that take about as long as a step.
# LATEST: sets kept, at most, where each is better than the last. ITEMS_A_SET: items of a set, on average, up to which a
# limit counts sets; of longer ones it lets fewer be.
cdef extern from *:
    """
    #define NO_SET (-(1LL << 61))
    #define DEEP 4
    #define LEVELS 6
    #define CELLS_A_STEP 32
    #define LATEST 128
    #define ITEMS_A_SET 12
    """
    const long long NO_SET
    const long long DEEP
    const long long LEVELS
    const long long CELLS_A_STEP
    const long long LATEST
    const long long ITEMS_A_SET

@cython.final
cdef class SetSearch:
    cdef readonly Knapsack sack
    cdef HubItems hub_items
    cdef HubLimits limits
    cdef SideConstraints checks
    cdef DualCosts costs
    cdef CutsByGroup cuts
    cdef const long long[::1] apart
    cdef const long long[::1] apart_start
    cdef long long n_cuts
    cdef long long n_loads
    cdef bint has_apart
    cdef bint has_checks
    cdef long long[::1] group
    cdef long long[::1] blocked
    cdef long long[::1] taken
    cdef long long[::1] following
    cdef long long[::1] worth
    cdef long long[::1] charged_worth
    cdef long long[::1] level
    cdef long long[::1] satellites
    cdef long long[::1] load
    cdef long long[::1] loads
    cdef long long[::1] held
    cdef long long[::1] left
    cdef long long[:, ::1] charge
    cdef long long[::1] position
    cdef long long[::1] families
    cdef long long[::1] groups
    cdef long long[::1] counts
    cdef long long[::1] tables
    cdef readonly long long[::1] starts
    cdef readonly long long[::1] values
    cdef readonly long long[::1] items
    cdef public long long threshold
    cdef public long long max_sets
    cdef public long long max_steps
    cdef public bint improving
    cdef public bint constrained
    cdef readonly bint cut_short
    cdef readonly long long n_sets
    cdef readonly long long relaxed_value
    cdef readonly long long n_steps
    cdef long long n
    cdef long long width
    cdef long long cells
    cdef readonly long long credit
    cdef long long penalty
    cdef long long surcharge

    cpdef void run_alone(self, long long h)
    @cython.locals(first="long long")
    cpdef long long first_item(self, long long h)
    @cython.locals(n_cells="long long")
    cdef void run(self, long long h) noexcept nogil
    @cython.locals(first="long long", own="long long")
    cdef void begin(self, long long h) noexcept nogil
    @cython.locals(depth="long long", i="long long", fresh="bint")
    cdef void search(self, long long h) noexcept nogil
    @cython.locals(item="long long")
    cdef void add(self, long long depth, long long i) noexcept nogil
    @cython.locals(group="long long")
    cdef void hold(self, long long h, long long i, long long times) noexcept nogil
    @cython.locals(at="long long", total="long long")
    cdef void judge(self, long long h, long long depth) noexcept nogil
    @cython.locals(filled="long long")
    cdef void keep(self, long long depth, long long total) noexcept nogil
    @cython.locals(gone="long long")
    cdef void drop_first(self, long long n) noexcept nogil
    cdef void grow(self, long long n_items)
    @cython.locals(
        i="long long", k="long long", used="long long", needed="long long", table="long long", here="long long",
        item="long long", step="long long", rest="long long", found="long long",
    )
    cdef long long next_item(self, long long h, long long depth) noexcept nogil
    @cython.locals(more="long long")
    cdef bint fits_loads(self, long long h, long long item) noexcept nogil
    @cython.locals(q="long long")
    cdef void price_cuts(self, long long i, long long level) noexcept nogil
    @cython.locals(group="long long")
    cdef bint must_charge(self, long long depth) noexcept nogil
    @cython.locals(
        level="long long", first="long long", k="long long", used="long long", table="long long", item="long long",
        gain="long long", cells="long long", last="long long",
    )
    cdef void charge_cuts(self, long long depth) noexcept nogil
