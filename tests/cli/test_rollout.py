"""``rollout`` writes waves that ``check`` passes, says what cannot be before solving, and keeps to what it is told."""

import json
import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Called, Command

POLICY = """
[size]
min = 3
target = 4
max = 7
[rollout]
first = 2027
launches = [1]
waves = 2
"""


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("policy") / "policy.toml"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def rolled(families: Path, policy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from optimizer.cli import run  # noqa: PLC0415 - as the command is run once for the module

    folder = tmp_path_factory.mktemp("rollout") / "out"
    assert run(["rollout", str(families), "-o", str(folder), "--policy", str(policy), "-q", "--workers", "1"]) == 0
    return folder


def document(folder: Path) -> Any:
    return json.loads((folder / "rollout.json").read_text(encoding="utf-8"))


def test_a_roll_out_is_proved_and_written_with_a_folder_for_each_wave(rolled: Path) -> None:
    assert sorted(each.name for each in rolled.iterdir()) == [
        "rollout.html",
        "rollout.json",
        "rollout.xlsx",
        "wave-1",
        "wave-2",
    ]
    for wave in ("wave-1", "wave-2"):
        names = sorted(each.name for each in (rolled / wave).iterdir())
        assert names == ["assignments.csv", "map.html", "plan.json", "plan.xlsx", "report.html"]
    written = document(rolled)
    assert written["status"] == "optimal"
    # Two constellations of eight, one a year; one family lives too far away and never has a place.
    assert [(each["name"], each["value"], each["bound"]) for each in written["tiers"]][:2] == [
        ("unplaced", 1, 1),
        ("waiting", 8 + 2, 8 + 2),
    ]
    assert [each["name"] for each in written["waves"]] == ["2027", "2028"]
    assert [len(each["starts"]) for each in written["waves"]] == [1, 1]
    assert [each["costs"] for each in written["waves"]] == ["136674.60", "184334.00"]


def test_what_one_more_start_brings_is_proved_by_ordering_again(rolled: Path) -> None:
    # Both constellations of eight start in 2027: seven satellites and a hub home wait a year less.
    assert document(rolled)["more"] == [
        {"what": "launch", "wave": 1, "fewer_waiting": 8},
        {"what": "launch", "wave": 2, "fewer_waiting": 0},
    ]
    assert [each["more_waiting"] for each in document(rolled)["other_pilots"]] == [0]


def test_every_wave_is_a_plan_that_check_passes(call: Command, families: Path, rolled: Path) -> None:
    for wave in ("wave-1", "wave-2"):
        checked = call("check", families, rolled / wave / "plan.json")
        assert checked.code == 0, checked.err
        table = call("check", families, rolled / wave / "assignments.csv")
        assert table.code == 0, table.err


def test_what_is_proved_of_roll_outs_is_claimed_of_no_plan(rolled: Path) -> None:
    for wave in ("wave-1", "wave-2"):
        plan = json.loads((rolled / wave / "plan.json").read_text(encoding="utf-8"))
        assert {each["bound"] for each in plan["tiers"]} == {None}


def test_the_order_alone_is_searched_where_a_plan_is_given(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    policy = tmp_path / "waves.toml"
    policy.write_text("[rollout]\nlaunches = [1]\nwaves = 2\n", encoding="utf-8")
    done = call(
        "rollout", families, "-o", tmp_path / "out", "--plan", planned / "plan.json", "--policy", policy, "--workers", 1
    )
    assert done.code == 0, done.err
    plan = json.loads((planned / "plan.json").read_text(encoding="utf-8"))
    last = document(tmp_path / "out")["waves"][-1]["constellations"]
    assert [(each["hub"], each["satellites"]) for each in last] == [
        (each["hub"], each["satellites"]) for each in plan["constellations"]
    ]
    assert document(tmp_path / "out")["status"] == "optimal"
    assert "year_by_year" not in document(tmp_path / "out")
    assert document(tmp_path / "out")["ordered"] is True
    assert "Zonder plaats na het laatste jaar: 1 (zoals in het gegeven plan)." in done.out
    page = (tmp_path / "out" / "rollout.html").read_text(encoding="utf-8")
    assert "Bewezen: in geen andere volgorde van dit plan wachten gezinnen korter." in page
    assert "Bewezen: geen uitrol plaatst meer gezinnen." not in page


def test_a_plan_with_more_constellations_than_may_start_is_told(
    call: Command, families: Path, planned: Path, tmp_path: Path
) -> None:
    more = ("--plan", planned / "plan.json", "--waves", 1, "--launches", 1)
    done = call("rollout", families, "-o", tmp_path / "out", *more)
    assert (
        done.code,
        "Dit plan heeft 2 constellaties, en in alle jaren samen mogen er maar 1 starten" in done.err,
    ) == (1, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--launches", "0"), "in jaar 1, 2 en 3 mag niets starten"),
        (("--launches", "1,2,3,4"), "'rollout.launches' noemt 4 jaren, en de uitrol duurt er 3"),
        (("--budget", "136674.59"), "het budget van jaar 1 (EUR 136.674,59) betaalt nog niet één constellatie"),
        (("--budget", "150000,100"), "het budget van jaar 2 en 3 (EUR 100,00) betaalt nog niet één constellatie"),
        (("--pilot", "N1"), "de pilot N1 is geen kandidaat-hubhome"),
        (("--pilot", "Niemand"), "de pilot staat niet in het gezinnenbestand"),
        (("--launch-min", "11"), "een constellatie kan niet met 11 gezinnen starten"),
        (("--launch-min", "10"), "geen hubhome heeft dan 10 gezinnen binnen bereik"),
        (("--hubs-exactly", "5", "--launches", "1"), "u vraagt precies 5 constellaties"),
        (("--launches", "een"), "schrijf getallen met komma's ertussen"),
        (("--first", "27"), "'rollout.first' moet tussen 1900 en 2200 liggen"),
        (("--waves", "0"), "'rollout.waves' moet tussen 1 en 15 liggen"),
    ],
)
def test_what_cannot_be_is_said_before_solving(
    call: Command, families: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    done = call("rollout", families, "-o", tmp_path / "out", *options)
    assert (done.code, said in done.err) == (2, True), done.err


@pytest.mark.parametrize(
    ("column", "value", "options", "said"),
    [
        ("hubhome_vanaf", "4", (), "pas hubhome na het laatste jaar (3): "),
        ("hubhome_vanaf", "2031", ("--first", "2027"), "pas hubhome na het laatste jaar (2029): "),
        ("hubhome_vanaf", "2028", (), "zeg dan ook welk jaar het eerste is"),
        ("hubhome_vanaf", "2", (), "in jaar 1 kan niets starten: geen enkele kandidaat"),
        ("hubhome_vanaf", "16", (), "vul hier in het hoeveelste jaar van de uitrol (1 tot en met 15), of een jaartal"),
        ("doet_mee_vanaf", "5", (), "deelname pas na het laatste jaar (3): "),
        ("doet_mee_vanaf", "2", ("--pilot", "Noord"), "de pilot Noord kan in jaar 1 nog geen hubhome zijn"),
    ],
)
def test_columns_that_fit_no_wave_are_said_before_solving(
    call: Command,
    families: Path,
    tmp_path: Path,
    column: str,
    value: str,
    options: tuple[str, ...],
    said: str,
) -> None:
    head, *rows = families.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "gezinnen.csv"
    changed = [f"{row};{value if 'kandidaat' in row or 'alleen' in row else ''}" for row in rows]
    path.write_text("\n".join([f"{head};{column}", *changed]), encoding="utf-8")
    done = call("rollout", path, "-o", tmp_path / "out", *options)
    assert (done.code, said in done.err) == (2, True), done.err


def test_a_file_of_amounts_with_faults_is_said_before_solving(call: Command, families: Path, tmp_path: Path) -> None:
    money = tmp_path / "money.toml"
    money.write_text('[[line]]\nname = "A"\namount = -1\nper = "moon"\n[foster_care]\namount = 1\n', encoding="utf-8")
    done = call("rollout", families, "-o", tmp_path / "out", "--money", money, "--lang", "en")
    assert done.code == 2
    assert all(key in done.err for key in ("currency", "line[1].amount", "line[1].per"))


def test_costs_of_a_roll_out_are_those_of_its_years(
    call: Command, families: Path, rolled: Path, tmp_path: Path
) -> None:
    done = call("costs", families, rolled / "rollout.json", "-o", tmp_path / "costs", "--years", 2)
    assert done.code == 0, done.err
    assert json.loads((tmp_path / "costs" / "costs.json").read_text(encoding="utf-8"))["totals"] == [
        "136674.60",
        "184334.00",
    ]
    assert "2027: EUR 136.674,60" in done.out
    page = (tmp_path / "costs" / "costs.html").read_text(encoding="utf-8")
    assert all(f"{said} 2028" in page for said in ("Jaar", "Vanaf jaar", "alles, jaar"))
    assert not any(f"{said} 2<" in page for said in ("Jaar", "alles, jaar"))
    book = openpyxl.load_workbook(BytesIO((tmp_path / "costs" / "costs.xlsx").read_bytes()))
    assert [cell.value for cell in book["Kosten"][1]][1:] == ["Jaar 2027 (EUR)", "Jaar 2028 (EUR)"]
    assert [cell.value for cell in book["Wat start"]["A"]][1:] == [2027, 2028]


def test_costs_of_a_roll_out_of_a_later_program_are_refused(
    call: Command, families: Path, rolled: Path, tmp_path: Path
) -> None:
    later = tmp_path / "rollout.json"
    later.write_text(
        (rolled / "rollout.json").read_text(encoding="utf-8").replace("rollout/1", "rollout/2"), encoding="utf-8"
    )
    done = call("costs", families, later, "-o", tmp_path / "costs")
    assert (done.code, "nieuwere versie" in done.err) == (2, True)


def test_the_plan_of_one_year_of_a_roll_out_is_not_put_in_order_again(
    call: Command, families: Path, rolled: Path, tmp_path: Path
) -> None:
    done = call("rollout", families, "-o", tmp_path / "out", "--plan", rolled / "wave-2" / "plan.json")
    assert (done.code, "plan.json: dit plan is één jaar van een uitrol" in done.err) == (2, True), done.err
    assert "Haal die regels weg" not in done.err


@pytest.mark.parametrize("audience", ["council", "public"])
def test_a_shared_roll_out_tells_constellations_and_costs_by_year_and_no_family(
    call: Command, families: Path, rolled: Path, tmp_path: Path, audience: str
) -> None:
    done = call("share", families, rolled / "rollout.json", "--audience", audience, "-o", tmp_path / "shared")
    assert done.code == 0, done.err
    book = openpyxl.load_workbook(BytesIO((tmp_path / "shared" / "plan.xlsx").read_bytes()))
    assert [row[:3] for row in book["Uitrol"].iter_rows(values_only=True)] == [
        ("Jaar", "Constellaties die starten", "Constellaties"),
        ("2027", 1, 1),
        ("2028", 1, 2),
        ("Totaal", 2, None),
    ]
    assert [row[3] for row in book["Uitrol"].iter_rows(values_only=True)][1:] == [
        "EUR 136.674,60",
        "EUR 184.334,00",
        "EUR 321.008,60",
    ]
    told = b"".join(
        path.read_bytes() for path in (tmp_path / "shared").iterdir() if path.suffix in {".html", ".geojson"}
    )
    ids = [line.split(";")[0] for line in families.read_text(encoding="utf-8").splitlines()[1:]]
    assert not [name for name in ids if re.search(rf"\b{name}\b".encode(), told)]


def test_a_shared_roll_out_with_amounts_of_ones_own_tells_no_costs(
    call: Command, families: Path, policy: Path, tmp_path: Path
) -> None:
    money = tmp_path / "money.toml"
    money.write_text(
        'currency = "EUR"\n[[line]]\nname = "A"\namount = 10\nper = "family"\n[foster_care]\namount = 1\n',
        encoding="utf-8",
    )
    options = ("--policy", policy, "--money", money, "--workers", 1, "-o", tmp_path / "out")
    assert call("rollout", families, *options).code == 0
    rolled = tmp_path / "out" / "rollout.json"
    assert call("share", families, rolled, "--audience", "council", "-o", tmp_path / "shared").code == 0
    book = openpyxl.load_workbook(BytesIO((tmp_path / "shared" / "plan.xlsx").read_bytes()))
    assert [row[:3] for row in book["Uitrol"].iter_rows(values_only=True)][1:] == [("2027", 1, 1), ("2028", 1, 2)]
    assert book["Uitrol"].max_column == 3


def test_the_workbook_has_a_sheet_a_year_and_costs_that_follow_the_amounts(rolled: Path) -> None:
    book = openpyxl.load_workbook(BytesIO((rolled / "rollout.xlsx").read_bytes()))
    assert book.sheetnames[:5] == ["Uitrol", "2027", "2028", "Constellaties", "Gezinnen"]
    overview = book["Uitrol"]
    assert [overview.cell(2, at).value for at in range(1, 8)] == ["2027", 1, 8, 1, 8, 8, 9]
    costs = re.fullmatch(r"='?(\w+)'?!B(\d+)", str(overview.cell(2, 8).value))
    assert costs is not None
    assert book[costs[1]].cell(int(costs[2]), 1).value == "Totaal"
    assert sum(1 for row in book["2028"].iter_rows(min_row=2, values_only=True) if row[7] == "nieuw") == 8
    waits = {row[0]: row[5] for row in book["Gezinnen"].iter_rows(min_row=2, values_only=True)}
    assert (waits["Ver"], waits["Oud"]) == (2, None)


def test_the_page_holds_every_wave_and_asks_nothing_of_a_network(rolled: Path) -> None:
    page = (rolled / "rollout.html").read_text(encoding="utf-8")
    assert page.count('<section class="wave"') == 2
    assert 'type="range" id="wave" min="1" max="2"' in page
    assert not re.search(r"https?://(?!www\.w3\.org)", page)
    assert "In 2027 is het aantal starts al bereikt (1)" in page
    assert "Bewezen: geen uitrol plaatst meer gezinnen." in page


def test_the_report_of_a_wave_has_chapters_on_roll_out_and_costs(rolled: Path) -> None:
    report = (rolled / "wave-2" / "report.html").read_text(encoding="utf-8")
    for number, name in ((1, "Uitrol"), (2, "Kosten")):
        assert f'<a href="#chapter{number}">{name}</a>' in report
        assert f'<section class="part" aria-labelledby="chapter{number}"><h2 id="chapter{number}">{name}</h2>' in report
    assert ("<dd>2027</dd>" in report, "2.027" in report) == (True, False)
    assert '<th scope="row">2027</th><td class="n">1</td><td class="n">1</td><td class="n">8</td>' in report
    assert '<th scope="row">Totaal</th><td class="n">EUR 136.674,60</td><td class="n">EUR 184.334,00</td>' in report


def test_no_output_holds_a_home_without_exact(families: Path, rolled: Path) -> None:
    rows = [line.split(";") for line in families.read_text(encoding="utf-8").splitlines()[1:]]
    homes = {value for row in rows for value in (row[1], row[1].replace(",", "."))}
    for name in ("rollout.html", "rollout.json"):
        text = (rolled / name).read_text(encoding="utf-8")
        assert not [home for home in homes if home in text]


def test_it_is_said_where_nothing_limits_what_starts(
    call: Command, families: Path, rolled: Path, policy: Path, tmp_path: Path
) -> None:
    said = "iets beperkt hoeveel er in een jaar start, dus alles wat dan kan, start in jaar"
    usual = tmp_path / "usual.toml"
    usual.write_text(policy.read_text(encoding="utf-8").replace("launches = [1]", ""), encoding="utf-8")
    done = call("rollout", families, "-o", tmp_path / "out", "--policy", usual, "--workers", 1)
    assert (done.code, f"n{said} 2027" in done.err) == (0, True), done.err
    assert [len(each["starts"]) for each in document(tmp_path / "out")["waves"]] == [2, 0]
    assert f"N{said} 2027" in (tmp_path / "out" / "rollout.html").read_text(encoding="utf-8")
    assert said not in (rolled / "rollout.html").read_text(encoding="utf-8")


def test_a_budget_is_met_to_the_cent(call: Command, families: Path, policy: Path, tmp_path: Path) -> None:
    def made(budget: str, name: str) -> Called:
        options = ("--policy", policy, "--budget", budget, "--workers", 1)
        return call("rollout", families, "-o", tmp_path / name, *options)

    assert made("136674.60,184334.00", "enough").code == 0
    assert [len(each["starts"]) for each in document(tmp_path / "enough")["waves"]] == [1, 1]
    assert made("136674.60,184333.99", "short").code == 0
    written = document(tmp_path / "short")
    assert sum(len(each["starts"]) for each in written["waves"]) == 1
    assert all(Decimal(each["costs"]) <= Decimal(each["budget"]) for each in written["waves"])


def test_the_same_input_gives_the_same_roll_out(
    call: Command, families: Path, policy: Path, rolled: Path, tmp_path: Path
) -> None:
    assert call("rollout", families, "-o", tmp_path / "again", "--policy", policy, "--workers", 1).code == 0
    for name in ("rollout.html", "rollout.xlsx", "wave-1/map.html", "wave-2/assignments.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (rolled / name).read_bytes(), name
    one, other = document(rolled), document(tmp_path / "again")
    del one["seconds"], other["seconds"]
    assert one == other


def test_in_english_everything_is_english(call: Command, families: Path, policy: Path, tmp_path: Path) -> None:
    done = call("rollout", families, "-o", tmp_path / "out", "--policy", policy, "--workers", 1, "--lang", "en")
    assert "2027: new constellations: 1; constellations: 1; families: 8; without a place: 9" in done.out
    page = (tmp_path / "out" / "rollout.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "Proved: no roll-out places more families." in page
    assert not [word for word in ("gezin", "golf", "hubhomes") if word in page.lower().replace("gezinnen.csv", "")]
