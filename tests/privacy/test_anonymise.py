"""A provider's raw export in; pseudonyms, coarse places and ages out, and a key that stays behind."""

import csv
import datetime as dt
import io
import json
import os
import re
import stat
from pathlib import Path

import openpyxl
import pytest

from geodata import rd
from geodata.anonymise.dates import age_on, birth_date
from geodata.anonymise.guessing import guess
from geodata.anonymise.uses import Use
from geodata.columns import Column
from geodata.distances import Geodesic
from geodata.families import Family, Location
from geodata.language import Lang
from geodata.opening import read_table
from geodata.reading import read_families
from optimizer.cli import load, run
from tests.privacy.exports import HEADER, PC4, Export, export

DAY = "2026-01-31"


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-folder"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "out").mkdir()
    path = tmp_path / "raw" / "raw.csv"
    path.write_bytes(export(60).csv())
    return path


def _run(raw: Path, *more: object, out: str = "families.csv", code: int = 0) -> list[dict[str, str]]:
    """Anonymise into ``out`` beside the folder of the export, and give the rows."""
    path = raw.parent.parent / "out" / out
    arguments = ["anonymise", raw, "-o", path, "--key", raw.parent / "key.csv", "--date", DAY]
    arguments += ["--force", "--yes", *more]
    assert run([str(each) for each in arguments]) == code
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";")) if code == 0 else []


def _key(raw: Path) -> dict[str, str]:
    """Give pseudonyms by the number of the file."""
    rows = csv.DictReader(io.StringIO((raw.parent / "key.csv").read_bytes().decode("utf-8-sig")), delimiter=";")
    return {row["original"].partition(": ")[2]: row["pseudonym"] for row in rows if row["kind"] == "family"}


def test_what_comes_out_is_a_families_file(raw: Path) -> None:
    rows = _run(raw)
    assert len(rows) == 60
    assert len(read_families(raw.parent.parent / "out" / "families.csv").families) == 60


