"""What one cell of a families file means: each function reads a filled cell, and gives its value or what is wrong."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from geodata.families import HubRole
from geodata.language import Fact, Text
from geodata.personal_cells import looks_like_id

MAX_ID: Final = 40
MAX_TEXT: Final = 200
MAX_CHILDREN: Final = 10
MAX_AGE: Final = 23
"""Extended youth care ends at 23 (Jeugdwet, article 1.1, on who is a youth)."""
MAX_KM: Final = 500
MAX_COUNT: Final = 99
MAX_WAVE: Final = 15
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_WHOLE: Final = re.compile(r"([+-]?[0-9]{1,9})(?:[.,]0+)?")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,20})?")
_POSTCODE: Final = re.compile(r"([1-9][0-9]{3}) *(?:((?!S[ADS])[A-Z]{2}))?", re.IGNORECASE)

_YES: Final = frozenset({"yes", "y", "ja", "j", "true", "waar", "x", "v", "1", "✓", "✔"})
_NO: Final = frozenset({"no", "n", "nee", "neen", "false", "onwaar", "0", "-", "–"})
_NONE: Final = frozenset({"geen", "geen kinderen", "none", "no children", "nul", "zero"})
"""For numbers of children and ages."""

_COUNTED: Final = re.compile(r"([0-9]{1,2}) *(?:pleeg)?(?:kind(?:eren)?|(?:foster )?child(?:ren)?)\.?", re.IGNORECASE)
_YEARS: Final = re.compile(r"(?<=[0-9]) ?(?:jaar|jr\.?|years?|yrs?\.?)(?= |$|[,;|/&+])", re.IGNORECASE)
_BETWEEN_AGES: Final = re.compile(r"\s*(?:[|;/&+,]|\ben\b|\band\b)\s*", re.IGNORECASE)
_MAYBE_DECIMAL: Final = re.compile(r"[0-9]+[.,][0-9]")
_NOT_GIVEN: Final = frozenset(
    {"-", "–", "—", "?", "n.v.t.", "n.v.t", "nvt", "n.b.", "nb", "onbekend", "n/a", "n.a.", "unknown", "not known"}
)
_ROLES: Final[Mapping[str, HubRole]] = {
    **dict.fromkeys(_NO, HubRole.NO),
    **dict.fromkeys(_YES, HubRole.CANDIDATE),
    "candidate": HubRole.CANDIDATE,
    "kandidaat": HubRole.CANDIDATE,
    "required": HubRole.REQUIRED,
    "verplicht": HubRole.REQUIRED,
    "only": HubRole.ONLY,
    "alleen": HubRole.ONLY,
    **dict.fromkeys(("reserve", "in reserve"), HubRole.RESERVE),
    **dict.fromkeys(("declined", "will not", "afgewezen", "wil niet"), HubRole.DECLINED),
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a cell, and what would be right."""

    text: Text
    facts: Mapping[str, Fact] = field(default_factory=dict)


def words(text: str) -> str | Wrong:
    """Read free text of at most :data:`MAX_TEXT` visible characters."""
    if len(text) > MAX_TEXT:
        return Wrong(TOO_LONG, {"most": MAX_TEXT})
    return Wrong(INVISIBLE) if _invisible(text) else text


def pseudonym(text: str) -> str | Wrong:
    """Read an id of at most :data:`MAX_ID` visible characters that looks like one."""
    if len(text) > MAX_ID:
        return Wrong(TOO_LONG, {"most": MAX_ID})
    if _invisible(text):
        return Wrong(INVISIBLE)
    return text if looks_like_id(text) else Wrong(NOT_AN_ID)


def coded(text: str) -> str | Wrong:
    """Read an id from a column that may as well hold names: one with a digit."""
    return pseudonym(text) if any(map(str.isdigit, text)) else Wrong(NOT_AN_ID)


def keys(text: str) -> tuple[str, ...] | Wrong:
    """Read keys with ``|`` between them; each once, in the order of the alphabet."""
    found = words(text)
    if isinstance(found, Wrong):
        return found
    parts = {part.strip() for part in text.split("|")} - {""}
    return tuple(sorted(parts)) if all(map(looks_like_id, parts)) else Wrong(NOT_AN_ID)


def pseudonyms(text: str) -> tuple[str, ...] | Wrong:
    """Read ids with ``|`` between them; each once, in the order of the alphabet."""
    found = keys(text)
    if isinstance(found, tuple) and any(len(part) > MAX_ID for part in found):
        return Wrong(TOO_LONG, {"most": MAX_ID})
    return found


def ages(text: str) -> tuple[int, ...] | Wrong:
    """Read whole years with ``|`` between them, or as people list them: ``4, 9``, ``4 en 9``, ``4/9 jaar``.

    One comma without a space before a single digit may be that of a number (``4,5`` years), and is refused.
    """
    if text.casefold() in _NONE:
        return ()
    found: list[int] = []
    bare = _YEARS.sub("", text)
    parts = [bare] if _MAYBE_DECIMAL.fullmatch(bare.strip()) else _BETWEEN_AGES.split(bare)
    for part in parts:
        age = _whole(part.strip())
        if age is None or not 0 <= age <= MAX_AGE:
            return Wrong(NO_AGES, {"most": MAX_AGE})
        found.append(age)
    return tuple(found) if len(found) <= MAX_CHILDREN else Wrong(TOO_MANY_AGES, {"most": MAX_CHILDREN})


def not_given(text: str) -> bool:
    """Tell whether a cell says, as people fill in a list, that there is nothing to fill in."""
    return text.casefold() in _NOT_GIVEN


