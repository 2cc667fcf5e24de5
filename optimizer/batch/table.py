"""One row a run: the columns of the summary, as a table for people and as CSV for programs."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.formulas import guarded
from geodata.language import NO, YES, Fact, Lang, Text
from optimizer.batch.record import Record
from optimizer.batch.task import Counts, End
from optimizer.files.planfile import Stated

Value = str | int | float | bool | None

FILES: Final = ("summary.csv", "summary.xlsx", "summary.html")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in CSV, its heading, how a spreadsheet shows it, and its value in a run.

    Attributes
    ----------
    measured
        Whether it says what a run took; all else is the same whenever and wherever the batch is done.
    """

    key: str
    title: Text
    value: Callable[[Record], Value]
    form: str = ""
    measured: bool = False


def columns(records: Sequence[Record], lang: Lang) -> tuple[Column, ...]:
    """Give the columns that these runs need: the keys that their scenarios set, the tiers that they have."""
    settings = list(dict.fromkeys(key for record in records for key in record.settings))
    tiers = list(dict.fromkeys(tier.name for record in records for tier in record.tiers))
    return (
        Column("run", RUN, lambda record: record.run),
        Column("input", INPUT, lambda record: record.input),
        Column("scenario", SCENARIO, lambda record: record.scenario or None),
        *(_setting(key) for key in settings),
        Column("status", STATUS, lambda record: STATUSES[record.end].say(lang)),
        *(_count(key, title) for key, title in COUNTS),
        Column("farthest_km", FARTHEST, _farthest_km, "0.000"),
        *(column for tier in tiers for column in _tier(tier)),
        Column("by_proof", BY_PROOF, lambda record: _proof(record, lang)),
        Column("error", ERROR, lambda record: " ".join(record.sentences) or None),
        Column("version", VERSION, lambda record: record.versions.program),
        Column("ortools", ORTOOLS, lambda record: record.versions.ortools),
        Column("geodata", GEODATA, lambda record: record.versions.geodata),
        Column("seed", SEED, lambda record: record.seed),
        Column("input_sha256", INPUT_HASH, lambda record: record.fingerprint.input_sha256),
        Column("distances_sha256", DISTANCES_HASH, lambda record: record.fingerprint.distances_sha256),
        Column("policy_sha256", POLICY_HASH, lambda record: record.fingerprint.policy_sha256),
        Column("seconds", SECONDS, lambda record: record.seconds, "0.0", measured=True),
        Column("memory_mb", MEMORY, lambda record: record.memory_mb, "0", measured=True),
    )


def _setting(key: str) -> Column:
    return Column(key, Text(nl=key, en=key), lambda record: record.settings.get(key))


def _count(key: str, title: Text) -> Column:
    def value(record: Record) -> Value:
        counts: Counts | None = record.counts
        return None if counts is None else int(getattr(counts, key))

    return Column(key, title, value)


def _farthest_km(record: Record) -> Value:
    if record.counts is None or record.counts.farthest_m is None:
        return None
    return record.counts.farthest_m / 1000


def _tier(name: str) -> tuple[Column, ...]:
    def of(record: Record) -> Stated | None:
        return next((tier for tier in record.tiers if tier.name == name), None)

    def value(record: Record) -> Value:
        tier = of(record)
        return None if tier is None else tier.value

    def bound(record: Record) -> Value:
        tier = of(record)
        return None if tier is None else tier.bound

    def gap(record: Record) -> Value:
        tier = of(record)
        if tier is None or tier.bound is None:
            return None
        proved = max(tier.bound, 0)  # no tier is ever negative
        return 0.0 if tier.value <= proved else round((tier.value - proved) / tier.value, 6)

    def titled(text: Text) -> Text:
        return Text(nl=text.say(Lang.NL, {"tier": name}), en=text.say(Lang.EN, {"tier": name}))

    return (
        Column(f"tier.{name}", titled(TIER), value),
        Column(f"bound.{name}", titled(BOUND), bound),
        Column(f"gap.{name}", titled(GAP), gap, "0.00%"),
    )


def _proof(record: Record, lang: Lang) -> Value:
    if record.end is End.PENDING or not record.end.final:
        return None
    return (YES if record.end.by_proof else NO).say(lang)


