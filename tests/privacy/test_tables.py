"""The reader with a pencil: computes what is not told from what is, and from what else that reader knows.

The attack is CP-SAT's, on the tables as readers get them: for each number, the least and the greatest value that agree
with all of it. It shares no code with what decides on the numbers.
"""

import itertools
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from geodata.families import Families, Family, HubRole, Location
from geodata.language import Lang
from geodata.store import REGION
from maps.sharing.audience import Audience, AudienceKind, shared
from maps.sharing.cells import BASE, PUBLIC_LEAST, Cell, CountKind, Sign
from maps.sharing.readers import coalition_of, limits_of
from maps.sharing.release import Release
from maps.sharing.tally import municipalities, tally
from maps.view_model import Table, Value
from optimizer.application.released import Released, counted_of
from optimizer.disclosure import Ranges, Statement
from optimizer.plan import Plan
from tests.maps.builders import problem_of
from tests.privacy.regions import POLICY, PROVIDERS, SECRET, Region, base_map, example_region, numbers_of, region

N_PLANS = int(os.environ.get("PRIVACY_PLANS", "6"))
ENOUGH = 3
"""Values that must remain possible for a small number."""


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
        ends = []
        for sense in (1, -1):
            self.model.minimize(sense * self.number(name))
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            assert solver.solve(self.model) == cp_model.OPTIMAL
            ends.append(int(solver.value(self.number(name))))
        return ends[0], ends[1]


@cache
def told(seed: int) -> tuple[Region, Release]:
    """Give an invented region and what its readers are told, decided once."""
    of = region(seed)
    return of, numbers_of(of)


def _tables(of: Region, made: Release, audience: Audience) -> tuple[Table, ...]:
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
            row = town if town in named else "Overige gemeenten"
            status = "Ingedeeld" if family.id in of.plan.placed else "Niet ingedeeld"
            found.setdefault((str(row), status), []).append(family)
    return found


def attack(of: Region, made: Release, names: Iterable[str]) -> tuple[Pencil, Mapping[str, int]]:
    """Write down all that some providers hold together with the folders of council and public.

    Returns
    -------
    Pencil, dict
        What is left after taking off their own, by name, and the truth of it.
    """
    us = set(names)
    theirs = _families(of)
    rows = list(dict.fromkeys(row for row, _ in theirs))
    pencil, truth = Pencil(), {}
    own: dict[str, int] = {}
    for row in rows:
        everyone = [family for status in ("Ingedeeld", "Niet ingedeeld") for family in theirs.get((row, status), [])]
        counted = {
            "Ingedeeld": [(family, 1) for family in theirs.get((row, "Ingedeeld"), [])],
            "Niet ingedeeld": [(family, 1) for family in theirs.get((row, "Niet ingedeeld"), [])],
            "Pleegkinderen": [(family, family.children) for family in everyone],
        }
        for column, members in counted.items():
            name = f"{row} {column}"
            own[name] = sum(n for family, n in members if family.provider in us)
            truth[name] = sum(n for family, n in members if family.provider not in us)
        both = f"{row} Pleeggezinnen"
        own[both] = own[f"{row} Ingedeeld"] + own[f"{row} Niet ingedeeld"]
        truth[both] = truth[f"{row} Ingedeeld"] + truth[f"{row} Niet ingedeeld"]
        pencil.model.add(
            pencil.number(both) == pencil.number(f"{row} Ingedeeld") + pencil.number(f"{row} Niet ingedeeld")
        )
        pencil.model.add(pencil.number(f"{row} Pleegkinderen") <= 10 * pencil.number(both))
    if all(truth[f"{row} Pleegkinderen"] >= truth[f"{row} Pleeggezinnen"] for row in rows):
        for row in rows:
            pencil.model.add(pencil.number(f"{row} Pleegkinderen") >= pencil.number(f"{row} Pleeggezinnen"))
        least = 0 if row in REGION else 1 if row == "Overige gemeenten" else 6
        pencil.model.add(pencil.number(both) + own[both] >= least)  # or the row would not be there
    for column in ("Ingedeeld", "Niet ingedeeld", "Pleegkinderen", "Pleeggezinnen"):
        pencil.model.add(pencil.number(f"Totaal {column}") == sum(pencil.number(f"{row} {column}") for row in rows))
        own[f"Totaal {column}"] = sum(own[f"{row} {column}"] for row in rows)
        truth[f"Totaal {column}"] = sum(truth[f"{row} {column}"] for row in rows)
    for kind in (AudienceKind.COUNCIL, AudienceKind.PUBLIC):
        table, *_ = _tables(of, made, Audience(kind))
        for cells in table.rows:
            for column, value in zip(table.header[1:], cells[1:], strict=True):
                name = f"{cells[0]} {column}"
                if name in own:
                    least = PUBLIC_LEAST if kind is AudienceKind.PUBLIC else BASE
                    pencil.told(pencil.number(name) + own[name], value, least)
    _write_policy(pencil, of, own)
    for name in us:
        _write_folder(pencil, of, made, name, us, truth, own)
    return pencil, truth


