"""The tables of shared folders, before a reader with a pencil."""

import itertools
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.families import Families, Family, HubRole, Location
from geodata.language import Lang
from geodata.store import REGION
from maps.sharing.audience import Audience, AudienceKind
from maps.sharing.cells import Cell, CountKind, Sign
from maps.sharing.readers import coalition_of
from maps.sharing.release import Release
from maps.tables import Value
from optimizer.application.released import Released, counted_of
from optimizer.plan import Plan
from tests.maps.builders import problem_of
from tests.privacy.pencil import Pencil, attack, tables
from tests.privacy.regions import PROVIDERS, SECRET, Region, example_region, numbers_of, region

N_PLANS = int(os.environ.get("PRIVACY_PLANS", "6"))
N_ALWAYS = 3
"""Plans that are attacked in every run, by another reader each time; the others are slow."""

PLANS = [seed if seed < N_ALWAYS else pytest.param(seed, marks=pytest.mark.slow) for seed in range(N_PLANS)]


@cache
def told(seed: int) -> tuple[Region, Release]:
    """Give an invented region and what its readers are told, decided once."""
    of = region(seed)
    return of, numbers_of(of)


@pytest.mark.parametrize("seed", PLANS)
def test_nobody_narrows_down_a_number_under_five(seed: int) -> None:
    assert not attack(*told(seed), ()).narrowed()


@pytest.mark.parametrize("seed", PLANS)
def test_a_provider_with_all_folders_narrows_down_no_number_under_five_of_others(seed: int) -> None:
    assert not attack(*told(seed), [PROVIDERS[seed % len(PROVIDERS)]]).narrowed()


@pytest.mark.parametrize("seed", PLANS)
def test_two_providers_together_narrow_down_no_number_under_five_of_a_third(seed: int) -> None:
    pairs = list(itertools.combinations(PROVIDERS, 2))
    assert not attack(*told(seed), pairs[seed % len(pairs)]).narrowed()


@pytest.mark.parametrize("seed", PLANS)
def test_three_providers_together_narrow_down_no_number_under_five_of_others(seed: int) -> None:
    triples = list(itertools.combinations(PROVIDERS, 3))
    assert not attack(*told(seed), triples[seed % len(triples)]).narrowed()


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
    assert not attack(of, made, PROVIDERS[: seed % 4]).narrowed()


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
    assert not attack(of, made, PROVIDERS[: seed % 4]).narrowed()


def test_in_the_example_any_three_providers_narrow_down_no_number_under_five_of_others() -> None:
    """All folders of three of the five providers, with those of council and public."""
    of = example_region()
    made, n_small = numbers_of(of), 0
    for some in itertools.combinations(made.tally.providers, 3):
        found = attack(of, made, some)
        assert not found.narrowed(), some
        n_small += sum(value < 5 for value in found.truth.values())
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


@pytest.mark.parametrize("seed", range(N_ALWAYS))
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
    made = [told(seed)[1] for seed in range(N_ALWAYS)]
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
    table, *_ = tables(of, numbers_of(of), Audience(AudienceKind.COUNCIL))
    names = [row[0] for row in table.rows]
    assert "Nergenshuizen" not in names
    assert {"Hilversum", "Laren", "Utrecht", "Overige gemeenten"} <= set(names)


def test_a_plan_of_three_families_gives_no_number_but_a_five_that_says_so_of_one_to_nine() -> None:
    of = _village({"Hilversum": 3})
    for kind, seen in ((AudienceKind.COUNCIL, {5}), (AudienceKind.PUBLIC, set[int]())):
        table, *_ = tables(of, numbers_of(of), Audience(kind))
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
