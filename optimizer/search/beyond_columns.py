"""What no sum over constellations says, so that the bound of columns leaves it out."""

from collections.abc import Iterator

from optimizer.model import Linear, Model
from optimizer.search.strategy import OBJECTIVE


def beyond_columns(model: Model, objective: Linear) -> Iterator[str]:
    """Give the keys of what the bound of columns leaves out: counts over several constellations that are no sums."""
    yield from (row.key for row in model.rows if row.linear.spread is not None)
    if objective.spread is not None:
        yield OBJECTIVE
