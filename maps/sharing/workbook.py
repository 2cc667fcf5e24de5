"""The workbook of a shared folder: what must be known first, then one sheet a table."""

from typing import Final

from geodata.language import Text
from maps.sharing.view_model import Shared
from optimizer.files.sheets import Sheet, as_xlsx

ABOUT: Final = Text(nl="Toelichting", en="About")


def workbook(shared: Shared) -> bytes:
    """Write the tables; the same tables give the same bytes. Properties name the program and no person."""
    title = shared.view.title
    about = Sheet(ABOUT.say(shared.view.lang), (title,), [(notice,) for notice in shared.notices], filtered=False)
    return as_xlsx([about, *(Sheet(table.name, table.header, table.rows) for table in shared.tables)], title)
