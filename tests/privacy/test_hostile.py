"""Text that wants to be more than text: in every column, through every output, in both languages."""

import csv
import html
import io
import itertools
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from geodata.columns import Column
from geodata.errors import InputError
from geodata.language import Lang
from geodata.reading import read_families
from optimizer.cli import run
from tests.privacy.exports import HEADER, Export, export
from tests.privacy.unpacking import parts_of

HOSTILE = {
    "markup": "<img src=x onerror=alert(1)>",
    "script": "</script><script>alert(1)</script>",
    "template": "${alert(1)}{{7*7}}{% raw %}",
    "formula": '=HYPERLINK("http://example.org","x")',
    "formula with a plus": "+cmd|' /C calc'!A0",
    "path": "../../etc/passwd",
    "windows path": "..\\..\\x:y*?",
    "right to left": "\u202egnp.exe",
    "isolate": "\u2066abc\u2069",
    "null": "a\0b",
    "bell": "a\x07b\x1b[31m",
    "quotes": "\"';--",
    "attribute": '" onmouseover="alert(1)',
    "comment": "<!-- <script>",
    "long": "x" * 1_000_000,
    "surrogates": "\U0001f600\ufffe",
}
TEXT = ("family_id", "provider", "care_type", "together", "siblings", "municipality")
FAMILIES, HUBS = 20, (0, 10)


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-folder"))


def _families(changed: Mapping[int, Mapping[str, str]]) -> bytes:
    """Write sixteen families around two hub homes; ``changed`` gives cells of a row other values."""
    columns = ("family_id", "lat", "lon", "provider", "children", "hub", "beds", "joins", *TEXT[2:])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    for number in range(FAMILIES):
        row: dict[str, object] = {
            "family_id": f"F{number:02d}",
            "lat": f"{52.22 + number / 1000:.3f}",
            "lon": "5.18",
            "provider": "Heide" if number % 2 else "Duin",
            "children": 1,
            "hub": "candidate" if number in HUBS else "no",
            "beds": 2,
            "joins": "yes",
            "care_type": "full-time",
            "municipality": "Hilversum",
        }
        writer.writerow({**row, **changed.get(number, {})})
    return text.getvalue().encode("utf-8", "surrogatepass")


def _write_plan(folder: Path, names: Mapping[int, str]) -> None:
    """Write a plan by hand: half of the families at each of the hub homes; ``names`` gives a row another id."""
    lines = ["family_id;constellation;role"]
    for number in range(FAMILIES):
        role = "hub" if number in HUBS else "satellite"
        quoted = names.get(number, f"F{number:02d}").replace('"', '""')
        lines.append(f'"{quoted}";C{1 + number // HUBS[1]};{role}')
    (folder / "assignments.csv").write_text("\n".join(lines), encoding="utf-8")


def _call(*arguments: object) -> int:
    return run([str(each) for each in arguments])


_TAGS = re.compile(rb"<(script|img|svg|iframe|object|embed|link|base|form)\b", re.IGNORECASE)


def _looks_alive(content: bytes, text: str) -> bool:
    """Whether a text stands in a page as markup: unescaped, outside of the JSON that the page's script reads."""
    bare = re.sub(rb'<script type="application/json"[^>]*>.*?</script>', b"", content, flags=re.DOTALL)
    return html.escape(text) != text and text.encode() in bare


@dataclass(frozen=True)
class Written:
    """Families with hostile text, in a column in each row another kind, and a plan for them.

    Attributes
    ----------
    texts
        By column, the text of each row that has one.
    """

    texts: Mapping[str, Mapping[int, str]]
    folder: Path

    @property
    def all_texts(self) -> list[str]:
        return [text for texts in self.texts.values() for text in texts.values()]

    def call(self, command: str, out: Path, *options: object, lang: Lang) -> int:
        files = (self.folder / "families.csv", self.folder / "assignments.csv")
        return _call(command, *files, "-o", out, *options, "--lang", lang, "--radius-km", "50", "--size", "1:8:20")


