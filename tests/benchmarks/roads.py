"""Road distances: against the answers of OSRM and Valhalla, and the time that a province takes.

``python -m tests.benchmarks.roads agree EXTRACT FOLDER`` compares with ``car.csv``, ``bicycle.csv`` and ``foot.csv``
(``from,to,osrm_m,osrm_s,valhalla_m,valhalla_s``) between the points of ``homes.csv`` (``home,lat,lon``).
``python -m tests.benchmarks.roads province`` asks for 200 families and 60 candidates in a grid of streets of the size
of a province. ``python -m tests.benchmarks.roads read EXTRACT`` reads an extract twice: as it is, and from the compact
file. ``python -m tests.benchmarks.roads country EXTRACT`` asks for 200 families and 60 candidates in its south-western
corner, the first time and again. ``python -m tests.benchmarks.roads tiles EXTRACT N OUT`` writes an extract that holds
another N times, side by side; ids of points, ways and relations ascend, and the header says so.
"""

import csv
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import numpy as np

from geodata.distances import pairs_within, reach_of
from geodata.families import Family, HubRole, Location
from geodata.roads.cache import roads_of
from geodata.roads.converting import library
from geodata.roads.extract import UNITS, Extract, Points, Source
from geodata.roads.modes import Mode
from geodata.roads.network import network_of
from geodata.roads.snapping import Snapper, Snaps
from geodata.roads.speeds import standard_speeds
from geodata.roads.table import Asked, road_table
from geodata.roads.ways_between import ways_between

_ACROSS: Final = 500
_BLOCK_M: Final = 100.0
_N_FAMILIES, _N_HUBS = 200, 60
_ROLES: Final = (HubRole.NO, HubRole.CANDIDATE)
_REACH_M: Final = 10_000.0
_IDS: Final = 10_000_000_000
"""Ids of one tile are below this."""
_TILE: Final = (0.2, 0.25)
"""Degrees between tiles, east and north: those of Liechtenstein do not touch."""


def agree(extract: Path, folder: Path) -> None:
    """Print how far metres and seconds are from those of the other programs."""
    with (folder / "homes.csv").open(encoding="utf-8") as file:
        homes = list(csv.DictReader(file))
    names = [home["home"] for home in homes]
    degrees = np.array([[float(home["lat"]), float(home["lon"])] for home in homes])
    with tempfile.TemporaryDirectory() as kept:
        roads = roads_of(extract, folder=Path(kept))
    for mode in Mode:
        network = network_of(roads, standard_speeds(mode))
        snaps = Snapper(network).snap(degrees)
        hub, point = (each.ravel() for each in np.mgrid[: len(names), : len(names)])
        other = hub != point
        pairs = reach_of(hub[other], point[other], np.zeros(int(other.sum())), len(names))
        ways = ways_between(network, snaps, snaps, pairs)
        found = {
            (names[p], names[h]): (m, s)
            for p, h, m, s in zip(pairs.point, pairs.hub, ways.metres, ways.seconds, strict=True)
        }
        _compared(mode, found, folder / f"{mode}.csv")


