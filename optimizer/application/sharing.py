"""A folder for one reader outside the planning team, that holds nothing which that reader may not see."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.gis_library import has_gis_library
from geodata.language import Fact, Lang, Text
from geodata.reading import Reading
from geodata.store import Store
from maps.sharing.answers import costs_table
from maps.sharing.audience import FILES, Audience, AudienceKind, files, provider_named, shared
from maps.sharing.readers import coalition_of, limits_of
from maps.sharing.release import Release, release, with_gains
from maps.sharing.tally import municipalities, tally
from maps.sharing.waves import waves_table
from maps.tables import Table
from optimizer import __version__
from optimizer.application.drawing import BROKEN, base_map_of, points_to_draw
from optimizer.application.drawing_request import Drawing
from optimizer.application.folder import check_folder, write_folder
from optimizer.application.joining import FamiliesFiles, OpenedFamilies, opened
from optimizer.application.mask_key import mask_key
from optimizer.application.plan_reading import made_of, read_given
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.released import Released, counted_of
from optimizer.application.reporter import Reporter
from optimizer.application.rollout_reading import holds_roll_out, read_given_roll_out
from optimizer.costs.money import PROPOSAL
from optimizer.counts import BREACHES, counted
from optimizer.finished import FinishedPlan


@dataclass(frozen=True, slots=True)
class ShareRequest:
    """A plan to be written for one reader; ``drawing`` may not ask for exact points or tiles."""

    families: FamiliesFiles
    plan: Path
    audience: Audience
    output: Path
    lang: Lang
    policy: PolicyRequest = field(default_factory=PolicyRequest)
    drawing: Drawing = field(default_factory=Drawing)
    force: bool = False


def share(request: ShareRequest, reporter: Reporter) -> None:
    """Read families and plan, make what the reader may see, and write that.

    Raises
    ------
    InputError
        When a file cannot be used, the folder holds other files, or no family has the provider.
    """
    assert not request.drawing.exact
    check_folder(request.output, force=request.force)
    _check_bare(request.output)
    with opened(request.families, request.lang, reporter, made_of=made_of(request.plan)) as families:
        _write(request, families, reporter)


def _write(request: ShareRequest, families: OpenedFamilies, reporter: Reporter) -> None:
    reading = families.reading
    audience = _known(request.audience, reading.families, reporter)
    finished, yearly = _judged(request, reading, reporter)
    if not finished.verdict.passed:
        reporter.warn(BROKEN, {"n": counted(len(finished.verdict.violations), BREACHES, request.lang)})
    base_map = base_map_of(Store())
    points = (
        points_to_draw(finished.plan, families.path, request.drawing, base_map.gazetteer, reporter)
        if audience.kind is AudienceKind.PROVIDER
        else {}
    )
    secret = mask_key(request.drawing.key_file, reporter.notice)
    counting = tuple(reading.families)
    counts = counted_of(counting, municipalities(counting, base_map.gazetteer))
    ledger = Released(secret, counts, reading.sha256, finished.plan)
    divide = ledger.may_divide()
    if not divide:
        reporter.notice(Fault(OTHER_PLAN))
    size = finished.policy.size
    limits = limits_of(finished.plan, (size.min - size.count_hub, size.max - size.count_hub))
    numbers = release(finished.plan, tally(finished.plan, base_map.gazetteer, secret), limits, secret, divide=divide)
    numbers = with_gains(numbers, finished.helps, secret)
    made = shared(finished, audience, request.lang, points=points, base_map=base_map, release=numbers)
    if yearly is None and audience.kind is AudienceKind.COUNCIL:
        yearly = costs_table(numbers.n_constellations, request.lang)
    if yearly is not None and audience.kind is not AudienceKind.PROVIDER:
        made = replace(made, tables=(*made.tables, yearly), view=replace(made.view, tables=(*made.view.tables, yearly)))
    if audience.kind is AudienceKind.COUNCIL and numbers.divided:
        ledger.note()
    if not has_gis_library():
        reporter.notice(Fault(NO_GEOPACKAGE))
    personal = audience.kind is AudienceKind.PROVIDER
    write_folder(request.output, files(made, __version__), force=request.force, private=personal)
    reporter.note(AUDITED[coalition_of(len(numbers.tally.providers))], _audited(numbers))


def _judged(request: ShareRequest, reading: Reading, reporter: Reporter) -> tuple[FinishedPlan, Table | None]:
    """Give the plan that is shared, and of a roll-out, whose last wave that is, the table of its waves.

    Costs are told where they are those of the regional proposal: with amounts of one's own it is not known here what
    they would give away.
    """
    if not holds_roll_out(request.plan):
        return read_given(request.plan, reading, request.policy, reporter).finished(reading), None
    given = read_given_roll_out(request.plan, reading, request.policy, PROPOSAL, reporter)
    costs = tuple(f"{total:.2f}" for total in given.verdict.costs.totals)
    waves = waves_table(given.terms, given.verdict, request.lang, with_costs=costs == given.stated.costs)
    return given.last(reading), waves


def _audited(numbers: Release) -> dict[str, Fact]:
    return {
        "cells": len(numbers.every_cell),
        "rounded": numbers.n_rounded,
        "hidden": numbers.n_hidden,
    }


def _check_bare(folder: Path) -> None:
    """Refuse a folder with other files in it: they would be handed on along with these."""
    if folder.is_dir() and any(each.name not in FILES or not each.is_file() for each in folder.iterdir()):
        raise InputError([Fault(NOT_BARE, file=folder.name)])


def _known(audience: Audience, families: Families, reporter: Reporter) -> Audience:
    """Find the provider that is meant; which there are is said on the screen, and is no part of an error."""
    if audience.name is None:
        return audience
    name = provider_named(families, audience.name)
    if name is None:
        names = tuple(sorted({family.provider for family in families if family.joins}))
        reporter.warn(PROVIDERS, {"names": names})
        raise InputError([Fault(NO_PROVIDER)])
    return Audience(audience.kind, name)


NO_PROVIDER: Final = Text(
    nl="geen gezin in het bestand heeft de aanbieder die u na provider= noemt. Schrijf de naam zoals in het "
    "gezinnenbestand.",
    en="no family in the file has the provider that you name after provider=. Write the name as in the families file.",
)
PROVIDERS: Final = Text(nl="Aanbieders in het bestand: {names}.", en="Providers in the file: {names}.")
NOT_BARE: Final = Text(
    nl="in deze map staan ook andere bestanden, en die zouden worden meegegeven. Kies een andere naam na -o.",
    en="this folder holds other files too, and they would be handed on. Choose another name after -o.",
)
AUDITED: Final = {
    2: Text(
        nl="Nagerekend wat elke lezer kan uitrekenen, ook twee aanbieders samen: van {cells} aantallen "
        "zijn er {rounded} afgerond en {hidden} niet getoond.",
        en="Worked out what each reader could compute, two providers together too: of {cells} numbers, "
        "{rounded} are rounded and {hidden} not shown.",
    ),
    3: Text(
        nl="Nagerekend wat elke lezer kan uitrekenen, ook twee of drie aanbieders samen: van {cells} aantallen "
        "zijn er {rounded} afgerond en {hidden} niet getoond.",
        en="Worked out what each reader could compute, two or three providers together too: of {cells} numbers, "
        "{rounded} are rounded and {hidden} not shown.",
    ),
}
"""By how many providers together were audited at most."""
NO_GEOPACKAGE: Final = Text(
    nl="in deze map zit geen GeoPackage, omdat deze installatie geen GDAL heeft (het pakket pyogrio). Een GIS leest "
    "ook constellations.geojson.",
    en="this folder holds no GeoPackage, as this install has no GDAL (the package pyogrio). A GIS reads "
    "constellations.geojson too.",
)
OTHER_PLAN: Final = Text(
    nl="van deze gezinnen is al een ander plan gedeeld. Hoeveel gezinnen per gemeente zijn ingedeeld, staat "
    "daarom niet in deze map: uit twee plannen samen is meer op te maken.",
    en="another plan of these families was shared already. How many families of a municipality are placed is "
    "therefore not in this folder: two plans together tell more.",
)
