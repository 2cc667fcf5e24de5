"""Invented families: the same on every machine, in proportion to inhabitants, and never anybody real."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from geodata.distances import Geodesic, metres
from geodata.errors import InputError
from geodata.example import draw_region, write_example
from geodata.families import Families, Family, HubRole
from geodata.gazetteer import load_gazetteer
from geodata.language import Lang
from geodata.reading import read_families
from geodata.writing import as_csv, as_xlsx, write_families

EXAMPLES = Path(__file__).parents[2] / "examples" / "gooi-en-vechtstreek"


def test_the_example_region_is_written_again_byte_for_byte(tmp_path: Path) -> None:
    write_example(tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (EXAMPLES / "families.csv").read_bytes()


def test_the_english_workbook_is_written_again_cell_for_cell(tmp_path: Path) -> None:
    write_example(tmp_path / "again.xlsx", n_families=96, n_candidates=20, n_providers=4, seed=5, lang=Lang.EN)
    again, committed = (
        list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
        for path in (tmp_path / "again.xlsx", EXAMPLES / "families-en.xlsx")
    )
    assert len(again) == 97
    assert again == committed


def test_the_file_opens_in_dutch_excel_with_semicolons_and_decimal_commas() -> None:
    content = (EXAMPLES / "families.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfgezin_id;breedtegraad;lengtegraad;postcode;gemeente;aanbieder;")
    rows = content.decode("utf-8-sig").splitlines()
    assert len(rows) == 141
    assert {row.count(";") for row in rows} == {rows[0].count(";")}
    latitude, longitude = rows[1].split(";")[1:3]
    assert latitude.startswith("52,")
    assert longitude.startswith("5,")
    assert "." not in latitude + longitude


def test_the_example_region_has_every_kind_of_family() -> None:
    families = draw_region()
    roles = Counter(family.hub for family in families)
    assert roles == {HubRole.NO: 110, HubRole.CANDIDATE: 27, HubRole.REQUIRED: 2, HubRole.ONLY: 1}
    assert len({family.provider for family in families}) == 5
    assert {family.beds for family in families if family.may_be_hub} == {2, 3}
    assert {family.beds for family in families if family.hub is HubRole.NO} == {0}
    assert {family.children for family in families if family.hub is not HubRole.ONLY} == {1, 2, 3, 4}
    for some in ("max_km", "max_satellites", "together", "apart", "siblings", "care_type", "child_ages"):
        assert any(getattr(family, some) for family in families), some
    assert 1 <= sum(not family.joins for family in families) <= 10
    assert all(len(family.child_ages) == family.children for family in families)


def test_each_provider_is_strong_somewhere_and_weak_elsewhere() -> None:
    families = draw_region(n_families=5000)
    for provider in {family.provider for family in families}:
        homes = Counter(family.municipality for family in families)
        shares = {
            name: sum(family.municipality == name and family.provider == provider for family in families) / homes[name]
            for name in homes
        }
        assert max(shares.values()) > 2 * min(shares.values())


def test_families_live_where_people_live() -> None:
    n = 17_000
    region = [place for place in load_gazetteer() if place.in_region]
    people = sum(place.inhabitants for place in region)
    drawn = Counter(family.postcode for family in draw_region(n_families=n))
    for place in region:
        assert drawn[place.pc4] / n == pytest.approx(place.inhabitants / people, abs=0.006)


@settings(max_examples=30)
@given(st.integers(1, 300), st.integers(0, 60), st.integers(1, 12), st.integers(-5, 10**9), st.sampled_from(Lang))
def test_any_size_and_seed_can_be_drawn_and_drawn_again(
    n: int, hubs: int, providers: int, seed: int, lang: Lang
) -> None:
    hubs = min(n, hubs)
    families = draw_region(n, hubs, providers, seed, lang)
    assert families == draw_region(n, hubs, providers, seed, lang)
    assert len(Families(families)) == n
    assert sum(family.may_be_hub for family in families) == hubs
    assert len({family.provider for family in families}) <= providers
    for family in families:
        place = load_gazetteer().place(family.postcode or "")
        assert place is not None
        home, middle = family.location, place.location
        assert metres(home.lat, home.lon, middle.lat, middle.lon) < 600
        assert (home.lat, home.lon) == (round(home.lat, 5), round(home.lon, 5))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(2, 80), st.integers(0, 10**6), st.sampled_from(Lang), st.sampled_from([".csv", ".xlsx"]))
def test_what_is_written_is_read_back_without_a_notice(tmp_path: Path, n: int, seed: int, lang: Lang, end: str) -> None:
    families = list(draw_region(n, min(n, 12), 3, seed, lang))
    families[0] = replace(families[0], hub=HubRole.CANDIDATE, joins=True)
    families[-1] = replace(families[-1], constellation=families[0].id, pinned=True)
    path = tmp_path / f"families{end}"
    write_families(path, families, lang)

    reading = read_families(path)
    assert reading.families == Families(families)
    assert not reading.notices


def test_another_seed_draws_other_families() -> None:
    assert draw_region(seed=1) != draw_region(seed=2)


def test_ties_are_between_two_families_that_can_meet() -> None:
    families = draw_region(n_families=700, n_candidates=100)
    for column in ("together", "apart", "siblings"):
        keys = {key for family in families for key in getattr(family, column)}
        assert len(keys) == 10
        for key in keys:
            one, other = (family for family in families if key in getattr(family, column))
            assert one.joins
            assert other.joins
            assert one.municipality == other.municipality
            if column != "siblings":
                assert Geodesic().between(one, other) <= 1_200


def test_every_impossible_number_is_told_at_once_in_both_languages() -> None:
    with pytest.raises(InputError) as caught:
        draw_region(n_families=0, n_candidates=3, n_providers=0)
    assert [fault.say(Lang.NL) for fault in caught.value.faults] == [
        "Een voorbeeld heeft minstens één gezin; gevraagd zijn er 0.",
        "Het aantal kandidaat-hubhomes ligt tussen 0 en het aantal gezinnen (0); gevraagd zijn er 3.",
        "Een voorbeeld heeft minstens één pleegzorgaanbieder; gevraagd zijn er 0.",
    ]
    assert all("asked for" in fault.say(Lang.EN) for fault in caught.value.faults)


def test_a_workbook_does_not_tell_when_it_was_written() -> None:
    with ZipFile(BytesIO(as_xlsx(draw_region(n_families=5, n_candidates=1), Lang.EN))) as book:
        assert {entry.date_time for entry in book.infolist()} == {(2021, 1, 1, 0, 0, 0)}
        dates = re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", book.read("docProps/core.xml").decode())
    assert dates == ["2021-01-01T00:00:00Z"] * 2


def test_text_in_a_workbook_is_never_a_formula() -> None:
    hostile = replace(draw_region(n_families=1, n_candidates=0)[0], provider='=HYPERLINK("x")')
    cells = [cell for row in load_workbook(BytesIO(as_xlsx([hostile], Lang.NL))).worksheets[0] for cell in row]
    assert [cell.data_type for cell in cells if cell.value == '=HYPERLINK("x")'] == ["s"]


def test_columns_in_which_no_family_has_a_value_are_left_out() -> None:
    plain = Family("A", draw_region()[0].location, "Aanbieder; A")
    header, row = as_csv([plain], Lang.EN).decode("utf-8-sig").splitlines()
    assert header == "family_id,lat,lon,provider,children,hub,beds,joins"
    assert row.startswith(f"A,{plain.location.lat},{plain.location.lon},Aanbieder; A,1,no,0,yes")
    assert '"Aanbieder; A"' in as_csv([plain], Lang.NL).decode("utf-8-sig")