def as_csv(records: Sequence[Record], lang: Lang) -> bytes:
    """Write the table as ``assignments.csv`` is written: UTF-8 with BOM, semicolons, a comma in Dutch numbers."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    shown = columns(records, lang)
    table.writerow([guarded(column.key) for column in shown])
    plain = {column.key: column for column in columns(records, Lang.EN)}
    for record in records:
        table.writerow([_cell(column, plain[column.key], record, lang) for column in shown])
    return out.getvalue().encode("utf-8-sig", "replace")


def _cell(column: Column, plain: Column, record: Record, lang: Lang) -> str:
    if column.key == "status":
        return str(record.end)
    if column.key == "by_proof":
        written = plain.value(record)
        return "" if written is None else str(written)
    value = column.value(record)
    if value is None:
        return ""
    if isinstance(value, float):
        text = f"{value:.6f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if lang is Lang.NL else text
    return guarded(" ".join(value.split())) if isinstance(value, str) else str(value)


def failures(records: Iterable[Record]) -> tuple[Record, ...]:
    """Give the runs that were done and gave no plan."""
    return tuple(record for record in records if record.end is not End.PENDING and not record.end.has_plan)


def counted(records: Sequence[Record], lang: Lang) -> str:
    """Say how many runs there are, and how they ended."""
    facts: dict[str, Fact] = {
        "n": len(records),
        "plans": sum(record.end.has_plan for record in records),
        "failed": len(failures(records)),
        "waiting": sum(record.end is End.PENDING for record in records),
    }
    text = COUNTED_ALL if not facts["waiting"] else COUNTED
    return text.say(lang, facts)


RUN: Final = Text(nl="Berekening", en="Run")
INPUT: Final = Text(nl="Gezinnenbestand", en="Families file")
SCENARIO: Final = Text(nl="Scenario", en="Scenario")
STATUS: Final = Text(nl="Uitkomst", en="Outcome")
FARTHEST: Final = Text(nl="Grootste afstand, hoogstens (km)", en="Longest distance, at most (km)")
TIER: Final = Text(nl="Doel {tier}", en="Objective {tier}")
BOUND: Final = Text(nl="Ondergrens {tier}", en="Bound of {tier}")
GAP: Final = Text(nl="Afstand tot de ondergrens, {tier}", en="Gap to the bound, {tier}")
BY_PROOF: Final = Text(nl="Geëindigd door bewijs", en="Ended by proof")
ERROR: Final = Text(nl="Reden", en="Reason")
VERSION: Final = Text(nl="Versie van constellations", en="Version of constellations")
ORTOOLS: Final = Text(nl="Versie van OR-Tools", en="Version of OR-Tools")
GEODATA: Final = Text(nl="Ingelezen geodata", en="Imported geodata")
SEED: Final = Text(nl="Beginwaarde van het toeval", en="Seed of chance")
INPUT_HASH: Final = Text(nl="SHA-256 van het gezinnenbestand", en="SHA-256 of the families file")
DISTANCES_HASH: Final = Text(nl="SHA-256 van de afstanden", en="SHA-256 of the distances")
POLICY_HASH: Final = Text(nl="SHA-256 van het beleid", en="SHA-256 of the policy")
SECONDS: Final = Text(nl="Seconden", en="Seconds")
MEMORY: Final = Text(nl="Werkgeheugen (MB)", en="Memory (MB)")

COUNTED_ALL: Final = Text(
    nl="Berekeningen: {n}. Met een plan: {plans}. Zonder plan: {failed}.",
    en="Runs: {n}. With a plan: {plans}. Without a plan: {failed}.",
)
COUNTED: Final = Text(
    nl="Berekeningen: {n}. Met een plan: {plans}. Zonder plan: {failed}. Nog te doen: {waiting}; dezelfde opdracht "
    "gaat daarmee verder.",
    en="Runs: {n}. With a plan: {plans}. Without a plan: {failed}. To be done: {waiting}; the same command goes "
    "on with them.",
)
COUNTS: Final = (
    ("families", Text(nl="Gezinnen", en="Families")),
    ("joining", Text(nl="Doen mee", en="Joining")),
    ("placed", Text(nl="Ingedeeld", en="Placed")),
    ("unplaced", Text(nl="Niet ingedeeld", en="Unplaced")),
    ("left_out", Text(nl="Doen niet mee", en="Do not join")),
    ("constellations", Text(nl="Constellaties", en="Constellations")),
)

STATUSES: Final = {
    End.OPTIMAL: Text(nl="bewezen optimaal", en="proved optimal"),
    End.FEASIBLE: Text(nl="een plan; niet elk bewijs kwam af", en="a plan; not every proof was finished"),
    End.INFEASIBLE: Text(nl="er is geen plan (bewezen)", en="there is no plan (proved)"),
    End.UNKNOWN: Text(nl="geen plan gevonden binnen de tijd", en="no plan found in time"),
    End.INPUT: Text(nl="bestand onbruikbaar", en="file not usable"),
    End.FAULT: Text(nl="fout in het programma", en="fault of the program"),
    End.MEMORY: Text(nl="werkgeheugen vol", en="out of memory"),
    End.KILLED: Text(nl="proces weggevallen", en="process lost"),
    End.TIMEOUT: Text(nl="te lang bezig", en="took too long"),
    End.PENDING: Text(nl="nog te doen", en="to be done"),
}
