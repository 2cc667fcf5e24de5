"""The page of plans to choose from: in both languages, wide and on a phone, for every reader."""

import pytest

from geodata.language import Lang
from maps.alternatives import AlternativesView, Column, MeasureLine, render
from tests.maps.builders import HOSTILE
from tests.maps.conftest import Reader
from tests.maps.test_page_access import faults


def view(lang: Lang) -> AlternativesView:
    columns = tuple(
        Column(f"Plan {n}", HOSTILE[0], f"{n}/map.html", f"{n}/report.html", None if n == 1 else f"{n}/compare.html")
        for n in range(1, 6)
    )
    lines = (
        MeasureLine(
            "Pleegkinderen zonder leeftijdgenoot", ("2", "4", "2", "7", "9"), (True, False, True, False, False)
        ),
        MeasureLine(HOSTILE[2], ("1", "1", "1", "1", "1"), (False,) * 5),
    )
    return AlternativesView(lang, HOSTILE[0], ("Een zin.",), columns, lines)


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "width"), [(Lang.NL, 1200), (Lang.EN, 390)])
def test_it_opens_without_a_complaint_and_asks_nothing(reader: Reader, lang: Lang, width: int) -> None:
    reader.open(render(view(lang)), width=width, scripted=False)

    assert reader.complaints() == []
    assert reader.requests() == []
    assert faults(reader) == []
    assert reader.js("return document.documentElement.scrollWidth <= innerWidth")
    assert reader.text("h1") == HOSTILE[0]
    assert len(reader.all(".best")) == 2
