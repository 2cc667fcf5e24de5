"""From a plan to the pages that are drawn of it: which points, which settings, which words about its source."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from geodata.areas import areas_of_the_country
from geodata.distances import Distances
from geodata.errors import Fault
from geodata.families import Location, Precision
from geodata.gazetteer import Gazetteer, load_gazetteer
from geodata.language import Fact, Lang, Text, number
from geodata.masking import DONUT_KM, DonutMask, PostcodeMask, secret_of
from geodata.roads.road_source import ATTRIBUTION
from geodata.store import Store
from geodata.told_distances import ToldDistances
from maps.base_map import BaseMap
from maps.report import Background
from maps.settings import Settings
from maps.tables import Line
from maps.tiles import WARNING, hosts_of, tiles_of
from maps.view import team_view, told_distances
from maps.view_model import MapView
from optimizer.application.drawing_request import Drawing
from optimizer.application.kept_masks import KeptMasks
from optimizer.application.mask_key import mask_key, place_of_key
from optimizer.application.reporter import Reporter
from optimizer.application.today import KEPT_BEYOND, kept_beyond
from optimizer.counts import BREACHES, counted
from optimizer.finished import FinishedPlan
from optimizer.plan import Plan
from optimizer.policy.distances import measured, said_of
from optimizer.recruits import COUNTS_ON, named_to_find
from optimizer.verify import sentence

_MOST_SAID: Final = 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan ready to be drawn: what ``maps`` asks for, and the distances that its other files tell."""

    view: MapView
    background: Background
    settings: Settings
    told: ToldDistances


def draw(finished: FinishedPlan, families_file: Path, drawing: Drawing, lang: Lang, reporter: Reporter) -> Drawn:
    """Make the planning team's view of a plan; a plan that breaks rules says so on the page.

    Raises
    ------
    InputError
        When the secret of the masks or the tile server cannot be used.
    """
    if drawing.exact:
        reporter.warn(ALOUD)
    else:
        finished = finished.without_distances()
    base_map = base_map_of(Store())
    tiles = None if drawing.tiles is None else tiles_of(drawing.tiles)
    if tiles is not None:
        reporter.warn(WARNING, {"host": hosts_of(tiles)})
    points = points_to_draw(finished.plan, families_file, drawing, base_map.gazetteer, reporter)
    view = team_view(
        finished,
        lang,
        points=points,
        exact=drawing.exact,
        base_map=base_map,
        tiles=tiles,
        title=drawing.cover.title,
    )
    broken = tuple(
        sentence(violation, lang, exact=drawing.exact, plan=finished.plan) for violation in finished.verdict.violations
    )
    if broken:
        facts: dict[str, Fact] = {"n": counted(len(broken), BREACHES, lang)}
        said = (BROKEN.say(lang, facts), *broken[:_MOST_SAID])
        view = replace(view, notices=(*said, *view.notices), alarms=(*said, *view.alarms))
    view = _with_ways(view, finished.problem.distances)
    to_find = named_to_find(each.hub for each in finished.plan.constellations)
    if to_find:
        said_of_them = COUNTS_ON.say(lang, {"homes": to_find})
        view = replace(view, notices=(*view.notices, said_of_them), alarms=(*view.alarms, said_of_them))
    joining = [family for family in finished.plan.families if family.joins and not family.to_find]
    n_by_postcode = sum(family.location.precision is Precision.PC4 for family in joining)
    if n_by_postcode:
        view = replace(view, notices=(*view.notices, BY_POSTCODE.say(lang, {"n": n_by_postcode})))
    beyond = kept_beyond(finished.problem, finished.plan)
    if beyond:
        view = replace(view, notices=(*view.notices, KEPT_BEYOND.say(lang, {"families": beyond})))
    rules = tuple(rule.title.say(lang) for rule in finished.problem.rules)
    way = measured(finished.problem.distances)
    settings = Settings.of(finished.policy, lang)
    background = Background(
        rules, _trace(finished, lang), broken, way, n_by_postcode > 0, cover=drawing.cover, limits=settings
    )
    told = told_distances(finished, points, exact=drawing.exact)
    return Drawn(view, background, settings, told)


def load_drawing() -> None:
    """Load what the base map needs and is slow to load, for who has a moment before a plan is drawn."""
    areas_of_the_country(load_gazetteer())


