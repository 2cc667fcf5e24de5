cimport cython

from optimizer.search.primal.state cimport SearchState
from optimizer.search.primal.steps cimport FIRST_LOAD, PLACE, SIZE, attach, detach, pair_of

cdef long long outside(long long low, long long high, long long value) noexcept nogil
cdef double size_change(SearchState state, long long hub, long long step) noexcept nogil
cdef double load_change(SearchState state, long long hub, long long k, long long more) noexcept nogil
cdef double row_change(SearchState state, long long k, long long step) noexcept nogil
cdef double unplaced_cost(SearchState state, long long family) noexcept nogil
cdef double shift_cost(SearchState state, long long family, long long hub, long long pair) noexcept nogil
cdef long long row_part(SearchState state, long long k, long long family, long long hub, long long pair) noexcept nogil
cdef bint may_meet(SearchState state, long long family, long long hub, long long leaving) noexcept nogil
cdef bint is_home(SearchState state, long long family) noexcept nogil
cdef bint is_alone(SearchState state, long long family) noexcept nogil
cdef bint try_shift(SearchState state, long long family, long long hub, double limit) noexcept nogil
@cython.locals(step=cython.longlong)
cdef double swap_cost(
    SearchState state, long long first, long long second, long long first_pair, long long second_pair
) noexcept nogil
cdef bint try_swap(SearchState state, long long first, long long second, double limit) noexcept nogil
