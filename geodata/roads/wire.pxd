cimport cython

@cython.locals(at=cython.longlong, value=cython.longlong, byte=cython.longlong, shift=cython.int)
cdef long long varint(const unsigned char[::1] data, long long[::1] cursor, long long end) noexcept nogil
@cython.locals(head=cython.longlong, begin=cython.longlong, stop=cython.longlong, size=cython.longlong)
cdef long long field(const unsigned char[::1] data, long long[::1] cursor, long long end) noexcept nogil
@cython.locals(
    at=cython.longlong, n=cython.longlong, total=cython.longlong, value=cython.longlong, byte=cython.longlong,
    shift=cython.int,
)
cpdef long long deltas(const unsigned char[::1] data, long long begin, long long end, long long[::1] out) noexcept nogil
@cython.locals(
    cursor=cython.longlong[::1], at=cython.longlong, n=cython.longlong, number=cython.longlong, stop=cython.longlong,
    total=cython.longlong,
)
cpdef long long strings(
    const unsigned char[::1] data,
    long long begin,
    long long end,
    long long[::1] start,
    long long[::1] length,
    long long[::1] digest,
)
