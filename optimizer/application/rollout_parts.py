"""What ``rollout.html`` says below its waves: proofs, what more would bring, other pilots, year by year, costs."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from geodata.language import Fact, Lang, Text, capitalised, enumeration, number
from geodata.told_distances import ToldDistances, total_said
from maps.costs import Part, Row, Table
from maps.wave_bars import Series, WaveBars
from maps.wave_bars import svg as bars_svg
from optimizer.application import rollout_words as words
from optimizer.application.rollout_losses import said_of
from optimizer.application.rollout_questions import MORE_MONEY, Answers, Pilot
from optimizer.application.rollout_recruiting import Recruiting, losses, percent_more, signed
from optimizer.costs.money import shown
from optimizer.costs.words import EVIDENCE, NO_SAVING, WHO_PAYS
from optimizer.counts import FAMILIES, counted
from optimizer.explain.recruiting import most_in_the_end
from optimizer.outcome import Mark, Status
from optimizer.recruits import COUNTS_ON, named_to_find
from optimizer.rollout.attrition import N_DRAWS, attrition
from optimizer.rollout.document import FinishedRollOut
from optimizer.tiers import Travel

_SEEN: Final = 0.1
"""Mean numbers below this are drawn without a number above them."""


def parts_of(finished: FinishedRollOut, further: Answers, told: ToldDistances, lang: Lang) -> tuple[Part, ...]:
    """Say them, in the order of the page; what was not asked or found has no part."""
    return _Parts(finished, lang, further, told).parts()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says what a roll-out is in one language."""

    finished: FinishedRollOut
    lang: Lang

    def _say(self, text: Text, **facts: Fact) -> str:
        return text.say(self.lang, facts)

    def _amount(self, amount: Decimal | None) -> str:
        return "–" if amount is None else shown(amount, self.lang, self.finished.terms.money.currency)

    def _count(self, n: int, forms: tuple[Text, Text]) -> str:
        return counted(n, forms, self.lang)


