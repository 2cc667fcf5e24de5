"""Finds plans; the only room that knows a solver."""
