"""Every sentence exists in Dutch and in English, with the same gaps, and no command speaks in bare strings."""

import ast
import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

import geodata
import maps
import optimizer
from geodata.language import Lang, Text
from optimizer.policy.file import KEYS
from optimizer.rules import RULES
from optimizer.tiers import TIERS

PACKAGES: Final = (geodata, optimizer, maps)
ROOT: Final = Path(__file__).parents[1]
SOURCES: Final = sorted(path for package in PACKAGES for path in Path(package.__path__[0]).rglob("*.py"))
CLI: Final = sorted((ROOT / "optimizer" / "cli").glob("*.py"))
PAIRS: Final = {"naam": "name"}
"""Gaps that hold the header of a column, which itself differs by language."""

SPEAKING: Final = frozenset({"echo", "say", "note", "print", "warn"})


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a module writes it."""

    place: str
    nl: str
    en: str


def sentences(path: Path) -> Iterator[Written]:
    """Give every ``Text(...)`` whose sentences stand in the source; each has to name both languages."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            for name, value in zip(("nl", "en"), node.args, strict=False):
                given[name] = value
            assert {"nl", "en"} <= set(given), f"{path.relative_to(ROOT)}:{node.lineno}"
            nl, en = (_constant(given[name]) for name in ("nl", "en"))
            if nl is not None and en is not None:
                yield Written(f"{path.relative_to(ROOT)}:{node.lineno}", nl, en)


def _constant(value: ast.expr) -> str | None:
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def gaps(sentence: str) -> list[tuple[str, str, str | None]]:
    """Give the gaps of a sentence with their format codes and conversions."""
    return sorted(
        (name, code or "", turn) for _, name, code, turn in string.Formatter().parse(sentence) if name is not None
    )


WRITTEN: Final = [each for path in SOURCES for each in sentences(path)]


def test_there_are_sentences_to_judge() -> None:
    assert len(WRITTEN) > 200


@pytest.mark.parametrize("text", WRITTEN, ids=lambda text: text.place)
def test_a_sentence_has_both_languages_with_the_same_gaps(text: Written) -> None:
    assert bool(text.nl.strip()) == bool(text.en.strip())
    nl, en = ({PAIRS.get(gap[0], gap[0]) for gap in gaps(each)} for each in (text.nl, text.en))
    assert nl == en
    assert all(
        code == "" and turn is None and name.isidentifier() for name, code, turn in gaps(text.nl) + gaps(text.en)
    )


def test_a_console_of_windows_can_show_every_sentence_outside_of_pages() -> None:
    spoken = [each for each in WRITTEN if not each.place.startswith("maps")]
    assert len(spoken) > 200
    unknown = {
        each.place: {letter for letter in each.nl + each.en if not letter.encode("cp1252", "ignore")} for each in spoken
    }
    assert {place: letters for place, letters in unknown.items() if letters} == {}


def test_no_sentence_has_a_plural_between_brackets() -> None:
    bracket = re.compile(r"\w\((n|en|nen|ën|s|es|ies)\)")
    assert bracket.search("2 gezin(nen)")
    assert [each.place for each in WRITTEN if bracket.search(each.nl) or bracket.search(each.en)] == []


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.full)
def test_every_key_of_the_policy_has_a_meaning_in_both_languages(key: object) -> None:
    text = key.meaning.text  # type: ignore[attr-defined]
    assert text.nl.endswith(".")
    assert text.en.endswith(".")
    assert text.nl != text.en
    assert gaps(text.nl) == gaps(text.en) == []


@pytest.mark.parametrize("each", [*RULES, *TIERS], ids=lambda each: each.key)
def test_every_rule_and_every_tier_has_a_title_in_both_languages(each: type) -> None:
    title: Text = each.title  # type: ignore[attr-defined]
    assert title.nl != title.en
    assert all(title.say(lang) for lang in Lang)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_the_sentence_of_a_breach_names_the_families(rule: type) -> None:
    text: Text = rule.text  # type: ignore[attr-defined]
    named = {gap[0] for gap in gaps(text.nl)}
    assert named == {gap[0] for gap in gaps(text.en)}
    assert "families" in named or rule.key in {"hub_count", "exchange_tolerance", "provider_hubs"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", CLI, ids=lambda path: path.name)
def test_no_command_speaks_in_bare_strings(path: Path) -> None:
    spoken = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        said = node.args[:1] if name in SPEAKING else []
        said += [keyword.value for keyword in node.keywords if keyword.arg in {"help", "short_help", "epilog"}]
        spoken += [value for value in said if _is_prose(value)]
    assert [f"line {value.lineno}" for value in spoken] == []


def _is_prose(value: ast.expr) -> bool:
    """Whether an expression is a string with words in it, other than the name and version of the program."""
    if isinstance(value, ast.Constant):
        return isinstance(value.value, str) and any(sign.isalpha() for sign in value.value)
    if isinstance(value, ast.JoinedStr):
        fixed = "".join(str(part.value) for part in value.values if isinstance(part, ast.Constant))
        return any(sign.isalpha() for sign in fixed.replace("constellations", ""))
    return False


def test_every_module_can_be_imported() -> None:
    for package in PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
