"""``plan.json``: a plan with what is proved about it, the policy it was made with, and where it came from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from geodata.errors import Fault, InputError
from geodata.families import Families
from geodata.language import Span, Text
from optimizer.consent import Proposal
from optimizer.files.helpfile import explanation_as_json, helps_as_json, read_explanation, read_helps
from optimizer.files.jsonreading import Reader
from optimizer.files.proposals import as_json, read_proposals
from optimizer.finished import Explanation, FinishedPlan, Reason, Source
from optimizer.outcome import Status
from optimizer.plan import Constellation, Plan
from optimizer.policy.values import Policy
from optimizer.rules import RULES
from optimizer.tiers import TIERS
from optimizer.today import Change, Move, Today, TodayKind, TodaySource
from optimizer.what_helps import NOTHING_KNOWN, WhatHelps

SCHEMA: Final = "constellations/plan/1"
_SCHEMA_STEM: Final = "constellations/plan/"
_SCHEMA_NUMBER: Final = 1
_KEYS: Final = (*(rule.key for rule in RULES), *(tier.key for tier in TIERS))
"""What a bound may leave out."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file claims about one tier; ``bound`` is ``None`` where nothing is proved.

    ``without`` holds the keys of the rules and tiers that the bound leaves out; the file has it where there are any.
    """

    name: str
    value: int
    bound: int | None
    without: tuple[str, ...] = ()

    @property
    def as_json(self) -> dict[str, object]:
        """Give it as the file writes it."""
        without = {"without": list(self.without)} if self.without else {}
        return {"name": self.name, "value": self.value, "bound": self.bound, **without}


@dataclass(frozen=True, slots=True)
class Group:
    """One constellation by pseudonyms, as a file writes it."""

    id: str
    hub: str
    satellites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A family in no constellation, the reasons that were found, and how they were said; ``None`` in older files."""

    family: str
    reasons: tuple[Reason, ...] = ()
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The content of a ``plan.json``. It holds no coordinates.

    Attributes
    ----------
    constellations
        From north to south.
    policy
        Sections and keys as in a policy file.
    seconds
        Of the whole search, on the wall; the only part that differs between two runs that ended by proof.
    today
        What told today's constellations; ``None`` where they are not known.
    moves
        What changes for each family, where today is known.
    helps
        What would help the plan as a whole.
    exact
        Whether the file tells distances to the metre, as with ``--exact``.
    proposals
        What is asked of whom, where nobody moves without consent; else ``None``.
    """

    status: Status
    tiers: tuple[Stated, ...]
    constellations: tuple[Group, ...]
    unplaced: tuple[Unplaced, ...]
    left_out: tuple[str, ...]
    policy: Mapping[str, object]
    source: Source
    seed: int
    seconds: float
    today: TodaySource | None = None
    moves: tuple[Move, ...] = ()
    helps: WhatHelps = NOTHING_KNOWN
    exact: bool = False
    proposals: tuple[Proposal, ...] | None = None

    @classmethod
    def of(cls, finished: FinishedPlan, *, exact: bool = False) -> Self:
        """Gather what the file says of a finished plan, whose status is known."""
        assert finished.status is not None
        plan, why = finished.plan, finished.explanations
        return cls(
            status=finished.status,
            tiers=tuple(Stated(each.tier, each.value, each.bound, each.without) for each in finished.marks),
            constellations=groups(plan),
            unplaced=tuple(
                Unplaced(f.id, (why[f.id].reason,), why[f.id]) if f.id in why else Unplaced(f.id) for f in plan.unplaced
            ),
            left_out=tuple(family.id for family in plan.left_out),
            policy=finished.policy.as_dict(),
            source=finished.source,
            seed=finished.seed,
            seconds=finished.seconds,
            today=finished.today.source,
            moves=finished.moves,
            helps=finished.helps,
            exact=exact,
            proposals=finished.proposals if finished.asks_consent else None,
        )

    @classmethod
    def without_plan(cls, status: Status, families: Families, policy: Policy, source: Source, seconds: float) -> Self:
        """Say that a search gave no plan: there are no tiers and no constellations."""
        left_out = tuple(family.id for family in families if not family.joins)
        return cls(status, (), (), (), left_out, policy.as_dict(), source, policy.solve.seed, seconds)

    def to_json(self) -> str:
        """Write the file: keys in the order of the contract, one constellation a line, ends with a line feed."""
        own: dict[str, object] = {}
        if self.source.distances_sha256 is not None:
            own["distances_sha256"] = self.source.distances_sha256
        if self.source.n_by_postcode:
            own["families_by_postcode"] = self.source.n_by_postcode
        return _pretty(
            {
                "schema": SCHEMA,
                "status": str(self.status),
                "tiers": [tier.as_json for tier in self.tiers],
                "constellations": [
                    {"id": group.id, "hub": group.hub, "satellites": list(group.satellites)}
                    for group in self.constellations
                ],
                "unplaced": [
                    {
                        "family": each.family,
                        "reasons": [_reason(why) for why in each.reasons],
                        **explanation_as_json(each.explanation),
                    }
                    for each in self.unplaced
                ],
                **(helps_as_json(self.helps) if self.helps else {}),
                **({"exact": True} if self.exact else {}),
                "left_out": list(self.left_out),
                **self._today_as_json(),
                "policy": dict(self.policy),
                "input": {"sha256": self.source.sha256, "families": self.source.n_families, **own},
                "program": {"version": self.source.version, "ortools": self.source.ortools},
                **({"made": self.source.made_on.isoformat()} if self.source.made_on else {}),
                "seed": self.seed,
                "seconds": round(self.seconds, 1),
            }
        )

    def _today_as_json(self) -> dict[str, object]:
        """Give the keys about today; none where nothing is known of it."""
        if self.today is None:
            return {}
        moves = [
            {"family": each.family, "from": each.origin, "to": each.to, "kind": str(each.kind)} for each in self.moves
        ]
        asked = {} if self.proposals is None else {"proposals": as_json(self.proposals)}
        return {"today": {"source": str(self.today.kind), "sha256": self.today.sha256}, "moves": moves, **asked}

    def told_today(self) -> Today | None:
        """Give today's constellations as the file tells them; ``None`` where it does not."""
        if self.today is None:
            return None
        return Today({each.family: each.origin for each in self.moves if each.origin is not None}, self.today)

    def plan(self, families: Families, file: str | None = None) -> Plan:
        """Look the pseudonyms up in ``families``.

        Raises
        ------
        InputError
            When families are named that the file of families does not have.
        """
        faults: list[Fault] = []
        found: list[Constellation] = []
        for number, group in enumerate(self.constellations):
            place = f"constellations[{number}]"
            for index, family in enumerate(group.satellites):
                if family not in families.by_id:
                    faults.append(Fault(UNKNOWN_FAMILY, file=file, column=f"{place}.satellites[{index}]"))
            if group.hub not in families.by_id:
                faults.append(Fault(UNKNOWN_FAMILY, file=file, column=f"{place}.hub"))
            elif not faults:
                satellites = tuple(families.by_id[family] for family in sorted(group.satellites))
                found.append(Constellation(families.by_id[group.hub], satellites))
        if faults:
            raise InputError(faults)
        return Plan.from_north(families, found).named({group.hub: group.id for group in self.constellations})

    def remaining(self, families: Families) -> tuple[Plan, tuple[str, ...]]:
        """Give what is left of the plan among other families, and who is not there any more, sorted.

        A constellation whose hub home is gone is none any more: its satellites are in no constellation.
        """
        there = families.by_id
        named = {name for group in self.constellations for name in (group.hub, *group.satellites)}
        found = {
            group.hub: [name for name in group.satellites if name in there]
            for group in self.constellations
            if group.hub in there
        }
        gone = tuple(sorted(name for name in named if name not in there))
        return Plan.of(families, found).named({group.hub: group.id for group in self.constellations}), gone


