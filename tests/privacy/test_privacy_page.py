"""PRIVACY.md says the same in both languages, and each numbered sentence has a test that would fail if it lied."""

import re
from pathlib import Path

import pytest

from geodata.families import Families, Family, Location
from geodata.gazetteer import load_gazetteer
from geodata.language import Lang
from geodata.masking import SPREAD_M, DonutMask, PostcodeMask, secret_of
from geodata.personal import Kind
from geodata.told_distances import TOTAL_KM
from maps.page_data import page_data, script_json
from maps.sharing.cells import BASE, PUBLIC_LEAST
from maps.view import EXACT
from optimizer.cli import COMMANDS
from tests.maps.builders import region, view_of
from tests.privacy import (
    test_anonymise,
    test_answers,
    test_attacks,
    test_distances,
    test_every_byte,
    test_hostile,
    test_kept_masks,
    test_many_plans,
    test_no_network,
    test_no_traces,
    test_refusal,
    test_releases,
    test_said,
    test_scratch,
    test_tables,
)
from tests.screen import test_guarding, test_keeping, test_projects

TEXT = (Path(__file__).parents[2] / "PRIVACY.md").read_text(encoding="utf-8")
DUTCH, ENGLISH = TEXT.split("\n## English\n")

TESTED = {
    "1": (test_no_network.test_no_module_of_ours_imports_what_speaks_to_a_network,),
    "2": ("test_every_kind_of_personal_data_has_a_word_in_the_page",),
    "3": (
        test_attacks.test_the_team_gets_masked_points_only,
        test_attacks.test_the_attacker_does_find_the_homes_of_an_exact_map,
        test_every_byte.test_no_byte_of_what_commands_write_tells_a_home,
    ),
    "4": (
        "test_ages_care_types_and_keys_are_not_on_the_teams_page",
        test_attacks.test_the_team_gets_masked_points_only,
    ),
    "5": (
        test_attacks.test_a_provider_gets_no_family_home_or_name_of_another,
        test_attacks.test_a_provider_cannot_tell_one_secret_of_others_from_another,
    ),
    "6": (
        test_attacks.test_neither_council_nor_public_gets_a_family_a_home_or_a_provider,
        test_attacks.test_council_and_public_cannot_tell_which_family_is_which,
    ),
    "7": (
        test_anonymise.test_no_secret_of_the_export_is_in_the_file_or_on_the_screen,
        test_hostile.test_an_export_with_hostile_text_gives_a_harmless_file_or_is_refused,
    ),
    "8": (
        test_anonymise.test_the_key_is_for_its_owner_only,
        test_anonymise.test_a_key_in_the_folder_of_the_output_is_refused,
    ),
    "9": (
        test_many_plans.test_no_number_under_five_is_narrowed_down_by_one_plan_or_by_two_of_the_same_families,
        test_tables.test_nobody_narrows_down_a_number_under_five,
        test_tables.test_a_provider_with_all_folders_narrows_down_no_number_under_five_of_others,
        test_tables.test_two_providers_together_narrow_down_no_number_under_five_of_a_third,
        test_tables.test_three_providers_together_narrow_down_no_number_under_five_of_others,
        test_tables.test_in_the_example_any_three_providers_narrow_down_no_number_under_five_of_others,
    ),
    "10": (test_anonymise.test_a_donut_point_is_at_least_250_metres_from_the_home,),
    "11": (test_attacks.test_averaging_many_maps_brings_nobody_nearer_to_a_home,),
    "14": (
        test_distances.test_the_distances_of_eight_plans_find_no_home_nearer_than_the_mask_alone,
        test_distances.test_every_distance_follows_from_the_points_that_are_drawn,
        test_every_byte.test_files_of_the_team_follow_from_the_points_that_are_drawn_and_tell_nothing_else_of_a_home,
        test_distances.test_reasons_remedies_and_objectives_of_a_plan_tell_no_distance_finer_than_a_span,
        test_every_byte.test_travel_to_the_metre_stands_in_documents_of_the_program_only,
    ),
    "15": (
        test_kept_masks.test_sixteen_refreshes_of_homes_that_move_some_metres_give_one_point,
        test_kept_masks.test_rings_of_many_sizes_would_cross_at_the_home_and_one_point_is_kept_for_all_of_them,
        test_kept_masks.test_a_run_of_a_batch_draws_families_where_maps_did_and_tells_where_it_drew,
    ),
    "16": (test_kept_masks.test_maps_say_where_few_live_and_where_two_masks_of_one_key_combine,),
    "17": (
        test_said.test_outputs_with_pseudonyms_are_their_owners_only_whatever_the_umask,
        test_said.test_a_loose_key_of_the_masks_is_repaired_and_told,
    ),
    "18": (
        test_said.test_no_message_repeats_a_header_a_sheet_an_option_or_a_key_that_may_be_a_name,
        test_said.test_an_option_that_looks_like_one_that_exists_is_not_repeated_either,
        test_said.test_a_log_counts_families_that_are_tied_and_names_none,
        test_said.test_a_run_is_called_by_the_place_of_a_pilot_that_is_tried_and_told_by_what_can_be_an_id,
    ),
    "19": (
        test_refusal.test_at_most_a_tenth_of_the_personal_cells_comes_in_by_any_column,
        test_refusal.test_at_most_three_in_a_hundred_harmless_cells_are_refused,
    ),
    "20": (
        test_scratch.test_a_run_that_is_killed_at_ten_moments_leaves_nothing_after_the_next_command,
        test_scratch.test_neither_files_for_a_gis_nor_joined_files_pass_through_the_shared_folder,
    ),
    "21": (test_attacks.test_the_numbers_of_a_provider_tell_nothing_of_the_hub_homes_of_others,),
    "22": ("test_points_by_postcode_without_a_kept_key_jump_with_the_file_around_the_postcode_only",),
    "23": (
        test_no_network.test_the_screen_listens_and_speaks_to_this_computer_only,
        test_guarding.test_without_a_token_nothing_is_answered,
        test_guarding.test_a_name_that_was_pointed_at_this_computer_is_refused,
        test_guarding.test_a_change_from_another_site_is_refused_even_with_the_cookie,
    ),
    "24": (
        test_projects.test_of_a_file_that_was_opened_only_what_was_read_stays,
        test_keeping.test_files_of_a_project_are_those_of_the_commands_and_their_owners_only,
    ),
    "25": (
        test_answers.test_what_would_help_narrows_down_no_number_of_any_family,
        test_answers.test_a_gain_is_rounded_as_the_other_numbers_are_and_never_above_the_unplaced,
        test_answers.test_with_few_unplaced_families_what_would_help_is_told_only_where_their_total_is,
        test_answers.test_of_a_second_plan_of_the_same_families_nothing_is_told,
        test_answers.test_costs_are_those_of_the_number_of_constellations_that_every_reader_is_told,
    ),
    "26": (
        test_releases.test_however_often_a_number_is_told_with_known_ones_more_or_less_five_values_remain,
        test_releases.test_a_provider_that_changes_its_own_families_each_month_narrows_down_no_small_number_of_others,
    ),
    "27": (test_many_plans.test_folders_without_end_narrow_down_few_numbers_that_are_told,),
    "13": (test_tables.test_a_second_plan_of_a_file_is_not_divided,),
    "12": (
        test_no_traces.test_what_a_killed_run_left_is_gone_after_the_next,
        test_no_traces.test_a_fault_of_ours_prints_nothing_of_a_family,
    ),
}


