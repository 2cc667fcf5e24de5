"""Draws plans: what to draw as data, and the pages made from it."""
