import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.distances import Geodesic
from geodata.errors import InputError
from geodata.families import Families, Family, Location
from geodata.formulas import guarded, unguarded
from geodata.language import Lang
from geodata.reading import read_families
from geodata.told_distances import ExactDistances, MaskedDistances
from optimizer.files.assignments import write_assignments
from optimizer.files.read_assignments import read_assignments
from optimizer.plan import Plan
from tests.builders import Flat, home

FAMILIES = Families(
    [
        home("Noord", 0, 5000, hub="candidate"),
        home("Zuid", 0, 0, hub="candidate"),
        home("Oud", 9000, 0, hub="only"),
        home("F1", 0, 1234.5),
        home("F2", 0, 100),
        home("F3", 0, 4000),
        home("=1+1", 0, 300),
        home("Weg", 9000, 9000),
        home("Stop", joins=False),
    ]
)
PLAN = Plan.of(FAMILIES, {"Zuid": ["F2", "F1", "=1+1"], "Noord": ["F3"]})
EXACT = ExactDistances(Flat())
TABLE = """\
family_id;constellation;role;hub;distance_km;status
Noord;C01;hub;Noord;0,000;placed
F3;C01;satellite;Noord;1,000;placed
Zuid;C02;hub;Zuid;0,000;placed
'=1+1;C02;satellite;Zuid;0,300;placed
F1;C02;satellite;Zuid;1,235;placed
F2;C02;satellite;Zuid;0,100;placed
Oud;;;;;not_needed
Stop;;;;;left_out
Weg;;;;;unplaced
"""


def read(text: str, encoding: str = "utf-8") -> tuple[Plan, list[str]]:
    plan, notices = read_assignments(text.encode(encoding), FAMILIES, Flat(), "a.csv")
    return plan, [notice.say(Lang.EN) for notice in notices]


def faults_of(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(text)
    return [fault.say(Lang.EN) for fault in caught.value.faults]


def satellites(plan: Plan) -> dict[str, list[str]]:
    return {each.hub.id: [family.id for family in each.satellites] for each in plan.constellations}


def test_every_family_of_the_file_has_a_row() -> None:
    written = write_assignments(PLAN, EXACT, Lang.NL)
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.decode("utf-8-sig") == TABLE.replace("\n", "\r\n")


def test_english_writes_a_decimal_point() -> None:
    assert write_assignments(PLAN, EXACT, Lang.EN).decode("utf-8-sig") == TABLE.replace(",", ".").replace("\n", "\r\n")


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text,
        lambda text: text.replace(";", ","),
        lambda text: text.replace(",", ".").replace(";", "\t"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n") + ";;;;;\r\n\r\n",
        lambda text: text.replace("C0", "groep "),
        lambda text: text.replace("family_id;constellation;role;hub", "Gezin;Constellatie;Rol;Hubhome"),
        lambda text: text.replace(";hub;", ";Hubhome;").replace(";satellite;", ";satelliet;"),
        lambda text: text.replace(";satellite;", ";;"),
        lambda text: "\n".join([text.splitlines()[0], *sorted(text.splitlines()[1:])]),
        lambda text: "\n".join(";".join(row.split(";")[:3]) for row in text.splitlines()),
        lambda text: text.replace("'=1+1", "=1+1"),
        lambda text: text.replace(";Zuid;", ";;"),
    ],
)
def test_a_table_saved_by_any_spreadsheet_is_the_same_plan(changed: Callable[[str], str]) -> None:
    text = changed(TABLE)
    if text.count(",") > text.count(";"):
        rows = list(csv.reader(io.StringIO(TABLE), delimiter=";"))
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        text = out.getvalue()
    plan, notices = read(text)
    assert satellites(plan) == satellites(PLAN)
    assert notices == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_encoding_of_a_spreadsheet_is_read(encoding: str) -> None:
    families = Families([home("José", hub="candidate"), home("Zoë")])
    plan = Plan.of(families, {"José": ["Zoë"]})
    text = write_assignments(plan, EXACT, Lang.NL).decode("utf-8-sig")
    assert read_assignments(text.encode(encoding), families, Flat())[0] == plan


def test_a_family_whose_constellation_alone_was_changed_moves() -> None:
    plan, notices = read(TABLE.replace("F3;C01", "F3;C02"))
    assert satellites(plan) == {"Noord": [], "Zuid": ["=1+1", "F1", "F2", "F3"]}
    assert notices == [
        "a.csv, row 3: only the constellation was changed, not the hub home; "
        "the family counts in the new constellation."
    ]


