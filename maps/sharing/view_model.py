"""What a shared folder holds, as data: one view for the map, and tables for report and workbook."""

from dataclasses import dataclass

from maps.tables import Table
from maps.view_model import MapView


@dataclass(frozen=True, slots=True)
class Shared:
    """Everything that one reader gets, and nothing else.

    Attributes
    ----------
    notices
        For whom this is and what the signs mean, above every page.
    """

    view: MapView
    notices: tuple[str, ...]
    tables: tuple[Table, ...]