def _write_policy(pencil: Pencil, of: Region, own: Mapping[str, int]) -> None:
    limits, n = limits_of(of.plan, POLICY), len(of.plan.constellations)
    placed = pencil.number("Totaal Ingedeeld") + own["Totaal Ingedeeld"]
    hubs = sum(not each.hub.to_find for each in of.plan.constellations)  # a notice tells how many are to be found
    pencil.model.add(placed >= n * limits.low + hubs)
    pencil.model.add(placed <= n * limits.high + hubs)


def _write_folder(
    pencil: Pencil, of: Region, made: Release, name: str, us: set[str], truth: dict[str, int], own: Mapping[str, int]
) -> None:
    """Copy what the folder of one provider says of others, and what its own constellations leave room for."""
    together = _tables(of, made, Audience(AudienceKind.PROVIDER, name))[1]
    told = {str(what): value for what, value in together.rows}
    placed = {family.id for each in of.plan.constellations for family in each.homes if not family.to_find}
    mine = sum(family.id in placed for family in of.of(name))
    others = pencil.number("Totaal Ingedeeld") + own["Totaal Ingedeeld"] - mine
    pencil.told(others, told["Gezinnen van andere aanbieders die zijn ingedeeld"])
    hubs = [each for each in of.plan.constellations if each.hub.provider == name and not each.hub.to_find]
    ours = [sum(family.provider in us for family in each.satellites) for each in hubs]
    key = f"ontvangen {name}"
    truth[key] = sum(len(each.satellites) for each in hubs) - sum(ours)
    known = sum(family.provider in us - {name} for each in hubs for family in each.satellites)
    pencil.told(pencil.number(key) + known, told["Satellietgezinnen van andere aanbieders bij een eigen hubhome"])
    limits = limits_of(of.plan, POLICY)
    room = sum(max(limits.low - n, 0) for n in ours), sum(max(limits.high - n, 0) for n in ours)
    pencil.model.add(pencil.number(key) >= room[0])
    pencil.model.add(pencil.number(key) <= room[1])
    pencil.model.add(pencil.number(key) <= pencil.number("Totaal Ingedeeld"))
    if room[1] - room[0] + 1 < ENOUGH:
        del truth[key]  # told by its own families and the policy alone


def _unsafe(pencil: Pencil, truth: Mapping[str, int]) -> list[str]:
    found = []
    for name, value in truth.items():
        if value < 5:
            low, high = pencil.range(name)
            assert low <= value <= high
            if high - low + 1 < ENOUGH:
                found.append(name)
    return found


@pytest.mark.parametrize("seed", range(N_PLANS))
def test_nobody_narrows_down_a_number_under_five(seed: int) -> None:
    assert not _unsafe(*attack(*told(seed), ()))


