"""The policy file: every key optional, every key that does not exist and every value that cannot be told by name."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import Fault, InputError
from geodata.language import Lang
from optimizer.policy.file import KEYS, counts_in, policy_from, read_policy, with_values
from optimizer.policy.values import Policy
from optimizer.rules import PerProvider

EVERYTHING = """
[size]            # satellites of one constellation; the hub home is not counted unless count_hub = true
min = 6
target = 8
max = 10
count_hub = false
[radius]
hub_km = 5.0      # a satellite to its hub home
# mutual_km = 8.0 # any two homes of one constellation
[capacity]
# children_max = 16
beds_min = 2
[hubs]
# max = 12
# exactly = 12
# min_apart_km = 2.0
[providers]
# min_per_constellation = 2
# max_share = 0.75
# exchange_tolerance = 5
# hubs_min = 1
# hubs_max = { "*" = 4, "Aanbieder A" = 6 }
[objective]
# tiers = ["unplaced", "travel"]
target_weight_m = 1000
[today]
move_weight_m = 0
# moves_max = 3
[distance]
metric = "geodesic"
detour = 1.0
# matrix = "minutes.csv"
[solve]
time_limit_s = 30
workers = 0
seed = 0
"""


def said(written: dict[str, Any], lang: Lang = Lang.EN) -> list[str]:
    with pytest.raises(InputError) as caught:
        policy_from(written)
    return [fault.say(lang) for fault in caught.value.faults]


def value(section: str, key: str, wrong: object, lang: Lang = Lang.EN) -> list[str]:
    return said({section: {key: wrong}}, lang)


def test_the_whole_file_as_it_is_documented_is_the_default(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(EVERYTHING, encoding="utf-8")
    assert read_policy(path) == Policy()


def test_an_empty_file_is_the_default_and_a_byte_order_mark_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    for content in (b"", b"\xef\xbb\xbf[size]\r\nmin = 6\r\n"):
        path.write_bytes(content)
        assert read_policy(path) == Policy()


def test_every_key_of_the_documented_file_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    everything = EVERYTHING.replace("# children_max", "children_max").replace("\n# ", "\n")
    path.write_text(everything.replace('metric = "geodesic"', 'metric = "metres"'), encoding="utf-8")
    policy = read_policy(path)
    assert (policy.radius.mutual_km, policy.capacity.children_max) == (8.0, 16)
    assert (policy.hubs.max, policy.hubs.exactly) == (12, 12)
    assert (policy.providers.min_per_constellation, policy.providers.max_share) == (2, 0.75)
    assert (policy.providers.exchange_tolerance, policy.distance.matrix) == (5, "minutes.csv")
    assert (policy.hubs.min_apart_km, policy.objective.tiers) == (2.0, ("unplaced", "travel"))
    assert policy.providers.hubs_min == PerProvider(1)
    assert policy.providers.hubs_max == PerProvider(4, (("Aanbieder A", 6),))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("2", PerProvider(2)),
        ("A=1, B b = 3", PerProvider(None, (("A", 1), ("B b", 3)))),
        ("2,A=0", PerProvider(2, (("A", 0),))),
    ],
)
def test_numbers_by_provider_are_read_from_one_text(text: str, counts: PerProvider) -> None:
    assert policy_from({"providers": {"hubs_min": counts_in(text)}}).providers.hubs_min == counts


def test_numbers_by_provider_say_of_themselves_what_is_read_back() -> None:
    policy = Policy().changed({"providers.hubs_max": PerProvider(2, (("A", 0),)), "providers.hubs_min": PerProvider(1)})
    assert policy.as_dict()["providers"] == {"hubs_min": 1, "hubs_max": {"*": 2, "A": 0}}
    assert policy_from(policy.as_dict()) == policy


def test_straight_lines_and_a_file_of_distances_together_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text('[distance]\nmetric = "geodesic"\nmatrix = "ways.csv"\n', encoding="utf-8")
    with pytest.raises(InputError, match="yet there is a file of distances"):
        read_policy(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_policy_is_read_in_the_encodings_that_editors_save(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("# beleid coördinatie\n[radius]\nhub_km = 7.5\n", encoding=encoding)
    assert read_policy(path).radius.hub_km == 7.5


def test_the_keys_of_the_documented_file_exist_in_its_order() -> None:
    section, documented = "", []
    for line in EVERYTHING.splitlines():
        if line.startswith("["):
            section = line[1 : line.index("]")]
        elif "=" in line:
            documented.append(f"{section}.{line.removeprefix('# ').split(' =')[0]}")
    assert [key.full for key in KEYS if key.full in documented] == documented
    assert [key.section for key in KEYS if key.default is None and not key.optional] == []


def test_what_a_policy_says_of_itself_is_read_back_as_the_same_policy() -> None:
    policy = Policy().changed({"radius.mutual_km": 7.5, "hubs.exactly": 3, "objective.tiers": ("travel",)})
    assert policy_from(policy.as_dict()) == policy
    assert policy_from(Policy().as_dict()) == Policy()
    assert "mutual_km" not in Policy().as_dict()["radius"]


def test_keys_that_are_not_named_keep_their_value() -> None:
    base = Policy().changed({"size.max": 12, "radius.hub_km": 7.5})
    policy = policy_from({"size": {"min": 5}}, base=base)
    assert (policy.size.min, policy.size.max, policy.radius.hub_km) == (5, 12, 7.5)


@pytest.mark.parametrize(
    ("written", "nl", "en"),
    [
        (
            {"size": {"mim": 5}},
            "Sleutel 1 van onderdeel 'size' bestaat niet. Bedoelt u 'size.min'?",
            "Key 1 of section 'size' does not exist. Do you mean 'size.min'?",
        ),
        (
            {"sizes": {"min": 5}},
            "Onderdeel 1 van het beleid bestaat niet. Bedoelt u 'size'?",
            "Section 1 of the policy does not exist. Do you mean 'size'?",
        ),
        (
            {"radius": {"hub": 5}},
            "De sleutel 'radius.hub' bestaat niet. Bedoelt u 'radius.hub_km'?",
            "The key 'radius.hub' does not exist. Do you mean 'radius.hub_km'?",
        ),
        (
            {"size": {"minimum": 5}},
            "Sleutel 1 van onderdeel 'size' bestaat niet. Bedoelt u 'size.min'?",
            "Key 1 of section 'size' does not exist. Do you mean 'size.min'?",
        ),
        (
            {"qqq": {}},
            "Onderdeel 1 van het beleid bestaat niet. Bestaande sleutels: "
            "capacity, distance, hubs, objective, providers, radius, rollout, size, solve en today.",
            "Section 1 of the policy does not exist. Existing keys: "
            "capacity, distance, hubs, objective, providers, radius, rollout, size, solve and today.",
        ),
        (
            {"size": 8},
            "'size' is een onderdeel en geen waarde: schrijf [size] en daaronder de sleutels.",
            "'size' is a section and no value: write [size] with its keys below.",
        ),
        ({"size": {"min": "6"}}, "'size.min' moet een geheel getal zijn.", "'size.min' must be a whole number."),
        ({"radius": {"hub_km": "5"}}, "'radius.hub_km' moet een getal zijn.", "'radius.hub_km' must be a number."),
        (
            {"size": {"count_hub": 1}},
            "'size.count_hub' moet true of false zijn.",
            "'size.count_hub' must be true or false.",
        ),
        (
            {"objective": {"tiers": "unplaced"}},
            "'objective.tiers' moet een lijst van woorden zijn.",
            "'objective.tiers' must be a list of words.",
        ),
        ({"distance": {"matrix": 5}}, "'distance.matrix' moet een tekst zijn.", "'distance.matrix' must be a text."),
        (
            {"providers": {"hubs_min": "two"}},
            "'providers.hubs_min' moet een geheel getal zijn.",
            "'providers.hubs_min' must be a whole number.",
        ),
        (
            {"providers": {"hubs_max": {"A": -1}}},
            "'providers.hubs_max' moet tussen 0 en 100.000 liggen.",
            "'providers.hubs_max' must lie between 0 and 100,000.",
        ),
        (
            {"providers": {"hubs_max": {}}},
            "'providers.hubs_max' noemt iets twee keer of niets.",
            "'providers.hubs_max' names something twice, or nothing.",
        ),
        (
            {"objective": {"tiers": ["travel", "travel"]}},
            "'objective.tiers' noemt iets twee keer of niets.",
            "'objective.tiers' names something twice, or nothing.",
        ),
        (
            {"size": {"max": 1001}},
            "'size.max' moet tussen 1 en 1.000 liggen.",
            "'size.max' must lie between 1 and 1,000.",
        ),
        (
            {"solve": {"time_limit_s": 0}},
            "'solve.time_limit_s' moet tussen 0,1 en 1.000.000 liggen.",
            "'solve.time_limit_s' must lie between 0.1 and 1,000,000.",
        ),
        (
            {"solve": {"seed": 2**31}},
            "'solve.seed' moet tussen 0 en 2.147.483.647 liggen.",
            "'solve.seed' must lie between 0 and 2,147,483,647.",
        ),
        (
            {"radius": {"hub_km": 0}},
            "'radius.hub_km' moet groter zijn dan nul.",
            "'radius.hub_km' must be larger than zero.",
        ),
        (
            {"size": {"min": 9}},
            "'size.min', 'size.target' en 'size.max' moeten van klein naar groot gaan.",
            "'size.min', 'size.target' and 'size.max' must go from small to large.",
        ),
        (
            {"hubs": {"exactly": 5, "max": 4}},
            "'hubs.exactly' mag niet groter zijn dan 'hubs.max'.",
            "'hubs.exactly' must not be larger than 'hubs.max'.",
        ),
    ],
)
def test_each_fault_names_its_key_and_says_what_would_be_right(written: dict[str, Any], nl: str, en: str) -> None:
    assert said(written, Lang.NL) == [nl]
    assert said(written, Lang.EN) == [en]


def test_a_word_that_is_no_choice_is_answered_with_the_choices() -> None:
    for section, key in (("objective", "tiers"), ("distance", "metric")):
        wrong: object = ["travle"] if key == "tiers" else "travle"
        (sentence,) = value(section, key, wrong)
        assert sentence.startswith(f"'{section}.{key}' only knows these values: ")
        for word in next(each for each in KEYS if each.name == key).meaning.choices:
            assert word in sentence
        assert "travle" not in sentence


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf"), 6.5, True, False, None, "", [6], {}])
def test_a_whole_number_is_no_fraction_no_switch_and_no_infinity(wrong: object) -> None:
    assert value("size", "min", wrong) == ["'size.min' must be a whole number."]


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf"), True, False, "5", [5.0], {}])
def test_a_number_is_no_switch_and_no_infinity(wrong: object) -> None:
    assert value("radius", "hub_km", wrong) == ["'radius.hub_km' must be a number."]


@pytest.mark.parametrize("wrong", [0, 1, "true", "yes", None, 1.0])
def test_a_switch_is_true_or_false_and_nothing_like_it(wrong: object) -> None:
    assert value("size", "count_hub", wrong) == ["'size.count_hub' must be true or false."]


@pytest.mark.parametrize("wrong", ["", "travel", 5, None, ["travel", 5], [["travel"]], {"travel": 1}])
def test_tiers_are_a_list_of_words(wrong: object) -> None:
    assert value("objective", "tiers", wrong) == ["'objective.tiers' must be a list of words."]


def test_an_empty_list_of_tiers_names_nothing() -> None:
    assert value("objective", "tiers", []) == ["'objective.tiers' names something twice, or nothing."]


@pytest.mark.parametrize("huge", [10**400, -(10**400), 10**19])
def test_a_number_with_hundreds_of_digits_is_out_of_bounds_and_no_crash(huge: int) -> None:
    assert value("size", "max", huge) == ["'size.max' must lie between 1 and 1,000."]
    assert value("radius", "hub_km", huge) == ["'radius.hub_km' must lie between 0 and 500."]


def test_a_whole_number_may_be_written_with_a_decimal_point_and_a_number_without() -> None:
    policy = policy_from({"size": {"min": 5.0}, "radius": {"hub_km": 7}})
    assert (policy.size.min, type(policy.size.min)) == (5, int)
    assert (policy.radius.hub_km, type(policy.radius.hub_km)) == (7.0, float)


@pytest.mark.parametrize("key", [key for key in KEYS if key.meaning.low is not None], ids=lambda key: key.full)
def test_limits_themselves_are_allowed_and_what_lies_beyond_is_not(key: Any) -> None:
    low, high = key.meaning.low, key.meaning.high
    for beyond in (low - 1, high + 1):
        (sentence,) = value(key.section, key.name, beyond)
        assert sentence.startswith(f"'{key.full}' must lie between")
    for edge in (low, high):
        faults: tuple[Fault, ...] = ()
        try:
            policy_from({key.section: {key.name: edge}})
        except InputError as error:
            faults = error.faults
        assert not any("between" in fault.say(Lang.EN) for fault in faults)  # only sizes out of order, or nothing


@pytest.mark.parametrize("key", [key for key in KEYS if key.optional], ids=lambda key: key.full)
def test_a_limit_that_may_be_absent_can_be_taken_away_by_an_option(key: Any) -> None:
    policy = with_values(Policy(), {key.full: None})
    assert getattr(getattr(policy, key.section), key.name) is None


def test_all_faults_are_told_at_once_those_of_sections_first() -> None:
    written = {
        "sizes": {},
        "size": {"min": "x", "maxx": 3},
        "radius": 5,
        "objective": {"tiers": ["travle"]},
        "solve": {"seed": 0.5},
    }
    assert [sentence.split("'")[1] for sentence in said(written)] == [
        "size",  # meant by the first section
        "radius",
        "size.min",
        "size",  # the section of a key that does not exist
        "objective.tiers",
        "solve.seed",
    ]


def test_sizes_and_counts_of_hubs_are_compared_at_once() -> None:
    assert len(said({"size": {"min": 9}, "hubs": {"exactly": 5, "max": 4}})) == 2
    assert policy_from({"hubs": {"exactly": 4, "max": 4}}).hubs.exactly == 4
    assert policy_from({"size": {"min": 8, "target": 8, "max": 8}}).size.min == 8


def test_a_fault_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "beleid.toml"
    path.write_text("[size]\nmin = 'x'\n[raduis]\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_policy(path)
    assert [fault.say(Lang.NL) for fault in caught.value.faults] == [
        "beleid.toml: Onderdeel 2 van het beleid bestaat niet. Bedoelt u 'radius'?",
        "beleid.toml: 'size.min' moet een geheel getal zijn.",
    ]


@pytest.mark.parametrize(
    ("content", "nl"),
    [
        (b"[size]\nmin = \n", "p.toml: Dit is geen geldig TOML-bestand; kijk naar regel 2."),
        (b"[size\n", "p.toml: Dit is geen geldig TOML-bestand; kijk naar regel 1."),
        (b"[size]\nmin = 6\nmin = 7\n", "p.toml: Dit is geen geldig TOML-bestand; kijk naar regel 3."),
        (b"[objective]\ntiers = [\n", "p.toml: Dit is geen geldig TOML-bestand: aan het eind ontbreekt iets."),
        (b"[size]\nmin = 6 # \x81\n", "p.toml: Dit bestand kan niet worden gelezen."),
        (b"\xff\xfe[\x00s", "p.toml: Dit bestand kan niet worden gelezen."),
        (None, "p.toml: Dit bestand kan niet worden gelezen."),
    ],
)
def test_a_file_that_is_no_toml_says_where(tmp_path: Path, content: bytes | None, nl: str) -> None:
    path = tmp_path / "p.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_policy(path)
    assert [fault.say(Lang.NL) for fault in caught.value.faults] == [nl]


def test_a_folder_is_no_policy(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_policy(tmp_path)


def test_every_section_and_key_says_what_it_means_in_both_languages() -> None:
    assert {key.section for key in KEYS} == {section.name for section in fields(Policy)}
    for key in KEYS:
        assert key.meaning.text.nl.endswith(".")
        assert key.meaning.text.en.endswith(".")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@given(st.sampled_from(KEYS), ANYTHING)
def test_whatever_stands_behind_a_key_it_is_a_policy_or_a_fault_and_never_a_crash(key: Any, anything: Any) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        policy = policy_from({key.section: {key.name: anything}})
    except InputError as error:
        faults = error.faults
    else:
        assert policy_from(policy.as_dict()) == policy
        return
    assert faults
    assert all(fault.say(lang) for fault in faults for lang in Lang)
