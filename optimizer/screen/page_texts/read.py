"""Of the first step: what was read of the files."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text

READ: Final[Mapping[str, Text]] = {
    "readTitle": Text(nl="Wat er is gelezen", en="What was read"),
    "readFamilies": Text(nl="Pleeggezinnen", en="Foster families"),
    "readJoining": Text(nl="Doen mee", en="Join"),
    "readChildren": Text(nl="Pleegkinderen", en="Foster children"),
    "readHubs": Text(nl="Mogelijke hubhomes", en="Possible hub homes"),
    "readProviders": Text(nl="Aanbieders", en="Providers"),
    "readToday": Text(nl="Nu al in een constellatie", en="In a constellation today"),
    "readNoHubs": Text(
        nl="Geen enkel gezin kan hubhome zijn, en zonder hubhome is er geen constellatie. Zet in uw bestand in de "
        "kolom hubhome 'kandidaat' bij de gezinnen die het kunnen zijn, en kies het bestand opnieuw.",
        en="No family can be a hub home, and without a hub home there is no constellation. In your file, write "
        "'candidate' in the column hub for the families that could be one, and choose the file again.",
    ),
    "noticesOne": Text(nl="Eén ding om te weten", en="One thing to know"),
    "noticesMany": Text(nl="{n} dingen om te weten", en="{n} things to know"),
    "noticesNone": Text(nl="Geen bijzonderheden", en="Nothing to report"),
    "noticesClean": Text(nl="Alle rijen zijn gelezen zoals ze er staan.", en="All rows were read as they stand."),
    "toSettings": Text(nl="Verder: instellingen", en="Next: settings"),
    "straightToPlan": Text(
        nl="of meteen een plan maken met de gewone instellingen", en="or make a plan at once with the usual settings"
    ),
}
