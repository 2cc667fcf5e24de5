"""The map of a report that tells numbers by municipality, as SVG: shades, hatch, names and numbers. No script."""

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from maps.backdrop import AreaMark
from maps.ground_svg import ground_svg, path_of
from maps.view_model import MapView
from maps.wave_map import Sheet

_WIDTH: Final = 900.0
_DECIMALS: Final = 1
_LETTER: Final = 8.2
"""Width of a letter of a name, on a drawing of ``_WIDTH`` units."""

_ROWS: Final = (13.0, 20.0)
"""How far the name reaches above its place, and the number below it."""

_STEPS: Final = (0.0, -16.0, 16.0, -30.0, 30.0)
"""How far a name may stand from the middle of its area, up or down and aside."""

_Box = tuple[float, float, float, float]


def area_map(view: MapView, said: str) -> Markup:
    """Draw the shaded areas of a view with the numbers that its reader is told; empty where areas have no shades.

    Parameters
    ----------
    said
        Tells who cannot see the map what it shows, and where the numbers stand.
    """
    areas = view.backdrop.areas
    if view.backdrop.shading is None or not areas:
        return Markup()
    sheet = Sheet.around(point for area in areas for rings in area.polygons for ring in rings for point in ring)
    head = Markup('<svg viewBox="0 0 {:g} {:g}" role="img" aria-label="{}" class="areas">')
    parts = [head.format(_WIDTH, round(sheet.height, _DECIMALS), said), _HATCH]
    rings = [path_of(area.polygons, sheet.pair) for area in areas]
    shape = Markup('<path d="{}" class="area {}" fill-rule="evenodd"/>')
    parts += (shape.format(each, shade_class(area.shade)) for each, area in zip(rings, areas, strict=True))
    inside = Markup('<clipPath id="inside"><path d="{}"/></clipPath><g clip-path="url(#inside)">{}</g>')
    parts.append(inside.format("".join(rings), ground_svg("waters", view.backdrop.ground.waters, sheet.pair)))
    parts += _names(areas, sheet)
    return Markup("").join([*parts, Markup("</svg>")])


_HATCH: Final = Markup(
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#fff"/><path d="M0 0V7" class="hatch-line"/></pattern></defs>'
)


def shade_class(level: int | None) -> str:
    """Name the style of a shade; of areas whose number is not told, that of the hatch."""
    return "hatched" if level is None else f"shade-{level}"


def _names(areas: tuple[AreaMark, ...], sheet: Sheet) -> Iterator[Markup]:
    """Write each name with its number near the middle of its area, where no other stands; the table holds them all."""
    taken: list[_Box] = []
    text = Markup('<text x="{0:g}" y="{1:g}" class="name">{2}<tspan x="{0:g}" dy="17" class="count">{3}</tspan></text>')
    for area in sorted(areas, key=lambda each: (-(each.count.value or 0) if each.count else 0, each.name)):
        if area.count is None:
            continue
        middle, half = sheet.at(area.label), _LETTER * len(area.name) / 2 + 3
        for dx, dy in _AROUND:
            x, y = round(middle[0] + dx, _DECIMALS), round(middle[1] + dy, _DECIMALS)
            box = (x - half, y - _ROWS[0], x + half, y + _ROWS[1])
            if box[0] >= 0 and box[2] <= _WIDTH and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield text.format(x, y, area.name, area.count.text)
                break


_AROUND: Final = tuple(
    sorted(((dx, dy) for dx in _STEPS for dy in _STEPS), key=lambda way: way[0] * way[0] + way[1] * way[1])
)


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