def test_a_family_whose_hub_home_alone_was_changed_moves() -> None:
    plan, notices = read(TABLE.replace("F3;C01;satellite;Noord", "F3;C01;satellite;Zuid"))
    assert satellites(plan) == {"Noord": [], "Zuid": ["=1+1", "F1", "F2", "F3"]}
    assert notices == [
        "a.csv, row 3: only the hub home was changed, not the constellation; the family counts with the new hub home."
    ]


MASKED = re.sub(r"(satellite;\w+;)[0-9],([0-9])[0-9]{2};", r"\1ca. 0,\2;", TABLE)
"""The table as it is written without exact distances: they help nobody to tell what was changed."""


def test_between_masked_points_kilometres_are_about() -> None:
    points = {"Zuid": (52.2, 5.2), "F1": (52.2, 5.21), "=1+1": (52.2, 5.22)}
    written = write_assignments(PLAN, MaskedDistances(points), Lang.NL).decode("utf-8-sig").splitlines()
    assert "F1;C02;satellite;Zuid;ca. 0,7;placed" in written
    assert "F2;C02;satellite;Zuid;;placed" in written
    assert "Zuid;C02;hub;Zuid;0,000;placed" in written


@pytest.mark.parametrize("name", ["=1+1", "F1", "F2"])
def test_a_hub_home_changed_in_a_table_without_distances_is_known_by_the_place_of_its_row(name: str) -> None:
    written = MASKED.replace("'=1+1;", "=1+1;")
    plan, notices = read(written.replace(f"{name};C02;satellite;Zuid", f"{name};C02;satellite;Noord"))
    assert set(satellites(plan)["Noord"]) == {"F3", name}
    assert "only the hub home was changed" in notices[0]

    plan, notices = read(written.replace(f"{name};C02;satellite;Zuid", f"{name};C01;satellite;Zuid"))
    assert set(satellites(plan)["Noord"]) == {"F3", name}
    assert "only the constellation was changed" in notices[0]


def test_in_a_table_that_was_sorted_otherwise_nothing_is_guessed() -> None:
    changed = MASKED.replace("F3;C01;satellite;Noord", "F3;C01;satellite;Zuid")
    head, *rest = changed.splitlines()
    (fault,) = faults_of("\n".join([head, *sorted(rest)]))
    assert "change both, or empty this cell" in fault


def test_a_family_that_was_sorted_to_where_its_id_does_not_fit_is_not_guessed() -> None:
    rows = MASKED.replace("F3;C01;satellite;Noord", "F3;C02;satellite;Noord").splitlines()
    moved = rows.pop(2)
    assert moved.startswith("F3;")
    rows.insert(3, moved)
    (fault,) = faults_of("\n".join(rows))
    assert "change both, or empty this cell" in fault


def test_a_table_sorted_by_family_is_not_taken_for_one_as_it_was_written() -> None:
    """The hub homes come first here, so that only the constellations around them show how it was sorted."""
    families = Families([home("A", hub="candidate"), home("D", hub="candidate"), *(home(f"G{at}") for at in range(8))])
    rows = ["A;C01;hub;A", *(f"G{at};C0{1 + at % 2};satellite;{'AD'[at % 2]}" for at in range(4)), "D;C02;hub;D"]
    rows += [f"G{at};C0{1 + at % 2};satellite;{'AD'[at % 2]}" for at in range(4, 8)]
    text = "\n".join(["family_id;constellation;role;hub", *rows])
    assert satellites(read_assignments(text.encode(), families, Flat())[0])["A"] == ["G0", "G2", "G4", "G6"]
    with pytest.raises(InputError, match="empty this cell"):
        read_assignments(text.replace("G2;C01;satellite;A", "G2;C01;satellite;D").encode(), families, Flat())


def test_a_family_whose_two_columns_disagree_in_a_sorted_table_without_a_distance_is_a_fault() -> None:
    text = TABLE.replace("F3;C01;satellite;Noord;1,000", "F3;C01;satellite;Zuid;")
    text = text.replace("Zuid;C02;hub;Zuid;0,000;placed\n", "") + "Zuid;C02;hub;Zuid;0,000;placed\n"
    assert faults_of(text) == [
        "a.csv, row 3, column 'hub': this hub home does not belong to the constellation in the same row; change both, "
        "or empty this cell."
    ]


def test_another_hub_home_is_named_by_its_role() -> None:
    plan, notices = read(
        TABLE.replace("Noord;C01;hub", "Noord;C01;satellite").replace("F3;C01;satellite", "F3;C01;hub")
    )
    assert satellites(plan) == {"F3": ["Noord"], "Zuid": ["=1+1", "F1", "F2"]}
    assert notices == [
        "a.csv, row 2: the column hub names a family that is no hub home in this table; the constellation counts."
    ]


