"""Who gives and who receives: families whose hub home belongs to another provider."""

from collections import Counter
from dataclasses import dataclass

from optimizer.plan import Plan


@dataclass(frozen=True, slots=True)
class Exchange:
    """For every pair of providers, how many satellites of one have their hub home at the other.

    Attributes
    ----------
    providers
        Every provider of the families that join, sorted by name.
    counts
        One row for each provider of a family, one column for each provider of its hub home, in that order.
    """

    providers: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def sent(self, provider: str) -> int:
        """Satellites of a provider at hub homes of others."""
        at = self.providers.index(provider)
        return sum(self.counts[at]) - self.counts[at][at]

    def received(self, provider: str) -> int:
        """Satellites of other providers at hub homes of a provider."""
        at = self.providers.index(provider)
        return sum(row[at] for row in self.counts) - self.counts[at][at]


def exchange_of(plan: Plan) -> Exchange:
    """Count the exchange between providers in a plan."""
    providers = tuple(sorted({family.provider for family in plan.families if family.joins}))
    crossings = Counter(
        (satellite.provider, constellation.hub.provider)
        for constellation in plan.constellations
        for satellite in constellation.satellites
    )
    return Exchange(providers, tuple(tuple(crossings[one, other] for other in providers) for one in providers))
