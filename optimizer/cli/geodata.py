"""``constellations geodata``: official areas and postcodes, imported once and used by every later reading and map."""

from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Fact, Lang, Text
from geodata.official import Kind, read_official
from geodata.store import Imported, Store
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, argument, in_context, option
from optimizer.cli.parameter_types import OneOf, Word
from optimizer.cli.terminal import Terminal


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [
        argument("action", lang, ACTION, OneOf("import", "list", "remove")),
        argument("target", lang, TARGET, Word(), required=False),
        option("--name", lang=lang, text=NAME, kind=Word()),
        option("--layer", lang=lang, text=LAYER, kind=Word()),
        option("--attribution", lang=lang, text=ATTRIBUTION, kind=Word()),
    ]
    return LocalisedCommand("geodata", lang, HELPS["geodata"], in_context(run), params)


def run(
    terminal: Terminal, action: str, target: str | None, name: str | None, layer: str | None, attribution: str | None
) -> int:
    """Import, list or remove."""
    store = Store()
    if action == "list":
        return _list(terminal, store)
    if target is None:
        raise InputError([Fault(NO_TARGET if action == "import" else NO_NAME)])
    if action == "remove":
        store.remove(target)
        terminal.document({"schema": "constellations/geodata/1", "removed": target})
        terminal.say(REMOVED, {"name": target})
        return 0
    official = read_official(Path(target), layer=layer, attribution=attribution)
    for notice in official.notices:
        terminal.notice(notice)
    kept = store.add(official, name)
    terminal.document({"schema": "constellations/geodata/1", "imported": _as_json(kept)})
    terminal.say(IMPORTED[kept.kind], {"n": kept.n_features, "name": kept.name})
    terminal.say(SAID, {"attribution": kept.attribution})
    return 0


def _list(terminal: Terminal, store: Store) -> int:
    kept = list(store)
    terminal.document({"schema": "constellations/geodata/1", "imports": [_as_json(each) for each in kept]})
    for each in kept:
        facts: dict[str, Fact] = {
            "name": each.name,
            "n": each.n_features,
            "file": each.file,
            "attribution": each.attribution,
        }
        terminal.say(LINE[each.kind], facts)
    if not kept:
        terminal.say(NOTHING)
    return 0


def _as_json(each: Imported) -> dict[str, object]:
    return {
        "name": each.name,
        "kind": each.kind.value,
        "features": each.n_features,
        "file": each.file,
        "sha256": each.sha256,
        "attribution": each.attribution,
    }


ACTION: Final = Text(nl="import|list|remove", en="import|list|remove")
TARGET: Final = Text(nl="[BESTAND of NAAM]", en="[FILE or NAME]")
NAME: Final = Text(nl="Naam waaronder het wordt bewaard.", en="Name to keep it under.")
LAYER: Final = Text(nl="Laag van een GeoPackage.", en="Layer of a GeoPackage.")
ATTRIBUTION: Final = Text(
    nl="Bronvermelding op elke kaart, zoals de licentie die vraagt.",
    en="What every map says of the source, as its licence asks.",
)
NO_TARGET: Final = Text(
    nl="geef het bestand dat u wilt invoeren: constellations geodata import BESTAND.",
    en="give the file to import: constellations geodata import FILE.",
)
NO_NAME: Final = Text(
    nl="geef de naam van wat u wilt verwijderen; `constellations geodata list` toont de namen.",
    en="give the name of what to remove; `constellations geodata list` shows the names.",
)
IMPORTED: Final = {
    Kind.MUNICIPALITIES: Text(
        nl="{n} gemeenten bewaard als '{name}'; elke kaart gebruikt ze vanaf nu.",
        en="{n} municipalities kept as '{name}'; every map uses them from now on.",
    ),
    Kind.PC4: Text(
        nl="{n} postcodes van vier cijfers bewaard als '{name}'; gezinnen met zo'n postcode krijgen een plaats.",
        en="{n} four-digit postcodes kept as '{name}'; families with such a postcode get a place.",
    ),
    Kind.PC6: Text(
        nl="{n} postcodes van zes tekens bewaard als '{name}'; gezinnen met zo'n postcode worden er precies geplaatst.",
        en="{n} six-position postcodes kept as '{name}'; families with such a postcode are placed exactly there.",
    ),
}
LINE: Final = {
    Kind.MUNICIPALITIES: Text(
        nl="{name}: {n} gemeenten uit {file}. {attribution}", en="{name}: {n} municipalities from {file}. {attribution}"
    ),
    Kind.PC4: Text(
        nl="{name}: {n} PC4-postcodes uit {file}. {attribution}",
        en="{name}: {n} four-digit postcodes from {file}. {attribution}",
    ),
    Kind.PC6: Text(
        nl="{name}: {n} PC6-postcodes uit {file}. {attribution}",
        en="{name}: {n} six-position postcodes from {file}. {attribution}",
    ),
}
SAID: Final = Text(
    nl="Bronvermelding op de kaart: {attribution}. Anders? Geef --attribution.",
    en="The map will say of its source: {attribution}. Otherwise? Give --attribution.",
)
REMOVED: Final = Text(nl="'{name}' is verwijderd.", en="'{name}' is removed.")
NOTHING: Final = Text(
    nl="Er is nog niets ingevoerd; kaarten tonen schematische gemeenten.",
    en="Nothing is imported yet; maps show schematic municipalities.",
)
