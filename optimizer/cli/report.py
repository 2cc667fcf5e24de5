"""``constellations report``: write the report of an existing plan again."""

from pathlib import Path
from typing import Final

from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from maps import report
from optimizer.application.drawing import Drawn
from optimizer.application.folder import check_file
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand
from optimizer.cli.redrawing import redrawing


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    return redrawing("report", lang, HELPS["report"], _page, _check)


def _check(output: Path, force: bool) -> None:
    """Refuse a name that no page can have."""
    if output.suffix.casefold() not in {".html", ".htm"}:
        raise InputError([Fault(NO_PAGE, file=output.name)])
    check_file(output, force=force)


def _page(drawn: Drawn, _: Path) -> bytes:
    return report.render(drawn.view, drawn.background).encode()


NO_PAGE: Final = Text(
    nl="het vergaderstuk is een pagina: kies een naam die eindigt op .html. De werkmap plan.xlsx maakt `plan`.",
    en="the meeting pack is a page: choose a name that ends in .html. The workbook plan.xlsx is made by `plan`.",
)