def _written(folder: Path, kinds: Mapping[str, Iterable[str]]) -> Written:
    folder.mkdir()
    rows = [number for number in range(FAMILIES) if number not in HUBS]
    texts = {column: dict(zip(rows, (HOSTILE[kind] for kind in each), strict=False)) for column, each in kinds.items()}
    changed = {row: {column: texts[column][row] for column in texts if row in texts[column]} for row in rows}
    (folder / "families.csv").write_bytes(_families(changed))
    _write_plan(folder, texts.get("family_id", {}))
    return Written(texts, folder)


MADE = ("council", "public", "provider=Heide", "map", "report")
SHORT = [kind for kind in HOSTILE if kind != "long"]
USUAL = ("markup", "formula", "path", "attribute")
"""A kind for each place where a name goes: text of a page, cell of a workbook, name of a file, attribute of a page."""


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[str, ...]]:
    """Give the kinds that reading takes, for each column; the others are refused with a sentence."""
    folder = tmp_path_factory.mktemp("accepted")
    kinds: dict[str, list[str]] = {column: [] for column in TEXT}
    for number, (column, kind) in enumerate(itertools.product(TEXT, SHORT)):
        written = _written(folder / str(number), {column: [kind]})
        try:
            read_families(written.folder / "families.csv")
        except InputError:
            continue
        kinds[column].append(kind)
    return {column: tuple(each) for column, each in kinds.items()}


