"""Proved bounds from duals."""
