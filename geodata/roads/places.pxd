cimport cython

@cython.locals(n=cython.longlong)
cpdef long long distinct(long long[::1] values)
@cython.locals(at=cython.longlong, ident=cython.longlong, x=cython.longlong, y=cython.longlong)
cpdef void settle(
    const long long[::1] ids,
    const long long[::1] lat,
    const long long[::1] lon,
    const long long[::1] wanted,
    long long[::1] places,
)
@cython.locals(at=cython.longlong, ref=cython.longlong, low=cython.longlong, high=cython.longlong, step=cython.longlong)
cpdef void resolve(long long[::1] refs, const long long[::1] wanted, const long long[::1] places)
@cython.locals(middle=cython.longlong)
cdef long long lower(const long long[::1] values, long long low, long long high, long long value) noexcept nogil
