"""Every sentence exists in Dutch and in English, with the same gaps, and no command speaks in bare strings."""

import ast
import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest

import geodata
import maps
import optimizer
from geodata.language import Lang, Text
from geodata.nouns import DUTCH, ENGLISH
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


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Give everything that a source holds."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def sentences(path: Path) -> Iterator[Written]:
    """Give every ``Text(...)`` whose sentences stand in the source; each has to name both languages."""
    for node in nodes(path):
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


def paired(path: Path) -> Iterator[str]:
    """Give the places of sentences that stand together: one of them for one, the other for many."""
    for node in nodes(path):
        calls = list(node.elts) if isinstance(node, ast.Tuple) else []
        if len(calls) == 2 and all(isinstance(call, ast.Call) for call in calls):
            yield from (f"{path.relative_to(ROOT)}:{call.lineno}" for call in calls)
        if isinstance(node, ast.Dict):
            names = {
                key.value: value
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant)
            }
            yield from (
                f"{path.relative_to(ROOT)}:{value.lineno}"
                for name, value in names.items()
                if isinstance(name, str) and name.endswith("Many") and f"{name.removesuffix('Many')}One" in names
            )


@cache
def written() -> tuple[Written, ...]:
    """Give every sentence of the program."""
    return tuple(each for path in SOURCES for each in sentences(path))


def test_there_are_sentences_to_judge() -> None:
    assert len(written()) > 200


def faults(text: Written) -> Iterator[str]:
    """Say what is wrong with a sentence."""
    if bool(text.nl.strip()) != bool(text.en.strip()):
        yield "is empty in one language"
    nl, en = gaps(text.nl), gaps(text.en)
    if {PAIRS.get(gap[0], gap[0]) for gap in nl} != {PAIRS.get(gap[0], gap[0]) for gap in en}:
        yield "has other gaps in the other language"
    if any(code != "" or turn is not None or not name.isidentifier() for name, code, turn in nl + en):
        yield "has a gap that is no plain name"


@pytest.mark.parametrize(
    ("nl", "en"),
    [("Een {a}.", ""), ("Een {a}.", "One {b}."), ("{a:.1f} km", "{a:.1f} km"), ("{a!r}", "{a!r}"), ("{0}", "{0}")],
)
def test_a_faulty_sentence_is_noticed(nl: str, en: str) -> None:
    assert list(faults(Written("", nl, en)))


def test_a_sentence_has_both_languages_with_the_same_gaps() -> None:
    assert {text.place: found for text in written() if (found := list(faults(text)))} == {}


def test_a_console_of_windows_can_show_every_sentence_outside_of_pages() -> None:
    spoken = [each for each in written() if not each.place.startswith("maps")]
    assert len(spoken) > 200
    unknown = {
        each.place: {letter for letter in each.nl + each.en if not letter.encode("cp1252", "ignore")} for each in spoken
    }
    assert {place: letters for place, letters in unknown.items() if letters} == {}


def test_no_sentence_has_a_plural_between_brackets() -> None:
    bracket = re.compile(r"\w\((n|en|nen|ën|s|es|ies)\)")
    assert bracket.search("2 gezin(nen)")
    assert [each.place for each in written() if bracket.search(each.nl) or bracket.search(each.en)] == []


AGREEING: Final = {
    Lang.NL: r"{gap} (?:{nouns}) (?:zijn|waren|zitten|zaten|lopen|staan|wonen|doen|krijgen)\b"
    r"|\b(?:zijn|waren|zitten|zaten|starten|lopen|staan|doen|verhuizen) (?:er |nu )*{gap} (?:{nouns})\b",
    Lang.EN: r"{gap} (?:{nouns}) (?:are|were|have|do|move|start|run|lose|stay|join|wait)\b",
}
"""Verbs that change with the number beside them."""

MORE_THAN_ONE: Final = {
    "geodata/anonymise/saying.py": "how many others at least, which is a limit of the program",
    "geodata/layout.py": "how many rows are looked through",
    "geodata/placenotices.py": "families at one point",
    "maps/words.py": "too many to print",
    "optimizer/application/rollout_words.py": "a pace that is nowhere seen, and a mean",
    "optimizer/application/sharing.py": "all numbers of a folder",
    "optimizer/batch/grid.py": "too many combinations",
    "optimizer/cli/doctor.py": "all parts in machine code",
    "optimizer/costs/money_file.py": "how long a name may be",
    "optimizer/explain/presolve_ties.py": "families apart from each other",
    "optimizer/screen/said_here.py": "how many rows are looked through",
}
"""Files with a sentence whose number is never one, and why."""


