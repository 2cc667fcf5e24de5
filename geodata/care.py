"""Kinds of foster care: a fixed vocabulary in Dutch and English; every other word stays as it was written.

The words are those that Dutch foster care uses for placements: https://www.nji.nl/pleegzorg, and their usual English.
"""

import re
from enum import StrEnum
from typing import Final

from geodata.language import Lang, Text


class CareType(StrEnum):
    """The kinds of care that a rule may speak of."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    CRISIS = "crisis"
    KINSHIP = "kinship"
    RECRUITED = "recruited"
    RESPITE = "respite"

    def said(self, lang: Lang) -> str:
        """Give the word for it."""
        return WORDS[self].say(lang)


WORDS: Final = {
    CareType.FULL_TIME: Text(nl="voltijd", en="full-time"),
    CareType.PART_TIME: Text(nl="deeltijd", en="part-time"),
    CareType.CRISIS: Text(nl="crisis", en="emergency"),
    CareType.KINSHIP: Text(nl="netwerk", en="kinship"),
    CareType.RECRUITED: Text(nl="bestand", en="recruited"),
    CareType.RESPITE: Text(nl="incidentele opvang", en="respite"),
}
"""What each kind is called."""

_KNOWN: Final = {
    "voltijd": CareType.FULL_TIME, "voltijds": CareType.FULL_TIME, "fulltime": CareType.FULL_TIME,
    "deeltijd": CareType.PART_TIME, "deeltijds": CareType.PART_TIME, "parttime": CareType.PART_TIME,
    "weekend": CareType.PART_TIME,
    "crisis": CareType.CRISIS, "crisisopvang": CareType.CRISIS, "emergency": CareType.CRISIS, "spoed": CareType.CRISIS,
    "netwerk": CareType.KINSHIP, "network": CareType.KINSHIP, "kinship": CareType.KINSHIP,
    "bestand": CareType.RECRUITED, "bestands": CareType.RECRUITED, "recruited": CareType.RECRUITED,
    "incidenteleopvang": CareType.RESPITE, "respite": CareType.RESPITE, "respijt": CareType.RESPITE,
    "logeren": CareType.RESPITE,
}  # fmt: skip

_BETWEEN: Final = re.compile(r"[|,;/+&]|\ben\b|\band\b")
_CARE: Final = re.compile(r"(pleegzorg|pleeggezin|fostercare|care|zorg)$")


def care_types(written: str | None) -> frozenset[CareType]:
    """Give the kinds that a cell names, of several with a comma, a bar or ``en`` between them; none for other words.

    Capitals, spaces and hyphens make no difference, nor does "pleegzorg" behind the word.

    >>> sorted(care_types("Crisispleegzorg | deeltijd"))
    [<CareType.CRISIS: 'crisis'>, <CareType.PART_TIME: 'part_time'>]
    >>> care_types("gezinshuis")
    frozenset()
    """
    words = (_CARE.sub("", re.sub(r"[\s_-]", "", word)) for word in _BETWEEN.split((written or "").casefold()))
    return frozenset(_KNOWN[word] for word in words if word in _KNOWN)
