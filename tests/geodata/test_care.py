"""Kinds of care: one vocabulary in two languages, other words as they are."""

import pytest

from geodata.care import WORDS, CareType, care_types
from geodata.language import Lang


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("crisis", {CareType.CRISIS}),
        ("Crisispleegzorg", {CareType.CRISIS}),
        ("crisis opvang", {CareType.CRISIS}),
        ("Emergency", {CareType.CRISIS}),
        ("emergency foster care", {CareType.CRISIS}),
        ("VOLTIJD", {CareType.FULL_TIME}),
        ("full-time", {CareType.FULL_TIME}),
        ("voltijdpleegzorg", {CareType.FULL_TIME}),
        ("deeltijd-pleegzorg", {CareType.PART_TIME}),
        ("part time", {CareType.PART_TIME}),
        ("netwerkpleegzorg", {CareType.KINSHIP}),
        ("kinship care", {CareType.KINSHIP}),
        ("bestandspleegzorg", {CareType.RECRUITED}),
        ("incidentele opvang", {CareType.RESPITE}),
        ("voltijd|crisis", {CareType.FULL_TIME, CareType.CRISIS}),
        ("netwerk, deeltijd", {CareType.KINSHIP, CareType.PART_TIME}),
        ("voltijd en crisis", {CareType.FULL_TIME, CareType.CRISIS}),
        ("gezinshuis", set()),
        ("geen crisis meer", set()),
        ("", set()),
        (None, set()),
    ],
)
def test_a_cell_names_kinds_of_care_in_either_language(written: str | None, expected: set[CareType]) -> None:
    assert care_types(written) == expected


@pytest.mark.parametrize("kind", CareType)
def test_every_kind_has_a_word_in_both_languages_that_is_read_back(kind: CareType) -> None:
    for lang in Lang:
        assert care_types(kind.said(lang)) == {kind}
    assert set(WORDS) == set(CareType)
