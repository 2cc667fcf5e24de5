"""Twenty tight regions that nothing was tuned on, drawn as ``constellations example`` does; children leave no room."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from geodata.example import draw_region
from geodata.families import HubRole
from geodata.language import Lang
from geodata.writing import as_csv
from tests.benchmarks import scaling

SEEDS: Final = range(2001, 2021)
"""One region each; another range gives others of the kind."""

_FAMILIES: Final = (112, 130, 150, 180, 200)
_RADIUS_KM: Final = (3, 4, 5)
_MOST_CHILDREN: Final = (10, 11, 12)
"""Of a constellation: some eight homes have 10.7 children on average."""


def write_regions(folder: Path) -> Iterator[dict[str, str]]:
    """Draw the regions, write their families files and give the lines of their policies.

    A fifth to a half of the families are candidates; none is required, as there may be no plan then.
    """
    for seed in SEEDS:
        dice = random.Random(seed)
        n_families, radius_km, children_max = (dice.choice(each) for each in (_FAMILIES, _RADIUS_KM, _MOST_CHILDREN))
        n_candidates = round(dice.uniform(0.2, 0.5) * n_families)
        name = f"F{seed}"
        drawn = draw_region(n_families, n_candidates, 5, seed, Lang.EN)
        families = [replace(each, hub=HubRole.CANDIDATE) if each.hub is HubRole.REQUIRED else each for each in drawn]
        (folder / f"{name}.csv").write_bytes(as_csv(families, Lang.EN))
        yield {**scaling.POLICY, "name": name, "radius_km": str(radius_km), "children_max": str(children_max)}
