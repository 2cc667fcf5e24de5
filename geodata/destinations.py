"""Where one is after so many metres in a direction on the WGS84 ellipsoid, for many points at once."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.distances import EQUATOR_M, FLATTENING

FloatArray = NDArray[np.float64]

_POLE_M: Final = EQUATOR_M * (1 - FLATTENING)
_STEPS: Final = 5
"""Within 10 km the first step leaves some 1e-5 of the way, and each next one 1e-5 of what the one before left."""

_DOUBTFUL: Final = 1e-5
"""In units of the last decimal: so near the middle between two roundings the library is asked. The error is 1e-7."""


def destinations(origins: FloatArray, bearings: FloatArray, distances_m: FloatArray) -> FloatArray:
    """Go from each point so many metres in a direction.

    Parameters
    ----------
    origins
        Shape ``(n, 2)``: latitude and longitude in degrees.
    bearings, distances_m
        Shape ``(n,)``: degrees clockwise from north, and metres, at most some 10 km.

    Returns
    -------
    ndarray of float64
        Shape ``(n, 2)``: latitude and longitude in degrees, within 1e-12 of those of ``geopy.distance.geodesic``.

    References
    ----------
    T. Vincenty (1975), Direct and inverse solutions of geodesics on the ellipsoid with application of nested
    equations, Survey Review 23 (176), doi:10.1179/sre.1975.23.176.88.
    """
    lat, lon, turn = np.radians(origins[:, 0]), np.radians(origins[:, 1]), np.radians(bearings)
    tangent = (1 - FLATTENING) * np.tan(lat)
    cosine = 1 / np.sqrt(1 + tangent * tangent)
    sine = tangent * cosine
    sigma1 = np.arctan2(tangent, np.cos(turn))
    sine_alpha = cosine * np.sin(turn)
    cos2_alpha = 1 - sine_alpha * sine_alpha
    u2 = cos2_alpha * (EQUATOR_M**2 - _POLE_M**2) / _POLE_M**2
    big_a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    big_b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    straight = distances_m / (_POLE_M * big_a)
    sigma = straight
    for _ in range(_STEPS):
        middle = np.cos(2 * sigma1 + sigma)
        sigma = straight + big_b * np.sin(sigma) * (
            middle
            + big_b
            / 4
            * (
                np.cos(sigma) * (2 * middle**2 - 1)
                - big_b / 6 * middle * (4 * np.sin(sigma) ** 2 - 3) * (4 * middle**2 - 3)
            )
        )
    middle = np.cos(2 * sigma1 + sigma)
    sin_sigma, cos_sigma = np.sin(sigma), np.cos(sigma)
    across = sine * sin_sigma - cosine * cos_sigma * np.cos(turn)
    there = np.arctan2(
        sine * cos_sigma + cosine * sin_sigma * np.cos(turn), (1 - FLATTENING) * np.hypot(sine_alpha, across)
    )
    round_axis = np.arctan2(sin_sigma * np.sin(turn), cosine * cos_sigma - sine * sin_sigma * np.cos(turn))
    c = FLATTENING / 16 * cos2_alpha * (4 + FLATTENING * (4 - 3 * cos2_alpha))
    less = (1 - c) * FLATTENING * sine_alpha
    east = round_axis - less * (sigma + c * sin_sigma * (middle + c * cos_sigma * (2 * middle**2 - 1)))
    degrees = np.degrees(lon + east)
    return np.column_stack([np.degrees(there), np.where(np.abs(degrees) > 180, (degrees + 180) % 360 - 180, degrees)])


def rounded_destinations(
    origins: FloatArray, bearings: FloatArray, distances_m: FloatArray, decimals: int
) -> Sequence[tuple[float, float]]:
    """Go from each point so many metres in a direction, and round to so many decimals of a degree.

    The same points as ``geopy.distance.geodesic`` gives one by one: it is asked wherever rounding is in doubt.
    """
    found = destinations(origins, bearings, distances_m)
    units = np.abs(found) * 10**decimals % 1
    points = [(round(lat, decimals), round(lon, decimals)) for lat, lon in found.tolist()]
    doubtful = np.flatnonzero((np.abs(units - 0.5) < _DOUBTFUL).any(axis=1))
    if len(doubtful):
        from geopy.distance import geodesic  # noqa: PLC0415 - brings the library's online services, and time

        for row in doubtful:
            one = geodesic(meters=float(distances_m[row])).destination(tuple(origins[row].tolist()), bearings[row])
            points[row] = (round(one.latitude, decimals), round(one.longitude, decimals))
    return points
