"""How municipalities are written: spellings of a known one are brought to its own name, likely slips are told."""

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Final

_APOSTROPHES: Final = str.maketrans("’‘ʼ´`", "'''''")
_PREFIX: Final = re.compile(r"(?:gemeente|municipality of|gem\.)\s+")
_ALIKE: Final = 0.87
"""Least similarity of two names, 0 to 1, of which one is taken for a slip of the other."""


def of_the_country() -> Mapping[str, tuple[str, ...]]:
    """Give the official name of every Dutch municipality, with other names that are in use (``data/SOURCES.md``)."""
    return _table()[0]


@cache
def _table() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, str]]:
    table = resources.files("geodata") / "data" / "municipalities.csv"
    with table.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    others = {row["municipality"]: tuple(filter(None, row["also"].split("|"))) for row in rows}
    return others, {row["municipality"]: row["code"] for row in rows}


@cache
def _written() -> Mapping[str, tuple[str, ...]]:
    """Give the spellings of every municipality as :func:`bare` brings them together."""
    return {name: tuple(map(bare, (name, *others))) for name, others in of_the_country().items()}


def bare(name: str) -> str:
    """Bring a name to what its spellings share: no capitals, accents, odd apostrophes, spaces or ``gemeente``."""
    word = _PREFIX.sub("", name.casefold().translate(_APOSTROPHES).strip(), count=1)
    letters = (sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return re.sub(r"[\s-]+", "", "".join(letters))


class Spellings:
    """The names of municipalities that are known: those of the country, and others that were imported.

    Parameters
    ----------
    known
        Names as the user's own areas and postcodes write them; they go before the packaged ones.
    """

    __slots__ = ("_by_bare",)

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._by_bare = {bare(name): name for name in sorted(known) if name}
        for name, written in _written().items():
            chosen = next((self._by_bare[word] for word in written if word in self._by_bare), name)
            for word in written:
                self._by_bare.setdefault(word, chosen)

    def __contains__(self, name: str) -> bool:
        return bare(name) in self._by_bare

    def official(self, name: str) -> str:
        """Write a known municipality as it is officially written; any other name as it is."""
        return self._by_bare.get(bare(name), name)

    def meant(self, name: str) -> str | None:
        """Name the known municipality that a name of no known one is likely to be a slip of; two of one name, both."""
        word = bare(name)
        if word in self._by_bare:
            return None
        of_one_name = sorted({known for each, known in self._by_bare.items() if each.startswith(f"{word}(")})
        if of_one_name:
            return " / ".join(of_one_name)
        near = difflib.get_close_matches(word, self._by_bare, n=1, cutoff=_ALIKE)
        return self._by_bare[near[0]] if near else None


def code_of(name: str) -> str | None:
    """Give the code that Statistics Netherlands (CBS) has for a municipality, such as ``GM0402`` for Hilversum.

    Parameters
    ----------
    name
        In any spelling that :class:`Spellings` knows; of any other name nothing is known.
    """
    return _table()[1].get(_packaged().official(name))


@cache
def _packaged() -> Spellings:
    return Spellings()