def _compared(mode: Mode, found: dict[tuple[str, str], tuple[float, float]], path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    own = np.array([found[row["from"], row["to"]] for row in rows])
    osrm = np.array([[float(row["osrm_m"]), float(row["osrm_s"])] for row in rows])
    known = np.array([bool(row["valhalla_s"]) for row in rows])
    valhalla = np.array([float(row["valhalla_s"] or "nan") for row in rows])
    near = np.abs(own[:, 0] / osrm[:, 0] - 1) <= 0.02
    low, high = np.minimum(osrm[:, 1], valhalla)[known], np.maximum(osrm[:, 1], valhalla)[known]
    between = (own[known, 1] >= low) & (own[known, 1] <= high)
    slower = np.percentile(osrm[known, 1] / own[known, 1], [5, 50, 95])
    theirs = np.percentile(osrm[known, 1] / valhalla[known], [5, 95])
    print(f"{mode}: metres within 2% of OSRM: {near.mean():.1%} of {len(rows)} pairs")  # noqa: T201
    print(f"  seconds between OSRM and Valhalla: {between.mean():.1%}")  # noqa: T201
    print(f"  OSRM / own, 5, 50, 95%: {slower.round(3)}; OSRM / Valhalla, 5, 95%: {theirs.round(3)}")  # noqa: T201


def province() -> None:
    """Time every step on a grid of streets with 250,000 junctions, 50 km across."""
    began = time.perf_counter()
    roads = _grid()
    rng = np.random.default_rng(0)
    box = roads.box
    degrees = np.column_stack(
        [rng.uniform(box.south, box.north, _N_FAMILIES), rng.uniform(box.west, box.east, _N_FAMILIES)]
    )
    _tell("grid made", began)
    network = network_of(roads, standard_speeds(Mode.CAR))
    _tell(f"network of {len(network.graph):,} arcs", began)
    snaps = Snapper(network).snap(degrees)
    _tell("snapped", began)
    pairs = pairs_within(degrees, degrees[:_N_HUBS], _REACH_M)
    goals = Snaps(snaps.street[:_N_HUBS], snaps.part[:_N_HUBS], snaps.away_m[:_N_HUBS], snaps.nearer_m[:_N_HUBS])
    ways_between(network, snaps, goals, pairs)
    _tell(f"{len(pairs)} pairs within {_REACH_M / 1000:g} km", began)
    hub, point = (each.ravel() for each in np.mgrid[:_N_HUBS, :_N_FAMILIES])
    ways_between(network, snaps, goals, reach_of(hub, point, np.zeros(len(hub)), _N_HUBS))
    _tell(f"all {len(hub)} pairs", began)


def _grid() -> Extract:
    across = np.arange(_ACROSS, dtype=np.int32)
    step = np.array([_BLOCK_M / 68_200, _BLOCK_M / 111_270]) * UNITS
    origin = np.array([4.6, 52.0]) * UNITS
    east, north = np.meshgrid(across, across)
    rows = np.stack([east, north], axis=2) * step + origin
    points = np.concatenate([rows.reshape(-1, 2), rows.transpose(1, 0, 2).reshape(-1, 2)]).astype(np.int32)
    n_ways = 2 * _ACROSS
    return Extract(
        Source("grid", "", None),
        np.arange(n_ways),
        (np.arange(n_ways) % 10 == 0).astype(np.int32),
        np.arange(n_ways + 1, dtype=np.int64) * _ACROSS,
        points,
        ({"highway": "residential"}, {"highway": "secondary"}),
        np.empty((0, 2), np.int32),
        np.empty(0, np.int32),
        (),
        (),
    )


def read(extract: Path) -> None:
    """Time the first and the second reading of an extract."""
    with tempfile.TemporaryDirectory() as kept:
        for _ in range(2):
            began = time.perf_counter()
            roads = roads_of(extract, folder=Path(kept))
            _tell(f"{len(roads.way_id):,} ways, {len(roads.points):,} points", began)
        size = sum(path.stat().st_size for path in Path(kept).iterdir())
        print(f"{extract.stat().st_size / 1e6:.1f} MB, kept as {size / 1e6:.1f} MB")  # noqa: T201


def country(extract: Path) -> None:
    """Time the table of a region in a large extract: the first time, and from the compact file."""
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as kept:
        for again in (False, True):
            began = time.perf_counter()
            roads = roads_of(extract, folder=Path(kept))
            _tell(f"{len(roads.way_id):,} ways, {len(roads.points):,} points", began)
            if not again:
                corner = _corner(roads)
                lon, lat = corner[rng.choice(len(corner), _N_FAMILIES, replace=False)].T / UNITS
                families = [
                    Family(f"F{at:03}", Location(float(y), float(x)), "A", hub=_ROLES[at < _N_HUBS])
                    for at, (y, x) in enumerate(zip(lat, lon, strict=True))
                ]
            del roads
            table = road_table(extract, families, standard_speeds(Mode.CAR), Asked(5_000.0), folder=Path(kept))
            _tell(f"then {len(table.rows):,} rows", began)


def _corner(roads: Extract) -> Points:
    """Give the points of the south-western tile."""
    box = roads.box
    west, south = round(box.west * UNITS), round(box.south * UNITS)
    inside = (roads.points[:, 0] < west + _TILE[0] * UNITS) & (roads.points[:, 1] < south + _TILE[1] * UNITS)
    return roads.points[inside]


def tiles(extract: Path, n: int, out: Path) -> None:
    """Write an extract that is larger than any at hand: another one N times, each with ids of its own."""
    osmium = library()
    mutable = osmium.osm.mutable
    nodes, ways, relations = [], [], []
    for each in osmium.FileProcessor(str(extract)):
        if each.is_node():
            nodes.append((each.id, each.lon, each.lat, dict(each.tags)))
        elif each.is_way():
            ways.append((each.id, [node.ref for node in each.nodes], dict(each.tags)))
        elif each.is_relation():
            members = [(member.type, member.ref, member.role) for member in each.members]
            relations.append((each.id, members, dict(each.tags)))
    header = osmium.io.Header()
    header.set("sorting", "Type_then_ID")
    with osmium.SimpleWriter(str(out), header=header) as writer:
        for at in range(n):
            east, north = _TILE[0] * (at % 10), _TILE[1] * (at // 10)
            for key, lon, lat, tags in nodes:
                place = (lon + east, lat + north)
                writer.add_node(mutable.Node(id=key + at * _IDS, location=place, tags=tags))
        for at in range(n):
            for key, refs, tags in ways:
                writer.add_way(mutable.Way(id=key + at * _IDS, nodes=[ref + at * _IDS for ref in refs], tags=tags))
        for at in range(n):
            for key, members, tags in relations:
                theirs = [(kind, ref + at * _IDS, role) for kind, ref, role in members]
                writer.add_relation(mutable.Relation(id=key + at * _IDS, members=theirs, tags=tags))


def _tell(what: str, began: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = f"{time.perf_counter() - began:.1f} s on the clock, {used.ru_utime + used.ru_stime:.1f} s of processor"
    print(f"{what}: {spent}, at most {used.ru_maxrss / 1e6:.2f} GB")  # noqa: T201


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["agree", extract, folder]:
            agree(Path(extract), Path(folder))
        case ["province"]:
            province()
        case ["tiles", extract, n, out]:
            tiles(Path(extract), int(n), Path(out))
        case ["country", extract]:
            country(Path(extract))
        case ["read", extract]:
            read(Path(extract))
        case _:
            sys.exit(__doc__)
