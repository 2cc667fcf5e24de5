cpdef void find_pairs(
    const long long[::1] start, const long long[::1] family, const long long[::1] hub_of, long long[::1] found
)
