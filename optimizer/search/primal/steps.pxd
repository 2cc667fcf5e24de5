cimport cython

from optimizer.search.primal.state cimport SearchState

cdef enum:  # kinds of breach: satellites, families that must be placed, then loads, rows and mixes
    SIZE
    PLACE
    FIRST_LOAD

cdef enum:  # kinds of steps in the journal; those from COUNTED on only count
    ATTACHED
    DETACHED
    OPENED
    CLOSED
    COUNTED
    SPREAD_COUNTED

@cython.locals(word=cython.ulonglong, factor=cython.ulonglong, x=cython.ulonglong)
cdef double random_fraction(SearchState state) noexcept nogil
@cython.locals(drawn=cython.longlong)
cdef long long draw(SearchState state, long long n) noexcept nogil
cdef long long pair_of(SearchState state, long long family, long long hub) noexcept nogil
cdef long long outside(long long low, long long high, long long value) noexcept nogil
@cython.locals(step=cython.longlong)
cdef void add_satellite(SearchState state, long long family, long long pair, long long hub, long long sign) noexcept nogil
cdef void move_row(SearchState state, long long k, long long step) noexcept nogil
cdef void log_step(SearchState state, long long kind, long long item, long long place, long long pair) noexcept nogil
cdef void take_from_unplaced(SearchState state, long long family) noexcept nogil
cdef void add_to_unplaced(SearchState state, long long family) noexcept nogil
cdef void attach(SearchState state, long long family, long long hub, long long pair) noexcept nogil
cdef void detach(SearchState state, long long family) noexcept nogil
cdef void add_hub(SearchState state, long long hub, long long sign) noexcept nogil
cdef void move_in_order(SearchState state, long long hub, long long at) noexcept nogil
cdef void open_hub(SearchState state, long long hub) noexcept nogil
cdef void close_hub(SearchState state, long long hub) noexcept nogil
cdef double penalised_value(SearchState state) noexcept nogil
