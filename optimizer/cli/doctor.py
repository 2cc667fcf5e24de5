"""``constellations doctor``: what stands on this computer and whether it works, as text to paste in a question."""

from dataclasses import asdict
from typing import Final

from geodata.language import Lang, Text, number
from optimizer.application.diagnosis import ELSEWHERE, NOT_FOR_A_PLAN, Diagnosis, diagnose
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context
from optimizer.cli.terminal import Terminal

EXIT_SICK: Final = 1


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    return LocalisedCommand("doctor", lang, HELPS["doctor"], in_context(run), [])


def run(terminal: Terminal) -> int:
    """Look and tell; exit code 0 when all is there that a plan needs, else 1."""
    found = diagnose()
    terminal.document(
        {
            "schema": "constellations/doctor/1",
            "healthy": found.healthy,
            "lang": str(terminal.lang),
            **asdict(found),
            "packages": {each.name: each.version for each in found.packages},
        }
    )
    for line in _lines(found, terminal.lang):
        terminal.say(LINE, {"line": line})
    return 0 if found.healthy else EXIT_SICK


def _lines(found: Diagnosis, lang: Lang) -> list[str]:
    memory = f"{number(found.memory_mb / 1024, lang)} GB"
    lines = [
        PROGRAM.say(lang, {"version": found.version, "python": found.python, "system": found.system}),
        MACHINE.say(lang, {"cores": found.cores, "memory": memory, "lang": str(lang), "encoding": found.encoding}),
        PACKAGES.say(lang, {"packages": tuple(f"{p.name} {p.version}" for p in found.packages if p.version)}),
    ]
    for each in found.packages:
        if each.version is None:
            lines.append((NO_GIS if each.name in NOT_FOR_A_PLAN else MISSING).say(lang, {"name": each.name}))
    kernels = {"compiled": found.compiled, "kernels": found.kernels}
    lines.append((COMPILED if found.compiled == found.kernels else SLOW).say(lang, kernels))
    for folder in found.folders:
        where = "" if folder.shown == ELSEWHERE else f" {folder.shown}"
        lines.append((WRITABLE if folder.writable else READ_ONLY)[folder.use].say(lang, {"where": where}))
    lines.append((KEY if found.key else NO_KEY).say(lang))
    lines.append((AREAS if found.areas else NO_AREAS).say(lang, {"n": found.areas}))
    trial = found.trial
    facts = {"families": trial.families, "n": trial.constellations, "seconds": trial.seconds}
    lines.append((NO_TRIAL if not trial.passed else PROVED if trial.proved else NOT_PROVED).say(lang, facts))
    lines.append((WELL if found.healthy else ILL).say(lang))
    return lines


LINE: Final = Text(nl="{line}", en="{line}")
PROGRAM: Final = Text(
    nl="constellations {version}, Python {python}, {system}", en="constellations {version}, Python {python}, {system}"
)
MACHINE: Final = Text(
    nl="Rekenkernen: {cores}; vrij werkgeheugen: {memory}; taal: {lang}; tekens: {encoding}",
    en="Cores: {cores}; free memory: {memory}; language: {lang}; characters: {encoding}",
)
PACKAGES: Final = Text(nl="Pakketten: {packages}", en="Packages: {packages}")
MISSING: Final = Text(
    nl="Niet goed: het pakket {name} ontbreekt. Installeer het programma opnieuw.",
    en="Not right: the package {name} is missing. Install the program again.",
)
NO_GIS: Final = Text(
    nl="Zonder {name}: geen GeoPackage-bestanden, en geen officiële gebieden in te voeren",
    en="Without {name}: no GeoPackage files, and no official areas to import",
)
COMPILED: Final = Text(
    nl="Machinecode: alle {kernels} onderdelen die daarvoor bedoeld zijn",
    en="Machine code: all {kernels} parts that are meant to be",
)
SLOW: Final = Text(
    nl="Niet goed: {compiled} van de {kernels} onderdelen zijn machinecode; het zoeken is daardoor veel trager. "
    "Installeer het programma opnieuw.",
    en="Not right: {compiled} of {kernels} parts are machine code; the search is much slower so. Install the program "
    "again.",
)
WRITABLE: Final = {
    "data": Text(
        nl="Gegevensmap{where} (gebieden, sleutels): te beschrijven",
        en="Data folder{where} (areas, keys): can be written",
    ),
    "work": Text(nl="Huidige map: te beschrijven", en="Current folder: can be written"),
    "temporary": Text(nl="Tijdelijke map: te beschrijven", en="Temporary folder: can be written"),
}
READ_ONLY: Final = {
    "data": Text(
        nl="Niet goed: in de gegevensmap{where} kan niet worden geschreven. Gebieden en sleutels worden niet bewaard.",
        en="Not right: the data folder{where} cannot be written. Areas and keys cannot be kept.",
    ),
    "work": Text(
        nl="Niet goed: in de huidige map kan niet worden geschreven. Ga naar een map van uzelf, zoals Documenten.",
        en="Not right: the current folder cannot be written. Go to a folder of your own, such as Documents.",
    ),
    "temporary": Text(
        nl="Niet goed: in de tijdelijke map kan niet worden geschreven. Vraag wie uw computer beheert.",
        en="Not right: the temporary folder cannot be written. Ask who looks after your computer.",
    ),
}
KEY: Final = Text(nl="Sleutel voor gemaskeerde kaarten: aanwezig", en="Key for masked maps: there")
NO_KEY: Final = Text(
    nl="Sleutel voor gemaskeerde kaarten: nog niet nodig geweest", en="Key for masked maps: not needed so far"
)
AREAS: Final = Text(nl="Ingevoerde bestanden met officiële gebieden: {n}", en="Imported files of official areas: {n}")
NO_AREAS: Final = Text(
    nl="Officiële gebieden: niet ingevoerd; de kaart tekent schematische",
    en="Official areas: none imported; maps draw schematic ones",
)
PROVED: Final = Text(
    nl="Klein plan: {families} verzonnen gezinnen, {n} constellaties, nagerekend, en beter kan niet; {seconds} s",
    en="Small plan: {families} invented families, {n} constellations, checked, and none is better; {seconds} s",
)
NOT_PROVED: Final = Text(
    nl="Klein plan: {families} verzonnen gezinnen, {n} constellaties, nagerekend; bewijs niet af in {seconds} s",
    en="Small plan: {families} invented families, {n} constellations, checked; proof not complete in {seconds} s",
)
NO_TRIAL: Final = Text(
    nl="Niet goed: voor {families} verzonnen gezinnen kwam er geen goed plan in {seconds} s.",
    en="Not right: no good plan came for {families} invented families in {seconds} s.",
)
WELL: Final = Text(nl="Alles wat een plan nodig heeft, is er.", en="All that a plan needs is there.")
ILL: Final = Text(
    nl="Er is iets niet goed; zie de regels die zo beginnen.", en="Something is not right; see the lines that begin so."
)
