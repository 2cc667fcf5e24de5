"""Forms constellations: the problem, its rules and tiers, the search, and the proof."""

__version__ = "0.1.0"
