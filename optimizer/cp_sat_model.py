"""OR-Tools' model of CP-SAT, for all who pose one: it is loaded without pandas, which no model of ours is made of."""

from geodata.loaded_later import loaded_later

with loaded_later("pandas"):
    from ortools.sat.python import cp_model

__all__ = ["cp_model"]
