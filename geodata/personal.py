"""What is personal and must not come in: by the header of a column, and by what stands in a cell.

Both answer with a :class:`Kind`, so that reading can refuse and another step can take the column out. A name cannot be
told from another word by its letters, so names are found by their header, and by content only where a title or
initials stand before them.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final

from geodata.columns import column_of
from geodata.language import Text


class Kind(StrEnum):
    """A kind of personal data."""

    NAME = "name"
    ADDRESS = "address"
    HOUSE_NUMBER = "house_number"
    EMAIL = "email"
    PHONE = "phone"
    BIRTH_DATE = "birth_date"
    BSN = "bsn"

    @property
    def text(self) -> Text:
        """Name the kind in words, with an article."""
        return _WORDS[self]


_WORDS: Final = {
    Kind.NAME: Text(nl="een naam", en="a name"),
    Kind.ADDRESS: Text(nl="een adres", en="an address"),
    Kind.HOUSE_NUMBER: Text(nl="een huisnummer", en="a house number"),
    Kind.EMAIL: Text(nl="een e-mailadres", en="an e-mail address"),
    Kind.PHONE: Text(nl="een telefoonnummer", en="a telephone number"),
    Kind.BIRTH_DATE: Text(nl="een geboortedatum", en="a date of birth"),
    Kind.BSN: Text(nl="een burgerservicenummer (BSN)", en="a citizen service number (BSN)"),
}

# --- headers ---------------------------------------------------------------------------------------------------------

_ORGANISATION: Final = re.compile(
    r"aanbieder|organi[sz]ati|provider|instelling|stichting|gemeente|municipal|plaats|place|city|town|regio|provincie"
    r"|constellat|zorgvorm|caretype|bestand|file|wijk|buurt|school|locatie|location|team|product"
)
"""Names of these belong to no person."""

_HEADERS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    (Kind.BSN, re.compile(r"bsn.*|.*bsn|.*burgerservicen.*|sofi.*|socialsecurity.*|ssn|nationalid.*")),
    (Kind.EMAIL, re.compile(r".*email.*|mail|mail(adres|address).*|epost.*|privemail|werkmail")),
    (
        Kind.PHONE,
        re.compile(
            r"tel|telnr.*|.*tele(f|ph)o(on|ne?).*|.*telnr|mobiel.*|mobile|mobile(no|nr|number|phone).*|gsm.*|fax.*"
            r"|.*phone|.*phone(no|nr|number)|cell|06nummer"
        ),
    ),
    (
        Kind.BIRTH_DATE,
        re.compile(
            r".*geboorte(datum|data|dag|dt).*|geboren.*|.*geb(datum|dat|dt|oren)|gebdatum.*"
            r"|.*(birthda(te|y)|dateofbirth)s?.*|birth|born.*|dob"
        ),
    ),
    (
        Kind.HOUSE_NUMBER,
        re.compile(r".*huis(nummer|nr|letter).*|hnr.*|.*house(no|nr|number).*|(huis)?(nummer)?toevoeging|nrtoevoeging"),
    ),
    (
        Kind.ADDRESS,
        re.compile(r".*adres(sen|regel.*|[0-9])?|.*address(es|line.*|[0-9])?|straat.*|street.*|.*straatnaam"),
    ),
    (
        Kind.NAME,
        re.compile(
            r"naam.*|.*(voor|achter|roep|geslachts|meisjes|familie|gezins|volledige|eigen|bij|ouder|kind|moeder|vader"
            r"|client|pleeg|hulpverlener|medewerker|begeleider|contact)naam.*|.*naam|namen.*|.*(voor|achter|familie)namen"
            r"|voorletters?.*|initial(s|en|es)|tussenvoegsels?.*|voorvoegsels?|aanhef|contactpersoon.*"
            r"|(first|last|full|given|family|middle|maiden|nick|sur|fore|christian)names?.*|names?"
            r"|pleeg(ouder|moeder|vader)[0-9]?|foster(parent|mother|father|carer)[0-9]?"
            r"|(child|carer|parent|mother|father|client|contact|person)s?names?"
        ),
    ),
)

_NAME_WORD: Final = re.compile(r"(?:^|[^a-z])names?(?:$|[^a-z])")
"""``name`` as a word of its own: ``deelname`` and ``opname`` hold it too, and are no names."""

_PERSON: Final = re.compile(r"contact|medewerker|begeleider|worker|ouder|parent|kind|child")
"""A person, also where an organisation is named beside it."""


def personal_header(header: str) -> Kind | None:
    """Tell what personal data a column of that header holds.

    Parameters
    ----------
    header
        As the file writes it, in Dutch or English; case, spaces, hyphens and underscores do not count.

    Returns
    -------
    Kind or None
        ``None`` for the columns of a families file, names of organisations and places, and everything else.
    """
    if column_of(header) is not None:
        return None
    folded = "".join(
        mark for mark in unicodedata.normalize("NFKD", _split_case(header)) if not unicodedata.combining(mark)
    ).casefold()
    bare = re.sub(r"[^a-z0-9]", "", folded)
    for kind, pattern in _HEADERS[:-1]:
        if pattern.fullmatch(bare):
            return kind
    kind, pattern = _HEADERS[-1]
    named = pattern.fullmatch(bare) or _NAME_WORD.search(folded)
    return kind if named and (_PERSON.search(bare) or not _ORGANISATION.search(bare)) else None


def _split_case(header: str) -> str:
    """Set a space where camel case starts a word: ``childName`` is two words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)