def _with_ways(view: MapView, distances: Distances) -> MapView:
    """Say on a page how distance was measured, and whose roads those are."""
    view = replace(view, notices=(*view.notices, *said_of(distances, view.lang)))
    if measured(distances) != "roads":
        return view
    sources = (*view.backdrop.attribution, ATTRIBUTION)
    return replace(view, backdrop=replace(view.backdrop, attribution=tuple(dict.fromkeys(sources))))


def base_map_of(store: Store) -> BaseMap:
    """Give the base map of what the user imported, or of what comes with the program."""
    return BaseMap(store.gazetteer(), *store.areas())


def points_to_draw(
    plan: Plan, families_file: Path, drawing: Drawing, gazetteer: Gazetteer, reporter: Reporter
) -> Mapping[str, Location]:
    """Give the point of each family: masked, or the home itself where that was asked for.

    A donut is kept in the ledger beside the key, and stays while the home is about where it was.
    """
    families = plan.families
    if drawing.exact:
        return {family.id: family.location for family in families}
    if drawing.mask != "donut" and drawing.key_file is None:
        return PostcodeMask(secret_of(families_file.read_bytes()), gazetteer).points(families)
    secret = mask_key(drawing.key_file, reporter.notice)
    kept = KeptMasks(place_of_key(drawing.key_file), secret)
    if others := kept.other_ways(drawing.mask):
        reporter.notice(Fault(OTHER_MASK, {"masks": others}))
    if drawing.mask == "donut":
        donut = DonutMask(secret)
        if n_lonely := donut.n_lonely(families):
            reporter.notice(Fault(LONELY, {"n": n_lonely, "k": donut.k, "km": DONUT_KM}))
        points = kept.donuts(donut, families)
    else:
        points = PostcodeMask(secret, gazetteer).points(families)
    if not kept.keep(drawing.mask):
        reporter.notice(Fault(NOT_KEPT))
    return points


def _trace(finished: FinishedPlan, lang: Lang) -> tuple[Line, ...]:
    source = finished.source
    return (
        Line(INPUT.say(lang), finished.input_name),
        Line(HASH.say(lang), source.sha256),
        Line(FAMILIES.say(lang), number(source.n_families, lang)),
        Line(PROGRAM.say(lang), f"constellations {source.version}, OR-Tools {source.ortools}"),
    )


ALOUD: Final = Text(
    nl="LET OP: --exact. De bestanden tonen waar elk gezin werkelijk woont, en afstanden op de meter. Stuur ze niet "
    "door.",
    en="TAKE CARE: --exact. The files show where each family really lives, and distances to the metre. Do not pass "
    "them on.",
)
OTHER_MASK: Final = Text(
    nl="met deze sleutel zijn punten eerder anders gemaskeerd ({masks}). Wie beide kaarten heeft, weet van elk gezin "
    "meer dan uit één.",
    en="with this key points were masked in another way before ({masks}). Who has both maps knows more of each family "
    "than from one.",
)
LONELY: Final = Text(
    nl="gezinnen bij wie binnen {km} km geen {k} andere gezinnen van dit bestand wonen: {n}. Hun verschoven punt "
    "verbergt minder: wie de streek kent, weet misschien welk huis het is.",
    en="families of whom no {k} other families of this file live within {km} km: {n}. Their shifted point hides less: "
    "who knows the area may know which house it is.",
)
NOT_KEPT: Final = Text(
    nl="waar de punten zijn getekend, kan niet naast de sleutel van de maskers worden bewaard. Verandert een adres een "
    "beetje, dan komt dat gezin op een nieuw punt, en uit veel kaarten samen is dan meer op te maken.",
    en="where points were drawn cannot be kept beside the key of the masks. When an address changes a little, that "
    "family gets another point, and many maps together then tell more.",
)
BY_POSTCODE: Final = Text(
    nl="Van deze gezinnen is alleen de postcode van vier cijfers bekend: {n}. Hun afstanden zijn die vanaf het midden "
    "van hun postcode; gemiddelden, middelste en grootste waarden waarin die meetellen, staan er met ± bij.",
    en="Of these families only the four-digit postcode is known: {n}. Their distances are those from the middle of "
    "their postcode; means, medians and longest values that count them bear a ±.",
)
BROKEN: Final = Text(
    nl="Dit plan houdt zich niet aan alle regels: {n}.",
    en="This plan does not keep every rule: {n}.",
)
INPUT: Final = Text(nl="Gezinnenbestand", en="Families file")
HASH: Final = Text(nl="SHA-256 van het gezinnenbestand", en="SHA-256 of the families file")
FAMILIES: Final = Text(nl="Gezinnen in het bestand", en="Families in the file")
PROGRAM: Final = Text(nl="Programma", en="Program")
