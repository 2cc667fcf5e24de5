import json
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.families import HubRole
from geodata.language import Lang, enumeration
from geodata.reading import read_families
from optimizer.cli import COMMANDS, language, load
from optimizer.cli.policy_options import changes_from, names_of
from optimizer.policy.file import KEYS
from tests.cli.conftest import Command

BOTH = pytest.mark.parametrize("lang", list(Lang))


@pytest.mark.parametrize(
    ("arguments", "nl", "en"),
    [
        (
            ["plan"],
            "er ontbreekt een bestand. Schrijf bijvoorbeeld: constellations plan gezinnen.csv",
            "a file is missing. Write for instance: constellations plan families.csv",
        ),
        (
            ["plan", "{file}"],
            "zeg in welke map het resultaat komt, bijvoorbeeld: -o resultaat",
            "say in which folder the result goes, for instance: -o result",
        ),
        (
            ["map", "{file}", "{file}"],
            "zeg na -o hoe het bestand heet dat u wilt laten schrijven.",
            "say after -o what the file is called that you want written.",
        ),
        (
            ["plan", "none.csv", "-o", "out"],
            "GEZINNEN: 'none.csv' bestaat niet. Controleer de naam en de map; een naam met spaties staat tussen "
            "aanhalingstekens.",
            "FAMILIES: 'none.csv' does not exist. Check its name and folder; a name with spaces stands between "
            "quotation marks.",
        ),
        (
            ["plan", "{file}", "--policy", "{file}x", "-o", "out"],
            "--policy: '{file}x' bestaat niet. Bedoelt u '{file}'?",
            "--policy: '{file}x' does not exist. Do you mean '{file}'?",
        ),
        (
            ["plan", "{folder}", "-o", "out"],
            "GEZINNEN: dit is een map en geen bestand.",
            "FAMILIES: this is a folder, not a file.",
        ),
        (
            ["plan", "{file}", "-o", "out", "--radius", "3"],
            "op de regel staat een optie die deze opdracht niet kent. Bedoelt u --radius-km?",
            "there is an option on the line that this command does not know. Do you mean --radius-km?",
        ),
        (
            ["plan", "--zzzz"],
            "op de regel staat een optie die deze opdracht niet kent.",
            "there is an option on the line that this command does not know.",
        ),
        (["plan", "-o"], "na -o hoort een waarde.", "-o needs a value."),
        (["plan", "--force=1"], "--force neemt geen waarde.", "--force takes no value."),
        (
            ["plan", "{file}", "-o", "out", "--radius-km", "ver"],
            "--radius-km: dit moet een getal zijn, zoals 7,5.",
            "--radius-km: this must be a number, such as 7.5.",
        ),
        (
            ["plan", "{file}", "-o", "out", "--size", "6-8-10"],
            "--size: schrijf minimum, streefaantal en maximum met dubbele punten, zoals 6:8:10.",
            "--size: write minimum, target and maximum with colons, such as 6:8:10.",
        ),
        (
            ["plan", "{file}", "-o", "out", "--workers", "2,5"],
            "--workers: dit moet een geheel getal zijn, zoals 8.",
            "--workers: this must be a whole number, such as 8.",
        ),
        (
            ["plan", "{file}", "-o", "out", "--mask", "none"],
            "--mask: kies uit: postcode en donut.",
            "--mask: choose from: postcode and donut.",
        ),
        (
            ["rules", "mijn", "bestand"],
            "er staat te veel op de regel; woorden die de opdracht niet kent: 2. Zet een naam met spaties tussen "
            "aanhalingstekens.",
            "there is too much on the line; words that the command does not know: 2. Put a name with spaces between "
            "quotation marks.",
        ),
        (["plam"], "deze opdracht bestaat niet. Bedoelt u plan?", "there is no such command. Do you mean plan?"),
        (
            ["zzzz"],
            f"deze opdracht bestaat niet. Kies uit: {enumeration(COMMANDS, Lang.NL)}.",
            f"there is no such command. Choose from: {enumeration(COMMANDS, Lang.EN)}.",
        ),
        (
            ["--zzzz", "plan"],
            "op de regel staat een optie die deze opdracht niet kent.",
            "there is an option on the line that this command does not know.",
        ),
        (["--lang", "fr", "plan"], "--lang: kies uit: nl en en.", None),
    ],
)
@BOTH
def test_what_is_wrong_with_a_command_line_is_one_sentence(
    call: Command, families: Path, arguments: list[str], nl: str, en: str | None, lang: Lang
) -> None:
    if lang is Lang.EN and en is None:
        return
    filled = [each.format(file=families, folder=families.parent) for each in arguments]
    said = call(*(["--lang", "en"] if lang is Lang.EN else []), *filled)
    first, rest = said.err.split("\n", 1)
    expected = f"Fout: {nl}" if lang is Lang.NL else f"Error: {en}"
    assert first == expected.replace("{file}", str(families))
    assert rest.startswith("Uitleg: constellations" if lang is Lang.NL else "For help: constellations")
    assert (said.code, said.out) == (2, "")