@pytest.mark.parametrize("place", ["pc4", "grid100", "grid500", "donut"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_secret_of_the_export_is_in_the_file_or_on_the_screen(
    raw: Path, place: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = raw.parent.parent / "out" / "families.csv"
    key = raw.parent / "key.csv"
    arguments = ["anonymise", raw, "-o", path, "--key", key, "--place", place, "--lang", lang, "--date", DAY, "-v"]
    assert run([str(each) for each in arguments]) == 0
    terminal = capsys.readouterr()
    everything = path.read_bytes().decode() + terminal.out + terminal.err
    assert not [secret for secret in export(60).secrets if secret in everything]
    # and the search is not blind: in the key, which stays behind, the numbers of the export do stand
    assert "70001" in key.read_text()


def test_pseudonyms_are_random_and_so_is_the_order_of_rows(raw: Path) -> None:
    first = [row["gezin_id"] for row in _run(raw)]
    by_number = _key(raw)
    (raw.parent / "key.csv").unlink()
    second = [row["gezin_id"] for row in _run(raw)]
    assert not set(first) & set(second)
    assert all(re.fullmatch(r"G[B-DF-HJ-NP-TV-XZ2-9]{7}", name) for name in first)
    in_file_order = [by_number[str(70_000 + number)] for number in range(60)]
    assert first != in_file_order
    assert first == sorted(first)
    assert in_file_order != sorted(in_file_order)


def test_a_second_run_with_the_same_key_keeps_pseudonyms_and_new_families_get_new_ones(raw: Path) -> None:
    _run(raw)
    before = _key(raw)
    rows = export(80).rows
    raw.write_bytes(Export(tuple(reversed(rows)), ()).csv())
    assert len(_run(raw)) == 80
    after = _key(raw)
    assert before.items() <= after.items()
    assert len(set(after.values())) == 80


def test_a_second_run_keeps_masks_even_when_the_families_around_have_changed(raw: Path) -> None:
    first = {row["gezin_id"]: (row["breedtegraad"], row["lengtegraad"]) for row in _run(raw, "--place", "donut")}
    rows = export(60).rows
    raw.write_bytes(Export(rows[::3], ()).csv())
    second = {row["gezin_id"]: (row["breedtegraad"], row["lengtegraad"]) for row in _run(raw, "--place", "donut")}
    assert len(second) == 20
    assert second.items() <= first.items()


def test_a_donut_point_is_at_least_250_metres_from_the_home(raw: Path) -> None:
    rows = {row["gezin_id"]: row for row in _run(raw, "--place", "donut")}
    names = _key(raw)
    for each in export(60).rows:
        row = rows[names[each["Dossiernummer"]]]
        home = Family("a", Location(float(each["Latitude"]), float(each["Longitude"])), "")
        lat, lon = (float(row[name].replace(",", ".")) for name in ("breedtegraad", "lengtegraad"))
        assert 245 < Geodesic().between(home, Family("b", Location(lat, lon), "")) < 8_001
        assert "postcode" not in row


@pytest.mark.parametrize(("place", "step"), [("grid100", 100), ("grid500", 500)])
def test_a_grid_gives_the_middle_of_the_square_of_the_home(raw: Path, place: str, step: int) -> None:
    rows = {row["gezin_id"]: row for row in _run(raw, "--place", place)}
    names = _key(raw)
    for each in export(60).rows:
        row = rows[names[each["Dossiernummer"]]]
        x, y = (float(value) for value in rd.from_wgs84(float(each["Latitude"]), float(each["Longitude"])))
        middle = int(row["x_rd"]), int(row["y_rd"])
        assert all(value % step == step // 2 for value in middle)
        assert abs(middle[0] - x) <= step / 2
        assert abs(middle[1] - y) <= step / 2


def test_postcodes_are_cut_to_four_digits(raw: Path) -> None:
    assert {row["postcode"] for row in _run(raw)} <= set(PC4)


def test_birth_dates_become_ages_on_the_stated_date(raw: Path) -> None:
    rows = {row["gezin_id"]: row for row in _run(raw)}
    names = _key(raw)
    for each in export(60).rows:
        day, month, year = (int(part) for part in each["Geboortedatum kind"].split("-"))
        age = age_on(dt.date(2026, 1, 31), dt.date(year, month, day))
        assert rows[names[each["Dossiernummer"]]]["leeftijden"] == str(age)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("3-4-2015", "2015-04-03"),
        ("03/04/2015", "2015-04-03"),
        ("03.04.15", "2015-04-03"),
        ("2015-04-03", "2015-04-03"),
        ("2015-04-03 00:00:00", "2015-04-03"),
        ("2015-04-03T00:00:00", "2015-04-03"),
        ("20150403", "2015-04-03"),
        ("3 april 2015", "2015-04-03"),
        ("3 mrt. 2015", "2015-03-03"),
        ("42097", "2015-04-03"),
        ("31-02-2015", None),
        ("april 2015", None),
        ("12", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, born: str | None) -> None:
    expected = None if born is None else dt.date.fromisoformat(born)
    assert birth_date(text, dt.date(2026, 1, 31)) == expected


@pytest.mark.parametrize(("day", "age"), [("2026-04-02", 10), ("2026-04-03", 11), ("2015-04-02", -1)])
def test_an_age_goes_up_on_the_birthday(day: str, age: int) -> None:
    assert age_on(dt.date.fromisoformat(day), dt.date(2015, 4, 3)) == age


def test_keys_and_todays_constellation_become_pseudonyms(raw: Path) -> None:
    rows = {row["gezin_id"]: row for row in _run(raw)}
    names = _key(raw)
    assert rows[names["70001"]]["constellatie"] == names["70000"]
    assert rows[names["70000"]]["samen"] == rows[names["70001"]]["samen"] != ""
    assert rows[names["70000"]]["samen"] != rows[names["70010"]]["samen"]


def test_rows_of_one_family_become_one_with_all_its_children(raw: Path) -> None:
    one = export(1).rows[0]
    other = {**one, "Clientnaam": "Zus", "BSN": "", "Geboortedatum kind": "01-02-2010"}
    raw.write_bytes(Export((one, other, other), ()).csv())
    row, *rest = _run(raw)
    assert not rest
    assert row["pleegkinderen"] == "2"
    assert "15" in row["leeftijden"].split("|")


def test_rows_of_one_family_that_contradict_each_other_are_all_reported(
    raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = export(2).rows
    raw.write_bytes(Export((one, {**one, "Postcode": "1402 AB"}, two, {**two, "Aanbieder": "X"}), ()).csv())
    _run(raw, code=2)
    told = capsys.readouterr().err
    assert "rij 3" in told or "rij 4" in told
    assert "'Postcode'" in told
    assert "'Aanbieder'" in told


def test_columns_may_stand_in_any_order(raw: Path) -> None:
    turned = tuple(reversed(HEADER))
    raw.write_bytes(export(60).csv(turned))
    assert len(_run(raw)) == 60


def test_dates_of_a_workbook_are_read(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "out").mkdir()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Gezinsnummer", "Postcode", "Aanbieder", "Geboortedatum kind"])
    sheet.append([1, "1211 AB", "Heide", dt.datetime(2015, 4, 3)])  # noqa: DTZ001
    path = tmp_path / "raw" / "raw.xlsx"
    book.save(path)
    assert _run(path)[0]["leeftijden"] == "10"


@pytest.mark.parametrize(
    ("header", "use"),
    [
        ("Gezinsnummer", Use.FAMILY_ID),
        ("Family no.", Use.FAMILY_ID),
        ("Zorgaanbieder", Use.PROVIDER),
        ("Naam aanbieder", Use.PROVIDER),
        ("PC6", Use.POSTCODE),
        ("Aantal pleegkinderen", Use.CHILDREN),
        ("Leeftijd kinderen", Use.CHILD_AGES),
        ("Type pleegzorg", Use.CARE_TYPE),
        ("Kandidaat hubhome", Use.HUB),
        ("Aantal logeerbedden", Use.BEDS),
        ("Woongemeente", Use.MUNICIPALITY),
        ("Doet mee", Use.JOINS),
        ("Naam pleegvader", Use.DROP),
        ("Geboortedatum pleegmoeder", Use.DROP),
        ("BSN", Use.DROP),
        ("Toelichting", Use.DROP),
        ("Contactpersoon aanbieder", Use.DROP),
    ],
)
def test_the_use_of_a_column_is_guessed_from_its_header(header: str, use: Use, tmp_path: Path) -> None:
    path = tmp_path / "raw.csv"
    path.write_text(f"iets;{header};id\nx;1;2\n", encoding="utf-8")
    uses = guess(read_table(path), dt.date(2026, 1, 31))
    assert uses.columns[1].use is use


def test_every_column_of_a_families_file_is_used_or_dropped(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    for lang in Lang:
        headers = [column.header(lang) for column in Column]
        path.write_text(f"{';'.join(headers)}\n{';'.join('1' * len(headers))}\n", encoding="utf-8")
        uses = guess(read_table(path), dt.date(2026, 1, 31))
        dropped = {each.header for each in uses.columns if each.use is Use.DROP}
        assert dropped == {Column.CONSTELLATION_NAME.header(lang)}


def _with_wishes(raw: Path) -> None:
    wishes = "niet_bij;alleen_bij;hubhome_vanaf;doet_mee_vanaf;constellatie_naam"
    lines = [
        f"Gezinsnummer;Postcode;Aanbieder;Pleegkinderen;{wishes}",
        "70000;1211;Heide;1;;;2;2028;De Eik",
        "70001;1211;Heide;1;70000|70002;;;;",
        "70002;1211;Heide;1;;70000;;;",
        "70003;1211;Heide;1;99999;99999|70000;;;06-12345678",
    ]
    raw.write_text("\n".join(lines), encoding="utf-8")


def test_hub_homes_that_are_named_become_their_pseudonyms_and_waves_are_kept(
    raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _with_wishes(raw)
    rows = {row["gezin_id"]: row for row in _run(raw)}
    name = _key(raw)
    first, second, third, last = (rows[name[f"7000{at}"]] for at in range(4))
    assert second["niet_bij"].split("|") == sorted([name["70000"], name["70002"]])
    assert third["alleen_bij"] == last["alleen_bij"] == name["70000"]
    assert (first["hubhome_vanaf"], first["doet_mee_vanaf"]) == ("2", "2028")
    assert last["niet_bij"] == ""
    assert "constellatie_naam" not in first
    said = capsys.readouterr().out
    for column in ("niet_bij", "alleen_bij"):
        assert f"Kolom '{column}' noemt hubhomes die niet in deze export staan (rij 5); die zijn weggelaten." in said
    assert "99999" not in said
    assert len(read_families(raw.parent.parent / "out" / "families.csv").families) == 4


def test_a_name_of_a_constellation_is_kept_where_it_is_asked_for_and_holds_nothing_personal(raw: Path) -> None:
    _with_wishes(raw)
    chosen = raw.parent / "columns.toml"
    chosen.write_text('[columns]\n"constellatie_naam" = "constellation_name"\n', encoding="utf-8")
    rows = {row["gezin_id"]: row for row in _run(raw, "--columns", chosen)}
    name = _key(raw)
    assert rows[name["70000"]]["constellatie_naam"] == "De Eik"
    assert rows[name["70003"]]["constellatie_naam"] == ""


@pytest.mark.parametrize(("date", "use"), [("03-04-2015", Use.BIRTH_DATES), ("03-04-1975", Use.DROP)])
def test_dates_of_birth_are_of_a_child_when_all_are_young(date: str, use: Use, tmp_path: Path) -> None:
    path = tmp_path / "raw.csv"
    path.write_text(f"nr;Geboortedatum\n1;{date}\n", encoding="utf-8")
    assert guess(read_table(path), dt.date(2026, 1, 31)).columns[1].use is use


def test_the_guess_is_shown_and_can_be_changed_in_toml(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["anonymise", str(raw), "--show-columns"]) == 0
    shown = capsys.readouterr().out
    assert '"Logeerbedden" = "beds"' in shown
    toml = raw.parent / "columns.toml"
    toml.write_text(shown.replace('"Logeerbedden" = "beds"', '"Logeerbedden" = "drop"'), encoding="utf-8")
    assert "logeerbedden" not in _run(raw, "--columns", toml)[0]
    assert "Logeerbedden: weggelaten [door u gekozen]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("x", "geen geldig TOML"),
        ("[other]\n", "[columns]"),
        ('[columns]\n"Bestaat niet" = "beds"\n', "de export"),
        ('[columns]\n"BSN" = "onzin"\n', "Kies uit"),
    ],
)
def test_a_faulty_toml_is_refused_in_words(raw: Path, toml: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = raw.parent / "columns.toml"
    path.write_text(toml, encoding="utf-8")
    _run(raw, "--columns", path, code=2)
    assert said in capsys.readouterr().err


def test_an_export_without_a_provider_takes_its_name_from_the_command(raw: Path) -> None:
    header = tuple(name for name in HEADER if name != "Aanbieder")
    raw.write_bytes(export(9).csv(header))
    _run(raw, code=2)
    assert {row["aanbieder"] for row in _run(raw, "--provider", "Heide")} == {"Heide"}


def test_an_export_without_a_number_tells_families_by_name_and_address(raw: Path) -> None:
    header = tuple(name for name in HEADER if name not in {"Dossiernummer", "Constellatie"})
    raw.write_bytes(export(9).csv(header))
    first = {row["gezin_id"] for row in _run(raw)}
    assert len(first) == 9
    assert {row["gezin_id"] for row in _run(raw)} == first


def test_the_key_is_for_its_owner_only(raw: Path) -> None:
    _run(raw)
    key = raw.parent / "key.csv"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    _run(raw)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_without_an_option_the_key_is_kept_in_the_users_own_folder(raw: Path, tmp_path: Path) -> None:
    out = raw.parent.parent / "out" / "families.csv"
    assert run(["anonymise", str(raw), "-o", str(out), "-q"]) == 0
    key = tmp_path / "data-folder" / "constellations" / "pseudonyms.key.csv"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [path.name for path in out.parent.iterdir()] == ["families.csv"]


@pytest.mark.parametrize("below", [False, True])
def test_a_key_in_the_folder_of_the_output_is_refused(raw: Path, below: bool) -> None:
    out = raw.parent.parent / "out"
    (out / "below").mkdir()
    key = out / "below" / "key.csv" if below else out / "key.csv"
    assert run(["anonymise", str(raw), "-o", str(out / "f.csv"), "--key", str(key)]) == 2
    assert not key.exists()
    assert not (out / "f.csv").exists()


def test_beside_the_export_itself_a_key_is_allowed_and_warned_of(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = raw.parent
    assert run(["anonymise", str(raw), "-o", str(folder / "f.csv"), "--key", str(folder / "key.csv")]) == 0
    assert "Stuur deze map niet als geheel door" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["raw.csv", "f.csv"])
def test_a_key_may_not_replace_the_export_or_the_output(raw: Path, name: str) -> None:
    before = raw.read_bytes()
    arguments = ["anonymise", raw, "-o", raw.parent / "f.csv", "--key", raw.parent / name, "--force"]
    assert run([str(each) for each in arguments]) == 2
    assert raw.read_bytes() == before


def test_a_file_that_is_no_key_is_refused_and_left_alone(raw: Path) -> None:
    key = raw.parent / "key.csv"
    key.write_text("iets anders\n", encoding="utf-8")
    _run(raw, code=2)
    assert key.read_text(encoding="utf-8") == "iets anders\n"


def test_the_report_counts_who_can_be_told_apart(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {**export(1).rows[0], "Postcode": "1211 AB", "Aanbieder": "Heide", "Samen": "", "Constellatie": ""}
    crowd = [{**row, "Dossiernummer": str(number)} for number in range(6)]
    alone = [{**row, "Dossiernummer": str(90 + number), "Postcode": f"12{13 + number}"} for number in range(2)]
    raw.write_bytes(Export((*crowd, *alone), ()).csv())
    capsys.readouterr()
    arguments = ["anonymise", raw, "-o", raw.parent / "f.csv", "--key", raw.parent / "key.csv", "--json"]
    assert run([str(each) for each in arguments]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["families"], told["fewer_than_k_others"], told["alone"]) == (8, 2, 2)
    assert "Opmerkingen" in told["dropped"]


@pytest.mark.parametrize(("n", "few"), [(5, 5), (6, 0)])
def test_with_k_of_five_a_family_hides_among_five_others(
    raw: Path, n: int, few: int, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {**export(1).rows[0], "Samen": "", "Constellatie": ""}
    raw.write_bytes(Export(tuple({**row, "Dossiernummer": str(number)} for number in range(n)), ()).csv())
    arguments = ["anonymise", raw, "-o", raw.parent / "f.csv", "--key", raw.parent / "key.csv", "--json"]
    assert run([str(each) for each in arguments]) == 0
    assert json.loads(capsys.readouterr().out)["fewer_than_k_others"] == few


def _changed(**cells: str) -> bytes:
    rows = list(export(3).rows)
    rows[1] = {**rows[1], **cells}
    return Export(tuple(rows), ()).csv()


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("Aanbieder", "=HYPERLINK(0)", "kan geen naam"),
        ("Aanbieder", "Mevr. De Boer, 06-12345678", "kan geen naam"),
        ("Aanbieder", "", "leeg"),
        ("Dossiernummer", "", "om welk gezin"),
    ],
)
def test_a_row_that_cannot_be_used_is_reported_without_its_content(
    raw: Path, column: str, cell: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    raw.write_bytes(_changed(**{column: cell}))
    _run(raw, code=2)
    told = capsys.readouterr().err
    assert said in told
    assert not cell or cell not in told


def test_a_home_that_is_nowhere_is_reported(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw.write_bytes(_changed(Postcode="", Latitude="", Longitude=""))
    _run(raw, code=2)
    assert "waar dit gezin woont" in capsys.readouterr().err


def _named(raw: Path, *more: str) -> int:
    """Anonymise without a yes and without anybody to ask."""
    out = raw.parent.parent / "out" / "families.csv"
    return run(["anonymise", str(raw), "-o", str(out), "--key", str(raw.parent / "key.csv"), "--force", *more])


def test_a_name_among_the_providers_that_few_share_is_asked_about(
    raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header, first, *rest = raw.read_text(encoding="utf-8").splitlines()
    provider = first.split(";")[HEADER.index("Aanbieder")]
    raw.write_text("\n".join([header, first.replace(provider, "Jansen"), *rest]), encoding="utf-8")
    assert _named(raw) == 2
    assert "Jansen (1)" in capsys.readouterr().err
    assert not (raw.parent.parent / "out" / "families.csv").exists()
    assert not (raw.parent / "key.csv").exists()
    assert _named(raw, "--yes") == 0


def test_another_column_that_tells_families_is_asked_about(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _named(raw) == 0
    key = (raw.parent / "key.csv").read_bytes()
    raw.write_bytes(export(60, seed=9).csv(tuple(name for name in HEADER if name != "Dossiernummer")))
    assert _named(raw) == 2
    assert "60" in capsys.readouterr().err
    assert (raw.parent / "key.csv").read_bytes() == key


def test_the_same_number_at_two_providers_is_two_families(raw: Path) -> None:
    raw.write_text(
        "Dossiernummer;Postcode;Aanbieder;Kinderen\n1;1211;Noord;1\n"
        + "".join(f"{n};1211;Noord;1\n" for n in range(2, 7)),
        encoding="utf-8",
    )
    first = {row["gezin_id"] for row in _run(raw)}
    raw.write_text(raw.read_text(encoding="utf-8").replace("Noord", "Zuid"), encoding="utf-8")
    assert not first & {row["gezin_id"] for row in _run(raw)}


def test_ages_stay_counted_on_the_date_of_the_key(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = {row["gezin_id"]: row["leeftijden"] for row in _run(raw)}
    assert _named(raw, "--yes") == 0  # months later, say, and without --date
    path = raw.parent.parent / "out" / "families.csv"
    text = path.read_bytes().decode("utf-8-sig")
    again = {row["gezin_id"]: row["leeftijden"] for row in csv.DictReader(io.StringIO(text), delimiter=";")}
    assert again == first
    capsys.readouterr()
    assert _named(raw, "--yes", "--date", "2026-02-28") == 0
    assert "31 januari 2026" in capsys.readouterr().err


def test_another_way_of_making_places_coarse_with_one_key_is_told(
    raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(raw)
    capsys.readouterr()
    _run(raw, "--place", "donut")
    assert "pc4" in capsys.readouterr().err


@pytest.mark.parametrize("metres", [3, 100, 240])
def test_a_home_that_moves_a_little_keeps_its_point(raw: Path, metres: int) -> None:
    def points() -> dict[str, tuple[str, str]]:
        rows = _run(raw, "--place", "donut")
        return {row["gezin_id"]: (row["breedtegraad"], row["lengtegraad"]) for row in rows}

    first = points()
    original = export(60)
    north = [
        {**row, "Latitude": f"{float(row['Latitude'].replace(',', '.')) + metres / 111_200:.6f}"}
        if row["Latitude"]
        else row
        for row in original.rows
    ]
    raw.write_bytes(Export(tuple(north), original.secrets).csv())
    again = points()
    same = sum(first[name] == again[name] for name in first)
    assert same >= (len(first) if metres == 3 else 0.8 * len(first))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are copied in this family of systems")
def test_six_runs_at_once_lose_no_row_of_the_key(raw: Path) -> None:
    exports = []
    for seed in range(6):
        path = raw.parent / f"raw{seed}.csv"
        rows = "".join(f"{seed}{n};1211;Noord;1\n" for n in range(8))
        path.write_text(f"Dossiernummer;Postcode;Aanbieder;Kinderen\n{rows}", encoding="utf-8")
        exports.append(path)
    load("anonymise", Lang.NL)  # what a run needs, once for all
    begun = []
    for path in exports:
        out = raw.parent.parent / "out" / path.name
        begun.append(os.fork())
        if not begun[-1]:
            os._exit(run(["anonymise", str(path), "--key", str(raw.parent / "key.csv"), "--yes", "-o", str(out)]))
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in begun] == [0] * 6
    assert len(_key(raw)) == 48


def test_a_key_behind_a_link_into_the_output_is_refused(raw: Path, tmp_path: Path) -> None:
    out = raw.parent.parent / "out"
    link = tmp_path / "key-link.csv"
    link.symlink_to(out / "key.csv")
    assert run(["anonymise", str(raw), "-o", str(out / "families.csv"), "--key", str(link), "--yes"]) == 2
    assert not list(out.iterdir())


def test_names_come_back_into_a_copy_of_a_workbook_for_the_owner_only(raw: Path, tmp_path: Path) -> None:
    rows = _run(raw)
    key = raw.parent / "key.csv"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["gezin", "uitleg"])
    sheet.append([rows[0]["gezin_id"], f"naast {rows[1]['gezin_id']}, niet GBBBBBBB"])
    book.save(tmp_path / "plan.xlsx")
    copy = tmp_path / "names.xlsx"
    assert run(["anonymise", "--reveal", str(tmp_path / "plan.xlsx"), "--key", str(key), "-o", str(copy)]) == 0
    original = {pseudonym: number for number, pseudonym in _key(raw).items()}
    told = openpyxl.load_workbook(copy).worksheets[0]
    assert str(told["A2"].value).endswith(f": {original[rows[0]['gezin_id']]}")
    assert original[rows[1]["gezin_id"]] in str(told["B2"].value)
    assert "GBBBBBBB" in str(told["B2"].value)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_workbook_of_another_key_is_refused(raw: Path, tmp_path: Path) -> None:
    _run(raw)
    book = openpyxl.Workbook()
    book.worksheets[0].append(["GBBBBBBB"])
    book.save(tmp_path / "plan.xlsx")
    out = tmp_path / "names.xlsx"
    key = str(raw.parent / "key.csv")
    assert run(["anonymise", "--reveal", str(tmp_path / "plan.xlsx"), "--key", key, "-o", str(out)]) == 2
    assert not out.exists()


def test_a_bare_number_beside_an_address_is_that_of_the_house(tmp_path: Path) -> None:
    """Without it two families of one name in one street would be taken for one."""
    raw = tmp_path / "export.csv"
    rows = [f"Fam. Jansen;Dorpsstraat;{at};1211AB;Hilversum" for at in range(1, 7)]
    raw.write_text("\n".join(["Naam pleegouder;Adres;Nr;PC;Gemeente", *rows]), encoding="utf-8")
    uses = guess(read_table(raw, dates=True), dt.date(2026, 11, 26))

    assert {each.header: each.use for each in uses}["Nr"] is Use.IDENTITY
    loose = raw.with_name("loose.csv")
    loose.write_text(raw.read_text(encoding="utf-8").replace("Adres;Nr", "Nr;Adres"), encoding="utf-8")
    assert {each.header: each.use for each in guess(read_table(loose), dt.date(2026, 11, 26))}["Nr"] is Use.DROP


def test_families_of_another_provider_need_no_yes_and_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path.parent / f"{tmp_path.name}-data"))
    rows = [f"{at};121{at}AB;GEMEENTE HILVERSUM" for at in range(1, 7)]
    Path("export.csv").write_text("\n".join(["Dossiernr;Postcode;Gemeente", *rows]), encoding="utf-8")
    assert run(["anonymise", "export.csv", "-o", "a.csv", "--provider", "Heide"]) == 0
    assert run(["anonymise", "export.csv", "-o", "b.csv", "--provider", "Duin"]) == 0

    assert "de sleutel kent 6 gezinnen, en geen van deze aanbieder" in capsys.readouterr().err
    assert "GEMEENTE" not in Path("b.csv").read_text(encoding="utf-8")
    assert Path("b.csv").read_text(encoding="utf-8").count("Hilversum") == 6
    Path("export.csv").write_text("Dossiernr;Postcode\n" + "\n".join(f"9{at};121{at}AB" for at in range(1, 7)), "utf-8")
    assert run(["anonymise", "export.csv", "-o", "c.csv", "--provider", "Duin"]) == 2


@pytest.mark.parametrize("header", ["Cliëntnummer", "Clientnr", "Zorgdossier", "Dossiernummer", "Dossier", "client_id"])
def test_a_number_of_a_child_or_a_file_is_kept_in_the_key_only(header: str, raw: Path) -> None:
    rows = [f"Gezinsnummer;Postcode;Aanbieder;Leeftijd;{header}", "G1;1211;Heide;4;K-4711", "G1;1211;Heide;9;K-4712"]
    raw.write_text("\n".join([*rows, "G2;1213;Heide;7;=4713"]), encoding="utf-8")
    made = _run(raw)
    assert sorted(row["pleegkinderen"] for row in made) == ["1", "2"]
    assert not any("471" in cell for row in made for cell in row.values())

    content = (raw.parent / "key.csv").read_bytes().decode("utf-8-sig")
    also = [row for row in csv.DictReader(io.StringIO(content), delimiter=";") if row["kind"] == "also"]
    assert sorted(row["original"] for row in also) == ["'=4713", "K-4711 | K-4712"]
    key = _key(raw)
    assert {row["pseudonym"] for row in also} == set(key.values())

    again = _run(raw)
    assert again == made
    assert (raw.parent / "key.csv").read_bytes().decode("utf-8-sig") == content


@pytest.mark.parametrize("header", ["Cliëntnummer", "Zorgdossier"])
def test_such_a_number_tells_the_family_where_nothing_else_does(header: str, raw: Path) -> None:
    raw.write_text(f"{header};Postcode;Aanbieder\nK-4711;1211;Heide\nK-4712;1213;Heide\n", encoding="utf-8")
    made = _run(raw)
    assert len(made) == 2
    assert not any("471" in cell for row in made for cell in row.values())
    assert set(_key(raw)) == {"K-4711", "K-4712"}
