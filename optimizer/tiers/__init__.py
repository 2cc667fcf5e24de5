"""The tiers, one a file."""

from typing import Final

from optimizer.problem import Tier
from optimizer.tiers.fewest import Fewest
from optimizer.tiers.travel import Travel
from optimizer.tiers.unplaced import Unplaced

TIERS: Final[tuple[type[Tier], ...]] = (Unplaced, Travel, Fewest)
"""Every tier that a policy may name."""

__all__ = ["TIERS", "Fewest", "Travel", "Unplaced"]
