"""The sentences of the page itself, by name; the page fills the gaps. Words of the map are those of the map page."""

from collections.abc import Mapping
from typing import Final

from geodata.language import Text
from maps.words import WORDS
from optimizer.screen.page_texts.family import FAMILY
from optimizer.screen.page_texts.frame import FRAME
from optimizer.screen.page_texts.plan import PLAN
from optimizer.screen.page_texts.questions import QUESTIONS
from optimizer.screen.page_texts.read import READ
from optimizer.screen.page_texts.search import SEARCH
from optimizer.screen.page_texts.settings import SETTINGS
from optimizer.screen.page_texts.share import SHARE
from optimizer.screen.page_texts.start import START
from optimizer.screen.page_texts.tour import TOUR

_OF_THE_MAP: Final = (
    "decimal",
    "group",
    "map",
    "mapHelp",
    "whole",
    "zoomIn",
    "zoomOut",
    "foundIn",
    "foundHub",
    "foundUnplaced",
    "shown",
    "nothing",
    "allPlaced",
    "more",
    "hubhome",
    "provider",
    "municipality",
    "childrenLong",
    "cardOf",
    "membersOf",
    "unplacedCaption",
    "km",
    "listCaption",
    "legendHub",
    "legendSatellite",
    "legendUnplaced",
    "remedy",
)

TEXTS: Final[Mapping[str, Text]] = {
    **{key: WORDS[key] for key in _OF_THE_MAP},
    **FRAME,
    **START,
    **READ,
    **SETTINGS,
    **SEARCH,
    **PLAN,
    **FAMILY,
    **QUESTIONS,
    **SHARE,
    **TOUR,
}
