"""Good plans fast: greedy construction, simulated annealing, and parts of a plan solved anew, on all cores.

Nothing here proves anything; every plan that leaves this room satisfies the model.
"""

from optimizer.search.primal.construction import construct
from optimizer.search.primal.improvement import PrimalSearch, improve

__all__ = ["PrimalSearch", "construct", "improve"]
