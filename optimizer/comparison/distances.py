"""How far a family lives from its hub home, as a reader may see it: no finer than the masks are, unless asked for."""

from typing import Final

from geodata.language import Lang, Text, number


def way_said(metres: float | None, lang: Lang, *, exact: bool) -> str:
    """Say a distance: in whole kilometres, ``1 - 2 km``, or with one decimal where ``exact``; nothing is a dash."""
    if metres is None:
        return NOTHING
    if exact:
        return f"{number(metres / 1000, lang)} km"
    low = int(metres // 1000)
    return BELOW.say(lang) if low == 0 else BAND.say(lang, {"low": low, "high": low + 1})


NOTHING: Final = "\N{EN DASH}"
BELOW: Final = Text(nl="minder dan 1 km", en="under 1 km")
BAND: Final = Text(nl="{low}–{high} km", en="{low}–{high} km")
