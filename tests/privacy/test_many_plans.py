"""The attacks on many plans: what single plans tell, and what two plans of the same families tell together.

Two run always, more with ``-m slow``, and with ``PRIVACY_PLANS`` as many as one likes; all print what they looked at.
What two hundred plans gave stands in ``tests/README.md``. No other test uses these plans.
"""

import itertools
import os
import sys
from collections import Counter
from typing import Final

import pytest

from geodata.language import Lang
from maps.sharing.audience import Audience, AudienceKind, files, shared
from maps.sharing.audit import TOTAL
from maps.sharing.cells import BASE, Cell, CountKind, Sign
from maps.sharing.release import MUNICIPAL, Release
from optimizer.disclosure import Ranges, Statement
from tests.privacy.attacker import exact_numbers_in, homes_in, words_in
from tests.privacy.pencil import ENOUGH, Attack, attack
from tests.privacy.regions import (
    PROVIDERS,
    SECRET,
    base_map,
    innocent_points,
    numbers_of,
    planned_again,
    region,
    water_points,
)
from tests.privacy.unpacking import parts_of

FIRST: Final = 1_000
"""Seeds from here are no other test's, and their shifts and masks were looked at by none."""

N_PLANS: Final = int(os.environ.get("PRIVACY_PLANS", "12"))

MANY = [2, pytest.param(N_PLANS, marks=pytest.mark.slow)]
COALITIONS: Final = tuple(some for n in range(4) for some in itertools.combinations(PROVIDERS, n))
"""Nobody, each provider, every two and every three."""


def _us(seed: int, turn: int = 0) -> tuple[str, ...]:
    return COALITIONS[(seed + turn) % len(COALITIONS)]


@pytest.mark.parametrize("n", MANY)
def test_no_number_under_five_is_narrowed_down_by_one_plan_or_by_two_of_the_same_families(
    n: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second plan of the same families is shared undivided, as the ledger of releases sees to."""
    counts: Counter[str] = Counter()
    for seed in range(FIRST, FIRST + n):
        of = region(seed)
        one = attack(of, numbers_of(of), _us(seed))
        assert not one.narrowed(), seed

        again, both = planned_again(of, seed), Attack(frozenset(_us(seed, turn=5)))
        assert [each.homes for each in again.plan.constellations] != [each.homes for each in of.plan.constellations]
        both.read(of, numbers_of(of))
        both.read(again, numbers_of(again, divide=False), " in plan 2")
        assert not both.narrowed(), seed
        for name, found in (("one plan", one), ("two plans", both)):
            counts[f"small numbers of others in {name}"] += sum(value < BASE for value in found.truth.values())
    assert min(counts.values()) > 10 * n
    said = ", ".join(f"{number} {name}" for name, number in counts.items())
    with capsys.disabled():
        sys.stdout.write(f"\n{n} plans and {n} pairs of plans: {said}; narrowed down: 0\n")


@pytest.mark.slow
def test_no_folder_of_any_reader_holds_a_home_a_name_or_a_family_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    """On more plans, and every reader of each, what ``test_attacks.py`` proves always."""
    n = max(N_PLANS // 2, 1)
    n_folders = n_bytes = 0
    for seed in range(FIRST, FIRST + n):
        of, lang = region(seed, "donut" if seed % 2 else "postcode"), list(Lang)[seed // 2 % 2]
        readers = [Audience(AudienceKind.COUNCIL), Audience(AudienceKind.PUBLIC)]
        readers += [Audience(AudienceKind.PROVIDER, name) for name in PROVIDERS]
        for reader in readers:
            made = shared(of.finished, reader, lang, points=of.points, base_map=base_map(), release=numbers_of(of))
            found = parts_of(files(made, "0.0"))
            others = [each for each in of.families if each.provider != reader.name]
            secret = [word for each in others for word in (each.id, str(each.care_type), *each.siblings)]
            assert not words_in(found, [*secret, *(name for name in PROVIDERS if name != reader.name)]), seed
            assert not homes_in(found, of.families, innocent_points(of, reader.name) | water_points()), seed
            assert not exact_numbers_in(found, of.families), seed
            n_folders, n_bytes = n_folders + 1, n_bytes + sum(map(len, found.values()))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{n} plans: {n_folders} folders, {n_bytes / 1e6:.0f} MB with all that is packed; found: 0\n"
        )


MOST_NARROWED: Final = 0.1
"""Of the numbers from two to four: what PRIVACY.md says of folders without end is less than this."""


@pytest.mark.parametrize("n", MANY)
def test_folders_without_end_narrow_down_few_numbers_that_are_told(n: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Who has enough folders and knows all that changed finds each number that is told plus its secret shift, and then
    joins them: placed and unplaced are all families, rows are the total, and a family has a child."""
    n_small = n_narrow = 0
    for seed in range(FIRST, FIRST + n):
        made = numbers_of(region(seed))
        small, narrow = _joined_without_end(made)
        n_small, n_narrow = n_small + small, n_narrow + narrow
    with capsys.disabled():
        sys.stdout.write(
            f"\n{n} plans, folders without end: {n_narrow} of {n_small} numbers from 2 to 4 narrowed down\n"
        )
    assert n_small > 2 * n
    assert n_narrow <= MOST_NARROWED * n_small


def _joined_without_end(made: Release) -> tuple[int, int]:
    """Count the told numbers from two to four of a release, and those of which fewer than three values remain."""
    rows = (*range(len(made.tally.rows)), TOTAL)
    at = {(kind, row): place for place, (kind, row) in enumerate(itertools.product(MUNICIPAL, rows))}
    cells = {key: made.cells[key] for key in at}
    statements = [
        Statement(((place, 1),), max(shifted - BASE + 1, 0), shifted)
        for key, place in at.items()
        if cells[key].sign is not Sign.HIDDEN
        for shifted in (_shifted(made, key),)
    ]
    for row in rows:
        both, placed, unplaced, children = (at[kind, row] for kind in MUNICIPAL)
        statements.append(Statement(((placed, 1), (unplaced, 1), (both, -1)), 0, 0))
        statements.append(Statement(((children, 1), (both, -1))))
        statements.append(Statement(((both, 10), (children, -1))))
    for kind in MUNICIPAL:
        parts = tuple((at[kind, row], 1) for row in rows if row != TOTAL)
        statements.append(Statement((*parts, (at[kind, TOTAL], -1)), 0, 0))
    asked = [at[key] for key, cell in cells.items() if cell.sign is not Sign.HIDDEN and 2 <= cell.truth < BASE]
    return len(asked), len(Ranges(len(at), statements).narrower(asked, ENOUGH - 1))


def _shifted(made: Release, key: tuple[CountKind, int]) -> int:
    """Give a number plus its shift, as its roundings with known families more or less tell it."""
    kind, row = key
    name = f"{kind}/{'' if row == TOTAL else made.tally.rows[row] or '*'}"
    truth = made.cells[key].truth
    rounded = [Cell.of(truth + more, SECRET, name).rounded for more in range(BASE + 1)]
    return rounded[0] + BASE - rounded.count(rounded[0])
