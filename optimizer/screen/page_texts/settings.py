"""Of the second step: the settings."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text

SETTINGS: Final[Mapping[str, Text]] = {
    "settingsTitle": Text(nl="Hoe moet het plan zijn?", en="What should the plan be like?"),
    "settingsHow": Text(
        nl="Elke wijziging wordt meteen bewaard en geldt voor het volgende plan. Niet zeker? Laat het staan.",
        en="Every change is saved at once and applies to the next plan. Not sure? Leave it as it is.",
    ),
    "toPlan": Text(nl="Verder: plan maken", en="Next: make a plan"),
    "backToDefault": Text(nl="Zet terug", en="Put back"),
    "noLimit": Text(nl="geen grens", en="no limit"),
    "notANumber": Text(nl="Vul een getal in, zoals 7,5.", en="Fill in a number, such as 7.5."),
    "aboveZero": Text(nl="Vul een getal boven 0 in.", en="Fill in a number above 0."),
    "aboveZeroOrNone": Text(
        nl="Vul een getal boven 0 in, of maak het veld leeg voor geen grens.",
        en="Fill in a number above 0, or empty the field for no limit.",
    ),
    "slider": Text(nl="{title}: schuif", en="{title}: slider"),
    "switchOn": Text(nl="aan", en="on"),
    "settingKept": Text(nl="Bewaard: {title}.", en="Saved: {title}."),
}
