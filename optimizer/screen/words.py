"""What the server of the screen says, to the browser and on the terminal."""

import traceback
from pathlib import Path
from typing import Final

from geodata.language import Text

NOT_THIS_HOST: Final = Text(
    nl="Dit adres hoort niet bij het scherm. Start het scherm opnieuw.",
    en="This address is not that of the screen. Start the screen again.",
)
NOT_THIS_SITE: Final = Text(
    nl="Dit verzoek kwam niet van het scherm zelf en is niet uitgevoerd.",
    en="This request did not come from the screen itself and was not carried out.",
)
NOT_THIS_WAY: Final = Text(nl="Dit verzoek kent het scherm niet.", en="The screen does not know this kind of request.")
NOT_LET_IN: Final = Text(
    nl="Deze browser is niet toegelaten. Start het scherm opnieuw; dan opent het vanzelf in uw browser.",
    en="This browser was not let in. Start the screen again; it then opens by itself in your browser.",
)
TOO_LARGE: Final = Text(
    nl="Dit is te veel in één keer; hoogstens {most} MB. Bewaar alleen het blad met gezinnen, of geef "
    "minder bestanden.",
    en="This is too much at once; {most} MB at most. Keep only the sheet of families, or give fewer files.",
)
OURS: Final = Text(
    nl="Er ging iets mis in het programma zelf. Wat al bewaard was, is er nog.",
    en="Something went wrong in the program itself. What was saved before is still there.",
)
WRONG_KIND: Final = Text(
    nl="Dit verzoek heeft een vorm die het scherm niet verwacht.",
    en="This request has a form that the screen does not expect.",
)
NOT_FOUND: Final = Text(nl="Dit bestaat hier niet (meer).", en="This is not here (any more).")
OLD: Final = Text(
    nl="In een ander venster is intussen iets veranderd. Dit is nu wat er staat; doe uw wijziging zo nodig opnieuw.",
    en="Something was changed in another window meanwhile. This is what stands now; make your change again if needed.",
)
ELSEWHERE: Final = Text(
    nl="Dit project is geopend door een ander scherm, misschien op een andere computer. Sluit het daar eerst.",
    en="This project is open in another screen, perhaps on another computer. Close it there first.",
)
MISSING: Final = Text(nl="'{name}' ontbreekt of is niet goed.", en="'{name}' is missing or not right.")
FAULTS: Final = Text(
    nl="Het bestand kan nog niet worden gebruikt; fouten: {n}. Verbeter deze cellen en kies het bestand opnieuw.",
    en="The file cannot be used yet; faults: {n}. Correct these cells and choose the file again.",
)
NO_FILES: Final = Text(
    nl="Kies eerst een bestand: Excel (.xlsx) of CSV.", en="Choose a file first: Excel (.xlsx) or CSV."
)
TOO_MANY_FILES: Final = Text(
    nl="Dit zijn te veel bestanden in één keer; hoogstens {most}.",
    en="These are too many files at once; {most} at most.",
)
NOT_A_PROJECT: Final = Text(
    nl="In deze map staat geen project van het scherm, of het is niet te lezen.",
    en="This folder holds no project of the screen, or it cannot be read.",
)
LINKED: Final = Text(
    nl="In de map van dit project staat een verwijzing in plaats van een bestand of map; die wordt niet gevolgd. Zet "
    "er het bestand of de map zelf neer.",
    en="In the folder of this project stands a link in place of a file or folder; it is not followed. Put the file or "
    "folder itself there.",
)
PLAN_UNREADABLE: Final = Text(
    nl="{plan} is niet te lezen en wordt niet getoond. Zet plan.json in die map terug zoals het was, of haal de map "
    "weg.",
    en="{plan} cannot be read and is not shown. Put plan.json in that folder back as it was, or take the folder away.",
)
BUSY: Final = Text(
    nl="Er wordt al gerekend. Wacht tot dat klaar is, of stop het.",
    en="A computation is under way already. Wait until it is done, or stop it.",
)
NO_PLAN_YET: Final = Text(nl="Er is nog geen plan. Maak er eerst een.", en="There is no plan yet. Make one first.")
STOPPED_WITHOUT: Final = Text(nl="Gestopt voordat er een plan was.", en="Stopped before there was a plan.")
OUT_OF_TIME: Final = Text(
    nl="In deze tijd is geen plan gevonden. Geef het meer tijd.",
    en="No plan was found in this time. Give it more.",
)
PROCESS_ENDED: Final = Text(
    nl="Het zoeken is onverwacht geëindigd, misschien omdat het geheugen vol was. Wat er was, is er nog.",
    en="The search ended unexpectedly, perhaps because the memory was full. What there was is still there.",
)
NOT_NOTED: Final = Text(
    nl="Het plan is gemaakt, maar het project kon niet worden bijgewerkt; misschien is de schijf vol.",
    en="The plan was made, but the project could not be brought up to date; the disk may be full.",
)
KEPT_BEST: Final = Text(
    nl="Gestopt; dit is het beste plan tot dan toe, en het is nagerekend.",
    en="Stopped; this is the best plan so far, and it was checked.",
)
PLAN_NAME: Final = Text(nl="Plan {n}", en="Plan {n}")
EXAMPLE_NAME: Final = Text(nl="Voorbeeld: verzonnen gezinnen", en="Example: invented families")
UNNAMED: Final = Text(nl="Mijn regio", en="My region")

RUNNING: Final = Text(
    nl="Het scherm staat open op {address}\nSluit het laatste tabblad of druk op Ctrl-C om te stoppen.",
    en="The screen is open at {address}\nClose the last tab or press Ctrl-C to stop.",
)
NO_BROWSER: Final = Text(
    nl="De browser gaat niet vanzelf open. Open dit adres zelf; het werkt één keer:\n{address}",
    en="The browser does not open by itself. Open this address yourself; it works once:\n{address}",
)
FOUND: Final = Text(
    nl="Het scherm stond al open; het is opnieuw in de browser geopend.",
    en="The screen was open already; it was opened in the browser again.",
)
ENDED: Final = Text(nl="Het scherm is gesloten; alles is bewaard.", en="The screen is closed; everything is saved.")
FAULT: Final = Text(
    nl="Een fout in het scherm ({kind}), in: {places}. Er staan geen gegevens van gezinnen in deze regel.",
    en="A fault in the screen ({kind}), in: {places}. This line holds no data of families.",
)


def places(error: BaseException) -> tuple[str, ...]:
    """Give where in the program something went wrong, the place itself first; never what was worked on."""
    frames = traceback.extract_tb(error.__traceback__)[::-1]
    return tuple(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[:6])
