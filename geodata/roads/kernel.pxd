cpdef long long ways_to(
    const long long[::1] first,
    const int[::1] before,
    const double[:, ::1] turn,
    const double[:, ::1] going,
    const long long[::1] goals,
    const double[::1] parts,
    const long long[::1] asked,
    unsigned char[::1] mark,
    double[:, ::1] found,
    double[::1] heap_key,
    int[::1] heap_state,
)
cdef void sink(double[::1] heap_key, int[::1] heap_state, Py_ssize_t n) noexcept nogil
cdef void rise(double[::1] heap_key, int[::1] heap_state, Py_ssize_t n, double key, int state) noexcept nogil
cpdef long long components(
    const long long[::1] first,
    const int[::1] after,
    int[::1] component,
    int[::1] low,
    int[::1] order,
    int[::1] path,
    int[::1] stack,
    long long[::1] place,
)
