"""What ``map`` and ``report`` share: an existing plan, drawn again for the planning team."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import click

from geodata.language import Lang, Text
from optimizer.application.drawing import Drawn
from optimizer.application.folder import write_file, write_folder
from optimizer.application.redrawing import RedrawRequest, redraw
from optimizer.cli.drawing_options import cover_options, drawing_from, drawing_options
from optimizer.cli.families_options import families_from, families_options, today_option
from optimizer.cli.localised import LocalisedCommand, in_context, option, plan_argument
from optimizer.cli.parameter_types import NewPath
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal


def redrawing(
    name: str,
    lang: Lang,
    text: Text,
    render: Callable[[Drawn, Path], bytes | Mapping[str, bytes]],
    check: Callable[[Path, bool], None],
) -> LocalisedCommand:
    """Make a command that reads families and a plan, and writes one file, or a folder of them.

    ``check`` refuses, before any work, a place that may not be written or be replaced only with force; it and
    ``render`` may look at the name of what is written.
    """

    def run(
        terminal: Terminal, families: tuple[Path, ...], plan: Path, output: Path, force: bool, **options: Any
    ) -> int:
        check(output, force)
        request = RedrawRequest(
            families_from(families, options), plan, terminal.lang, policy_request(options), drawing_from(options)
        )
        drawn = redraw(request, terminal)
        made = render(drawn, output)
        if isinstance(made, bytes):
            write_file(output, made, force=force)
        else:
            write_folder(output, made, force=force)
        terminal.document({"schema": f"constellations/{name}/1", "file": str(output)})
        terminal.say(WRITTEN, {"path": str(output)})
        return 0

    params: list[click.Parameter] = [
        *families_options(lang),
        plan_argument(lang),
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True),
        option("--force", lang=lang, text=FORCE),
        today_option(lang),
        *drawing_options(lang),
        *cover_options(lang),
        *policy_options(lang),
    ]
    return LocalisedCommand(name, lang, text, in_context(run), params)


OUTPUT: Final = Text(nl="Bestand om te schrijven.", en="File to write.")
FORCE: Final = Text(nl="Vervang een bestand dat al bestaat.", en="Replace a file that exists.")
WRITTEN: Final = Text(nl="Geschreven: {path}", en="Written: {path}")
