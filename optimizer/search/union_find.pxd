cpdef void join_edges(long long[::1] root, const long long[::1] first, const long long[::1] second)
cpdef void find_all(long long[::1] root)
cdef long long find(long long[::1] root, long long node) noexcept nogil
