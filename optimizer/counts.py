"""Numbers with the noun that they count, in the form that the number asks for."""

from typing import Final

from geodata.language import Lang, Text


def counted(n: int, forms: tuple[Text, Text], lang: Lang) -> str:
    """Write ``1 gezin`` or ``2 gezinnen``: the first form for one, the second for any other number, as ``{n}``."""
    return forms[n != 1].say(lang, {"n": n})


FAMILIES: Final = (Text(nl="{n} gezin", en="{n} family"), Text(nl="{n} gezinnen", en="{n} families"))
CONSTELLATIONS: Final = (
    Text(nl="{n} constellatie", en="{n} constellation"),
    Text(nl="{n} constellaties", en="{n} constellations"),
)
CHILDREN: Final = (
    Text(nl="{n} pleegkind", en="{n} foster child"),
    Text(nl="{n} pleegkinderen", en="{n} foster children"),
)
PLANS: Final = (Text(nl="{n} plan", en="{n} plan"), Text(nl="{n} plannen", en="{n} plans"))
LEFT_OUT: Final = (
    Text(nl="{n} doet niet mee", en="{n} does not join"),
    Text(nl="{n} doen niet mee", en="{n} do not join"),
)
MOVES: Final = (Text(nl="{n} verhuizing", en="{n} move"), Text(nl="{n} verhuizingen", en="{n} moves"))
BREACHES: Final = (Text(nl="{n} overtreding", en="{n} breach"), Text(nl="{n} overtredingen", en="{n} breaches"))
FINDINGS: Final = (Text(nl="{n} bevinding", en="{n} finding"), Text(nl="{n} bevindingen", en="{n} findings"))
