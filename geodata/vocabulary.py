"""Words of which a header or a key may consist and still tell nobody anything: a message may repeat those only.

A header of an export may itself be personal: "Opmerking over mevr. De Wit", the name of a child above its dates. What
consists of these words alone, of the names of our own columns or of numbers is about a kind of data and not a person.
"""

import re
import unicodedata
from typing import Final

_KNOWN: Final = re.compile(
    r"aanbieder|aanhef|aanmelddatum|aanmelding|aantal|achternaam|achternamen|adres|adresregel|afstand|"
    r"agency|bed|bedden|beds|begeleider|bestand|bijzonderheden|birth|birthdate|breedtegraad|broer|broers|"
    r"bsn|burgerservicenummer|candidate|care|carer|case|cell|child|children|city|client|cliënt|"
    r"cliëntnr|cliëntnummer|code|column|comment|comments|contact|contactpersoon|coordinaat|coordinate|crisis|date|"
    r"datum|day|deelname|dob|doet|dossier|dossiernr|dossiernummer|einddatum|email|emailadres|end|fam|familie|"
    r"familienaam|family|father|field|file|first|foster|full|fulltime|geb|gebdatum|geboorte|geboortedatum|"
    r"geboren|gegevens|gemeente|geslacht|gezin|gezinnen|gezins|gezinsnaam|gezinsnr|gezinsnummer|groep|group|gsm|"
    r"house|household|hub|hubhome|huis|huisletter|huisnr|huisnummer|hulp|iban|id|identity|info|initials|"
    r"instelling|invoer|jaar|jeugdige|joins|kandidaat|kenteken|kind|kinderen|kleur|km|kolom|land|last|lat|"
    r"leeftijd|leeftijden|lengte|lengtegraad|letter|locatie|location|logeer|logeerbedden|lon|mail|"
    r"mailadres|max|maximum|medewerker|mee|mobiel|mobile|moeder|mogelijk|mother|municipality|na|naam|name|namen|"
    r"names|note|notes|notitie|nr|number|nummer|of|omschrijving|on|op|opmerking|opmerkingen|organisatie|"
    r"organisation|organization|ouder|ouders|over|partner|pc|phone|plaats|plaatsing|place|placement|pleeg|"
    r"pleeggezin|pleegkind|pleegkinderen|pleegmoeder|pleegouder|pleegouders|pleegvader|pleegzorg|"
    r"pleegzorgaanbieder|postadres|postal|postcode|provider|provincie|rd|regio|region|relatie|"
    r"relatienr|relatienummer|remark|remarks|roepnaam|rol|role|samen|satellites|school|sex|siblings|soort|start|"
    r"startdatum|status|straat|straatnaam|street|surname|team|tel|telefoon|telefoonnummer|telephone|"
    r"toelichting|toevoeging|together|tussenvoegsel|type|updated|vader|van|vast|verblijf|voogd|"
    r"voorletters|voornaam|voornamen|vorm|wijk|woonadres|woonplaats|x|y|year|zaak|zaaknr|zaaknummer|zip|zorg|zorgdossier|"
    r"zorgvorm|zus|zussen"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST: Final = 60


def is_plain(text: str) -> bool:
    """Tell whether a text consists of such words, and of single letters and up to three digits beside them."""
    if len(text) > _MOST or re.search(r"[0-9]{4}|[@/\\]", text):
        return False
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFC", text))
    found = [word.casefold() for word in _WORD.findall(parted)]
    return bool(found) and all(len(word) == 1 or _KNOWN.fullmatch(word) for word in found)