@pytest.mark.parametrize("page", [DUTCH, ENGLISH])
def test_every_numbered_sentence_is_tested_and_stands_in_both_languages(page: str) -> None:
    assert set(re.findall(r"\[(\d+)\]", page)) == set(TESTED)
    for tests in TESTED.values():
        assert all(callable(each) or each in globals() for each in tests)


def test_both_languages_have_the_same_headings_and_tables() -> None:
    def shape(page: str) -> list[str]:
        return [
            line[:4] if line.startswith("#") else "|" for line in page.splitlines() if line.startswith(("###", "|"))
        ]

    assert shape(DUTCH) == shape(ENGLISH)


@pytest.mark.parametrize("page", [DUTCH, ENGLISH])
def test_the_numbers_in_the_page_are_those_of_the_code(page: str) -> None:
    assert (BASE, PUBLIC_LEAST, SPREAD_M, TOTAL_KM) == (5, 10, 250, 10)
    mask = DonutMask(bytes(16))
    lonely = Families([Family("a", Location(52.2, 5.2), "")])
    assert (mask.k, mask.min_m, mask.longest_m(lonely)) == (5, 250, 8_000)
    for said in ("250 m", "8 km", "10 km"):
        assert said in page


@pytest.mark.parametrize("command", ["anonymise", "share", "plan", "map", "report"])
def test_the_page_speaks_of_commands_that_exist(command: str) -> None:
    assert command in COMMANDS
    assert f"`{command}" in DUTCH
    assert f"`{command}" in ENGLISH


def test_every_kind_of_personal_data_has_a_word_in_the_page() -> None:
    words = {
        Kind.NAME: "names",
        Kind.ADDRESS: "addresses",
        Kind.HOUSE_NUMBER: "addresses",
        Kind.EMAIL: "e-mail addresses",
        Kind.PHONE: "telephone numbers",
        Kind.BIRTH_DATE: "dates of birth",
        Kind.BSN: "BSN",
        Kind.ACCOUNT: "account",
        Kind.PLATE: "number plate",
    }
    refused = next(line for line in ENGLISH.split("\n- ") if "[2]" in line)
    assert set(words) == set(Kind)
    assert all(word in refused.replace("\n  ", " ") for word in words.values())


def test_ages_care_types_and_keys_are_not_on_the_teams_page() -> None:
    page = script_json(page_data(view_of(region())))
    for word in ("child_ages", "care_type", "together", "apart", "siblings"):
        assert f'"{word}"' not in page


@pytest.mark.parametrize("lang", Lang)
def test_an_exact_map_says_so_first(lang: Lang) -> None:
    assert view_of(region(), lang, exact=True).notices[0] == EXACT.say(lang)


def test_a_postcode_area_holds_few_foster_families() -> None:
    """Some 130 families over the postcodes of the region: about three in each, as the page says."""
    n_areas = sum(place.in_region for place in load_gazetteer())
    assert 2.5 < 130 / n_areas < 4.5


def test_points_by_postcode_without_a_kept_key_jump_with_the_file_around_the_postcode_only() -> None:
    place = load_gazetteer().place("1399")
    assert place is not None
    homes = [Location(place.location.lat + away, place.location.lon) for away in (0.0, 0.004)]
    drawn = [
        [
            PostcodeMask(secret_of(f"file of year {year}".encode())).points(
                [Family("A", home, "Heide", postcode="1399")]
            )
            for year in range(20)
        ]
        for home in homes
    ]
    assert drawn[0] == drawn[1], "the points follow from file and postcode, not from the home"
    assert len({points["A"] for points in drawn[0]}) == 20
