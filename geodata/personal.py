"""What is personal and must not come in, by the header of a column; :mod:`geodata.personal_cells` looks at cells.

Both answer with a :class:`Kind`, so that reading can refuse and another step can take the column out.
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
    ACCOUNT = "account"
    PLATE = "plate"

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
    Kind.ACCOUNT: Text(nl="een rekeningnummer", en="an account number"),
    Kind.PLATE: Text(nl="een kenteken", en="a number plate"),
}

# --- headers ---------------------------------------------------------------------------------------------------------

_ORGANISATION: Final = re.compile(
    r"aanbieder|organi[sz]ati|provider|instelling|stichting|gemeente|municipal|plaats|place|city|town|regio|provincie"
    r"|constellat|zorgvorm|caretype|bestand|file|wijk|buurt|school|locatie|location|team|product"
)
"""Names of these belong to no person."""

_HEADERS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    (Kind.BSN, re.compile(r"bsn.*|.*bsn|.*burgerservicen.*|sofi.*|socialsecurity.*|ssn|nationalid.*")),
    (Kind.ACCOUNT, re.compile(r".*iban.*|(bank)?rekening(nr|nummer)|(bank)?account(no|nr|number)")),
    (Kind.PLATE, re.compile(r".*kenteken.*|(number|license|licence)plate")),
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
