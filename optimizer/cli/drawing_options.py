"""The options of every command that draws."""

from collections.abc import Mapping
from typing import Any, Final

from geodata.language import Lang, Text
from maps.cover import Cover
from optimizer.application.drawing_request import Drawing
from optimizer.cli.localised import LocalisedOption, option
from optimizer.cli.parameter_types import ExistingFile, OneOf, Word


def drawing_options(lang: Lang, *, tiles: bool = True) -> list[LocalisedOption]:
    """Give the options; without ``tiles`` those of pages that speak to no server."""
    server = [option("--tiles", lang=lang, text=TILES, kind=Word(), metavar="pdok|osm|URL")]
    return [
        option("--exact", lang=lang, text=EXACT),
        option(
            "--mask",
            lang=lang,
            text=MASK,
            kind=OneOf("postcode", "donut"),
            default="postcode",
            metavar="postcode|donut",
        ),
        option("--mask-key", "mask_key", lang=lang, text=MASK_KEY, kind=ExistingFile()),
        *(server if tiles else ()),
    ]


def cover_options(lang: Lang) -> list[LocalisedOption]:
    """Give the options of what stands on the first sheet of the report."""
    return [
        option("--title", lang=lang, text=TITLE, kind=Word()),
        option("--region", lang=lang, text=REGION, kind=Word()),
        option("--author", lang=lang, text=AUTHOR, kind=Word()),
    ]


def drawing_from(options: Mapping[str, Any]) -> Drawing:
    """Take how points are drawn, and what stands on the cover, from the options of a command."""
    cover = Cover(*(options.get(name) for name in ("title", "region", "author")))
    return Drawing(options["exact"], options["mask"], options["mask_key"], options.get("tiles"), cover)


TITLE: Final = Text(
    nl='Titel op het vergaderstuk en de kaart, bijvoorbeeld "Mockingbird in onze regio".',
    en='Title on the meeting pack and the map, for instance "Mockingbird in our region".',
)
REGION: Final = Text(
    nl="Regio op het vergaderstuk; zonder deze optie de gemeenten van het plan.",
    en="Region on the meeting pack; without it the municipalities of the plan.",
)
AUTHOR: Final = Text(
    nl="Wie het vergaderstuk opstelt, bijvoorbeeld een team of organisatie.",
    en="Who writes the meeting pack, for instance a team or organisation.",
)


EXACT: Final = Text(
    nl="Teken de werkelijke plaats van elk gezin, en schrijf afstanden op de meter. Zulke bestanden bewaart u als een "
    "adressenlijst.",
    en="Draw where each family really lives, and write distances to the metre. Keep such files as you would a list of "
    "addresses.",
)
MASK: Final = Text(
    nl="Hoe punten worden gemaskeerd: postcode (rond het midden van de 4-cijferige postcode) of donut (verschoven in "
    "een geheime richting). [standaard: postcode]",
    en="How points are masked: postcode (around the middle of the 4-digit postcode) or donut (shifted in a secret "
    "direction). [default: postcode]",
)
MASK_KEY: Final = Text(
    nl="Bestand met de geheime sleutel van de maskers, om op elke computer dezelfde punten te tekenen.",
    en="File with the secret key of the masks, to draw the same points on every computer.",
)
TILES: Final = Text(
    nl="Haal de achtergrond van de kaart van een tegelserver op het internet. Die server ziet dan waar u kijkt.",
    en="Fetch the background of the map from a tile server on the internet. That server then sees where you look.",
)
