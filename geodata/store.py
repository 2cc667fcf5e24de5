"""Imported official files: kept in the user's data folder, and used by every later reading and map."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import shapely
from platformdirs import user_data_path

from geodata.areas import Area, areas_of_the_country
from geodata.disk import because
from geodata.errors import Fault, InputError
from geodata.families import Location, Precision
from geodata.gazetteer import Gazetteer, Place, load_gazetteer, pc4_of
from geodata.language import Text
from geodata.official import Feature, Kind, Official

_SCHEMA: Final = "constellations/geodata/1"

REGION: Final = frozenset({"Blaricum", "Eemnes", "Gooise Meren", "Hilversum", "Huizen", "Laren", "Wijdemeren"})
"""The municipalities of Gooi en Vechtstreek."""


def data_folder() -> Path:
    """Give the folder where this program keeps what belongs to the user.

    It is the one that the system means for this; earlier versions kept it on macOS where Linux does, and where that
    folder is and the other is not, it stays in use.

    Raises
    ------
    NoHomeError
        When this computer knows no folder of the user.
    InputError
        When the folder may not even be looked at.
    """
    try:
        home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    except RuntimeError:
        raise NoHomeError([Fault(NO_HOME)]) from None
    meant = user_data_path("constellations", appauthor=False)
    before = Path(home) / "constellations"
    try:
        return before if before.is_dir() and not meant.is_dir() else meant
    except OSError as error:
        raise InputError([Fault(because(NOT_TO_BE_SEEN, error))]) from error


class NoHomeError(InputError):
    """A computer that knows no folder of the user: nothing was kept there and nothing can be."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported file, as the store lists it."""

    name: str
    kind: Kind
    n_features: int
    file: str
    sha256: str
    attribution: str


@dataclass(frozen=True, slots=True)
class PostcodeTable:
    """A gazetteer that also knows 6-position postcodes.

    Attributes
    ----------
    points
        Where each 6-position postcode lies.
    areas
        Names of municipalities whose official areas were imported.
    """

    gazetteer: Gazetteer
    points: Mapping[str, Location] = field(repr=False)
    areas: frozenset[str] = frozenset()

    @property
    def municipalities(self) -> frozenset[str]:
        """The names of the municipalities that are known."""
        return self.gazetteer.municipalities | self.areas

    def place(self, postcode: str) -> Place | None:
        """Look up a postcode, as precisely as it is known."""
        point = self.points.get(postcode.replace(" ", "").upper())
        around = self.gazetteer.place(postcode)
        if point is None:
            return around
        near = around or self.gazetteer.nearest(point)
        names = (near.place, near.municipality, near.in_region) if near else ("", "", False)
        return Place(str(pc4_of(postcode)), names[0], names[1], point, 0, names[2])

    def nearest_each(self, locations: Iterable[Location]) -> tuple[Place | None, ...]:
        """Find the 4-digit postcode nearest to each location."""
        return self.gazetteer.nearest_each(locations)


class Store:
    """Imported files in a folder, one JSON document each; nothing in it is personal.

    Parameters
    ----------
    folder
        By default ``geodata`` in the user's data folder; it need not exist, nor need there be one.

    Attributes
    ----------
    folder
        ``None`` where this computer knows no folder of the user: nothing was imported then.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder: Path | None = folder
        if folder is None:
            with suppress(NoHomeError):
                self.folder = data_folder() / "geodata"

    def add(self, official: Official, name: str | None = None) -> Imported:
        """Keep an official file under a name; one with the same name is replaced.

        Raises
        ------
        InputError
            When the name is no plain name, or the folder cannot be written.
        """
        chosen = _plain_name(Path(official.file).stem) if name is None else name
        if not _NAME.fullmatch(chosen):
            raise InputError([Fault(BAD_NAME)])
        document = {
            "schema": _SCHEMA,
            "kind": official.kind.value,
            "file": official.file,
            "sha256": official.sha256,
            "attribution": official.attribution,
            "features": [_written(feature) for feature in official.features],
        }
        folder = data_folder() / "geodata" if self.folder is None else self.folder
        fresh = folder / f".{chosen}.{os.getpid()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
            fresh.replace(folder / f"{chosen}.json")
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise InputError([Fault(because(NO_PLACE, error))]) from error
        return _listed(chosen, document)

    def remove(self, name: str) -> None:
        """Forget an imported file.

        Raises
        ------
        InputError
            When there is none of that name.
        """
        paths = {path.stem: path for path in self._paths()}
        if name not in paths:
            raise InputError([Fault(NO_SUCH, {"known": tuple(paths) or ("-",)})])
        paths[name].unlink()

    def __iter__(self) -> Iterator[Imported]:
        for path in self._paths():
            yield _listed(path.stem, _read(path))

    def areas(self) -> tuple[tuple[Area, ...], tuple[str, ...] | None]:
        """Give the municipal areas to draw, and what their licence asks to be said; ``None`` for schematic ones."""
        documents = [each for each in map(_read, self._paths()) if each["kind"] == Kind.MUNICIPALITIES]
        if not documents:
            return areas_of_the_country(self.gazetteer()), None
        found = {
            feature["name"]: Area(feature["name"], feature["name"] in REGION, shapely.from_wkt(feature["shape"]))
            for document in documents
            for feature in document["features"]
        }
        said = tuple(sorted({str(document["attribution"]) for document in documents}))
        return tuple(found[name] for name in sorted(found)), said

    def gazetteer(self) -> Gazetteer:
        """Give the 4-digit postcodes: the program's own, and over them the imported ones."""
        own = load_gazetteer()
        bare = [
            feature
            for document in map(_read, self._paths())
            if document["kind"] == Kind.PC4
            for feature in document["features"]
        ]
        places = {feature["name"]: _place(feature, own) for feature in bare}
        return own.extended(places.values()) if places else own

    def postcodes(self) -> PostcodeTable:
        """Give every postcode that is known, with 6 positions where a file with those was imported."""
        documents = [_read(path) for path in self._paths()]
        points = {
            feature["name"]: _location(feature, Precision.PC6)
            for document in documents
            if document["kind"] == Kind.PC6
            for feature in document["features"]
        }
        areas = frozenset(
            feature["name"]
            for document in documents
            if document["kind"] == Kind.MUNICIPALITIES
            for feature in document["features"]
        )
        return PostcodeTable(self.gazetteer(), points, areas)

    def _paths(self) -> list[Path]:
        if self.folder is None:
            return []
        return sorted(path for path in self.folder.glob("*.json") if _NAME.fullmatch(path.stem))


