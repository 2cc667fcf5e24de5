"""Sentences in minutes: where a plan counts travel time, the kilometres of a sentence are minutes in disguise.

A minute is counted as the way covered in it at a set speed (``distance.kmh``), so that radius and objective need one
unit only. Whoever reads a sentence should see the minutes again.
"""

import re
from typing import Final

from geodata.language import Lang, number

_KM: Final = re.compile(r"(?<![\w.,])(?:(\d+(?:[.,]\d+)*) (tot|to) )?(\d+(?:[.,]\d+)*) km\b")


def in_minutes(sentence: str, lang: Lang, per_km: float) -> str:
    """Write every number of kilometres as minutes, and every span of them.

    Parameters
    ----------
    sentence
        With numbers as :func:`geodata.language.number` writes them in the language.
    per_km
        Minutes that one kilometre stands for.
    """
    point, thousands = (",", ".") if lang is Lang.NL else (".", ",")

    def minutes(km: str) -> str:
        return number(float(km.replace(thousands, "").replace(point, ".")) * per_km, lang)

    def written(found: re.Match[str]) -> str:
        low = "" if found[1] is None else f"{minutes(found[1])} {found[2]} "
        return f"{low}{minutes(found[3])} min"

    return _KM.sub(written, sentence)
