cimport cython

from geodata.roads.wire cimport deltas, field, varint

# As in string_kinds.py.
cdef extern from *:
    """
    #define KEY 1
    #define HIGHWAY 2
    #define ROUTE 4
    #define FERRY 8
    #define TYPE 16
    #define RESTRICTION 32
    """
    const long long KEY
    const long long HIGHWAY
    const long long ROUTE
    const long long FERRY
    const long long TYPE
    const long long RESTRICTION

@cython.locals(
    cursor=cython.longlong[::1], n=cython.longlong, n_lat=cython.longlong, n_lon=cython.longlong,
    tags_at=cython.longlong, tags_end=cython.longlong, number=cython.longlong, at=cython.longlong, stop=cython.longlong,
)
cpdef long long dense(
    const unsigned char[::1] data,
    long long begin,
    long long end,
    const unsigned char[::1] flags,
    long long[::1] ids,
    long long[::1] lat,
    long long[::1] lon,
    long long[::1] marked,
    long long[::1] n_pairs,
    int[:, ::1] pairs,
    long long[::1] counts,
)
@cython.locals(
    n_marked=cython.longlong, total=cython.longlong, own=cython.longlong, node=cython.longlong, key=cython.longlong,
    value=cython.longlong,
)
cdef long long columns(
    const unsigned char[::1] data,
    long long[::1] cursor,
    long long end,
    long long n,
    const unsigned char[::1] flags,
    long long[::1] marked,
    long long[::1] n_pairs,
    int[:, ::1] pairs,
    long long[::1] counts,
) noexcept nogil
@cython.locals(
    cursor=cython.longlong[::1], ranges=cython.longlong[::1], keys=cython.longlong[::1],
    values=cython.longlong[::1],
    n=cython.longlong, number=cython.longlong, at=cython.longlong, stop=cython.longlong, n_marked=cython.longlong,
    total=cython.longlong, before=cython.longlong, n_parts=cython.longlong,
)
cpdef long long points(
    const unsigned char[::1] data,
    long long begin,
    long long end,
    const unsigned char[::1] flags,
    long long[::1] ids,
    long long[::1] lat,
    long long[::1] lon,
    long long[::1] marked,
    long long[::1] n_pairs,
    int[:, ::1] pairs,
    long long[::1] counts,
)
@cython.locals(
    cursor=cython.longlong[::1], ranges=cython.longlong[::1], keys=cython.longlong[::1],
    values=cython.longlong[::1],
    n=cython.longlong, n_refs=cython.longlong, number=cython.longlong, at=cython.longlong, stop=cython.longlong,
    total=cython.longlong, after=cython.longlong, own=cython.longlong,
)
cpdef long long ways(
    const unsigned char[::1] data,
    long long begin,
    long long end,
    const unsigned char[::1] flags,
    long long[::1] ids,
    long long[::1] length,
    long long[::1] refs,
    long long[::1] n_pairs,
    int[:, ::1] pairs,
    long long[::1] counts,
)
@cython.locals(
    cursor=cython.longlong[::1], ranges=cython.longlong[::1], keys=cython.longlong[::1],
    values=cython.longlong[::1], pairs=cython.int[:, ::1],
    n=cython.longlong, number=cython.longlong, at=cython.longlong, stop=cython.longlong,
)
cpdef long long relations(
    const unsigned char[::1] data,
    long long begin,
    long long end,
    const unsigned char[::1] flags,
    long long[:, ::1] found,
)
@cython.locals(number=cython.longlong, at=cython.longlong)
cdef long long message(
    const unsigned char[::1] data,
    long long begin,
    long long end,
    long long[::1] ranges,
    long long[::1] cursor,
) noexcept nogil
@cython.locals(key=cython.longlong, value=cython.longlong, found=cython.longlong)
cdef long long tagged(
    const unsigned char[::1] data,
    long long[::1] ranges,
    const unsigned char[::1] flags,
    int[:, ::1] pairs,
    long long total,
    long long[::1] keys,
    long long[::1] values,
) noexcept nogil
@cython.locals(
    mask=cython.longlong, one=cython.longlong, other=cython.longlong, begin=cython.longlong, own=cython.longlong,
    slot=cython.longlong, there=cython.longlong, at=cython.longlong,
)
cpdef void alike(
    const long long[::1] n_pairs,
    const int[:, ::1] pairs,
    const long long[::1] first,
    long long[::1] table,
    long long[::1] same,
)
