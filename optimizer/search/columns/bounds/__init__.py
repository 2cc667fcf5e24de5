"""Proved bounds from dual prices."""