def test_faults_come_as_json_when_asked(call: Command) -> None:
    said = call("plan", "none.csv", "-o", "out", "--json", "--lang", "en")
    assert json.loads(said.out) == {
        "schema": "constellations/error/1",
        "exit": 2,
        "errors": [
            "FAMILIES: 'none.csv' does not exist. Check its name and folder; a name with spaces stands between "
            "quotation marks."
        ],
    }


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--size", "9:8:10"], "'size.min', 'size.target' en 'size.max' moeten van klein naar groot gaan."),
        (["--tiers", "unplaced,snelheid"], "'objective.tiers' kent alleen deze waarden:"),
        (["--time-limit", "0"], "'solve.time_limit_s' moet "),
        (["--radius-km", "nan"], "'radius.hub_km' moet een getal zijn."),
    ],
)
def test_an_impossible_value_names_its_key(
    call: Command, families: Path, tmp_path: Path, options: list[str], sentence: str
) -> None:
    said = call("plan", families, "-o", tmp_path / "uit", *options)
    assert said.code == 2
    assert said.err.startswith(f"Fout: {sentence}")


def test_an_unknown_key_in_a_policy_file_is_named(call: Command, families: Path, tmp_path: Path) -> None:
    (tmp_path / "beleid.toml").write_text("[radius]\nhub = 3\n[size]\nmin = 'zes'\n", encoding="utf-8")
    said = call("plan", families, "-o", tmp_path / "uit", "--policy", tmp_path / "beleid.toml")
    assert said.code == 2
    assert said.err == (
        "Fout: beleid.toml: De sleutel 'radius.hub' bestaat niet. Bedoelt u 'radius.hub_km'?\n"
        "Fout: beleid.toml: 'size.min' moet een geheel getal zijn.\n"
    )


def test_a_file_of_distances_that_is_not_there_is_told(call: Command, families: Path, tmp_path: Path) -> None:
    said = call("plan", families, "-o", tmp_path / "uit", "--matrix", "weg.csv", "-q")
    assert (said.code, said.err) == (
        2,
        "Fout: weg.csv: dit bestand met afstanden (distance.matrix) is niet gevonden; geef het met --matrix.\n",
    )


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.full)
def test_every_key_of_the_policy_has_an_option_of_the_same_name(key: object) -> None:
    names = names_of(key)  # type: ignore[arg-type]
    full = key.full.replace("_", "-")  # type: ignore[attr-defined]
    assert any(name in {f"--{full.split('.')[1]}", f"--{full.replace('.', '-')}"} for name in names)
    command = "rollout" if full.startswith("rollout.") else "plan"
    known = {opt for param in load(command, Lang.NL).params for opt in param.opts}
    assert set(names) <= known


def test_one_part_of_the_size_goes_before_all_three_at_once() -> None:
    options = {"size": (5, 7, 9), "size__min": 4}
    assert changes_from(options) == {"size.min": 4, "size.target": 7, "size.max": 9}


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, Lang.NL),
        ([], {"LANG": "C.UTF-8"}, Lang.NL),
        ([], {"LANG": "de_DE.UTF-8"}, Lang.NL),
        ([], {"LANG": "en_GB.UTF-8"}, Lang.EN),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "nl_NL.UTF-8"}, Lang.NL),
        ([], {"LANG": "nl_NL.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, Lang.EN),
        (["--lang", "en", "plan"], {"LANG": "nl_NL"}, Lang.EN),
        (["plan", "--lang=nl"], {"LANG": "en_US"}, Lang.NL),
        (["plan", "--lang"], {"LANG": "en_US"}, Lang.EN),
    ],
)
def test_the_language_is_the_option_else_the_systems_else_dutch(
    arguments: list[str], environment: dict[str, str], expected: Lang
) -> None:
    assert language(arguments, environment) is expected


@BOTH
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_wholly_in_one_language(call: Command, lang: Lang, name: str) -> None:
    said = call("--lang", lang, *([name] if name else []), "--help")
    dutch, english = (
        ("Gebruik: ", "Opties", "[standaard", "Algemeen", "[verplicht]"),
        (
            "Usage: ",
            "Options",
            "[default",
            "General",
            "[required]",
        ),
    )
    own, other = (dutch, english) if lang is Lang.NL else (english, dutch)
    assert said.code == 0
    assert said.out.startswith(f"{own[0]}constellations")
    assert not any(word in said.out for word in other)


def test_help_lists_every_command(call: Command) -> None:
    lines = call("--help").out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ") and line.split()[0] in COMMANDS] == list(
        COMMANDS
    )


