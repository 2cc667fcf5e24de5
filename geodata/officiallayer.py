"""Which layer of an official file to read: what it holds is told by its columns, codes and name."""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.columns import plain
from geodata.decoding import decoded
from geodata.errors import Fault, InputError
from geodata.gis_library import gis_library
from geodata.language import Text


class Kind(StrEnum):
    """What an official file holds."""

    MUNICIPALITIES = "municipalities"
    PC4 = "pc4"
    PC6 = "pc6"


NAMES: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.PC6: ("pc6", "postcode6", "postcode6code"),
    Kind.PC4: ("pc4", "postcode4", "pc4code", "postcode"),
    Kind.MUNICIPALITIES: ("gemeentenaam", "gmnaam", "statnaam", "gemeente", "naam", "name"),
}
"""Columns that tell what a file is, the most telling first; compared without case, spaces and underscores."""

_CODES: Final = ("statcode", "jrstatcode", "gmcode", "gemeentecode", "code", "identificatie")
_CODE: Final = re.compile(r"(?:[12][0-9]{3})?([A-Z]{2})[0-9]{2,8}")
_MUNICIPALITY: Final = "GM"

LEVELS: Final[Mapping[str, Text]] = {
    "PV": Text(nl="provincies", en="provinces"),
    "JZ": Text(nl="jeugdzorgregio's", en="youth care regions"),
    "WK": Text(nl="wijken", en="districts"),
    "BU": Text(nl="buurten", en="neighbourhoods"),
    "CR": Text(nl="COROP-gebieden", en="COROP regions"),
    "AM": Text(nl="arbeidsmarktregio's", en="labour market regions"),
    "GG": Text(nl="GGD-regio's", en="public health regions"),
    "LD": Text(nl="landsdelen", en="parts of the country"),
    "VR": Text(nl="veiligheidsregio's", en="safety regions"),
    "RU": Text(nl="regionale eenheden", en="police regions"),
}
"""Other areas of Statistics Netherlands, by the letters that begin their code."""

_LEVEL_NAMES: Final[Mapping[str, str]] = {
    "provincie": "PV",
    "jeugd": "JZ",
    "wijk": "WK",
    "buurt": "BU",
    "corop": "CR",
    "arbeidsmarkt": "AM",
    "ggd": "GG",
    "landsdeel": "LD",
    "veiligheids": "VR",
}
_OTHER: Final = Text(nl="andere gebieden dan gemeenten", en="areas other than municipalities")
_SAMPLE: Final = 200
_MAX_TEXT_BYTES: Final = 50_000_000
_ENDS: Final = 65_536
_MATCHED: Final = re.compile(rb'"(?:numberMatched|totalFeatures)"\s*:\s*([0-9]{1,9})')
_CUT: Final = re.compile(rb'"exceededTransferLimit"\s*:\s*true')


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer as read.

    Attributes
    ----------
    crs
        As the file names it, ``None`` where it does not.
    shapes
        One for each row; ``None`` where the file has none.
    """

    kind: Kind
    crs: str | None
    shapes: NDArray[np.object_] = field(repr=False)
    columns: Mapping[str, NDArray[Any]] = field(repr=False)
    notices: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A layer that may be meant; ``level`` is that of its codes or name, ``None`` where neither says it."""

    name: str
    kind: Kind
    level: str | None
    fields: tuple[str, ...]

    @property
    def usable(self) -> bool:
        return self.kind is not Kind.MUNICIPALITIES or self.level in {None, _MUNICIPALITY}


def kind_of(fields: Sequence[str]) -> Kind | None:
    """Tell by its columns what a layer holds; ``None`` for nothing that this program knows."""
    named = {plain(name) for name in fields}
    return next((kind for kind, names in NAMES.items() if named & set(names)), None)


def read_layer(path: Path, asked: str | None) -> Layer:
    """Read the layer that is asked for, or the only one that can be meant.

    Raises
    ------
    InputError
        When the file cannot be read, holds areas of another level, or has several layers that may be meant.
    """
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # GDAL on ids that occur twice, which nothing here uses
        try:
            return _read(path, _in_utf8(path, Path(folder)), asked)
        except InputError:
            raise
        except (RuntimeError, ValueError, OSError, shapely.errors.ShapelyError) as error:
            # pyogrio and GDAL each have errors of their own, all of which are one of these
            raise InputError([Fault(NOT_READ, file=path.name)]) from error


def _in_utf8(path: Path, folder: Path) -> Path:
    """Give the file itself, or a copy in UTF-8 where it is text in another encoding, which GDAL does not read."""
    if path.suffix.casefold() == ".gpkg" or path.stat().st_size > _MAX_TEXT_BYTES:
        return path
    raw = path.read_bytes()
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        read = decoded(raw)
        if read is None:
            raise InputError([Fault(NOT_READ, file=path.name)]) from None
        copy = folder / path.name
        copy.write_text(read.text, encoding="utf-8")
        return copy
    return path


def _read(path: Path, source: Path, asked: str | None) -> Layer:
    pyogrio = gis_library()
    layers = [str(name) for name in pyogrio.list_layers(source)[:, 0]]
    if asked is not None and asked not in layers:
        raise InputError([Fault(NO_SUCH_LAYER, {"layers": tuple(layers)}, file=path.name)])
    candidates = list(_candidates(pyogrio, source, layers if asked is None else [asked]))
    chosen = _chosen(path, candidates, layers)
    meta, _, wkb, values = pyogrio.raw.read(source, layer=chosen.name, force_2d=True)
    shapes = np.full(len(values[0]), None, dtype=object) if wkb is None else shapely.from_wkb(wkb)
    notices = list(_told(path, chosen, layers, len(shapes)))
    crs = meta.get("crs")
    named = None if crs is None else str(crs)
    return Layer(chosen.kind, named, shapes, dict(zip(meta["fields"].tolist(), values, strict=True)), tuple(notices))


