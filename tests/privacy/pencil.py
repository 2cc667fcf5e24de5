"""The reader with a pencil: computes what is not told from what is, and from what else that reader knows.

The attack is CP-SAT's, on the tables as readers get them: for each number, the least and the greatest value that agree
with all of it. It shares no code with what decides on the numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ortools.sat.python import cp_model

from geodata.families import Family
from geodata.language import Lang
from geodata.store import REGION
from maps.sharing.audience import Audience, AudienceKind, shared
from maps.sharing.cells import BASE, PUBLIC_LEAST
from maps.sharing.readers import limits_of
from maps.sharing.release import Release
from maps.sharing.tally import municipalities, tally
from maps.tables import Table, Value
from tests.privacy.regions import POLICY, SECRET, Region, base_map

ENOUGH: Final = 3
"""Values that must remain possible for a small number."""

PLACED, UNPLACED, CHILDREN, FAMILIES = COLUMNS = ("Ingedeeld", "Niet ingedeeld", "Pleegkinderen", "Pleeggezinnen")
WHOLE: Final = "Totaal"
ELSEWHERE: Final = "Overige gemeenten"


@dataclass(slots=True)
class Pencil:
    """Numbers by name, what is known of them, and what remains possible."""

    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    numbers: dict[str, cp_model.IntVar] = field(default_factory=dict)

    def number(self, name: str) -> cp_model.IntVar:
        if name not in self.numbers:
            self.numbers[name] = self.model.new_int_var(0, 100_000, name)
        return self.numbers[name]

    def told(self, number: cp_model.LinearExprT, value: Value, least: int = BASE) -> None:
        """Write down what a table that shows no number below ``least`` says: rounded, small, or nothing."""
        if isinstance(value, int):
            self.model.add(number > value - 5)
            self.model.add(number < value + 5)
        elif value == "<5":
            self.model.add(number < 5)
        elif value == "<10":
            self.model.add(number < 10)
            if least == BASE:
                self.model.add(number > 0)

    def range(self, name: str) -> tuple[int, int]:
        """Find the least and the greatest value that a number may have."""
        low, high = (self._solved(sense * self.number(name))[name] for sense in (1, -1))
        return low, high

    def narrow(self, truth: Mapping[str, int], asked: Sequence[str], enough: int = ENOUGH) -> list[str]:
        """Find the numbers of which fewer than so many values remain.

        The truth is one way in which all may be, and so is every solution: most numbers are seen to be wide enough
        before they are asked about by themselves.
        """
        self.agrees(truth)
        seen = {name: [truth[name], truth[name]] for name in asked}

        def witness(found: Mapping[str, int]) -> None:
            for name, ends in seen.items():
                ends[:] = min(ends[0], found[name]), max(ends[1], found[name])

        def left() -> list[str]:
            return [name for name, (low, high) in seen.items() if high - low + 1 < enough]

        for sense in (-1, 1):
            if left():
                witness(self._solved(sense * sum(self.number(name) for name in left())))
        for name in left():
            for sense in (-1, 1):
                if name in left():
                    witness(self._solved(sense * self.number(name)))
        return left()

    def agrees(self, truth: Mapping[str, int]) -> None:
        """Make sure that what was written down holds for the numbers as they are."""
        fixed = self.model.clone()
        for name, value in truth.items():
            fixed.add(fixed.get_int_var_from_proto_index(self.number(name).index) == value)
        assert _solver().solve(fixed) in {cp_model.OPTIMAL, cp_model.FEASIBLE}

    def _solved(self, least: cp_model.LinearExprT) -> dict[str, int]:
        self.model.minimize(least)
        solver = _solver()
        assert solver.solve(self.model) == cp_model.OPTIMAL
        return {name: int(solver.value(number)) for name, number in self.numbers.items()}


def _solver() -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False  # models are small: simplifying one takes longer than solving it
    return solver


def tables(of: Region, made: Release, audience: Audience) -> tuple[Table, ...]:
    points = of.points if audience.kind is AudienceKind.PROVIDER else {}
    return shared(of.finished, audience, Lang.NL, points=points, base_map=base_map(), release=made).tables


def _families(of: Region) -> dict[tuple[str, str], list[Family]]:
    """List who is counted in each row, by what became of them."""
    towns = municipalities(of.families, base_map().gazetteer)
    named = {row for row in tally(of.plan, base_map().gazetteer, SECRET).rows if row}
    found: dict[tuple[str, str], list[Family]] = {}
    for family in of.families:
        if family.id in of.plan.placed or family in of.plan.unplaced:
            if family.to_find:
                continue
            town = towns[family.id]
            row = town if town in named else ELSEWHERE
            found.setdefault((str(row), PLACED if family.id in of.plan.placed else UNPLACED), []).append(family)
    return found


@dataclass(slots=True)
class Attack:
    """What some providers hold together with the folders of council and public, of one plan or of several.

    Attributes
    ----------
    truth
        What is left after taking off their own, by name.
    own
        What was taken off.
    """

    us: frozenset[str]
    pencil: Pencil = field(default_factory=Pencil)
    truth: dict[str, int] = field(default_factory=dict)
    own: dict[str, int] = field(default_factory=dict)

    def narrowed(self) -> list[str]:
        """Find the small numbers of others of which too few values remain."""
        return self.pencil.narrow(self.truth, [name for name, value in self.truth.items() if value < BASE])

    def read(self, of: Region, made: Release, tag: str = "") -> None:
        """Write down what the folders of one plan say.

        Parameters
        ----------
        tag
            Tells the plans of the same families apart: what became of the families is another number in each.
        """
        pencil, own, truth = self.pencil, self.own, self.truth
        theirs = _families(of)
        rows = list(dict.fromkeys(row for row, _ in theirs))
        for row in rows:
            counted = {
                f"{row} {PLACED}{tag}": [(family, 1) for family in theirs.get((row, PLACED), [])],
                f"{row} {UNPLACED}{tag}": [(family, 1) for family in theirs.get((row, UNPLACED), [])],
            }
            everyone = [each for members in counted.values() for each in members]
            counted[f"{row} {FAMILIES}"] = everyone
            counted[f"{row} {CHILDREN}"] = [(family, family.children) for family, _ in everyone]
            for name, members in counted.items():
                own[name] = sum(n for family, n in members if family.provider in self.us)
                truth[name] = sum(n for family, n in members if family.provider not in self.us)
            placed, unplaced, both, children = map(pencil.number, counted)
            pencil.model.add(both == placed + unplaced)
            pencil.model.add(children <= 10 * both)
            least = 0 if row in REGION else 1 if row == ELSEWHERE else 6
            pencil.model.add(both + own[f"{row} {FAMILIES}"] >= least)  # or the row would not be there
        if all(truth[f"{row} {CHILDREN}"] >= truth[f"{row} {FAMILIES}"] for row in rows):
            for row in rows:
                pencil.model.add(pencil.number(f"{row} {CHILDREN}") >= pencil.number(f"{row} {FAMILIES}"))
        names = {f"{PLACED}{tag}": PLACED, f"{UNPLACED}{tag}": UNPLACED, CHILDREN: CHILDREN, FAMILIES: FAMILIES}
        for name in names:
            pencil.model.add(pencil.number(f"{WHOLE} {name}") == sum(pencil.number(f"{row} {name}") for row in rows))
            own[f"{WHOLE} {name}"] = sum(own[f"{row} {name}"] for row in rows)
            truth[f"{WHOLE} {name}"] = sum(truth[f"{row} {name}"] for row in rows)
        columns = {column: name for name, column in names.items()}
        for kind in (AudienceKind.COUNCIL, AudienceKind.PUBLIC):
            table, *_ = tables(of, made, Audience(kind))
            for cells in table.rows:
                for column, value in zip(table.header[1:], cells[1:], strict=True):
                    name = f"{cells[0]} {columns[column]}"
                    if name in own:
                        least = PUBLIC_LEAST if kind is AudienceKind.PUBLIC else BASE
                        pencil.told(pencil.number(name) + own[name], value, least)
        self._write_policy(of, tag)
        for name in self.us:
            self._write_folder(of, made, name, tag)

    def _write_policy(self, of: Region, tag: str) -> None:
        limits, n = limits_of(of.plan, POLICY), len(of.plan.constellations)
        name = f"{WHOLE} {PLACED}{tag}"
        placed = self.pencil.number(name) + self.own[name]
        hubs = sum(not each.hub.to_find for each in of.plan.constellations)  # a notice tells how many are to be found
        self.pencil.model.add(placed >= n * limits.low + hubs)
        self.pencil.model.add(placed <= n * limits.high + hubs)

    def _write_folder(self, of: Region, made: Release, name: str, tag: str) -> None:
        """Copy what the folder of one provider says of others, and what its own constellations leave room for."""
        pencil = self.pencil
        together = tables(of, made, Audience(AudienceKind.PROVIDER, name))[1]
        told = {str(what): value for what, value in together.rows}
        placed = {family.id for each in of.plan.constellations for family in each.homes if not family.to_find}
        mine = sum(family.id in placed for family in of.of(name))
        every = f"{WHOLE} {PLACED}{tag}"
        others = pencil.number(every) + self.own[every] - mine
        pencil.told(others, told["Gezinnen van andere aanbieders die zijn ingedeeld"])
        hubs = [each for each in of.plan.constellations if each.hub.provider == name and not each.hub.to_find]
        ours = [sum(family.provider in self.us for family in each.satellites) for each in hubs]
        key = f"ontvangen {name}{tag}"
        received = sum(len(each.satellites) for each in hubs) - sum(ours)
        known = sum(family.provider in self.us - {name} for each in hubs for family in each.satellites)
        pencil.told(pencil.number(key) + known, told["Satellietgezinnen van andere aanbieders bij een eigen hubhome"])
        limits = limits_of(of.plan, POLICY)
        room = sum(max(limits.low - n, 0) for n in ours), sum(max(limits.high - n, 0) for n in ours)
        pencil.model.add(pencil.number(key) >= room[0])
        pencil.model.add(pencil.number(key) <= room[1])
        pencil.model.add(pencil.number(key) <= pencil.number(every))
        if room[1] - room[0] + 1 >= ENOUGH:  # else it is told by its own families and the policy alone
            self.truth[key] = received


def attack(of: Region, made: Release, names: Iterable[str]) -> Attack:
    """Write down all that some providers hold of one plan."""
    found = Attack(frozenset(names))
    found.read(of, made)
    return found