def groups(plan: Plan) -> tuple[Group, ...]:
    """Give the constellations of a plan by pseudonyms, numbered from north to south."""
    return tuple(
        Group(name, each.hub.id, tuple(family.id for family in each.satellites))
        for name, each in zip(plan.ids, plan.constellations, strict=True)
    )


def read_plan_file(data: bytes, file: str | None = None) -> PlanFile:
    """Read a ``plan.json``.

    Raises
    ------
    InputError
        When it is no plan, is written by a newer program, or lacks something; every fault is told.
    """
    reader = Reader.of(data, file)
    _check_schema(reader)
    tiers = tuple(
        Stated(
            each.text("name"),
            each.whole("value"),
            each.whole_or_none("bound"),
            each.some_of("without", _KEYS) if "without" in each.value else (),
        )
        for each in reader.objects("tiers")
    )
    constellations = tuple(
        Group(each.filled("id"), each.text("hub"), each.texts("satellites"))
        for each in reader.objects("constellations")
    )
    unplaced = tuple(map(_unplaced, reader.objects("unplaced")))
    given, program = reader.object("input"), reader.object("program")
    moves = _moves(reader)
    read = PlanFile(
        status=Status(reader.one_of("status", tuple(Status))),
        tiers=tiers,
        constellations=constellations,
        unplaced=unplaced,
        left_out=reader.texts("left_out"),
        policy=reader.mapping("policy"),
        source=Source(
            given.text("sha256"),
            given.whole("families"),
            program.text("version"),
            program.text("ortools"),
            given.text("distances_sha256") if "distances_sha256" in given.value else None,
            given.whole("families_by_postcode") if "families_by_postcode" in given.value else 0,
            reader.day("made") if "made" in reader.value else None,
        ),
        seed=reader.whole("seed"),
        seconds=reader.not_negative("seconds"),
        today=_today(reader),
        helps=read_helps(reader),
        exact="exact" in reader.value and reader.yes("exact"),
        moves=moves,
        proposals=read_proposals(reader, moves),
    )
    reader.finish()
    return read


