"""What is personal in a cell, wherever in it that stands.

A name cannot be told from another word by its letters, so names are found where a title or initials stand before or
behind them. Where an id must stand, everything that is no id is refused: :func:`looks_like_id`.
"""

import re
import unicodedata
from typing import Final

from geodata.personal import Kind
from geodata.vocabulary import is_plain

_SHORT: Final = 2
_IBAN_SIGNS: Final = 15
_DECIMAL_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,7}[.,][0-9]+(?:[eE][+-]?[0-9]+)?")
"""A coordinate or a distance; digits after its decimal sign are no BSN and no telephone number."""

_DIGEST: Final = re.compile(r"(?<![0-9A-Za-z])(?=[0-9-]{0,40}[a-fA-F])[0-9a-fA-F-]{24,}(?![0-9A-Za-z])")
"""A hash or UUID, which may hold any nine digits by chance."""

_BSN: Final = re.compile(
    r"(?<![0-9])(?:[0-9]{9}|[0-9]{3}([ .-])[0-9]{3}\1[0-9]{3}|[0-9]{4}([ .-])[0-9]{2}\2[0-9]{3})(?![0-9])"
)

_BSN_OF_EIGHT: Final = re.compile(r"(?<![0-9A-Za-z.,/_-])[1-9][0-9]{7}(?![0-9A-Za-z.,/_-])")
"""A BSN from which a spreadsheet took the zero."""

_EMAIL: Final = re.compile(r"[\w.+%-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63})+")
_AT: Final = re.compile(r"[(\[{ ]\s?(?:at|apenstaart(?:je)?|a)\s?[)\]} ]", re.IGNORECASE)
_EMAIL_SPELT: Final = re.compile(
    r"[\w.+%-]{1,64}\s?[(\[{]\s?(?:at|apenstaart(?:je)?|a)\s?[)\]}]\s?[\w-]{2,63}"
    r"|[\w.+%-]{1,64} (?:at|apenstaart(?:je)?) [\w-]{1,63} ?(?:\.|dot|punt) ?(?:nl|com|net|org|eu|be)\b",
    re.IGNORECASE,
)

# Area codes of the Dutch numbering plan (Nummerplan telefoon- en ISDN-diensten), without the leading zero.
_AREA: Final = (
    r"6|1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7[0-9]|8[58]|91|800|90[069]"
    r"|11[1-8]|16[1-8]|17[24]|18[0-7]|22[2-9]|25[125]|29[479]|31[3-8]|32[01]|34[1-8]|41[1-8]|47[58]|48[15-8]"
    r"|49[2579]|51[1-9]|52[1-9]|54[1-8]|56[126]|57[0-8]|59[1-9]"
)
_PHONE: Final = re.compile(
    rf"(?<![0-9A-Za-z+])(?:\(?(?:\+|00)31\)?[ .-]?(?:\(0\)[ .-]?)?|\(?0)(?=({_AREA}))"
    r"[1-9](?:[ ./)-]{0,3}[0-9]){8}(?![0-9])"
)
_PHONE_ABROAD: Final = re.compile(r"(?<![0-9A-Za-z])\+(?!0)(?:[ .()-]{0,2}[0-9]){10,14}(?![0-9])")

_PHONE_BARE: Final = re.compile(r"(?<![0-9A-Za-z.,/-])6[1-9][0-9]{7}(?![0-9])")
"""A mobile number from which a spreadsheet took the zero."""

