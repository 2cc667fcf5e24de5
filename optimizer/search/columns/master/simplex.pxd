cimport cython

# Reduced costs above minus the first, and values above minus the second, are as good as not negative; smaller pivots than
# the third are not made. Entries of a row of the inverse below the fourth are passed over.
cdef extern from *:
    """
    #define DUAL_TOLERANCE 1e-9
    #define PRIMAL_TOLERANCE 1e-10
    #define PIVOT_TOLERANCE 1e-7
    #define NOTHING 1e-14
    """
    const double DUAL_TOLERANCE
    const double PRIMAL_TOLERANCE
    const double PIVOT_TOLERANCE
    const double NOTHING

@cython.final
cdef class Matrix:
    cdef const long long[::1] start
    cdef const long long[::1] row
    cdef const double[::1] value
    cdef long long[::1] row_start
    cdef int[::1] row_variable
    cdef double[::1] row_value

@cython.final
cdef class Basis:
    cdef double[:, ::1] inverse_t
    cdef double[:, ::1] update_row
    cdef double[:, ::1] update_column
    cdef readonly long long n_updates
    cdef double[::1] x
    cdef long long[::1] basic
    cdef long long[::1] position
    cdef const unsigned char[::1] fixed
    cdef long long m
    cdef long long n

@cython.final
cdef class Workspace:
    cdef double[::1] alpha
    cdef double[::1] rho
    cdef double[::1] line
    cdef double[::1] weight
    cdef unsigned char[::1] aside
    cdef readonly long long ending
    cdef readonly double gain

cdef void _subtract(double[:, ::1] matrix, long long k, double times, double[::1] vector, long long m) noexcept nogil
cdef void _add(double[::1] vector, double times, double[:, ::1] matrix, long long k, long long m) noexcept nogil
cdef void _exchange(Basis basis, long long q, long long r, Workspace work) noexcept nogil
cdef void _pivot(Basis basis, long long q, long long r, Workspace work) noexcept nogil
@cython.locals(total=double)
cdef double _product(long long q, Matrix matrix, Basis basis, long long t) noexcept nogil
cdef void _fill_column(long long q, Matrix matrix, Basis basis, Workspace work) noexcept nogil
cdef void _fill_row(long long r, Matrix matrix, Basis basis, Workspace work) noexcept nogil

cpdef void index_rows(Matrix matrix, long long m)
cdef void _index_rows(Matrix matrix, long long m) noexcept nogil
cpdef long long primal_simplex(
    Matrix matrix, Basis basis, double[::1] reduced, double[::1] weight, long long limit, Workspace work
)
cdef long long _primal(
    Matrix matrix, Basis basis, double[::1] reduced, double[::1] weight, long long limit, Workspace work
) noexcept nogil
cpdef long long dual_simplex(
    Matrix matrix, Basis basis, double[::1] reduced, long long limit, double enough, Workspace work
)
cdef long long _dual(
    Matrix matrix, Basis basis, double[::1] reduced, long long limit, double enough, Workspace work
) noexcept nogil
cpdef void refactorise(
    Matrix matrix, Basis basis, const long long[::1] first, const long long[::1] wanted, unsigned char[::1] kept,
    Workspace work,
)
cdef void _refactorise(
    Matrix matrix, Basis basis, const long long[::1] first, const long long[::1] wanted, unsigned char[::1] kept,
    Workspace work,
) noexcept nogil
