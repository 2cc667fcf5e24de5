cimport cython

@cython.final
cdef class ColumnGroups:
    cdef const long long[::1] start
    cdef const int[::1] group

cpdef void hash_columns(ColumnGroups columns, const long long[::1] salt, long long[::1] key)
@cython.locals(first="long long")
cpdef void mark_undominated(
    ColumnGroups columns, const long long[::1] order, const long long[::1] key, const long long[:, :] row,
    long long[::1] mark, unsigned char[::1] keep,
)
cdef bint _same(
    ColumnGroups columns, long long c, long long other, const long long[:, :] row, long long[::1] mark
) noexcept nogil