_MONTHS: Final = (
    r"jan(?:uari|uary)?|feb(?:ruari|ruary)?|m(?:aa)?rt|mar(?:ch)?|apr(?:il)?|mei|may|juni?|june|juli?|july|aug(?:ustus|ust)?"
    r"|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_YEAR: Final = r"(?:19|20)[0-9]{2}"
_DAY: Final = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_DATE: Final = re.compile(
    rf"(?<![\w./-])(?:{_DAY}([-/.]|(?<=[0-9]{{2}}) (?=[01])){_MONTH}\1{_YEAR}"
    rf"|{_MONTH}/{_DAY}/{_YEAR}|{_YEAR}([-/.]){_MONTH}\2{_DAY}"
    rf"|{_DAY}(?:e|th|st|nd|rd)?[ .-]{{1,2}}(?:{_MONTHS})[ .,-]{{1,2}}{_YEAR}"
    rf"|(?:{_MONTHS})[ .]{{1,2}}{_DAY},? {_YEAR})(?![\w/-]|\.[0-9])(?<!-)"
    rf"|(?<![\w./-]){_YEAR}-{_MONTH}-{_DAY}T[0-9]{{2}}:",
    re.IGNORECASE,
)

_DATE_SHORT: Final = re.compile(
    rf"(?<![\w./-]){_DAY}[ .-]{{1,2}}(?:{_MONTHS})[ .,-]{{1,2}}'?[0-9]{{2}}(?![\w/-]|\.[0-9])"
    r"|(?<![\w./-])(?:0[1-9]|[12][0-9]|3[01])([-/.])(?:0[1-9]|1[0-2])\1[0-9]{2}(?![\w/-]|[.,][0-9])"
    r"|(?<![\w./-])(?:0?[1-9]|[12][0-9]|3[01])[-/](?:0?[1-9]|1[0-2])[-/]'[0-9]{2}(?![0-9])",
    re.IGNORECASE,
)
"""A date with a year of two digits; numbers alone must each have two, as ages are written ``4-9-12``."""

_DATE_BARE: Final = re.compile(
    r"(?<![0-9A-Za-z.,/_-])(?:(?:19[3-9][0-9]|20[0-3][0-9])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19[3-9][0-9]|20[0-3][0-9]))(?![0-9A-Za-z.,/_-])"
)
"""Eight digits that are a date, as systems export it."""

_IBAN: Final = re.compile(
    r"(?<![0-9A-Z])[A-Z]{2}[0-9]{2} ?(?:[0-9A-Z]{4} ?){2,7}[0-9A-Z]{0,3}(?![0-9A-Z])", re.IGNORECASE
)
_IBAN_DUTCH: Final = re.compile(
    r"(?<![0-9A-Z])NL[0-9]{2} ?[A-Z]{4} ?[0-9]{4} ?[0-9]{4} ?[0-9]{2}(?![0-9A-Z])", re.IGNORECASE
)
"""Also one with a digit mistyped."""

_LETTER: Final = "[BDFGHJKLMNPRSTVWXZ]"
_PLATES: Final = "|".join(
    form.replace("L", _LETTER).replace("9", "[0-9]")
    for form in (
        *("LL.99.99", "99.99.LL", "99.LL.99", "LL.99.LL", "LL.LL.99", "99.LL.LL", "99.LLL.9", "9.LLL.99"),
        *("LL.999.L", "L.999.LL", "LLL.99.L", "L.99.LLL", "9.LL.999", "999.LL.9"),
    )
)
"""The series of Dutch number plates (RDW); their letters are consonants."""

_PLATE: Final = re.compile(
    "(?<![0-9A-Za-z-])(?:" + _PLATES.replace(".", "-") + ")(?![0-9A-Za-z-])|^(?:" + _PLATES.replace(".", " ") + ")$"
)
"""With spaces a plate only where nothing else stands in the cell."""

_POSTCODE_AND_NUMBER: Final = re.compile(
    r"(?<![0-9A-Za-z])[1-9][0-9]{3} ?(?!S[ADS])[A-Z]{2}[ ,/-]{0,3}(?:nr\.? ?)?[0-9]{1,5}(?![0-9])"
    r"|^[1-9][0-9]{3} ?(?!km|kg|cm|mm|st|e[nr])[a-z]{2}[ ,/-]{1,3}(?:nr\.? ?)?[0-9]{1,4}$"
)
_STREET: Final = re.compile(
    r"\b(?!onderweg|halverwege)[^\W\d_]{2,}(?:straat|straatweg|laan|plein|gracht|kade|singel|steeg|dreef|weg|dijk|plantsoen)"
    r",? (?:nr\.? ?|no\.? ?)?[0-9]{1,4}(?: ?[a-z])?(?:[-/ ][0-9a-z]{1,4})?(?!\w)"
    r"|\b(?:brink|markt|achterom|meent) [0-9]{1,4}(?: ?[a-z])?(?!\w)"
    r"|\blaan (?:van|der|de|den|het)(?: [^\W\d_]+){1,4} [0-9]{1,4}(?: ?[a-z])?(?!\w)",
    re.IGNORECASE,
)
"""Endings that are hardly ever anything but a street; ``hof``, ``park`` and ``wijk`` name places and groups too."""

_STREET_SHORT: Final = re.compile(
    r"\b[^\W\d_]{3,}(?:str|ln|pln|wg|sngl)\.? (?:nr\.? ?)?[0-9]{1,4}(?: ?[a-z])?(?!\w)", re.IGNORECASE
)
"""A street with its ending shortened: ``Kerkstr. 12``."""

_PREFIX: Final = r"(?:(?:van|von|de|der|den|het|ter|ten|te|'t|in|op|la|el|al|d')\s+){0,3}"
_RELATION: Final = (
    r"pleegouders?|pleeg(?:moeder|vader|gezin|zoon|dochter|zus|broer)|moeder|vader|familie|gezin|oma|opa|tante|oom"
    r"|zus(?:je)?|broer(?:tje)?|zoon(?:tje)?|dochter(?:tje)?"
)
_NAME: Final = re.compile(
    rf"(?<!\w)(?:(?i:dhr|heer|mevr|mw|mevrouw|meneer|mrs|juf|juffrouw|drs)(?:\.\s*|\s+)|(?i:fam|mr|ms)\.\s*)(?:[A-Z]\.\s*)*{_PREFIX}"
    r"[A-ZÀ-Ý][\w'’-]+"
    rf"|(?<!\w)[A-ZÀ-Ý][a-zà-ÿ][\w'’-]+,\s?(?!B\.\s?V\.|N\.\s?V\.|N\.\s?H\.|Z\.\s?H\.|N\.\s?B\.)(?:[A-Z]\.\s?){{1,4}}"
    rf"|(?<!\w)[A-ZÀ-Ý][a-zà-ÿ][\w'’-]+ (?!B\.V\.|N\.V\.|N\.H\.|Z\.H\.|N\.B\.)(?:[A-Z]\.){{1,4}}(?!\w)"
    rf"|(?<!\w)(?i:{_RELATION})\s+{_PREFIX}[A-ZÀ-Ý][a-zà-ÿ]{{2,}}(?!\w)"
    r"|(?<!\w)[A-ZÀ-Ý][a-zà-ÿ][\w'’-]+, ?(?i:fam|familie)(?!\w)"
    rf"|(?<![\w.])(?!B\.\s?V\.|N\.\s?V\.|N\.\s?H\.|Z\.\s?H\.)(?:[A-Z]\.\s?){{1,4}}\s*{_PREFIX}[A-ZÀ-Ý][a-zà-ÿ][\w'’-]+"
)


def passes_eleven_test(digits: str) -> bool:
    """Tell whether nine digits satisfy the eleven-test of the BSN.

    The digits are weighed 9, 8, … 2 and -1; their sum is a multiple of eleven. Nine zeros satisfy it, and are no BSN.

    References
    ----------
    Logisch Ontwerp BSN, Ministerie van Binnenlandse Zaken en Koninkrijksrelaties, on the check of a citizen service
    number.
    """
    if len(digits) != 9 or not digits.isascii() or not digits.isdecimal() or not digits.strip("0"):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def personal_content(text: str) -> Kind | None:
    """Tell what personal data a text holds.

    Parameters
    ----------
    text
        One cell.

    Returns
    -------
    Kind or None
        The first kind found, in the order BSN, e-mail, telephone, date of birth, address, name.

    Notes
    -----
    One in eleven numbers of nine digits passes the eleven-test by chance, so pseudonyms of nine digits are refused too:
    nobody can tell them from a BSN. Decimal numbers (coordinates), hashes and UUIDs are left in peace. A date is
    taken for one of birth; :func:`dates_are_of_birth` tells by the header where it is another.
    """
    if len(text) < 4 or _DECIMAL_NUMBER.fullmatch(text):
        return None
    if any(map(str.isdigit, text)):
        kind = _kind_with_digits(_DIGEST.sub(" ", unicodedata.normalize("NFKC", text)))
        if kind is not None:
            return kind
    if ("@" in text and _EMAIL.search(text)) or (_AT.search(text) and _EMAIL_SPELT.search(text)):
        return Kind.EMAIL
    if ("." in text or " " in text) and _NAME.search(text):
        return Kind.NAME
    return None


def looks_like_id(text: str) -> bool:
    """Tell whether a text can be an id or a key: one word, or short words and numbers with at least one digit.

    ``G012``, ``F-2024-01`` and ``groep 3`` can be; ``Jan de Wit`` and ``Bakker, J.`` cannot. A single name still can,
    as it is a word like any other.
    """
    parts = re.split(r"[\s,;]+", text.strip())
    if len(parts) == 1:
        return len(parts[0]) == len(text.strip())
    plain = all(any(sign.isdigit() for sign in part) or len(part) <= _SHORT or is_plain(part) for part in parts)
    return plain and any(sign.isdigit() for sign in text)


def may_be_repeated(typed: str) -> bool:
    """Tell whether a message may repeat what was typed: one word with a digit, as pseudonyms are and names are not."""
    word = typed.strip()
    return len(word.split()) == 1 and any(sign.isdigit() for sign in word) and personal_content(word) is None


def _passes_97(iban: str) -> bool:
    """Tell whether an account number satisfies the check of ISO 13616: modulo 97 it is 1."""
    moved = iban[4:] + iban[:4]
    return len(iban) >= _IBAN_SIGNS and int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def _kind_with_digits(text: str) -> Kind | None:
    """Look for what has digits in it."""
    if any(passes_eleven_test(re.sub("[^0-9]", "", found[0])) for found in _BSN.finditer(text)):
        return Kind.BSN
    if any(passes_eleven_test(f"0{found[0]}") for found in _BSN_OF_EIGHT.finditer(text)):
        return Kind.BSN
    if _IBAN_DUTCH.search(text) or any(_passes_97(found[0].replace(" ", "")) for found in _IBAN.finditer(text)):
        return Kind.ACCOUNT
    return next((kind for kind, pattern in _WITH_DIGITS if pattern.search(text)), None)


_WITH_DIGITS: Final = (
    (Kind.EMAIL, _EMAIL),
    (Kind.PHONE, _PHONE),
    (Kind.PHONE, _PHONE_ABROAD),
    (Kind.PHONE, _PHONE_BARE),
    (Kind.BIRTH_DATE, _DATE),
    (Kind.BIRTH_DATE, _DATE_SHORT),
    (Kind.BIRTH_DATE, _DATE_BARE),
    (Kind.PLATE, _PLATE),
    (Kind.HOUSE_NUMBER, _POSTCODE_AND_NUMBER),
    (Kind.ADDRESS, _STREET),
    (Kind.ADDRESS, _STREET_SHORT),
)
