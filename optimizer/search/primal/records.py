"""One family, hub, row and so on of a search state: numbers side by side in memory, as most moves read several.

Each class names the fields for readers and mypy; the array type beside it lays them out as the C types do that the
compiled modules read (``state.pxd``). A field that differs between the two is refused when an array is handed over;
none may have the name of something that numpy's scalars have, which it would hide behind where nothing is compiled.
"""

from typing import Final, Protocol, TypeVar

import numpy as np

T = TypeVar("T")


class Records(Protocol[T]):
    """An array in one row, as compiled code and mypy see it."""

    def __len__(self) -> int:
        """Give how many there are."""

    def __getitem__(self, at: int, /) -> T:
        """Give one."""

    def __setitem__(self, at: int, value: T, /) -> None:
        """Change one."""


class Table(Protocol[T]):
    """An array in rows and columns, likewise."""

    def __getitem__(self, at: tuple[int, int], /) -> T:
        """Give one."""

    def __setitem__(self, at: tuple[int, int], value: T, /) -> None:
        """Change one."""


class FamilyRecord:
    """A family.

    Attributes
    ----------
    unplaced_cost
        Its value in the objective when it is unplaced.
    hub, pair
        Its hub, or -1; the pair by which it is a satellite, or -1.
    own_hub
        The hub whose home it is, or -1.
    following, preceding
        Its neighbours in the list of the satellites of its hub, or -1.
    unplaced_at
        Its place in the list of the unplaced, while it is.
    near_begin, near_end
        Its slice of the list of pairs near a family.
    apart_begin, apart_end
        Its slice of the list of families that must be kept apart from it.
    group_begin, group_end
        The slice of the list of groups with all who stay together with it, itself included.
    must_be_placed, near_is_all, changed
        0 or 1: whether it may not be unplaced; whether the list of near pairs has all of its pairs; whether it stands
        in the list of those changed since the best plan was noted.
    """

    unplaced_cost: int
    hub: int
    pair: int
    own_hub: int
    following: int
    preceding: int
    unplaced_at: int
    near_begin: int
    near_end: int
    apart_begin: int
    apart_end: int
    group_begin: int
    group_end: int
    must_be_placed: int
    near_is_all: int
    changed: int


FAMILY: Final = np.dtype(
    [
        ("unplaced_cost", np.int64),
        *[
            (name, np.int32)
            for name in (
                "hub", "pair", "own_hub", "following", "preceding", "unplaced_at", "near_begin", "near_end",
                "apart_begin", "apart_end", "group_begin", "group_end",
            )
        ],
        *[(name, np.int8) for name in ("must_be_placed", "near_is_all", "changed")],
    ],
    align=True,
)  # fmt: skip


class HubRecord:
    """A hub.

    Attributes
    ----------
    cost
        Its value in the objective when it is open.
    n_satellites, low, high
        Satellites it has, and the fewest and most it may have.
    home
        The family whose home it is.
    pair_begin, pair_end
        Its pairs.
    first_satellite
        Where the list of its satellites begins, or -1.
    near_begin, near_end
        Its slice of the list of pairs near a hub.
    order_at
        Its place in the list of hubs, of which the open ones come first.
    is_open, must_open, may_open
        0 or 1.
    """

    cost: int
    n_satellites: int
    low: int
    high: int
    home: int
    pair_begin: int
    pair_end: int
    first_satellite: int
    near_begin: int
    near_end: int
    order_at: int
    is_open: int
    must_open: int
    may_open: int


HUB: Final = np.dtype(
    [
        *[(name, np.int64) for name in ("cost", "n_satellites", "low", "high")],
        *[
            (name, np.int32)
            for name in (
                "home", "pair_begin", "pair_end", "first_satellite", "near_begin", "near_end", "order_at",
            )
        ],
        *[(name, np.int8) for name in ("is_open", "must_open", "may_open")],
    ],
    align=True,
)  # fmt: skip


class LoadRecord:
    """A load of a hub: what it is now (while closed what its home counts), and its limits when open."""

    value: int
    low: int
    high: int


LOAD: Final = np.dtype([(name, np.int64) for name in ("value", "low", "high")])


class RowRecord:
    """A row over the whole plan: its value, its limits, and its line in the values of pairs, or -1."""

    value: int
    low: int
    high: int
    pair_line: int


ROW: Final = np.dtype([(name, np.int64) for name in ("value", "low", "high", "pair_line")])


class NearRecord:
    """A pair near a family, and its hub."""

    pair: int
    hub: int


NEAR: Final = np.dtype([("pair", np.int32), ("hub", np.int32)])


class StepRecord:
    """A step in the journal: its kind (:mod:`.steps`), the family or the difference counted, where, and the pair."""

    kind: int
    subject: int
    place: int
    pair: int


STEP: Final = np.dtype([(name, np.int64) for name in ("kind", "subject", "place", "pair")])


class CountRecord:
    """Something that is counted and is no sum (:mod:`.counted`).

    Attributes
    ----------
    kind
        Mix, lack or spread.
    target
        What it adds to: -1 the objective, otherwise the row of that number; of a mix, its number.
    least, part, whole
        Of a mix: the fewest groups, and the largest share of one.
    as_hub
        Of a lack: 1 where it is counted only for hub homes.
    first_group
        Of a spread: the number of its first group among all.
    """

    kind: int
    target: int
    least: int
    part: int
    whole: int
    as_hub: int
    first_group: int


COUNT: Final = np.dtype(
    [(name, np.int64) for name in ("kind", "target", "least", "part", "whole", "as_hub", "first_group")]
)


class SliceRecord:
    """A slice of the list of what is counted; of a family in a mix, ``begin`` is its group."""

    begin: int
    end: int


SLICE: Final = np.dtype([("begin", np.int32), ("end", np.int32)])
