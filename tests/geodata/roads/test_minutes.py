"""Kilometres of sentences become minutes where a plan counts travel time."""

import pytest

from geodata.language import Lang
from geodata.roads.minutes import in_minutes


@pytest.mark.parametrize(
    ("lang", "sentence", "per_km", "expected"),
    [
        (Lang.NL, "De afstand is 5,312 km; de straal is 5,0 km.", 1.0, "De afstand is 5,3 min; de straal is 5,0 min."),
        (Lang.EN, "The nearest is at 7.4 km.", 4.0, "The nearest is at 29.6 min."),
        (Lang.NL, "Samen reizen zij 1.234,5 km.", 2.0, "Samen reizen zij 2.469,0 min."),
        (
            Lang.EN,
            "Together they travel 1,234.5 km, and 8 km more.",
            2.0,
            "Together they travel 2,469.0 min, and 16.0 min more.",
        ),
        (Lang.NL, "G5 km is een gezin, en 4 gezinnen reizen.", 1.0, "G5 km is een gezin, en 4 gezinnen reizen."),
    ],
)
def test_kilometres_in_a_sentence(lang: Lang, sentence: str, per_km: float, expected: str) -> None:
    assert in_minutes(sentence, lang, per_km) == expected
