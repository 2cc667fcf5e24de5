"""The settings as the screen shows them: in plain words, with what each means, in groups."""

from dataclasses import dataclass
from typing import Any, Final

from geodata.errors import InputError
from geodata.language import Lang, Text
from optimizer.policy.file import KEYS, with_values
from optimizer.policy.values import Policy
from optimizer.screen import words
from optimizer.screen.refusal import RefusalError

SIZE: Final = Text(nl="Grootte", en="Size")
DISTANCE: Final = Text(nl="Afstand", en="Distance")
HUBS: Final = Text(nl="Hubhomes", en="Hub homes")
PROVIDERS: Final = Text(nl="Aanbieders", en="Providers")
CHANGE: Final = Text(nl="Wie nu bij wie hoort", en="Who belongs where today")
SEARCH: Final = Text(nl="Zoeken", en="Search")

FAMILIES: Final = Text(nl="gezinnen", en="families")
KM: Final = Text(nl="km", en="km")
CHILDREN: Final = Text(nl="pleegkinderen", en="foster children")
BEDS: Final = Text(nl="bedden", en="beds")
SECONDS: Final = Text(nl="seconden", en="seconds")
NOTHING: Final = Text(nl="", en="")
CONSTELLATIONS: Final = Text(nl="constellaties", en="constellations")
PROVIDERS_UNIT: Final = Text(nl="aanbieders", en="providers")
METRES: Final = Text(nl="meter", en="metres")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the policy on the page.

    Attributes
    ----------
    key
        ``section.key`` of the policy.
    low, high, step
        Of the slider; the policy itself allows more. ``None`` for a switch.
    """

    key: str
    group: Text
    title: Text
    help: Text
    unit: Text = NOTHING
    low: float | None = None
    high: float | None = None
    step: float = 1

    def as_json(self, policy: Policy, lang: Lang) -> dict[str, Any]:
        """Give what the page shows of it."""
        key = _KEYS[self.key]
        value = getattr(getattr(policy, key.section), key.name)
        kind = "switch" if key.kind is bool else "number"
        return {
            "key": self.key,
            "group": self.group.say(lang),
            "title": self.title.say(lang),
            "help": self.help.say(lang),
            "kind": kind,
            "unit": self.unit.say(lang),
            "low": self.low,
            "high": self.high,
            "step": self.step,
            "choices": [],
            "optional": key.optional,
            "value": value,
            "default": key.default,
        }


_KEYS: Final = {key.full: key for key in KEYS}


def settings_shown(policy: Policy, lang: Lang) -> list[dict[str, Any]]:
    """Give all settings of the page with the values that hold."""
    return [setting.as_json(policy, lang) for setting in SETTINGS]


def with_settings(policy: Policy, values: dict[str, Any], lang: Lang) -> Policy:
    """Change a policy by what the page sends.

    Raises
    ------
    RefusalError
        For a value that cannot be, with its key.
    """
    shown = {setting.key: setting for setting in SETTINGS}
    for name in values:
        if name not in shown:
            raise RefusalError(words.MISSING, {"name": "values"})
    for name, value in values.items():
        if isinstance(value, dict | list | str):
            raise RefusalError(words.MISSING, {"name": shown[name].title.say(lang)}, key=name)
    # All values together, as limits that hold between two of them are judged on what comes out.
    try:
        return with_values(policy, values)
    except InputError as error:
        fault = error.faults[0]
        key = str(fault.facts.get("key", next(iter(values), "")))
        title = shown[key].title.say(lang) if key in shown else key
        raise RefusalError(NOT_SO, {"title": title, "sentence": _in_words(error, lang)}, key=key) from None


def _in_words(error: InputError, lang: Lang) -> str:
    """Say the fault with the titles of the page in place of the keys of the file."""
    said = error.faults[0].say(lang)
    for setting in SETTINGS:
        said = said.replace(f"'{setting.key}'", f"'{setting.title.say(lang)}'")
    return said


NOT_SO: Final = Text(nl="{title}: {sentence}", en="{title}: {sentence}")

SETTINGS: Final = (
    Setting(
        "size.min",
        SIZE,
        Text(nl="Minste satellietgezinnen", en="Fewest satellites"),
        Text(
            nl="Een constellatie met minder satellietgezinnen komt er niet. De hubhome telt niet mee.",
            en="There will be no constellation with fewer satellites. The hub home is not counted.",
        ),
        FAMILIES,
        1,
        20,
    ),
    Setting(
        "size.target",
        SIZE,
        Text(nl="Streefaantal satellietgezinnen", en="Target number of satellites"),
        Text(
            nl="Zoveel is het mooist. Meer of minder mag, tussen het minste en het meeste.",
            en="So many is best. More or fewer is allowed, between the fewest and the most.",
        ),
        FAMILIES,
        1,
        20,
    ),
    Setting(
        "size.max",
        SIZE,
        Text(nl="Meeste satellietgezinnen", en="Most satellites"),
        Text(
            nl="Een constellatie met meer satellietgezinnen komt er niet.",
            en="There will be no constellation with more satellites.",
        ),
        FAMILIES,
        1,
        20,
    ),
    Setting(
        "size.count_hub",
        SIZE,
        Text(nl="De hubhome telt mee", en="The hub home counts too"),
        Text(
            nl="Telt de hubhome mee in het aantal gezinnen en pleegkinderen?",
            en="Does the hub home count among the families and foster children?",
        ),
    ),
    Setting(
        "capacity.children_max",
        SIZE,
        Text(nl="Meeste pleegkinderen", en="Most foster children"),
        Text(
            nl="Hoogstens zoveel pleegkinderen in de satellietgezinnen van één constellatie. Leeg: geen grens.",
            en="At most so many foster children in the satellites of one constellation. Empty: no limit.",
        ),
        CHILDREN,
        4,
        60,
    ),
    Setting(
        "radius.hub_km",
        DISTANCE,
        Text(nl="Hoogstens zo ver van de hubhome", en="At most so far from the hub home"),
        Text(
            nl="Hemelsbreed van een satellietgezin naar zijn hubhome. Ruimer: meer gezinnen vinden een plaats, en "
            "reizen verder.",
            en="In a straight line from a satellite to its hub home. Wider: more families find a place, and "
            "travel farther.",
        ),
        KM,
        1,
        30,
        0.5,
    ),
    Setting(
        "radius.mutual_km",
        DISTANCE,
        Text(nl="Hoogstens zo ver van elkaar", en="At most so far from each other"),
        Text(
            nl="Tussen twee gezinnen van één constellatie. Leeg: geen grens.",
            en="Between any two homes of one constellation. Empty: no limit.",
        ),
        KM,
        1,
        40,
        0.5,
    ),
    Setting(
        "distance.detour",
        DISTANCE,
        Text(nl="Omweg over de weg", en="Detour by road"),
        Text(
            nl="Met hoeveel de rechte lijn wordt vermenigvuldigd. 1 is hemelsbreed; over de weg is het vaak zo'n 1,3.",
            en="By how much the straight line is multiplied. 1 is as the crow flies; by road it is often some 1.3.",
        ),
        NOTHING,
        1,
        2,
        0.05,
    ),
    Setting(
        "hubs.max",
        HUBS,
        Text(nl="Meeste constellaties", en="Most constellations"),
        Text(nl="Hoogstens zoveel constellaties. Leeg: geen grens.", en="At most so many. Empty: no limit."),
        CONSTELLATIONS,
        1,
        60,
    ),
    Setting(
        "hubs.exactly",
        HUBS,
        Text(nl="Precies zoveel constellaties", en="Exactly so many constellations"),
        Text(nl="Niet meer en niet minder. Leeg: vrij.", en="No more and no fewer. Empty: free."),
        CONSTELLATIONS,
        1,
        60,
    ),
    Setting(
        "capacity.beds_min",
        HUBS,
        Text(nl="Logeerbedden bij de hubhome", en="Sleep-over beds at the hub home"),
        Text(
            nl="Wie minder bedden vrijhoudt, wordt geen hubhome.",
            en="Who keeps fewer beds free will be no hub home.",
        ),
        BEDS,
        0,
        6,
    ),
    Setting(
        "hubs.min_apart_km",
        HUBS,
        Text(nl="Hubhomes minstens zo ver uiteen", en="Hub homes at least so far apart"),
        Text(nl="Tussen twee hubhomes. Leeg: geen grens.", en="Between two hub homes. Empty: no limit."),
        KM,
        0.5,
        20,
        0.5,
    ),
    Setting(
        "providers.min_per_constellation",
        PROVIDERS,
        Text(nl="Minste aanbieders in een constellatie", en="Fewest providers in a constellation"),
        Text(
            nl="Zo komen gezinnen van verschillende aanbieders bij elkaar. Leeg: geen eis.",
            en="So families of different providers come together. Empty: no demand.",
        ),
        PROVIDERS_UNIT,
        1,
        5,
    ),
    Setting(
        "providers.max_share",
        PROVIDERS,
        Text(nl="Grootste aandeel van één aanbieder", en="Largest share of one provider"),
        Text(
            nl="Deel van de gezinnen van één constellatie: 0,75 is drie van de vier. Leeg: geen grens.",
            en="Part of the homes of one constellation: 0.75 is three in four. Empty: no limit.",
        ),
        NOTHING,
        0.25,
        1,
        0.05,
    ),
    Setting(
        "providers.exchange_tolerance",
        PROVIDERS,
        Text(nl="Verschil tussen geven en krijgen", en="Difference between giving and receiving"),
        Text(
            nl="Een aanbieder staat hoogstens zoveel gezinnen meer af aan hubhomes van anderen dan hij er krijgt, en "
            "omgekeerd. Leeg: geen grens.",
            en="A provider gives at most so many families more to hub homes of others than it gets, and the other way "
            "round. Empty: no limit.",
        ),
        FAMILIES,
        0,
        30,
    ),
    Setting(
        "today.moves_max",
        CHANGE,
        Text(nl="Hoogstens zoveel verhuizingen", en="At most so many moves"),
        Text(
            nl="Gezinnen die hun constellatie van nu kwijtraken. Telt alleen als bekend is wie nu bij wie hoort.",
            en="Families that lose their constellation of today. It counts only where that is known.",
        ),
        FAMILIES,
        0,
        100,
    ),
    Setting(
        "objective.target_weight_m",
        SEARCH,
        Text(nl="Hoe zwaar het streefaantal telt", en="How much the target number counts"),
        Text(
            nl="Eén gezin meer of minder dan het streefaantal is zo erg als zoveel meter extra reizen.",
            en="One family more or fewer than the target is as bad as so many metres of extra travel.",
        ),
        METRES,
        0,
        5000,
        100,
    ),
    Setting(
        "solve.time_limit_s",
        SEARCH,
        Text(nl="Zoektijd", en="Time to search"),
        Text(
            nl="Zo lang wordt hoogstens gezocht. Eerder klaar is bewezen klaar; stoppen mag altijd en houdt het beste.",
            en="At most so long is searched. Done before is proved done; you may always stop and keep the best.",
        ),
        SECONDS,
        5,
        600,
        5,
    ),
)
"""Every setting of the page, in its order."""