@pytest.mark.parametrize(
    ("lang", "one", "many"),
    [
        (
            Lang.NL,
            "Dit plan laat 1 gezin verhuizen; 2 van 1 ander gezin.",
            "Dit plan laat 3 gezinnen verhuizen; 2 van 4 andere gezinnen.",
        ),
        (
            Lang.EN,
            "This plan moves 1 family; 2 of 1 other family.",
            "This plan moves 3 families; 2 of 4 other families.",
        ),
    ],
)
def test_one_is_followed_by_a_singular(lang: Lang, one: str, many: str) -> None:
    text = Text(
        nl="Dit plan laat {n} gezinnen verhuizen; {of} van {all} andere gezinnen.",
        en="This plan moves {n} families; {of} of {all} other families.",
    )
    assert text.say(lang, {"n": 1, "of": 2, "all": 1}) == one
    assert text.say(lang, {"n": "1", "of": 2, "all": "1"}) == one
    assert text.say(lang, {"n": 3, "of": 2, "all": 4}) == many
    hours = Text(nl="{n} minuten", en="{n} minutes")
    assert hours.say(lang, {"n": 1.0}) == {Lang.NL: "1,0 minuten", Lang.EN: "1.0 minutes"}[lang]


def test_no_verb_changes_with_a_number_that_may_be_one() -> None:
    """A sentence of a number whose verb changes with it is one of a pair, or says the number elsewhere."""
    found = []
    in_pairs = {place for path in SOURCES for place in paired(path)}
    for lang, nouns in ((Lang.NL, DUTCH), (Lang.EN, ENGLISH)):
        words = "|".join(sorted(nouns, key=len, reverse=True))
        pattern = re.compile(AGREEING[lang].replace("{gap}", r"\{\w+\}").replace("{nouns}", words))
        assert pattern.search({Lang.NL: "er staan {n} gezinnen klaar", Lang.EN: "{n} families are ready"}[lang])
        found += [
            each.place
            for each in written()
            if each.place not in in_pairs and pattern.search(each.nl if lang is Lang.NL else each.en)
        ]
    assert [place for place in found if place.split(":")[0] not in MORE_THAN_ONE] == []


BANNED: Final = {
    "streefgrootte": "streefaantal",
    "streefgetal": "streefaantal",
    "satellieten ": "satellietgezinnen",
    "indeling": "plan",
    "target size": "target",
    "oplossing": "plan",
    "solver": "the program",
    "incumbent": "best so far",
    "iterati": "-",
    "heuristi": "-",
}
"""Words that are not used, with what is said in their place."""


def test_one_thing_has_one_word() -> None:
    found = {
        each.place: word
        for each in written()
        for word in BANNED
        if word in f"{each.nl} ".lower() or word in f"{each.en} ".lower()
    }
    assert found == {}


def test_a_roll_out_is_told_in_years() -> None:
    """A wave is a word of settings, said where its key is; sentences speak of years."""
    names = re.compile(r"\{\w+\}|'rollout\.\w+'")
    wave = re.compile(r"\b(golf|golven|waves?)\b", re.IGNORECASE)
    assert wave.search(names.sub("", "in golf {wave} mag niets starten ('rollout.waves')"))
    told = {each.place: names.sub("", f"{each.nl} {each.en}") for each in written()}
    assert [place for place, said in told.items() if wave.search(said)] == []


def test_a_sentence_that_is_not_about_a_file_names_no_key_of_a_file() -> None:
    """Keys of objectives and moves are words of files; people read titles (siblings is a column too)."""
    keys = {tier.key for tier in TIERS if tier.key != "siblings"} | {
        "stays",
        "moved",
        "elsewhere",
        "hub_starts",
        "hub_stops",
        "geodesic",
    }
    quoted = re.compile(rf"'({'|'.join(sorted(keys))})'")
    found = {each.place: each.nl for each in written() if quoted.search(each.nl) or quoted.search(each.en)}
    assert {place for place in found if not place.startswith("optimizer/policy/")} == set()


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
