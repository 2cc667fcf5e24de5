"""The inner loops of reading say the same of every row of bytes, compiled or not, and no number outgrows 64 bits."""

import sys
from types import ModuleType

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.distances import IntArray
from geodata.roads import groups, wire
from geodata.roads.string_kinds import HIGHWAY, KEY
from tests.geodata.roads.written import number, part
from tests.machine_code import as_python

NAMES = ("geodata.roads.wire", "geodata.roads.groups")
FLAGS = np.array([0, KEY | HIGHWAY, 0, KEY], np.uint8)


@pytest.fixture(scope="module")
def plain() -> tuple[ModuleType, ModuleType]:
    """Both modules as Python; the second imports the first so."""
    with pytest.MonkeyPatch.context() as patch:
        found = []
        for name in NAMES:
            found.append(as_python(name))
            patch.setitem(sys.modules, name, found[-1])
    return found[0], found[1]


def rows(data: bytes) -> list[IntArray]:
    return [np.zeros(len(data) + 1, np.int64) for _ in range(5)]


def differences(module: ModuleType, data: bytes) -> tuple[int, list[int]]:
    out = rows(data)[0]
    n = module.deltas(data, 0, len(data), out)
    return n, out[: max(n, 0)].tolist()


def read(module: ModuleType, kind: str, data: bytes) -> tuple[object, ...]:
    """Read a group of a kind; gives how many there are and, where it is whole, everything that was filled in."""
    ids, lat, lon, marked, n_pairs = rows(data)
    pairs, counts = np.zeros((len(data) + 1, 2), np.int32), np.zeros(2, np.int64)
    if kind == "relations":
        found = np.zeros((len(data) + 1, 2), np.int64)
        n = module.relations(data, 0, len(data), FLAGS, found)
        return (n, found[: max(n, 0)].tolist())
    if kind == "ways":
        n = module.ways(data, 0, len(data), FLAGS, ids, lat, lon, n_pairs, pairs, counts)
    else:
        n = getattr(module, kind)(data, 0, len(data), FLAGS, ids, lat, lon, marked, n_pairs, pairs, counts)
    if n < 0:
        return (n,)
    return n, *(each.tolist() for each in (ids, lat, lon, marked, n_pairs, pairs, counts))


LARGE = [number((1 << 64) - 1), number(1 << 63), number((1 << 62) + 1), number((1 << 70) - 1), b"\xff" * 12]


@pytest.mark.parametrize("kernel", ["compiled", "plain"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (number(6) + number(3), [3, 1]),
        (number((1 << 62) - 2), [(1 << 61) - 1]),
        (number(((1 << 62) - 1) * 2) + number(2), None),
        (number(1 << 63), None),
        (b"\xff" * 9 + b"\x01", None),
        (b"\x80", None),
    ],
)
def test_differences_are_added_up_and_those_that_no_id_comes_near_to_are_damage(
    data: bytes, said: list[int] | None, kernel: str, plain: tuple[ModuleType, ModuleType]
) -> None:
    n, found = differences(wire if kernel == "compiled" else plain[0], data)

    assert (n, found) == ((-1, []) if said is None else (len(said), said))


@pytest.mark.parametrize("kernel", ["compiled", "plain"])
def test_an_id_of_64_bits_has_its_sign_in_the_last(kernel: str, plain: tuple[ModuleType, ModuleType]) -> None:
    way = part(3, part(1, (1 << 64) - 7) + part(2, b"\1") + part(3, b"\2") + part(8, b"\2\2"))
    found = read(groups if kernel == "compiled" else plain[1], "ways", way)

    assert found[0] == 1
    assert found[1][0] == -7  # type: ignore[index]


@pytest.mark.parametrize("kernel", ["compiled", "plain"])
@pytest.mark.parametrize("kind", ["ways", "points", "dense", "relations"])
@pytest.mark.parametrize("beyond", [b"\x1a\x05ab", b"\x1a", b"\x19abc", b"\x1dab", b"\x1b", b"\xff" * 11, b"\x18"])
def test_a_field_that_does_not_end_within_its_group_is_damage(
    beyond: bytes, kind: str, kernel: str, plain: tuple[ModuleType, ModuleType]
) -> None:
    assert read(groups if kernel == "compiled" else plain[1], kind, beyond)[0] == -1


def messages() -> st.SearchStrategy[bytes]:
    """Fields that readers look for, whole or not, holding bytes or numbers of every size."""
    numbers = st.one_of(st.integers(0, 300).map(number), st.sampled_from(LARGE))
    content = st.one_of(st.binary(max_size=6), st.lists(numbers, max_size=4).map(b"".join))
    fields = st.builds(part, st.sampled_from([1, 2, 3, 4, 8, 9, 10]), content)
    inner = st.lists(fields, max_size=5).map(b"".join)
    outer = st.builds(part, st.sampled_from([1, 3, 4, 8]), inner)
    return st.one_of(st.lists(st.one_of(outer, fields), max_size=4).map(b"".join), st.binary(max_size=20))


@given(data=messages(), kind=st.sampled_from(["ways", "points", "dense", "relations"]))
@example(data=part(1, part(1, LARGE[0]) + part(8, b"\2") + part(9, b"\2")), kind="points")
@example(data=part(3, part(1, (1 << 64) - 1) + part(2, LARGE[0]) + part(3, LARGE[1])), kind="ways")
def test_compiled_or_not_the_same_is_read_of_any_bytes(
    data: bytes, kind: str, plain: tuple[ModuleType, ModuleType]
) -> None:
    assert read(plain[1], kind, data) == read(groups, kind, data)
    assert differences(plain[0], data) == differences(wire, data)
