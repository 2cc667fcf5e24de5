"""From the files that a browser sent to a new project: read as the commands read them, under names of our own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from geodata.combining import combine
from geodata.errors import Fault, InputError
from geodata.example import N_CANDIDATES, N_FAMILIES, N_PROVIDERS, SEED, draw_region
from geodata.families import Families
from geodata.language import Fact, Lang
from geodata.reading import read_families
from geodata.scratch import scratch
from geodata.store import Store
from optimizer.policy.sheet import policy_in
from optimizer.policy.values import Policy
from optimizer.screen import words
from optimizer.screen.answering import Upload
from optimizer.screen.project import NewProject, cleaned_name
from optimizer.screen.refusal import RefusalError

_ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
"""Endings that say how a file is read, or why it is not; any other is left off."""


def example(lang: Lang) -> NewProject:
    """Give a project of invented families."""
    drawn = Families(draw_region(N_FAMILIES, N_CANDIDATES, N_PROVIDERS, SEED, lang))
    return NewProject(words.EXAMPLE_NAME.say(lang), lang, drawn, Policy(), (), ())


def uploaded(files: Sequence[Upload], fields: Mapping[str, str], lang: Lang) -> NewProject:
    """Read the files of a project.

    Raises
    ------
    InputError
        With every fault of every file, under the names that the user knows.
    RefusalError
        When there are none.
    """
    if not files:
        raise RefusalError(words.NO_FILES)
    providers = _providers(fields.get("providers"), len(files))
    with scratch() as folder:
        paths = [folder / f"{at}{_ending(each.name)}" for at, each in enumerate(files, start=1)]
        for path, each in zip(paths, files, strict=True):
            path.write_bytes(each.content)
        shown = {path.name: _shown(each.name, at) for at, (path, each) in enumerate(zip(paths, files, strict=True), 1)}
        try:
            families, notices = _read(paths, {paths[at].name: name for at, name in providers.items()})
            policy = policy_in(paths[0]) if len(paths) == 1 else None
        except InputError as error:
            raise InputError(_named(error.faults, shown)) from None
    name = cleaned_name(fields.get("name")) or cleaned_name(Path(shown[paths[0].name]).stem) or words.UNNAMED.say(lang)
    inputs = [(shown[path.name], sha256(each.content).hexdigest()) for path, each in zip(paths, files, strict=True)]
    return NewProject(name, lang, families, policy or Policy(), _named(notices, shown), inputs)


def _read(paths: Sequence[Path], providers: Mapping[str, str]) -> tuple[Families, Sequence[Fault]]:
    locate = Store().postcodes()
    if len(paths) == 1 and not providers:
        reading = read_families(paths[0], locate=locate)
        return reading.families, reading.notices
    combined = combine(paths, providers, locate=locate)
    return combined.families, combined.notices


def _ending(name: str) -> str:
    """Give the ending of a file's name, where it is one of a few; nothing else of the name is used."""
    return next((ending for ending in _ENDINGS if name.lower().endswith(ending)), "")


def _shown(name: str, at: int) -> str:
    """Give the name of a file as it is shown: without folders, which some browsers send along."""
    return cleaned_name(name.replace("\\", "/").rpartition("/")[2]) or str(at)


def _named(faults: Sequence[Fault], shown: Mapping[str, str]) -> list[Fault]:
    """Let faults speak of files by the names that the user knows."""

    def fact(value: Fact) -> Fact:
        if isinstance(value, tuple):
            return tuple(shown.get(each, each) for each in value)
        return shown.get(value, value) if isinstance(value, str) else value

    return [
        replace(each, file=shown.get(each.file or "", each.file), facts={k: fact(v) for k, v in each.facts.items()})
        for each in faults
    ]


def _providers(given: str | None, n_files: int) -> dict[int, str]:
    """Take whose each file is, where its user says so."""
    try:
        listed = json.loads(given) if given else []
    except ValueError:
        listed = None
    if not isinstance(listed, list) or len(listed) > n_files:
        raise RefusalError(words.MISSING, {"name": "providers"})
    return {at: cleaned_name(name) for at, name in enumerate(listed) if isinstance(name, str) and cleaned_name(name)}
