"""A policy as a sheet of a workbook: a setting, its value, and what it means."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.cells import Wrong, decimal, truth
from geodata.columns import plain
from geodata.errors import Fault, InputError
from geodata.language import NO, YES, Lang, Text, number
from geodata.table import cell_of
from optimizer.policy import dutch
from optimizer.policy.file import KEYS, Key, counts_in, with_values
from optimizer.policy.values import Policy
from optimizer.rules import PerProvider

if TYPE_CHECKING:
    from openpyxl import Workbook

TITLES: Final = Text(nl="Instellingen", en="Settings")
_COLUMNS: Final = (
    Text(nl="instelling", en="setting"),
    Text(nl="waarde", en="value"),
    Text(nl="gewoonlijk", en="usually"),
    Text(nl="betekenis", en="meaning"),
)
_WIDTHS: Final = (34, 16, 20, 80)


def name_of(key: Key, lang: Lang) -> str:
    """Name a setting as the sheet does: its section and its name, in the language."""
    if lang is Lang.EN:
        return key.full
    return f"{dutch.SECTIONS.get(key.section, key.section)}.{dutch.NAMES.get(key.full, key.name)}"


def add_settings(book: "Workbook", lang: Lang) -> None:
    """Add the sheet with every setting, its values empty."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - slow to load, and few commands need it

    sheet = book.create_sheet(TITLES.say(lang))
    for at, (text, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True), start=1):
        sheet.cell(1, at, text.say(lang)).font = Font(bold=True)
        sheet.column_dimensions["ABCD"[at - 1]].width = width
    for row, key in enumerate(KEYS, start=2):
        sheet.cell(row, 1, name_of(key, lang))
        sheet.cell(row, 3, _shown(key.default, lang))
        sheet.cell(row, 4, key.meaning.text.say(lang)).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def _shown(value: object, lang: Lang) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return (YES if value else NO).say(lang)
    if isinstance(value, float):
        return number(value, lang)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def settings_in(path: Path) -> Mapping[str, Any] | None:
    """Read the settings that a workbook sets, by ``section.key``; ``None`` where it has no sheet of settings.

    Raises
    ------
    InputError
        When a row names no setting, or a value is none that the setting may have.
    """
    if path.suffix.casefold() not in {".xlsx", ".xlsm"}:
        return None
    from geodata.xlsxtable import open_book  # noqa: PLC0415 - as above

    try:
        book = open_book(path, path.read_bytes(), values=True)
    except Exception:  # whoever reads the families of this file says what is wrong with it
        return None
    titles = {plain(TITLES.nl), plain(TITLES.en)}
    sheet = next((sheet for sheet in book.worksheets if plain(sheet.title) in titles), None)
    if sheet is None:
        return None
    known = {plain(name_of(key, lang)): key for key in KEYS for lang in Lang}
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for number_, row in enumerate(sheet.iter_rows(min_row=2, max_col=2, values_only=True), start=2):
        name, value = (*row, None, None)[:2]
        if name in (None, "") or value in (None, ""):
            continue
        key = known.get(plain(str(name)))
        if key is None:
            faults.append(Fault(NO_SETTING, {"sheet": sheet.title}, file=path.name, row=number_))
        else:
            found[key.full] = _value(key, value)
    if faults:
        raise InputError(faults)
    return found


def _value(key: Key, value: object) -> Any:
    """Give a cell as the kind of value that its setting has; what does not fit is judged with the policy."""
    if key.kind is tuple:
        return _listed(key, value)
    if key.kind is PerProvider and isinstance(value, str):
        return counts_in(str(cell_of(value)))
    if isinstance(value, str):
        text = cell_of(value)
        if key.kind is bool and isinstance(text, str):
            yes = truth(text)
            return value if isinstance(yes, Wrong) else yes
        if key.kind in {int, float} and isinstance(text, str):
            read = decimal(text)
            return value if isinstance(read, Wrong) else read
        return text if isinstance(text, str) else value
    return bool(value) if key.kind is bool and value in (0, 1) else value


def _listed(key: Key, value: object) -> Any:
    """Give the parts of a list: words with ``,`` between them, numbers with ``;``."""
    if not isinstance(value, str):
        return [value]
    parts = [part.strip() for part in value.split("," if key.element is str else ";") if part.strip()]
    return parts if key.element is str else [_number(part) for part in parts]


def _number(text: str) -> float | str:
    """Give a number as people write it; what is none is judged with the policy."""
    read = decimal(text)
    return text if isinstance(read, Wrong) else read


def policy_in(path: Path) -> Policy | None:
    """Give the policy on the sheet of settings of a workbook; ``None`` where it has none, or sets nothing.

    Raises
    ------
    InputError
        When a setting or a value is not known.
    """
    found = settings_in(path)
    return with_values(Policy(), found, path.name) if found else None


NO_SETTING: Final = Text(
    nl="deze instelling op het blad '{sheet}' bestaat niet. `constellations template` maakt een blad met alle namen.",
    en="this setting on the sheet '{sheet}' does not exist. `constellations template` makes a sheet with all names.",
)