def truth(text: str) -> bool | Wrong:
    """Read yes or no, in either language, as Excel writes a truth value or as people tick a list."""
    word = text.casefold()
    if word in _YES:
        return True
    return False if word in _NO else Wrong(NO_TRUTH)


def role(text: str) -> HubRole | Wrong:
    """Read what a family may be as a hub home; a mere yes means that it is a candidate."""
    return _ROLES.get(text.casefold(), Wrong(NO_ROLE))


def only_yes(text: str) -> bool:
    """Tell whether a cell says yes, and not what to."""
    return text.casefold() in _YES


def children(text: str) -> int | Wrong:
    """Read a number of foster children up to :data:`MAX_CHILDREN`: ``2``, ``2 kinderen``, or ``geen`` for none."""
    if text.casefold() in _NONE:
        return 0
    counted = _COUNTED.fullmatch(text)
    value = int(counted[1]) if counted else _whole(text)
    if value is None or not 0 <= value <= MAX_CHILDREN:
        return Wrong(NO_WHOLE, {"low": 0, "high": MAX_CHILDREN})
    return value


def whole(low: int, high: int) -> Callable[[str], int | Wrong]:
    """Make a reader of whole numbers from ``low`` to ``high``."""

    def read(text: str) -> int | Wrong:
        value = _whole(text)
        return value if value is not None and low <= value <= high else Wrong(NO_WHOLE, {"low": low, "high": high})

    return read


def wave_or_year(text: str) -> int | Wrong:
    """Read a wave of a roll-out, counted from 1, or a year."""
    value = _whole(text)
    return value if value is not None and (1 <= value <= MAX_WAVE or is_year(value)) else Wrong(NO_WAVE, _WAVES)


def is_year(value: int) -> bool:
    """Tell whether a number is a year and no wave."""
    return FIRST_YEAR <= value <= LAST_YEAR


def decimal(text: str) -> float | Wrong:
    """Read a number with a decimal comma or point, without a sign between thousands."""
    if _DECIMAL.fullmatch(text):
        return float(text.replace(",", "."))
    return Wrong(NO_DECIMAL)


def kilometres(text: str) -> float | Wrong:
    """Read a distance in kilometres above 0 and up to :data:`MAX_KM`."""
    value = decimal(text)
    return value if isinstance(value, float) and 0 < value <= MAX_KM else Wrong(NO_KILOMETRES, {"most": MAX_KM})


def postcode(text: str) -> str | Wrong:
    """Read ``1211``, ``1211AB`` or ``1211 AB``; given without a space, in capitals."""
    match = _POSTCODE.fullmatch(text)
    return f"{match[1]}{(match[2] or '').upper()}" if match else Wrong(NO_POSTCODE)


def _whole(text: str) -> int | None:
    match = _WHOLE.fullmatch(text)
    return int(match[1]) if match else None


def _invisible(text: str) -> bool:
    return not text.isprintable() and any(unicodedata.category(mark) in _INVISIBLE for mark in text)


NOT_AN_ID: Final = Text(
    nl="hier hoort een pseudoniem: één woord van letters en cijfers, zoals G012. Wat er nu staat, kan een naam zijn. "
    "Draai eerst `constellations anonymise`.",
    en="a pseudonym belongs here: one word of letters and digits, such as G012. What stands here may be a name. Run "
    "`constellations anonymise` first.",
)
TOO_LONG: Final = Text(
    nl="deze tekst is langer dan {most} tekens. Kort hem in.",
    en="this text is longer than {most} characters. Shorten it.",
)
INVISIBLE: Final = Text(
    nl="hier staat een onzichtbaar teken, zoals een nieuwe regel of een tab. Typ de tekst opnieuw.",
    en="there is an invisible character here, such as a line break or a tab. Type the text again.",
)
NO_AGES: Final = Text(
    nl="leeftijden zijn hele jaren van 0 tot en met {most} met een | ertussen, bijvoorbeeld 4|9|12.",
    en="ages are whole years from 0 to {most} with a | between them, for instance 4|9|12.",
)
TOO_MANY_AGES: Final = Text(
    nl="hier staan meer dan {most} leeftijden. Geef één leeftijd per pleegkind.",
    en="there are more than {most} ages here. Give one age per foster child.",
)
NO_TRUTH: Final = Text(nl="vul hier ja of nee in.", en="fill in yes or no here.")
NO_ROLE: Final = Text(
    nl="vul hier nee, kandidaat, verplicht, alleen, reserve of afgewezen in.",
    en="fill in no, candidate, required, only, reserve or declined here.",
)
NO_WHOLE: Final = Text(
    nl="vul hier een heel getal van {low} tot en met {high} in.",
    en="fill in a whole number from {low} to {high} here.",
)
NO_WAVE: Final = Text(
    nl="vul hier in het hoeveelste jaar van de uitrol (1 tot en met {most}), of een jaartal, bijvoorbeeld 2 of 2028.",
    en="fill in which year of the roll-out (1 to {most}), or a calendar year, for instance 2 or 2028.",
)
_WAVES: Final = {"most": MAX_WAVE}
NO_DECIMAL: Final = Text(
    nl="vul hier een getal in, met hooguit één komma of punt en zonder teken tussen duizendtallen.",
    en="fill in a number here, with one comma or point at most and no sign between thousands.",
)
NO_KILOMETRES: Final = Text(
    nl="vul hier een aantal kilometers in, meer dan 0 en hooguit {most}, bijvoorbeeld 7,5.",
    en="fill in a number of kilometres here, more than 0 and at most {most}, for instance 7.5.",
)
NO_POSTCODE: Final = Text(
    nl="een postcode is vier cijfers, met of zonder twee letters, bijvoorbeeld 1211 of 1211 AB.",
    en="a postcode is four digits, with or without two letters, for instance 1211 or 1211 AB.",
)
