"""The singular of nouns that sentences count, so that a gap filled with 1 is followed by ``gezin``, not ``gezinnen``.

Only the noun changes: a sentence in which the verb would change too is written twice, or with the number elsewhere.
"""

import re
from functools import lru_cache
from typing import Final

DUTCH: Final = {
    "aanbieders": "aanbieder", "aantallen": "aantal", "bevindingen": "bevinding", "cellen": "cel",
    "dingen": "ding", "leeftijden": "leeftijd", "manieren": "manier", "onderdelen": "onderdeel",
    "postcodes": "postcode", "tekens": "teken",
    "andere constellaties": "andere constellatie", "andere gemeenten": "andere gemeente",
    "andere gezinnen": "ander gezin", "andere pleeggezinnen": "ander pleeggezin", "bedden": "bed",
    "bestanden": "bestand", "combinaties": "combinatie", "constellaties": "constellatie", "dagen": "dag",
    "gebieden": "gebied", "gemeenten": "gemeente", "gevraagde plannen": "gevraagd plan", "gezinnen": "gezin",
    "groepen": "groep", "hubhomes": "hubhome", "jaren": "jaar", "kandidaten": "kandidaat",
    "kinderen": "kind", "logeerbedden": "logeerbed", "maanden": "maand", "minuten": "minuut",
    "mogelijke hubhomes": "mogelijke hubhome", "niet ingedeelde gezinnen": "niet ingedeeld gezin",
    "overtredingen": "overtreding", "paren": "paar", "plaatsen": "plaats", "plannen": "plan",
    "pleeggezinnen": "pleeggezin", "pleegkinderen": "pleegkind", "postcodegebieden": "postcodegebied",
    "regels": "regel", "rijen": "rij", "satellietgezinnen": "satellietgezin", "seconden": "seconde", "uren": "uur",
    "verhuizingen": "verhuizing", "verzonnen gezinnen": "verzonnen gezin",
}  # fmt: skip
ENGLISH: Final = {
    plural: singular
    for base, base_plural in {
        "age": "ages", "cell": "cells", "character": "characters", "client": "clients", "corner": "corners",
        "finding": "findings", "number": "numbers", "part": "parts", "sign": "signs", "thing": "things",
        "way": "ways",
        "area": "areas", "bed": "beds", "breach": "breaches", "candidate": "candidates", "child": "children",
        "combination": "combinations", "constellation": "constellations", "day": "days", "draw": "draws",
        "family": "families", "file": "files", "group": "groups", "home": "homes", "hour": "hours",
        "minute": "minutes", "month": "months", "move": "moves", "municipality": "municipalities", "pair": "pairs",
        "place": "places", "plan": "plans", "provider": "providers", "row": "rows", "rule": "rules",
        "satellite": "satellites", "second": "seconds", "time": "times", "year": "years",
    }.items()
    for before in (
        "", "candidate ", "foster ", "invented ", "joining ", "other ", "other foster ", "possible hub ",
        "postcode ", "satellite ", "sleep-over ", "unplaced ", "hub ",
    )
    for plural, singular in ((before + base_plural, before + base),)
}  # fmt: skip


@lru_cache(maxsize=4096)
def with_one(template: str, gap: str, *, dutch: bool) -> str:
    """Give a sentence with the noun right after a gap in the singular, where that noun is known."""
    nouns = DUTCH if dutch else ENGLISH
    found = re.search(rf"\{{{gap}\}} (?P<noun>[a-z-]+(?: [a-z-]+){{0,2}})", template)
    words = found["noun"].split(" ") if found else []
    for n in range(len(words), 0, -1):
        one = nouns.get(" ".join(words[:n]))
        if found is not None and one is not None:
            at = found.start("noun")
            return template[:at] + one + template[at + len(" ".join(words[:n])) :]
    return template
