"""Today's constellations from a plan that was made before: a ``plan.json``, or a table of assignments."""

from hashlib import sha256
from pathlib import Path

from geodata.columns import plain
from geodata.distances import Geodesic
from geodata.errors import Fault
from geodata.families import Families
from geodata.formulas import unguarded
from geodata.opening import table_of
from optimizer.files.assignments import TODAY
from optimizer.files.family_names import FamilyNames
from optimizer.files.jsonreading import is_json
from optimizer.files.planfile import read_plan_file
from optimizer.files.read_assignments import read_assignments
from optimizer.today import Today, TodayKind, TodaySource


def read_today(path: Path, families: Families) -> tuple[Today, tuple[Fault, ...]]:
    """Read who is in which constellation of a plan, with notices on its table.

    It may name families that the families file does not have any more.

    Raises
    ------
    InputError
        When it is no plan, or leaves a constellation without one clear hub home.
    """
    data = path.read_bytes()
    source = TodaySource(TodayKind.PLAN, sha256(data).hexdigest())
    if is_json(data):
        stated = read_plan_file(data, path.name)
        hub_of = {home: group.hub for group in stated.constellations for home in (group.hub, *group.satellites)}
        return Today(hub_of, source, {group.hub: group.id for group in stated.constellations}), ()
    plan, notices = read_assignments(data, families, Geodesic(), path.name, strangers=True)
    hub_of = {home.id: each.hub.id for each in plan.constellations for home in each.homes}
    return Today(
        hub_of, source, {each.hub.id: name for name, each in zip(plan.ids, plan.constellations, strict=True)}
    ), notices


def today_told_by(data: bytes, families: Families, file: str) -> Today | None:
    """Give today's constellations by the column ``today`` of a table of assignments; ``None`` without one."""
    table = table_of(Path(file), data, known=lambda header: plain(header) in {"familyid", "gezinid", TODAY})
    at = {plain(header): column for column, header in enumerate(table.headers)}
    name = next((each for each in ("familyid", "gezinid") if each in at), None)
    if TODAY not in at or name is None:
        return None
    names = FamilyNames(families)
    hub_of: dict[str, str] = {}
    for family, hub in zip(table.columns[at[name]], table.columns[at[TODAY]], strict=True):
        found = names.find(family) if isinstance(family, str) else None
        if found is not None and isinstance(hub, str) and hub:
            known = names.find(hub)
            hub_of[found.id] = unguarded(hub) if known is None else known.id
    return Today(hub_of, TodaySource(TodayKind.PLAN, sha256(data).hexdigest())) if hub_of else None
