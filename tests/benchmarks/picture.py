"""``python -m tests.benchmarks.picture TABLE [TABLE…] -o FILE.svg``: the gap of growing regions as a picture.

A table is what ``python -m tests.benchmarks scaling`` printed, one for each time limit; it is named by its file.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from geodata.language import Lang
from maps.line_chart import Chart, Line, Point, svg
from tests.benchmarks.table import NAMES, OF_REGIONS

_ALONE: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="720" style="background:#fff"'
_STYLE: Final = "text{font:10px sans-serif}.title{font-weight:bold}.grid{stroke:#ddd;fill:none}"
_NAME, _WAY, _GAP = (OF_REGIONS.index(each) for each in ("problem", "way", "gap"))


def lines_of(path: Path) -> Iterator[Line]:
    """Give a line for each way in a table: families, in thousands, and the gap of their plan in percent."""
    points: dict[str, list[Point]] = defaultdict(list)
    for text in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in text.strip("| \n").split("|")]
        if len(cells) == len(OF_REGIONS) and cells[_NAME].startswith("S") and cells[_GAP]:
            points[cells[_WAY]].append((int(cells[_NAME][1:]) / 1000, float(cells[_GAP].rstrip("%"))))
    for way in NAMES.values():
        if points[way]:
            yield Line(f"{way}, {path.stem}", tuple(sorted(points[way])))


def standing_alone(drawn: str) -> str:
    """Give a chart made for a page as a file of its own: with its namespace and the styles that the page has for it."""
    head, rest = drawn.split(">", 1)
    return f"{head.replace('<svg', _ALONE)}><style>{_STYLE}</style>{rest}"


def main() -> int:
    """Draw from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.picture", description=__doc__)
    parser.add_argument("tables", nargs="+", type=Path, metavar="TABLE")
    parser.add_argument("-o", "--output", required=True, type=Path)
    arguments = parser.parse_args()
    lines = tuple(line for path in arguments.tables for line in lines_of(path))
    chart = Chart("Gap in % by number of families", "families, thousands", "gap, %", lines)
    arguments.output.write_text(standing_alone(str(svg(chart, Lang.EN))) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
