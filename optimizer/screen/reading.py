"""From the files that a browser sent to a new project: read as the commands read them, under names of our own."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from geodata.anonymise.families import as_csv
from geodata.anonymise.guessing import guess
from geodata.anonymise.saying import MAPPING, mapping_lines, report_lines
from geodata.combining import combine
from geodata.errors import Fault, InputError
from geodata.example import N_CANDIDATES, N_FAMILIES, N_PROVIDERS, SEED, draw_region
from geodata.families import Families
from geodata.language import Fact, Lang, Text
from geodata.opening import read_table
from geodata.reading import read_families
from geodata.scratch import scratch
from geodata.store import Store
from optimizer.application.anonymising import Wanted, harmless, today
from optimizer.application.key_place import default_key
from optimizer.policy.sheet import policy_in
from optimizer.policy.values import Policy
from optimizer.screen import words
from optimizer.screen.answering import Upload
from optimizer.screen.gathering import Gathered
from optimizer.screen.project import NewProject, cleaned_name
from optimizer.screen.refusal import RefusalError
from optimizer.screen.said_here import fault_here, said_here

_ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
"""Endings that say how a file is read, or why it is not; any other is left off."""

HARMLESS: Final = ".harmless.csv"
"""What the name of a families file that was made of an export ends with, beside it."""


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
    providers = _providers(fields.get("providers"), len(files))
    with _put(files) as put:
        try:
            families, notices = _read(put.paths, {put.paths[at].name: name for at, name in providers.items()})
            policy = policy_in(put.paths[0]) if len(put.paths) == 1 else None
        except InputError as error:
            raise InputError(put.named(error.faults)) from None
    return _new(families, put.named(notices), policy, fields.get("name"), put, lang)


def anonymised(files: Sequence[Upload], fields: Mapping[str, str], lang: Lang) -> tuple[NewProject, list[str]]:
    """Make providers' exports harmless and give a project of what is left, with what was done to them.

    The key that knows which family has which pseudonym stays in the user's own data folder, as with the command.

    Raises
    ------
    InputError
        When a file cannot be used, or would keep what may be a family's name.
    """
    reporter, told = Gathered(), list[str]()
    providers = _providers(fields.get("providers"), len(files))
    with _put(files) as put:
        try:
            for at, path in enumerate(put.paths):
                if len(put.paths) > 1:
                    told.append(OF_FILE.say(lang, {"file": put.shown[path.name]}))
                told += _harmless(put, at, providers.get(at), lang, reporter)
            families, notices = _read(put.harmless, {})
        except InputError as error:
            raise InputError(put.named(error.faults)) from None
    new = _new(families, put.named(notices), None, None, put, lang)
    return new, [*reporter.in_words(lang), *told, KEY_AT.say(lang, {"place": str(default_key())})]


@dataclass(frozen=True, slots=True)
class _Put:
    """Uploaded files in a folder of our own, under numbers.

    Attributes
    ----------
    shown
        The name that the user knows, by the file's own.
    """

    paths: tuple[Path, ...]
    shown: Mapping[str, str]
    sha256: tuple[str, ...]

    @property
    def harmless(self) -> tuple[Path, ...]:
        """The families files that were made of them."""
        return tuple(path.with_suffix(HARMLESS) for path in self.paths)

    def named(self, faults: Sequence[Fault]) -> list[Fault]:
        """Let faults speak of files by the names that the user knows."""
        shown = {**self.shown, **{path.with_suffix(HARMLESS).name: self.shown[path.name] for path in self.paths}}

        def fact(value: Fact) -> Fact:
            if isinstance(value, tuple):
                return tuple(shown.get(each, each) for each in value)
            return shown.get(value, value) if isinstance(value, str) else value

        return [
            replace(each, file=shown.get(each.file or "", each.file), facts={k: fact(v) for k, v in each.facts.items()})
            for each in faults
        ]


@contextmanager
def _put(files: Sequence[Upload]) -> Iterator[_Put]:
    """Put files where they can be read, for as long as that takes.

    Raises
    ------
    RefusalError
        When there are none.
    """
    if not files:
        raise RefusalError(words.NO_FILES)
    with scratch() as folder:
        paths = tuple(folder / f"{at}{_ending(each.name)}" for at, each in enumerate(files, start=1))
        for path, each in zip(paths, files, strict=True):
            path.write_bytes(each.content)
        shown = {path.name: _shown(each.name, at) for at, (path, each) in enumerate(zip(paths, files, strict=True), 1)}
        yield _Put(paths, shown, tuple(sha256(each.content).hexdigest() for each in files))


def _harmless(put: _Put, at: int, provider: str | None, lang: Lang, reporter: Gathered) -> list[str]:
    """Write a harmless families file beside an export, and say what was done."""
    path = put.paths[at]
    table = read_table(path, dates=True)
    for notice in put.named(table.notices):
        reporter.notice(notice)
    uses = guess(table, today(), None)
    place = default_key()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with harmless(table, uses, Wanted(provider=provider or None), place, reporter) as made:
        if made.done.rare_providers:
            raise InputError([Fault(RARE, {"n": made.done.rare_providers, "k": made.done.setting.k}, file=path.name)])
        if made.n_theirs and made.done.n_new == made.done.crowd.n_families:
            raise InputError([Fault(ALL_NEW, {"n": made.n_theirs, "place": str(place)}, file=path.name)])
        if at == 0:  # of later files the key knows those before
            made.tell_new(reporter)
        content = as_csv(made.done, lang)
        made.keep()
        path.with_suffix(HARMLESS).write_bytes(content)
    columns = list(mapping_lines(uses, lang))[1:]
    return [said_here(MAPPING).say(lang), *columns, *report_lines(made.done, lang)]


def _new(
    families: Families, notices: Sequence[Fault], policy: Policy | None, name: str | None, put: _Put, lang: Lang
) -> NewProject:
    shown = list(put.shown.values())
    name = cleaned_name(name) or cleaned_name(" + ".join(Path(each).stem for each in shown)) or words.UNNAMED.say(lang)
    told = [fault_here(each) for each in notices]
    return NewProject(name, lang, families, policy or Policy(), told, list(zip(shown, put.sha256, strict=True)))


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


def _providers(given: str | None, n_files: int) -> dict[int, str]:
    """Take whose each file is, where its user says so."""
    try:
        listed = json.loads(given) if given else []
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list) or len(listed) > n_files:
        raise RefusalError(words.MISSING, {"name": "providers"})
    return {at: cleaned_name(name) for at, name in enumerate(listed) if isinstance(name, str) and cleaned_name(name)}


OF_FILE: Final = Text(nl="Uit {file}:", en="From {file}:")
KEY_AT: Final = Text(
    nl="Welk gezin bij welk pseudoniem hoort, staat alleen in de sleutel op deze computer (geef hem nooit "
    "mee): {place}",
    en="Which family has which pseudonym stands only in the key on this computer (never pass it on): {place}",
)
RARE: Final = Text(
    nl="bij de aanbieders staan namen die minder dan {k} gezinnen delen (aantal namen: {n}); zo'n naam kan van een "
    "gezin zijn. Vul de naam van de aanbieder in; dan komt die bij elk gezin te staan.",
    en="among the providers are names that fewer than {k} families share ({n} of them); such a name may be a family's. "
    "Fill in the name of the provider; it then stands with every family.",
)
ALL_NEW: Final = Text(
    nl="geen enkel gezin in deze export is bekend bij de sleutel, die er van deze aanbieder {n} kent. Is dit wel de "
    "export van die aanbieder? Moet iedereen een nieuw pseudoniem krijgen, zet de sleutel dan eerst ergens anders: "
    "{place}",
    en="no family of this export is known to the key, which knows {n} of this provider. Is this the export of that "
    "provider? If everybody is to get a new pseudonym, first move the key elsewhere: {place}",
)
