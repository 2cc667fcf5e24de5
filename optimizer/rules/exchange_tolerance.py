"""Providers give about as many families as they receive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Self

import numpy as np

from geodata.families import Families
from geodata.language import Fact, Text
from optimizer.encoding import Decisions
from optimizer.exchange import exchange_of
from optimizer.plan import Constellation, Plan, Violation
from optimizer.rule import RelaxationSteps, Rule, Scope, Waiver


@dataclass(frozen=True, slots=True)
class ExchangeTolerance(Rule):
    """Satellites that a provider sends to others' hub homes, minus those it receives: at most so many either way.

    -t  ≤  Σ_{f of a, h not of a} x_fh - Σ_{f not of a, h of a} x_fh  ≤  t        for every provider a
    """

    tolerance: int

    key: ClassVar[str] = "exchange_tolerance"
    title: ClassVar[Text] = Text(
        nl="Een aanbieder staat ongeveer evenveel gezinnen af als hij ontvangt.",
        en="A provider sends about as many families as it receives.",
    )
    stated: ClassVar[Text] = Text(
        nl="Tussen de gezinnen die een aanbieder afstaat en ontvangt, is het verschil hoogstens {tolerance}.",
        en="The families that a provider sends and receives differ by {tolerance} at most.",
    )
    text: ClassVar[Text] = Text(
        nl="Aanbieder {provider} staat {sent} gezinnen af en ontvangt er {received}; "
        "het verschil mag {tolerance} zijn.",
        en="Provider {provider} sends {sent} families and receives {received}; the difference may be {tolerance}.",
    )
    obstacle: ClassVar[Text] = Text(
        nl="aanbieder {provider} zou uit balans raken (verschil hoogstens {tolerance})",
        en="provider {provider} would be out of balance (difference at most {tolerance})",
    )
    scope: ClassVar[Scope] = Scope.PLAN
    waiver: ClassVar[Waiver] = Waiver.WHOLE
    mended_by_more: ClassVar[bool] = True
    columns: ClassVar[tuple[str, ...]] = ("joins", "provider")

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Compare what each provider gives and receives."""
        exchange = exchange_of(plan)
        for provider in exchange.providers:
            sent, received = exchange.sent(provider), exchange.received(provider)
            if abs(sent - received) > self.tolerance:
                facts: dict[str, Fact] = {
                    "provider": provider,
                    "sent": sent,
                    "received": received,
                    "tolerance": self.tolerance,
                }
                yield Violation(self.key, (), facts)

    def encode(self, x: Decisions) -> None:
        """Limit the balance of each provider over the plan."""
        group = x.providers
        family = group[x.instance.pairs.family]
        hub = group[x.instance.hubs][x.instance.pairs.hub]
        joining = np.unique(group[x.of_families(lambda each: each.joins).astype(np.bool_)])
        between = np.isin(family, joining) & np.isin(hub, joining)
        for provider in joining.tolist():
            balance = between * ((family == provider).astype(np.int64) - (hub == provider).astype(np.int64))
            x.limit_plan(self.key, x.linear(pair=balance), -self.tolerance, self.tolerance)

    def relaxation_steps(self, families: Families) -> tuple[RelaxationSteps, ...]:
        """Allow a larger difference, up to all families."""
        return (RelaxationSteps("tolerance", range(self.tolerance + 1, len(families) + 1), LARGER),)

    def on_part(self, elsewhere: Sequence[Constellation]) -> "Self | None":
        """Say nothing: what a part may exchange depends on every constellation elsewhere."""
        return None if elsewhere else self


LARGER: Final = Text(
    nl="een verschil van {value} tussen afgestane en ontvangen gezinnen in plaats van {now}",
    en="a difference of {value} between families sent and received in place of {now}",
)
