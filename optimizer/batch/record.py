"""``run.json``: how a run ended and by what it can be recognised; the summary is made of these and of nothing else."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from geodata.errors import InputError
from optimizer.batch.runs import Fingerprint, Run, Versions
from optimizer.batch.task import Counts, End, RunResult
from optimizer.files.jsonreading import Reader
from optimizer.files.planfile import Stated

SCHEMA: Final = "constellations/run/1"
_COUNTS: Final = ("families", "joining", "placed", "unplaced", "left_out", "constellations")


@dataclass(frozen=True, slots=True)
class Record:
    """A run that ended, or has yet to be done.

    Attributes
    ----------
    settings
        The keys that the scenario sets, as they are shown.
    radius_km
        The policy's, for the charts.
    sentences
        Why there is no plan.
    files
        Hash of each file that was written.
    """

    run: str
    input: str
    scenario: str
    settings: Mapping[str, str]
    radius_km: float
    fingerprint: Fingerprint
    versions: Versions
    seed: int
    end: End = End.PENDING
    sentences: tuple[str, ...] = ()
    counts: Counts | None = None
    tiers: tuple[Stated, ...] = ()
    seconds: float | None = None
    memory_mb: float | None = None
    files: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """Write the file."""
        counts = self.counts
        document: dict[str, Any] = {
            "schema": SCHEMA,
            "run": self.run,
            "input": self.input,
            "scenario": self.scenario,
            "settings": dict(self.settings),
            "key": self.fingerprint.key,
            "input_sha256": self.fingerprint.input_sha256,
            "distances_sha256": self.fingerprint.distances_sha256,
            "policy_sha256": self.fingerprint.policy_sha256,
            "program": {
                "version": self.versions.program,
                "ortools": self.versions.ortools,
                "geodata": self.versions.geodata,
            },
            "seed": self.seed,
            "status": str(self.end),
            "errors": list(self.sentences),
            "counts": None
            if counts is None
            else {**{name: getattr(counts, name) for name in _COUNTS}, "farthest_m": counts.farthest_m},
            "tiers": [{"name": tier.name, "value": tier.value, "bound": tier.bound} for tier in self.tiers],
            "seconds": self.seconds,
            "memory_mb": self.memory_mb,
            "files": dict(self.files),
        }
        return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def waiting(run: Run, fingerprint: Fingerprint, versions: Versions) -> Record:
    """Give the record of a run that has yet to be done."""
    policy = run.policy
    return Record(
        run=run.name,
        input=run.input.name,
        scenario=run.scenario.label,
        settings=run.scenario.told,
        radius_km=policy.radius.hub_km,
        fingerprint=fingerprint,
        versions=versions,
        seed=policy.solve.seed,
    )


def ended(record: Record, result: RunResult) -> Record:
    """Give the record of a run with what came of it."""
    return Record(
        run=record.run,
        input=record.input,
        scenario=record.scenario,
        settings=record.settings,
        radius_km=record.radius_km,
        fingerprint=record.fingerprint,
        versions=record.versions,
        seed=record.seed,
        end=result.end,
        sentences=result.sentences,
        counts=result.counts,
        tiers=result.tiers,
        seconds=round(result.seconds, 1),
        memory_mb=None if result.memory_mb is None else round(result.memory_mb),
        files={name: hashlib.sha256(content).hexdigest() for name, content in result.files.items()},
    )


def read_ended(data: bytes, expected: Record) -> Record | None:
    """Read how a run ended; ``None`` where the file is of another run, or is no whole ``run.json``.

    Parameters
    ----------
    expected
        The run as it is to be done now.
    """
    try:
        reader = Reader.of(data, None)
        if reader.value.get("key") != expected.fingerprint.key or reader.value.get("schema") != SCHEMA:
            return None
        counts = None if reader.value.get("counts") is None else _counts(reader.object("counts"))
        found = Record(
            run=expected.run,
            input=expected.input,
            scenario=expected.scenario,
            settings=expected.settings,
            radius_km=expected.radius_km,
            fingerprint=expected.fingerprint,
            versions=expected.versions,
            seed=expected.seed,
            end=End(reader.one_of("status", tuple(End))),
            sentences=reader.texts("errors"),
            counts=counts,
            tiers=tuple(
                Stated(each.text("name"), each.whole("value"), each.whole_or_none("bound"))
                for each in reader.objects("tiers")
            ),
            seconds=reader.decimal("seconds"),
            memory_mb=None if reader.value.get("memory_mb") is None else reader.decimal("memory_mb"),
            files={name: str(sha256) for name, sha256 in reader.mapping("files").items()},
        )
        reader.finish()
    except (InputError, ValueError):
        return None
    return found


def _counts(reader: Reader) -> Counts:
    return Counts(
        **{name: reader.whole(name) for name in _COUNTS},
        farthest_m=reader.whole_or_none("farthest_m"),
    )
