"""What a council sees: numbers by municipality, rounded to fives; no family, no point, no provider."""

from dataclasses import replace

from geodata.language import Lang, number
from maps.base_map import BaseMap
from maps.sharing import words
from maps.sharing.answers import helps_table
from maps.sharing.audit import TOTAL
from maps.sharing.bare_view import bare_view
from maps.sharing.cells import BASE, CountKind
from maps.sharing.passages import for_council
from maps.sharing.release import MUNICIPAL, Release
from maps.sharing.signs import signs
from maps.sharing.view_model import Shared
from maps.tables import Count, Line, Table, Value
from optimizer.what_helps import WhatHelps


def council(release: Release, helps: WhatHelps, base_map: BaseMap, lang: Lang) -> Shared:
    """Say what a council gets: numbers by municipality, and what would help."""
    notices = (words.FOR_COUNCIL.say(lang), signs(lang))
    kinds = (
        CountKind.FAMILIES,
        *((CountKind.PLACED, CountKind.UNPLACED) if release.divided else ()),
        CountKind.CHILDREN,
    )
    table = areas_table(release, kinds, lang, BASE)
    view = bare_view(words.TITLE_COUNCIL.say(lang), notices, base_map, lang, labels=area_labels(release, lang, BASE))
    figures = [Line(words.N_CONSTELLATIONS.say(lang), number(release.n_constellations, lang))]
    for kind in MUNICIPAL:
        cell = release.cells[kind, TOTAL]
        figures.append(Line(words.OF_KIND[kind].say(lang), cell.text(lang), words.WHOLE.say(lang)))
    helping = helps_table(release, helps, lang)
    tables = (table,) if helping is None else (table, helping)
    view = replace(view, tables=tables, figures=tuple(figures), passages=for_council(lang))
    return Shared(view, notices, tables)


def areas_table(release: Release, kinds: tuple[CountKind, ...], lang: Lang, least: int) -> Table:
    """Give numbers by municipality, with a row for all of them; each is rounded by itself and so need not add up."""
    header = (words.AREA, *(words.OF_KIND[kind] for kind in kinds))
    rows: list[tuple[Value, ...]] = []
    for at, name in (*enumerate(release.tally.rows), (TOTAL, words.TOTAL.say(lang))):
        cells = (release.cells[kind, at].said(lang, least) for kind in kinds)
        rows.append((name or words.OTHERS.say(lang), *cells))
    return Table(
        words.AREAS.say(lang), words.ROUNDED_NOTE.say(lang), tuple(text.say(lang) for text in header), tuple(rows)
    )


def area_labels(release: Release, lang: Lang, least: int) -> dict[str, Count]:
    """Give the families of each municipality as they are drawn on the map."""
    labels = {}
    for at, name in enumerate(release.tally.rows):
        said = release.cells[CountKind.FAMILIES, at].said(lang, least)
        text = number(said, lang) if isinstance(said, int) else said
        labels[name or words.OTHERS.say(lang)] = Count(said if isinstance(said, int) else None, text)
    return labels
