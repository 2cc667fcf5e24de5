"""The sections of a policy: every key that a user may set, with what it means and what it may be."""

from dataclasses import dataclass, field
from typing import Any, Final

from geodata.language import Text
from optimizer import tiers
from optimizer.rules import PerProvider

USUAL_TIERS: Final = ("unplaced", "travel")
TIERS_WITH_TODAY: Final = ("unplaced", "moves", "travel")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a key of the policy may be, and what it says to a user.

    Attributes
    ----------
    example
        What a page shows of a key that has no default.
    usual
        What holds where nothing is set and that depends on the families; a page shows it as the default.
    year
        Whether it is a year, which is written without a sign between thousands.
    """

    text: Text
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    example: str | float | tuple[float, ...] | tuple[str, ...] | None = None
    usual: tuple[str, ...] | None = None
    year: bool = False


def _key(default: Any, nl: str, en: str, low: float | None = None, high: float | None = None, **more: Any) -> Any:
    return field(default=default, metadata={"meaning": Meaning(Text(nl, en), low, high, **more)})


@dataclass(frozen=True, slots=True)
class Size:
    """How many families a constellation has."""

    min: int = _key(6, "Kleinste aantal gezinnen van een constellatie.", "Fewest families of a constellation.", 0, 1000)
    target: int = _key(8, "Streefaantal gezinnen.", "Target number of families.", 0, 1000)
    max: int = _key(10, "Grootste aantal gezinnen.", "Most families.", 1, 1000)
    count_hub: bool = _key(
        False,
        "De hubhome telt mee in het aantal gezinnen en pleegkinderen.",
        "The hub home counts among the families and foster children.",
    )


@dataclass(frozen=True, slots=True)
class Radius:
    """How far families live from each other."""

    hub_km: float = _key(
        5.0, "Straal: van satellietgezin tot hubhome, in km.", "Radius: a satellite to its hub home, km.", 0, 500
    )
    mutual_km: float | None = _key(
        None,
        "Grootste afstand tussen twee gezinnen, in km.",
        "Longest distance between two homes, km.",
        0,
        500,
        example=8.0,
    )


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a constellation can carry."""

    children_max: int | None = _key(
        None,
        "Meeste pleegkinderen in een constellatie.",
        "Most foster children of a constellation.",
        0,
        10_000,
        example=16,
    )
    crisis_max: int | None = _key(
        None,
        "Meeste crisisgezinnen in een constellatie (kolom 'zorgvorm').",
        "Most families for emergency care in a constellation (column 'care_type').",
        0,
        1000,
        example=2,
    )
    beds_min: int = _key(
        2, "Logeerbedden die een hubhome vrijhoudt.", "Sleep-over beds that a hub home keeps free.", 0, 100
    )


@dataclass(frozen=True, slots=True)
class Hubs:
    """How many constellations there are."""

    max: int | None = _key(None, "Meeste constellaties.", "Most constellations.", 0, 100_000, example=12)
    exactly: int | None = _key(
        None, "Precies zoveel constellaties.", "Exactly so many constellations.", 0, 100_000, example=12
    )
    min_apart_km: float | None = _key(
        None,
        "Kleinste afstand tussen twee hubhomes, in km.",
        "Least distance between two hub homes, km.",
        0,
        500,
        example=2.0,
    )


@dataclass(frozen=True, slots=True)
class Providers:
    """How providers are mixed."""

    min_per_constellation: int | None = _key(
        None, "Minste aantal aanbieders in een constellatie.", "Fewest providers in a constellation.", 1, 100, example=2
    )
    max_share: float | None = _key(
        None,
        "Grootste aandeel van één aanbieder in een constellatie (0 tot 1).",
        "Largest share of one provider in a constellation (0 to 1).",
        0,
        1,
        example=0.75,
    )
    exchange_tolerance: int | None = _key(
        None,
        "Hoogste verschil tussen gezinnen die een aanbieder afstaat en ontvangt.",
        "Largest difference between families that a provider sends and receives.",
        0,
        100_000,
        example=5,
    )
    hubs_min: PerProvider | None = _key(  # noqa: RUF009 - a field like the others
        None,
        "Minste aantal hubhomes van elke aanbieder, of van aanbieders bij naam.",
        "Fewest hub homes of every provider, or of providers by name.",
        0,
        100_000,
        example=1,
    )
    hubs_max: PerProvider | None = _key(  # noqa: RUF009 - a field like the others
        None,
        "Meeste hubhomes van elke aanbieder, of van aanbieders bij naam.",
        "Most hub homes of every provider, or of providers by name.",
        0,
        100_000,
        example=4,
    )


@dataclass(frozen=True, slots=True)
class Objective:
    """What is made as small as can be."""

    tiers: tuple[str, ...] = _key(
        (),
        "Doelen, het belangrijkste eerst; staat in het gezinnenbestand wie nu waar zit, dan ook moves als tweede.",
        "Objectives, the most important first; where the families file says who is where today, moves too, as the "
        "second.",
        choices=tuple(tier.key for tier in tiers.TIERS),
        usual=USUAL_TIERS,
    )
    target_weight_m: int = _key(
        1000,
        "Eén gezin boven of onder het streefaantal weegt zo zwaar als zoveel meter reizen.",
        "One family above or below the target weighs as much as so many metres of travel.",
        0,
        1_000_000,
    )


