"""Two plans side by side: a page with two maps, a workbook, and a document for programs."""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from geodata.language import Lang, Text
from geodata.reading import Reading
from geodata.store import Store
from geodata.told_distances import ToldDistances
from maps import comparison_page
from maps.comparison import comparison_view, ordered, what_changes
from maps.view import team_view, told_distances
from maps.view_model import MapView
from optimizer.application.drawing import ALOUD, base_map_of, points_to_draw
from optimizer.application.drawing_request import Drawing
from optimizer.application.folder import check_folder, write_folder
from optimizer.application.joining import FamiliesFiles, opened
from optimizer.application.plan_reading import made_of, read_given
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.reporter import Reporter
from optimizer.comparison.changes import Change
from optimizer.comparison.compared import Comparison
from optimizer.files.sheets import Sheet, Value, as_xlsx
from optimizer.finished import FinishedPlan


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """Two plans to be compared and written into a folder.

    Attributes
    ----------
    families_b
        Those of the second plan, where they are others.
    names
        What the reader calls the plans; by default they are called by their folders.
    """

    families: FamiliesFiles
    a: Path
    b: Path
    output: Path
    lang: Lang
    families_b: FamiliesFiles | None = None
    policy: PolicyRequest = field(default_factory=PolicyRequest)
    drawing: Drawing = field(default_factory=Drawing)
    force: bool = False
    names: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class WrittenComparison:
    """A comparison that was written, what the reader calls the plans, and its files by name."""

    compared: Comparison
    names: tuple[str, str]
    files: dict[str, bytes] = field(repr=False)


def compare_plans(request: CompareRequest, reporter: Reporter) -> WrittenComparison:
    """Compare two plans, whoever made them; each is judged by its own policy unless one is asked for.

    Raises
    ------
    InputError
        When a file or a setting cannot be used, or the folder may not be written.
    """
    check_folder(request.output, force=request.force)
    names = request.names or names_of(request.a, request.b)
    if request.drawing.exact:
        reporter.warn(ALOUD)
    with ExitStack() as stack:
        first = stack.enter_context(opened(request.families, request.lang, reporter, made_of=made_of(request.a)))
        second = first
        if request.families_b is not None:
            second = stack.enter_context(opened(request.families_b, request.lang, reporter, made_of=made_of(request.b)))
        a = _finished(request.a, first.reading, request, reporter)
        b = _finished(request.b, second.reading, request, reporter)
        compared = Comparison.of(a, b)
        files = comparison_files(compared, names, first.path, request.drawing, request.lang, reporter)
    write_folder(request.output, files, force=request.force)
    return WrittenComparison(compared, names, files)


def _finished(plan: Path, reading: Reading, request: CompareRequest, reporter: Reporter) -> FinishedPlan:
    return read_given(plan, reading, request.policy, reporter).finished(reading)


def names_of(a: Path, b: Path) -> tuple[str, str]:
    """Call plans by their folder, as a ``plan.json`` is called like any other, else by their file; never the same."""
    first, second = (_name(each) for each in (a, b))
    return (first, second) if first != second else (f"A ({first})", f"B ({second})")


def _name(path: Path) -> str:
    usual = path.stem in {"plan", "assignments"}
    folder = path.absolute().parent.name
    return folder if usual and folder else path.name


def comparison_files(
    compared: Comparison, names: tuple[str, str], families: Path, drawing: Drawing, lang: Lang, reporter: Reporter
) -> dict[str, bytes]:
    """Make every file of a comparison, drawn with the masks of one file: who stays is on one point in both plans."""
    base_map = base_map_of(Store())

    def drawn(made: FinishedPlan) -> tuple[MapView, ToldDistances]:
        points = points_to_draw(made.plan, families, drawing, base_map.gazetteer, reporter)
        view = team_view(made, lang, points=points, exact=drawing.exact, base_map=base_map)
        return view, told_distances(made, points, exact=drawing.exact)

    (first, told), (second, told_b) = drawn(compared.a), drawn(compared.b)
    view = comparison_view(compared, (first, second), (told, told_b), names, base_map)
    return {
        "compare.html": comparison_page.render(view).encode(),
        "compare.xlsx": workbook(compared, (told, told_b), names, lang),
        "compare.json": (
            json.dumps(document(compared, names, exact=drawing.exact), ensure_ascii=False, indent=2) + "\n"
        ).encode(),
    }


