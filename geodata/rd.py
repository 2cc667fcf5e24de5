"""Dutch grid coordinates (RD New, EPSG:28992) to WGS84 and back.

RDNAPTRANS 2018 without its correction grid: a similarity transformation between ETRS89 (GRS80) and Bessel 1841, and
the double (Gauss and oblique stereographic) projection at Amersfoort. The grid that is left out corrects at most
0.25 m; ETRS89 and WGS84 are taken as one, as is usual, and differ by less than a metre.

References
----------
J. Lesparre, L. Huisman, B. Alberts (2019), RDNAPTRANS 2018: coordinate transformation to and from Stelsel van de
Rijksdriehoeksmeting and Normaal Amsterdams Peil, NSGI, https://www.nsgi.nl/rdnaptrans; its similarity transformations
are EPSG operation 9281, its projection is EPSG operation 19914.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

_GRS80: Final = (6378137.0, 1 / 298.257222101)
_BESSEL: Final = (6377397.155, 1 / 299.1528128)
_HEIGHT_M: Final = 43.0
"""Height of the geoid above GRS80 in the middle of the country, taken for every home; on Bessel it is about 0."""

_SHIFT: Final = ((-565.7346, -50.4058, -465.2895), (-1.91513e-6, 1.60365e-6, -9.09546e-6), -4.07242e-6)
_UNSHIFT: Final = ((565.7381, 50.4018, 465.2904), (1.91514e-6, -1.60363e-6, 9.09546e-6), 4.07244e-6)

_PHI0: Final = math.radians(52 + 9 / 60 + 22.178 / 3600)
_LAM0: Final = math.radians(5 + 23 / 60 + 15.5 / 3600)
_SCALE: Final = 0.9999079
_X0: Final = 155_000.0
_Y0: Final = 463_000.0

_E2: Final = _BESSEL[1] * (2 - _BESSEL[1])
_E: Final = math.sqrt(_E2)
_MERIDIAN_M: Final = _BESSEL[0] * (1 - _E2) / (1 - _E2 * math.sin(_PHI0) ** 2) ** 1.5
_NORMAL_M: Final = _BESSEL[0] / math.sqrt(1 - _E2 * math.sin(_PHI0) ** 2)
_SPHERE_M: Final = math.sqrt(_MERIDIAN_M * _NORMAL_M)
_SPHERE_PHI0: Final = math.atan(math.sqrt(_MERIDIAN_M / _NORMAL_M) * math.tan(_PHI0))
_N: Final = math.sqrt(1 + _E2 * math.cos(_PHI0) ** 4 / (1 - _E2))


def _isometric(phi: FloatArray) -> FloatArray:
    sine = np.sin(phi)
    return np.asarray(np.arctanh(sine) - _E * np.arctanh(_E * sine))


_M: Final = math.atanh(math.sin(_SPHERE_PHI0)) - _N * float(_isometric(np.array(_PHI0)))
_STEPS: Final = 6


def from_wgs84(lat: ArrayLike, lon: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Convert degrees to RD New, within 0.25 m of the official transformation in the Netherlands.

    Parameters
    ----------
    lat, lon
        Degrees, of equal shape.

    Returns
    -------
    tuple of ndarray
        ``x`` and ``y`` in metres, of the same shape.
    """
    place = _cartesian(np.radians(np.asarray(lat, float)), np.radians(np.asarray(lon, float)), _HEIGHT_M, _GRS80)
    phi, lam = _geographic(_similar(place, _SHIFT), _BESSEL)
    sphere_phi = np.arcsin(np.tanh(_N * _isometric(phi) + _M))
    sphere_dlam = _N * (lam - _LAM0)
    sine, cosine = np.sin(sphere_phi), np.cos(sphere_phi)
    sine0, cosine0 = math.sin(_SPHERE_PHI0), math.cos(_SPHERE_PHI0)
    spread = 2 * _SCALE * _SPHERE_M / (1 + sine0 * sine + cosine0 * cosine * np.cos(sphere_dlam))
    x = spread * cosine * np.sin(sphere_dlam) + _X0
    y = spread * (cosine0 * sine - sine0 * cosine * np.cos(sphere_dlam)) + _Y0
    return x, y


