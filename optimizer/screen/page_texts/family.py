"""Of one family: what can be changed of it, what can be asked, and what a change did."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text

FAMILY: Final[Mapping[str, Text]] = {
    "familyTitle": Text(nl="Gezin {family}", en="Family {family}"),
    "backToList": Text(nl="Terug naar de lijst", en="Back to the list"),
    "distanceHub": Text(nl="Afstand tot de hubhome", en="Distance to the hub home"),
    "before": Text(nl="Eerst in", en="Before in"),
    "pinnedTitle": Text(nl="Staat vast", en="Pinned"),
    "canChange": Text(nl="Wijzigen", en="Change"),
    "canAsk": Text(nl="Vragen", en="Ask"),
    "moveTo": Text(nl="Verplaats naar…", en="Move to…"),
    "moveTitle": Text(nl="Verplaats {family} naar…", en="Move {family} to…"),
    "moveHow": Text(
        nl="De dichtstbijzijnde staan bovenaan. Wat de wijziging doet en of zij mag, ziet u meteen; ongedaan maken kan "
        "altijd.",
        en="The nearest come first. You see at once what the change does and whether it is allowed; you can always "
        "undo it.",
    ),
    "moveSearch": Text(nl="Zoek een constellatie", en="Search a constellation"),
    "moveJudging": Text(nl="Wordt nagegaan waar dit gezin past…", en="Finding out where this family fits…"),
    "moveJudged": Text(nl="Nagegaan; hier past het gezin: {n}.", en="Done; places where the family fits: {n}."),
    "move_fits": Text(nl="Hier past het gezin", en="Here the family fits"),
    "move_bars": Text(nl="Hier staat een regel in de weg", en="Here a rule stands in the way"),
    "move_open": Text(nl="Verder weg, niet nagegaan", en="Farther away, not looked at"),
    "moveChoices": Text(nl="Constellaties, dichtstbijzijnde eerst", en="Constellations, nearest first"),
    "moveNone": Text(nl="Geen constellatie heet zo.", en="No constellation is called that."),
    "moveHere": Text(nl="Verplaats hierheen", en="Move here"),
    "takeOut": Text(nl="Haal uit de constellatie", en="Take out of the constellation"),
    "pin": Text(nl="Zet vast", en="Pin"),
    "unpin": Text(nl="Maak los", en="Unpin"),
    "startHere": Text(
        nl="Begin een constellatie met dit gezin als hubhome", en="Start a constellation with this hub home"
    ),
    "roleTitle": Text(nl="Als hubhome, in het volgende plan", en="As a hub home, in the next plan"),
    "role_free": Text(nl="zoals in het bestand", en="as in the file"),
    "role_required": Text(nl="moet hubhome zijn", en="must be a hub home"),
    "role_barred": Text(nl="geen hubhome", en="no hub home"),
    "askWhyHere": Text(nl="Waarom is dit gezin hier?", en="Why is this family here?"),
    "askWhyNot": Text(nl="Waarom is dit gezin niet ingedeeld?", en="Why is this family unplaced?"),
    "askSuggest": Text(nl="Waar kan dit gezin nog meer heen?", en="Where else could this family go?"),
    "askWithout": Text(nl="Wat als deze hubhome stopt?", en="What if this hub home stops?"),
    "askHelps": Text(nl="Wat zou helpen?", en="What would help?"),
    "answer_why": Text(nl="Waarom {family} hier is, of niet", en="Why {family} is here, or not"),
    "answer_suggest": Text(nl="Waar {family} nog meer heen kan", en="Where else {family} could go"),
    "answer_without": Text(nl="Als {family} stopt als hubhome", en="If {family} stops as a hub home"),
    "answer_helps": Text(nl="Wat zou helpen", en="What would help"),
    "answer_today": Text(nl="Vergeleken met nu", en="Compared with today"),
    "answerOld": Text(
        nl="Het plan is veranderd na dit antwoord. Vraag het opnieuw.",
        en="The plan was changed after this answer. Ask again.",
    ),
    "didMove": Text(nl="{family} staat nu in {constellation}.", en="{family} is now in {constellation}."),
    "didOut": Text(nl="{family} is uit de constellatie gehaald.", en="{family} was taken out of the constellation."),
    "didPin": Text(nl="{family} staat vast.", en="{family} is pinned."),
    "didUnpin": Text(nl="{family} staat niet meer vast.", en="{family} is no longer pinned."),
    "didName": Text(nl="De constellatie heet nu {name}.", en="The constellation is now called {name}."),
    "didStart": Text(
        nl="{family} is nu de hubhome van een nieuwe constellatie.",
        en="{family} is now the hub home of a new constellation.",
    ),
    "didStop": Text(
        nl="{constellation} is opgeheven; de gezinnen zijn niet ingedeeld.",
        en="{constellation} was ended; its families are unplaced.",
    ),
    "did_free": Text(nl="{family} is weer zoals in het bestand.", en="{family} is as in the file again."),
    "did_required": Text(nl="{family} moet hubhome zijn.", en="{family} must be a hub home."),
    "did_barred": Text(nl="{family} mag geen hubhome zijn.", en="{family} may not be a hub home."),
    "dragTo": Text(nl="{family} naar {constellation}", en="{family} to {constellation}"),
    "dragNothing": Text(nl="Er is niets verplaatst.", en="Nothing was moved."),
}
