"""A view as the JSON that its page carries: compact, and safe inside a script element."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from geodata.language import Lang
from maps.backdrop import AreaMark, Ground, Point, Shading
from maps.tables import Chart, Exchange, Line, Table, TierLine, said
from maps.view_model import ConstellationMark, HelpView, MapView, Member, UnplacedMark
from maps.words import words

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script_json(value: Json) -> str:
    """Write JSON that no text in it can end: ``<``, ``>``, ``&`` and the line separators are escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)


def page_data(view: MapView) -> Json:
    """Turn a view into what the page's script reads; names of providers and municipalities are written once."""
    names = _Names(view)
    return {
        "lang": view.lang.value,
        "title": view.title,
        "subtitle": view.subtitle,
        "notices": [[notice, notice in view.alarms] for notice in view.notices],
        "exact": view.exact,
        "radius": view.radius_m,
        "madeOn": view.made_on,
        "providers": list(names.providers),
        "municipalities": list(names.municipalities),
        "constellations": [names.constellation(mark) for mark in view.constellations],
        "unplaced": [names.unplaced(mark) for mark in view.unplaced],
        "moves": [[move.family, move.text, *(move.origin or (None, None))] for move in view.moves],
        "areas": [area_data(area) for area in view.backdrop.areas],
        "shading": _shading(view.backdrop.shading),
        "ground": ground_data(view.backdrop.ground),
        "places": [[place.name, *place.point, place.weight] for place in view.backdrop.places],
        "postcodes": [[code, *point] for code, point in view.backdrop.postcodes] if view.constellations else [],
        "attribution": [*view.backdrop.attribution, *([view.tiles.attribution] if view.tiles else [])],
        "schematic": view.backdrop.schematic and bool(view.backdrop.areas),
        "helps": None if view.helps is None else _helps(view.helps),
        "figures": [_line(line) for line in view.figures],
        "charts": [_chart(chart) for chart in view.charts],
        "tiers": [_tier(tier) for tier in view.tiers],
        "exchange": None if view.exchange is None else names.exchange(view.exchange),
        "settings": [_line(line) for line in view.settings],
        "passages": [[each.title, each.text, each.source] for each in view.passages],
        "tables": [_table(table, view.lang) for table in view.tables],
        "tiles": None if view.tiles is None else list(view.tiles.origins),
        "words": dict(words(view.lang, exact=view.exact, in_time=view.minutes_per_km is not None)),
    }


class _Names:
    """Providers and municipalities by number."""

    def __init__(self, view: MapView) -> None:
        self._per_km = 1.0 if view.minutes_per_km is None else view.minutes_per_km
        members = [member for mark in view.constellations for member in (mark.hub, *mark.satellites) if member]
        members += [mark.member for mark in view.unplaced]
        shares = [share.provider for mark in view.constellations for share in mark.providers]
        exchanging = view.exchange.providers if view.exchange else ()
        towns = [town for mark in view.constellations for town in mark.municipalities]
        self.providers = _sorted([*(member.provider for member in members), *shares, *exchanging])
        self.municipalities = _sorted([*(member.municipality for member in members), *towns])
        self._provider: Mapping[str | None, int] = {name: number for number, name in enumerate(self.providers)}
        self._town: Mapping[str | None, int] = {name: number for number, name in enumerate(self.municipalities)}

    def way(self, metres: float | None) -> Json:
        """Give whole metres, or thousandths of the minutes that they stand for: the page divides both by 1,000."""
        return None if metres is None else round(metres * self._per_km)

    def member(self, member: Member) -> Json:
        lat, lon = member.point or (None, None)
        return [
            member.id,
            lat,
            lon,
            self._provider.get(member.provider),
            self._town.get(member.municipality),
            member.children,
            self.way(member.metres),
        ]

    def constellation(self, mark: ConstellationMark) -> Json:
        return {
            "id": mark.id,
            "title": mark.title or mark.id,
            "where": mark.where or next(iter(mark.municipalities), ""),
            "n": mark.number,
            "colour": mark.colour,
            "middle": None if mark.middle is None else list(mark.middle),
            "hub": None if mark.hub is None else self.member(mark.hub),
            "satellites": [self.member(member) for member in mark.satellites],
            "hull": _flat(mark.hull),
            "size": mark.size.text,
            "sizeValue": mark.size.value,
            "homes": mark.homes.text,
            "homesValue": mark.homes.value,
            "children": mark.children.text,
            "childrenValue": mark.children.value,
            "beds": mark.beds,
            "providers": [[self._provider[share.provider], share.homes.text] for share in mark.providers],
            "municipalities": [self._town[town] for town in mark.municipalities],
            "farthest": self.way(mark.farthest_m),
            "mean": self.way(mark.mean_m),
            "about": mark.by_postcode,
            "off": mark.off_target,
            "tags": list(mark.tags),
        }

    def unplaced(self, mark: UnplacedMark) -> Json:
        return {
            "family": self.member(mark.member),
            "reasons": list(mark.reasons),
            "remedies": list(mark.remedies),
            "group": mark.group,
        }

    def exchange(self, table: Exchange) -> Json:
        return {
            "providers": [self._provider[name] for name in table.providers],
            "counts": [[cell.text for cell in row] for row in table.counts],
            "sent": [cell.text for cell in table.sent],
            "received": [cell.text for cell in table.received],
        }


def _sorted(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name is not None}))


def _flat(points: Iterable[Point]) -> Json:
    return [degree for point in points for degree in point]


def area_data(area: AreaMark) -> Json:
    """Give a municipality as pages read it."""
    return {
        "name": area.name,
        "label": list(area.label),
        "count": None if area.count is None else area.count.text,
        "shade": area.shade,
        "rings": [[_flat(ring) for ring in polygon] for polygon in area.polygons],
    }


def ground_data(ground: Ground) -> Json:
    """Give sea, land, waters and provinces as pages read them."""
    kinds = {"sea": ground.sea, "land": ground.land, "waters": ground.waters, "provinces": ground.provinces}
    return {name: [[_flat(ring) for ring in polygon] for polygon in shapes] for name, shapes in kinds.items()}


def _shading(shading: Shading | None) -> Json:
    if shading is None:
        return None
    return {"levels": [[level, text] for level, text in shading.levels], "hatch": shading.hatch}


def _helps(helps: HelpView) -> Json:
    return {
        "gains": [_line(line) for line in helps.gains],
        "recruiting": [
            {
                "name": each.name,
                "text": each.text,
                "families": list(each.families),
                "at": None if each.point is None else list(each.point),
                "area": each.area,
                "note": each.note,
            }
            for each in helps.recruiting
        ],
    }


def _line(line: Line) -> Json:
    return [line.label, line.value, line.note]


def _chart(chart: Chart) -> Json:
    return {
        "title": chart.title,
        "axis": chart.axis,
        "summary": chart.summary,
        "bars": [[bar.label, bar.count.value, bar.count.text, bar.marked] for bar in chart.bars],
    }


def _table(table: Table, lang: Lang) -> Json:
    """Give each cell as it is said, and which columns hold numbers."""
    rows: list[Json] = [[said(cell, lang) for cell in row] for row in table.rows]
    header: list[Json] = [*table.header]
    numeric: list[Json] = [table.numeric(column) for column in range(len(header))]
    return {"name": table.name, "note": table.note, "header": header, "numeric": numeric, "rows": rows}


def _tier(tier: TierLine) -> Json:
    return {
        "title": tier.title,
        "value": tier.value,
        "bound": tier.bound,
        "gap": tier.gap,
        "proved": tier.proved,
        "meaning": tier.meaning,
        "sentence": tier.sentence,
    }
