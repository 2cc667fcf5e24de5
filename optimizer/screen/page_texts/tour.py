"""Of the tour for who is here for the first time."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text

TOUR: Final[Mapping[str, Text]] = {
    "tour": Text(nl="Rondleiding", en="Tour"),
    "tourTitle": Text(nl="Welkom", en="Welcome"),
    "tourAt": Text(nl="Stap {n} van {of}", en="Step {n} of {of}"),
    "tour1Title": Text(nl="Kies een bestand", en="Choose a file"),
    "tour1": Text(
        nl="Een Excel- of CSV-bestand met uw pleeggezinnen, of eerst het voorbeeld. Alles blijft op deze computer; er "
        "gaat niets naar het internet.",
        en="An Excel or CSV file of your foster families, or the example first. Everything stays on this computer; "
        "nothing goes to the internet.",
    ),
    "tour2Title": Text(nl="Kijk na wat er is gelezen", en="Check what was read"),
    "tour2": Text(
        nl="U ziet hoeveel gezinnen er zijn en wat opvalt. Bij Instellingen kiest u hoe groot een constellatie mag "
        "zijn en hoe ver gezinnen reizen. De gewone instellingen zijn goed om mee te beginnen.",
        en="You see how many families there are and what stands out. Under Settings you choose how large a "
        "constellation may be and how far families travel. The usual settings are good to start with.",
    ),
    "tour3Title": Text(nl="Maak het plan en verander wat u wilt", en="Make the plan and change what you like"),
    "tour3": Text(
        nl="Sleep een gezin naar een andere constellatie, of kies 'Verplaats naar…'. U ziet meteen of het mag. "
        "Ongedaan maken kan altijd, met Ctrl+Z.",
        en="Drag a family to another constellation, or choose 'Move to…'. You see at once whether it is allowed. You "
        "can always undo, with Ctrl+Z.",
    ),
    "tour4Title": Text(nl="Bewaar en deel", en="Save and share"),
    "tour4": Text(
        nl="Kies voor wie het is. U ziet eerst wat die lezer ziet; kleine aantallen worden voor anderen afgerond of "
        "weggelaten.",
        en="Choose whom it is for. You first see what that reader sees; small numbers are rounded or left out for "
        "others.",
    ),
    "next": Text(nl="Volgende", en="Next"),
    "previous": Text(nl="Vorige", en="Previous"),
    "begin": Text(nl="Beginnen", en="Begin"),
    "tourSkip": Text(nl="Sla over", en="Skip"),
}
