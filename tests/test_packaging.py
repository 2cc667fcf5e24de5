"""What a stranger gets who clones or installs the project."""

import configparser
import os
import re
import shutil
import subprocess
import tomllib
from importlib import metadata, resources
from pathlib import Path, PurePath
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import optimizer
from geodata.language import Lang
from optimizer.cli import COMMANDS, load
from optimizer.policy.file import KEYS, read_policy
from tests.conftest import LONGEST
from tests.readme import GUIDES, PAGES, README, renewed

ROOT: Final = Path(__file__).parents[1]
DEVELOPING: Final = [path for path in PAGES if path.name.startswith("developing")]
PAGE: Final = README.read_text(encoding="utf-8")
GUIDE: Final = {lang: path.read_text(encoding="utf-8") for lang, path in GUIDES.items()}
POLICIES: Final = [
    part for page in GUIDE.values() for part in re.findall(r"<!-- policy \w\w -->\n```toml\n(.*?)```", page, re.DOTALL)
]


def setup() -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None)
    found.read(ROOT / "setup.cfg", encoding="utf-8")
    return found


def lines(section: str, key: str) -> list[str]:
    return [line for line in setup()[section][key].splitlines() if line]


RUNTIME: Final = [Requirement(line) for line in lines("options", "install_requires")]
EXTRAS: Final = [Requirement(line) for name in ("test", "dev") for line in lines("options.extras_require", name)]
LOCKED: Final = {
    canonicalize_name(Requirement(line).name): str(Requirement(line).specifier).removeprefix("==")
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
}


@pytest.mark.parametrize("requirement", RUNTIME, ids=str)
def test_every_dependency_is_bounded_from_both_sides(requirement: Requirement) -> None:
    signs = {each.operator for each in requirement.specifier}
    assert signs == {">=", "<"}


@pytest.mark.parametrize("requirement", [*RUNTIME, *EXTRAS], ids=str)
def test_every_dependency_is_locked_within_its_bounds(requirement: Requirement) -> None:
    assert requirement.specifier.contains(LOCKED[canonicalize_name(requirement.name)])


def test_pyproject_holds_no_more_than_pip_and_uv_ask() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project) == {"build-system", "project"}
    assert set(project["project"]) == {"name", "requires-python", "dynamic"}


def test_the_installed_project_has_the_version_and_the_command() -> None:
    assert metadata.version("constellations") == optimizer.__version__
    (entry,) = metadata.entry_points(group="console_scripts", name="constellations")
    assert entry.load().__module__ == "optimizer.cli"


@pytest.mark.parametrize(
    ("package", "file"),
    [("geodata", "data/gazetteer.csv"), ("maps", "assets/report.html"), ("maps", "assets/page.html")],
)
def test_data_is_found_through_the_package(package: str, file: str) -> None:
    assert (resources.files(package) / file).is_file()


def test_what_packages_hold_is_named_in_setup() -> None:
    named = [
        (PurePath(*package.split(".")) if package != "*" else PurePath(), pattern.strip())
        for package, patterns in setup()["options.package_data"].items()
        for pattern in patterns.split(",")
    ]
    program = {".py", ".pyc", ".pxd", ".so", ".pyd", ".md", ".typed"}
    for package in ("geodata", "optimizer", "maps"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and path.suffix not in program:
                found = path.relative_to(ROOT)
                assert any(found.match(str(folder / pattern)) for folder, pattern in named), found


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such mark on a file")
@pytest.mark.parametrize("name", ["run", "environment"])
def test_the_scripts_can_be_run(name: str) -> None:
    assert os.access(ROOT / ".ci" / name, os.X_OK)


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        (
            "-m",
            "Python kan hier geen omgeving maken. Geef eerst: sudo apt install python3-venv  en daarna dezelfde "
            "opdracht.\n"
            "Python cannot make an environment here. First give: sudo apt install python3-venv  "
            "and then the same command.\n",
        ),
        (
            "*Python.h*",
            "De kopbestanden van Python ontbreken (Python.h). Geef eerst: sudo apt install python3-dev\n"
            "The headers of Python are missing (Python.h). First give: sudo apt install python3-dev\n",
        ),
    ],
)
def test_where_python_can_make_no_environment_both_languages_say_what_to_do(
    tmp_path: Path, lacks: str, said: str
) -> None:
    bare = tmp_path / "bin"
    bare.mkdir()
    for tool in ("rm", "id", "sh"):
        (bare / tool).symlink_to(str(shutil.which(tool)))
    python = bare / "python3"
    python.write_text(f'#!/bin/sh\ncase "$*" in {lacks}*) exit 1;; esac\n', encoding="ascii")
    python.chmod(0o755)
    ended = subprocess.run(
        [str(ROOT / ".ci" / "environment"), "python3", str(tmp_path / "venv")],
        env={"PATH": str(bare)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr == said
    assert not (tmp_path / "venv").exists()


def test_the_readme_begins_with_two_commands() -> None:
    first = re.search(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    assert first is not None
    assert [line.split("#")[0].strip() for line in first[1].splitlines()] == ["make demo", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"^(demo|test):", makefile, re.MULTILINE) == ["demo", "test"]
    assert all(".venv/bin/python -m pytest -n 2" in path.read_text(encoding="utf-8") for path in DEVELOPING)
    assert "$(BIN)/python -m pytest -n 2" in makefile


@pytest.mark.parametrize("lang", list(Lang))
def test_the_guide_says_what_the_program_says(lang: Lang) -> None:
    assert renewed(GUIDE[lang], lang) == GUIDE[lang], "python -m tests.readme writes the parts that follow"


def test_the_policy_in_the_guide_is_the_usual_policy(tmp_path: Path) -> None:
    for part in POLICIES:
        (tmp_path / "policy.toml").write_text(part, encoding="utf-8")
        policy = read_policy(tmp_path / "policy.toml")
        assert policy == type(policy)()
        assert all(re.search(rf"^(# )?{key.name} = ", part, re.MULTILINE) for key in KEYS)


def test_a_policy_with_every_key_of_the_guide_can_be_read(tmp_path: Path) -> None:
    part = POLICIES[0]
    whole = re.sub(r"^# (\w+ = )", r"\1", part, flags=re.MULTILINE)
    whole = whole.replace('metric = "geodesic"', 'metric = "minutes"')  # a straight line takes no file of distances
    whole = whole.replace("consent = false", "consent = true")  # written in a plan only where it is set
    (tmp_path / "policy.toml").write_text(whole, encoding="utf-8")
    nested = read_policy(tmp_path / "policy.toml").as_dict()
    assert all(key.name in nested[key.section] for key in KEYS)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", list(Lang))
def test_every_command_is_documented(name: str, lang: Lang) -> None:
    assert f"| `{name}" in GUIDE[lang]
    assert load(name, lang).help


@pytest.mark.parametrize("path", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda path: path.name)
def test_no_page_names_a_place_on_some_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/(home|root|work|opt|tmp|Users)/", text)


def test_the_files_of_tests_that_are_begun_first_are_there() -> None:
    for name in LONGEST:
        assert (ROOT / "tests" / name).is_file(), name
