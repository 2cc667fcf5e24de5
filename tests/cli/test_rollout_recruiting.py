"""A roll-out that counts on hub homes still to be found says so everywhere, and what is lost without them."""

import json
import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimizer.cli import run
from tests.cli.conftest import HEADER, Command, village_rows
from tests.optimizer.costs.test_cost_files import Calculator

POLICY = """
[size]
min = 3
target = 4
max = 7
[rollout]
first = 2027
launches = [1]
waves = 2
recruit = [0, 1]
"""


@pytest.fixture(scope="module")
def families(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the village with no hub home in the north: seven families there can only be helped by one to be found."""
    path = tmp_path_factory.mktemp("village") / "gezinnen.csv"
    rows = [row.replace(";kandidaat;2;", ";nee;0;") if row.startswith("Noord") else row for row in village_rows()]
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def policy(families: Path) -> Path:
    path = families.with_name("policy.toml")
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def rolled(families: Path, policy: Path) -> Path:
    folder = families.with_name("out")
    assert run(["rollout", str(families), "-o", str(folder), "--policy", str(policy), "-q", "--workers", "1"]) == 0
    return folder


def document(folder: Path) -> Any:
    return json.loads((folder / "rollout.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(rolled: Path) -> str:
    """Give the pseudonym of the hub home that is to be found."""
    (area,) = document(rolled)["to_find"]
    return f"PC4-{area}"


def test_seven_families_more_are_placed_and_that_is_proved(rolled: Path, found: str) -> None:
    written = document(rolled)
    assert [(each["name"], each["value"], each["bound"]) for each in written["tiers"]][:2] == [
        ("unplaced", 2, 2),
        ("waiting", 9 + 2, 9 + 2),
    ]
    second = next(each for each in written["constellations"] if each["hub"] == found)
    assert (second["starts"], second["to_find"], second["why"]) == (2, True, "to_find")
    without = written["recruiting"]["without"]
    assert [(each["name"], each["value"], each["bound"]) for each in without["tiers"]][:2] == [
        ("unplaced", 9, 9),
        ("waiting", 18, 18),
    ]
    assert without["starts"] == [["Zuid"], []]
    areas = written["recruiting"]["areas"]
    assert areas
    assert {(each["more_placed"], each["proved"]) for each in areas} == {(7, True)}


def test_every_wave_is_a_plan_that_check_passes_of_the_same_families_file(
    call: Command, families: Path, rolled: Path, found: str
) -> None:
    for wave in ("wave-1", "wave-2"):
        for name in ("plan.json", "assignments.csv"):
            checked = call("check", families, rolled / wave / name)
            assert checked.code == 0, checked.err
    first, second = (
        json.loads((rolled / wave / "plan.json").read_text(encoding="utf-8")) for wave in ("wave-1", "wave-2")
    )
    assert "to_find" not in first["policy"]["rollout"]
    assert second["policy"]["rollout"]["to_find"] == [found[-4:]]
    assert second["input"]["families"] == len(families.read_text(encoding="utf-8").splitlines()) - 1


def test_check_refuses_a_hub_home_that_the_plan_does_not_say_it_counts_on(
    call: Command, families: Path, rolled: Path, found: str, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.json"
    text = (rolled / "wave-2" / "plan.json").read_text(encoding="utf-8")
    plan.write_text(text.replace(f'"{found[-4:]}"', '"1231"'), encoding="utf-8")
    done = call("check", families, plan)
    assert (done.code, "'constellations[0].hub': dit gezin staat niet in het gezinnenbestand" in done.err) == (2, True)
    plan.write_text(text.replace(f'"{found[-4:]}"', '"9999"'), encoding="utf-8")
    done = call("check", families, plan)
    assert (done.code, "postcodegebieden die het programma niet kent: 9999" in done.err) == (2, True)


def test_tables_say_which_hub_home_is_still_to_be_found(rolled: Path, found: str) -> None:
    book = openpyxl.load_workbook(BytesIO((rolled / "rollout.xlsx").read_bytes()))
    overview = [row[:4] for row in book["Uitrol"].iter_rows(values_only=True)]
    assert overview[0][:3] == ("Jaar", "Constellaties die starten", "Waarvan hubhome nog te vinden")
    assert [row[1:3] for row in overview[1:]] == [(1, 0), (1, 1)]
    roles = {row[1]: row[2] for row in book["2028"].iter_rows(min_row=2, values_only=True)}
    assert (roles[found], roles["Zuid"]) == ("Hubhome (nog te vinden)", "Hubhome")
    assert found not in [row[0] for row in book["Gezinnen"].iter_rows(values_only=True)]
    lines = (rolled / "wave-2" / "assignments.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[-1] for line in lines if line.startswith(f"{found};")] == ["to_find"]
    plan = openpyxl.load_workbook(BytesIO((rolled / "wave-2" / "plan.xlsx").read_bytes()))["Plan"]
    assert [row[-1] for row in plan.iter_rows(values_only=True) if row[0] == found] == ["nog te vinden"]


def test_the_workbook_says_what_is_lost_and_its_costs_follow_the_amounts(rolled: Path) -> None:
    calculator = Calculator((rolled / "rollout.xlsx").read_bytes())
    lost = [list(row) for row in calculator.book["Als zij niet gevonden worden"].iter_rows(values_only=True)]
    assert lost[0] == ["Maat", "Als zij gevonden worden", "Als zij niet gevonden worden", "Verlies", "Bewijs"]
    assert lost[1] == ["Gezinnen zonder plaats na het laatste jaar", 2, 9, "=C2-B2", "bewezen"]
    assert [calculator.value("Als zij niet gevonden worden", f"D{row}") for row in (2, 3)] == [7, 7]
    name = "Kosten zonder nieuwe hubhomes"
    assert [[calculator.value(name, f"{column}{row}") for column in "BEFG"] for row in (2, 3, 4)] == [
        [1, Decimal("136674.60"), Decimal("136674.60"), 0],
        [0, Decimal("184334.00"), Decimal("47659.40"), Decimal("-136674.60")],
        [1, Decimal("321008.60"), Decimal("184334.00"), Decimal("-136674.60")],
    ]
    calculator.book["Bedragen"]["B2"].value = Decimal("5176.00")
    assert calculator.value(name, "F4") == Decimal("184334.00") + 2 * 1000


def test_pages_say_on_whom_they_count_and_what_is_lost(rolled: Path, found: str) -> None:
    page = (rolled / "rollout.html").read_text(encoding="utf-8")
    assert f"Hier wordt gerekend op hubhomes die nog te vinden zijn: {found} (" in page
    assert f"{found} is een hubhome die nog te vinden is, in postcodegebied {found[-4:]} (" in page
    assert f"{found} (nog te vinden)" in page
    assert page.count(" to-find") >= 2  # the mark on the map of the second wave, and in the legend
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page, flags=re.DOTALL)
    lost = [re.findall(r"<t[hd][^>]*>([^<]*)<", row) for row in rows if "zonder plaats na het laatste jaar" in row]
    assert ["Gezinnen zonder plaats na het laatste jaar", "2", "9", "+7", "bewezen"] in lost
    assert re.search(r"\d{4} \([\w -]+\): 7 gezinnen \(bewezen: niet meer\)", page)
    for name in ("map.html", "report.html"):
        assert "nog te vinden zijn" in (rolled / "wave-2" / name).read_text(encoding="utf-8"), name
        assert "nog te vinden zijn" not in (rolled / "wave-1" / name).read_text(encoding="utf-8"), name


def test_costs_say_that_they_pay_for_a_hub_home_still_to_be_found(
    call: Command, families: Path, rolled: Path, found: str, tmp_path: Path
) -> None:
    done = call("costs", families, rolled / "rollout.json", "-o", tmp_path / "costs", "--years", 2)
    assert done.code == 0, done.err
    written = json.loads((tmp_path / "costs" / "costs.json").read_text(encoding="utf-8"))
    assert (written["totals"], written["hub_homes_to_find"]) == (["136674.60", "184334.00"], 1)
    assert f"{found} (" in (tmp_path / "costs" / "costs.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("audience", ["council", "public", "provider=Heide"])
def test_a_shared_roll_out_tells_how_many_are_to_be_found_and_not_where(
    call: Command, families: Path, rolled: Path, found: str, tmp_path: Path, audience: str
) -> None:
    done = call("share", families, rolled / "rollout.json", "--audience", audience, "-o", tmp_path / "shared")
    assert done.code == 0, done.err
    shared = {path.name: path.read_bytes() for path in (tmp_path / "shared").iterdir()}
    report = shared["report.html"].decode()
    assert "1 constellatie rekent op een hubhome die nog te vinden is" in report
    book = openpyxl.load_workbook(BytesIO(shared["plan.xlsx"]))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    told = " ".join([*cells, *(data.decode() for name, data in shared.items() if name.endswith((".html", "json")))])
    assert found not in told
    if audience == "provider=Heide":
        return
    assert [row[:4] for row in book["Uitrol"].iter_rows(values_only=True)] == [
        ("Jaar", "Constellaties die starten", "Waarvan hubhome nog te vinden", "Constellaties"),
        ("2027", 1, 0, 1),
        ("2028", 1, 1, 2),
        ("Totaal", 2, 1, None),
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--recruit", "0,1,2"), "'rollout.recruit' noemt 3 jaren, en de uitrol duurt er 2"),
        (("--recruit", "1"), "'rollout.recruit' noemt 1 jaar, en de uitrol duurt er 2"),
        (("--recruit", "0,-1"), "'rollout.recruit' moet tussen 0 en 100 liggen"),
        (("--recruit", "0,1.5"), "'rollout.recruit' moet een geheel getal zijn"),
        (("--werving", "0,een"), "schrijf getallen met komma's ertussen"),
        (("--to-find", "1211"), "'rollout.to_find' horen bij het plan van één jaar"),
    ],
)
def test_what_cannot_be_is_said_before_solving(
    call: Command, families: Path, policy: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    done = call("rollout", families, "-o", tmp_path / "out", "--policy", policy, *options)
    assert (done.code, said in done.err) == (2, True), done.err


def test_neither_the_order_of_a_plan_nor_a_file_of_distances_leaves_room_for_them(
    call: Command, families: Path, rolled: Path, policy: Path, tmp_path: Path
) -> None:
    plan = rolled / "wave-1" / "plan.json"
    done = call("rollout", families, "-o", tmp_path / "out", "--policy", policy, "--plan", plan)
    assert (done.code, "met --plan ligt vast welke hubhomes er zijn" in done.err) == (2, True), done.err
    ids = [line.split(";")[0] for line in families.read_text(encoding="utf-8").splitlines()[1:]]
    rows = [f"{one},{other},70000" for one in ids for other in ids if one != other]
    (tmp_path / "metres.csv").write_text("\n".join(["from_id,to_id,metres", *rows]), encoding="utf-8")
    options = ("--matrix", tmp_path / "metres.csv")
    done = call("rollout", families, "-o", tmp_path / "out", "--policy", policy, *options)
    assert (done.code, "kent geen hubhomes die nog te vinden zijn" in done.err) == (2, True), done.err


def test_without_the_setting_nothing_is_said_of_them(
    call: Command, families: Path, policy: Path, tmp_path: Path
) -> None:
    usual = tmp_path / "usual.toml"
    usual.write_text(policy.read_text(encoding="utf-8").replace("recruit = [0, 1]", ""), encoding="utf-8")
    options = ("--policy", usual, "--workers", 1)
    assert call("rollout", families, "-o", tmp_path / "out", *options).code == 0
    written = document(tmp_path / "out")
    assert not {"to_find", "recruiting"} & written.keys()
    assert "nog te vinden" not in (tmp_path / "out" / "rollout.html").read_text(encoding="utf-8")


def test_in_english_everything_is_english(call: Command, families: Path, policy: Path, tmp_path: Path) -> None:
    options = ("--policy", policy, "--workers", 1, "--lang", "en")
    done = call("rollout", families, "-o", tmp_path / "out", *options)
    assert "This counts on hub homes that are still to be found: PC4-" in done.out
    page = (tmp_path / "out" / "rollout.html").read_text(encoding="utf-8")
    assert "Where a new hub home helps most" in page
    assert not [word for word in ("gezin", "golf", "vinden") if word in page.lower().replace("gezinnen.csv", "")]


def test_where_no_more_may_start_a_hub_home_to_be_found_is_no_gain(
    call: Command, families: Path, policy: Path, tmp_path: Path
) -> None:
    one = tmp_path / "one.toml"
    one.write_text(policy.read_text(encoding="utf-8").replace("waves = 2", "waves = 1"), encoding="utf-8")
    done = call("rollout", families, "-o", tmp_path / "out", "--policy", one, "--recruit", "1", "--workers", 1)
    assert done.code == 0, done.err
    # The south starts; a hub home to be found could only start in its place, and nobody may lose a place.
    assert document(tmp_path / "out")["recruiting"]["areas"] == []
    page = (tmp_path / "out" / "rollout.html").read_text(encoding="utf-8")
    assert "Starts en budget blijven zoals opgegeven: samen hoogstens 1 constellatie." in page
    assert "In geen van de bekeken gebieden is een hubhome gevonden waarmee er dan gezinnen bij komen." in page
