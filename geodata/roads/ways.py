"""What the tags of one way mean to somebody who travels by a mode: how fast, which way, and whether through."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodata.roads.modes import ACCESS_KEYS, Mode
from geodata.roads.speeds import Speeds

Tags = Mapping[str, str]

WAY_KEYS: Final = frozenset(
    {
        "highway", "route", "junction", "area", "duration", "service", "surface", "tracktype", "smoothness", "maxspeed",
        "maxspeed:forward", "maxspeed:backward", "motorroad", "cycleway", "cycleway:left", "cycleway:right",
        "cycleway:both", "cycleway:left:oneway", "cycleway:right:oneway", "oneway", "oneway:bicycle", "oneway:foot",
        "oneway:vehicle", "oneway:motor_vehicle", "oneway:motorcar", "impassable", "status", "sidewalk",
    }
    | {key + side for keys in ACCESS_KEYS.values() for key in keys for side in ("", ":forward", ":backward")}
)  # fmt: skip
"""Every key of a way that is looked at; nothing else of an extract is kept."""

CLOSED: Final = frozenset({"no", "agricultural", "forestry", "emergency", "psv", "bus", "use_sidepath", "military"})
"""Values of an access tag that keep us out."""

RESTRICTED: Final = frozenset({"destination", "delivery", "customers", "private", "permit", "residents"})
"""Values that allow a journey to begin or end here, and none to pass."""

OPEN: Final = frozenset({"yes", "permissive", "designated", "official"})
"""Values that open a way that would be closed by its class."""

_FORWARD: Final = frozenset({"yes", "1", "true"})
_BACKWARD: Final = frozenset({"-1", "reverse"})
_BOTH: Final = frozenset({"no", "0", "false"})
_NEITHER: Final = frozenset({"reversible", "alternating"})
_OPPOSITE: Final = frozenset({"opposite", "opposite_lane", "opposite_track", "opposite_share_busway"})
_LANES: Final = frozenset({"lane", "track", "share_busway", "shared_lane", "yes"})
_ONEWAY_KEYS: Final[Mapping[Mode, tuple[str, ...]]] = {
    Mode.CAR: ("oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle", "oneway"),
    Mode.BICYCLE: ("oneway:bicycle", "oneway:vehicle", "oneway"),
    Mode.FOOT: ("oneway:foot",),
}
_FOOTPATHS: Final = frozenset({"footway", "pedestrian", "steps"})
_MILE_KM: Final = 1.609344
_WALKING_KMH: Final = 7.0
_CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})")
_ISO: Final = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")


@dataclass(frozen=True, slots=True)
class Passage:
    """How a mode passes a way.

    Attributes
    ----------
    forward, backward
        Kilometres per hour in the direction the way is drawn and against it; 0 where that is closed.
    seconds
        What the whole way takes where its tags say so (a ferry), else ``None``.
    restricted
        Whether journeys may only begin or end here (private roads, destination traffic).
    rate
        How much longer this way feels than it takes: at equal time another is preferred. At least 1.
    ferry
        Nobody lives along it.
    """

    forward: float
    backward: float
    seconds: float | None = None
    restricted: bool = False
    rate: float = 1.0
    ferry: bool = False


def passage(tags: Tags, speeds: Speeds) -> Passage | None:
    """Tell how a mode passes a way, ``None`` where it may not or cannot.

    Parameters
    ----------
    tags
        Those of :data:`WAY_KEYS` that the way has.
    speeds
        The table of the mode.
    """
    mode = speeds.mode
    ferry = tags.get("route") == "ferry" and "highway" not in tags
    if tags.get("area") == "yes" or tags.get("impassable") == "yes" or tags.get("status") == "impassable":
        return None
    if mode is not Mode.CAR and tags.get("motorroad") == "yes":
        return None
    access = access_of(tags, mode)
    kmh = _speed(tags, speeds, ferry=ferry)
    if access in CLOSED or not kmh:
        return None
    forward, backward = _directions(tags, mode)
    fast, back = (_limited(kmh, tags, speeds, side) for side in ("forward", "backward"))
    against = min(kmh, _against(tags, speeds))
    fast, back = (fast if forward else against), (back if backward else against)
    if not fast and not back:
        return None
    rate = speeds.get("detour", tags.get("service")) or 1.0
    return Passage(fast, back, _duration(tags) if ferry else None, access in RESTRICTED, max(rate, 1.0), ferry)


def access_of(tags: Tags, mode: Mode) -> str | None:
    """Give the access tag that holds for a mode, the most particular one; ``None`` where there is none."""
    return next((tags[key] for key in ACCESS_KEYS[mode] if key in tags), None)


def _speed(tags: Tags, speeds: Speeds, *, ferry: bool) -> float | None:
    """Give km/h by class, and no more than surface, track type and smoothness allow; ``None`` for a closed class."""
    kind = "ferry" if ferry else tags.get("highway")
    kmh = speeds.get("class", kind)
    own = next((tags[key] for key in ACCESS_KEYS[speeds.mode][:-1] if key in tags), None)
    if kmh is None and kind is not None and own in OPEN and kind not in _NO_ROADS:
        kmh = speeds.get("allowed", "other")
    if kmh is None or ferry:
        return kmh
    if speeds.mode is Mode.BICYCLE and kind in _FOOTPATHS - {"steps"} and own in OPEN:
        kmh = speeds.get("class", "cycleway") or kmh
    if speeds.mode is Mode.BICYCLE and own == "dismount":
        kmh = min(kmh, _pushing(speeds))
    return min([kmh, *_caps(tags, speeds)])


def _pushing(speeds: Speeds) -> float:
    """Give km/h beside a bicycle, as on a footway; 0 where the table leaves nobody push there."""
    return speeds.get("class", "footway") or 0.0


def _against(tags: Tags, speeds: Speeds) -> float:
    """Give km/h against a one-way street: cyclists may walk there beside the bicycle, but not on a roundabout."""
    closed = _implied(tags) or "highway" not in tags or access_of(tags, Mode.FOOT) in CLOSED
    if speeds.mode is not Mode.BICYCLE or closed:
        return 0.0
    return _pushing(speeds)


def _caps(tags: Tags, speeds: Speeds) -> list[float]:
    """Give what surface, track type and smoothness allow at most."""
    caps = (speeds.get(what, tags.get(what)) for what in ("surface", "tracktype", "smoothness"))
    return [cap for cap in caps if cap is not None]


_NO_ROADS: Final = frozenset({"construction", "proposed", "abandoned", "razed", "platform", "elevator", "no"})


def _limited(kmh: float, tags: Tags, speeds: Speeds, side: str) -> float:
    """Give the speed in one direction: a car drives its share of the limit, others never faster than it."""
    own = next((tags[f"{key}:{side}"] for key in ACCESS_KEYS[speeds.mode] if f"{key}:{side}" in tags), None)
    if own in CLOSED:
        return 0.0
    if speeds.mode is Mode.FOOT:
        return kmh
    most = _kmh(tags.get(f"maxspeed:{side}") or tags.get("maxspeed"))
    if most is None:
        return kmh
    driven = most * (speeds.get("limit", "share") or 1.0)
    if speeds.mode is Mode.BICYCLE:
        return min(kmh, driven)
    return min([driven, *_caps(tags, speeds)])


def _kmh(text: str | None) -> float | None:
    """Read a speed limit; ``None`` for none that is a number above zero."""
    if text is None:
        return None
    if text == "walk":
        return _WALKING_KMH
    found = re.match(r"(\d{1,3})(?:\s*(mph))?", text)
    if found is None or not int(found[1]):
        return None
    return int(found[1]) * (_MILE_KM if found[2] else 1.0)


def _directions(tags: Tags, mode: Mode) -> tuple[bool, bool]:
    """Tell whether a mode may go as the way is drawn, and against it.

    Source: https://wiki.openstreetmap.org/wiki/Key:oneway and https://wiki.openstreetmap.org/wiki/Key:oneway:bicycle
    """
    key = next((key for key in _ONEWAY_KEYS[mode] if key in tags), None)
    value = None if key is None else tags[key]
    if value in _NEITHER:
        return (False, False) if mode is Mode.CAR else (True, True)
    if value in _BACKWARD:
        forward, backward = False, True
    elif value in _FORWARD or (value not in _BOTH and _implied(tags) and mode is not Mode.FOOT):
        forward, backward = True, False
    else:
        forward, backward = True, True
    if mode is Mode.BICYCLE and key != "oneway:bicycle" and not (forward and backward) and _lane_against(tags):
        return True, True
    return forward, backward


def _implied(tags: Tags) -> bool:
    """Tell whether a way is one-way without a tag that says so."""
    return tags.get("junction") in {"roundabout", "circular"} or tags.get("highway") == "motorway"


def _lane_against(tags: Tags) -> bool:
    """Tell whether a one-way street has a lane for cyclists against its direction."""
    sides = [tags.get(f"cycleway{side}") for side in ("", ":left", ":right", ":both")]
    if any(value in _OPPOSITE for value in sides):
        return True
    return any(
        tags.get(f"cycleway:{side}") in _LANES and tags.get(f"cycleway:{side}:oneway") in _BACKWARD | _BOTH
        for side in ("left", "right")
    )


def _duration(tags: Tags) -> float | None:
    """Read how long a crossing takes, seconds: ``20`` (minutes), ``01:10``, ``00:20:00`` or ``PT20M``."""
    text = tags.get("duration", "").strip()
    if text.isdigit():
        found = float(text) * 60
    elif clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (
            (int(clock[1]), int(clock[2]), int(clock[3])) if clock[1] else (int(clock[2]), int(clock[3]), 0)
        )
        found = hours * 3600.0 + minutes * 60 + seconds
    elif iso := _ISO.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in iso.groups())
        found = hours * 3600.0 + minutes * 60 + seconds
    else:
        return None
    return found if 0 < found < math.inf else None
