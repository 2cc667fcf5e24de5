cpdef void fill_lists(
    const long long[::1] start,
    const long long[::1] owner,
    const long long[::1] cost,
    long long[::1] end,
    long long[::1] lists,
)