def _unplaced(each: Reader) -> Unplaced:
    reasons = tuple(Reason(why.text("code"), why.facts("facts")) for why in each.objects("reasons"))
    return Unplaced(each.text("family"), reasons, read_explanation(each, reasons))


def _today(reader: Reader) -> TodaySource | None:
    if "today" not in reader.value:
        return None
    today = reader.object("today")
    return TodaySource(TodayKind(today.one_of("source", tuple(TodayKind))), today.text("sha256"))


def _moves(reader: Reader) -> tuple[Move, ...]:
    return tuple(
        Move(
            each.text("family"),
            each.text_or_none("from"),
            each.text_or_none("to"),
            Change(each.one_of("kind", tuple(Change))),
        )
        for each in (reader.objects("moves") if "moves" in reader.value else ())
    )


def _check_schema(reader: Reader) -> None:
    schema = reader.value.get("schema")
    number = schema.removeprefix(_SCHEMA_STEM) if isinstance(schema, str) else ""
    if not (isinstance(schema, str) and schema.startswith(_SCHEMA_STEM) and number.isdecimal() and number.isascii()):
        raise InputError([Fault(NO_PLAN, file=reader.file)])
    if len(number) > 9 or int(number) > _SCHEMA_NUMBER:
        raise InputError([Fault(NEWER, {"known": SCHEMA}, file=reader.file)])
    if int(number) != _SCHEMA_NUMBER:
        raise InputError([Fault(NO_PLAN, file=reader.file)])


def _reason(why: Reason) -> dict[str, object]:
    """Give a reason as the file writes it; what is told as a span is written as what it is at most."""
    facts = {name: fact.high if isinstance(fact, Span) else fact for name, fact in why.facts.items()}
    return {"code": why.code, "facts": facts}


def _pretty(document: Mapping[str, object]) -> str:
    """Write JSON with one line a key, and one line an entry for lists of objects and for sections."""
    lines = [f"  {_compact(key)}: {_block(value)}" for key, value in document.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _block(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"    {_compact(each)}" for each in value) + "\n  ]"
    if isinstance(value, dict) and any(isinstance(each, Mapping) for each in value.values()):
        return "{\n" + ",\n".join(f"    {_compact(key)}: {_compact(each)}" for key, each in value.items()) + "\n  }"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=dict)


UNKNOWN_FAMILY: Final = Text(
    nl="dit gezin staat niet in het gezinnenbestand; gebruik een gezin_id uit dat bestand.",
    en="this family is not in the families file; use a family_id of that file.",
)
NO_PLAN: Final = Text(
    nl="dit is geen plan van constellations; kies een plan.json of assignments.csv die het programma heeft geschreven.",
    en="this is no plan of constellations; choose a plan.json or assignments.csv that the program wrote.",
)
NEWER: Final = Text(
    nl="dit plan is gemaakt met een nieuwere versie van het programma; deze versie leest tot en met {known}. "
    "Installeer de nieuwste versie.",
    en="this plan was made with a newer version of the program; this version reads up to {known}. "
    "Install the newest version.",
)
