"""Every command on a page for people is one that works, every file it links to is there, every name the same."""

import re
import shlex
from pathlib import Path
from typing import Final

import click
import pytest

from geodata.language import Lang
from optimizer.cli import COMMANDS, load, run
from tests.readme import GUIDES, PAGES, ROOT

TRIED: Final = frozenset({"example", "anonymise", "combine", "plan", "check", "map", "share", "rollout", "costs"})
"""Commands that are run as they stand; of others the line is read: they take long, or have a page of their own."""

FAMILIES: Final = {Lang.NL: "gezinnen.csv", Lang.EN: "families.csv"}
PLAN: Final = {Lang.NL: "resultaat", Lang.EN: "result"}


SHELLS: Final = frozenset({"sh", "bat", "powershell"})


def commands(page: Path) -> list[list[str]]:
    """Give every command of this program on a page, in blocks and in sentences, in reading order, as words."""
    text = page.read_text(encoding="utf-8")
    block = r"^```(\w*)\n(.*?)^```"
    sentences = re.sub(block, lambda found: " " * len(found[0]), text, flags=re.DOTALL | re.MULTILINE)
    lines = [(found.start(), found[1]) for found in re.finditer(r"`(constellations [^`]+)`", sentences)]
    for found in re.finditer(block, text, re.DOTALL | re.MULTILINE):
        lines += [(found.start(), line) for line in found[2].splitlines() if found[1] in SHELLS]
    called = [
        re.search(r"(?:^|[\s/\\])constellations (.*)", line.replace("\n", " "))
        for _, line in sorted(lines, key=lambda each: each[0])
    ]
    return [shlex.split(each[1].replace("\\|", "|").replace("\\", "/"), comments=True) for each in called if each]


def split(words: list[str], lang: Lang) -> tuple[Lang, list[str]]:
    """Take the language off a command line."""
    if "--lang" in words:
        at = words.index("--lang")
        return Lang(words[at + 1]), words[:at] + words[at + 2 :]
    return lang, words


def test_there_are_commands_to_try() -> None:
    found = {page.name: [words for words in commands(page) if words] for page in PAGES}
    assert len(found["guide.nl.md"]) == len(found["guide.en.md"]) > 10
    assert min(len(found["windows.nl.md"]), len(found["windows.en.md"])) >= 4


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_line_of_every_command_can_be_read(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("resultaat", "result", "vorig-jaar", "last-year"):
        Path(folder).mkdir()
        (Path(folder) / "plan.json").touch()
    for words in commands(page):
        lang, rest = split(words, Lang.NL)
        if not rest or rest[0].startswith("-"):
            continue
        assert rest[0] in COMMANDS, words
        if len(rest) == 1:
            continue  # a sentence that names the command
        for word in (word for word in rest[1:] if re.fullmatch(r"[^-].*\.\w{3,7}", word)):
            Path(word).parent.mkdir(parents=True, exist_ok=True)
            Path(word).touch()
        command = load(rest[0], lang)
        with click.Context(command) as ctx:
            command.parse_args(ctx, rest[1:])


@pytest.mark.slow
@pytest.mark.parametrize("lang", list(Lang))
def test_the_commands_of_the_guide_do_what_they_say_in_that_order(
    lang: Lang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "export.csv").write_text(
        "achternaam;postcode;aanbieder\n" + "".join(f"Jansen{n};121{n}AB;Heide\n" for n in range(1, 7)),
        encoding="utf-8",
    )
    size = ["--families", "40", "--candidates", "10", "--providers", "3", "--force", "-q"]
    for name in ("a.csv", "b.csv"):
        assert run(["--lang", lang, "example", "-o", name, *size]) == 0
    made_on_screen = tmp_path / "plans" / "plan-001"
    assert run(["--lang", lang, "plan", "a.csv", "-o", str(made_on_screen), "--time-limit", "3", "-q"]) == 0
    (made_on_screen / "families.csv").write_bytes((tmp_path / "a.csv").read_bytes())
    tried = set()
    for words in commands(GUIDES[lang]):
        _, (name, *rest) = split(words, lang) if words[0] != "--help" else (lang, ["", *words])
        if (
            name not in TRIED
            or {"--roads", "--since"} & set(rest)
            or (name != "anonymise" and not rest and name != "example")
        ):
            continue
        if name == "plan":
            assert run(["--lang", lang, "example", "-o", FAMILIES[lang], *size]) == 0
            rest += ["--time-limit", "5"]
        if name == "rollout":
            rest += ["--time-limit", "2"]
        assert run(["--lang", lang, name, *rest, *([] if name == "check" else ["--force"]), "-q"]) == 0, words
        tried.add(name)
    assert tried >= {"anonymise", "combine", "plan", "check", "map", "share", "rollout", "costs"}
    assert {"map.html", "report.html", "assignments.csv"} <= {path.name for path in (tmp_path / PLAN[lang]).iterdir()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            assert (page.parent / target).resolve().is_relative_to(ROOT)
            assert (page.parent / target).is_file(), target


@pytest.mark.parametrize("lang", list(Lang))
def test_a_file_has_one_name_on_all_pages_of_a_language(lang: Lang) -> None:
    other = Lang.EN if lang is Lang.NL else Lang.NL
    for page in PAGES:
        if page.name.endswith(f".{lang}.md"):
            for words in commands(page):
                given = [word for word in words if word.startswith((FAMILIES[other].split(".")[0], f"{PLAN[other]}/"))]
                assert [word for word in given if not word.startswith(f"{PLAN[lang]}/")] == [], words


def test_the_picture_on_the_first_page_is_small() -> None:
    picture = ROOT / "examples" / "map.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 200_000