def test_no_command_at_all_says_what_to_do_next(call: Command) -> None:
    dutch, english = call(), call("--lang", "en")
    assert [(said.code, said.out) for said in (dutch, english)] == [(2, "")] * 2
    assert dutch.err.startswith("Wat u nu kunt doen:\n\n  constellations example -o gezinnen.csv\n")
    assert english.err.startswith("What you can do now:\n\n  constellations --lang en example -o families.csv\n")


@BOTH
def test_what_to_do_next_can_be_done_in_that_order(
    call: Command, lang: Lang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "export.csv").write_text(
        "achternaam;postcode;aanbieder\n" + "".join(f"Jansen{n};121{n}AB;Heide\n" for n in range(1, 7)),
        encoding="utf-8",
    )
    lines = [line.split()[1:] for line in call("--lang", lang).err.splitlines() if line.startswith("  const")]
    assert len(lines) == 4
    for words in lines:
        small = ["--families", "24", "--candidates", "4", "--providers", "2"]
        quick = {"example": small, "plan": ["--time-limit", "2"], "anonymise": ["--force"]}
        command = next(word for word in words if word in COMMANDS)
        if command != "doctor":  # has tests of its own
            assert call(*words, *quick[command], "-q").code == 0, words
    assert (tmp_path / ("resultaat" if lang is Lang.NL else "result") / "map.html").is_file()


def test_the_version_is_one_line(call: Command) -> None:
    assert call("--version").out.startswith("constellations 0.")


def test_an_example_is_the_one_in_the_repository(call: Command, tmp_path: Path) -> None:
    said = call("example", "-o", tmp_path / "f.csv")
    here = Path(__file__).parents[2] / "examples" / "gooi-en-vechtstreek" / "families.csv"
    assert said.out == f"140 verzonnen gezinnen geschreven in {tmp_path / 'f.csv'}.\n"
    assert (tmp_path / "f.csv").read_bytes() == here.read_bytes()


def test_an_example_has_the_size_that_was_asked_for(call: Command, tmp_path: Path) -> None:
    numbers = ("--families", 30, "--candidates", 4, "--providers", 2, "--seed", 3)
    said = call("example", "-o", tmp_path / "f.xlsx", *numbers, "--lang", "en")
    assert said.out == f"30 invented families written to {tmp_path / 'f.xlsx'}.\n"
    assert (tmp_path / "f.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(("families", "candidates"), [(12, 3), (14, 3), (15, 4), (1, 1)])
def test_an_example_of_any_size_has_three_candidates_in_fourteen_families(
    call: Command, tmp_path: Path, families: int, candidates: int
) -> None:
    said = call("example", "-o", tmp_path / "f.csv", "--families", families)
    assert said.code == 0, said.err
    drawn = read_families(tmp_path / "f.csv").families
    assert (len(drawn), sum(family.hub is not HubRole.NO for family in drawn)) == (families, candidates)


def test_an_impossible_example_is_told(call: Command, tmp_path: Path) -> None:
    said = call("example", "-o", tmp_path / "f.csv", "--families", 0, "--candidates", 1)
    assert said.code == 2
    assert said.err.count("Fout: ") == 2
    assert list(tmp_path.iterdir()) == []


def test_the_list_of_commands_waits_for_none_of_them() -> None:
    heavy = ("numpy", "pandas", "ortools", "folium", "shapely", "openpyxl")
    code = "import sys; from optimizer.cli import run; run(['--help']); "
    code += f"sys.exit(str([name for name in {heavy} if name in sys.modules]))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.stderr.strip() == "[]"
    assert "doctor" in ended.stdout


def test_a_plan_with_reasons_map_and_workbook_loads_no_tables_and_nothing_of_the_network(tmp_path: Path) -> None:
    heavy = ("pandas", "requests", "urllib3", "xyzservices", "geopy", "pyogrio", "dask", "starlette", "uvicorn")
    code = "import sys; from optimizer.cli import run\n"
    code += "assert run(['example', '-o', 'f.csv', '--families', '30', '--candidates', '6', '--providers', '2']) == 0\n"
    code += "assert run(['plan', 'f.csv', '-o', 'out', '-q']) == 0\n"
    code += f"print('loaded', [name for name in {heavy} if name in sys.modules], 'ortools' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert ended.stdout.splitlines()[-1] == "loaded [] True"
    assert json.loads((tmp_path / "out" / "plan.json").read_bytes())["unplaced"]


def test_a_plan_is_searched_before_solver_pages_and_workbooks_are_loaded() -> None:
    heavy = ("pandas", "ortools", "folium", "openpyxl", "jinja2", "optimizer.explain.case", "maps.report")
    code = "import sys; from optimizer.cli import load; load('plan', 'nl'); import optimizer.search.columns; "
    code += f"sys.exit(str([name for name in {heavy} if name in sys.modules]))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.stderr.strip() == "[]"
