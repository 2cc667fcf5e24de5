"""The tiers, one a file."""

from typing import Final

from optimizer.tier import Tier
from optimizer.tiers.farthest import Farthest
from optimizer.tiers.fewest import Fewest
from optimizer.tiers.moves import Moves
from optimizer.tiers.one_provider import OneProvider
from optimizer.tiers.peers import Peers
from optimizer.tiers.siblings import Siblings
from optimizer.tiers.travel import Travel
from optimizer.tiers.unplaced import Unplaced

TIERS: Final[tuple[type[Tier], ...]] = (Unplaced, Moves, Travel, Fewest, Farthest, Peers, Siblings, OneProvider)
"""Every tier that a policy may name."""

__all__ = ["TIERS", "Farthest", "Fewest", "Moves", "OneProvider", "Peers", "Siblings", "Travel", "Unplaced"]