def document(compared: Comparison, names: tuple[str, str], *, exact: bool) -> dict[str, Any]:
    """Give everything as JSON: figures, pairs, and what becomes of each family; no family's place or distance."""
    first, second = compared.a.plan, compared.b.plan
    return {
        "schema": "constellations/compare/1",
        "a": {"name": names[0], "passed": compared.a.verdict.passed},
        "b": {"name": names[1], "passed": compared.b.verdict.passed},
        "counts": {str(kind): n for kind, n in sorted(compared.count.items())},
        "figures": [
            {
                "figure": each.measure.key,
                "a": each.measure.told(each.a, exact=exact),
                "b": each.measure.told(each.b, exact=exact),
                "better": each.better(exact=exact),
            }
            for each in compared.figures
        ],
        "constellations": [
            {
                "a": None if a is None else first.ids[a],
                "b": None if b is None else second.ids[b],
                "hub_a": None if a is None else first.constellations[a].hub.id,
                "hub_b": None if b is None else second.constellations[b].hub.id,
                "shared": sorted(_homes(compared.a, a) & _homes(compared.b, b)),
            }
            for a, b in compared.pairing.pairs
        ],
        "families": [
            {
                "family": each.id,
                "a": None if each.a is None else first.ids[each.a],
                "b": None if each.b is None else second.ids[each.b],
                "kind": str(each.kind),
                "hub": None if each.hub is None else str(each.hub),
            }
            for each in compared.changes
        ],
    }


def _homes(made: FinishedPlan, at: int | None) -> set[str]:
    return set() if at is None else {home.id for home in made.plan.constellations[at].homes}


def workbook(
    compared: Comparison, told: tuple[ToldDistances, ToldDistances], names: tuple[str, str], lang: Lang
) -> bytes:
    """Write the sheets figures, what changes, constellations, and every family."""
    a, b = names
    of_family = (
        *(text.say(lang) for text in (FAMILY, PROVIDER)),
        a,
        b,
        WHAT.say(lang),
        FAR.say(lang, {"name": a}),
        FAR.say(lang, {"name": b}),
    )
    of_pair = (
        a,
        b,
        HUB.say(lang, {"name": a}),
        HUB.say(lang, {"name": b}),
        *(t.say(lang) for t in (STAY, LEAVE, COME)),
    )
    of_figure = (FIGURE.say(lang), a, b, DIFFERENCE.say(lang), BETTER.say(lang))
    differing = _family_rows(ordered(compared.changes), compared, told, lang)
    everybody = _family_rows(compared.changes, compared, told, lang)
    formats = dict.fromkeys((6, 7), "0.000" if told[0].exact else "0.0")
    sheets = (
        Sheet(FIGURES.say(lang), of_figure, _figure_rows(compared, names, lang, exact=told[0].exact)),
        Sheet(CHANGES.say(lang), of_family, differing, formats),
        Sheet(CONSTELLATIONS.say(lang), of_pair, _pair_rows(compared)),
        Sheet(FAMILIES.say(lang), of_family, everybody, formats),
    )
    return as_xlsx(sheets, TITLE.say(lang))


def _figure_rows(compared: Comparison, names: tuple[str, str], lang: Lang, *, exact: bool) -> Iterator[Sequence[Value]]:
    better = {"a": names[0], "b": names[1], None: None}
    for each in compared.figures:
        yield (each.measure.title.say(lang), *each.said(lang, exact=exact), better[each.better(exact=exact)])


def _family_rows(
    changes: Sequence[Change], compared: Comparison, told: tuple[ToldDistances, ToldDistances], lang: Lang
) -> Iterator[Sequence[Value]]:
    for each in changes:
        row = each.after or each.before
        yield (
            each.id,
            None if row is None else row.provider,
            None if each.a is None else compared.a.plan.titles[each.a],
            None if each.b is None else compared.b.plan.titles[each.b],
            what_changes(each, compared, lang) or STAYS.say(lang),
            *(None if way is None else way / 1000 for way in compared.ways(each, told)),
        )


def _pair_rows(compared: Comparison) -> Iterator[Sequence[Value]]:
    first, second = compared.a.plan, compared.b.plan
    for a, b in compared.pairing.pairs:
        one, other = _homes(compared.a, a), _homes(compared.b, b)
        yield (
            None if a is None else first.ids[a],
            None if b is None else second.ids[b],
            None if a is None else first.constellations[a].hub.id,
            None if b is None else second.constellations[b].hub.id,
            len(one & other),
            len(one - other),
            len(other - one),
        )


TITLE: Final = Text(nl="Twee plannen vergeleken", en="Two plans compared")
FIGURES: Final = Text(nl="Cijfers", en="Figures")
CHANGES: Final = Text(nl="Wat verandert", en="What changes")
CONSTELLATIONS: Final = Text(nl="Constellaties", en="Constellations")
FAMILIES: Final = Text(nl="Alle gezinnen", en="All families")
FIGURE: Final = Text(nl="Cijfer", en="Figure")
DIFFERENCE: Final = Text(nl="Verschil", en="Difference")
BETTER: Final = Text(nl="Beter", en="Better")
FAMILY: Final = Text(nl="Gezin", en="Family")
PROVIDER: Final = Text(nl="Aanbieder", en="Provider")
WHAT: Final = Text(nl="Wat er gebeurt", en="What happens")
FAR: Final = Text(nl="Km tot de hubhome, {name}", en="Km to the hub home, {name}")
HUB: Final = Text(nl="Hubhome, {name}", en="Hub home, {name}")
STAY: Final = Text(nl="Blijven", en="Stay")
LEAVE: Final = Text(nl="Gaan weg", en="Leave")
COME: Final = Text(nl="Komen erbij", en="Come")
STAYS: Final = Text(nl="Blijft.", en="Stays.")
