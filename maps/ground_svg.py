"""Sea, land and large waters of a map that is SVG, each kind as one path that the style colours."""

from collections.abc import Callable

from markupsafe import Markup

from maps.view_model import Point, Shape


def ground_svg(kind: str, shapes: tuple[Shape, ...], pair: Callable[[Point], str]) -> Markup:
    """Draw one kind of ground; empty where there is none.

    Parameters
    ----------
    kind
        The class of the path: ``sea``, ``land`` or ``waters``.
    pair
        Gives a point as ``x,y`` on the sheet.
    """
    if not shapes:
        return Markup()
    rings = "".join(f"M{' '.join(map(pair, ring))}Z" for shape in shapes for ring in shape)
    return Markup('<path d="{}" class="{}" fill-rule="evenodd"/>').format(rings, kind)
