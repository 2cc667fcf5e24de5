"""What ``map`` and ``report`` share: an existing plan, drawn again for the planning team."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import click

from geodata.language import Lang, Text
from optimizer.application.drawing import BROKEN, Drawing, Drawn, draw, drawing_options
from optimizer.application.explaining import explained
from optimizer.application.folder import write_file, write_folder
from optimizer.application.plan_reading import read_given, read_input, trusted_marks
from optimizer.cli.localised import LocalisedCommand, families_argument, in_context, option, plan_argument
from optimizer.cli.parameter_types import NewPath
from optimizer.cli.settings import policy_options
from optimizer.cli.terminal import Terminal
from optimizer.files.planfile import current_source
from optimizer.verify import verify


def redrawing(
    name: str, lang: Lang, text: Text, render: Callable[[Drawn, Path], bytes | Mapping[str, bytes]]
) -> LocalisedCommand:
    """Make a command that reads families and a plan, and writes one file, or a folder of them.

    ``render`` may look at the name of what is written.
    """

    def run(terminal: Terminal, families: Path, plan: Path, output: Path, force: bool, **options: Any) -> int:
        reading = read_input(families, terminal)
        given = read_given(plan, reading, options, terminal)
        verdict = verify(given.problem, given.plan)
        if not verdict.passed:
            terminal.print_error(BROKEN.say(terminal.lang, {"n": len(verdict.violations)}))
        told = explained(given.problem, given.plan, terminal)
        drawn = draw(
            given.problem,
            given.plan,
            trusted_marks(given, verdict),
            policy=given.policy,
            status=given.status if verdict.passed else None,
            source=given.stated.source if given.stated else current_source(reading.sha256, len(reading.families)),
            families_file=families,
            seed=given.policy.solve.seed,
            drawing=Drawing.of(options),
            terminal=terminal,
            why=told.on_map(terminal.lang),
        )
        made = render(drawn, output)
        if isinstance(made, bytes):
            write_file(output, made, force=force)
        else:
            write_folder(output, made, force=force)
        terminal.document({"schema": f"constellations/{name}/1", "file": str(output)})
        terminal.say(WRITTEN, {"path": str(output)})
        return 0

    params: list[click.Parameter] = [
        families_argument(lang),
        plan_argument(lang),
        option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath(), required=True),
        option("--force", lang=lang, text=FORCE),
        *drawing_options(lang),
        *policy_options(lang),
    ]
    return LocalisedCommand(name, lang, text, in_context(run), params)


OUTPUT: Final = Text(nl="Bestand om te schrijven.", en="File to write.")
FORCE: Final = Text(nl="Vervang een bestand dat al bestaat.", en="Replace a file that exists.")
WRITTEN: Final = Text(nl="Geschreven: {path}", en="Written: {path}")
