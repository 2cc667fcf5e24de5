import json
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Command


def test_without_names_all_unplaced_are_explained_and_the_plan_as_a_whole(
    call: Command, families: Path, planned: Path
) -> None:
    said = call("explain", families, planned / "plan.json", "-q")
    assert (said.code, said.err) == (0, "")
    first, *rest = said.out.splitlines()
    assert first.startswith(
        "Ver: niet ingedeeld. Er is geen kandidaat-hubhome binnen 5,0 km; de dichtstbijzijnde is op "
    )
    assert "- Ver mag tot " in said.out
    assert "Wat een ruimer beleid oplevert, zonder dat iemand zijn plaats verliest:" in rest
    assert "- Straal van 5,5 km in plaats van 5,0 km: 0 meer ingedeeld (bewezen)" in rest


def test_a_family_that_is_placed_is_told_where_and_why_there(call: Command, families: Path, planned: Path) -> None:
    said = call("explain", families, planned / "plan.json", "N1", "Noord", "Stop", "Oud", "--lang", "en", "-q")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "N1 is a satellite in C01, with hub home Noord at 0.2 km.",
        "  That is the nearest hub home of the plan.",
        "Noord is the hub home of C01 itself, with 7 satellites.",
        "Stop does not join.",
        "Oud may only be a hub home and is not needed in this plan.",
    ]


def test_json_holds_figures_and_sentences(call: Command, families: Path, planned: Path) -> None:
    said = call("explain", families, planned / "plan.json", "Ver", "N1", "--json", "-q")
    document = json.loads(said.out)
    assert document["schema"] == "constellations/explain/1"
    far, near = document["families"]
    assert far["family"] == "Ver"
    assert far["reason"]["code"] == "no_hub_in_reach"
    assert far["reason"]["facts"]["radius_km"] == 5.0
    assert [change["change"] for change in far["changes"]] == ["radius_for"]
    assert far["exhausted"] is True
    assert (near["constellation"], near["hub"], near["nearest"]) == ("C01", "Noord", True)
    assert (document["gains"], document["recruit"]) == ([], [])


def test_plan_json_carries_the_reason(planned: Path) -> None:
    document = json.loads((planned / "plan.json").read_bytes())
    [unplaced] = document["unplaced"]
    assert unplaced["family"] == "Ver"
    assert [reason["code"] for reason in unplaced["reasons"]] == ["no_hub_in_reach"]


def test_the_map_and_the_report_tell_the_same_reason(planned: Path) -> None:
    for page in ("map.html", "report.html"):
        text = (planned / page).read_text(encoding="utf-8")
        assert "Er is geen kandidaat-hubhome binnen 5,0 km" in text
        assert "De reden is bij dit plan niet onderzocht" not in text


def test_an_unknown_family_is_a_fault(call: Command, families: Path, planned: Path) -> None:
    said = call("explain", families, planned / "plan.json", "Niemand", "-q")
    assert said.code == 2
    assert said.err == (
        "Fout: van de gezinnen die u noemt, staat nummer 1 niet in het gezinnenbestand; noem een gezin_id.\n"
    )
    said = call("explain", families, planned / "plan.json", "N1", "G9999", "-q")
    assert said.err == "Fout: gezin G9999 staat niet in het gezinnenbestand.\n"


def test_a_plan_that_breaks_a_rule_is_not_explained(call: Command, families: Path, planned: Path) -> None:
    said = call("explain", families, planned / "plan.json", "--radius-km", "0.1", "-q")
    assert said.code == 1
    assert said.out.startswith("Het plan houdt zich niet aan alle regels (")
    assert "Los dat eerst op" in said.out


def test_a_plan_with_everybody_in_it_has_nothing_to_explain(call: Command, tmp_path: Path) -> None:
    rows = ["gezin_id;breedtegraad;lengtegraad;aanbieder;hubhome;logeerbedden", "H;52,3;5,2;A;kandidaat;2"]
    rows += [f"F{at};52,30{at};5,20{at};A;nee;0" for at in range(1, 8)]
    (tmp_path / "gezinnen.csv").write_text("\n".join(rows), encoding="utf-8")
    assert call("plan", tmp_path / "gezinnen.csv", "-o", tmp_path / "uit", "-q", "--workers", 1).code == 0
    said = call("explain", tmp_path / "gezinnen.csv", tmp_path / "uit" / "plan.json", "-q")
    assert (said.code, said.out) == (0, "Alle gezinnen die meedoen zijn ingedeeld.\n")


