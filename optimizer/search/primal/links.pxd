from optimizer.search.primal.state cimport SearchState

cdef class Frontier:
    cdef public const long long[::1] member_begin, members
    cdef public long long[::1] frontier, links

cpdef void grow_tile(
    SearchState state,
    Frontier around,
    const long long[::1] hub_of,
    long long seed,
    long long n_most,
    const unsigned char[::1] busy,
    unsigned char[::1] chosen,
)
cpdef void mark_families(
    SearchState state,
    const long long[::1] hub_of,
    const long long[::1] opened,
    const unsigned char[::1] chosen,
    const unsigned char[::1] busy,
    unsigned char[::1] inside,
)
cdef long long nearest_hub(
    SearchState state, const long long[::1] hub_of, const long long[::1] opened, long long family
) noexcept nogil
