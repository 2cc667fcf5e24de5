cimport cython

ctypedef fused Key:
    long long
    double

@cython.locals(begin="long long", width="long long")
cdef void sort_descending(long long[::1] order, long long n, const Key[::1] key, long long[::1] spare) noexcept nogil
@cython.locals(moved="long long", at="long long")
cdef void _insert(long long[::1] order, long long begin, long long end, const Key[::1] key) noexcept nogil
@cython.locals(left="long long", right="long long")
cdef void _merge(
    long long[::1] order, long long begin, long long middle, long long end, const Key[::1] key, long long[::1] spare
) noexcept nogil
