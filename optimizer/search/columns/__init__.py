"""Columns: plans as a choice of whole constellations, with a proved bound on what no plan can beat."""

from optimizer.search.columns.solve import Columns, solve_columns

__all__ = ["Columns", "solve_columns"]
