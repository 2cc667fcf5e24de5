"""The sentences that commands share, and those that say what is wrong with a command line."""

from typing import Final

from geodata.language import Text

USAGE: Final = Text(nl="Gebruik: ", en="Usage: ")
OPTIONS: Final = Text(nl="Opties", en="Options")
GENERAL: Final = Text(nl="Algemeen", en="General")
SETTINGS: Final = Text(nl="Beleid (gaat vóór het beleidsbestand)", en="Policy (goes before the policy file)")
COMMANDS: Final = Text(nl="Opdrachten", en="Commands")
OPTIONS_METAVAR: Final = Text(nl="[OPTIES]", en="[OPTIONS]")
COMMAND_METAVAR: Final = Text(nl="OPDRACHT …", en="COMMAND …")
HELP: Final = Text(nl="Toon deze uitleg.", en="Show this explanation.")
LANG: Final = Text(nl="Taal: nl (Nederlands) of en (Engels).", en="Language: nl (Dutch) or en (English).")
QUIET: Final = Text(nl="Toon geen meldingen en geen voortgang.", en="Show no notices and no progress.")
VERBOSE: Final = Text(nl="Toon meer over wat er gebeurt.", en="Show more of what happens.")
VERSION: Final = Text(nl="Toon de versie.", en="Show the version.")
JSON: Final = Text(
    nl="Schrijf één JSON-document in plaats van zinnen.", en="Print one JSON document in place of words."
)
DEFAULT: Final = Text(nl="[standaard: {value}]", en="[default: {value}]")

REQUIRED: Final = Text(nl="[verplicht]", en="[required]")
FAMILIES: Final = Text(nl="GEZINNEN", en="FAMILIES")
PLAN: Final = Text(nl="PLAN", en="PLAN")
FOLDER: Final = Text(nl="MAP", en="DIR")

ABOUT: Final = Text(
    nl="Deelt pleeggezinnen in Mockingbird-constellaties in, en laat zien hoe goed het plan bewezen is.",
    en="Groups foster families into Mockingbird constellations, and shows how good the plan is proved to be.",
)
WHAT_NEXT: Final = Text(
    nl="""Wat u nu kunt doen:

  constellations example -o gezinnen.csv
      een bestand met verzonnen gezinnen, om het programma te proberen en als voorbeeld voor uw eigen bestand
  constellations plan gezinnen.csv -o resultaat
      een plan, met kaart en vergaderstuk: open daarna resultaat/map.html
  constellations anonymise export.csv -o gezinnen.csv
      van de export van een pleegzorgaanbieder een gezinnenbestand zonder namen en adressen
  constellations doctor
      of alles op deze computer werkt

Alle opdrachten: constellations --help""",
    en="""What you can do now:

  constellations --lang en example -o families.csv
      a file of invented families, to try the program with and as an example of your own file
  constellations --lang en plan families.csv -o result
      a plan, with a map and a meeting pack: then open result/map.html
  constellations --lang en anonymise export.csv -o families.csv
      of a provider's export, a families file without names and addresses
  constellations --lang en doctor
      whether all works on this computer

All commands: constellations --lang en --help""",
)

WRONG: Final = Text(nl="Fout: {sentence}", en="Error: {sentence}")
NOTICE: Final = Text(nl="Let op: {sentence}", en="Note: {sentence}")
SEE_HELP: Final = Text(nl="Uitleg: {command} --help", en="For help: {command} --help")

MISSING_ARGUMENT: Final = Text(nl="{name} ontbreekt.", en="{name} is missing.")
NO_FOLDER_TO_WRITE: Final = Text(
    nl="zeg in welke map het resultaat komt, bijvoorbeeld: -o resultaat",
    en="say in which folder the result goes, for instance: -o result",
)
NO_FILE_TO_WRITE: Final = Text(
    nl="zeg na -o hoe het bestand heet dat u wilt laten schrijven.",
    en="say after -o what the file is called that you want written.",
)
MISSING_FILES: Final = Text(
    nl="er ontbreekt een bestand. Schrijf bijvoorbeeld: {line}", en="a file is missing. Write for instance: {line}"
)
EXAMPLES: Final = {
    "families": Text(nl="gezinnen.csv", en="families.csv"),
    "files": Text(nl="aanbieder-a.xlsx aanbieder-b.xlsx", en="provider-a.xlsx provider-b.xlsx"),
    "plan": Text(nl="resultaat/plan.json", en="result/plan.json"),
    "given": Text(nl="gezinnen.csv resultaat/plan.json", en="families.csv result/plan.json"),
    "extract": Text(nl="provincie.osm.pbf", en="province.osm.pbf"),
}
MISSING_OPTION: Final = Text(nl="de optie {name} ontbreekt.", en="the option {name} is missing.")
NO_OPTION: Final = Text(
    nl="op de regel staat een optie die deze opdracht niet kent.",
    en="there is an option on the line that this command does not know.",
)
NO_OPTION_NEAR: Final = Text(
    nl="op de regel staat een optie die deze opdracht niet kent. Bedoelt u {near}?",
    en="there is an option on the line that this command does not know. Do you mean {near}?",
)
NO_COMMAND: Final = Text(
    nl="deze opdracht bestaat niet. Kies uit: {known}.", en="there is no such command. Choose from: {known}."
)
NO_COMMAND_NEAR: Final = Text(
    nl="deze opdracht bestaat niet. Bedoelt u {near}?", en="there is no such command. Do you mean {near}?"
)
TOO_MANY: Final = Text(
    nl="er staat te veel op de regel; woorden die de opdracht niet kent: {n}. Zet een naam met spaties tussen "
    "aanhalingstekens.",
    en="there is too much on the line; words that the command does not know: {n}. Put a name with spaces between "
    "quotation marks.",
)
NEEDS_VALUE: Final = Text(nl="na {name} hoort een waarde.", en="{name} needs a value.")
NO_VALUE: Final = Text(nl="{name} neemt geen waarde.", en="{name} takes no value.")
OTHERWISE: Final = Text(nl="deze opdrachtregel is niet te begrijpen.", en="this command line cannot be understood.")
AT: Final = Text(nl="{name}: {sentence}", en="{name}: {sentence}")

