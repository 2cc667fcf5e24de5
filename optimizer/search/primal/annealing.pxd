cimport cython

from libc.math cimport INFINITY as inf, log, pow

from optimizer.search.primal.compound_moves cimport move_group, rebuild
from optimizer.search.primal.count_updates cimport recount_touched, undo_count
from optimizer.search.primal.moves cimport is_alone, is_home, try_shift, try_swap
from optimizer.search.primal.state cimport SearchState
from optimizer.search.primal.steps cimport (
    ATTACHED,
    CLOSED,
    COUNTED,
    DETACHED,
    OPENED,
    attach,
    close_hub,
    detach,
    draw,
    open_hub,
    penalised_value,
    random_fraction,
)

@cython.locals(at=cython.longlong)
cdef long long draw_candidate(SearchState state, long long family) noexcept nogil
cdef long long draw_open_hub(SearchState state, long long family) noexcept nogil
cdef long long draw_satellite(SearchState state, long long hub) noexcept nogil
cdef void undo(SearchState state) noexcept nogil
cdef void accept(SearchState state) noexcept nogil
cdef void accept_or_undo(SearchState state, bint done, double before, double limit) noexcept nogil
cdef long long draw_replacement(SearchState state, long long closing, bint near) noexcept nogil
cdef long long draw_newcomer(SearchState state) noexcept nogil
cdef bint change_hubs(SearchState state) noexcept nogil
cdef bint shift_or_swap(SearchState state, long long family, long long hub, bint swapping, double limit) noexcept nogil
@cython.locals(from_unplaced=cython.bint)
cdef void move(SearchState state, double limit, double compound) noexcept nogil
cpdef void anneal(
    SearchState state, long long n_moves, double initial, double final, double compound, double relaxation
)
