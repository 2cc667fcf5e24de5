"""The master problem: share constellations out so that every family is in one, at least cost."""
