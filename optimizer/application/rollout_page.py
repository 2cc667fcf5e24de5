"""What ``rollout.html`` says: the waves, what is proved, why this order, what more would bring, and the costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from geodata.families import Family
from geodata.language import Fact, Text, number
from geodata.told_distances import ToldDistances
from maps.rollout_page import Joining, RollOutPage, Start, Starting, WaveSheet, Words
from maps.tables import Line
from maps.view_model import MapView
from maps.wave_bars import Series, WaveBars
from maps.wave_bars import svg as bars_svg
from maps.wave_map import WaveMarks, base_svg, sheet_of, wave_svg
from optimizer.application import rollout_words as words
from optimizer.application.rollout_parts import Speaker, parts_of
from optimizer.application.rollout_questions import Answers
from optimizer.counts import CHILDREN, CONSTELLATIONS, FAMILIES
from optimizer.recruits import COUNTS_ON, TO_FIND, named_to_find
from optimizer.rollout.document import FinishedRollOut
from optimizer.rollout.reasons import alike

FASTEST: Final = 5
"""Constellations that one service is known to have reached within two years (Devon, 1 to 5 in 21 months)."""


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
    return _Page(finished, view.lang, further, view, told, folders).page()


@dataclass(frozen=True, slots=True)
class _Page(Speaker):
    further: Answers
    view: MapView = field(repr=False)
    told: ToldDistances = field(repr=False)
    folders: bool

    def page(self) -> RollOutPage:
        terms = self.finished.terms
        sheet = sheet_of(self.view)
        around = Words(
            slider=self._say(words.SLIDER),
            before=self._say(words.BEFORE),
            after=self._say(words.AFTER),
            map=self._say(words.MAP),
            starts=self._say(words.STARTS),
            nothing_starts=self._say(words.NOTHING_STARTS),
            joins=self._say(words.JOINS),
            nobody_joins=self._say(words.NOBODY_JOINS),
            plan=self._say(words.PLAN),
            legend=tuple((kind, self._say(text)) for kind, text in self._legend()),
        )
        waves = tuple(self._wave(wave) for wave in terms.waves)
        subtitle = self._say(words.OF, name=self.finished.name or self.finished.input_name, waves=terms.n_waves)
        title = self._say(words.TITLE, first=terms.name(1), last=terms.name(terms.n_waves))
        return RollOutPage(
            title=title,
            subtitle=subtitle,
            notices=(*self._own_notices(), *self._to_find(), *self._unlimited(), *self._pace()),
            alarms=tuple(dict.fromkeys((*self.view.alarms, *self._to_find()))),
            sentences=tuple(self._summary()),
            words=around,
            base=base_svg(self.view.backdrop, sheet),
            waves=waves,
            charts=(self._placed_chart(), self._costs_chart()),
            parts=parts_of(self.finished, self.further, self.told, self.lang),
            attribution=self.view.backdrop.attribution,
        )

    def _legend(self) -> Iterator[tuple[str, Text]]:
        for kind, text in words.LEGEND.items():
            if kind != words.HUB_TO_FIND or self.finished.terms.to_find:
                yield kind, text

    def _to_find(self) -> Iterator[str]:
        """Say on which hub homes still to be found the roll-out counts."""
        homes = named_to_find(each.hub for each in self.finished.verdict.roll_out.last.constellations)
        if homes:
            yield self._say(COUNTS_ON, homes=homes)

    def _own_notices(self) -> Iterator[str]:
        """Give the notices of the map that are about its points; how the search of one plan ended is no matter here."""
        yield from self.view.notices[:1]
        if self.finished.interrupted:
            yield self._say(words.INTERRUPTED)

    def _summary(self) -> Iterator[str]:
        terms, roll_out = self.finished.terms, self.finished.verdict.roll_out
        for wave in terms.waves:
            running = self.finished.verdict.costs.running(wave)
            starting, joining = len(roll_out.starting(wave)), len(roll_out.joining(wave))
            yield self._say(
                words.WAVE_LINE,
                wave=terms.name(wave),
                starts=self._count(starting, words.STARTING) if starting else self._say(words.NONE_STARTING),
                joins=self._count(joining, words.FAMILIES_JOIN) if joining else self._say(words.NO_FAMILY_JOINS),
                running=self._count(running.constellations, CONSTELLATIONS),
                families=self._count(running.families, FAMILIES),
                children=self._count(running.children, CHILDREN),
                costs=self._amount(self.finished.verdict.costs.totals[wave - 1]),
            )

    def _unlimited(self) -> Iterator[str]:
        terms = self.finished.terms
        if terms.unlimited and terms.n_waves > 1:
            yield self._say(words.UNLIMITED_SAID, wave=terms.name(1))

    def _pace(self) -> Iterator[str]:
        """Say it in words when more constellations run than any one service is known to have started."""
        terms = self.finished.terms
        for wave in terms.waves:
            n = self.finished.verdict.costs.running(wave).constellations
            if n > FASTEST:
                yield self._say(words.PACE, n=n, wave=terms.name(wave), years=wave)
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
            to_find=terms.homes_to_find,
        )
        running = verdict.costs.running(wave)
        facts: dict[str, Fact] = {
            "wave": terms.name(wave),
            "running": self._count(running.constellations, CONSTELLATIONS),
            "families": self._count(running.families, FAMILIES),
            "waiting": self._count(len(plan.unplaced), FAMILIES),
        }
        sentence = words.WAVE_SENTENCE.say(self.lang, facts)
        starts = sorted(marks.new, key=names.__getitem__)
        return WaveSheet(
            number=wave,
            name=terms.name(wave),
            heading=self._say(words.WAVE_HEADING, wave=terms.name(wave), number=wave, waves=terms.n_waves),
            sentence=sentence,
            figures=tuple(self._figures(wave)),
            map=wave_svg(self.view, sheet_of(self.view), marks, sentence),
            starts=tuple(self._starting(starts)),
            joins=tuple(self._joining(wave)),
            folder=f"wave-{wave}" if self.folders else None,
        )

    def _starting(self, hubs: Sequence[str]) -> Iterator[Starting]:
        """Say why these constellations start now, a reason once for all that share it."""
        names = self.finished.names
        for group in alike([self.finished.cause(hub) for hub in hubs]):
            if len(group) == 1:
                yield Starting(None, (Start(names[group[0].hub], group[0].say(self.lang)),))
            else:
                starts = (Start(names[each.hub], f"{each.hub}: {each.of_one(self.lang)}") for each in group)
                yield Starting(group[0].of_all(self.lang), tuple(starts))

    def _new(self, n: int) -> str:
        return self._say(words.OF_WHICH_NEW, n=n) if n else self._say(words.NONE_NEW)

    def _figures(self, wave: int) -> Iterator[Line]:
        verdict, terms = self.finished.verdict, self.finished.terms
        running, roll_out = verdict.costs.running(wave), verdict.roll_out
        starting, joining = self._new(len(roll_out.starting(wave))), self._new(len(roll_out.joining(wave)))
        yield Line(self._say(words.CONSTELLATIONS_LABEL), str(running.constellations), starting)
        yield Line(self._say(words.FAMILIES_LABEL), str(running.families), joining)
        yield Line(self._say(words.CHILDREN_LABEL), str(running.children), self._say(words.IN_THESE))
        waiting = len(roll_out.plans[wave - 1].unplaced)
        yield Line(self._say(words.WAITING_LABEL), str(waiting), self._say(words.COULD_JOIN))
        budget = terms.budget[wave - 1]
        note = self._say(words.NO_BUDGET) if budget is None else self._say(words.BUDGET_IS, budget=self._amount(budget))
        whole = number(round(verdict.costs.totals[wave - 1]), self.lang)
        yield Line(self._say(words.COSTS_LABEL), f"{terms.money.currency} {whole}", note)

    def _joining(self, wave: int) -> Iterator[Joining]:
        roll_out, names = self.finished.verdict.roll_out, self.finished.names
        joined = set(roll_out.joining(wave))
        plan = roll_out.plans[wave - 1]
        for each in sorted(plan.constellations, key=lambda each: names[each.hub.id]):
            families = tuple(self._named(home) for home in each.homes if home.id in joined)
            if families:
                yield Joining(names[each.hub.id], families)

    def _named(self, home: Family) -> str:
        return f"{home.id} ({self._say(TO_FIND)})" if home.to_find else home.id

    def _placed_chart(self) -> Markup:
        verdict, terms = self.finished.verdict, self.finished.terms
        running = [verdict.costs.running(wave) for wave in terms.waves]
        names = tuple(terms.name(wave) for wave in terms.waves)
        series = (
            Series(
                self._say(words.FAMILIES_LABEL), tuple((float(each.families), str(each.families)) for each in running)
            ),
            Series(
                self._say(words.CHILDREN_LABEL), tuple((float(each.children), str(each.children)) for each in running)
            ),
        )
        last = running[-1]
        summary = self._say(
            words.PLACED_SAID,
            wave=names[-1],
            families=self._count(last.families, FAMILIES),
            children=self._count(last.children, CHILDREN),
        )
        return bars_svg(WaveBars(self._say(words.PLACED_CHART), summary, names, series))

    def _costs_chart(self) -> Markup:
        verdict, terms = self.finished.verdict, self.finished.terms
        names = tuple(terms.name(wave) for wave in terms.waves)
        series = [Series(self._say(words.COSTS_LABEL), tuple(self._bar(each) for each in verdict.costs.totals))]
        if any(each is not None for each in terms.budget):
            bars = tuple(None if each is None else self._bar(each) for each in terms.budget)
            series.append(Series(self._say(words.BUDGET_LABEL), bars))
        total = sum(verdict.costs.totals, Decimal(0))
        summary = self._say(words.COSTS_SAID, total=self._amount(total), waves=terms.n_waves)
        title = self._say(words.COSTS_CHART, currency=terms.money.currency)
        return bars_svg(WaveBars(title, summary, names, tuple(series)))

    def _bar(self, amount: Decimal) -> tuple[float, str]:
        thousands = float(amount / 1000)
        return thousands, number(round(thousands), self.lang)
