from optimizer.search.primal.count_updates cimport is_mixed
from optimizer.search.primal.moves cimport is_alone, is_home, may_meet, shift_cost
from optimizer.search.primal.state cimport SearchState
from optimizer.search.primal.steps cimport attach, close_hub, detach, draw, open_hub, pair_of, random_fraction

cdef bint join_group(SearchState state, long long family, long long hub) noexcept nogil
cdef bint leave_group(SearchState state, long long family) noexcept nogil
cdef bint move_group(SearchState state, long long family, long long hub) noexcept nogil
cdef double join_cost(SearchState state, long long family, long long hub) noexcept nogil
cdef void insert(SearchState state, long long family) noexcept nogil
cdef void fill(SearchState state, long long hub) noexcept nogil
cdef long long empty(SearchState state, long long hub) noexcept nogil
cdef void hand_over(SearchState state, long long n_left, long long hub) noexcept nogil
cdef void insert_left(SearchState state, long long n_left) noexcept nogil
cdef bint rebuild(SearchState state, long long closing, long long opening, bint handing_over) noexcept nogil
cdef void insert_some(SearchState state) noexcept nogil
cdef bint has_too_much(SearchState state, long long hub) noexcept nogil
cdef bint has_too_little(SearchState state, long long hub) noexcept nogil
cdef void repair(SearchState state) noexcept nogil
