"""Where the points of roads lie, each found by its number: the inner loops.

Compiled where there is a compiler (the C types stand in ``places.pxd``); as they stand they do the same, only slower.
A place is one number, latitude in its upper half and longitude in its lower, in units of 0.0000001°.
"""

from geodata.distances import IntArray


def distinct(values: IntArray) -> int:
    """Move every value of an ascending row to the front once, in place; gives how many there are."""
    n = 0
    for at in range(values.shape[0]):
        if n == 0 or values[at] != values[n - 1]:
            values[n] = values[at]
            n += 1
    return n


def settle(ids: IntArray, lat: IntArray, lon: IntArray, wanted: IntArray, places: IntArray) -> None:
    """Keep where the points lie that are wanted.

    Parameters
    ----------
    ids, lat, lon
        Points of a block; latitude and longitude in units of 0.0000001°.
    wanted
        Ids in ascending order, each once.
    places
        Of each wanted one both numbers in one, latitude in the upper half; filled in where it is among ``ids``.
    """
    at = 0
    for node in range(ids.shape[0]):
        ident = ids[node]
        if node == 0 or ident < ids[node - 1]:
            at = lower(wanted, 0, wanted.shape[0], ident)
        while at < wanted.shape[0] and wanted[at] < ident:
            at += 1
        if at < wanted.shape[0] and wanted[at] == ident:
            y = lat[node]
            x = lon[node]
            if -900_000_000 <= y <= 900_000_000 and -1_800_000_000 <= x <= 1_800_000_000:
                places[at] = (y << 32) | (x & 0xFFFFFFFF)


def resolve(refs: IntArray, wanted: IntArray, places: IntArray) -> None:
    """Write in the place of every id where that point lies.

    Parameters
    ----------
    refs
        Ids, all of them wanted; become places.
    wanted, places
        As :func:`settle` left them.
    """
    at = 0
    for one in range(refs.shape[0]):
        ref = refs[one]
        low = at
        high = at + 1
        step = 1
        while low > 0 and wanted[low] > ref:
            high = low
            low = max(0, low - step)
            step *= 2
        while high < wanted.shape[0] and wanted[high] <= ref:
            low = high
            high = min(wanted.shape[0], high + step)
            step *= 2
        at = lower(wanted, low, high, ref)
        refs[one] = places[at]


def lower(values: IntArray, low: int, high: int, value: int) -> int:
    """Give the first position from ``low`` to ``high`` whose value is not less, in an ascending row."""
    while low < high:
        middle = (low + high) // 2
        if values[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low
