"""Hand-made street plans: drawn on a grid of metres, written as OpenStreetMap files, and asked for ways."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import cos, radians
from pathlib import Path

import numpy as np
import osmium
from osmium.osm import mutable

from geodata.distances import reach_of
from geodata.families import Family, Location
from geodata.roads.modes import Mode
from geodata.roads.network import network_of
from geodata.roads.pbf import read_roads
from geodata.roads.snapping import Snapper
from geodata.roads.speeds import Speeds, standard_speeds
from geodata.roads.ways_between import ways_between

LAT, LON = 52.22, 5.17
UP = 1 / 111_271
ASIDE = 1 / (111_553 * cos(radians(LAT)))

Spot = tuple[float, float]


def degrees(spot: Spot) -> tuple[float, float]:
    """Latitude and longitude of a spot that lies so many metres east and north of a square in Hilversum."""
    return LAT + spot[1] * UP, LON + spot[0] * ASIDE


def home(name: str, spot: Spot, **columns: object) -> Family:
    lat, lon = degrees(spot)
    return Family(id=name, location=Location(lat, lon), provider="North", **columns)  # type: ignore[arg-type]


@dataclass
class StreetPlan:
    """Junctions by name, streets between them, and what stands at a junction."""

    spots: dict[str, Spot]
    streets: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    signs: dict[str, dict[str, str]] = field(default_factory=dict)
    rules: list[tuple[dict[str, str], list[tuple[str, str, str]]]] = field(default_factory=list)

    def street(self, junctions: str, tags: Mapping[str, str] | None = None, highway: str = "residential") -> str:
        """Draw a street along junctions, ``a-b-c``; gives its number as a name for restrictions."""
        kind = {} if tags and "route" in tags else {"highway": highway}
        self.streets.append((junctions, {**kind, **(tags or {})}))
        return str(len(self.streets))

    def sign(self, junction: str, **tags: str) -> None:
        self.signs[junction] = tags

    def restriction(self, kind: str, start: str, via: str, end: str, **tags: str) -> None:
        """Forbid or command a turn: ``via`` is a junction, or numbers of streets with ``-`` between them."""
        through = [("w", way, "via") for way in via.split("-")] if via[0].isdigit() else [("n", via, "via")]
        members = [("w", start, "from"), *through, ("w", end, "to")]
        self.rules.append(({"type": "restriction", "restriction": kind, **tags}, members))

    def write(self, path: Path, date: str = "2026-11-01") -> Path:
        number = {name: at + 1 for at, name in enumerate(self.spots)}
        header = osmium.io.Header()
        header.set("osmosis_replication_timestamp", f"{date}T00:00:00Z")
        with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
            for name, spot in self.spots.items():
                lat, lon = degrees(spot)
                writer.add_node(mutable.Node(id=number[name], location=(lon, lat), tags=self.signs.get(name, {})))
            for at, (junctions, tags) in enumerate(self.streets):
                refs = [number[name] for name in junctions.split("-")]
                writer.add_way(mutable.Way(id=at + 1, nodes=refs, tags=tags))
            for at, (tags, members) in enumerate(self.rules):
                listed = [(kind, number[ref] if kind == "n" else int(ref), role) for kind, ref, role in members]
                writer.add_relation(mutable.Relation(id=at + 1, members=listed, tags=tags))
        return path

    def way(self, path: Path, start: Spot, end: Spot, speeds: Speeds | Mode = Mode.CAR) -> tuple[float, float]:
        """Metres and seconds from one spot to another."""
        table = standard_speeds(speeds) if isinstance(speeds, Mode) else speeds
        network = network_of(read_roads(self.write(path)), table)
        snaps = Snapper(network).snap(np.array([degrees(start), degrees(end)]))
        pair = reach_of(np.array([1]), np.array([0]), np.zeros(1), 2)
        found = ways_between(network, snaps, snaps, pair)
        return float(found.metres[0]), float(found.seconds[0])


def square(direct: Mapping[str, str] | None = None, *, detour: str = "a-c-d-b", **named: str) -> StreetPlan:
    """A street from ``a`` over ``m`` to ``b``, 400 m, and a way around of 1,000 m; both end in stubs of 100 m.

    Parameters
    ----------
    direct
        Tags of the street.
    """
    spots = {
        "w": (-100, 0), "a": (0, 0), "m": (200, 0), "b": (400, 0), "e": (500, 0), "c": (0, 300), "d": (400, 300),
    }  # fmt: skip
    plan = StreetPlan({name: (float(x), float(y)) for name, (x, y) in spots.items()})
    plan.street("w-a")
    plan.street("b-e")
    plan.street(detour)
    plan.street("a-m-b", direct, **named)
    return plan


WEST, EAST = (-50.0, 0.0), (450.0, 0.0)
"""Homes halfway the stubs: 500 m along the street, 1,100 m around."""

STRAIGHT, AROUND = 500.0, 1100.0