@pytest.mark.parametrize("kind", SHORT)
@pytest.mark.parametrize("column", TEXT)
def test_hostile_text_is_read_or_refused_in_words(
    kind: str, column: str, accepted: Mapping[str, tuple[str, ...]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if kind in accepted[column]:
        return
    written = _written(tmp_path / "in", {column: [kind]})
    out = tmp_path / "out"
    assert written.call("map", out, lang=Lang.EN if len(kind) % 2 else Lang.NL) == 2
    _check_terminal(capsys)
    assert not out.exists()


@pytest.mark.parametrize("made", MADE)
def test_hostile_text_is_shown_as_text(
    made: str,
    accepted: Mapping[str, tuple[str, ...]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In every column at once; who asks for the folder of one provider needs that provider to have its name."""
    kinds = {column: accepted[column] for column in TEXT if (column, made) != ("provider", "provider=Heide")}
    if made in ("council", "public"):  # which name no provider, and of which every three together are audited
        kinds["provider"] = accepted["provider"][:2]
    written = _written(tmp_path / "in", kinds)
    assert all(len(written.texts[column]) > 3 for column in kinds if column != "provider")
    _check_made(written, made, tmp_path, Lang.EN if len(made) % 2 else Lang.NL, capsys)


@pytest.mark.parametrize(
    "kind", [kind if kind in USUAL else pytest.param(kind, marks=pytest.mark.slow) for kind in SHORT]
)
def test_a_provider_with_a_hostile_name_gets_it_as_text(
    kind: str, accepted: Mapping[str, tuple[str, ...]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if kind in accepted["provider"]:
        written = _written(tmp_path / "in", {"provider": [kind]})
        _check_made(written, f"provider={HOSTILE[kind]}", tmp_path, Lang.NL, capsys)


def _check_made(written: Written, made: str, folder: Path, lang: Lang, capsys: pytest.CaptureFixture[str]) -> None:
    """Make a page or what an audience gets, and look for the text in it as anything but text."""
    out = folder / "out.html"
    if made in ("map", "report"):
        assert written.call(made, out, lang=lang) == 0
    else:
        assert written.call("share", out, "--audience", made, lang=lang) == 0
    _check_terminal(capsys)
    pages = [out] if out.is_file() else sorted(out.glob("*.html"))
    assert pages
    for page in pages:
        _check_page(page.read_bytes(), written.all_texts)
    if (out / "plan.xlsx").exists():
        _check_book(out / "plan.xlsx")
    assert {each.name for each in folder.iterdir()} <= {"in", "data-folder", "out.html"}
    assert {each.name for each in written.folder.iterdir()} == {"families.csv", "assignments.csv"}


def _check_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = capsys.readouterr()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", terminal.out + terminal.err)


def _check_page(content: bytes, texts: Iterable[str]) -> None:
    for text in texts:
        assert not _looks_alive(content, text)
    assert b"Content-Security-Policy" in content
    for carried in re.findall(rb'<script type="application/json"[^>]*>(.*?)</script>', content, re.DOTALL):
        json.loads(carried)
        assert not _TAGS.search(carried)


def _check_book(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if name.startswith("/") or ".." in name]
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_the_search_for_markup_is_not_blind() -> None:
    assert _looks_alive(b"<p>" + HOSTILE["markup"].encode() + b"</p>", HOSTILE["markup"])
    assert not _looks_alive(html.escape(HOSTILE["markup"]).encode(), HOSTILE["markup"])


@pytest.mark.parametrize("column", TEXT)
def test_a_cell_of_a_megabyte_is_refused_and_not_repeated(
    column: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = _written(tmp_path / "in", {column: ["long"]})
    out = tmp_path / "out"
    assert written.call("share", out, "--audience", "council", lang=Lang.NL) == 2
    assert len(capsys.readouterr().err) < 2_000
    assert not out.exists()


@pytest.mark.parametrize("column", HEADER)
def test_an_export_with_hostile_text_gives_a_harmless_file_or_is_refused(
    column: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each kind in a row of its own; what is refused, as the name of a provider is, is refused of each kind alone."""
    kinds = [kind for kind in HOSTILE if kind != "null"]
    (tmp_path / "all").mkdir()
    taken = _is_made_harmless(kinds, column, tmp_path / "all", capsys)
    assert taken is (column != "Aanbieder")
    if not taken:
        for kind in kinds:
            (tmp_path / kind).mkdir()
            assert not _is_made_harmless([kind], column, tmp_path / kind, capsys), kind


def _is_made_harmless(kinds: Sequence[str], column: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> bool:
    """Anonymise an export with hostile text, twice where it is not refused, and look for it in what comes out."""
    texts = [HOSTILE[kind] for kind in kinds]
    rows = list(export(len(kinds) + 3).rows)
    for number, text in enumerate(texts, start=1):
        rows[number] = {**rows[number], column: text}
    raw, out = folder / "raw.csv", folder / "families.csv"
    raw.write_bytes(Export(tuple(rows), ()).csv())
    asked = ("anonymise", raw, "-o", out, "--key", folder / "key.csv", "--date", "2026-01-31", "--yes")
    code = _call(*asked)
    terminal = capsys.readouterr()
    told = terminal.out + terminal.err

    assert code in {0, 2}
    assert not [text for text in texts if text in told]
    assert len(told) < 8_000
    if code == 2:
        return False
    content = out.read_bytes()
    assert not [text for text in texts if text.encode() in content]
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "'"))]
    assert Column.FAMILY_ID.header(Lang.NL) in table[0]
    assert _call(*asked, "--force") == 0
    assert out.read_bytes() == content
    return True


def test_an_export_with_a_null_is_refused(tmp_path: Path) -> None:
    raw = tmp_path / "raw.csv"
    raw.write_bytes(export(4).csv() + b"a\0b")
    assert _call("anonymise", raw, "-o", tmp_path / "f.csv", "--key", tmp_path / "key.csv") == 2


def test_a_header_with_hostile_text_is_shown_as_harmless_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "raw.csv"
    rows = tuple({**row, "\u202e=1+1\x1b[31m" + "x" * 300: "y"} for row in export(4).rows)
    raw.write_bytes(Export(rows, ()).csv((*HEADER, "\u202e=1+1\x1b[31m" + "x" * 300)))
    assert _call("anonymise", raw, "-o", tmp_path / "f.csv", "--key", tmp_path / "key.csv", "--yes") == 0
    out = capsys.readouterr().out
    assert "\u202e" not in out
    assert "\x1b" not in out
    assert "x" * 100 not in out


def test_a_workbook_of_a_shared_folder_names_no_person(tmp_path: Path) -> None:
    written = _written(tmp_path / "in", {})
    out = tmp_path / "out"
    assert written.call("share", out, "--audience", "council", lang=Lang.NL) == 0
    core = parts_of({"plan.xlsx": (out / "plan.xlsx").read_bytes()})["plan.xlsx/docProps/core.xml"].decode()
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", core) == ["constellations"]
    assert "lastModifiedBy" not in core