def to_wgs84(x: ArrayLike, y: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Convert RD New to degrees, within 0.25 m of the official transformation in the Netherlands.

    Parameters
    ----------
    x, y
        Metres, of equal shape.

    Returns
    -------
    tuple of ndarray
        Latitude and longitude in degrees, of the same shape.
    """
    east, north = np.asarray(x, float) - _X0, np.asarray(y, float) - _Y0
    distance = np.hypot(east, north)
    angle = 2 * np.arctan(distance / (2 * _SCALE * _SPHERE_M))
    # The direction is free at the centre itself, where the sine of the angle is 0.
    unit = np.where(distance > 0, distance, 1.0)
    sine0, cosine0 = math.sin(_SPHERE_PHI0), math.cos(_SPHERE_PHI0)
    sine, cosine = np.sin(angle), np.cos(angle)
    sphere_phi = np.arcsin(np.clip(cosine * sine0 + north / unit * sine * cosine0, -1, 1))
    sphere_dlam = np.arctan2(east / unit * sine, cosine0 * cosine - sine0 * north / unit * sine)
    phi = _latitude((np.arctanh(np.sin(sphere_phi)) - _M) / _N)
    place = _cartesian(phi, sphere_dlam / _N + _LAM0, 0.0, _BESSEL)
    lat, lon = _geographic(_similar(place, _UNSHIFT), _GRS80)
    return np.degrees(lat), np.degrees(lon)


def _latitude(isometric: FloatArray) -> FloatArray:
    """Latitude on Bessel of an isometric latitude; each step gains more than two decimal places."""
    sine = np.tanh(isometric)
    for _ in range(_STEPS):
        sine = np.tanh(isometric + _E * np.arctanh(_E * sine))
    return np.asarray(np.arcsin(sine))


def _cartesian(phi: FloatArray, lam: FloatArray, height_m: float, ellipsoid: tuple[float, float]) -> FloatArray:
    """Metres from the middle of the earth, shape ``(3, ...)``."""
    axis_m, flattening = ellipsoid
    e2 = flattening * (2 - flattening)
    normal = axis_m / np.sqrt(1 - e2 * np.sin(phi) ** 2)
    across = (normal + height_m) * np.cos(phi)
    return np.stack([across * np.cos(lam), across * np.sin(lam), (normal * (1 - e2) + height_m) * np.sin(phi)])


def _geographic(place: FloatArray, ellipsoid: tuple[float, float]) -> tuple[FloatArray, FloatArray]:
    """Latitude and longitude in radians; the height is dropped."""
    axis_m, flattening = ellipsoid
    e2 = flattening * (2 - flattening)
    across = np.hypot(place[0], place[1])
    phi = np.arctan2(place[2], across * (1 - e2))
    for _ in range(_STEPS):
        sine = np.sin(phi)
        phi = np.arctan2(place[2] + e2 * axis_m / np.sqrt(1 - e2 * sine * sine) * sine, across)
    return phi, np.arctan2(place[1], place[0])


def _similar(
    place: FloatArray, parameters: tuple[tuple[float, float, float], tuple[float, float, float], float]
) -> FloatArray:
    """Shift, turn (small angles, coordinate frame) and scale; the squares of the angles come to less than 0.1 mm."""
    (tx, ty, tz), (alpha, beta, gamma), scale = parameters
    x, y, z = place
    return np.stack(
        [
            (1 + scale) * (x + gamma * y - beta * z) + tx,
            (1 + scale) * (y - gamma * x + alpha * z) + ty,
            (1 + scale) * (z + beta * x - alpha * y) + tz,
        ]
    )
