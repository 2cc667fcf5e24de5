"""What anybody may see: totals by municipality, from ten."""

from dataclasses import replace

from geodata.language import Lang
from maps.base_map import BaseMap
from maps.sharing import words
from maps.sharing.bare_view import bare_view
from maps.sharing.council import area_labels, for_council_readers
from maps.sharing.counts import for_public
from maps.sharing.grids import PUBLIC_LEAST, small
from maps.sharing.view_model import Shared
from maps.view_model import Line, Table
from optimizer.plan import Plan


def public(plan: Plan, base_map: BaseMap, lang: Lang) -> Shared:
    """Say what anybody gets."""
    _, count = for_council_readers(plan, base_map, lang)
    found = for_public(count, lang)
    title = words.TITLE_PUBLIC.say(lang)
    if found is None:
        notices = (words.FOR_PUBLIC.say(lang), words.NOTHING_SAFE.say(lang))
        return Shared(bare_view(title, notices, base_map, lang), notices, ())
    families, children = found
    signs = words.SIGNS_PUBLIC.say(lang, {"small": small(PUBLIC_LEAST, lang), "most": PUBLIC_LEAST - 1})
    notices = (words.FOR_PUBLIC.say(lang), signs)
    grid = families.grid
    positions = [grid.row_total(row) for row in range(len(grid.rows))]
    rows = [(name, families.cell(at), children.cell(at)) for name, at in zip(grid.rows, positions, strict=True)]
    totals = (words.TOTAL.say(lang), families.cell(grid.total), children.cell(grid.total))
    header = tuple(text.say(lang) for text in (words.AREA, words.FAMILIES, words.CHILDREN))
    note = words.JOINING_NOTE if count.divided else words.PLACED_NOTE
    table = Table(words.AREAS.say(lang), note.say(lang), header, (*rows, totals))
    view = bare_view(title, notices, base_map, lang, labels=area_labels(families))
    figures = (
        Line(words.FAMILIES.say(lang), families.texts[families.grid.total]),
        Line(words.CHILDREN.say(lang), children.texts[children.grid.total]),
    )
    return Shared(replace(view, figures=figures, tables=(table,)), notices, (table,))
