cimport cython

from optimizer.search.columns.formulation.pool_kernels cimport ColumnGroups

@cython.final
cdef class CutsByGroup:
    cdef readonly const long long[::1] start
    cdef readonly const long long[::1] at
    cdef readonly const long long[::1] dual

@cython.final
cdef class FractionalColumns:
    cdef ColumnGroups columns
    cdef const double[::1] share
    cdef const long long[::1] by_start
    cdef const long long[::1] by
    cdef const long long[::1] near_start
    cdef const long long[::1] near
    cdef const double[::1] both

@cython.locals(n_cuts="long long", total="long long", n="long long", g="long long", cut="long long")
cpdef void add_duals(
    ColumnGroups columns, const long long[::1] part, const long long[::1] dual, CutsByGroup cuts, long long[::1] work,
    long long[::1] reduced,
)
@cython.locals(n="long long")
cpdef long long count_coefficients(ColumnGroups columns, CutsByGroup cuts, long long[::1] held)
cpdef void list_coefficients(
    ColumnGroups columns, CutsByGroup cuts, long long[::1] held, long long[::1] column, long long[::1] cut
)
@cython.locals(n="long long", q="long long")
cdef long long _list_coefficients(
    ColumnGroups columns, CutsByGroup cuts, long long[::1] held, long long[::1] column, long long[::1] cut, bint listing
) noexcept nogil
@cython.locals(n="long long", c="long long", least="long long")
cpdef long long choose_diverse(
    ColumnGroups columns, const long long[::1] order, long long each, long long[::1] uses, long long[::1] chosen
)
@cython.locals(m="long long")
cpdef long long find_violated(
    FractionalColumns solution, double least, long long[:, ::1] found, double[::1] violation, double[::1] with_first
)
@cython.locals(n="long long", limit="long long", m="long long", j="long long", k="long long")
cdef long long _find_violated(
    FractionalColumns solution, double least, long long[:, ::1] found, double[::1] violation, double[::1] with_first
) noexcept nogil
@cython.locals(held="long long", c="long long")
cdef double _share_of_all(FractionalColumns solution, long long i, long long j, long long k) noexcept nogil
