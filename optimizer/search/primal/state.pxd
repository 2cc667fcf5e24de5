# C types of the records and of the state; the fields are explained in records.py and state.py.

cdef struct FamilyRecord:
    long long unplaced_cost
    int hub, pair, own_hub, following, preceding, unplaced_at, near_begin, near_end
    int apart_begin, apart_end, group_begin, group_end
    signed char must_be_placed, near_is_all, changed

cdef struct HubRecord:
    long long cost, n_satellites, low, high
    int home, pair_begin, pair_end, first_satellite, near_begin, near_end, order_at
    signed char is_open, must_open, may_open

cdef struct LoadRecord:
    long long value, low, high

cdef struct RowRecord:
    long long value, low, high, pair_line

cdef struct NearRecord:
    int pair, hub

cdef struct StepRecord:
    long long kind, subject, place, pair

cdef struct CountRecord:
    long long kind, target, least, part, whole, as_hub, first_group

cdef struct SliceRecord:
    int begin, end

cdef class SearchState:
    # The plan, and what changes with it.
    cdef public FamilyRecord[::1] families
    cdef public HubRecord[::1] hubs
    cdef public LoadRecord[:, ::1] loads
    cdef public RowRecord[::1] rows
    cdef public long long[:, ::1] hub_counts
    cdef public signed char[::1] group_is_spread
    cdef public long long[::1] broken
    cdef public double[::1] penalty
    cdef public int[::1] unplaced, hub_order, changed, best
    cdef public StepRecord[::1] journal
    # Scratch lists, as long as there are families.
    cdef public int[::1] queue, left
    cdef public double[::1] queue_gain
    # What stays as it is.
    cdef public const long long[::1] pair_family, pair_cost
    cdef public const long long[:, ::1] size_cost, load_weight, row_pair, row_unplaced, row_hub
    cdef public NearRecord[::1] near_families
    cdef public int[::1] near_hubs, apart, groups, counted
    cdef public CountRecord[::1] counts
    cdef public SliceRecord[:, ::1] counted_slices
    # Numbers.
    cdef public long long value, best_value, n_open, n_unplaced, n_changed, n_steps
    cdef public Py_ssize_t n_families, n_hubs, n_loads, n_rows, n_counts, n_breaches
    cdef public unsigned long long random
