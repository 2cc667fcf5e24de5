"""Who reads a shared folder, and the files that reader gets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from geodata.families import Families, Location, Precision
from geodata.gis_library import has_gis_library
from geodata.language import Lang
from geodata.roads.road_source import ATTRIBUTION
from maps import page
from maps.base_map import BaseMap
from maps.gis import as_geojson, as_geopackage
from maps.sharing import words
from maps.sharing.council import council
from maps.sharing.pages import report
from maps.sharing.provider import provider
from maps.sharing.public import public
from maps.sharing.release import Release
from maps.sharing.view_model import Shared
from maps.sharing.workbook import workbook
from optimizer.counts import counted
from optimizer.finished import FinishedPlan
from optimizer.policy.distances import measured

FILES: Final = ("map.html", "report.html", "plan.xlsx", "constellations.geojson", "constellations.gpkg")
"""What a shared folder holds: the same names for every reader, so that a name tells nothing."""


class AudienceKind(StrEnum):
    """The kinds of reader outside the planning team."""

    PROVIDER = "provider"
    COUNCIL = "council"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Audience:
    """A reader; ``name`` is that of a provider."""

    kind: AudienceKind
    name: str | None = None


def audience_of(text: str) -> Audience | None:
    """Read ``provider=NAME``, ``council`` or ``public``; ``None`` for anything else."""
    word, sign, name = text.partition("=")
    kind = word.strip().casefold()
    if kind not in tuple(AudienceKind) or bool(sign) != (kind == AudienceKind.PROVIDER) or (sign and not name.strip()):
        return None
    return Audience(AudienceKind(kind), name.strip() or None)


def provider_named(families: Families, name: str) -> str | None:
    """Find a provider as the families file writes it; case counts only where two differ in nothing else."""
    names = {family.provider for family in families}
    alike = [each for each in names if each.casefold() == name.casefold()]
    if name in names:
        return name
    return alike[0] if len(alike) == 1 else None


def shared(
    finished: FinishedPlan,
    audience: Audience,
    lang: Lang,
    *,
    points: Mapping[str, Location],
    base_map: BaseMap,
    release: Release,
) -> Shared:
    """Say what a reader gets of a plan; of one that breaks rules the reader is told that it does.

    Parameters
    ----------
    points
        Masked points by pseudonym; only a provider gets any, and only its own.
    release
        The numbers of this plan, decided for all readers at once.
    """
    match audience.kind:
        case AudienceKind.COUNCIL:
            made = council(release, finished.helps, base_map, lang)
        case AudienceKind.PUBLIC:
            made = public(release, base_map, lang)
        case AudienceKind.PROVIDER:
            assert audience.name is not None
            made = provider(finished.plan, audience.name, points, base_map, release, lang)
    broken = () if finished.verdict.passed else (words.BROKEN.say(lang),)
    return _with_notices(
        made, (*broken, *made.notices, *_of_hub_homes(finished, lang), *_of_distances(finished, lang)), finished
    )


def _of_distances(finished: FinishedPlan, lang: Lang) -> Iterator[str]:
    """Say how distances of the plan were measured where that is no plain straight line from home to home."""
    if measured(finished.problem.distances) == "roads":
        yield words.OVER_ROADS.say(lang, {"attribution": ATTRIBUTION})
    families = [family for family in finished.plan.families if family.joins and not family.to_find]
    if any(family.location.precision is Precision.PC4 for family in families):
        yield words.BY_POSTCODE.say(lang)


def _of_hub_homes(finished: FinishedPlan, lang: Lang) -> Iterator[str]:
    """Say how many constellations count on a hub home that is still to be found; where, is not told."""
    n = sum(each.hub.to_find for each in finished.plan.constellations)
    if n:
        yield counted(n, words.STILL_TO_FIND, lang)


def _with_notices(made: Shared, notices: tuple[str, ...], finished: FinishedPlan) -> Shared:
    """Put notices above every page, and on the map whose roads were measured."""
    view = replace(made.view, notices=notices)
    if measured(finished.problem.distances) == "roads":
        sources = tuple(dict.fromkeys((*view.backdrop.attribution, ATTRIBUTION)))
        view = replace(view, backdrop=replace(view.backdrop, attribution=sources))
    return replace(made, notices=notices, view=view)


def files(made: Shared, version: str) -> dict[str, bytes]:
    """Write what a reader gets: the files of its folder, by name; no GeoPackage where none can be written."""
    contents = (
        page.render(made.view).encode(),
        report(made, version).encode(),
        workbook(made),
        as_geojson(made.view),
        as_geopackage(made.view) if has_gis_library() else None,
    )
    return {name: content for name, content in zip(FILES, contents, strict=True) if content is not None}
