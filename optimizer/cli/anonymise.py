"""``constellations anonymise``: a provider's export in, a families file without personal data out."""

import datetime as dt
from pathlib import Path
from typing import Any, Final

import click

from geodata.anonymise.families import Harmless, as_csv
from geodata.anonymise.guessing import guess
from geodata.anonymise.places import Coarse
from geodata.anonymise.saying import mapping_lines, report_lines
from geodata.anonymise.settings import as_toml, given_uses
from geodata.anonymise.uses import Uses
from geodata.errors import Fault, InputError
from geodata.language import Lang, Text
from geodata.opening import read_table
from optimizer.application.anonymising import Wanted, harmless, today
from optimizer.application.folder import check_file, write_file
from optimizer.application.key_place import default_key, place_of_key
from optimizer.cli.confirming import confirm
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, argument, in_context, option
from optimizer.cli.parameter_types import ExistingFile, NewPath, OneOf, ParameterType, Whole, Word
from optimizer.cli.revealing import reveal as reveal_names
from optimizer.cli.terminal import Terminal


class Day(ParameterType):
    """A date: ``2026-01-31``."""

    name = "date"
    shown = Text(nl="DATUM", en="DATE")

    def convert(self, value: Any, param: click.Parameter | None, _: click.Context | None) -> dt.date:
        """Read it."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value).strip())
        except ValueError:
            self.refuse(NO_DATE, param)


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    places = tuple(Coarse)
    return LocalisedCommand(
        "anonymise",
        lang,
        HELPS["anonymise"],
        in_context(run),
        [
            argument("raw", lang, RAW, ExistingFile(), required=False),
            option("-o", "--output", lang=lang, text=OUTPUT, kind=NewPath()),
            option("--key", lang=lang, text=KEY, kind=NewPath()),
            option("--columns", lang=lang, text=COLUMNS, kind=ExistingFile()),
            option("--show-columns", "show_columns", lang=lang, text=SHOW),
            option("--place", lang=lang, text=PLACE, kind=OneOf(*places), default="pc4", metavar="|".join(places)),
            option("-k", "k", lang=lang, text=OTHERS, kind=Whole(), default=5),
            option("--date", lang=lang, text=DATE, kind=Day()),
            option("--provider", lang=lang, text=PROVIDER, kind=Word()),
            option("--yes", lang=lang, text=YES),
            option("--reveal", lang=lang, text=REVEAL, kind=ExistingFile()),
            option("--force", lang=lang, text=FORCE),
        ],
    )


def run(
    terminal: Terminal,
    raw: Path | None,
    output: Path | None,
    key: Path | None,
    reveal: Path | None,
    force: bool,
    **options: Any,
) -> int:
    """Make an export harmless, or with ``reveal`` put names back into a copy of a workbook."""
    if reveal is not None:
        return reveal_names(terminal, reveal, output, key or default_key(), force)
    if raw is None:
        raise InputError([Fault(NO_EXPORT)])
    return _anonymise(terminal, raw, output, key, force, options)


def _anonymise(
    terminal: Terminal, raw: Path, output: Path | None, key: Path | None, force: bool, options: dict[str, Any]
) -> int:
    """Read, make harmless, write the key and then the families file; say what was done."""
    columns = options["columns"]
    table = read_table(raw, dates=True)
    for notice in table.notices:
        terminal.notice(notice)
    given = given_uses(columns.read_bytes(), columns.name, table) if columns is not None else None
    uses = guess(table, options["date"] or today(), given)
    if options["show_columns"]:
        terminal.print(as_toml(uses, terminal.lang).rstrip("\n"))
        return 0
    if output is None:
        raise InputError([Fault(NO_OUTPUT)])
    place = place_of_key(key, output, raw, terminal)
    check_file(output, force=force)
    wanted = Wanted(Coarse(options["place"]), options["k"], options["date"], options["provider"])
    with harmless(table, uses, wanted, place, terminal) as made:
        confirm(made.done, made.n_theirs, options["yes"], terminal)
        made.tell_new(terminal)
        content = as_csv(made.done, terminal.lang)
        made.keep()
        write_file(output, content, force=force)
    _tell(made.done, uses, output, place, terminal)
    return 0


def _tell(done: Harmless, uses: Uses, output: Path, place: Path, terminal: Terminal) -> None:
    told = [*mapping_lines(uses, terminal.lang), *report_lines(done, terminal.lang)]
    if not terminal.as_json:
        for line in told:
            terminal.print(line)
    terminal.say(WRITTEN, {"file": str(output), "key": str(place)})
    terminal.document(
        {
            "schema": "constellations/anonymise/1",
            "file": str(output),
            "key": str(place),
            "families": done.crowd.n_families,
            "rows": done.n_rows,
            "new_pseudonyms": done.n_new,
            "dropped": list(done.dropped),
            "unread": {each.header: len(each.rows) for each in done.unread},
            "reference_date": done.setting.reference.isoformat(),
            "place": str(done.setting.coarse),
            "k": done.setting.k,
            "fewer_than_k_others": done.crowd.n_few,
            "alone": done.crowd.n_alone,
            "alone_with_ages": done.crowd_with_ages.n_alone,
            "report": told,
        }
    )


RAW: Final = Text(nl="EXPORT", en="RAW")
OUTPUT: Final = Text(nl="Gezinnenbestand (CSV) om te schrijven.", en="Families file (CSV) to write.")
KEY: Final = Text(
    nl="Sleutelbestand. Bestaat het al, dan houden gezinnen hun pseudoniem en punt. Zonder deze optie staat het in uw "
    "eigen gegevensmap.",
    en="Key file. If it exists, families keep their pseudonym and point. Without this option it is in your own data "
    "folder.",
)
COLUMNS: Final = Text(
    nl="TOML-bestand dat zegt waarvoor kolommen dienen; de rest wordt geraden.",
    en="TOML file that says what columns are for; the others are guessed.",
)
SHOW: Final = Text(
    nl="Toon als TOML hoe de kolommen zijn begrepen, en schrijf niets.",
    en="Show as TOML how the columns were understood, and write nothing.",
)
PLACE: Final = Text(
    nl="Hoe grof plaatsen worden: pc4 (vier cijfers), grid100 of grid500 (vak van 100 of 500 m), donut (verschoven "
    "punt). [standaard: pc4]",
    en="How coarse places become: pc4 (four digits), grid100 or grid500 (square of 100 or 500 m), donut (shifted "
    "point). [default: pc4]",
)
OTHERS: Final = Text(
    nl="Aantal andere pleeggezinnen waarin een gezin moet opgaan. [standaard: 5]",
    en="Number of other foster families to hide among. [default: 5]",
)
DATE: Final = Text(
    nl="Datum waarop leeftijden worden geteld, als 2026-01-31. [standaard: vandaag]",
    en="Date on which ages are counted, as 2026-01-31. [default: today]",
)
PROVIDER: Final = Text(
    nl="Pleegzorgaanbieder van alle rijen, als de export daar geen kolom voor heeft.",
    en="Provider of all rows, if the export has no column for it.",
)
YES: Final = Text(
    nl="Beantwoord elke vraag met ja: de namen die blijven, mogen blijven.",
    en="Answer every question with yes: names that are kept may be kept.",
)
REVEAL: Final = Text(
    nl="Zet in een kopie van deze werkmap (plan.xlsx) terug wie achter elk pseudoniem zit. Alleen voor de "
    "aanbieder zelf.",
    en="Put back into a copy of this workbook (plan.xlsx) who is behind each pseudonym. For the provider only.",
)
FORCE: Final = Text(nl="Vervang een gezinnenbestand dat al bestaat.", en="Replace a families file that exists.")
WRITTEN: Final = Text(
    nl="Geschreven: {file}. Sleutel (alleen voor u leesbaar; geef hem nooit mee): {key}",
    en="Written: {file}. Key (readable by you only; never pass it on): {key}",
)
NO_EXPORT: Final = Text(
    nl="noem de export die anoniem moet worden: constellations anonymise export.xlsx -o gezinnen.csv",
    en="name the export to anonymise: constellations anonymise export.xlsx -o families.csv",
)
NO_DATE: Final = Text(
    nl="schrijf een datum als 2026-01-31 (jaar-maand-dag).", en="write a date as 2026-01-31 (year-month-day)."
)
NO_OUTPUT: Final = Text(
    nl="zeg met -o welk gezinnenbestand er geschreven moet worden.", en="say with -o which families file to write."
)
