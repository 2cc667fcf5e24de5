"""Of what stands around every step: the head of the page, its steps, and what is said anywhere."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text

FRAME: Final[Mapping[str, Text]] = {
    "title": Text(nl="Constellaties", en="Constellations"),
    "subtitle": Text(
        nl="Pleeggezinnen indelen rond hubhomes. Alles blijft op deze computer.",
        en="Foster families around hub homes. Everything stays on this computer.",
    ),
    "saved": Text(
        nl="Alles wordt vanzelf bewaard, op deze computer.", en="Everything is saved automatically, on this computer."
    ),
    "allProjects": Text(nl="Alle projecten", en="All projects"),
    "skip": Text(nl="Naar de inhoud", en="To the content"),
    "language": Text(nl="Taal", en="Language"),
    "steps": Text(nl="Stappen", en="Steps"),
    "step_read": Text(nl="Gezinnen", en="Families"),
    "step_settings": Text(nl="Instellingen", en="Settings"),
    "step_plan": Text(nl="Plan", en="Plan"),
    "step_share": Text(nl="Bewaren en delen", en="Save and share"),
    "close": Text(nl="Sluiten", en="Close"),
    "cancel": Text(nl="Annuleren", en="Cancel"),
    "keep": Text(nl="Bewaar", en="Save"),
    "yes": Text(nl="ja", en="yes"),
    "thinking": Text(nl="Even rekenen…", en="Computing…"),
    "loading": Text(nl="Laden…", en="Loading…"),
    "loadingPlan": Text(nl="Het plan wordt geladen…", en="Loading the plan…"),
    "lost": Text(
        nl="Het programma op deze computer antwoordt niet meer. Start het opnieuw; alles tot en met uw laatste "
        "wijziging is bewaard. Opent het in een nieuw tabblad, dan kunt u dit tabblad sluiten.",
        en="The program on this computer no longer answers. Start it again; everything up to your last change "
        "is saved. If it opens in a new tab, you can close this one.",
    ),
    "oops": Text(
        nl="Dit lukte niet. Probeer het opnieuw; wat er was, is er nog.",
        en="This did not work. Try again; nothing was lost.",
    ),
    "conflict": Text(
        nl="In een ander venster is intussen iets veranderd. Dit is nu wat er staat; doe uw wijziging zo nodig "
        "opnieuw.",
        en="Something was changed in another window meanwhile. This is how it is now; make your change again if "
        "needed.",
    ),
}