@pytest.mark.parametrize("seed", range(N_PLANS))
def test_a_provider_with_all_folders_narrows_down_no_number_under_five_of_others(seed: int) -> None:
    assert not _unsafe(*attack(*told(seed), [PROVIDERS[seed % len(PROVIDERS)]]))


@pytest.mark.parametrize("seed", range(N_PLANS))
def test_two_providers_together_narrow_down_no_number_under_five_of_a_third(seed: int) -> None:
    pairs = list(itertools.combinations(PROVIDERS, 2))
    assert not _unsafe(*attack(*told(seed), pairs[seed % len(pairs)]))


@pytest.mark.parametrize("seed", range(N_PLANS))
def test_three_providers_together_narrow_down_no_number_under_five_of_others(seed: int) -> None:
    triples = list(itertools.combinations(PROVIDERS, 3))
    assert not _unsafe(*attack(*told(seed), triples[seed % len(triples)]))


AROUND = ("Almere", "Baarn", "Eemnes", "Soest", "Utrecht", "Weesp")


def _changed(of: Region, change: Callable[[Family], Family]) -> tuple[Region, Release]:
    families = Families(change(family) for family in of.families)
    members = {each.hub.id: [family.id for family in each.satellites] for each in of.plan.constellations}
    other = Region(problem_of(families), Plan.of(families, members), of.points)
    return other, numbers_of(other)


def _around(seed: int) -> tuple[Region, Release]:
    """Let some families live in municipalities around the region, enough for one of them to be named."""
    rng, of = Random(seed), region(seed)
    share, towns = rng.uniform(0.35, 0.5), [rng.choice(AROUND[: rng.randint(2, 3)]) for _ in of.families]
    moved = {family.id: town for family, town in zip(of.families, towns, strict=True) if rng.random() < share}
    return _changed(of, lambda family: replace(family, municipality=moved.get(family.id, family.municipality)))


