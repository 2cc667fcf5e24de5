"""The monitoring page: two plans a year apart, in numbers, by provider and in all."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.language import Lang, Text, number
from maps.costs import CostsPage, Part, Row, Table, render
from optimizer.comparison.monitoring import KEYS, Monitoring, Numbers, monitored
from optimizer.files.jsonreading import is_json
from optimizer.files.planfile import read_plan_file
from optimizer.files.sheets import Sheet, Value, as_xlsx
from optimizer.finished import FinishedPlan


@dataclass(frozen=True, slots=True)
class Monitored:
    """What was found, and the files that tell it, by name."""

    found: Monitoring
    files: dict[str, bytes]


def monitor(since: Path, finished: FinishedPlan, before: Families | None, lang: Lang) -> Monitored:
    """Compare the ``plan.json`` of then with the plan of now, and make the page, a workbook and JSON.

    Raises
    ------
    InputError
        When the plan of then is no ``plan.json``.
    """
    data = since.read_bytes()
    if not is_json(data):
        raise InputError([Fault(NO_JSON, file=since.name)])
    found = monitored(read_plan_file(data, since.name), finished.plan, before)
    size = finished.policy.size
    told = _Told(found, size.target - size.count_hub, lang, known=before is not None)
    document = {
        "schema": "constellations/monitoring/1",
        "total": _as_json(found.total),
        "providers": [{"provider": name, **_as_json(each)} for name, each in found.providers.items()],
        "constellations": {"before": found.n_before, "continued": found.continued, "after": found.n_after},
        "target": told.target,
        "sizes": [{"satellites": n, "before": a, "after": b} for n, (a, b) in found.sizes.items()],
    }
    files = {
        "monitoring.html": render(told.page(), lang).encode(),
        "monitoring.xlsx": as_xlsx(told.sheets(), TITLE.say(lang)),
        "monitoring.json": f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode(),
    }
    return Monitored(found, files)


def _as_json(numbers: Numbers) -> dict[str, Any]:
    return {key: getattr(numbers, key) for key in KEYS}


@dataclass(frozen=True, slots=True)
class _Told:
    """The numbers in one language."""

    found: Monitoring
    target: int
    lang: Lang
    known: bool

    def page(self) -> CostsPage:
        notices = (TEAM.say(self.lang), *(() if self.known else (UNKNOWN_NOTE.say(self.lang),)))
        return CostsPage(TITLE.say(self.lang), self._summary(), notices, (self._people(), self._hubs(), self._sizes()))

    def _summary(self) -> str:
        total = self.found.total
        share = total.kept_share
        facts = {
            "before": total.before,
            "kept": total.kept,
            "percent": 0 if share is None else round(100 * share),
            "after": total.after,
        }
        return SUMMARY.say(self.lang, facts)

    def _people(self) -> Part:
        return Part(PEOPLE.say(self.lang), (PEOPLE_NOTE.say(self.lang),), self._table(PEOPLE_KEYS))

    def _hubs(self) -> Part:
        facts = {"before": self.found.n_before, "continued": self.found.continued, "after": self.found.n_after}
        return Part(HUBS.say(self.lang), (GO_ON.say(self.lang, facts),), self._table(HUB_KEYS))

    def _table(self, keys: Sequence[str]) -> Table:
        header = (PROVIDER.say(self.lang), *(WORDS[key].say(self.lang) for key in keys))
        rows = [
            Row((name or NOBODY_KNOWS.say(self.lang), *self._cells(each, keys)))
            for name, each in self.found.providers.items()
        ]
        rows.append(Row((ALL.say(self.lang), *self._cells(self.found.total, keys)), sum=True))
        return Table(header, tuple(rows), frozenset(range(1, len(header))))

    def _cells(self, numbers: Numbers, keys: Sequence[str]) -> Iterator[str]:
        for key in keys:
            yield number(getattr(numbers, key), self.lang)

    def _sizes(self) -> Part:
        header = tuple(text.say(self.lang) for text in (SATELLITES, THEN, NOW))
        rows = tuple(
            Row((self._size(n), *(number(each, self.lang) for each in counts)))
            for n, counts in self.found.sizes.items()
        )
        return Part(SIZES.say(self.lang), self._on_target(), Table(header, rows, frozenset({1, 2})))

    def _size(self, n: int) -> str:
        shown = number(n, self.lang)
        return TARGET.say(self.lang, {"n": shown}) if n == self.target else shown

    def _on_target(self) -> tuple[str, ...]:
        on, on_now = self.found.sizes.get(self.target, (0, 0))
        facts = {"target": self.target, "a": on, "all_a": self.found.n_before, "b": on_now, "all_b": self.found.n_after}
        return (ON_TARGET.say(self.lang, facts),)

    def sheets(self) -> tuple[Sheet, ...]:
        keys = (*PEOPLE_KEYS, *HUB_KEYS)
        header = (PROVIDER.say(self.lang), *(WORDS[key].say(self.lang) for key in keys))
        rows: list[Sequence[Value]] = [
            (name or NOBODY_KNOWS.say(self.lang), *(getattr(each, key) for key in keys))
            for name, each in self.found.providers.items()
        ]
        rows.append((ALL.say(self.lang), *(getattr(self.found.total, key) for key in keys)))
        sizes = tuple(text.say(self.lang) for text in (SATELLITES, THEN, NOW))
        return (
            Sheet(PEOPLE.say(self.lang), header, rows),
            Sheet(SIZES.say(self.lang)[:31], sizes, [(n, *counts) for n, counts in self.found.sizes.items()]),
        )


PEOPLE_KEYS: Final = ("before", "kept", "moved", "lost", "stopped", "joined", "after")
HUB_KEYS: Final = ("hubs_before", "hubs_stopped", "hubs_started", "hubs_after")
WORDS: Final = {
    "before": Text(nl="Toen", en="Then"),
    "kept": Text(nl="Zelfde constellatie", en="Same constellation"),
    "moved": Text(nl="Andere constellatie", en="Other constellation"),
    "lost": Text(nl="Zonder plaats", en="Without a place"),
    "stopped": Text(nl="Gestopt", en="Stopped"),
    "joined": Text(nl="Erbij gekomen", en="Came in"),
    "after": Text(nl="Nu", en="Now"),
    "hubs_before": Text(nl="Hubhomes toen", en="Hub homes then"),
    "hubs_stopped": Text(nl="Hubhomes gestopt", en="Hub homes stopped"),
    "hubs_started": Text(nl="Hubhomes begonnen", en="Hub homes started"),
    "hubs_after": Text(nl="Hubhomes nu", en="Hub homes now"),
}
TITLE: Final = Text(nl="Hoe de constellaties ervoor staan", en="How the constellations fare")
SUMMARY: Final = Text(
    nl="Aantal gezinnen in een constellatie: toen {before}, nu {after}. Van die van toen nu nog in dezelfde: {kept} "
    "({percent}%).",
    en="Number of families in a constellation: {before} then, {after} now. Of those of then still in the same one: "
    "{kept} ({percent}%).",
)
TEAM: Final = Text(
    nl="Deze pagina noemt aantallen per aanbieder en is bedoeld voor het planteam; kleine aantallen kunnen over één "
    "gezin gaan.",
    en="This page tells numbers by provider and is meant for the planning team; small numbers may be about one family.",
)
UNKNOWN_NOTE: Final = Text(
    nl="Van gezinnen die niet meer in het gezinnenbestand staan, is de aanbieder niet bekend. Geef het "
    "gezinnenbestand van toen met --made-of om ook die te zien.",
    en="Of families that are no longer in the families file the provider is not known. Give the families file of then "
    "with --made-of to see those too.",
)
PEOPLE: Final = Text(nl="Gezinnen per aanbieder", en="Families by provider")
PEOPLE_NOTE: Final = Text(
    nl="Van wie toen in een constellatie zat: wie er nog in dezelfde zit, wie in een andere, wie meedoet maar geen "
    "plaats heeft, en wie is gestopt.",
    en="Of those in a constellation then: who is still in the same, who in another, who joins but has no place, and "
    "who stopped.",
)
HUBS: Final = Text(nl="Hubhomes", en="Hub homes")
GO_ON: Final = Text(
    nl="Aantal constellaties: toen {before}, nu {after}. Van die van toen gaan door: {continued}.",
    en="Number of constellations: {before} then, {after} now. Of those of then go on: {continued}.",
)
SIZES: Final = Text(nl="Grootte en streefaantal", en="Size and target")
ON_TARGET: Final = Text(
    nl="Op het streefaantal van {target} satellietgezinnen: toen {a} van {all_a}, nu {b} van {all_b} constellaties.",
    en="On the target of {target} satellites: then {a} of {all_a}, now {b} of {all_b} constellations.",
)
PROVIDER: Final = Text(nl="Aanbieder", en="Provider")
ALL: Final = Text(nl="Samen", en="In all")
NOBODY_KNOWS: Final = Text(nl="onbekend", en="not known")
SATELLITES: Final = Text(nl="Satellietgezinnen", en="Satellites")
THEN: Final = Text(nl="Constellaties toen", en="Constellations then")
NOW: Final = Text(nl="Constellaties nu", en="Constellations now")
TARGET: Final = Text(nl="{n} (streefaantal)", en="{n} (target)")
NO_JSON: Final = Text(nl="geef na --since de plan.json van toen.", en="after --since give the plan.json of then.")
