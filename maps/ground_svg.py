"""Sea, land, large waters and areas of a map that is SVG, each as one path that the style colours."""

from collections.abc import Callable, Iterable

from markupsafe import Markup

from maps.backdrop import Point, Shape


def ground_svg(kind: str, shapes: tuple[Shape, ...], pair: Callable[[Point], str]) -> Markup:
    """Draw shapes of one kind as one path; empty where there is none.

    Parameters
    ----------
    kind
        The class of the path: ``sea``, ``land``, ``waters`` or ``area``.
    pair
        Gives a point as ``x,y`` on the sheet.
    """
    if not shapes:
        return Markup()
    return Markup('<path d="{}" class="{}" fill-rule="evenodd"/>').format(path_of(shapes, pair), kind)


def path_of(shapes: Iterable[Shape], pair: Callable[[Point], str]) -> str:
    """Give the rings of shapes as the data of one path; ``pair`` as for :func:`ground_svg`."""
    return "".join(f"M{' '.join(map(pair, ring))}Z" for shape in shapes for ring in shape)
