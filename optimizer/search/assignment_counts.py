"""The parts of a model that are not sums, written down for CP-SAT."""

from collections.abc import Sequence

import numpy as np

from optimizer.cp_sat_model import cp_model
from optimizer.model import Lack, Mix, Model, Spread

Members = Sequence[dict[int, cp_model.IntVar]]
"""For each family, the variable that says it is in the constellation of a hub, as its hub home or a satellite."""


def members(model: Model, opens: Sequence[cp_model.IntVar], joins: Sequence[cp_model.IntVar]) -> Members:
    """Gather for each family the variables of its places, by hub."""
    at: list[dict[int, cp_model.IntVar]] = [{} for _ in range(model.n_families)]
    for hub, family in enumerate(model.hub_family.tolist()):
        at[family][hub] = opens[hub]
    for pair, (hub, family) in enumerate(zip(model.hub.tolist(), model.family.tolist(), strict=True)):
        at[family][hub] = joins[pair]
    return at


def lacking(cp: cp_model.CpModel, lack: Lack, model: Model, at: Members) -> list[cp_model.IntVar]:
    """Give variables whose sum is at least the count of ``lack``, and equal to it under minimisation."""
    hub_of_home = {family: hub for hub, family in enumerate(model.hub_family.tolist())}
    found = []
    for item, anchor in enumerate(lack.anchor.tolist()):
        helpers = lack.helper[lack.start[item] : lack.start[item + 1]].tolist()
        alone = cp.new_bool_var("")
        found.append(alone)
        for hub, placed in at[anchor].items():
            if lack.as_hub and hub_of_home.get(anchor) != hub:
                continue
            helped = [at[helper][hub] for helper in helpers if hub in at[helper]]
            cp.add_bool_or([alone, ~placed, *helped])
    return found


def spreading(cp: cp_model.CpModel, spread: Spread, at: Members) -> list[cp_model.IntVar]:
    """Give variables whose sum is at least the count of ``spread``, and equal to it under minimisation."""
    found = []
    for members_of_group in np.split(spread.member, spread.start[1:-1]):
        apart = cp.new_bool_var("")
        found.append(apart)
        places = [at[family] for family in members_of_group.tolist()]
        for one, here in enumerate(places):
            for there in places[one + 1 :]:
                for hub, placed in here.items():
                    elsewhere = [variable for other, variable in there.items() if other != hub]
                    for variable in elsewhere:
                        cp.add_bool_or([apart, ~placed, ~variable])
    return found


def mixing(cp: cp_model.CpModel, mix: Mix, model: Model, at: Members, opens: Sequence[cp_model.IntVar]) -> None:
    """Ask every open hub for its groups, and for no group above its share."""
    homes_of: list[dict[int, list[cp_model.IntVar]]] = [{} for _ in range(model.n_hubs)]
    for family, places in enumerate(at):
        for hub, variable in places.items():
            homes_of[hub].setdefault(int(mix.group[family]), []).append(variable)
    for hub, groups in enumerate(homes_of):
        if mix.least > 1:
            present = []
            for variables in groups.values():
                seen = cp.new_bool_var("")
                cp.add_bool_or([~seen, *variables])
                present.append(seen)
            cp.add(sum(present) >= mix.least * opens[hub])
        if mix.share is not None:
            part, whole = mix.share
            homes = sum(variable for variables in groups.values() for variable in variables)
            for variables in groups.values():
                cp.add(whole * sum(variables) <= part * homes)