def test_a_family_without_a_constellation_is_unplaced_and_one_with_is_placed() -> None:
    plan, _ = read(TABLE.replace("F3;C01;satellite;Noord", "F3;;;").replace("Weg;;;", "Weg;C01;;"))
    assert satellites(plan)["Noord"] == ["Weg"]
    assert [family.id for family in plan.unplaced] == ["F3"]


def test_a_row_that_was_deleted_counts_as_unplaced() -> None:
    plan, notices = read(TABLE.replace("F3;C01;satellite;Noord;1,000;placed\n", ""))
    assert [family.id for family in plan.unplaced] == ["F3", "Weg"]
    assert notices == ["a.csv: this plan lacks 1 family of the families file; who is missing counts as unplaced."]


def test_a_family_in_two_rows_is_kept_for_the_verifier_to_find() -> None:
    plan, _ = read(TABLE + "F3;C02;satellite;Zuid;4,000;placed\n")
    assert satellites(plan) == {"Noord": ["F3"], "Zuid": ["=1+1", "F1", "F2", "F3"]}


def test_every_fault_is_told_and_no_cell_is_repeated() -> None:
    text = TABLE.replace("F3;C01", "Mevrouw Jansen;C01").replace("F2;C02;satellite", "F2;C02;oma")
    assert faults_of(text) == [
        "a.csv, row 3, column 'family_id': this family is not in the families file; mind leading zeros, which a "
        "spreadsheet may remove.",
        "a.csv, row 7, column 'role': a role is hub, satellite or empty.",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            TABLE.replace("Noord;C01;hub", "Noord;C01;satellite"),
            "row 2, column 'constellation': this constellation has",
        ),
        (TABLE.replace("F3;C01;satellite", "F3;C01;hub"), "row 3, column 'role': this constellation already has"),
        (TABLE.replace("constellation;", "groep;"), "a.csv: the first row lacks: constellation; leave"),
        (TABLE.replace("status", "rol"), "a.csv: the first row has twice: role; keep one."),
        (TABLE.replace("F3;C01;satellite;Noord", "F3;C01;satellite;Piet"), "row 3, column 'hub': this hub home is not"),
        ("", "a.csv: this file is empty."),
        ("a\0b", "a.csv: this is no text file."),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(text: str, sentence: str) -> None:
    assert sentence in faults_of(text)[0]


@given(st.text(max_size=8) | st.from_regex(r"\A'{0,3}[=+\-@\t\ra']{0,3}\Z"))
def test_text_never_becomes_a_formula_and_comes_back_as_it_was(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text


def test_faults_are_data() -> None:
    with pytest.raises(InputError) as caught:
        read(TABLE.replace("F3;C01", "zzz;C01"))
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(3, "family_id")]


FILES = Path(__file__).parents[2] / "geodata" / "files"


@pytest.mark.parametrize("name", ["a01_sep.csv", "a19_space_header.csv"])
def test_a_table_saved_by_a_spreadsheet_is_the_same_plan(name: str) -> None:
    families = read_families(FILES / "base.csv").families
    plan, notices = read_assignments((FILES / name).read_bytes(), families, Geodesic(), name)

    assert [constellation.hub.id for constellation in plan.constellations] == ["F001", "F017", "F009"]
    assert [len(constellation.satellites) for constellation in plan.constellations] == [7, 8, 6]
    assert notices == ()


def test_zeros_that_a_spreadsheet_took_are_put_back_where_one_family_fits_and_told() -> None:
    families = read_families(FILES / "x12b_ids_format_zeros.xlsx").families
    name = "a27_zeros_lost.csv"
    plan, (notice,) = read_assignments((FILES / name).read_bytes(), families, Geodesic(), name)

    assert [constellation.hub.id for constellation in plan.constellations] == ["00001", "00017", "00009"]
    assert notice.say(Lang.EN).endswith("each fits one family only (24), and was read so.")


def test_zeros_are_not_put_back_where_two_families_fit() -> None:
    families = Families(Family(name, Location(52.2, 5.2), "A") for name in ("01", "001"))
    with pytest.raises(InputError, match="this family is not in the families file"):
        read_assignments(b"family_id;constellation;role\n1;C01;hub\n", families, Geodesic(), "a.csv")


def test_a_quotation_mark_that_swallows_rows_is_refused_by_row() -> None:
    families = read_families(FILES / "base.csv").families
    rows = 'family_id;constellation;role;hub\nF001;C01;hub;"F001\nF006;C01;satellite;F001\nF008;C01;satellite;F001"\n'
    with pytest.raises(InputError, match="row 2: here a stray quotation mark"):
        read_assignments(rows.encode(), families, Geodesic(), "a.csv")
