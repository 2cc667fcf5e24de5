"""Whatever valid families are written, in whatever form: reading gives them back."""

import csv
import io
import itertools
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from geodata.cells import MAX_AGE, MAX_ID, not_given
from geodata.families import Families, Family, HubRole, Location
from geodata.language import Lang
from geodata.personal_cells import looks_like_id, personal_content
from geodata.writing import as_csv, as_xlsx, write_families
from tests.builders_csv import families_csv, read

visible = st.one_of(st.characters(codec="cp1252", exclude_categories=["C", "Z"]), st.sampled_from(" ;,\"'=<>|&${}"))


def texts(longest: int, marks: st.SearchStrategy[str] = visible) -> st.SearchStrategy[str]:
    words = st.text(marks, min_size=1, max_size=longest).map(str.strip)
    return words.filter(lambda text: text != "" and personal_content(text) is None and not not_given(text))


def ids(longest: int) -> st.SearchStrategy[str]:
    marks = visible.filter(lambda mark: mark not in " ;,")
    return texts(longest, marks).filter(looks_like_id)


keys = st.lists(ids(8).filter(lambda key: "|" not in key), max_size=3, unique=True).map(sorted).map(tuple)


def decimals(low: float, high: float) -> st.SearchStrategy[float]:
    """Degrees to a tenth of a millimetre: a workbook keeps 16 digits, not all 17 of a float."""
    return st.floats(low, high).map(lambda value: round(value, 9))


@st.composite
def families(draw: st.DrawFn) -> Families:
    names = draw(st.lists(ids(MAX_ID), min_size=1, max_size=6, unique=True))
    return Families(draw(family(name, names)) for name in names)


def family(name: str, names: list[str]) -> st.SearchStrategy[Family]:
    degrees = st.builds(Location, decimals(50.7, 53.7), decimals(3.2, 7.3))
    today = st.one_of(st.none(), st.sampled_from(names))
    plain = [each for each in names if "|" not in each] or [""]
    some = st.sets(st.sampled_from(plain), max_size=2).map(lambda ids: tuple(sorted(ids - {""})))
    return st.builds(
        Family,
        id=st.just(name),
        location=degrees,
        provider=texts(30),
        children=st.integers(0, 10),
        child_ages=st.lists(st.integers(0, MAX_AGE), max_size=10).map(tuple),
        care_type=st.one_of(st.none(), texts(20)),
        hub=st.sampled_from(HubRole),
        beds=st.integers(0, 99),
        max_satellites=st.one_of(st.none(), st.integers(0, 99)),
        max_km=st.one_of(st.none(), st.integers(1, 5_000).map(lambda tenths: tenths / 10)),
        joins=st.booleans(),
        together=keys,
        apart=keys,
        siblings=keys,
        constellation=today,
        municipality=texts(20),
        postcode=st.one_of(st.none(), st.just("1211"), st.just("1251AB")),
        not_hub=some,
        only_hub=some,
        constellation_name=st.one_of(st.none(), texts(20)),
    ).flatmap(pinned_or_not)


def pinned_or_not(one: Family) -> st.SearchStrategy[Family]:
    values = {name: getattr(one, name) for name in one.__slots__}
    return st.booleans().map(lambda pinned: Family(**{**values, "pinned": pinned and one.constellation is not None}))


def is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


FORMS = list(itertools.product(Lang, (";", ",", "\t"), (",", "."), ("\n", "\r\n")))
quick = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@given(families=families(), form=st.sampled_from(FORMS))
@quick
def test_families_written_in_any_form_are_read_back(
    tmp_path: Path, encoding: str, families: Families, form: tuple[Lang, str, str, str]
) -> None:
    lang, delimiter, decimal, newline = form
    content = families_csv(
        families, lang=lang, delimiter=delimiter, decimal=decimal, encoding=encoding, newline=newline
    )
    assume(encoding != "cp1252" or content.isascii() or not is_utf8(content))
    assume(not re.search("'[-=+@']", content.decode(encoding)))  # as the program writes text like a formula

    assert read(tmp_path, content).families == families


@given(families=families(), lang=st.sampled_from(Lang), suffix=st.sampled_from([".csv", ".xlsx"]))
@quick
def test_families_written_by_the_program_are_read_back(
    tmp_path: Path, families: Families, lang: Lang, suffix: str
) -> None:
    path = tmp_path / f"families{suffix}"
    write_families(path, families, lang)

    assert read(tmp_path, path.read_bytes(), path.name).families == families


FORMULAS = ["=1+1", "+31", "-G1", "@SUM(A1)", "'=1", "''t", "'t", "=HYPERLINK(A1)"]


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize("lang", Lang)
def test_no_text_of_a_families_file_is_a_formula_and_all_comes_back(tmp_path: Path, name: str, lang: Lang) -> None:
    home = Location(52.2, 5.1)
    other = Family("G2", home, name, constellation=name, together=(name,), not_hub=(name,), care_type=name)
    families = Families([Family(name, home, name, hub=HubRole.CANDIDATE, constellation_name=name), other])

    text = as_csv(families, lang).decode("utf-8-sig")

    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";" if lang is Lang.NL else ",") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    for content, suffix in ((as_csv(families, lang), ".csv"), (as_xlsx(families, lang), ".xlsx")):
        back = {each.id: each for each in read(tmp_path, content, f"a{suffix}").families}
        assert {each.provider for each in back.values()} == {name}
        assert (back["G2"].constellation, back["G2"].together, back["G2"].not_hub) == (name, (name,), (name,))
        assert (back["G2"].care_type, back[name].constellation_name) == (name, name)
