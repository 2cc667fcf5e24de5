"""What a reader is told of rounded numbers and of the signs that stand in place of small ones."""

from typing import Final

from geodata.language import Lang, Text
from maps.sharing.cells import BASE, HIDDEN, small

_ROUNDED: Final = Text(
    nl="Aantallen zijn willekeurig naar boven of beneden afgerond op een veelvoud van {base}, elk apart: zij tellen "
    "niet precies op, en het echte aantal ligt hoogstens {off} hoger of lager. {small} Een streepje ({hidden}) is een "
    "aantal dat niet wordt getoond; het kan elk aantal zijn.",
    en="Numbers are rounded up or down to a multiple of {base} at random, each on its own, so they do not add up "
    "exactly, and the true number is at most {off} higher or lower. {small} A dash ({hidden}) is a number that is "
    "not shown; it may be any number.",
)
_ONE_SIGN: Final = Text(
    nl="'{least}' is een aantal van 0 tot en met {most}.", en="'{least}' is a number from 0 to {most}."
)
_TWO_SIGNS: Final = Text(
    nl="'{least}' is een aantal van 0 tot en met {most}, '{next}' een van 1 tot en met {next_most}.",
    en="'{least}' is a number from 0 to {most}, '{next}' one from 1 to {next_most}.",
)


def signs(lang: Lang, least: int = BASE) -> str:
    """Say how numbers were rounded, and what each sign stands for.

    Parameters
    ----------
    least
        No smaller number is shown to this reader, as in :meth:`maps.sharing.cells.Cell.said`: a multiple of ``BASE``.
        From ``2 * BASE`` on, one sign stands for all that is smaller.
    """
    text = _TWO_SIGNS if least == BASE else _ONE_SIGN
    said = text.say(
        lang,
        {"least": small(least, lang), "most": least - 1, "next": small(2 * BASE, lang), "next_most": 2 * BASE - 1},
    )
    return _ROUNDED.say(lang, {"base": BASE, "off": BASE - 1, "small": said, "hidden": HIDDEN})
