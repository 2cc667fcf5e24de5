"""The library that reads and writes files of geographic information systems; a lean install does without it."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Text


def has_gis_library() -> bool:
    """Tell whether it is installed."""
    return find_spec("pyogrio") is not None


def gis_library() -> ModuleType:
    """Load ``pyogrio``, only where it is needed: it loads GDAL and pandas, which takes longer than most commands.

    Raises
    ------
    InputError
        When it is not installed; the sentence says what to do.
    """
    if not has_gis_library():
        raise InputError([Fault(NO_GIS_LIBRARY)])
    return import_module("pyogrio")


NO_GIS_LIBRARY: Final = Text(
    nl="in deze installatie zit geen GDAL (het pakket pyogrio), en die is nodig om GeoPackage-bestanden te schrijven "
    "en officiële gebieden in te voeren. Kies een bestand dat eindigt op .geojson, of installeer pyogrio.",
    en="this install holds no GDAL (the package pyogrio), which is needed to write GeoPackage files and to import "
    "official areas. Choose a file that ends in .geojson, or install pyogrio.",
)
