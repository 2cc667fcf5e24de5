"""How a person wants pages to be drawn: what every command that draws is asked, and loads little to ask."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from maps.cover import Cover


@dataclass(frozen=True, slots=True)
class Drawing:
    """How points are drawn.

    Attributes
    ----------
    exact
        Whether each home is drawn where it is, and distances are told exactly; the page and the reporter say so aloud.
    mask
        How points are masked otherwise.
    key_file
        File with the secret of the masks; without it the user's own for donuts, and one drawn from the families file
        for postcodes.
    tiles
        ``pdok``, ``osm`` or the address of a tile server; ``None`` draws our own base map only.
    cover
        Title, region and author, as they stand on the report.
    """

    exact: bool = False
    mask: Literal["postcode", "donut"] = "postcode"
    key_file: Path | None = None
    tiles: str | None = None
    cover: Cover = field(default_factory=Cover)
