"""What anybody may see: numbers by municipality, rounded to fives, from ten."""

from dataclasses import replace

from geodata.language import Lang
from maps.base_map import BaseMap
from maps.sharing import words
from maps.sharing.audit import TOTAL
from maps.sharing.bare_view import bare_view
from maps.sharing.cells import PUBLIC_LEAST, CountKind
from maps.sharing.council import area_labels, areas_table
from maps.sharing.passages import for_public
from maps.sharing.release import Release
from maps.sharing.signs import signs
from maps.sharing.view_model import Shared
from maps.tables import Line

_KINDS = (CountKind.FAMILIES, CountKind.CHILDREN)


def public(release: Release, base_map: BaseMap, lang: Lang) -> Shared:
    """Say what anybody gets: of what a council sees the totals only, and nothing below ten."""
    notices = (words.FOR_PUBLIC.say(lang), signs(lang, PUBLIC_LEAST))
    table = areas_table(release, _KINDS, lang, PUBLIC_LEAST)
    labels = area_labels(release, lang, PUBLIC_LEAST)
    view = bare_view(words.TITLE_PUBLIC.say(lang), notices, base_map, lang, labels=labels)
    figures = tuple(
        Line(words.OF_KIND[kind].say(lang), release.cells[kind, TOTAL].text(lang, PUBLIC_LEAST), words.WHOLE.say(lang))
        for kind in _KINDS
    )
    return Shared(replace(view, figures=figures, tables=(table,), passages=for_public(lang)), notices, (table,))
