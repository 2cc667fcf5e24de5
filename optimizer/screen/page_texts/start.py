"""Of the start: files that are read, refused or made anonymous, and projects of before."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text

START: Final[Mapping[str, Text]] = {
    "openTitle": Text(nl="Begin met uw gezinnenbestand", en="Start with your families file"),
    "openHow": Text(
        nl="Een Excel- of CSV-bestand met één rij per pleeggezin. Van meer aanbieders? Kies alle bestanden tegelijk; "
        "ze worden samengevoegd.",
        en="An Excel or CSV file with one row per foster family. From several providers? Choose all files at once; "
        "they are combined.",
    ),
    "chooseFiles": Text(nl="Kies bestanden", en="Choose files"),
    "orDrag": Text(nl="of sleep ze op deze pagina", en="or drag them onto this page"),
    "openNeeds": Text(
        nl="Nodig: een pseudoniem, een postcode en de aanbieder van elk gezin, en wie hubhome kan zijn. Namen en "
        "adressen horen er niet in; staan ze er toch in, dan helpt het programma ze eruit te halen.",
        en="Needed: a pseudonym, a postcode and the provider of each family, and who could be a hub home. Names and "
        "addresses do not belong in it; if they are there, the program helps to take them out.",
    ),
    "templateHow": Text(nl="Nog geen bestand?", en="No file yet?"),
    "template": Text(
        nl="Download een leeg Excel-bestand met uitleg en keuzelijsten",
        en="Download an empty Excel file with an explanation and lists to choose from",
    ),
    "exampleTitle": Text(nl="Eerst proberen?", en="Try it first?"),
    "exampleHow": Text(
        nl="Open het voorbeeld: een regio met verzonnen gezinnen. U kunt er niets mee stukmaken.",
        en="Open the example: a region of invented families. Nothing can be broken with it.",
    ),
    "exampleOpen": Text(nl="Open het voorbeeld", en="Open the example"),
    "recentTitle": Text(nl="Verder met een project", en="Go on with a project"),
    "recentNone": Text(
        nl="Nog geen projecten. Kies een bestand of open het voorbeeld; uw project staat daarna hier.",
        en="No projects yet. Choose a file or open the example; your project will then be listed here.",
    ),
    "changedOn": Text(nl="gewijzigd op {date}", en="changed on {date}"),
    "rename": Text(nl="Geef een andere naam", en="Rename"),
    "renameOf": Text(nl="Geef {name} een andere naam", en="Rename {name}"),
    "renamed": Text(nl="Het project heet nu {name}.", en="The project is now called {name}."),
    "remove": Text(nl="Haal van de lijst", en="Remove from the list"),
    "removeOf": Text(nl="Haal {name} van de lijst", en="Remove {name} from the list"),
    "removeAsk": Text(
        nl="Het project verdwijnt van deze lijst. Er gaat niets verloren: de map gaat naar de map 'removed' naast uw "
        "projecten, en u kunt haar terugzetten.",
        en="The project leaves this list. Nothing is lost: its folder is moved to the folder 'removed' beside your "
        "projects, and you can put it back.",
    ),
    "removeGo": Text(nl="Ja, haal van de lijst", en="Yes, remove it"),
    "removed": Text(
        nl="{name} staat niet meer op de lijst. De map is nu:", en="{name} is off the list. Its folder is now:"
    ),
    "reading": Text(nl="De bestanden worden gelezen…", en="Reading the files…"),
    "refusedTitle": Text(nl="Dit is nog niet te lezen", en="This cannot be read yet"),
    "refusedFile": Text(
        nl="Er is niets bewaard. Kies een ander bestand, of pas dit bestand aan en kies het opnieuw.",
        en="Nothing was saved. Choose another file, or change this file and choose it again.",
    ),
    "refusedRows": Text(
        nl="Pas deze cellen aan in uw bestand, sla het op en kies het opnieuw. Er is niets bewaard.",
        en="Correct these cells in your file, save it and choose it again. Nothing was saved.",
    ),
    "providersTitle": Text(nl="Van welke aanbieder is dit bestand?", en="Whose file is this?"),
    "providersHow": Text(
        nl="Staat de aanbieder niet in het bestand, vul die dan hier in; het bestand zelf verandert niet.",
        en="If the file does not name the provider, fill it in here; the file itself is not changed.",
    ),
    "providerOf": Text(nl="Aanbieder van {file}", en="Provider of {file}"),
    "providersGo": Text(nl="Lees de bestanden opnieuw", en="Read the files again"),
    "errorsCaption": Text(nl="Wat er niet klopt, per cel", en="What is wrong, cell by cell"),
    "error_file": Text(nl="Bestand", en="File"),
    "error_row": Text(nl="Rij", en="Row"),
    "error_column": Text(nl="Kolom", en="Column"),
    "error_wrong": Text(nl="Wat er niet klopt", en="What is wrong"),
    "personalTitle": Text(nl="Er staan persoonsgegevens in", en="It holds personal data"),
    "personalHow": Text(
        nl="U hoeft niets te verbeteren: de volgende stap haalt deze gegevens eruit. Er is niets bewaard.",
        en="You need not correct anything: the next step takes these data out. Nothing was saved.",
    ),
    "personalFound": Text(nl="Wat er is gevonden", en="What was found"),
    "anonymiseTitle": Text(nl="Volgende stap: anonimiseren", en="Next step: anonymise"),
    "anonymiseWhat": Text(
        nl="Namen, adressen, BSN en geboortedatums gaan eruit. Elk gezin krijgt een pseudoniem en een grovere plaats.",
        en="Names, addresses, BSN and birth dates are taken out. Each family gets a pseudonym and a coarser place.",
    ),
    "anonymiseKey": Text(
        nl="Welk gezin bij welk pseudoniem hoort, staat alleen in een sleutelbestand, buiten het project. Geef dat "
        "nooit mee.",
        en="Which family belongs to which pseudonym stands only in a key file, outside the project. Never pass it on.",
    ),
    "anonymiseHere": Text(
        nl="Het gebeurt op deze computer. Uw eigen bestand verandert niet.",
        en="It happens on this computer. Your own file is not changed.",
    ),
    "anonymiseProvider": Text(
        nl="Aanbieder van deze gezinnen, als het bestand dat niet zegt",
        en="Provider of these families, if the file does not say",
    ),
    "anonymiseProviderOf": Text(
        nl="Aanbieder van {file}, als het bestand dat niet zegt",
        en="Provider of {file}, if the file does not say",
    ),
    "anonymiseGo": Text(nl="Anonimiseer en ga verder", en="Anonymise and go on"),
    "anonymiseDone": Text(nl="Namen en adressen zijn eruit", en="Names and addresses are taken out"),
    "anonymiseTold": Text(nl="Wat er is gedaan, en wat u moet weten", en="What was done, and what to know"),
    "goOn": Text(nl="Verder naar het project", en="On to the project"),
}
