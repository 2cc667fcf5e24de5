"""What one cell of a raw export means: dates, keys, and the few words that may be kept."""

import re
import unicodedata
from typing import Final

from geodata import cells
from geodata.cells import Wrong
from geodata.columns import plain
from geodata.language import Text
from geodata.personal_cells import personal_content

_FORMULA: Final = ("=", "+", "-", "@", "'")
MAX_IDENTITY: Final = 500
"""Signs of what tells a family that a key file keeps."""

CARE_TYPES: Final = frozenset(
    [
        "voltijd",
        "deeltijd",
        "crisis",
        "netwerk",
        "bestand",
        "weekend",
        "vakantie",
        "kortdurend",
        "langdurig",
        "respijt",
        "logeer",
        "opvoeding",
        "hulpverlening",
        "perspectief",
        "perspectiefbiedend",
        "spoed",
        "noodopvang",
        "dagpleegzorg",
        "pleegzorg",
        "gezinshuis",
        "voltijdpleegzorg",
        "deeltijdpleegzorg",
        "crisispleegzorg",
        "netwerkpleegzorg",
        "bestandspleegzorg",
        "weekendpleegzorg",
        "vakantiepleegzorg",
        "pleegzorgvoltijd",
        "pleegzorgdeeltijd",
        "fulltime",
        "parttime",
        "emergency",
        "kinship",
        "recruited",
        "respite",
        "shortterm",
        "longterm",
        "weekendcare",
        "holiday",
        "fostercare",
    ]
)
"""Words for a care type that are kept; any other text may be anything, and is left out."""


def fit_for_provider(text: str) -> bool:
    """Tell whether a text may be kept as the name of a provider."""
    fine = all(sign.isalnum() or sign in " .,&'’()+-" for sign in text) and not text.startswith(_FORMULA)
    return fine and not isinstance(cells.words(text), Wrong) and personal_content(text) is None


def dates_in(text: str) -> list[str]:
    """Take the dates of one cell apart."""
    return [part for each in re.split(r"[|;,\n]|\s+(?:en|and)\s+", text) if (part := each.strip())]


def keys_in(text: str) -> list[str]:
    """Take keys with ``|`` between them apart."""
    return [part.strip()[:MAX_IDENTITY] for part in text.split("|") if part.strip()]


def short(text: str) -> str:
    """Give a text on one line, without signs that are not seen, and no longer than a key file keeps."""
    return " ".join(visible(text).split())[:MAX_IDENTITY]


def visible(text: str) -> str:
    """Leave out signs that are not seen: they would make two of one."""
    if text.isprintable():
        return text
    return "".join(sign for sign in text if not unicodedata.category(sign).startswith("C") or sign in "\n\t")


def care_type_of(text: str) -> str | Wrong:
    """Keep a care type of known words, in small letters."""
    parts = [part.strip().casefold() for part in re.split(r"[,/|+&;]|\s(?:en|and)\s", text)]
    known = all(plain(part) in CARE_TYPES or all(plain(word) in CARE_TYPES for word in part.split()) for part in parts)
    return ", ".join(parts) if known and all(parts) and len(text) <= 100 else Wrong(UNKNOWN_WORDS)


def harmless_name(text: str) -> str | Wrong:
    """Keep a name that a person chose to keep, unless it holds something personal or a strange sign."""
    return text if fit_for_provider(text) else Wrong(UNKNOWN_WORDS)


def town_of(text: str) -> str | Wrong:
    """Read a name of letters."""
    fine = len(text) <= 60 and all(sign.isalpha() or sign in " -'’()." for sign in text)
    return text if fine and not text.startswith(_FORMULA[:4]) and not personal_content(text) else Wrong(UNKNOWN_WORDS)


UNKNOWN_WORDS: Final = Text(nl="onbekende woorden.", en="unknown words.")
