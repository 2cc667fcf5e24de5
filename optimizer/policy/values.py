"""The policy: the numbers and rules that a user sets, and the problem they pose to a file of families."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import PureWindowsPath
from typing import Any

from geodata.distances import Distances, Geodesic
from geodata.families import Families, Family
from optimizer import rules, tiers
from optimizer.policy.sections import (
    TIERS_WITH_TODAY,
    USUAL_TIERS,
    Capacity,
    Distance,
    Hubs,
    Objective,
    Providers,
    Radius,
    RollOut,
    Size,
    Solve,
    TodaySettings,
)
from optimizer.problem import Problem, pose
from optimizer.recruits import Nearby, homes_to_find
from optimizer.rule import Rule
from optimizer.rules import PerProvider
from optimizer.tier import Tier
from optimizer.waves import families_in


@dataclass(frozen=True, slots=True)
class Policy:
    """All that a user sets, with the contract's defaults; every section and key as in the TOML file."""

    size: Size = field(default_factory=Size)
    radius: Radius = field(default_factory=Radius)
    capacity: Capacity = field(default_factory=Capacity)
    hubs: Hubs = field(default_factory=Hubs)
    providers: Providers = field(default_factory=Providers)
    objective: Objective = field(default_factory=Objective)
    today: TodaySettings = field(default_factory=TodaySettings)
    distance: Distance = field(default_factory=Distance)
    solve: Solve = field(default_factory=Solve)
    rollout: RollOut = field(default_factory=RollOut)

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """Give every key that is set, by section, in the order of the contract: the ``policy`` of ``plan.json``.

        Of a file of distances only the name: where it stands is nobody else's concern. The section of the roll-out, and
        consent to moves, are there only where they are set, as earlier programs do not know them.
        """
        nested = {
            section.name: {
                each.name: _as_written(value)
                for each in fields(getattr(self, section.name))
                if (value := getattr(getattr(self, section.name), each.name)) not in (None, ())
            }
            for section in fields(self)
        }
        for key, file in (("matrix", self.distance.matrix), ("barriers", self.distance.barriers)):
            if file is not None:
                nested["distance"][key] = PureWindowsPath(file).name
        if self.rollout == RollOut():
            del nested["rollout"]
        if not self.today.consent:
            del nested["today"]["consent"]
        return nested

    def changed(self, changes: Mapping[str, Any]) -> "Policy":
        """Give the policy with other values, by ``section.key``; values are taken as they are."""
        sections = {each.name: getattr(self, each.name) for each in fields(self)}
        for name, value in changes.items():
            section, key = name.split(".")
            sections[section] = replace(sections[section], **{key: value})
        return Policy(**sections)

    def pose(self, families: Families, distances: Distances | None = None) -> Problem:
        """Pose the problem that this policy makes of a file of families, those of its wave where it names one.

        Parameters
        ----------
        distances
            How to measure; by default what ``[distance]`` says.

        Raises
        ------
        InputError
            When a hub home is to be found in a postcode area that is not listed.
        """
        measure = Geodesic(self.distance.detour) if distances is None else distances
        found = self.hubs_to_find(families, measure)
        if self.rollout.wave is not None:
            is_last = self.rollout.wave >= self.rollout.waves
            families = families_in(families, self.rollout.wave, self.rollout.first, is_last=is_last)
        if found:
            families = Families([*families, *found])
        return pose(families, measure, self._rules(measure), self.of(families)._tiers(measure))

    def hubs_to_find(self, families: Families, distances: Distances) -> tuple[Family, ...]:
        """Give the hub homes still to be found that this policy counts on, in the order of its areas.

        Raises
        ------
        InputError
            When a postcode area is not listed.
        """
        if not self.rollout.to_find:
            return ()
        mixed = any("provider" in rule.columns for rule in self._rules(distances))
        reach = Nearby(distances, self.radius.hub_km) if mixed else None
        return homes_to_find(self.rollout.to_find, families, self.capacity.beds_min, reach)

    def of(self, families: Families) -> "Policy":
        """Give the policy with its tiers named: the usual ones where it names none, moves too where today is known."""
        if self.objective.tiers:
            return self
        known = any(family.constellation is not None for family in families)
        return self.changed({"objective.tiers": TIERS_WITH_TODAY if known else USUAL_TIERS})

    def _rules(self, distances: Distances) -> tuple[Rule, ...]:
        size, radius, capacity, hubs = self.size, self.radius, self.capacity, self.hubs
        found: list[Rule] = [
            rules.PlacedOnce(),
            rules.Joins(),
            rules.Candidate(),
            rules.Required(),
            rules.HubOnly(),
            rules.Beds(capacity.beds_min),
            rules.Radius(radius.hub_km, distances),
            rules.MaxKm(distances),
        ]
        if hubs.min_apart_km is not None:
            found.insert(-2, rules.MinApart(hubs.min_apart_km, distances))
        if radius.mutual_km is not None:
            found.append(rules.MutualKm(radius.mutual_km, distances))
        found += [rules.Size(size.min, size.max, size.count_hub), rules.MaxSatellites()]
        if capacity.children_max is not None:
            found.append(rules.Children(capacity.children_max, size.count_hub))
        if capacity.crisis_max is not None:
            found.append(rules.CrisisMax(capacity.crisis_max, size.count_hub))
        if hubs.exactly is not None:
            found.append(rules.HubCount(hubs.exactly, hubs.exactly))
        elif hubs.max is not None:
            found.append(rules.HubCount(0, hubs.max))
        least, most = self.providers.hubs_min, self.providers.hubs_max
        if least or most:
            found.append(rules.ProviderHubs(least or PerProvider(), most or PerProvider()))
        found += [rules.Together(), rules.Apart(), rules.Pinned(), rules.NotHub(), rules.OnlyHub()]
        if self.today.moves_max is not None:
            found.append(rules.MaxMoves(self.today.moves_max))
        if self.providers.min_per_constellation is not None:
            found.append(rules.MinProviders(self.providers.min_per_constellation))
        if self.providers.max_share is not None:
            found.append(rules.MaxShare(self.providers.max_share))
        if self.providers.exchange_tolerance is not None:
            found.append(rules.ExchangeTolerance(self.providers.exchange_tolerance))
        return tuple(found)

    def _tiers(self, distances: Distances) -> tuple[Tier, ...]:
        known: dict[str, Tier] = {
            tier.key: tier
            for tier in (
                tiers.Unplaced(),
                tiers.Moves(),
                tiers.Travel(
                    self.size.target,
                    self.objective.target_weight_m,
                    distances,
                    count_hub=self.size.count_hub,
                    move_weight_m=self.today.move_weight_m,
                ),
                tiers.Fewest(),
                tiers.Farthest(distances),
                tiers.Peers(),
                tiers.Siblings(),
                tiers.OneProvider(),
            )
        }
        return tuple(known[name] for name in self.objective.tiers)


def _as_written(value: Any) -> Any:
    """Give a value as a file writes it."""
    if isinstance(value, PerProvider):
        if not value.named:
            return value.usual
        return {**({} if value.usual is None else {"*": value.usual}), **dict(value.named)}
    return list(value) if isinstance(value, tuple) else value
