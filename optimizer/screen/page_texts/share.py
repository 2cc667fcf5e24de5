"""Of the last step: keeping, printing and sharing."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text

SHARE: Final[Mapping[str, Text]] = {
    "shareNone": Text(
        nl="Er is nog geen plan om te bewaren of te delen. Maak er eerst een.",
        en="There is no plan to save or share yet. Make one first.",
    ),
    "shareBroken": Text(
        nl="Dit plan voldoet nu niet aan alle regels. Dat staat ook op wat u bewaart.",
        en="This plan does not keep every rule now. What you save says so too.",
    ),
    "saveTitle": Text(nl="Bewaar dit plan onder een naam", en="Save this plan under a name"),
    "saveHow": Text(
        nl="Een map met de kaart, het vergaderstuk, een Excel-werkmap en het plan zelf, met uw wijzigingen.",
        en="A folder with the map, the meeting pack, an Excel workbook and the plan itself, with your changes.",
    ),
    "saveName": Text(nl="Naam", en="Name"),
    "saveGo": Text(nl="Bewaar", en="Save"),
    "saving": Text(nl="Het plan wordt bewaard…", en="Saving the plan…"),
    "savedAs": Text(nl="Bewaard als {name}, in de map:", en="Saved as {name}, in the folder:"),
    "printTitle": Text(nl="Afdrukken", en="Print"),
    "printHow": Text(
        nl="Open een stuk en druk daar op Afdrukken. Het zijn stukken voor het planteam.",
        en="Open a document and press Print there. They are documents for the planning team.",
    ),
    "printOld": Text(
        nl="U hebt het plan met de hand gewijzigd. Bewaar het onder een naam; dan staan de stukken hier.",
        en="You changed the plan by hand. Save it under a name; the documents will then be here.",
    ),
    "page_map": Text(nl="De kaart met de lijst", en="The map with the list"),
    "page_report": Text(nl="Het vergaderstuk", en="The meeting pack"),
    "page_workbook": Text(nl="De werkmap voor Excel", en="The workbook for Excel"),
    "page_costs": Text(nl="De kosten", en="The costs"),
    "page_compare": Text(nl="Een vergelijking van twee plannen", en="A comparison of two plans"),
    "documentsTitle": Text(nl="Eerder gemaakt in dit project", en="Made before in this project"),
    "documentOld": Text(nl="(het plan is daarna veranderd)", en="(the plan was changed since)"),
    "page_rollout": Text(nl="De uitrol in jaren", en="The roll-out in years"),
    "shareTitle": Text(nl="Deel met een lezer", en="Share with a reader"),
    "shareFor": Text(nl="Voor wie is het?", en="Whom is it for?"),
    "whichProvider": Text(nl="Welke aanbieder", en="Which provider"),
    "reader_provider": Text(nl="Een pleegzorgaanbieder", en="A provider"),
    "reader_provider_how": Text(
        nl="Ziet de eigen gezinnen bij pseudoniem, en van anderen alleen aantallen.",
        en="Sees its own families by pseudonym, and of others only numbers.",
    ),
    "reader_council": Text(nl="Een gemeente", en="A council"),
    "reader_council_how": Text(
        nl="Ziet aantallen per gemeente; aantallen onder 10 staan er niet in.",
        en="Sees numbers per municipality; numbers under 10 are not in it.",
    ),
    "reader_public": Text(nl="Iedereen", en="Anybody"),
    "reader_public_how": Text(
        nl="Mag openbaar worden; aantallen onder 10 staan er niet in.",
        en="May be made public; numbers under 10 are not in it.",
    ),
    "shareGo": Text(nl="Maak de map voor deze lezer", en="Make the folder for this reader"),
    "sharingNow": Text(
        nl="De map wordt gemaakt, en nagekeken op wat over één gezin zou kunnen gaan…",
        en="Making the folder, and checking it for what could be about one family…",
    ),
    "sharedTitle": Text(nl="De map is klaar", en="The folder is ready"),
    "sharedFolder": Text(nl="Geef deze map door, en niets anders:", en="Pass on this folder, and nothing else:"),
    "sharedPacked": Text(nl="Download deze map als één bestand (zip)", en="Download this folder as one file (zip)"),
    "roundedTitle": Text(
        nl="Wat voor deze lezer is afgerond of weggelaten", en="What was rounded or left out for this reader"
    ),
    "sharedPreview": Text(nl="Wat deze lezer ziet", en="What this reader sees"),
}
