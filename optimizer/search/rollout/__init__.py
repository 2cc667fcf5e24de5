"""The search for roll-outs: copies of hub homes in columns for whole roll-outs, and the exact order of a given plan."""

from optimizer.search.rollout.search import RollOutOutcome, search_roll_out

__all__ = ["RollOutOutcome", "search_roll_out"]