_OTHER_DATE: Final = re.compile(
    r"start|begin|ingang|eind|einde|end|plaatsing|placement|peil|wijzig|mutatie|modified|updated|export|aanmeld|sinds"
    r"|since|vanaf|from|until|inschrijf|contract|registrat|screening|matching"
)


def dates_are_of_birth(header: str) -> bool:
    """Tell whether dates in a column may be of birth; not where the header says which other date they are."""
    return _OTHER_DATE.search(re.sub(r"[^a-z]", "", header.casefold())) is None


# --- cells -----------------------------------------------------------------------------------------------------------

_DECIMAL_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,7}[.,][0-9]+(?:[eE][+-]?[0-9]+)?")
"""A coordinate or a distance; digits after its decimal sign are no BSN and no telephone number."""

_DIGEST: Final = re.compile(r"(?<![0-9A-Za-z])(?=[0-9-]{0,40}[a-fA-F])[0-9a-fA-F-]{24,}(?![0-9A-Za-z])")
"""A hash or UUID, which may hold any nine digits by chance."""

_BSN: Final = re.compile(
    r"(?<![0-9])(?:[0-9]{9}|[0-9]{3}([ .-])[0-9]{3}\1[0-9]{3}|[0-9]{4}([ .-])[0-9]{2}\2[0-9]{3})(?![0-9])"
)

_EMAIL: Final = re.compile(r"[\w.+%-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63})+")

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

_MONTHS: Final = (
    r"jan(?:uari|uary)?|feb(?:ruari|ruary)?|m(?:aa)?rt|mar(?:ch)?|apr(?:il)?|mei|may|juni?|june|juli?|july|aug(?:ustus|ust)?"
    r"|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_YEAR: Final = r"(?:19|20)[0-9]{2}"
_DAY: Final = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_DATE: Final = re.compile(
    rf"(?<![\w./-])(?:{_DAY}([-/.]){_MONTH}\1{_YEAR}|{_MONTH}/{_DAY}/{_YEAR}|{_YEAR}([-/.]){_MONTH}\2{_DAY}"
    rf"|{_DAY}(?:e|th|st|nd|rd)?[ .-]{{1,2}}(?:{_MONTHS})[ .,-]{{1,2}}{_YEAR}"
    rf"|(?:{_MONTHS})[ .]{{1,2}}{_DAY},? {_YEAR})(?![\w/-]|\.[0-9])(?<!-)"
    rf"|(?<![\w./-]){_YEAR}-{_MONTH}-{_DAY}T[0-9]{{2}}:",
    re.IGNORECASE,
)

_POSTCODE_AND_NUMBER: Final = re.compile(
    r"(?<![0-9A-Za-z])[1-9][0-9]{3} ?(?!S[ADS])[A-Z]{2}[ ,/-]{0,3}(?:nr\.? ?)?[0-9]{1,5}(?![0-9])"
)
_STREET: Final = re.compile(
    r"\b(?!onderweg|halverwege)[^\W\d_]{2,}(?:straat|straatweg|laan|plein|gracht|kade|singel|steeg|dreef|weg|dijk|plantsoen)"
    r",? (?:nr\.? ?|no\.? ?)?[0-9]{1,4}(?: ?[a-z])?(?:[-/ ][0-9a-z]{1,4})?(?!\w)"
    r"|\blaan (?:van|der|de|den|het)(?: [^\W\d_]+){1,4} [0-9]{1,4}(?: ?[a-z])?(?!\w)",
    re.IGNORECASE,
)
"""Endings that are hardly ever anything but a street; ``hof``, ``park`` and ``wijk`` name places and groups too."""

_PREFIX: Final = r"(?:(?:van|von|de|der|den|het|ter|ten|te|'t|in|op|la|el|al|d')\s+){0,3}"
_NAME: Final = re.compile(
    rf"(?<!\w)(?:(?i:dhr|mevr|mw|mevrouw|meneer|mrs)(?:\.\s*|\s+)|(?i:fam|mr|ms)\.\s*)(?:[A-Z]\.\s*)*{_PREFIX}"
    r"[A-ZÀ-Ý][\w'’-]+"
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
    """Tell what personal data a text holds, wherever in it that stands.

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
    if any(mark.isdigit() for mark in text):
        kind = _kind_with_digits(_DIGEST.sub(" ", unicodedata.normalize("NFKC", text)))
        if kind is not None:
            return kind
    if "@" in text and _EMAIL.search(text):
        return Kind.EMAIL
    if ("." in text or " " in text) and _NAME.search(text):
        return Kind.NAME
    return None


def _kind_with_digits(text: str) -> Kind | None:
    """Look for what has digits in it."""
    if any(passes_eleven_test(re.sub("[^0-9]", "", found[0])) for found in _BSN.finditer(text)):
        return Kind.BSN
    return next((kind for kind, pattern in _WITH_DIGITS if pattern.search(text)), None)


_WITH_DIGITS: Final = (
    (Kind.EMAIL, _EMAIL),
    (Kind.PHONE, _PHONE),
    (Kind.PHONE, _PHONE_ABROAD),
    (Kind.BIRTH_DATE, _DATE),
    (Kind.HOUSE_NUMBER, _POSTCODE_AND_NUMBER),
    (Kind.ADDRESS, _STREET),
)
