cimport cython

from optimizer.search.primal.state cimport SearchState
from optimizer.search.primal.steps cimport COUNTED, FIRST_LOAD, SPREAD_COUNTED, log_step, move_row

cdef enum:  # kinds of what is counted, as in counted.py
    MIX = 0
    LACK = 1

cdef long long next_member(SearchState state, long long hub, long long family) noexcept nogil
cdef long long count_unmixed(SearchState state, long long hub, Py_ssize_t line) noexcept nogil
@cython.locals(at=cython.longlong)
cdef long long count_lacking(SearchState state, long long hub, Py_ssize_t line) noexcept nogil
cdef void add_difference(SearchState state, Py_ssize_t line, long long step) noexcept nogil
cdef void recount_hub(SearchState state, long long hub) noexcept nogil
cdef bint is_spread(SearchState state, long long begin, long long end) noexcept nogil
cdef void recount_groups(SearchState state, long long family) noexcept nogil
cdef void recount_touched(SearchState state) noexcept nogil
cdef void undo_count(SearchState state, long long number) noexcept nogil
cdef bint is_mixed(SearchState state, long long hub) noexcept nogil
