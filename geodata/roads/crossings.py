"""What a point on a road means to a mode: a barrier that keeps it out, or seconds lost at lights and crossings."""

from collections.abc import Mapping
from typing import Final

from geodata.roads.modes import ACCESS_KEYS, Mode
from geodata.roads.speeds import Speeds
from geodata.roads.ways import CLOSED, OPEN, RESTRICTED, access_of

POINT_KEYS: Final = frozenset(
    {"barrier", "highway", "railway", "crossing", "bollard", "locked"}
    | {key for keys in ACCESS_KEYS.values() for key in keys}
)
"""Every key of a point that is looked at."""

_PASSED: Final[Mapping[Mode, frozenset[str]]] = {
    Mode.CAR: frozenset(
        {
            "arch", "border_control", "bump_gate", "cattle_grid", "entrance", "gate", "height_restrictor", "kerb",
            "lift_gate", "no", "sally_port", "swing_gate", "toll_booth", "wicket_gate",
        }
    ),
    Mode.BICYCLE: frozenset(),
    Mode.FOOT: frozenset(),
}  # fmt: skip
_STOPS: Final[Mapping[Mode, frozenset[str]]] = {
    Mode.CAR: frozenset(),
    Mode.BICYCLE: frozenset({"yes", "wall", "fence", "stile", "turnstile", "full-height_turnstile"}),
    Mode.FOOT: frozenset({"yes", "wall", "fence"}),
}
_DELAYS: Final = (("highway", "traffic_signals"), ("highway", "stop"), ("railway", "level_crossing"))


def closes(tags: Mapping[str, str], mode: Mode) -> bool:
    """Tell whether nobody of this mode comes past a point.

    A tag that says who may pass holds; else the kind of barrier does. At a pedestrian crossing such tags are about
    those who cross.
    """
    if tags.get("highway") == "crossing" or tags.get("railway") in {"crossing", "level_crossing"}:
        return False
    access = access_of(tags, mode)
    if access in CLOSED or (access in RESTRICTED and "barrier" in tags and tags.get("locked") == "yes"):
        return True
    kind = tags.get("barrier")
    if kind is None or access in OPEN or access in RESTRICTED:
        return False
    if mode is Mode.CAR:
        return kind not in _PASSED[mode] and tags.get("bollard") != "rising"
    return kind in _STOPS[mode]


def delay(tags: Mapping[str, str], speeds: Speeds) -> float:
    """Give the seconds that are lost at a point."""
    marks = [name for key, name in _DELAYS if tags.get(key) == name]
    if tags.get("crossing") == "traffic_signals" and tags.get("highway") == "crossing" and speeds.mode is Mode.CAR:
        marks.append("traffic_signals")
    return max((speeds.seconds(name) for name in marks), default=0.0)