NOT_A_NUMBER: Final = Text(nl="dit moet een getal zijn, zoals 7,5.", en="this must be a number, such as 7.5.")
NOT_WHOLE: Final = Text(nl="dit moet een geheel getal zijn, zoals 8.", en="this must be a whole number, such as 8.")
NOT_ONE_OF: Final = Text(nl="kies uit: {choices}.", en="choose from: {choices}.")
NOT_A_SIZE: Final = Text(
    nl="schrijf minimum, streefaantal en maximum met dubbele punten, zoals 6:8:10.",
    en="write minimum, target and maximum with colons, such as 6:8:10.",
)
NOT_NUMBERS: Final = Text(
    nl="schrijf getallen met komma's ertussen, zoals 1,4,4.",
    en="write numbers with commas between them, such as 1,4,4.",
)
NO_FILE: Final = Text(nl="dit bestand bestaat niet.", en="this file does not exist.")
NO_SUCH_FILE: Final = Text(
    nl="'{typed}' bestaat niet. Controleer de naam en de map; een naam met spaties staat tussen aanhalingstekens.",
    en="'{typed}' does not exist. Check its name and folder; a name with spaces stands between quotation marks.",
)
NO_SUCH_FILE_NEAR: Final = Text(
    nl="'{typed}' bestaat niet. Bedoelt u '{near}'?", en="'{typed}' does not exist. Do you mean '{near}'?"
)
IS_FOLDER: Final = Text(nl="dit is een map en geen bestand.", en="this is a folder, not a file.")
NO_PLAN_INSIDE: Final = Text(nl="in deze map staat geen plan.json.", en="this folder holds no plan.json.")
UNREADABLE: Final = Text(nl="dit bestand mag niet worden gelezen.", en="this file may not be read.")

DISK: Final = Text(
    nl="{file} kan niet worden gelezen of geschreven: {cause}.", en="{file} cannot be read or written: {cause}."
)
DISK_FULL: Final = Text(
    nl="de schijf is vol; {file} is niet geschreven. Maak ruimte vrij, of kies een plaats op een andere schijf.",
    en="the disk is full; {file} was not written. Make room, or choose a place on another disk.",
)
TEMPORARY: Final = Text(nl="een tijdelijk bestand", en="a temporary file")
NOT_PRINTED: Final = Text(
    nl="de uitvoer kan niet worden geschreven (standaarduitvoer): {cause}. Bestanden die al gemaakt waren, zijn heel.",
    en="the output cannot be written (standard output): {cause}. Files that were made by then are whole.",
)
STOPPED: Final = Text(nl="Gestopt; er is niets geschreven.", en="Stopped; nothing was written.")
MEMORY: Final = Text(nl="het werkgeheugen is vol.", en="the memory is full.")
OURS: Final = Text(
    nl="er ging iets mis in het programma zelf ({kind}). Er is niets geschreven. Meld dit met de uitvoer van dezelfde "
    "opdracht met -v; daar staan geen gegevens van gezinnen in.",
    en="something went wrong in the program itself ({kind}). Nothing was written. Report this with the output of the "
    "same command with -v; it holds no data of families.",
)
UNVERIFIED: Final = Text(
    nl="het gevonden plan doorstond de eigen controle niet. Er is niets geschreven. Meld dit, met de opdracht.",
    en="the plan that was found did not pass the program's own check. Nothing was written. Report this, with the "
    "command that you gave.",
)
CALLED: Final = Text(nl="in {file}, regel {line}, {function}", en="in {file}, line {line}, {function}")

WORKING: Final = Text(nl="Nog bezig ({seconds} s)", en="Still at work ({seconds} s)")
PROGRESS: Final = Text(nl="{best} ({seconds} s)", en="{best} ({seconds} s)")
