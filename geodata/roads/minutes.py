"""Sentences in minutes: where a plan counts travel time, the kilometres of a sentence are minutes in disguise.

A minute is counted as the way covered in it at a set speed (``distance.kmh``), so that radius and objective need one
unit only. Whoever reads a sentence should see the minutes again.
"""

import re
from typing import Final

from geodata.language import Lang, number

_KM: Final = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*) km\b")


def in_minutes(sentence: str, lang: Lang, per_km: float) -> str:
    """Write every number of kilometres as minutes.

    Parameters
    ----------
    sentence
        With numbers as :func:`geodata.language.number` writes them in the language.
    per_km
        Minutes that one kilometre stands for.
    """
    point, thousands = (",", ".") if lang is Lang.NL else (".", ",")

    def minutes(found: re.Match[str]) -> str:
        value = float(found[1].replace(thousands, "").replace(point, "."))
        return f"{number(value * per_km, lang)} min"

    return _KM.sub(minutes, sentence)
