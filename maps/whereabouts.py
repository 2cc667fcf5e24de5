"""What constellations are called by the place where they are drawn: Huizen 1, Huizen 2."""

from collections import Counter
from collections.abc import Sequence

from geodata.families import Location
from geodata.gazetteer import Gazetteer
from maps.backdrop import Point


def whereabouts(middles: Sequence[Point | None], towns: Sequence[str | None], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Name each constellation by the nearest place to its drawn point, else by the municipality of its hub home.

    Drawn points only are looked at, so that a name tells no more than the map. Of constellations in one place each has
    a number, in the given order.

    Parameters
    ----------
    middles, towns
        Of each hub home, its drawn point and its municipality; ``None`` where there is none.
    """
    drawn = [middle for middle in middles if middle is not None]
    found = iter(gazetteer.nearest_each([Location(*middle) for middle in drawn]))
    near = [None if middle is None else next(found) for middle in middles]
    names = [place.place if place is not None else town or "" for place, town in zip(near, towns, strict=True)]
    many, turn = Counter(names), Counter[str]()
    said = []
    for name in names:
        turn[name] += 1
        said.append(f"{name} {turn[name]}" if name and many[name] > 1 else name)
    return tuple(said)