def _candidates(pyogrio: Any, source: Path, layers: Sequence[str]) -> Iterator[_Candidate]:
    for name in layers:
        fields = pyogrio.read_info(source, layer=name)["fields"].tolist()
        kind = kind_of(fields)
        if kind is not None:
            yield _Candidate(name, kind, _level(pyogrio, source, name, fields), tuple(fields))


def _level(pyogrio: Any, source: Path, layer: str, fields: Sequence[str]) -> str | None:
    """Tell the level of a layer by the codes in it, else by its name."""
    by_code = [name for word in _CODES for name in fields if plain(name) == word]
    if by_code:
        _, _, _, values = pyogrio.raw.read(
            source, layer=layer, columns=by_code[:1], read_geometry=False, max_features=_SAMPLE
        )
        found = [match[1] for value in values[0] if (match := _CODE.fullmatch(str(value).strip()))]
        if found:
            return max(sorted(set(found)), key=found.count)
    word = layer.casefold()
    if "gemeente" in word:
        return _MUNICIPALITY
    return next((level for part, level in _LEVEL_NAMES.items() if part in word), None)


def _chosen(path: Path, candidates: Sequence[_Candidate], layers: Sequence[str]) -> _Candidate:
    usable = [each for each in candidates if each.usable]
    if not usable and candidates:
        level = candidates[0].level or ""
        raise InputError([Fault(OTHER_LEVEL.get(level, OTHER_LEVEL[""]), file=path.name)])
    if not usable:
        raise InputError([Fault(NOT_KNOWN, {"layers": tuple(layers)}, file=path.name)])
    sure = [each for each in usable if each.level == _MUNICIPALITY or each.kind is not Kind.MUNICIPALITIES] or usable
    if len(sure) > 1:
        raise InputError([Fault(ASK_LAYER, {"layers": tuple(each.name for each in sure)}, file=path.name)])
    return sure[0]


def _told(path: Path, chosen: _Candidate, layers: Sequence[str], n_rows: int) -> Iterator[Fault]:
    if len(layers) > 1:
        yield Fault(READ_LAYER, {"layer": chosen.name}, file=path.name)
    if path.suffix.casefold() == ".gpkg":
        return
    with path.open("rb") as file:
        ends = file.read(_ENDS)
        file.seek(max(0, path.stat().st_size - _ENDS))
        ends += file.read(_ENDS)
    matched = max((int(number) for number in _MATCHED.findall(ends)), default=0)
    if matched > n_rows or _CUT.search(ends):
        yield Fault(CAPPED if matched > n_rows else CUT, {"n": n_rows, "all": matched}, file=path.name)


NOT_READ: Final = Text(
    nl="dit bestand kan niet worden gelezen als GeoJSON of GeoPackage; haal het opnieuw op bij de bron.",
    en="this file cannot be read as GeoJSON or GeoPackage; fetch it again from its source.",
)
NOT_KNOWN: Final = Text(
    nl="hierin staan geen gemeenten, PC4- of PC6-gebieden (kolommen als 'gemeentenaam', 'pc4' of 'pc6'). "
    "Lagen in dit bestand: {layers}.",
    en="this holds no municipalities, PC4 or PC6 areas (columns such as 'gemeentenaam', 'pc4' or 'pc6'). "
    "Layers in this file: {layers}.",
)
NO_SUCH_LAYER: Final = Text(
    nl="die laag staat niet in dit bestand. Kies met --layer een van deze: {layers}.",
    en="this file has no such layer. Choose one of these with --layer: {layers}.",
)
ASK_LAYER: Final = Text(
    nl="meer dan één laag van dit bestand is te gebruiken. Kies er een met --layer: {layers}.",
    en="more than one layer of this file can be used. Choose one with --layer: {layers}.",
)
OTHER_LEVEL: Final = {
    key: Text(
        nl=f"hierin staan {level.nl} en geen gemeenten. Haal bij het CBS of PDOK het bestand met gemeenten op.",
        en=f"this holds {level.en} and no municipalities. Fetch the file of municipalities from Statistics Netherlands "
        "or PDOK.",
    )
    for key, level in {**LEVELS, "": _OTHER}.items()
}
READ_LAYER: Final = Text(
    nl="dit bestand heeft meer lagen; gelezen is '{layer}'.",
    en="this file has more layers; '{layer}' was read.",
)
CAPPED: Final = Text(
    nl="dit bestand is een deel: het heeft {n} van de {all} gebieden die de bron er heeft. Haal de rest ook op, of "
    "kies een download van het hele bestand.",
    en="this file is a part: it has {n} of the {all} areas that its source has. Fetch the rest too, or choose a "
    "download of the whole file.",
)
CUT: Final = Text(
    nl="de bron zegt dat zij niet alles gaf: dit bestand heeft {n} gebieden, en er zijn er meer. Haal de rest ook op.",
    en="the source says that it did not give all: this file has {n} areas, and there are more. Fetch the rest too.",
)
