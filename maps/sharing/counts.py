"""Families and children by municipality, protected for council and public alike."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geodata.families import Family
from geodata.gazetteer import Gazetteer
from geodata.language import Lang
from maps.sharing import words
from maps.sharing.grids import (
    COUNCIL_LEAST,
    PUBLIC_LEAST,
    Grid,
    Written,
    protect_together,
    readers_of,
    written,
)
from maps.sharing.suppression import Sign, anybody
from optimizer.plan import Plan


@dataclass(frozen=True, slots=True)
class Counted:
    """Families and children by municipality.

    Attributes
    ----------
    divided
        Whether all joining families are counted, divided into placed and unplaced; if not, the placed ones are.
    pattern
        How a council sees the numbers; ``None`` where it may see none.
    """

    families: Grid = field(repr=False)
    children: Grid = field(repr=False)
    divided: bool
    pattern: tuple[Sign, ...] | None

    @property
    def n_totals_shown(self) -> int:
        """Totals that a council sees."""
        grid = self.families
        totals = (*map(grid.row_total, range(len(grid.rows))), grid.total)
        return sum(self.pattern[at] is Sign.SHOWN for at in totals) if self.pattern else 0


def municipalities(families: Sequence[Family], gazetteer: Gazetteer) -> Mapping[str, str | None]:
    """Give the municipality of each family: as given, else that of the nearest postcode point."""
    missing = [family for family in families if not family.municipality]
    places = gazetteer.nearest_each([family.location for family in missing])
    found: dict[str, str | None] = {family.id: family.municipality for family in families}
    found |= {family.id: place.municipality if place else None for family, place in zip(missing, places, strict=True)}
    return found


def counted(plan: Plan, gazetteer: Gazetteer, lang: Lang, *, placed_known: bool) -> Counted:
    """Count a plan, and decide which numbers a council may see.

    Joining families are divided into placed and unplaced where that costs no total of a municipality; else only placed
    families are counted, so that nothing tells of the few that are not.

    Parameters
    ----------
    placed_known
        Whether a council can add up the placed families from the sizes of their constellations.
    """
    towns = municipalities(plan.families, gazetteer)
    found = [_counted(plan, towns, gazetteer, lang, divided, placed_known) for divided in (False, True)]
    return max(found, key=lambda each: each.n_totals_shown if not each.divided else each.n_totals_shown + 0.5)


def _counted(
    plan: Plan, towns: Mapping[str, str | None], gazetteer: Gazetteer, lang: Lang, divided: bool, placed_known: bool
) -> Counted:
    placed = plan.placed
    counting = [family for family in plan.families if family.id in placed]
    counting += plan.unplaced if divided else ()
    rows = _rows(counting, towns, gazetteer)
    elsewhere = words.OTHERS.say(lang)
    names = rows if all(towns[family.id] in rows for family in counting) else (*rows, elsewhere)

    def grids(theirs: Sequence[Family]) -> tuple[Grid, Grid]:
        counts = [[[0] * (1 + divided) for _ in names] for _ in range(2)]
        for family in theirs:
            town = towns[family.id]
            row = names.index(town if town is not None and town in rows else elsewhere)
            column = int(family.id not in placed)
            counts[0][row][column] += 1
            counts[1][row][column] += family.children
        columns = ("placed", "unplaced") if divided else ("placed",)
        one, other = (Grid(names, columns, tuple(map(tuple, each))) for each in counts)
        return one, other

    families, children = grids(counting)
    providers = sorted({family.provider for family in plan.families})
    own = [grids([family for family in counting if family.provider == name]) for name in providers]
    told = (families.column_total(0),) if divided else (families.column_total(0), families.total)
    readers = (
        readers_of(families, [each for each, _ in own], COUNCIL_LEAST, public=told if placed_known else (), told=told),
        readers_of(children, [each for _, each in own], COUNCIL_LEAST),
    )
    return Counted(families, children, divided, protect_together((families, children), readers, COUNCIL_LEAST))


def _rows(counting: Sequence[Family], towns: Mapping[str, str | None], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Choose the municipalities to name: those of the region, and those with five families or more.

    Other families are counted together, so that the name of a place does not tell that a single family lives there.
    """
    tally = Counter(town for family in counting if (town := towns[family.id]))
    ours = {place.municipality for place in gazetteer if place.in_region}
    large = {town for town, n in tally.items() if n >= COUNCIL_LEAST}
    return tuple(sorted(large | (ours if ours & tally.keys() else set())))


def unplaced_told(plan: Plan) -> int | None:
    """Give the number of unplaced families where no reader can tell a small one from it, else ``None``."""
    everyone = len(plan.unplaced)
    own = Counter(family.provider for family in plan.unplaced)
    several = len({family.provider for family in plan.families}) > 1
    left = everyone - max(own.values(), default=0) if several else everyone
    return everyone if left >= COUNCIL_LEAST else None


def for_council(found: Counted, lang: Lang) -> tuple[Written, Written] | None:
    """Write families and children as a council may see them."""
    if found.pattern is None:
        return None
    pattern = found.pattern
    return written(found.families, pattern, COUNCIL_LEAST, lang), written(found.children, pattern, COUNCIL_LEAST, lang)


def for_public(found: Counted, lang: Lang) -> tuple[Written, Written] | None:
    """Write the totals by municipality as anybody may see them: only what a council sees too, and from ten.

    What a council does not see is a dash here as well: that it is below ten would tell a council more than it knows.
    """
    if found.pattern is None:
        return None
    grids = [_totals(grid) for grid in (found.families, found.children)]
    n_rows = len(grids[0].rows)
    kept = found.families
    positions = [kept.row_total(row) for row in range(n_rows)]
    veiled = {row for row, at in enumerate(positions) if found.pattern[at] is not Sign.SHOWN}
    if found.pattern[kept.total] is not Sign.SHOWN:
        veiled.add(grids[0].total)
    # A grid of one column repeats every number: the row's, the column's, and the total.
    veiled |= {grids[0].row_total(row) for row in veiled if row < n_rows}
    if grids[0].total in veiled:
        veiled.add(grids[0].column_total(0))
    readers = [[anybody(grid.arcs())] for grid in grids]
    pattern = protect_together(grids, readers, PUBLIC_LEAST, veiled)
    if pattern is None:
        return None
    one, other = (written(grid, pattern, PUBLIC_LEAST, lang, veiled) for grid in grids)
    return one, other


def _totals(grid: Grid) -> Grid:
    """Keep the totals of the rows only."""
    return Grid(grid.rows, ("all",), tuple((sum(counts),) for counts in grid.counts))
