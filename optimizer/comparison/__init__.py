"""Two plans beside each other: which constellations are the same, who is elsewhere, and what each is better at."""
