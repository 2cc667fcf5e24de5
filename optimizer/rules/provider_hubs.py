"""How many hub homes each provider has."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from geodata.language import Fact, Text
from optimizer.encoding import Decisions
from optimizer.plan import Constellation, Plan, Violation
from optimizer.rule import Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class PerProvider:
    """A number for every provider, and others for those that are named; ``None`` is no number.

    Attributes
    ----------
    named
        Names as the families file writes them, each once, sorted.
    """

    usual: int | None = None
    named: tuple[tuple[str, int], ...] = ()

    def of(self, provider: str) -> int | None:
        """Give the number of one provider."""
        return dict(self.named).get(provider, self.usual)

    def less(self, counts: Counter[str]) -> "PerProvider":
        """Give what is left for each provider after so many."""
        left = {name: number - counts[name] for name in counts if (number := self.of(name)) is not None}
        return replace(self, named=tuple(sorted({**dict(self.named), **left}.items())))

    def __bool__(self) -> bool:
        """Tell whether there is any number."""
        return self.usual is not None or bool(self.named)


@dataclass(frozen=True, slots=True)
class ProviderHubs(Rule):
    """Of every provider with families that join, at least and at most so many families are a hub home.

    least_a  ≤  Σ_{h of a} y_h  ≤  most_a        for every provider a
    """

    least: PerProvider
    most: PerProvider

    key: ClassVar[str] = "provider_hubs"
    title: ClassVar[Text] = Text(
        nl="Elke aanbieder heeft niet te weinig en niet te veel hubhomes.",
        en="Every provider has neither too few hub homes nor too many.",
    )
    stated: ClassVar[Text] = title
    text: ClassVar[Text] = Text(
        nl="Hubhomes van aanbieder {provider}: {count}; toegestaan: {allowed}.",
        en="Hub homes of provider {provider}: {count}; allowed: {allowed}.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="aanbieder {provider} heeft al zoveel hubhomes als mag ({allowed})",
        en="provider {provider} has as many hub homes already as it may ({allowed})",
    )
    scope: ClassVar[Scope] = Scope.PLAN
    waiver: ClassVar[Waiver] = Waiver.WHOLE
    mended_by_more: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ("joins", "provider")

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the hub homes of each provider."""
        count = Counter(each.hub.provider for each in plan.constellations)
        joining = {family.provider for family in plan.families if family.joins}
        for provider in sorted(joining | set(count)):
            least = self.least.of(provider) if provider in joining else None
            most = self.most.of(provider)
            if not (least or 0) <= count[provider] <= (count[provider] if most is None else most):
                facts: dict[str, Fact] = {
                    "provider": provider,
                    "count": count[provider],
                    "allowed": _allowed(least, most),
                }
                yield Violation(self.key, (), facts)

    def encode(self, x: Decisions) -> None:
        """Limit the open hubs of each provider."""
        joining = {family.provider for family in x.instance.families if family.joins}
        for provider in sorted(joining | {home.provider for home in x.hub_homes}):
            least = self.least.of(provider) if provider in joining else None
            most = self.most.of(provider)
            if least or most is not None:
                hubs = x.of_hubs(lambda home, provider=provider: home.provider == provider)  # type: ignore[misc]
                x.limit_plan(self.key, x.linear(hub=hubs), least, most)

    def on_part(self, elsewhere: Sequence[Constellation]) -> Self:
        """Count those elsewhere."""
        counts = Counter(each.hub.provider for each in elsewhere)
        return replace(self, least=self.least.less(counts), most=self.most.less(counts))


def _allowed(least: int | None, most: int | None) -> str:
    if least is None:
        return f"≤ {most}"
    return f"≥ {least}" if most is None else f"{least}-{most}"
