"""What a council sees: municipalities and constellations as numbers with sizes; no family, no point, no provider."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from geodata.language import Lang, number
from maps.base_map import BaseMap
from maps.sharing import words
from maps.sharing.bare_view import bare_view
from maps.sharing.counts import Counted, counted, for_council, unplaced_told
from maps.sharing.grids import COUNCIL_LEAST, Written, small
from maps.sharing.sizes import Sizes, sizes_shown
from maps.sharing.view_model import Shared
from maps.view_model import Bar, Chart, Count, Line, MapView, Table, Value
from optimizer.plan import Plan


def council(plan: Plan, base_map: BaseMap, lang: Lang) -> Shared:
    """Say what a council gets."""
    sizes, count = for_council_readers(plan, base_map, lang)
    found = for_council(count, lang)
    signs = words.SIGNS.say(lang, {"small": small(COUNCIL_LEAST, lang), "most": COUNCIL_LEAST - 1})
    notices = (words.FOR_COUNCIL.say(lang), signs if found else words.NOTHING_SAFE.say(lang))
    tables = []
    labels: dict[str, Count] = {}
    if found:
        tables.append(_areas_table(count, *found, lang))
        labels = area_labels(found[0])
    if sizes is not None:
        tables.append(_sizes_table(sizes, lang))
    view = bare_view(words.TITLE_COUNCIL.say(lang), notices, base_map, lang, labels=labels)
    view = replace(view, tables=tuple(tables[:1]) if found else ())
    return Shared(_with_figures(view, plan, count, found, sizes, lang), notices, tuple(tables))


def area_labels(families: Written) -> dict[str, Count]:
    """Give the total of each municipality as it is drawn on the map."""
    positions = [families.grid.row_total(row) for row in range(len(families.grid.rows))]
    return {
        name: Count(families.told[at], families.texts[at])
        for name, at in zip(families.grid.rows, positions, strict=True)
    }


def for_council_readers(plan: Plan, base_map: BaseMap, lang: Lang) -> tuple[Sizes | None, Counted]:
    """Decide on sizes first, as from these the number of placed families may be added up."""
    sizes = _sizes(plan, lang)
    known = sizes is not None and sizes.exact
    return sizes, counted(plan, base_map.gazetteer, lang, placed_known=known)


def _sizes(plan: Plan, lang: Lang) -> Sizes | None:
    homes = [len(each.homes) for each in plan.constellations]
    names = sorted({family.provider for family in plan.families})
    own = {name: [sum(home.provider == name for home in each.homes) for each in plan.constellations] for name in names}
    return sizes_shown(homes, own, lang) if homes else None


def _areas_table(count: Counted, families: Written, children: Written, lang: Lang) -> Table:
    """Give families and children by municipality; families also by what became of them, where that is safe."""
    grid = count.families
    status = (words.PLACED, words.UNPLACED) if count.divided else ()
    header = (words.AREA, words.FAMILIES, *status, words.CHILDREN)
    rows: list[tuple[Value, ...]] = []
    for row, name in enumerate(grid.rows):
        inner = [families.cell(row * len(grid.columns) + column) for column in range(len(status))]
        rows.append((name, families.cell(grid.row_total(row)), *inner, children.cell(grid.row_total(row))))
    sums = [families.cell(grid.column_total(column)) for column in range(len(status))]
    rows.append((words.TOTAL.say(lang), families.cell(grid.total), *sums, children.cell(grid.total)))
    note = words.JOINING_NOTE if count.divided else words.PLACED_NOTE
    return Table(words.AREAS.say(lang), note.say(lang), tuple(text.say(lang) for text in header), tuple(rows))


def _sizes_table(sizes: Sizes, lang: Lang) -> Table:
    rows = tuple(
        (at, text if value is None else value)
        for at, (text, value) in enumerate(zip(sizes.texts, sizes.values, strict=True), start=1)
    )
    header = (words.NUMBER.say(lang), words.HOMES.say(lang))
    return Table(words.CONSTELLATIONS.say(lang), words.CONSTELLATIONS_NOTE.say(lang), header, rows)


def _with_figures(
    view: MapView, plan: Plan, count: Counted, found: tuple[Written, Written] | None, sizes: Sizes | None, lang: Lang
) -> MapView:
    lines = [Line(words.N_CONSTELLATIONS.say(lang), number(len(plan.constellations), lang))]
    if found:
        families, children = found
        label = words.FAMILIES if count.divided else words.FAMILIES_PLACED
        lines.append(Line(label.say(lang), families.texts[families.grid.total]))
        lines.append(Line(words.CHILDREN_THERE.say(lang), children.texts[children.grid.total]))
    n_unplaced = None if count.divided else unplaced_told(plan)
    if n_unplaced is not None:
        lines.append(Line(words.UNPLACED.say(lang), number(n_unplaced, lang)))
    chart = _chart(sizes, lang)
    return replace(view, figures=tuple(lines), charts=(chart,) if chart else ())


def _chart(sizes: Sizes | None, lang: Lang) -> Chart | None:
    if sizes is None or not sizes.exact or not sizes.values:
        return None
    known: Sequence[int] = [value for value in sizes.values if value is not None]
    tally = Counter(known)
    low, high = min(known), max(known)
    return Chart(
        title=words.SIZES_CHART.say(lang),
        axis=words.HOMES.say(lang),
        summary=words.SIZES_SAID.say(lang, {"low": low, "high": high}),
        bars=tuple(
            Bar(number(size, lang), Count(tally[size], number(tally[size], lang))) for size in range(low, high + 1)
        ),
    )
