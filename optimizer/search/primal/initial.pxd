from optimizer.search.primal.annealing cimport accept, accept_or_undo, draw_open_hub, undo
from optimizer.search.primal.compound_moves cimport insert, rebuild, repair
from optimizer.search.primal.moves cimport is_home, shift_cost
from optimizer.search.primal.state cimport SearchState
from optimizer.search.primal.steps cimport attach, draw, open_hub, pair_of, penalised_value

cpdef void grow_plan(SearchState state)
cdef void open_where_it_helps(SearchState state) noexcept nogil
cpdef void repair_plan(SearchState state)
cpdef void put_plan(SearchState state, const long long[::1] hub_of)
cpdef void sample_shifts(SearchState state, double[::1] costs)
