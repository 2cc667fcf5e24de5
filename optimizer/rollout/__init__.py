"""Roll-outs: which constellations start in which wave, and who joins when. No solver is known here."""