@dataclass(frozen=True, slots=True)
class TodaySettings:
    """What today's constellations weigh."""

    move_weight_m: int = _key(
        0,
        "Eén verhuizing weegt in de reisafstand zo zwaar als zoveel meter reizen.",
        "One move weighs in travel as much as so many metres of travel.",
        0,
        1_000_000,
    )
    moves_max: int | None = _key(
        None,
        "Meeste gezinnen die uit hun constellatie van nu verhuizen.",
        "Most families that leave their constellation of today.",
        0,
        100_000,
        example=3,
    )
    consent: bool = _key(
        False,
        "Niemand verhuist zonder toestemming: elke verhuizing is een voorstel, met wat er gebeurt als dat gezin nee "
        "zegt.",
        "Nobody moves without consent: each move is a proposal, with what falls back if that family says no.",
    )


@dataclass(frozen=True, slots=True)
class Distance:
    """How distance is measured."""

    metric: str = _key(
        "geodesic",
        "Hoe afstand gemeten wordt: rechte lijn (geodesic), of meters of minuten uit een eigen bestand.",
        "How distance is measured: straight line (geodesic), or metres or minutes from a file of your own.",
        choices=("geodesic", "metres", "minutes"),
    )
    detour: float = _key(1.0, "Omwegfactor op de rechte lijn.", "Detour on the straight line.", 1, 10)
    matrix: str | None = _key(
        None,
        "Bestand met eigen afstanden of reistijden.",
        "File with your own distances or travel times.",
        example="minutes.csv",
    )
    barriers: str | None = _key(
        None,
        "Bestand met water en wegen (GeoJSON) waar een rechte lijn omheen gaat.",
        "File of water and roads (GeoJSON) that a straight line goes around.",
        example="plassen.geojson",
    )
    kmh: float = _key(
        60.0,
        "Een minuut uit het bestand telt als de weg die u daarin met deze snelheid aflegt.",
        "A minute of the file counts as the way you cover in it at this speed.",
        1,
        300,
    )


@dataclass(frozen=True, slots=True)
class Solve:
    """What the search may use."""

    time_limit_s: float = _key(30.0, "Seconden rekentijd.", "Seconds to search.", 0.1, 1_000_000)
    work: float | None = _key(
        None,
        "Rekenwerk in plaats van seconden, op één kern: hetzelfde plan, hoe druk de computer ook is. Een eenheid is "
        "een halve tot een hele seconde.",
        "Work in place of seconds, on one core: the same plan however busy the computer is. A unit is "
        "half a second to a second.",
        0.1,
        1_000_000,
        example=30.0,
    )
    workers: int = _key(0, "Rekenkernen; 0 is alle.", "Cores to use; 0 is all.", 0, 1024)
    seed: int = _key(0, "Beginwaarde van het toeval.", "Seed of chance.", 0, 2**31 - 1)

    @property
    def about_s(self) -> float:
        """Seconds that a search takes at most, or about, where work is counted."""
        return self.time_limit_s if self.work is None else self.work


@dataclass(frozen=True, slots=True)
class RollOut:
    """How constellations start, wave after wave. Lists hold a number for each wave; the last one repeats."""

    waves: int = _key(
        3,
        "Aantal jaren van de uitrol; een golf is wat er in één jaar start.",
        "Number of years of the roll-out; a wave is what starts in one year.",
        1,
        15,
    )
    first: int | None = _key(
        None, "Het eerste jaar van de uitrol.", "The first year of the roll-out.", 1900, 2200, example=2027, year=True
    )
    launches: tuple[int, ...] | None = _key(
        None,
        "Hoogstens zoveel constellaties die in elk jaar starten; het laatste getal herhaalt zich.",
        "At most so many constellations that start in each year; the last number repeats.",
        0,
        10_000,
        example=(1, 4),
    )
    launch_min: int = _key(
        4,
        "Kleinste aantal gezinnen waarmee een constellatie start.",
        "Fewest families that a constellation starts with.",
        0,
        1000,
    )
    grow: int | None = _key(
        None,
        "Hoogstens zoveel gezinnen die een constellatie er in een later jaar bij krijgt.",
        "At most so many families that a constellation takes in a later year.",
        0,
        1000,
        example=3,
    )
    budget: tuple[float, ...] | None = _key(
        None,
        "Budget van elk jaar, in euro; het laatste bedrag herhaalt zich.",
        "Budget of each year, in euro; the last amount repeats.",
        0,
        1_000_000_000,
        example=(140000, 400000),
    )
    pilot: str | None = _key(
        None, "Deze hubhome start in het eerste jaar.", "This hub home starts in the first year.", example="F012"
    )
    recruit: tuple[int, ...] | None = _key(
        None,
        "Hoogstens zoveel constellaties die in elk jaar starten met een hubhome die nog gevonden moet worden.",
        "At most so many constellations that start in each year with a hub home that is still to be found.",
        0,
        100,
        example=(0, 2, 3),
    )
    hubs_move: bool = _key(
        False,
        "Een kandidaat mag satellietgezin zijn tot de eigen constellatie start.",
        "A candidate may be a satellite until its own constellation starts.",
    )
    attrition: float | None = _key(
        None,
        "Deel van de gezinnen dat in elk jaar stopt (0 tot 1); alleen voor een beeld van wat er dan overblijft.",
        "Part of the families that stops in each year (0 to 1); only for a picture of what is left then.",
        0,
        1,
        example=0.14,
    )
    wave: int | None = _key(
        None,
        "Het hoeveelste jaar van een uitrol dit plan is: wie later komt, doet nog niet mee. `rollout` vult dit zelf "
        "in.",
        "The year of a roll-out that this plan is of, counted from 1: who comes later does not join yet. `rollout` "
        "fills this in itself.",
        1,
        15,
        example=2,
    )
    to_find: tuple[str, ...] | None = _key(
        None,
        "Postcodegebieden waar dit plan rekent op een hubhome die nog gevonden moet worden. `rollout` vult dit zelf "
        "in.",
        "Postcode areas in which this plan counts on a hub home still to be found. `rollout` fills this in itself.",
        example=("1211",),
    )
