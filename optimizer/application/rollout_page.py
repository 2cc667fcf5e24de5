"""What ``rollout.html`` says: the waves, what is proved, why this order, what more would bring, and the costs."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from geodata.language import Fact, Lang, Text, number
from geodata.told_distances import ToldDistances, total_said
from maps.costs import Part, Row, Table
from maps.rollout_page import Joining, RollOutPage, Start, WaveSheet, Words
from maps.view_model import Line, MapView
from maps.wave_bars import Series, WaveBars
from maps.wave_bars import svg as bars_svg
from maps.wave_map import WaveMarks, base_svg, sheet_of, wave_svg
from optimizer.application.rollout_questions import MORE_MONEY, Answers, Pilot
from optimizer.costs.money import shown
from optimizer.costs.words import EVIDENCE, NO_SAVING, WHO_PAYS
from optimizer.counts import CHILDREN, CONSTELLATIONS, FAMILIES, counted
from optimizer.outcome import Mark
from optimizer.rollout.attrition import N_DRAWS, attrition
from optimizer.rollout.document import FinishedRollOut
from optimizer.rollout.reasons import cause
from optimizer.tiers import Travel

FASTEST: Final = 5
"""Constellations that one service is known to have reached within two years (Devon, 1 to 5 in 21 months)."""

_SEEN: Final = 0.1
"""Mean numbers below this are drawn without a number above them."""


def page_of(
    finished: FinishedRollOut, further: Answers, view: MapView, told: ToldDistances, *, folders: bool = True
) -> RollOutPage:
    """Say what the page shows.

    Parameters
    ----------
    view
        Of the plan of the last wave, masked or exact: its points are those of every wave.
    told
        The distances that the reader is told.
    folders
        Whether the plan of each wave lies in a folder beside the page.
    """
    return _Page(finished, further, view, told, folders).page()


@dataclass(frozen=True, slots=True)
class _Page:
    finished: FinishedRollOut
    further: Answers
    view: MapView = field(repr=False)
    told: ToldDistances = field(repr=False)
    folders: bool

    @property
    def lang(self) -> Lang:
        return self.view.lang

    def _say(self, text: Text, **facts: Fact) -> str:
        return text.say(self.lang, facts)

    def _amount(self, amount: Decimal | None) -> str:
        return "–" if amount is None else shown(amount, self.lang, self.finished.terms.money.currency)

    def _count(self, n: int, forms: tuple[Text, Text]) -> str:
        return counted(n, forms, self.lang)

    def page(self) -> RollOutPage:
        terms = self.finished.terms
        sheet = sheet_of(self.view)
        words = Words(
            slider=self._say(SLIDER),
            before=self._say(BEFORE),
            after=self._say(AFTER),
            map=self._say(MAP),
            starts=self._say(STARTS),
            nothing_starts=self._say(NOTHING_STARTS),
            joins=self._say(JOINS),
            nobody_joins=self._say(NOBODY_JOINS),
            plan=self._say(PLAN),
            legend=tuple((kind, self._say(text)) for kind, text in LEGEND.items()),
        )
        waves = tuple(self._wave(wave) for wave in terms.waves)
        subtitle = self._say(OF, name=self.finished.input_name, waves=terms.n_waves)
        title = self._say(TITLE, first=terms.name(1), last=terms.name(terms.n_waves))
        parts = (
            self._proved(),
            *self._more(),
            *self._pilots(),
            *self._yearly(),
            *self._stopping(),
            self._costs(),
            self._known(),
        )
        return RollOutPage(
            title=title,
            subtitle=subtitle,
            notices=(*self._own_notices(), *self._pace()),
            alarms=self.view.alarms,
            sentences=tuple(self._summary()),
            words=words,
            base=base_svg(self.view.backdrop, sheet),
            waves=waves,
            charts=(self._placed_chart(), self._costs_chart()),
            parts=parts,
            attribution=self.view.backdrop.attribution,
        )

    def _own_notices(self) -> Iterator[str]:
        """Give the notices of the map that are about its points; how the search of one plan ended is no matter here."""
        yield from self.view.notices[:1]
        if self.finished.interrupted:
            yield self._say(INTERRUPTED)

    def _summary(self) -> Iterator[str]:
        terms, roll_out = self.finished.terms, self.finished.verdict.roll_out
        for wave in terms.waves:
            running = self.finished.verdict.costs.running(wave)
            yield self._say(
                WAVE_LINE,
                wave=terms.name(wave),
                starts=self._count(len(roll_out.starting(wave)), STARTING),
                joins=self._count(len(roll_out.joining(wave)), FAMILIES_JOIN),
                running=self._count(running.constellations, CONSTELLATIONS),
                families=self._count(running.families, FAMILIES),
                children=self._count(running.children, CHILDREN),
                costs=self._amount(self.finished.verdict.costs.totals[wave - 1]),
            )

    def _pace(self) -> Iterator[str]:
        """Say it in words when more constellations run than any one service is known to have started."""
        terms = self.finished.terms
        for wave in terms.waves:
            n = self.finished.verdict.costs.running(wave).constellations
            if n > FASTEST:
                yield self._say(PACE, n=n, wave=terms.name(wave), years=wave)
                return

    def _wave(self, wave: int) -> WaveSheet:
        terms, verdict = self.finished.terms, self.finished.verdict
        roll_out, plan = verdict.roll_out, verdict.roll_out.plans[wave - 1]
        names = self.finished.names
        marks = WaveMarks(
            running=frozenset(each.hub.id for each in plan.constellations),
            new=frozenset(each.hub.id for each in roll_out.starting(wave)),
            placed=plan.placed,
            joined=frozenset(roll_out.joining(wave)),
            waiting=frozenset(family.id for family in plan.unplaced),
        )
        running = verdict.costs.running(wave)
        facts: dict[str, Fact] = {
            "wave": terms.name(wave),
            "running": self._count(running.constellations, CONSTELLATIONS),
            "families": self._count(running.families, FAMILIES),
            "waiting": self._count(len(plan.unplaced), FAMILIES),
        }
        sentence = WAVE_SENTENCE.say(self.lang, facts)
        starts = sorted(marks.new, key=names.__getitem__)
        return WaveSheet(
            number=wave,
            name=terms.name(wave),
            heading=self._say(WAVE_HEADING, wave=terms.name(wave), number=wave, waves=terms.n_waves),
            sentence=sentence,
            figures=tuple(self._figures(wave)),
            map=wave_svg(self.view, sheet_of(self.view), marks, sentence),
            starts=tuple(Start(names[hub], hub, cause(terms, verdict, hub).say(self.lang)) for hub in starts),
            joins=tuple(self._joining(wave)),
            folder=f"wave-{wave}" if self.folders else None,
        )

    def _figures(self, wave: int) -> Iterator[Line]:
        verdict, terms = self.finished.verdict, self.finished.terms
        running, roll_out = verdict.costs.running(wave), verdict.roll_out
        new, joining = len(roll_out.starting(wave)), len(roll_out.joining(wave))
        yield Line(self._say(CONSTELLATIONS_LABEL), str(running.constellations), self._say(OF_WHICH_NEW, n=new))
        yield Line(self._say(FAMILIES_LABEL), str(running.families), self._say(OF_WHICH_NEW, n=joining))
        yield Line(self._say(CHILDREN_LABEL), str(running.children), self._say(IN_THESE))
        waiting = len(roll_out.plans[wave - 1].unplaced)
        yield Line(self._say(WAITING_LABEL), str(waiting), self._say(COULD_JOIN))
        budget = terms.budget[wave - 1]
        note = self._say(NO_BUDGET) if budget is None else self._say(BUDGET_IS, budget=self._amount(budget))
        whole = number(round(verdict.costs.totals[wave - 1]), self.lang)
        yield Line(self._say(COSTS_LABEL), f"{terms.money.currency} {whole}", note)

    def _joining(self, wave: int) -> Iterator[Joining]:
        roll_out, names = self.finished.verdict.roll_out, self.finished.names
        joined = set(roll_out.joining(wave))
        plan = roll_out.plans[wave - 1]
        for each in sorted(plan.constellations, key=lambda each: names[each.hub.id]):
            families = tuple(home.id for home in each.homes if home.id in joined)
            if families:
                yield Joining(names[each.hub.id], families)

    def _placed_chart(self) -> Markup:
        verdict, terms = self.finished.verdict, self.finished.terms
        running = [verdict.costs.running(wave) for wave in terms.waves]
        names = tuple(terms.name(wave) for wave in terms.waves)
        series = (
            Series(self._say(FAMILIES_LABEL), tuple((float(each.families), str(each.families)) for each in running)),
            Series(self._say(CHILDREN_LABEL), tuple((float(each.children), str(each.children)) for each in running)),
        )
        last = running[-1]
        summary = self._say(
            PLACED_SAID,
            wave=names[-1],
            families=self._count(last.families, FAMILIES),
            children=self._count(last.children, CHILDREN),
        )
        return bars_svg(WaveBars(self._say(PLACED_CHART), summary, names, series))

    def _costs_chart(self) -> Markup:
        verdict, terms = self.finished.verdict, self.finished.terms
        names = tuple(terms.name(wave) for wave in terms.waves)
        series = [Series(self._say(COSTS_LABEL), tuple(self._bar(each) for each in verdict.costs.totals))]
        if any(each is not None for each in terms.budget):
            bars = tuple(None if each is None else self._bar(each) for each in terms.budget)
            series.append(Series(self._say(BUDGET_LABEL), bars))
        total = sum(verdict.costs.totals, Decimal(0))
        summary = self._say(COSTS_SAID, total=self._amount(total), waves=terms.n_waves)
        title = self._say(COSTS_CHART, currency=terms.money.currency)
        return bars_svg(WaveBars(title, summary, names, tuple(series)))

    def _bar(self, amount: Decimal) -> tuple[float, str]:
        thousands = float(amount / 1000)
        return thousands, number(round(thousands), self.lang)

    def _proved(self) -> Part:
        unplaced, waiting, travel = self.finished.marks
        points = (
            f"{self._say(UNPLACED_IS, families=self._count(unplaced.value, FAMILIES))} {self._bound(unplaced)}",
            f"{self._say(WAITING_IS, n=waiting.value)} {self._bound(waiting)}",
            f"{self._travel_said()} {self._bound(travel)}",
        )
        return Part(self._say(PROVED), (self._say(KEPT),), points=points)

    def _travel_said(self) -> str:
        tier = next(each for each in self.finished.terms.problems[-1].tiers if isinstance(each, Travel))
        plan = self.finished.verdict.roll_out.last
        return self._say(
            TRAVEL_IS, travel=self._total(tier.distance_m(plan)), off=tier.off_target(plan), target=tier.target
        )

    def _total(self, metres: int) -> str:
        """Tell metres of all families together: up to tens of kilometres, unless distances are exact."""
        return total_said(metres, self.lang, exact=self.told.exact)

    def _bound(self, mark: Mark) -> str:
        if mark.proved:
            return self._say(BEST[mark.tier])
        if mark.bound is None or mark.gap is None or not mark.value:
            return self._say(NOT_PROVED)
        if mark.tier == "travel":
            return self._say(TRAVEL_OPEN, percent=number(math.ceil(round(mark.gap * 1000, 6)) / 10, self.lang))
        return self._say(OPEN, n=mark.value - mark.bound)

    def _more(self) -> Iterator[Part]:
        terms = self.finished.terms
        facts = {"money": self._amount(Decimal(MORE_MONEY))}
        points = tuple(
            MORE[each.what].say(self.lang, {**facts, "wave": terms.name(each.wave), "n": each.fewer})
            for each in self.further.gains
        )
        limited = any(each is not None for each in (*terms.launches, *terms.budget))
        if points or limited:
            yield Part(self._say(MORE_HEADING), (self._say(MORE_MEANS if points else MORE_NOTHING),), points=points)

    def _pilots(self) -> Iterator[Part]:
        if not self.further.pilots:
            return
        roll_out = self.finished.verdict.roll_out
        first = tuple(sorted(each.hub.id for each in roll_out.starting(1)))
        header = tuple(
            self._say(text)
            for text in (PILOT_HUB, PILOT_FAMILIES, PILOT_PROVIDERS, PILOT_FAR, PILOT_PEERS, PILOT_WAITS)
        )
        rows = tuple(Row(self._pilot(each)) for each in self.further.pilots)
        sentence = self._say(PILOT_MEANS, first=first, wave=self.finished.terms.name(1))
        yield Part(self._say(PILOTS), (sentence,), Table(header, rows, frozenset(range(1, len(header)))))

    def _pilot(self, pilot: Pilot) -> tuple[str, ...]:
        last = self.finished.verdict.roll_out.last
        constellation = next(each for each in last.constellations if each.hub.id == pilot.hub)
        ways = [self.told.between(family, constellation.hub) for family in constellation.satellites]
        far = number(max((way for way in ways if way is not None), default=0.0) / 1000, self.lang)
        figures = (pilot.families, pilot.providers, f"{far} km", pilot.children_without_peer, pilot.more_waiting)
        name = f"{self.finished.names[pilot.hub]} ({pilot.hub})"
        return (name, *(each if isinstance(each, str) else number(each, self.lang) for each in figures))

    def _yearly(self) -> Iterator[Part]:
        yearly = self.further.yearly
        if yearly is None:
            return
        unplaced, waiting, travel = (mark.value for mark in self.finished.marks)
        together = (unplaced, waiting, travel)
        alone = (yearly.unplaced, yearly.waiting, yearly.travel)
        rows = []
        for text, one, other in zip((NO_PLACE, WAITED, TRAVEL_AND_TARGET), together, alone, strict=True):
            if text is TRAVEL_AND_TARGET:
                more = f"{round(100 * (other - one) / one):+d}%" if one else "–"
                rows.append(Row((self._say(text), self._total(one), self._total(other), more)))
            else:
                rows.append(
                    Row((self._say(text), number(one, self.lang), number(other, self.lang), f"{other - one:+d}"))
                )
        header = tuple(self._say(text) for text in (MEASURE, TOGETHER, ALONE, DIFFERENCE))
        sentences = [self._say(YEARLY_MEANS)]
        if not yearly.proved:
            sentences.append(self._say(YEARLY_OPEN))
        yield Part(self._say(YEARLY), sentences, Table(header, tuple(rows), frozenset({1, 2, 3})))

    def _stopping(self) -> Iterator[Part]:
        """Show what is left when families stop each year, where the policy asks for it."""
        terms, roll_out = self.finished.terms, self.finished.verdict.roll_out
        share = terms.policy.rollout.attrition
        if share is None:
            return
        seen = attrition(roll_out, share, max(terms.size_min, 0), terms.policy.solve.seed)
        parts = round(100 * share, 3)
        percent = number(parts, self.lang, 0 if parts == int(parts) else 1)
        header = tuple(self._say(text) for text in (SLIDER, PLANNED, LEFT, HUBS_STOPPED))
        rows = tuple(
            Row(
                (
                    terms.name(each.wave),
                    number(each.planned, self.lang),
                    self._say(FROM_TO, few=each.families[0], middle=each.families[1], many=each.families[2]),
                    number(each.hubs_stopped, self.lang),
                )
            )
            for each in seen.waves
        )
        series = (
            Series(self._say(AS_PLANNED), tuple((float(n), str(n) if n else "") for _, n, _ in seen.sizes)),
            Series(
                self._say(WITH_STOPPING),
                tuple((mean, number(mean, self.lang) if mean >= _SEEN else "") for _, _, mean in seen.sizes),
            ),
        )
        too_small = self._say(TOO_SMALL, n=number(seen.too_small, self.lang), least=seen.least)
        names = tuple(str(size) for size, _, _ in seen.sizes)
        title = self._say(SIZES_THEN, wave=terms.name(terms.n_waves))
        picture = bars_svg(WaveBars(title, too_small, names, series))
        means = self._say(STOPPING_MEANS, percent=percent, n=N_DRAWS)
        table = Table(header, rows, frozenset({1, 2, 3}))
        yield Part(self._say(STOPPING), (means, too_small), table, picture)

    def _costs(self) -> Part:
        costs, terms = self.finished.verdict.costs, self.finished.terms
        names = tuple(terms.name(wave) for wave in terms.waves)
        rows = [
            Row((line.name.say(self.lang), *map(self._amount, amounts)))
            for line, amounts in zip(costs.money.lines, costs.amounts, strict=True)
        ]
        rows.append(Row((self._say(TOTAL), *map(self._amount, costs.totals)), sum=True))
        if any(each is not None for each in terms.budget):
            rows.append(Row((self._say(BUDGET_LABEL), *map(self._amount, terms.budget))))
        rows.append(Row((self._say(CUMULATED), *map(self._amount, costs.cumulated))))
        table = Table((self._say(LINE), *names), tuple(rows), frozenset(range(1, len(names) + 1)))
        return Part(self._say(COSTS_HEADING), (NO_SAVING.say(self.lang), WHO_PAYS.say(self.lang)), table)

    def _known(self) -> Part:
        sources: Sequence[str] = tuple(text.say(self.lang) for text in (*PACE_SOURCES, *EVIDENCE))
        return Part(self._say(KNOWN), (), points=sources)


TITLE: Final = Text(
    nl="Uitrol van constellaties, {first} tot en met {last}", en="Roll-out of constellations, {first} to {last}"
)
OF: Final = Text(nl="Bij {name}, in {waves} golven", en="For {name}, in {waves} waves")
SLIDER: Final = Text(nl="Golf", en="Wave")
BEFORE: Final = Text(nl="Vorige golf", en="Wave before")
AFTER: Final = Text(nl="Volgende golf", en="Next wave")
MAP: Final = Text(nl="Kaart", en="Map")
STARTS: Final = Text(nl="Wat start", en="What starts")
NOTHING_STARTS: Final = Text(nl="In deze golf start niets.", en="Nothing starts in this wave.")
JOINS: Final = Text(nl="Wie een plaats krijgt", en="Who gets a place")
NOBODY_JOINS: Final = Text(nl="In deze golf krijgt niemand een plaats.", en="Nobody gets a place in this wave.")
PLAN: Final = Text(
    nl="Het hele plan van deze golf, met een kaart om in te zoomen",
    en="The whole plan of this wave, with a map to zoom",
)
LEGEND: Final = {
    "hub new": Text(nl="hubhome die nu start", en="hub home that starts now"),
    "hub": Text(nl="hubhome die al liep", en="hub home that ran before"),
    "joined": Text(nl="gezin dat nu een plaats krijgt", en="family that gets a place now"),
    "stays": Text(nl="gezin dat al een plaats had", en="family that had a place"),
    "waits": Text(nl="gezin zonder plaats", en="family without a place"),
}
"""What the marks of the map mean, by their class."""

INTERRUPTED: Final = Text(
    nl="Het zoeken is gestopt; dit is de beste uitrol tot dat moment, en zij voldoet aan alle regels.",
    en="The search was stopped; this is the best roll-out up to then, and it keeps every rule.",
)
PACE: Final = Text(
    nl="Dit tempo is nergens gezien: in golf {wave} (jaar {years}) lopen er {n} constellaties. De snelste dienst "
    "waarvan het bekend is, ging in 21 maanden van 1 naar 5. De bronnen staan onderaan.",
    en="This pace was seen nowhere: {n} constellations run in wave {wave} (year {years}). The fastest service known "
    "went from 1 to 5 in 21 months. The sources stand below.",
)
PACE_SOURCES: Final = (
    Text(
        nl="Tempo: Devon ging in 21 maanden van 1 naar 5 constellaties (fosteringdevon.org.uk); Groot-Brittannië "
        "telde na vijf jaar 61 constellaties bij 39 partners, gemiddeld 1,6 (fosteringtoinspire.co.uk, 2020); in "
        "Nederland startte de eerste in oktober 2022 en was de tweede in februari 2024 in voorbereiding "
        "(mockingbirdnederland.nl).",
        en="Pace: Devon went from 1 to 5 constellations in 21 months (fosteringdevon.org.uk); Great Britain had 61 "
        "constellations at 39 partners after five years, 1.6 each (fosteringtoinspire.co.uk, 2020); in the Netherlands "
        "the first started in October 2022 and the second was in preparation in February 2024 "
        "(mockingbirdnederland.nl).",
    ),
)
WAVE_LINE: Final = Text(
    nl="{wave}: {starts} en {joins}. Stand: {running} met {families} en {children}; kosten {costs}.",
    en="{wave}: {starts} and {joins}. By then: {running} with {families} and {children}; costs {costs}.",
)
WAVE_HEADING: Final = Text(nl="Golf {wave} ({number} van {waves})", en="Wave {wave} ({number} of {waves})")
WAVE_SENTENCE: Final = Text(
    nl="Stand in {wave}: {running} met {families}; zonder plaats: {waiting}.",
    en="As of {wave}: {running} with {families}; without a place: {waiting}.",
)
STARTING: Final = (
    Text(nl="{n} constellatie start", en="{n} constellation starts"),
    Text(nl="{n} constellaties starten", en="{n} constellations start"),
)
FAMILIES_JOIN: Final = (
    Text(nl="{n} gezin krijgt een plaats", en="{n} family gets a place"),
    Text(nl="{n} gezinnen krijgen een plaats", en="{n} families get a place"),
)
CONSTELLATIONS_LABEL: Final = Text(nl="Constellaties", en="Constellations")
FAMILIES_LABEL: Final = Text(nl="Gezinnen in een constellatie", en="Families in a constellation")
CHILDREN_LABEL: Final = Text(nl="Pleegkinderen in die gezinnen", en="Foster children in these families")
WAITING_LABEL: Final = Text(nl="Zonder plaats", en="Without a place")
COSTS_LABEL: Final = Text(nl="Kosten", en="Costs")
BUDGET_LABEL: Final = Text(nl="Budget", en="Budget")
OF_WHICH_NEW: Final = Text(nl="waarvan {n} nieuw", en="of which {n} new")
IN_THESE: Final = Text(nl="hubhomes meegeteld", en="hub homes included")
COULD_JOIN: Final = Text(nl="gezinnen die mee willen doen", en="families that want to join")
NO_BUDGET: Final = Text(nl="geen budget opgegeven", en="no budget given")
BUDGET_IS: Final = Text(nl="budget {budget}", en="budget {budget}")
PLACED_CHART: Final = Text(nl="Gezinnen en pleegkinderen per golf", en="Families and foster children by wave")
PLACED_SAID: Final = Text(
    nl="In golf {wave} zitten {families} met {children} in een constellatie.",
    en="In wave {wave} {families} with {children} are in a constellation.",
)
COSTS_CHART: Final = Text(nl="Kosten per golf (× {currency} 1.000)", en="Costs by wave (× {currency} 1,000)")
COSTS_SAID: Final = Text(nl="In {waves} golven samen {total}.", en="{total} in {waves} waves together.")
PROVED: Final = Text(nl="Hoe goed is deze uitrol?", en="How good is this roll-out?")
KEPT: Final = Text(
    nl="Elke golf is een plan dat aan alle regels voldoet, en wie een plaats heeft, houdt die. Eerst telt hoeveel "
    "gezinnen een plaats krijgen, dan hoe kort zij wachten, dan hoe kort zij reizen.",
    en="Every wave is a plan that keeps every rule, and who has a place keeps it. First counts how many families get a "
    "place, then how short they wait, then how short they travel.",
)
UNPLACED_IS: Final = Text(
    nl="Zonder plaats na de laatste golf: {families}.", en="Without a place after the last wave: {families}."
)
WAITING_IS: Final = Text(
    nl="Wachten: samen {n} keer een gezin dat een golf lang geen plaats heeft.",
    en="Waiting: {n} times a family that has no place for a wave.",
)
TRAVEL_IS: Final = Text(
    nl="De gezinnen reizen in de laatste golf samen {travel}; aantal plaatsen naast het streefgetal van {target}: "
    "{off}.",
    en="The families travel {travel} together in the last wave; number of places off the target of {target}: {off}.",
)
BEST: Final = {
    "unplaced": Text(nl="Bewezen: geen uitrol plaatst meer gezinnen.", en="Proved: no roll-out places more families."),
    "waiting": Text(
        nl="Bewezen: geen uitrol met evenveel plaatsen laat gezinnen korter wachten.",
        en="Proved: no roll-out with as many places makes families wait less.",
    ),
    "travel": Text(
        nl="Bewezen: geen uitrol die verder even goed is, heeft een lagere som van reisafstand en toeslag.",
        en="Proved: no roll-out that is as good otherwise has a lower sum of travel and charge.",
    ),
}
OPEN: Final = Text(
    nl="Misschien bestaat er een betere uitrol, maar met hoogstens {n} minder.",
    en="There may be a better roll-out, but with {n} less at most.",
)
TRAVEL_OPEN: Final = Text(
    nl="Misschien bestaat er een betere uitrol, maar hoogstens {percent}% beter.",
    en="There may be a better roll-out, but {percent}% better at most.",
)
NOT_PROVED: Final = Text(
    nl="Niet bewezen: een andere uitrol is misschien beter.", en="Not proved: another roll-out may be better."
)
MORE_HEADING: Final = Text(nl="Wat zou meer ruimte opleveren?", en="What would more room bring?")
MORE_MEANS: Final = Text(
    nl="Met dezelfde constellaties, opnieuw in volgorde gezet (bewezen):",
    en="With the same constellations, put in order again (proved):",
)
MORE_NOTHING: Final = Text(
    nl="Eén start meer, of meer geld in één golf, laat met deze constellaties niemand korter wachten (bewezen).",
    en="One more start, or more money in one wave, makes nobody wait less with these constellations (proved).",
)
MORE: Final = {
    "launch": Text(
        nl="Eén start meer in {wave}: gezinnen wachten samen {n} golven minder.",
        en="One more start in {wave}: families wait {n} waves less together.",
    ),
    "budget": Text(
        nl="{money} meer in {wave}: gezinnen wachten samen {n} golven minder.",
        en="{money} more in {wave}: families wait {n} waves less together.",
    ),
}
PILOTS: Final = Text(nl="Als de eerste niet kan starten", en="If the first cannot start")
PILOT_MEANS: Final = Text(
    nl="Eerst, in {wave}: {first}. Kan dat niet, dan zijn dit de volgende keuzen, met dezelfde constellaties: eerst "
    "wie gezinnen het minst laat wachten. Leg bij elke hubhome een opvolger vast.",
    en="First, in {wave}: {first}. If that cannot be, these are the next choices, with the same constellations: first "
    "those that make families wait least. Name a successor for every hub home.",
)
PILOT_HUB: Final = Text(nl="Hubhome", en="Hub home")
PILOT_FAMILIES: Final = Text(nl="Gezinnen", en="Families")
PILOT_PROVIDERS: Final = Text(nl="Aanbieders", en="Providers")
PILOT_FAR: Final = Text(nl="Verste gezin", en="Farthest family")
PILOT_PEERS: Final = Text(nl="Kinderen zonder leeftijdgenoot", en="Children without a peer")
PILOT_WAITS: Final = Text(nl="Golven langer wachten, samen", en="More waves of waiting, together")
YEARLY: Final = Text(nl="Wat samen plannen waard is", en="What planning together is worth")
YEARLY_MEANS: Final = Text(
    nl="Naast deze uitrol staat er een die jaar voor jaar is gemaakt: elk jaar zo goed mogelijk, zonder aan de "
    "volgende jaren te denken.",
    en="Beside this roll-out stands one made year by year: each year as good as can be, without a thought of the next.",
)
YEARLY_OPEN: Final = Text(
    nl="Dat elk jaar daarvan zo goed mogelijk is, is niet helemaal bewezen.",
    en="That each of its years is as good as can be is not wholly proved.",
)
MEASURE: Final = Text(nl="Maat", en="Measure")
TOGETHER: Final = Text(nl="Samen gepland", en="Planned together")
ALONE: Final = Text(nl="Jaar voor jaar", en="Year by year")
DIFFERENCE: Final = Text(nl="Verschil", en="Difference")
NO_PLACE: Final = Text(
    nl="Gezinnen zonder plaats na de laatste golf", en="Families without a place after the last wave"
)
WAITED: Final = Text(nl="Golven wachten, van alle gezinnen samen", en="Waves of waiting, of all families together")
TRAVEL_AND_TARGET: Final = Text(
    nl="Reizen in de laatste golf, met toeslag naast het streefgetal",
    en="Travel in the last wave, with the charge off the target",
)
STOPPING: Final = Text(nl="Als er elk jaar gezinnen stoppen", en="If families stop each year")
STOPPING_MEANS: Final = Text(
    nl="Dit beeld komt uit {n} keer loten: elk gezin stopt met een kans van {percent}% in elke golf na de golf waarin "
    "het een plaats kreeg, en niemand neemt die plaats in. Het is geen voorspelling. In Nederland stopt ongeveer 14% "
    "van de pleegouders per jaar (nji.nl).",
    en="This picture comes from {n} draws: every family stops with a chance of {percent}% in each wave after the one "
    "in which it got its place, and nobody takes that place. It is no forecast. In the Netherlands about 14% of "
    "foster parents stop in a year (nji.nl).",
)
TOO_SMALL: Final = Text(
    nl="Gemiddeld {n} constellaties hebben in de laatste golf dan minder dan {least} satellietgezinnen.",
    en="{n} constellations on average have fewer than {least} satellites in the last wave then.",
)
PLANNED: Final = Text(nl="Gezinnen volgens plan", en="Families as planned")
LEFT: Final = Text(
    nl="Daarvan over (in acht van de tien lotingen; middelste)",
    en="Left of them (in eight of ten draws; middle)",
)
HUBS_STOPPED: Final = Text(nl="Hubhomes gestopt (gemiddeld)", en="Hub homes stopped (mean)")
FROM_TO: Final = Text(nl="{few} tot {many}; {middle}", en="{few} to {many}; {middle}")
SIZES_THEN: Final = Text(
    nl="Constellaties naar aantal satellietgezinnen, {wave}", en="Constellations by number of satellites, {wave}"
)
AS_PLANNED: Final = Text(nl="volgens plan", en="as planned")
WITH_STOPPING: Final = Text(nl="als gezinnen stoppen (gemiddeld)", en="if families stop (mean)")
LINE: Final = Text(nl="Kostenpost", en="Cost line")
TOTAL: Final = Text(nl="Totaal", en="Total")
CUMULATED: Final = Text(nl="Samen tot en met deze golf", en="Together up to this wave")
COSTS_HEADING: Final = Text(nl="Kosten", en="Costs")
KNOWN: Final = Text(nl="Wat is onderzocht, en wat is een aanname", en="What is known, and what is an assumption")