@pytest.mark.parametrize("seed", range(N_PLANS // 3))
def test_that_a_row_is_there_narrows_down_no_number_under_five(seed: int) -> None:
    """Outside the region a municipality is named from six to ten families; others are one row, where there are any."""
    of, made = _around(seed)
    least = [0 if row in REGION else 6 if row else 1 for row in made.tally.rows]
    assert list(made.tally.least) == least
    assert max(least) == 6
    assert not _unsafe(*attack(of, made, PROVIDERS[: seed % 4]))


def _recruiting(seed: int) -> tuple[Region, Release]:
    """Let some constellations count on a hub home that is still to be found, of which a provider is supposed."""
    rng, of = Random(seed), region(seed)
    missing = {each.hub.id for each in of.plan.constellations if rng.random() < 0.6}
    provider = rng.choice(("", PROVIDERS[0]))
    return _changed(
        of,
        lambda family: replace(family, to_find=True, children=0, provider=provider) if family.id in missing else family,
    )


@pytest.mark.parametrize("seed", range(N_PLANS // 3))
def test_hub_homes_to_be_found_are_no_families_in_any_number(seed: int) -> None:
    of, made = _recruiting(seed)
    assert any(each.hub.to_find for each in of.plan.constellations)
    for at, name in enumerate(made.tally.providers):
        placed = int(made.tally.families[:, :, 0].sum() - made.tally.families[at, :, 0].sum())
        assert made.cells[CountKind.OTHERS, at].truth == placed, name
    assert not _unsafe(*attack(of, made, PROVIDERS[: seed % 4]))


def test_in_the_example_any_three_providers_narrow_down_no_number_under_five_of_others() -> None:
    """All folders of three of the five providers, with those of council and public."""
    of = example_region()
    made, n_small = numbers_of(of), 0
    for some in itertools.combinations(made.tally.providers, 3):
        pencil, truth = attack(of, made, some)
        assert not _unsafe(pencil, truth), some
        n_small += sum(value < 5 for value in truth.values())
    assert n_small > 100
    assert made.n_hidden < 0.4 * len(made.cells)


def test_threes_are_audited_of_twelve_providers_and_not_of_more() -> None:
    assert [coalition_of(n) for n in (3, 12, 13, 28)] == [3, 3, 2, 2]
    made = told(1)[1]
    assert made.n_readers == 1 + 4 + 6 + 4


def test_the_pencil_narrows_down_what_a_careless_table_tells() -> None:
    pencil = Pencil()
    small, large = pencil.number("A"), pencil.number("B")
    pencil.told(small, "<5")
    pencil.told(large, 10)
    pencil.model.add(small + large == 17)
    assert pencil.range("A") == (3, 4)


@pytest.mark.parametrize("seed", range(6))
def test_another_plan_of_the_same_families_tells_the_same_of_each_municipality(seed: int) -> None:
    of, first = told(seed)
    fewer = Plan(of.families, of.plan.constellations[1:])
    second = numbers_of(Region(of.problem, fewer, of.points), divide=False)
    assert first.tally.rows == second.tally.rows
    for kind in (CountKind.FAMILIES, CountKind.CHILDREN):
        for row in range(len(first.tally.rows)):
            assert first.cells[kind, row].rounded == second.cells[kind, row].rounded
    assert not second.divided


def test_a_second_plan_of_a_file_is_not_divided(tmp_path: Path) -> None:
    of = region(1)
    fewer = Plan(of.families, of.plan.constellations[1:])
    assert Released(SECRET, "these", "0" * 64, of.plan, tmp_path).may_divide()
    Released(SECRET, "these", "0" * 64, of.plan, tmp_path).note()
    assert Released(SECRET, "these", "0" * 64, of.plan, tmp_path).may_divide()
    assert not Released(SECRET, "these", "0" * 64, fewer, tmp_path).may_divide()
    assert not Released(SECRET, "these", "1" * 64, fewer, tmp_path).may_divide()
    assert Released(SECRET, "others", "0" * 64, fewer, tmp_path).may_divide()
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_mode & 0o077 == 0 or os.name != "posix"
    assert not any(family.id in kept.read_text(encoding="ascii") for family in of.families)


def test_most_numbers_of_a_region_are_told() -> None:
    made = [told(seed)[1] for seed in range(6)]
    hidden = sum(each.n_hidden for each in made)
    assert 0 < hidden < 0.4 * sum(len(each.cells) for each in made)


KEYS = [str(at).encode() for at in range(60)]


@pytest.mark.parametrize(
    ("truth", "seen"), [(0, {"<5"}), (1, {"<5", "<10"}), (4, {"<5", "<10"}), (5, {"<10"}), (8, {"<10", 10}), (10, {10})]
)
def test_a_number_is_rounded_to_a_five_above_or_below_and_none_below_is_shown(truth: int, seen: set[Value]) -> None:
    assert {Cell.of(truth, key, "n").said(Lang.NL) for key in KEYS} == seen


@given(st.integers(0, 500), st.binary(min_size=8, max_size=8))
def test_a_rounded_number_lies_within_its_band(truth: int, secret: bytes) -> None:
    cell = Cell.of(truth, secret, "n")
    low, high = cell.band
    assert low <= truth <= high
    assert high - low <= 8
    assert cell.shown is None or cell.shown % 5 == 0


def test_rounding_is_unbiased() -> None:
    rounded = [Cell.of(12, str(at).encode(), "n").rounded for at in range(5_000)]
    assert abs(sum(rounded) / len(rounded) - 12) < 0.15


def test_what_is_counted_decides_on_the_offset() -> None:
    assert {Cell.of(12, b"s", str(at)).rounded for at in range(40)} == {10, 15}


@pytest.mark.parametrize(("rounded", "public"), [(5, "<10"), (10, 10), (15, 15)])
def test_the_public_sees_a_rounded_number_from_ten(rounded: int, public: Value) -> None:
    assert Cell(rounded, rounded, Sign.ROUNDED).said(Lang.NL, 10) == public


def test_narrow_ranges_are_those_of_brute_force_on_hundreds_of_tables() -> None:
    chance = Random(1)
    everything = np.array(list(itertools.product(range(6), repeat=4)))
    n_narrow = 0
    for _ in range(400):
        truth = [chance.randint(0, 4) for _ in range(4)]
        statements = [Statement(((at, 1),), 0, 5) for at in range(4)]
        for _ in range(3):
            some = chance.sample(range(4), chance.randint(1, 4))
            terms = tuple((at, chance.choice((1, 1, -1, 2))) for at in some)
            value = sum(factor * truth[at] for at, factor in terms)
            statements.append(Statement(terms, value - chance.randint(0, 2), value + chance.randint(0, 2)))
        possible = everything
        for each in statements:
            total = sum(factor * possible[:, at] for at, factor in each.terms)
            possible = possible[(each.low <= total) & (total <= each.high)]
        width = chance.randint(1, 4)
        narrow = np.flatnonzero(np.ptp(possible, axis=0) < width).tolist()
        assert Ranges(4, statements).narrower(range(4), width) == narrow
        n_narrow += len(narrow)
    assert 400 < n_narrow < 1_200


def _village(counts: Mapping[str, int]) -> Region:
    """One constellation over municipalities, all of one provider."""
    families = [
        Family(f"f{town}{number}", Location(52.2 + number / 1e4, 5.2), "Otterburcht", municipality=town, beds=2)
        for town, n in counts.items()
        for number in range(n)
    ]
    everyone = Families(families)
    first, *rest = (family.id for family in everyone)
    return Region(problem_of(everyone), Plan.of(everyone, {first: rest}), {})


def test_a_municipality_outside_the_region_with_few_families_is_not_named() -> None:
    of = _village({"Hilversum": 12, "Laren": 9, "Nergenshuizen": 5, "Utrecht": 10})
    table, *_ = _tables(of, numbers_of(of), Audience(AudienceKind.COUNCIL))
    names = [row[0] for row in table.rows]
    assert "Nergenshuizen" not in names
    assert {"Hilversum", "Laren", "Utrecht", "Overige gemeenten"} <= set(names)


def test_a_plan_of_three_families_gives_no_number_but_a_five_that_says_so_of_one_to_nine() -> None:
    of = _village({"Hilversum": 3})
    for kind, seen in ((AudienceKind.COUNCIL, {5}), (AudienceKind.PUBLIC, set[int]())):
        table, *_ = _tables(of, numbers_of(of), Audience(kind))
        assert {value for row in table.rows for value in row[1:] if isinstance(value, int)} <= seen


def test_a_plan_that_was_noted_by_its_file_is_still_known(tmp_path: Path) -> None:
    of = region(1)
    fewer = Plan(of.families, of.plan.constellations[1:])
    file, plan = Released(SECRET, "0" * 64, "", of.plan, tmp_path), Released(SECRET, "these", "0" * 64, fewer, tmp_path)
    file.note()  # as it was noted then: by the digest of the file
    assert not plan.may_divide()


def test_a_name_a_role_and_the_order_of_rows_do_not_make_other_families_and_what_is_counted_does() -> None:
    families = tuple(region(1).families)
    towns = dict.fromkeys([family.id for family in families], "Huizen")
    base, first = counted_of(families, towns), families[0]
    same = replace(
        first, constellation_name="De Linde", hub=HubRole.DECLINED, constellation="X", together=("k",), joins=False
    )
    assert counted_of([*families[1:], same], towns) == base
    for other in (replace(first, children=first.children + 1), replace(first, provider="Een ander")):
        assert counted_of([other, *families[1:]], towns) != base
    assert counted_of(families, {**towns, first.id: "Laren"}) != base
    assert counted_of(families[1:], towns) != base
