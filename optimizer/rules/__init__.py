"""The rules, one a file."""

from typing import Final

from optimizer.rule import Rule
from optimizer.rules.apart import Apart
from optimizer.rules.beds import Beds
from optimizer.rules.candidate import Candidate
from optimizer.rules.children import Children
from optimizer.rules.crisis_max import CrisisMax
from optimizer.rules.exchange_tolerance import ExchangeTolerance
from optimizer.rules.hub_count import HubCount
from optimizer.rules.hub_only import HubOnly
from optimizer.rules.joins import Joins
from optimizer.rules.max_km import MaxKm
from optimizer.rules.max_moves import MaxMoves
from optimizer.rules.max_satellites import MaxSatellites
from optimizer.rules.max_share import MaxShare
from optimizer.rules.min_apart import MinApart
from optimizer.rules.min_providers import MinProviders
from optimizer.rules.mutual_km import MutualKm
from optimizer.rules.not_hub import NotHub
from optimizer.rules.only_hub import OnlyHub
from optimizer.rules.pinned import Pinned
from optimizer.rules.placed_once import PlacedOnce
from optimizer.rules.provider_hubs import PerProvider, ProviderHubs
from optimizer.rules.radius import Radius
from optimizer.rules.required import Required
from optimizer.rules.size import Size
from optimizer.rules.together import Together

RULES: Final[tuple[type[Rule], ...]] = (
    PlacedOnce,
    Joins,
    Candidate,
    Required,
    HubOnly,
    Beds,
    MinApart,
    Radius,
    MaxKm,
    MutualKm,
    Size,
    MaxSatellites,
    Children,
    CrisisMax,
    HubCount,
    ProviderHubs,
    Together,
    Apart,
    Pinned,
    MaxMoves,
    NotHub,
    OnlyHub,
    MinProviders,
    MaxShare,
    ExchangeTolerance,
)
"""Every rule, in the order in which a planner reads them."""

__all__ = [
    "RULES",
    "Apart",
    "Beds",
    "Candidate",
    "Children",
    "CrisisMax",
    "ExchangeTolerance",
    "HubCount",
    "HubOnly",
    "Joins",
    "MaxKm",
    "MaxMoves",
    "MaxSatellites",
    "MaxShare",
    "MinApart",
    "MinProviders",
    "MutualKm",
    "NotHub",
    "OnlyHub",
    "PerProvider",
    "Pinned",
    "PlacedOnce",
    "ProviderHubs",
    "Radius",
    "Required",
    "Size",
    "Together",
]
