cimport cython

from optimizer.search.columns.formulation.side_constraints cimport SideConstraints

@cython.final
cdef class HubItems:
    cdef readonly const long long[::1] start
    cdef readonly const long long[::1] item
    cdef readonly const long long[::1] count
    cdef readonly const long long[:, ::1] load
    cdef readonly long long most

@cython.final
cdef class HubLimits:
    cdef readonly const long long[::1] low
    cdef readonly const long long[::1] high
    cdef readonly const long long[:, ::1] load_low
    cdef readonly const long long[:, ::1] load_high
    cdef readonly const long long[::1] own
    cdef readonly const long long[::1] own_count
    cdef readonly const long long[::1] home

@cython.final
cdef class PricingProblem:
    cdef readonly HubItems items
    cdef readonly HubLimits limits
    cdef readonly const long long[::1] apart
    cdef readonly const long long[::1] apart_start
    cdef readonly SideConstraints side_constraints
    cdef readonly bint counts_satellites

@cython.final
cdef class DualCosts:
    cdef readonly const long long[::1] dual
    cdef readonly const long long[::1] item
    cdef readonly const long long[::1] hub
    cdef readonly const long long[::1] size
    cdef readonly const long long[::1] lack
