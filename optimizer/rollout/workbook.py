"""``rollout.xlsx``: a sheet for each wave, a row for each family, and the costs with inputs and live formulas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.language import Lang, Text
from optimizer.costs.workbook import sheets_of, total_of
from optimizer.files.sheets import Sheet, Value, as_xlsx
from optimizer.recruits import OF_WHICH_TO_FIND, provider_of
from optimizer.rollout.document import FinishedRollOut
from optimizer.waves import wave_of

_MONEY: Final = "#,##0.00"


def workbook(finished: FinishedRollOut, lang: Lang, more: Sequence[Sheet] = ()) -> bytes:
    """Write the sheets, and before those of the costs ``more``; the same roll-out gives the same bytes."""
    made = _Workbook(finished, lang)
    waves = (made.wave(wave) for wave in finished.terms.waves)
    costs = sheets_of(finished.verdict.costs, lang)
    return as_xlsx((made.overview(), *waves, made.constellations(), made.families(), *more, *costs), TITLE.say(lang))


@dataclass(frozen=True, slots=True)
class _Workbook:
    finished: FinishedRollOut
    lang: Lang

    def _said(self, *texts: Text) -> tuple[str, ...]:
        return tuple(text.say(self.lang) for text in texts)

    def overview(self) -> Sheet:
        """Give a row for each wave; its costs are those of the sheet of costs, and follow when amounts change."""
        terms, verdict = self.finished.terms, self.finished.verdict
        roll_out, costs = verdict.roll_out, verdict.costs
        finding = any(terms.recruit)
        found = (OF_WHICH_TO_FIND,) if finding else ()
        header = self._said(WAVE, STARTS, *found, JOINS, RUNNING, FAMILIES, CHILDREN, WAITING, COSTS, BUDGET)
        rows: list[Sequence[Value]] = []
        for wave, plan in enumerate(roll_out.plans, start=1):
            running, starting = costs.running(wave), roll_out.starting(wave)
            rows.append(
                (
                    terms.name(wave),
                    len(starting),
                    *((sum(each.hub.to_find for each in starting),) if finding else ()),
                    len(roll_out.joining(wave)),
                    running.constellations,
                    running.families,
                    running.children,
                    len(plan.unplaced),
                    total_of(costs, wave, self.lang),
                    terms.budget[wave - 1],
                )
            )
        money = dict.fromkeys((len(header) - 1, len(header)), _MONEY)
        return Sheet(OVERVIEW.say(self.lang), header, rows, money, filtered=False)

    def wave(self, wave: int) -> Sheet:
        """Give who is in which constellation in a wave, and what is new in it."""
        header = self._said(CONSTELLATION, FAMILY, ROLE, HUB, PROVIDER, MUNICIPALITY, PLACE_SINCE, NEW)
        return Sheet(self._sheet_name(wave), header, list(self._members(wave)))

    def _sheet_name(self, wave: int) -> str:
        name = self.finished.terms.name(wave)
        return name if self.finished.terms.policy.rollout.first is not None else SHEET.say(self.lang, {"wave": name})

    def _members(self, wave: int) -> Iterator[Sequence[Value]]:
        roll_out, terms = self.finished.verdict.roll_out, self.finished.terms
        plan = roll_out.plans[wave - 1]
        by_name = sorted(plan.constellations, key=lambda each: self.finished.names[each.hub.id])
        for constellation in by_name:
            for home in constellation.homes:
                is_hub = home.id == constellation.hub.id
                since = roll_out.places[home.id]
                new = roll_out.starts[home.id] if is_hub else since
                yield (
                    self.finished.names[constellation.hub.id],
                    home.id,
                    (HUB_TO_FIND if home.to_find else HUB if is_hub else SATELLITE).say(self.lang),
                    constellation.hub.id,
                    provider_of(home, self.lang),
                    home.municipality,
                    terms.name(since),
                    NEW_HERE.say(self.lang) if new == wave else None,
                )

    def constellations(self) -> Sheet:
        """Give when each constellation starts, and why."""
        terms, starts = self.finished.terms, self.finished.verdict.roll_out.starts
        by_wave = sorted(starts, key=lambda hub: (starts[hub], self.finished.names[hub]))
        rows = [
            (self.finished.names[hub], hub, terms.name(starts[hub]), self.finished.cause(hub).say(self.lang))
            for hub in by_wave
        ]
        return Sheet(CONSTELLATIONS.say(self.lang), self._said(CONSTELLATION, HUB, STARTS_IN, WHY), rows)

    def families(self) -> Sheet:
        """Give the wave of each family; who does not join is left out."""
        terms, places = self.finished.terms, self.finished.verdict.roll_out.places
        first = terms.policy.rollout.first
        rows: list[Sequence[Value]] = []
        for family in terms.families:
            if not family.joins:
                continue
            place = places.get(family.id)
            could = wave_of(family.joins_from, first)
            waits = (terms.n_waves + 1 if place is None else place) - could if family.may_be_satellite else None
            rows.append(
                (
                    family.id,
                    family.provider,
                    family.municipality,
                    terms.name(could),
                    NO_PLACE.say(self.lang) if place is None else terms.name(place),
                    waits,
                )
            )
        header = self._said(FAMILY, PROVIDER, MUNICIPALITY, JOINS_FROM, PLACE_FROM, WAITS)
        return Sheet(FAMILIES_SHEET.say(self.lang), header, rows)


TITLE: Final = Text(nl="Uitrol van constellaties", en="Roll-out of constellations")
OVERVIEW: Final = Text(nl="Uitrol", en="Roll-out")
SHEET: Final = Text(nl="Jaar {wave}", en="Year {wave}")
WAVE: Final = Text(nl="Jaar", en="Year")
STARTS: Final = Text(nl="Constellaties die starten", en="Constellations that start")
JOINS: Final = Text(nl="Gezinnen die een plaats krijgen", en="Families that get a place")
RUNNING: Final = Text(nl="Constellaties", en="Constellations")
FAMILIES: Final = Text(nl="Gezinnen in een constellatie", en="Families in a constellation")
CHILDREN: Final = Text(nl="Pleegkinderen in die gezinnen", en="Foster children in these families")
WAITING: Final = Text(nl="Gezinnen zonder plaats", en="Families without a place")
COSTS: Final = Text(nl="Kosten", en="Costs")
BUDGET: Final = Text(nl="Budget", en="Budget")
CONSTELLATION: Final = Text(nl="Constellatie", en="Constellation")
FAMILY: Final = Text(nl="Gezin", en="Family")
ROLE: Final = Text(nl="Rol", en="Role")
HUB: Final = Text(nl="Hubhome", en="Hub home")
HUB_TO_FIND: Final = Text(nl="Hubhome (nog te vinden)", en="Hub home (still to be found)")
SATELLITE: Final = Text(nl="Satellietgezin", en="Satellite")
PROVIDER: Final = Text(nl="Pleegzorgaanbieder", en="Provider")
MUNICIPALITY: Final = Text(nl="Gemeente", en="Municipality")
PLACE_SINCE: Final = Text(nl="Plaats sinds", en="Place since")
NEW: Final = Text(nl="Nieuw", en="New")
NEW_HERE: Final = Text(nl="nieuw", en="new")
CONSTELLATIONS: Final = Text(nl="Constellaties", en="Constellations")
STARTS_IN: Final = Text(nl="Start in", en="Starts in")
WHY: Final = Text(nl="Waarom dan", en="Why then")
FAMILIES_SHEET: Final = Text(nl="Gezinnen", en="Families")
JOINS_FROM: Final = Text(nl="Doet mee vanaf", en="Joins from")
PLACE_FROM: Final = Text(nl="Plaats vanaf", en="Place from")
NO_PLACE: Final = Text(nl="geen plaats", en="no place")
WAITS: Final = Text(nl="Jaren wachten", en="Years of waiting")
