"""From a plan to the pages that are drawn of it: which points, which settings, which words about its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from geodata.distances import Distances
from geodata.families import Location, Precision
from geodata.gazetteer import Gazetteer
from geodata.language import NO, YES, Fact, Lang, Text, number
from geodata.masking import DonutMask, Mask, PostcodeMask, secret_of
from geodata.roads.road_source import ATTRIBUTION
from geodata.store import Store
from maps.base_map import BaseMap
from maps.report import Background
from maps.settings import Settings
from maps.tiles import tiles_of, warning
from maps.view import Subject, Unplacement, team_view
from maps.view_model import Line, MapView
from optimizer.application.mask_key import mask_key
from optimizer.cli.localised import LocalisedOption, option
from optimizer.cli.parameter_types import ExistingFile, OneOf, Word
from optimizer.cli.terminal import Terminal
from optimizer.files.planfile import Source
from optimizer.outcome import Mark, Status
from optimizer.plan import Plan
from optimizer.policy.distances import measured, said_of
from optimizer.policy.file import KEYS
from optimizer.policy.values import Policy
from optimizer.problem import Problem
from optimizer.verify import sentence, verify

_MOST_SAID: Final = 20


@dataclass(frozen=True, slots=True)
class Drawing:
    """How points are drawn, as the command line asks."""

    exact: bool
    mask: str
    key_file: Path | None
    tiles: str | None

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "Drawing":
        """Take it from the options of a command."""
        return cls(options["exact"], options["mask"], options["mask_key"], options["tiles"])


def drawing_options(lang: Lang) -> list[LocalisedOption]:
    """Give the options of every command that draws."""
    return [
        option("--exact", lang=lang, text=EXACT),
        option(
            "--mask",
            lang=lang,
            text=MASK,
            kind=OneOf("postcode", "donut"),
            default="postcode",
            metavar="postcode|donut",
        ),
        option("--mask-key", "mask_key", lang=lang, text=MASK_KEY, kind=ExistingFile()),
        option("--tiles", lang=lang, text=TILES, kind=Word(), metavar="pdok|osm|URL"),
    ]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan ready to be drawn: what ``maps`` asks for."""

    view: MapView
    background: Background
    settings: Settings


def draw(
    problem: Problem,
    plan: Plan,
    marks: Sequence[Mark],
    *,
    policy: Policy,
    status: Status | None,
    source: Source,
    families_file: Path,
    seed: int,
    drawing: Drawing,
    terminal: Terminal,
    why: Mapping[str, Unplacement] | None = None,
) -> Drawn:
    """Make the planning team's view of a plan; a plan that breaks rules says so on the page."""
    lang = terminal.lang
    if drawing.exact:
        terminal.print_error(ALOUD.say(lang))
    store = Store()
    base_map = BaseMap(store.gazetteer(), *store.areas())
    tiles = None if drawing.tiles is None else tiles_of(drawing.tiles)
    if tiles is not None:
        terminal.print_error(warning(tiles, lang))
    trace = tuple(_trace(source, families_file.name, seed, lang))
    settings = _settings(policy, lang)
    view = team_view(
        problem,
        plan,
        marks,
        lang,
        points=points_to_draw(plan, families_file, drawing, base_map.gazetteer),
        exact=drawing.exact,
        base_map=base_map,
        tiles=tiles,
        settings=settings,
        why=why,
        subject=Subject(source=_source(source, families_file.name, lang), status=status),
    )
    broken = tuple(sentence(violation, lang) for violation in verify(problem, plan).violations)
    if broken:
        facts: dict[str, Fact] = {"n": len(broken)}
        said = (BROKEN.say(lang, facts), *broken[:_MOST_SAID])
        view = replace(view, notices=(*said, *view.notices), alarms=(*said, *view.alarms))
    view = _with_ways(view, problem.distances)
    n_by_postcode = sum(family.joins and family.location.precision is Precision.PC4 for family in plan.families)
    if n_by_postcode:
        view = replace(view, notices=(*view.notices, BY_POSTCODE.say(lang, {"n": n_by_postcode})))
    rules = tuple(rule.title.say(lang) for rule in problem.rules)
    background = Background(rules, trace, broken, measured(problem.distances), n_by_postcode > 0)
    return Drawn(view, background, settings)


def _with_ways(view: MapView, distances: Distances) -> MapView:
    """Say on a page how distance was measured, and whose roads those are."""
    view = replace(view, notices=(*view.notices, *said_of(distances, view.lang)))
    if measured(distances) != "roads":
        return view
    sources = (*view.backdrop.attribution, ATTRIBUTION)
    return replace(view, backdrop=replace(view.backdrop, attribution=tuple(dict.fromkeys(sources))))


