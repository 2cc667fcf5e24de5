"""Good plans fast: greedy construction and simulated annealing over a model, compiled, on all cores.

Nothing here proves anything; every plan that leaves this room satisfies the model.
"""

from optimizer.search.primal.constructing import construct
from optimizer.search.primal.improving import improve

__all__ = ["construct", "improve"]
