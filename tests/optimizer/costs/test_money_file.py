"""A file of amounts is read to the cent, and each fault in it is told by its key."""

from decimal import Decimal
from pathlib import Path

import pytest

from geodata.errors import InputError
from geodata.language import Lang
from optimizer.costs.money import PROPOSAL, Per
from optimizer.costs.money_file import read_money

GOOD = """
currency = "EUR"
[[line]]
name = {nl = "Maandelijkse bijeenkomsten", en = "Monthly meetings"}
amount = 4176.10
per = "constellation"
years = "every"
[[line]]
name = "Scholing"
amount = 100
per = "family"
years = {fade = [1.0, 0.5, 0]}
source = "begroting"
specified = false
[[stay]]
name = "Gezinshuis"
amount = 59667.26
[foster_care]
amount = 10203.56
"""


def read(tmp_path: Path, text: str) -> object:
    file = tmp_path / "money.toml"
    file.write_text(text, encoding="utf-8")
    return read_money(file)


def faults(tmp_path: Path, text: str, lang: Lang = Lang.EN) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    return [fault.say(lang) for fault in caught.value.faults]


def test_amounts_are_decimals_as_written(tmp_path: Path) -> None:
    file = tmp_path / "money.toml"
    file.write_text(GOOD, encoding="utf-8")
    money = read_money(file)
    first, second = money.lines
    assert (first.amount, first.per, first.name.nl) == (
        Decimal("4176.10"),
        Per.CONSTELLATION,
        "Maandelijkse bijeenkomsten",
    )
    assert [second.due(year) for year in (1, 2, 3, 9)] == [100, 50, 0, 0]
    assert (second.name.en, second.source.nl, second.specified) == ("Scholing", "begroting", False)
    assert money.stays[0].amount - money.foster_care.amount == Decimal("49463.70")


@pytest.mark.parametrize(
    ("there", "instead", "key"),
    [
        ('currency = "EUR"', "", "'currency'"),
        ('currency = "EUR"', 'currency = "€"', "'currency'"),
        ("amount = 4176.10", "amount = -4176.10", "'line[1].amount' is below zero"),
        ("amount = 4176.10", "amount = 4176.105", "'line[1].amount' has more than two digits"),
        ("amount = 4176.10", 'amount = "4.176,10"', "'line[1].amount'"),
        ("amount = 4176.10", "amount = inf", "'line[1].amount'"),
        ("amount = 4176.10", "amount = true", "'line[1].amount'"),
        ("amount = 4176.10", "", "'line[1].amount'"),
        ('per = "family"', 'per = "gezin"', "'line[2].per' only knows: constellation, family, child and region"),
        ('years = "every"', 'years = "always"', "'line[1].years'"),
        ('years = "every"', "years = []", "'line[1].years'"),
        ('years = "every"', "years = [0]", "'line[1].years'"),
        ("fade = [1.0, 0.5, 0]", "fade = [1.5]", "'line[2].years'"),
        ("specified = false", 'specified = "no"', "'line[2].specified'"),
        ('source = "begroting"', "sauce = 1", "key 5 of 'line[2]' does not exist"),
        ('name = "Scholing"', "", "'line[2].name'"),
        ('name = "Gezinshuis"', 'name = {nl = "Gezinshuis"}', "'stay[1].name'"),
        ("amount = 59667.26", "amount = 10203.56", "'stay[1].amount' is not above the amount of foster care"),
        ("[foster_care]\namount = 10203.56", "", "[foster_care] is missing"),
    ],
)
def test_a_fault_names_its_key_and_what_to_do(tmp_path: Path, there: str, instead: str, key: str) -> None:
    assert there in GOOD
    said = faults(tmp_path, GOOD.replace(there, instead))
    assert len(said) == 1
    assert said[0].startswith("money.toml: ")
    assert key in said[0]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    wrong = GOOD.replace("4176.10", "-1").replace('per = "family"', "per = 3").replace('currency = "EUR"', "")
    assert len(faults(tmp_path, wrong)) == 3


def test_no_line_at_all_is_a_fault(tmp_path: Path) -> None:
    assert "not one cost line" in faults(tmp_path, 'currency = "EUR"\n[foster_care]\namount = 1')[0]


@pytest.mark.parametrize("text", ["amount = 4.176,00", "[[line", "\x00"])
def test_what_is_no_toml_is_told_in_both_languages(tmp_path: Path, text: str) -> None:
    assert all("TOML" in faults(tmp_path, text, lang)[0] for lang in Lang)


def test_the_example_holds_the_amounts_of_the_proposal() -> None:
    money = read_money(Path(__file__).parents[3] / "examples" / "gooi-en-vechtstreek" / "money.toml")
    assert [(each.name, each.amount, each.per, each.years, each.specified) for each in money.lines] == [
        (each.name, each.amount, each.per, each.years, each.specified) for each in PROPOSAL.lines
    ]
    assert [(each.name, each.amount) for each in money.stays] == [(each.name, each.amount) for each in PROPOSAL.stays]
    assert money.foster_care.amount == PROPOSAL.foster_care.amount