def points_to_draw(plan: Plan, families_file: Path, drawing: Drawing, gazetteer: Gazetteer) -> Mapping[str, Location]:
    """Give the point of each family: masked, or the home itself where that was asked for."""
    if drawing.exact:
        return {family.id: family.location for family in plan.families}
    mask: Mask
    if drawing.mask == "donut":
        mask = DonutMask(mask_key(drawing.key_file))
    elif drawing.key_file is not None:
        mask = PostcodeMask(mask_key(drawing.key_file), gazetteer)
    else:
        mask = PostcodeMask(secret_of(families_file.read_bytes()), gazetteer)
    return mask.points(plan.families)


def _settings(policy: Policy, lang: Lang) -> Settings:
    return Settings(
        radius_m=policy.radius.hub_km * 1000,
        low=policy.size.min,
        target=policy.size.target,
        high=policy.size.max,
        count_hub=policy.size.count_hub,
        lines=tuple(settings_lines(policy, lang)),
    )


def settings_lines(policy: Policy, lang: Lang) -> list[Line]:
    """Give every key of the policy with its value and meaning, in the order of the policy file."""
    nested = policy.as_dict()
    return [
        Line(
            f"{key.full}: {key.meaning.text.say(lang)}",
            _value(nested[key.section].get(key.name), lang),
        )
        for key in KEYS
    ]


def _value(value: object, lang: Lang) -> str:
    if value is None:
        return NOT_SET.say(lang)
    if isinstance(value, bool):
        return (YES if value else NO).say(lang)
    if isinstance(value, int):
        return number(value, lang)
    if isinstance(value, float):
        return number(value, lang, max(1, len(f"{value:.10g}".partition(".")[2])))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _source(source: Source, name: str, lang: Lang) -> str:
    facts: dict[str, Fact] = {"file": name, "hash": source.sha256[:12], "version": source.version}
    return SOURCE_LINE.say(lang, facts)


def _trace(source: Source, name: str, seed: int, lang: Lang) -> list[Line]:
    return [
        Line(INPUT.say(lang), name),
        Line(HASH.say(lang), source.sha256),
        Line(FAMILIES.say(lang), number(source.n_families, lang)),
        Line(PROGRAM.say(lang), f"constellations {source.version}, OR-Tools {source.ortools}"),
        Line(SEED.say(lang), str(seed)),
    ]


EXACT: Final = Text(
    nl="Teken de werkelijke plaats van elk gezin. Zulke pagina's bewaart u als een adressenlijst.",
    en="Draw where each family really lives. Keep such pages as you would a list of addresses.",
)
MASK: Final = Text(
    nl="Hoe punten worden gemaskeerd: postcode (rond het midden van de 4-cijferige postcode) of donut (verschoven in "
    "een geheime richting). [standaard: postcode]",
    en="How points are masked: postcode (around the middle of the 4-digit postcode) or donut (shifted in a secret "
    "direction). [default: postcode]",
)
MASK_KEY: Final = Text(
    nl="Bestand met de geheime sleutel van de maskers, om op elke computer dezelfde punten te tekenen.",
    en="File with the secret key of the masks, to draw the same points on every computer.",
)
TILES: Final = Text(
    nl="Haal de achtergrond van de kaart van een tegelserver op het internet. Die server ziet dan waar u kijkt.",
    en="Fetch the background of the map from a tile server on the internet. That server then sees where you look.",
)
ALOUD: Final = Text(
    nl="LET OP: --exact. De kaart toont waar elk gezin werkelijk woont. Stuur haar niet door.",
    en="TAKE CARE: --exact. The map shows where each family really lives. Do not pass it on.",
)
BY_POSTCODE: Final = Text(
    nl="Van deze gezinnen is alleen de postcode van vier cijfers bekend: {n}. Hun afstanden, en gemiddelden en "
    "middelste "
    "waarden daarvan, zijn die tussen middens van postcodes.",
    en="Of these families only the four-digit postcode is known: {n}. Their distances, and the means and "
    "medians of those, "
    "are between middles of postcodes.",
)
BROKEN: Final = Text(
    nl="Dit plan houdt zich niet aan alle regels: {n} overtreding(en).",
    en="This plan does not keep every rule: {n} breach(es).",
)
NOT_SET: Final = Text(nl="niet ingesteld", en="not set")
SOURCE_LINE: Final = Text(
    nl="Gemaakt van {file} (SHA-256 {hash}…) met constellations {version}",
    en="Made from {file} (SHA-256 {hash}…) by constellations {version}",
)
INPUT: Final = Text(nl="Gezinnenbestand", en="Families file")
HASH: Final = Text(nl="SHA-256 van het gezinnenbestand", en="SHA-256 of the families file")
FAMILIES: Final = Text(nl="Gezinnen in het bestand", en="Families in the file")
PROGRAM: Final = Text(nl="Programma", en="Program")
SEED: Final = Text(nl="Beginwaarde van het toeval", en="Seed of chance")
