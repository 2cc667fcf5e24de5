"""What a Mockingbird constellation is, and what is asked of who reads: for readers outside foster care."""

from typing import Final

from geodata.language import Lang, Text
from maps.view_model import Passage

_WHAT_TITLE: Final = Text(nl="Wat is een Mockingbird-constellatie?", en="What is a Mockingbird constellation?")
_WHAT: Final = Text(
    nl="Een constellatie is een groep van zes tot tien pleeggezinnen die bij elkaar in de buurt wonen, rond één "
    "hubhome. De hubhome is een ervaren pleeggezin, soms een dat zelf geen pleegkinderen meer opvangt. Het houdt "
    "twee logeerbedden vrij waar een kind uit de groep hoogstens twee weken kan logeren, nodigt elke maand alle "
    "gezinnen uit en is de eerste die zij om hulp vragen. Kinderen en pleegouders ontmoeten zo anderen die "
    "hetzelfde meemaken. Pleeggezinnen van verschillende pleegzorgaanbieders kunnen in één constellatie zitten; "
    "meedoen is vrijwillig.",
    en="A constellation is a group of six to ten foster families that live near each other, around one hub home. The "
    "hub home is an experienced foster family, sometimes one that no longer fosters children itself. It keeps two "
    "beds free where a child of the group can sleep over for two weeks at most, invites all families every month, "
    "and is the first they ask for help. That is how children and foster parents meet others in the same "
    "situation. Foster families of different providers can be in one constellation; joining is voluntary.",
)
_WHAT_SOURCE: Final = Text(
    nl="Bron: regionaal voorstel Mockingbird van Gooi en Vechtstreek; Nederlandse Vereniging voor Pleeggezinnen (NVP).",
    en="Source: regional Mockingbird proposal of Gooi en Vechtstreek; Dutch association of foster families (NVP).",
)

_ASKED_TITLE: Final = Text(nl="Wat wordt er van u gevraagd?", en="What is asked of you?")
_ASKED_COUNCIL: Final = Text(
    nl="De gemeente wordt gevraagd te besluiten over het voorstel: of pleeggezinnen hier in constellaties gaan "
    "samenwerken, hoe snel en met welk geld. De kaart en de tabel laten zien om hoeveel pleeggezinnen het in elke "
    "gemeente gaat. Reken niet op een besparing: de evaluatie in Engeland vond 99 pence besparing voor elk pond "
    "dat Mockingbird kostte. Ook na het besluit kiest elk gezin zelf of het meedoet.",
    en="The council is asked to decide on the proposal: whether foster families here will work together in "
    "constellations, how fast, and with what money. The map and the table show how many foster families this "
    "concerns in each municipality. Do not count on savings: the evaluation in England found 99 pence saved for "
    "every pound that Mockingbird cost. After the decision, too, each family chooses for itself whether to join.",
)
_COUNCIL_SOURCE: Final = Text(
    nl="Bron: evaluatie in opdracht van het Engelse ministerie van Onderwijs (Department for Education).",
    en="Source: evaluation for the Department for Education in England.",
)
_ASKED_PUBLIC: Final = Text(
    nl="Denk er eens over na om pleeggezin te worden, of hubhome. Nederland telde in 2024 bijna vijfhonderd "
    "pleeggezinnen minder dan een jaar eerder. Het moeilijkst te vinden zijn hubhomes: wie als pleegouder "
    "ervaring heeft en twee bedden vrij kan houden, helpt daarmee alle gezinnen van een constellatie. Een "
    "pleegzorgaanbieder bij u in de buurt vertelt u wat erbij komt kijken; vragen stellen verplicht tot niets.",
    en="Please consider becoming a foster family, or a hub home. In 2024 the Netherlands had nearly five hundred "
    "foster families fewer than a year before. Hub homes are the hardest to find: an experienced foster parent "
    "who can keep two beds free helps all families of a constellation. A foster-care provider near you can tell "
    "you what it takes; asking commits you to nothing.",
)
_PUBLIC_SOURCE: Final = Text(
    nl="Bron: Nederlands Jeugdinstituut (nji.nl); welingelichtekringen.nl.",
    en="Source: Netherlands Youth Institute (nji.nl); welingelichtekringen.nl.",
)


def for_council(lang: Lang) -> tuple[Passage, ...]:
    """Say what is planned, and that the council is asked to decide on it."""
    return _passages(_ASKED_COUNCIL, _COUNCIL_SOURCE, lang)


def for_public(lang: Lang) -> tuple[Passage, ...]:
    """Say what is planned, and that anybody may become a foster family or hub home."""
    return _passages(_ASKED_PUBLIC, _PUBLIC_SOURCE, lang)


def _passages(asked: Text, source: Text, lang: Lang) -> tuple[Passage, ...]:
    both = ((_WHAT_TITLE, _WHAT, _WHAT_SOURCE), (_ASKED_TITLE, asked, source))
    return tuple(Passage(*(text.say(lang) for text in each)) for each in both)
