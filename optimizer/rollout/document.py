"""``rollout.json``: the waves of a roll-out with what is proved about it, its policy and where it came from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.language import Text
from optimizer.files.jsonreading import Reader
from optimizer.finished import Source
from optimizer.outcome import Mark, Status
from optimizer.plan import Plan
from optimizer.rollout.reasons import Cause, cause
from optimizer.rollout.roll_out import RollOut
from optimizer.rollout.terms import Terms
from optimizer.rollout.verify import RollOutVerdict

SCHEMA: Final = "constellations/rollout/1"
FILES: Final = ("rollout.json", "rollout.xlsx", "rollout.html")
"""The files of a roll-out as a whole."""


@dataclass(frozen=True, slots=True)
class FinishedRollOut:
    """A roll-out with all that files and pages say of it.

    Attributes
    ----------
    verdict
        What the verifier found; it has passed.
    marks
        ``unplaced``, ``waiting`` and ``travel``, with what is proved.
    ordered
        Whether the last wave was given, so that what is proved is about its orders only.
    name
        What the reader calls the plan; by default the name of the families file.
    """

    terms: Terms
    verdict: RollOutVerdict
    marks: tuple[Mark, ...]
    status: Status
    source: Source
    input_name: str
    seconds: float
    interrupted: bool = False
    ordered: bool = False
    name: str | None = None

    @property
    def names(self) -> Mapping[str, str]:
        """The name of each constellation in the last wave, by its hub home."""
        last = self.verdict.roll_out.last
        return dict(zip((each.hub.id for each in last.constellations), last.ids, strict=True))

    def cause(self, hub: str) -> Cause:
        """Give why the constellation of a hub home starts in its wave."""
        return cause(self.terms, self.verdict, hub, proved=self.marks[1].proved)


def document(finished: FinishedRollOut, more: Mapping[str, Any] | None = None) -> str:
    """Write the file; the same roll-out gives the same text but for ``seconds``.

    Parameters
    ----------
    more
        Further keys, such as what else was asked of the roll-out.
    """
    terms, verdict, roll_out = finished.terms, finished.verdict, finished.verdict.roll_out
    source = finished.source
    own = {} if source.distances_sha256 is None else {"distances_sha256": source.distances_sha256}
    budget = [None if each is None else f"{each:.2f}" for each in terms.budget]
    constellations = [
        {
            "id": finished.names[hub],
            "hub": hub,
            "starts": roll_out.starts[hub],
            **({"to_find": True} if hub in terms.homes_to_find else {}),
            "why": (why := finished.cause(hub)).key,
            "facts": why.facts,
        }
        for hub in sorted(roll_out.starts, key=lambda hub: (roll_out.starts[hub], finished.names[hub]))
    ]
    whole = {
        "schema": SCHEMA,
        "status": str(finished.status),
        **({"ordered": True} if finished.ordered else {}),
        "tiers": [{"name": each.tier, "value": each.value, "bound": each.bound} for each in finished.marks],
        "waves": [
            {
                "wave": wave,
                "name": terms.name(wave),
                "starts": [each.hub.id for each in roll_out.starting(wave)],
                "joins": list(roll_out.joining(wave)),
                "constellations": [
                    {
                        "id": finished.names[each.hub.id],
                        "hub": each.hub.id,
                        "satellites": [one.id for one in each.satellites],
                    }
                    for each in plan.constellations
                ],
                "unplaced": [family.id for family in plan.unplaced],
                "costs": f"{verdict.costs.totals[wave - 1]:.2f}",
                "budget": budget[wave - 1],
            }
            for wave, plan in enumerate(roll_out.plans, start=1)
        ],
        "constellations": constellations,
        "currency": terms.money.currency,
        "left_out": [family.id for family in terms.families if not family.joins],
        **({"to_find": list(terms.to_find)} if any(terms.recruit) else {}),
        **(more or {}),
        "policy": terms.policy.as_dict(),
        "input": {"sha256": source.sha256, "families": source.n_families, **own},
        "program": {"version": source.version, "ortools": source.ortools},
        "seed": terms.policy.solve.seed,
        "seconds": round(finished.seconds, 1),
    }
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1, default=dict) + "\n"


def is_roll_out(data: bytes) -> bool:
    """Tell whether a JSON file says that it is a roll-out, of whatever version."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and str(value.get("schema", "")).startswith("constellations/rollout/")


@dataclass(frozen=True, slots=True)
class StatedWave:
    """One wave as a file gives it: the satellites of each hub home."""

    satellites: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RollOutFile:
    """What a ``rollout.json`` states; nothing of it is verified yet.

    Attributes
    ----------
    costs
        Those of each wave, as text.
    to_find
        Postcode areas in which it counts on a hub home still to be found.
    """

    waves: tuple[StatedWave, ...]
    policy: Mapping[str, object]
    sha256: str
    costs: tuple[str, ...]
    to_find: tuple[str, ...] = ()

    def roll_out(self, terms: Terms, file: str | None = None) -> RollOut:
        """Look the pseudonyms up in the families of each wave.

        Raises
        ------
        InputError
            When there are not as many waves as the terms have, or families that the families file does not have.
        """
        if len(self.waves) != terms.n_waves:
            raise InputError([Fault(OTHER_WAVES, {"n": len(self.waves), "waves": terms.n_waves}, file)])
        named = {name for wave in self.waves for hub, others in wave.satellites.items() for name in (hub, *others)}
        unknown = tuple(sorted(named - terms.families.by_id.keys() - terms.homes_to_find))
        if unknown:
            raise InputError([Fault(UNKNOWN, {"families": unknown}, file)])
        return RollOut(
            tuple(
                Plan.of(problem.families, wave.satellites)
                for problem, wave in zip(terms.problems, self.waves, strict=True)
            )
        )


def read_roll_out(data: bytes, file: str | None = None) -> RollOutFile:
    """Read a ``rollout.json``.

    Raises
    ------
    InputError
        When it is none, is written by a newer program, or lacks something.
    """
    reader = Reader.of(data, file)
    if reader.text("schema") != SCHEMA:
        raise InputError([Fault(OTHER, {"known": SCHEMA}, file)])
    stated = tuple(reader.objects("waves"))
    waves = tuple(
        StatedWave({each.text("hub"): each.texts("satellites") for each in wave.objects("constellations")})
        for wave in stated
    )
    costs = tuple(wave.text("costs") for wave in stated)
    to_find = reader.texts("to_find") if "to_find" in reader.value else ()
    read = RollOutFile(waves, reader.mapping("policy"), reader.object("input").text("sha256"), costs, to_find)
    reader.finish()
    return read


OTHER_WAVES: Final = Text(
    nl="deze uitrol duurt {n} jaar, en die van het beleid {waves}. Laat 'rollout.waves' weg, of maak de uitrol "
    "opnieuw.",
    en="this roll-out takes {n} years, and that of the policy {waves}. Leave 'rollout.waves' out, or make the "
    "roll-out again.",
)
UNKNOWN: Final = Text(
    nl="{families} staat niet in het gezinnenbestand. Het is veranderd na deze uitrol; maak een nieuwe uitrol.",
    en="{families} is not in the families file. It changed after this roll-out; make a new roll-out.",
)
OTHER: Final = Text(
    nl="deze uitrol is gemaakt met een nieuwere versie van het programma; deze versie leest {known}. Installeer de "
    "nieuwste versie.",
    en="this roll-out was made with a newer version of the program; this version reads {known}. Install the newest "
    "version.",
)
