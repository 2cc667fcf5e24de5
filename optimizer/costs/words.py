"""What is said about costs: what is evidence, what is an assumption, and who pays."""

from typing import Final

from geodata.language import Text
from optimizer.costs.money import Per

PER: Final = {
    Per.CONSTELLATION: Text(nl="constellatie", en="constellation"),
    Per.FAMILY: Text(nl="gezin", en="family"),
    Per.CHILD: Text(nl="pleegkind", en="foster child"),
    Per.REGION: Text(nl="regio", en="region"),
}

NO_SAVING: Final = Text(
    nl="Dit zijn kosten, en het aantal vermeden jaren elders waarbij zij zijn terugverdiend. Het is geen belofte van "
    "een besparing: zonder gegevens over uw eigen regio is die nul.",
    en="These are costs, and the number of avoided years elsewhere at which they are paid back. This is no "
    "promise of a saving: without figures for your own region, that is zero.",
)
WHO_PAYS: Final = Text(
    nl="Waar een gezin woont, zegt niet wie betaalt: jeugdhulp komt voor rekening van de gemeente waar het kind vóór "
    "de plaatsing woonde (woonplaatsbeginsel).",
    en="Where a family lives does not say who pays: youth care is paid for by the municipality where the child lived "
    "before the placement.",
)
COUNTED: Final = Text(
    nl="Een gezin is een gezin in een constellatie, de hubhome meegeteld; pleegkinderen zijn de pleegkinderen in die "
    "gezinnen. Jaar 1 is het jaar waarin iets start.",
    en="A family is a family in a constellation, the hub home included; foster children are those of these families. "
    "Year 1 is the year in which something starts.",
)
NOT_SPECIFIED: Final = Text(
    nl="Het regionale voorstel noemt voor het eerste jaar een totaal van {total} en specificeert daarvan {specified}. "
    "Het verschil, {difference}, staat als eigen regel en telt alleen in jaar 1; of het terugkomt, weet het voorstel "
    "niet.",
    en="The regional proposal states a total of {total} for the first year and specifies {specified} of it. The "
    "difference, {difference}, is a line of its own and counts in year 1 only; the proposal does not say whether it "
    "recurs.",
)
EVIDENCE: Final = (
    Text(
        nl="Onafhankelijk onderzoek (evaluatie voor het Engelse ministerie van Onderwijs): £\xa00,99 bespaard per "
        "£\xa01. Gezinnen in een constellatie stopten 82% minder vaak, maar het vervolgonderzoek was te klein voor "
        "zekerheid.",
        en="Independent research (evaluation for the English Department for Education): £0.99 saved per £1. Families "
        "in a constellation were 82% less likely to stop, but the follow-up was too small to be sure.",
    ),
    Text(
        nl="Eigen opgave van diensten, zonder methode: ongeveer £\xa03 miljoen vermeden van mei 2018 tot maart 2020 "
        "(warrington.gov.uk); bijna £\xa01 miljoen in één stad in 2025 (boltontoday.co.uk).",
        en="Reported by services themselves, no method seen: about £3m avoided from May 2018 to March 2020 "
        "(warrington.gov.uk); nearly £1m in one town in 2025 (boltontoday.co.uk).",
    ),
    Text(
        nl="Aanname, geen gegeven: hoeveel plaatsingen in uw regio door constellaties niet worden afgebroken. In 2020 "
        "eindigde in Nederland ongeveer 3% van de pleegzorgjaren ongepland (afgeleid: 687 van 23.093 kinderen).",
        en="An assumption, not a given: how many placements in your region do not break down because of "
        "constellations. In 2020 some 3% of child-years in Dutch foster care ended unplanned (inferred: 687 of 23,093 "
        "children).",
    ),
)
FOUND_BAND: Final = Text(
    nl="Onderzoek: £\xa00 tot £\xa00,99 per £\xa01 (zie onder)", en="Research: £0 to £0.99 per £1 (see below)"
)
