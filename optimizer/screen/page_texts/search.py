"""Of making a plan and following the search."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text

SEARCH: Final[Mapping[str, Text]] = {
    "nobodyJoins": Text(
        nl="Geen enkel gezin doet mee, dus er valt niets in te delen. Zet in uw bestand 'ja' in de kolom doet_mee.",
        en="No family joins, so there is nothing to group. In your file, write 'yes' in the column joins.",
    ),
    "searchTitle": Text(nl="Maak een plan", en="Make a plan"),
    "searchHow": Text(
        nl="Het programma zoekt het plan met zo min mogelijk gezinnen zonder plaats en daarna zo kort mogelijk "
        "reizen. Stoppen kan altijd; het beste tot dan toe blijft.",
        en="The program looks for the plan with the fewest families without a place, and then the least travel. "
        "You can stop at any time; the best so far is kept.",
    ),
    "howLong": Text(nl="Zoek hoogstens", en="Search at most"),
    "time_10": Text(nl="10 seconden: snel proberen", en="10 seconds: a quick try"),
    "time_30": Text(nl="30 seconden: gewoon", en="30 seconds: as usual"),
    "time_120": Text(nl="2 minuten: grondig", en="2 minutes: thorough"),
    "time_600": Text(nl="10 minuten: voor een grote regio", en="10 minutes: for a large region"),
    "short_10": Text(nl="10 seconden", en="10 seconds"),
    "short_30": Text(nl="30 seconden", en="30 seconds"),
    "short_120": Text(nl="2 minuten", en="2 minutes"),
    "short_600": Text(nl="10 minuten", en="10 minutes"),
    "makePlan": Text(nl="Maak een plan", en="Make a plan"),
    "planAgain": Text(nl="Maak een nieuw plan", en="Make a new plan"),
    "planAgainHelp": Text(
        nl="Zoekt alles opnieuw met de instellingen van nu; wie vaststaat, blijft.",
        en="Searches everything again with the current settings; families that are pinned stay.",
    ),
    "planAround": Text(nl="Plan de rest hieromheen", en="Plan the rest around this"),
    "planAroundHelp": Text(
        nl="Wie u hebt verplaatst of vastgezet, blijft waar hij is; de andere gezinnen worden eromheen gepland.",
        en="Whoever you moved or pinned stays; the other families are planned around them.",
    ),
    "searchAgain": Text(nl="Opnieuw plannen", en="Plan again"),
    "busy_plan": Text(nl="Bezig met zoeken", en="Searching"),
    "busy_save": Text(nl="Het plan wordt bewaard", en="Saving the plan"),
    "busy_rollout": Text(nl="De uitrol in jaren wordt gemaakt", en="Making the roll-out in years"),
    "searchBegins": Text(nl="De gezinnen worden gelezen…", en="Reading the families…"),
    "searchPassed": Text(nl="{n} s, hoogstens {most} s", en="{n} s, {most} s at most"),
    "searchWrites": Text(
        nl="De zoektijd is om. Het plan wordt nagekeken, en de kaart en de stukken worden gemaakt…",
        en="The time to search is over. Checking the plan, and making the map and the documents…",
    ),
    "stopSearch": Text(nl="Stop en houd het beste", en="Stop and keep the best"),
    "stopping": Text(
        nl="Het zoeken stopt; het beste plan blijft.", en="The search is stopping; the best plan is kept."
    ),
    "searchEarlier": Text(nl="Wat er eerder is gevonden", en="What was found before"),
    "searchLost": Text(
        nl="Het programma antwoordt niet meer; het zoeken is hier niet meer te volgen.",
        en="The program no longer answers; the search cannot be followed here.",
    ),
    "elsewhereOne": Text(
        nl="Eén gezin zit ergens anders dan in het vorige plan.",
        en="One family is in another place than in the previous plan.",
    ),
    "elsewhereMany": Text(
        nl="{n} gezinnen zitten ergens anders dan in het vorige plan.",
        en="{n} families are in another place than in the previous plan.",
    ),
    "searchDone": Text(nl="Het plan is klaar. {sentence}", en="The plan is ready. {sentence}"),
}
