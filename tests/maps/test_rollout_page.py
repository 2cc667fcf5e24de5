"""What the page of a roll-out says of why constellations start, and of what more room would bring."""

import re

import pytest

from geodata.language import Lang
from maps.tables import Table
from optimizer.application.rollout_questions import Gain
from tests.maps.test_rollout_browser import LIMITED, page, written


def sheet(made: str, wave: int) -> str:
    """Give what one wave says."""
    return made.split('<section class="wave"')[wave].split("</section>", maxsplit=1)[0]


def points(made: str, heading: str) -> list[str]:
    """Give the points below a heading."""
    part = made.split(f">{heading}</h2>")[1].split("</section>", maxsplit=1)[0]
    return re.findall("<li>(.*?)</li>", part)


@pytest.mark.parametrize(
    ("lang", "why", "one"),
    [
        (Lang.NL, "In 2027 is het aantal starts al bereikt (2); daarom volgen in 2028:", "gezinnen en"),
        (Lang.EN, "The number of starts of 2027 is reached (2); so these follow in 2028:", "families and"),
    ],
)
def test_a_reason_is_said_once_for_all_constellations_it_holds_for(lang: Lang, why: str, one: str) -> None:
    second = sheet(page(lang), 2)
    assert second.count(why) == 1
    told = second.split(why)[1]
    assert len(re.findall(rf"<li><strong>C\d\d</strong> \w+: \d+ {one}", told)) == 2


def test_of_every_year_it_is_said_what_one_more_start_and_more_money_bring_or_that_nobody_knows() -> None:
    assert points(page(), "Wat zou meer ruimte opleveren?") == [
        "Eén start meer in 2027: de gezinnen wachten samen 8 jaren minder (bewezen).",
        "Eén start meer in 2028: niemand wacht korter (bewezen).",
        "Eén start meer in 2029: niet uitgerekend, want daar was geen tijd voor. Geef meer rekentijd.",
        "EUR 50.000,00 meer in 2028: de gezinnen wachten samen 3 jaren minder (bewezen).",
        "EUR 50.000,00 meer in 2027 of 2029: niet uitgerekend, want daar was geen tijd voor. Geef meer rekentijd.",
    ]


@pytest.mark.parametrize(
    ("lang", "heading", "launches", "money"),
    [
        (
            Lang.NL,
            "Wat zou meer ruimte opleveren?",
            "Er is geen aantal starts per jaar opgegeven; één start meer verandert daarom niets.",
            "Er is geen budget opgegeven: geld beperkt in deze uitrol niets, en EUR 50.000,00 meer verandert niets.",
        ),
        (
            Lang.EN,
            "What would more room bring?",
            "No number of starts in a year was given; so one more start changes nothing.",
            "No budget was given: money limits nothing in this roll-out, and EUR 50,000.00 more changes nothing.",
        ),
    ],
)
def test_where_nothing_limits_it_is_said_that_more_changes_nothing(
    lang: Lang, heading: str, launches: str, money: str
) -> None:
    gains = (Gain("launch", 1, 0), Gain("launch", 2, 0), Gain("launch", 3, 0))
    nobody = {Lang.NL: "Eén start meer in 2027, 2028 of 2029: niemand wacht korter (bewezen)."}
    nobody[Lang.EN] = "One more start in 2027, 2028 or 2029: nobody waits less (proved)."
    launched = written(lang, {"rollout.launches": (2,)}, *gains)
    assert points(launched, heading) == [nobody[lang], money]
    assert points(written(lang, {}), heading) == [launches, money]


@pytest.mark.parametrize(
    ("lang", "said"), [(Lang.NL, "Kies hoeveel er per jaar mogen starten"), (Lang.EN, "Choose how many may start")]
)
def test_a_page_names_no_option_of_a_command(lang: Lang, said: str) -> None:
    made = written(lang, {})
    text = re.sub(r"<style>.*?</style>|<script.*?</script>", "", made, flags=re.DOTALL)
    assert said in text
    assert re.findall(r"[ (]--[a-z]", text) == []


def test_where_no_other_first_was_found_that_is_said() -> None:
    said = "Een andere hubhome die eerst kan starten, met dezelfde constellaties, is niet gevonden."
    assert said in written(Lang.NL, LIMITED, pilots=False)
    assert said not in page()


def test_amounts_stand_to_the_right_as_numbers_do() -> None:
    table = Table("Uitrol", "", ("Jaar", "Starts", "Kosten", "Wie"), (("2027", 1, "EUR 136.674,60", "Noord 1"),))
    assert [table.numeric(column) for column in range(4)] == [False, True, True, False]
