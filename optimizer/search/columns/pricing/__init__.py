"""The pricing problem: constellations of one hub by their reduced cost."""
