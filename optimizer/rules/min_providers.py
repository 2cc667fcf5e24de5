"""A constellation mixes providers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from geodata.families import Families
from geodata.language import Text
from optimizer.encoding import Decisions
from optimizer.model import Mix
from optimizer.plan import Plan, Violation
from optimizer.rule import RelaxationSteps, Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class MinProviders(Rule):
    """The homes of a constellation belong to at least ``min_per_constellation`` providers.

    The regional proposal asks providers to work together: a child of one may be in the constellation of another.
    """

    min_per_constellation: int

    key: ClassVar[str] = "min_providers"
    title: ClassVar[Text] = Text(
        nl="In een constellatie werken genoeg aanbieders samen.",
        en="Enough providers work together in a constellation.",
    )
    stated: ClassVar[Text] = Text(
        nl="Aanbieders die in een constellatie samenwerken: minstens {min_per_constellation}.",
        en="Providers that work together in a constellation: at least {min_per_constellation}.",
    )
    text: ClassVar[Text] = Text(
        nl="In de constellatie van {families} zitten gezinnen van {providers} aanbieders; het minimum is {least}.",
        en="The constellation of {families} has families of {providers} providers; the minimum is {least}.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="te weinig aanbieders (minstens {least})", en="too few providers (at least {least})"
    )
    scope: ClassVar[Scope] = Scope.CONSTELLATION
    waiver: ClassVar[Waiver] = Waiver.WHOLE
    mended_by_more: ClassVar[bool] = True
    columns: ClassVar[tuple[str, ...]] = ("provider",)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Count the providers of each constellation."""
        for constellation in plan.constellations:
            providers = len({home.provider for home in constellation.homes})
            if providers < self.min_per_constellation:
                facts = {"providers": providers, "least": self.min_per_constellation}
                yield Violation(self.key, (constellation.hub.id,), facts)

    def encode(self, x: Decisions) -> None:
        """Ask for so many groups."""
        x.mix(Mix(self.key, x.providers, least=self.min_per_constellation))

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Ask for fewer, down to one."""
        del families
        return (RelaxationSteps("min_per_constellation", range(self.min_per_constellation - 1, 0, -1), FEWER),)


FEWER: Final = Text(
    nl="aanbieders in een constellatie: minstens {value} in plaats van {now}",
    en="providers in a constellation: at least {value} in place of {now}",
)
