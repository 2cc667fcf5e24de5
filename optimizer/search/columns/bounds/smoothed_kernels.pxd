from libc.math cimport exp, log

cimport cython

# FAR: how many times the smoothing a column lies above the least of its hub to have no share.
cdef extern from *:
    """
    #define FAR 40.0
    """
    const double FAR

@cython.final
cdef class ColumnsByHub:
    cdef const long long[::1] first
    cdef const unsigned char[::1] must_open
    cdef const double[::1] cost
    cdef const long long[::1] start
    cdef const int[::1] group
    cdef const long long[::1] cut_start
    cdef const int[::1] cut
    cdef const double[:, ::1] row
    cdef long long n_groups
    cdef long long n_cuts

@cython.locals(least="double", reduced="double", mass="double", away="double", r="long long")
cpdef void soft_minima(
    ColumnsByHub columns, const long long[::1] part, const double[::1] duals, double smoothing, double[::1] share,
    double[::1] covered, double[::1] total,
)
