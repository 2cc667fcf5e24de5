"""Regions of one density and growing size, drawn at random: how the work grows with the number of families."""

import csv
import math
import random
from pathlib import Path
from typing import Final

from geodata.rd import to_wgs84

SIZES: Final = (50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 17_000)
"""Families of each region."""

MOST_ASSIGNED: Final = 1_600
"""Families up to which the assignment model is run beside: it finds no useful plan of more, and takes gigabytes."""

_A_KM2: Final = 0.7
"""Families in a square kilometre, some 140 in the 200 square kilometres of Gooi en Vechtstreek."""

_MIDDLE: Final = (155_000.0, 463_000.0)
"""Of the square that is drawn, in metres of the Dutch grid; the largest has sides of 156 km."""

POLICY: Final = {
    "radius_km": "5.0",
    "size_min": "6",
    "size_target": "8",
    "size_max": "10",
    "children_max": "14",
    "target_weight_m": "1000",
}


def name_of(n_families: int) -> str:
    """Name a region, so that names stand in the order of sizes."""
    return f"S{n_families:05d}"


def write_region(folder: Path, n_families: int) -> dict[str, str]:
    """Draw a region, write its families file and give the line of its policy.

    Families are spread evenly over a square, every fourth a candidate with two beds, each with one to three children.
    The seed is the number of families: the same file every time.
    """
    dice = random.Random(n_families)
    half = 500 * math.sqrt(n_families / _A_KM2)
    x, y = ([middle + dice.uniform(-half, half) for _ in range(n_families)] for middle in _MIDDLE)
    lat, lon = to_wgs84(x, y)
    with (folder / f"{name_of(n_families)}.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "lat", "lon", "provider", "hub", "beds", "children"])
        for number in range(n_families):
            candidate = number % 4 == 0
            rows.writerow(
                [
                    f"G{number + 1:05d}",
                    f"{lat[number]:.6f}",
                    f"{lon[number]:.6f}",
                    "ABC"[dice.randrange(3)],
                    "candidate" if candidate else "",
                    2 if candidate else 0,
                    dice.choice((1, 1, 2, 3)),
                ]
            )
    return {"name": name_of(n_families), **POLICY}