_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def _plain_name(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "import"


def _written(feature: Feature) -> dict[str, Any]:
    known = {
        "name": feature.name,
        "municipality": feature.municipality,
        "place": feature.place,
        "inhabitants": feature.inhabitants,
        "shape": shapely.to_wkt(feature.shape, rounding_precision=5),
    }
    return {key: value for key, value in known.items() if value}


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError([Fault(BROKEN, {"name": path.stem})]) from error
    if not isinstance(document, dict) or document.get("schema") != _SCHEMA:
        raise InputError([Fault(BROKEN, {"name": path.stem})])
    return document


def _listed(name: str, document: Mapping[str, Any]) -> Imported:
    return Imported(
        name,
        Kind(document["kind"]),
        len(document["features"]),
        document["file"],
        document["sha256"],
        document["attribution"],
    )


def _location(feature: Mapping[str, Any], precision: Precision) -> Location:
    point = shapely.from_wkt(feature["shape"])
    return Location(float(point.y), float(point.x), precision)


def _place(feature: Mapping[str, Any], own: Gazetteer) -> Place:
    """Make a place; names that the file does not give are those of the nearest place that is known."""
    location = _location(feature, Precision.PC4)
    near = own.place(feature["name"]) or own.nearest(location)
    municipality = feature.get("municipality") or (near.municipality if near else "")
    place = feature.get("place") or (near.place if near else feature["name"])
    inhabitants = int(feature.get("inhabitants", 0))
    return Place(feature["name"], place, municipality, location, inhabitants, municipality in REGION)


BAD_NAME: Final = Text(
    nl="kies met --name een naam van kleine letters, cijfers en streepjes.",
    en="choose a name of lower-case letters, digits and hyphens with --name.",
)
NO_PLACE: Final = Text(
    nl="de gebieden kunnen niet worden bewaard in uw gegevensmap: {cause}. Er is niets bewaard.",
    en="the areas cannot be kept in your data folder: {cause}. Nothing was kept.",
)
NO_HOME: Final = Text(
    nl="deze computer kent geen eigen map van u (HOME is niet gezet), en daarin moet iets worden bewaard. Zet "
    "XDG_DATA_HOME op een map waarin u mag schrijven.",
    en="this computer knows no folder of your own (HOME is not set), and something must be kept in it. Set "
    "XDG_DATA_HOME to a folder that you may write to.",
)
NOT_TO_BE_SEEN: Final = Text(
    nl="in uw gegevensmap kan niet worden gekeken: {cause}. Zet XDG_DATA_HOME op een map waarin u mag schrijven.",
    en="your data folder cannot be looked at: {cause}. Set XDG_DATA_HOME to a folder that you may write to.",
)
NO_SUCH: Final = Text(
    nl="er is geen invoer met die naam. Bekend: {known}.",
    en="there is no import of that name. Known: {known}.",
)
BROKEN: Final = Text(
    nl="de bewaarde gebieden '{name}' kunnen niet meer worden gelezen. Verwijder ze met `constellations geodata "
    "remove {name}` en voer ze opnieuw in.",
    en="the kept areas '{name}' can no longer be read. Remove them with `constellations geodata remove {name}` and "
    "import them again.",
)
