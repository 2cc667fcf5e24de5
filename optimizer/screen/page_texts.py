"""The sentences of the page itself, by name; the page fills the gaps. Words of the map are those of the map page."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text
from maps.words import WORDS

_OF_THE_MAP: Final = (
    "decimal",
    "group",
    "map",
    "mapHelp",
    "whole",
    "zoomIn",
    "zoomOut",
    "foundIn",
    "foundHub",
    "foundUnplaced",
    "shown",
    "nothing",
    "allPlaced",
    "more",
    "hubhome",
    "provider",
    "municipality",
    "childrenLong",
    "cardOf",
    "membersOf",
    "unplacedCaption",
    "km",
    "listCaption",
    "legendHub",
    "legendSatellite",
    "legendUnplaced",
    "remedy",
)

_START: Final = {
    "title": Text(nl="Constellaties", en="Constellations"),
    "subtitle": Text(
        nl="Pleeggezinnen indelen rond hubhomes. Alles blijft op deze computer.",
        en="Foster families around hub homes. Everything stays on this computer.",
    ),
    "saved": Text(
        nl="Alles wordt vanzelf bewaard, op deze computer.", en="Everything is saved by itself, on this computer."
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
        en="The program on this computer does not answer any more. Start it again; everything up to your last change "
        "is saved. If it opens in a new tab, you can close this one.",
    ),
    "oops": Text(
        nl="Dit lukte niet. Probeer het opnieuw; wat er was, is er nog.",
        en="This did not work. Try again; what there was is still there.",
    ),
    "conflict": Text(
        nl="In een ander venster is intussen iets veranderd. Dit is nu wat er staat; doe uw wijziging zo nodig "
        "opnieuw.",
        en="Something was changed in another window meanwhile. This is what stands now; make your change again if "
        "needed.",
    ),
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
        en="Mend these cells in your file, save it and choose it again. Nothing was saved.",
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
        en="You need not mend anything: the next step takes these data out. Nothing was saved.",
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
    "anonymiseGo": Text(nl="Anonimiseer en ga verder", en="Anonymise and go on"),
    "anonymiseDone": Text(nl="De gegevens zijn anoniem gemaakt", en="The data were made anonymous"),
    "goOn": Text(nl="Verder naar het project", en="On to the project"),
}

_READ: Final = {
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

_SETTINGS: Final = {
    "settingsTitle": Text(nl="Hoe moet het plan zijn?", en="What should the plan be like?"),
    "settingsHow": Text(
        nl="Elke wijziging wordt meteen bewaard en geldt voor het volgende plan. Niet zeker? Laat het staan.",
        en="Every change is saved at once and holds for the next plan. Not sure? Leave it as it is.",
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

_SEARCH: Final = {
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
        en="Searches everything again with the settings of now; who is pinned stays.",
    ),
    "planAround": Text(nl="Plan de rest hieromheen", en="Plan the rest around this"),
    "planAroundHelp": Text(
        nl="Wie u hebt verplaatst of vastgezet, blijft waar hij is; de andere gezinnen worden eromheen gepland.",
        en="Whoever you moved or pinned stays; the other families are planned around them.",
    ),
    "searchAgain": Text(nl="Opnieuw plannen", en="Plan again"),
    "busy_plan": Text(nl="Bezig met zoeken", en="Searching"),
    "busy_save": Text(nl="Het plan wordt bewaard", en="Saving the plan"),
    "busy_rollout": Text(nl="De invoering in jaren wordt gemaakt", en="Making the roll-out in years"),
    "searchBegins": Text(nl="De gezinnen worden gelezen…", en="Reading the families…"),
    "searchTime": Text(nl="hoogstens {n} seconden", en="{n} seconds at most"),
    "stopSearch": Text(nl="Stop en houd het beste", en="Stop and keep the best"),
    "stopping": Text(
        nl="Het zoeken stopt; het beste plan blijft.", en="The search is stopping; the best plan is kept."
    ),
    "searchEarlier": Text(nl="Wat er eerder is gevonden", en="What was found before"),
    "searchLost": Text(
        nl="Het programma antwoordt niet meer; het zoeken is hier niet meer te volgen.",
        en="The program does not answer any more; the search cannot be followed here.",
    ),
    "elsewhereOne": Text(
        nl="Eén gezin zit ergens anders dan in het vorige plan.",
        en="One family is elsewhere than in the plan before.",
    ),
    "elsewhereMany": Text(
        nl="{n} gezinnen zitten ergens anders dan in het vorige plan.",
        en="{n} families are elsewhere than in the plan before.",
    ),
    "searchDone": Text(nl="Het plan is klaar. {sentence}", en="The plan is ready. {sentence}"),
}

_PLAN: Final = {
    "parts": Text(nl="Onderdelen van dit plan", en="Parts of this plan"),
    "tab_list": Text(nl="Constellaties", en="Constellations"),
    "tab_unplaced": Text(nl="Niet ingedeeld", en="Unplaced"),
    "tab_figures": Text(nl="Cijfers", en="Figures"),
    "tab_versions": Text(nl="Plannen", en="Plans"),
    "tab_questions": Text(nl="Vragen", en="Questions"),
    "bar": Text(nl="Wijzigen", en="Changing"),
    "undo": Text(nl="Ongedaan maken", en="Undo"),
    "redo": Text(nl="Opnieuw doen", en="Redo"),
    "undoKeys": Text(nl="{what} (Ctrl+Z)", en="{what} (Ctrl+Z)"),
    "redoKeys": Text(nl="{what} (Ctrl+Y)", en="{what} (Ctrl+Y)"),
    "undone": Text(nl="Ongedaan gemaakt: {what}.", en="Undone: {what}."),
    "redone": Text(nl="Opnieuw gedaan: {what}.", en="Done again: {what}."),
    "verdictGood": Text(nl="Voldoet aan alle regels", en="Keeps every rule"),
    "verdictBroken": Text(nl="Voldoet niet aan alle regels", en="Does not keep every rule"),
    "settingsOld": Text(
        nl="De instellingen zijn veranderd na dit plan. Maak een nieuw plan om ze te laten gelden.",
        en="The settings were changed after this plan. Make a new plan to let them count.",
    ),
    "brokenTitle": Text(nl="Dit klopt nu niet:", en="This is not right now:"),
    "brokenMore": Text(nl="Toon er {n} meer", en="Show {n} more"),
    "keepsRules": Text(nl="Alle regels kloppen.", en="Every rule is kept."),
    "breaksOne": Text(nl="Er klopt nu één regel niet.", en="One rule is broken now."),
    "breaksMany": Text(nl="Er kloppen nu {n} regels niet.", en="{n} rules are broken now."),
    "fromTo": Text(nl="{title}: {before}, nu {after}", en="{title}: {before}, now {after}"),
    "slightlyMore": Text(nl="{title}: {text}, iets meer dan eerst", en="{title}: {text}, slightly more than before"),
    "slightlyLess": Text(nl="{title}: {text}, iets minder dan eerst", en="{title}: {text}, slightly less than before"),
    "fromToHomes": Text(
        nl="{constellation}: {before} satellietgezinnen, nu {after}; {children} pleegkinderen",
        en="{constellation}: {before} satellites, now {after}; {children} foster children",
    ),
    "listNone": Text(
        nl="Dit plan heeft geen constellaties. Maak een nieuw plan met ruimere instellingen, of begin een constellatie "
        "bij een gezin dat hubhome kan zijn.",
        en="This plan has no constellations. Make a new plan with wider settings, or start a constellation at a family "
        "that could be a hub home.",
    ),
    "col_constellation": Text(nl="Constellatie", en="Constellation"),
    "col_size": Text(nl="Satelliet\u00adgezinnen", en="Satellites"),
    "col_children": Text(nl="Kinderen", en="Children"),
    "col_farthest": Text(nl="Verst", en="Farthest"),
    "searchList": Text(nl="Zoek op gezin of constellatie", en="Search family or constellation"),
    "kind": Text(nl="Toon", en="Show"),
    "kind_all": Text(nl="Alle constellaties", en="All constellations"),
    "kind_room": Text(nl="Waar nog plaats is", en="With room left"),
    "kind_full": Text(nl="Die vol zijn", en="That are full"),
    "kind_broken": Text(nl="Waar een regel niet klopt", en="Where a rule is broken"),
    "hubIs": Text(nl="hubhome {family}", en="hub home {family}"),
    "ofMost": Text(nl="{n} van {most}", en="{n} of {most}"),
    "sizeOf": Text(nl="satellietgezinnen: {n}", en="satellites: {n}"),
    "about": Text(nl="ongeveer {km}", en="about {km}"),
    "constellationName": Text(nl="Naam van deze constellatie", en="Name of this constellation"),
    "aboutHub": Text(nl="Bekijk deze hubhome", en="View this hub home"),
    "stop": Text(nl="Hef de constellatie op", en="End the constellation"),
    "mem_family": Text(nl="Gezin", en="Family"),
    "mem_from": Text(nl="Aanbieder, gemeente", en="Provider, municipality"),
    "mem_children": Text(nl="Kinderen", en="Children"),
    "mem_distance": Text(nl="Afstand", en="Distance"),
    "mem_change": Text(nl="Wijzigen", en="Change"),
    "pinned": Text(nl="vast", en="pinned"),
    "legendDrag": Text(
        nl="Sleep een gezin naar een andere constellatie om het te verplaatsen.",
        en="Drag a family to another constellation to move it.",
    ),
    "unplacedHow": Text(
        nl="Deze gezinnen doen mee en hebben geen plaats. Verplaats ze zelf, of vraag wat zou helpen.",
        en="These families join and have no place. Move them yourself, or ask what would help.",
    ),
    "figuresTitle": Text(nl="Hoe goed is dit plan?", en="How good is this plan?"),
    "plansTitle": Text(nl="Plannen in dit project", en="Plans in this project"),
    "planNow": Text(nl="dit plan", en="this plan"),
    "changesTitle": Text(nl="Met de hand gewijzigd", en="Changed by hand"),
    "changesNone": Text(
        nl="Nog niets. Sleep een gezin op de kaart, of kies bij een gezin 'Verplaats naar…'.",
        en="Nothing yet. Drag a family on the map, or choose 'Move to…' at a family.",
    ),
    "undoneMark": Text(nl="ongedaan gemaakt", en="undone"),
    "planChoose": Text(nl="Werk verder met dit plan", en="Work on with this plan"),
    "planChosen": Text(nl="U werkt nu met {name}.", en="You now work on {name}."),
    "compareTitle": Text(nl="Vergelijk twee plannen", en="Compare two plans"),
    "compareOne": Text(
        nl="Maak nog een plan om twee plannen naast elkaar te zetten.",
        en="Make another plan to put two plans side by side.",
    ),
    "compareA": Text(nl="Eerst", en="First"),
    "compareB": Text(nl="en dan", en="and then"),
    "compareGo": Text(nl="Vergelijk", en="Compare"),
    "workbook": Text(nl="Werkmap (Excel)", en="Workbook (Excel)"),
    "openInTab": Text(nl="Open in een eigen tabblad", en="Open in a tab of its own"),
}

_FAMILY: Final = {
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
        en="The nearest stand first. You see at once what the change does and whether it is allowed; you can always "
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
        en="The plan was changed after this answer. Ask it again.",
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

_QUESTIONS: Final = {
    "q_helps": Text(nl="Wat zou helpen?", en="What would help?"),
    "q_helps_how": Text(
        nl="Welke instelling of welke extra hubhome de gezinnen zonder plaats een plaats zou geven.",
        en="Which setting or which further hub home would give the families without a place one.",
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
    "q_rollout_go": Text(nl="Maak een invoering in jaren", en="Make a roll-out in years"),
    "q_costs": Text(nl="Wat kost dit plan?", en="What does this plan cost?"),
    "q_costs_how": Text(
        nl="Kosten per jaar, per constellatie en per kind, met een werkmap waarin u bedragen kunt veranderen.",
        en="Costs per year, constellation and child, with a workbook in which you can change amounts.",
    ),
    "q_costs_go": Text(nl="Reken de kosten uit", en="Work out the costs"),
    "years": Text(nl="Jaren", en="Years"),
    "rolloutStarts": Text(nl="Hoogstens zoveel beginnen per jaar", en="At most so many start in a year"),
    "rolloutBudget": Text(nl="Budget per jaar, in euro", en="Budget of a year, in euros"),
}

_SHARE: Final = {
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
    "page_rollout": Text(nl="De invoering in jaren", en="The roll-out in years"),
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
    "roundedTitle": Text(
        nl="Wat voor deze lezer is afgerond of weggelaten", en="What was rounded or left out for this reader"
    ),
    "sharedPreview": Text(nl="Wat deze lezer ziet", en="What this reader sees"),
}

_TOUR: Final = {
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

TEXTS: Final[Mapping[str, Text]] = {
    **{key: WORDS[key] for key in _OF_THE_MAP},
    **_START,
    **_READ,
    **_SETTINGS,
    **_SEARCH,
    **_PLAN,
    **_FAMILY,
    **_QUESTIONS,
    **_SHARE,
    **_TOUR,
}
