"""The command ``constellations``."""
