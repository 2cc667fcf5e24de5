cimport cython

from optimizer.search.columns.formulation.pool_kernels cimport ColumnGroups

@cython.final
cdef class Mixes:
    cdef readonly const long long[:, ::1] kind
    cdef readonly const long long[::1] least
    cdef readonly const long long[::1] part
    cdef readonly const long long[::1] whole

@cython.final
cdef class Lacks:
    cdef readonly const long long[::1] start
    cdef readonly const long long[::1] counts_for
    cdef readonly const unsigned char[::1] as_hub
    cdef readonly const long long[::1] helper
    cdef readonly const long long[::1] helper_start

@cython.final
cdef class SideConstraints:
    cdef readonly const long long[::1] member
    cdef readonly const long long[::1] member_start
    cdef readonly Mixes mixes
    cdef readonly Lacks lacks
    cpdef bint any(self) noexcept nogil
    @cython.locals(total="long long")
    cpdef long long lack_credit(self, const long long[::1] cost) noexcept nogil
    @cython.locals(n="long long", family="long long")
    cpdef bint satisfied(
        self, const long long[::1] groups, long long n_groups, long long home, long long[::1] counts,
        long long[::1] families,
    ) noexcept nogil
    @cython.locals(kinds="long long", most="long long", same="long long", first="bint", enough="bint")
    cdef bint mixed(self, long long x, const long long[::1] families, long long n) noexcept nogil
    @cython.locals(low="long long", high="long long", middle="long long")
    cdef bint helped(self, long long lack, const long long[::1] families, long long n) noexcept nogil

@cython.locals(n="long long")
cpdef void judge_columns(
    SideConstraints checks, ColumnGroups columns, const long long[::1] home, unsigned char[::1] good,
    long long[:, ::1] counts, long long[::1] groups, long long[::1] families,
)
