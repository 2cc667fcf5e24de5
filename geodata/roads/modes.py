"""By what somebody travels."""

from enum import StrEnum
from typing import Final


class Mode(StrEnum):
    """By car, by bicycle or on foot."""

    CAR = "car"
    BICYCLE = "bicycle"
    FOOT = "foot"


ACCESS_KEYS: Final[dict[Mode, tuple[str, ...]]] = {
    Mode.CAR: ("motorcar", "motor_vehicle", "vehicle", "access"),
    Mode.BICYCLE: ("bicycle", "vehicle", "access"),
    Mode.FOOT: ("foot", "access"),
}
"""The tags that say who may pass, the most particular first; the first that is there holds.

Source: https://wiki.openstreetmap.org/wiki/Key:access#Land-based_transportation
"""