def test_what_will_surprise_is_told_before_solving(call: Command, families: Path, tmp_path: Path) -> None:
    said = call("plan", families, "-o", tmp_path / "uit", "--radius-km", "0.1", "--workers", 1)
    assert said.code == 0
    told = "Let op: binnen de straal van 0,1 km woont bij geen enkele kandidaat-hubhome een gezin"
    assert told in said.err
    assert said.err.index(told) < said.err.index("Niet ingedeeld: 17. Uitzoeken waarom")


def test_a_full_hub_home_says_what_a_place_would_cost(call: Command, tmp_path: Path) -> None:
    rows = ["gezin_id;breedtegraad;lengtegraad;aanbieder;hubhome;logeerbedden", "H;52,3;5,2;A;kandidaat;2"]
    rows += [f"F{at};52,30{at};5,20{at};A;nee;0" for at in range(1, 5)]
    (tmp_path / "gezinnen.csv").write_text("\n".join(rows), encoding="utf-8")
    arguments = (tmp_path / "gezinnen.csv", "-o", tmp_path / "uit", "--size", "2:3:3", "-q", "--workers", 1)
    assert call("plan", *arguments).code == 0
    said = call("explain", tmp_path / "gezinnen.csv", tmp_path / "uit" / "plan.json", "F4", "-q")
    why, full, cost, changes, *rest = said.out.splitlines()
    assert why == "F4: niet ingedeeld. Geen hubhome binnen bereik kan dit gezin opnemen. H: vol (hoogstens 3 gezinnen)."
    assert full == "- H (0,6 km): vol (hoogstens 3 gezinnen)"
    told = "  Zonder verandering kost een plaats voor dit gezin minstens één ander gezin de zijne, bijvoorbeeld F"
    assert cost.startswith(told)
    assert changes == "  Eén van deze veranderingen geeft dit gezin een plaats, en niemand verliest de zijne:"
    assert "- Hubhome H krijgt hoogstens 4 satellietgezinnen in plaats van 3." in rest


def test_explaining_loads_no_machine_code_no_workbooks_and_nothing_of_the_network() -> None:
    """One family is to be explained within two seconds, and half of that went into loading what is not used."""
    heavy = ("openpyxl", "requests", "geopy", "ortools.math_opt")
    code = f"import sys, optimizer.cli.explain; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


def test_a_family_is_known_without_the_zeros_that_a_spreadsheet_took(call: Command, tmp_path: Path) -> None:
    rows = ["gezin_id;lat;lon;aanbieder;pleegkinderen;hubhome;logeerbedden"]
    rows += [f"{at:05};52,2{at};5,1;A;1;{'kandidaat' if at == 1 else 'nee'};2" for at in range(1, 5)]
    path = tmp_path / "g.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    assert call("plan", path, "-o", tmp_path / "uit", "--size", "1:2:4", "-q").code == 0

    said = call("explain", path, tmp_path / "uit" / "plan.json", "3")
    assert said.code == 0, said.err
    assert "00003" in said.out
    assert "3 is gelezen als 00003" in said.err


def test_a_name_that_no_family_has_brings_the_nearest(call: Command, families: Path, planned: Path) -> None:
    said = call("explain", families, planned / "plan.json", "noord", "Nergens")

    assert said.code == 2
    assert "van de gezinnen die u noemt, staat nummer 1 niet in het gezinnenbestand. Bedoelt u Noord?" in said.err
    assert "van de gezinnen die u noemt, staat nummer 2 niet in het gezinnenbestand" in said.err


def test_a_folder_with_a_wrong_name_is_named_with_one_that_is_nearly_so(
    call: Command, families: Path, planned: Path
) -> None:
    wrong = planned.with_name(f"{planned.name}s") / "plan.json"
    said = call("explain", families, wrong, "-q")
    assert said.code == 2
    assert "GEZINNEN PLAN" not in said.err
    assert f"Bedoelt u '{planned / 'plan.json'}'?" in said.err