@dataclass(frozen=True, slots=True)
class _Parts(Speaker):
    further: Answers
    told: ToldDistances = field(repr=False)

    def parts(self) -> tuple[Part, ...]:
        return (
            self._proved(),
            *self._more(),
            *self._pilots(),
            *self._recruiting(),
            *self._yearly(),
            *self._stopping(),
            self._costs(),
            self._known(),
        )

    def _proved(self) -> Part:
        unplaced, waiting, travel = self.finished.marks
        points = (
            f"{self._say(words.UNPLACED_IS, families=self._count(unplaced.value, FAMILIES))} {self._bound(unplaced)}",
            f"{self._say(words.WAITING_IS, n=waiting.value)} {self._bound(waiting)}",
            f"{self._travel_said()} {self._bound(travel)}",
        )
        return Part(self._say(words.PROVED), (self._say(words.KEPT),), points=points)

    def _travel_said(self) -> str:
        tier = next(each for each in self.finished.terms.problems[-1].tiers if isinstance(each, Travel))
        plan = self.finished.verdict.roll_out.last
        travel = self._total(tier.distance_m(plan))
        return self._say(words.TRAVEL_IS, travel=travel, off=tier.off_said(plan, self.lang))

    def _total(self, metres: int) -> str:
        """Tell metres of all families together: up to tens of kilometres, unless distances are exact."""
        return total_said(metres, self.lang, exact=self.told.exact)

    def _bound(self, mark: Mark) -> str:
        if self.finished.ordered and mark.tier != "waiting":
            return self._say(words.GIVEN)
        if mark.proved:
            return self._say(words.BEST_ORDER if self.finished.ordered else words.BEST[mark.tier])
        if mark.bound is None or mark.gap is None or not mark.value:
            return self._say(words.NOT_PROVED)
        if mark.tier == "travel":
            return self._say(words.TRAVEL_OPEN, percent=number(math.ceil(round(mark.gap * 1000, 6)) / 10, self.lang))
        return self._say(words.OPEN, n=mark.value - mark.bound)

    def _more(self) -> Iterator[Part]:
        """Say what one more launch and more money would bring; where they limit nothing that is said."""
        terms = self.finished.terms
        money = self._amount(Decimal(MORE_MONEY))
        limits = {"launch": terms.launches, "budget": terms.budget}
        points = [
            point
            for what, limit in limits.items()
            for point in (
                [words.NO_LIMIT[what].say(self.lang, {"money": money})]
                if all(each is None for each in limit)
                else self._gains(what, money)
            )
        ]
        if points:
            means = (self._say(words.MORE_MEANS),) if self.further.gains else ()
            yield Part(self._say(words.MORE_HEADING), means, points=points)

    def _gains(self, what: str, money: str) -> Iterator[str]:
        """Say what more would bring in each wave; waves in which it brings nothing are named together."""
        if not self.further.asked:
            return
        terms = self.finished.terms
        fewer = {each.wave: each.fewer for each in self.further.gains if each.what == what}
        more = words.MORE[what].say(self.lang, {"money": money})
        for wave, n in fewer.items():
            if n:
                yield self._say(words.WAIT_LESS, more=more, wave=terms.said(wave, self.lang), n=n)
        nothing = [wave for wave, n in fewer.items() if n == 0]
        unknown = [wave for wave in terms.waves if fewer.get(wave) is None]
        for text, waves in ((words.WAIT_AS_LONG, nothing), (words.NOT_ASKED, unknown)):
            if waves:
                named = enumeration((terms.said(wave, self.lang) for wave in waves), self.lang, words.OR)
                yield self._say(text, more=more, waves=named)

    def _pilots(self) -> Iterator[Part]:
        roll_out, terms = self.finished.verdict.roll_out, self.finished.terms
        first = tuple(sorted(each.hub.id for each in roll_out.starting(1)))
        if not self.further.asked or (terms.launches[0] is None and terms.budget[0] is None):
            return
        if not self.further.pilots:
            yield Part(self._say(words.PILOTS), (self._say(words.NO_PILOT, first=first, wave=terms.name(1)),))
            return
        header = tuple(
            self._say(text)
            for text in (
                words.PILOT_HUB,
                words.PILOT_FAMILIES,
                words.PILOT_PROVIDERS,
                words.PILOT_FAR,
                words.PILOT_PEERS,
                words.PILOT_WAITS,
            )
        )
        rows = tuple(Row(self._pilot(each)) for each in self.further.pilots)
        sentence = self._say(words.PILOT_MEANS, first=first, wave=terms.name(1))
        yield Part(self._say(words.PILOTS), (sentence,), Table(header, rows, frozenset(range(1, len(header)))))

    def _pilot(self, pilot: Pilot) -> tuple[str, ...]:
        last = self.finished.verdict.roll_out.last
        constellation = next(each for each in last.constellations if each.hub.id == pilot.hub)
        ways = [self.told.between(family, constellation.hub) for family in constellation.satellites]
        far = number(max((way for way in ways if way is not None), default=0.0) / 1000, self.lang)
        figures = (pilot.families, pilot.providers, f"{far} km", pilot.children_without_peer, pilot.more_waiting)
        name = f"{self.finished.names[pilot.hub]}\N{NO-BREAK SPACE}({pilot.hub})"
        return (name, *(each if isinstance(each, str) else number(each, self.lang) for each in figures))

    def _recruiting(self) -> Iterator[Part]:
        """Say what is lost if hub homes still to be found are not, and where one helps most."""
        found = self.further.recruiting
        if found is None:
            return
        yield self._loss(found)
        points = tuple(
            self._say(
                words.AREA_HELPS,
                area=each.pc4,
                place=each.place,
                families=self._count(each.families, FAMILIES),
                sure=self._say(words.AREA_PROVED) if each.proved else "",
            )
            for each in found.areas
        )
        without = found.without.verdict
        if without is None or not found.n_tried:
            return
        most = most_in_the_end(self.finished.terms, without.roll_out)
        held = () if most is None else (self._say(words.RECRUIT_HELD, n=most),)
        means = (self._say(words.RECRUIT_MEANS), *held) if points else (*held, self._say(words.NOWHERE_HELPS))
        yield Part(self._say(words.RECRUIT_WHERE), means, points=points)

    def _loss(self, found: Recruiting) -> Part:
        heading, terms = self._say(words.RECRUITING), self.finished.terms
        if not found.n_tried:
            return Part(heading, (self._say(words.NONE_LOOKED),))
        if not terms.to_find:
            return Part(heading, (self._say(words.COUNTS_ON_NONE, n=found.n_tried),))
        homes = named_to_find(each.hub for each in self.finished.verdict.roll_out.last.constellations)
        named = self._say(COUNTS_ON, homes=homes)
        if found.without.verdict is None:
            proved = found.without.status is Status.INFEASIBLE
            return Part(heading, (named, self._say(words.WITHOUT_NONE[proved])))
        rows = []
        for each in losses(self.finished.marks, found.without.marks):
            if each.tier == "travel":
                values = (self._total(each.value), self._total(each.without), each.percent)
            else:
                more = signed(each.without - each.value)
                values = (number(each.value, self.lang), number(each.without, self.lang), more)
            rows.append(Row((self._say(words.MEASURES[each.tier]), *values, said_of(each, self.lang))))
        texts = (words.MEASURE, words.WITH, words.IF_NOT, words.LOST, words.SURE)
        table = Table(tuple(self._say(text) for text in texts), tuple(rows), frozenset({1, 2, 3}))
        sentences = [named, self._say(words.LOOKED_AT, n=found.n_tried)]
        if found.without.marks[0].value > self.finished.marks[0].value:
            sentences.append(self._say(words.FEWER_TRAVEL))
        return Part(heading, (*sentences, self._say(words.WHAT_IS_LOST)), table)

    def _yearly(self) -> Iterator[Part]:
        yearly = self.further.yearly
        if yearly is None:
            return
        unplaced, waiting, travel = (mark.value for mark in self.finished.marks)
        together = (unplaced, waiting, travel)
        alone = (yearly.unplaced, yearly.waiting, yearly.travel)
        rows = []
        for text, one, other in zip(
            (words.NO_PLACE, words.WAITED, words.TRAVEL_AND_TARGET), together, alone, strict=True
        ):
            if text is words.TRAVEL_AND_TARGET:
                rows.append(Row((self._say(text), self._total(one), self._total(other), percent_more(one, other))))
            else:
                rows.append(
                    Row((self._say(text), number(one, self.lang), number(other, self.lang), signed(other - one)))
                )
        header = tuple(self._say(text) for text in (words.MEASURE, words.TOGETHER, words.ALONE, words.DIFFERENCE))
        sentences = [self._say(words.YEARLY_MEANS)]
        if self.finished.terms.to_find:
            sentences.append(self._say(words.YEARLY_FOUND))
        if not self.told.exact:
            sentences.append(self._say(words.ROUNDED))
        if not yearly.proved:
            sentences.append(self._say(words.YEARLY_OPEN))
        yield Part(self._say(words.YEARLY), sentences, Table(header, tuple(rows), frozenset({1, 2, 3})))

    def _stopping(self) -> Iterator[Part]:
        """Show what is left when families stop each year, where the policy asks for it."""
        terms, roll_out = self.finished.terms, self.finished.verdict.roll_out
        share = terms.policy.rollout.attrition
        if share is None:
            return
        seen = attrition(roll_out, share, max(terms.size_min, 0), terms.policy.solve.seed)
        parts = round(100 * share, 3)
        percent = number(parts, self.lang, 0 if parts == int(parts) else 1)
        header = tuple(self._say(text) for text in (words.SLIDER, words.PLANNED, words.LEFT, words.HUBS_STOPPED))
        rows = tuple(
            Row(
                (
                    terms.name(each.wave),
                    number(each.planned, self.lang),
                    self._say(words.FROM_TO, few=each.families[0], middle=each.families[1], many=each.families[2]),
                    number(each.hubs_stopped, self.lang),
                )
            )
            for each in seen.waves
        )
        series = (
            Series(self._say(words.AS_PLANNED), tuple((float(n), str(n) if n else "") for _, n, _ in seen.sizes)),
            Series(
                self._say(words.WITH_STOPPING),
                tuple((mean, number(mean, self.lang) if mean >= _SEEN else "") for _, _, mean in seen.sizes),
            ),
        )
        too_small = self._say(words.TOO_SMALL, n=number(seen.too_small, self.lang), least=seen.least)
        names = tuple(str(size) for size, _, _ in seen.sizes)
        title = self._say(words.SIZES_THEN, wave=terms.name(terms.n_waves))
        picture = bars_svg(WaveBars(title, too_small, names, series))
        means = self._say(words.STOPPING_MEANS, percent=percent, n=N_DRAWS)
        table = Table(header, rows, frozenset({1, 2, 3}))
        yield Part(self._say(words.STOPPING), (means, too_small), table, picture)

    def _costs(self) -> Part:
        costs, terms = self.finished.verdict.costs, self.finished.terms
        names = tuple(capitalised(terms.said(wave, self.lang)) for wave in terms.waves)
        rows = [
            Row((line.name.say(self.lang), *map(self._amount, amounts)))
            for line, amounts in zip(costs.money.lines, costs.amounts, strict=True)
        ]
        rows.append(Row((self._say(words.TOTAL), *map(self._amount, costs.totals)), sum=True))
        if any(each is not None for each in terms.budget):
            rows.append(Row((self._say(words.BUDGET_LABEL), *map(self._amount, terms.budget))))
        rows.append(Row((self._say(words.CUMULATED), *map(self._amount, costs.cumulated))))
        table = Table((self._say(words.LINE), *names), tuple(rows), frozenset(range(1, len(names) + 1)))
        return Part(self._say(words.COSTS_HEADING), (NO_SAVING.say(self.lang), WHO_PAYS.say(self.lang)), table)

    def _known(self) -> Part:
        sources: Sequence[str] = tuple(text.say(self.lang) for text in (*words.PACE_SOURCES, *EVIDENCE))
        return Part(self._say(words.KNOWN), (), points=sources)
