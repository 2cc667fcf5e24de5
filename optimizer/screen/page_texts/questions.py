"""Of questions about the whole plan."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text

QUESTIONS: Final[Mapping[str, Text]] = {
    "q_helps": Text(nl="Wat zou helpen?", en="What would help?"),
    "q_helps_how": Text(
        nl="Welke instelling of welke extra hubhome de gezinnen zonder plaats een plaats zou geven.",
        en="Which setting, or which extra hub home, would give a place to the families without one.",
    ),
    "q_helps_go": Text(nl="Zoek uit wat zou helpen", en="Find out what would help"),
    "q_today": Text(nl="Wat verandert er vergeleken met nu?", en="What changes compared with today?"),
    "q_today_how": Text(
        nl="Welke gezinnen verhuizen of erbij komen, als uw bestand zegt wie nu waar zit.",
        en="Which families move or come in, if your file says who is where today.",
    ),
    "q_today_go": Text(nl="Vergelijk met nu", en="Compare with today"),
    "q_rollout": Text(nl="Wat begint in welk jaar?", en="What starts in which year?"),
    "q_rollout_how": Text(
        nl="Een volgorde om de constellaties van dit plan een voor een te laten beginnen, met een kaart per jaar.",
        en="An order in which the constellations of this plan start one after the other, with a map for each year.",
    ),
    "q_rollout_go": Text(nl="Maak een uitrol in jaren", en="Make a roll-out in years"),
    "q_costs": Text(nl="Wat kost dit plan?", en="What does this plan cost?"),
    "q_costs_how": Text(
        nl="Kosten per jaar, per constellatie en per kind, met een werkmap waarin u bedragen kunt veranderen.",
        en="Costs per year, constellation and child, with a workbook in which you can change amounts.",
    ),
    "q_costs_go": Text(nl="Reken de kosten uit", en="Work out the costs"),
    "years": Text(nl="Jaren", en="Years"),
    "rolloutFirst": Text(nl="Eerste jaar", en="First year"),
    "rolloutStarts": Text(nl="Hoogstens zoveel beginnen per jaar", en="At most so many start in a year"),
    "rolloutBudget": Text(nl="Budget per jaar, in euro", en="Budget of a year, in euros"),
}
