"""Which families files a batch is about, and what each is called."""

import glob
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import category

from geodata.errors import Fault, InputError
from geodata.language import Text

_ENDINGS: Final = frozenset({".csv", ".tsv", ".txt", ".xlsx"})


@dataclass(frozen=True, slots=True)
class Input:
    """A families file.

    Attributes
    ----------
    name
        What its runs are called by; no two of a batch have the same.
    matrix
        A file of distances of its own.
    today
        A plan that tells today's constellations of it.
    """

    name: str
    path: Path
    matrix: Path | None = None
    today: Path | None = None


def files_of(written: str, folder: Path) -> tuple[Path, ...]:
    """Give the files that a word names: one file, a pattern such as ``regio-*.csv``, or every table of a folder.

    A file that is not there is given all the same: its runs say so.

    Raises
    ------
    InputError
        When a pattern or a folder holds no file.
    """
    if not written.strip() or "\0" in written:
        raise InputError([Fault(NO_NAME)])
    path = folder / written
    if path.is_dir():
        found = sorted(each for each in path.iterdir() if each.suffix.lower() in _ENDINGS and each.name[0] not in ".~")
        return _some(found, path.name)
    if path.exists() or not glob.has_magic(written):
        return (path,)
    return _some(sorted(Path(each) for each in glob.glob(str(path), recursive=True) if Path(each).is_file()), written)  # noqa: PTH207 - the pattern may be absolute


def _some(found: Sequence[Path], name: str) -> tuple[Path, ...]:
    if not found:
        raise InputError([Fault(NO_FILES, file=name)])
    return tuple(found)


def named(files: Iterable[tuple[Path, str | None, Path | None]]) -> tuple[Input, ...]:
    """Name every file: as asked, else by its own name, with its folder before it where two would be called the same.

    Parameters
    ----------
    files
        File, name asked for, and its own file of distances.

    Raises
    ------
    InputError
        When a file is there twice, or two were given one name.
    """
    given = [(path, None if name is None else legible(name), matrix) for path, name, matrix in files]
    short = [name or legible(path.stem) for path, name, _ in given]
    often = Counter(each.casefold() for each in short)
    names = [
        name if asked or often[name.casefold()] == 1 else f"{legible(path.absolute().parent.name)}-{name}"
        for (path, asked, _), name in zip(given, short, strict=True)
    ]
    often = Counter(each.casefold() for each in names)
    names = [
        name if asked or often[name.casefold()] == 1 else f"{name}-{_mark(str(path))}"
        for (path, asked, _), name in zip(given, names, strict=True)
    ]
    often = Counter(each.casefold() for each in names)
    twice = sorted({name for name in names if often[name.casefold()] > 1})
    if twice:
        raise InputError([Fault(TWICE, {"name": name}) for name in twice])
    return tuple(Input(name, path, matrix) for name, (path, _, matrix) in zip(names, given, strict=True))


def legible(name: str) -> str:
    """Replace what a table or a terminal cannot show: bytes that are no text, and marks that steer."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join("\N{REPLACEMENT CHARACTER}" if category(sign)[0] == "C" else sign for sign in text)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:6]


NO_NAME: Final = Text(
    nl="een gezinnenbestand heeft geen naam; laat de lege tekst weg.",
    en="a families file has no name; leave the empty text out.",
)
NO_FILES: Final = Text(nl="hier zijn geen gezinnenbestanden gevonden.", en="no families files were found here.")
TWICE: Final = Text(
    nl="het gezinnenbestand '{name}' staat er twee keer in. Noem elk bestand één keer, of geef het een eigen naam.",
    en="the families file '{name}' is named twice. Name each file once, or give it a name of its own.",
)
