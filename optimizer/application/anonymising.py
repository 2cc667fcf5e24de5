"""Making a provider's export harmless, with the key that knows which family has which pseudonym."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from filelock import FileLock

from geodata.anonymise.families import Harmless, Setting, anonymise
from geodata.anonymise.keyfile import Key, write_key
from geodata.anonymise.places import Coarse
from geodata.anonymise.uses import Uses
from geodata.cells import Wrong, words
from geodata.errors import Fault, InputError
from geodata.language import Text
from geodata.personal_cells import personal_content
from geodata.store import Store
from geodata.table import Table
from optimizer.application.key_place import key_at, lock_of
from optimizer.application.reporter import Reporter

_MOST_OTHERS: Final = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an export is made harmless.

    Attributes
    ----------
    coarse
        How coarse places become.
    k
        Other families that one must merge into.
    date
        On which ages are counted; by default that of the key, or today.
    provider
        Of all rows, where the export does not say.
    """

    coarse: Coarse = Coarse.PC4
    k: int = 5
    date: dt.date | None = None
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class MadeHarmless:
    """An export made harmless, nothing of it written yet.

    Attributes
    ----------
    n_before, n_theirs
        Families that the key knew; and those of them of the providers in this export.
    """

    done: Harmless = field(repr=False)
    n_before: int
    n_theirs: int
    _key: Key = field(repr=False)
    _place: Path

    def tell_new(self, reporter: Reporter) -> None:
        """Say so where the key knows families, and none of these providers."""
        if self.n_before and not self.n_theirs:
            reporter.notice(Fault(NEW_PROVIDER, {"n": self.n_before}))

    def keep(self) -> None:
        """Write the key: before the families file, as a pseudonym without a key is lost."""
        write_key(self._place, self._key)


@contextmanager
def harmless(table: Table, uses: Uses, wanted: Wanted, place: Path, reporter: Reporter) -> Iterator[MadeHarmless]:
    """Make an export harmless, while nobody else works with the key.

    Parameters
    ----------
    uses
        What each column is for.
    place
        Where the key is kept.

    Raises
    ------
    InputError
        When the export, the key or a setting cannot be used.
    """
    with FileLock(lock_of(place), is_singleton=False):
        known = key_at(place, reporter)
        setting = _setting(wanted, known, reporter)
        n_before = sum(kind == "family" for kind, _ in known.names)
        done = anonymise(table, uses, setting, known, Store().gazetteer())
        n_theirs = known.n_families(name for name, _ in done.providers) - done.n_new
        yield MadeHarmless(done, n_before, n_theirs, known, place)


def today() -> dt.date:
    """Give the day where the user is."""
    return dt.date.today()  # noqa: DTZ011 - as said


def _setting(wanted: Wanted, key: Key, reporter: Reporter) -> Setting:
    """Give the settings of this run, with the date that the key keeps; what two files of one key tell is told."""
    k, provider = wanted.k, wanted.provider
    if not 1 <= k <= _MOST_OTHERS:
        raise InputError([Fault(BAD_K, {"most": _MOST_OTHERS})])
    if provider is not None and (not provider or isinstance(words(provider), Wrong) or personal_content(provider)):
        raise InputError([Fault(BAD_PROVIDER)])
    day = wanted.date or key.reference or today()
    if key.reference is not None and day != key.reference:
        reporter.notice(Fault(OTHER_DATE, {"date": key.reference}))
    if key.ways - {str(wanted.coarse)}:
        reporter.notice(Fault(OTHER_WAY, {"ways": tuple(sorted(key.ways - {str(wanted.coarse)}))}))
    key.reference = key.reference or day
    key.ways.add(str(wanted.coarse))
    return Setting(day, wanted.coarse, k, provider)


OTHER_DATE: Final = Text(
    nl="met deze sleutel zijn leeftijden eerder geteld op {date}. Twee bestanden met leeftijden op twee dagen verraden "
    "samen verjaardagen; laat --date weg om bij die dag te blijven.",
    en="with this key ages were counted on {date} before. Two files with ages on two days tell birthdays together; "
    "leave out --date to stay with that day.",
)
OTHER_WAY: Final = Text(
    nl="met deze sleutel zijn plaatsen eerder anders vergroofd ({ways}). Wie beide bestanden heeft, weet van elk gezin "
    "meer dan uit één.",
    en="with this key places were made coarse in another way before ({ways}). Who has both files knows more of each "
    "family than from one.",
)
BAD_K: Final = Text(nl="-k is een getal van 1 tot en met {most}.", en="-k is a number from 1 to {most}.")
BAD_PROVIDER: Final = Text(
    nl="de naam na --provider is leeg, te lang, bevat een onzichtbaar teken of iets persoonlijks.",
    en="the name after --provider is empty, too long, or holds an invisible character or something personal.",
)
NEW_PROVIDER: Final = Text(
    nl="de sleutel kent {n} gezinnen, en geen van deze aanbieder; alle krijgen een nieuw pseudoniem. Was het eerder "
    "dezelfde aanbieder onder een andere naam, schrijf die dan gelijk.",
    en="the key knows {n} families, and none of this provider; all get a new pseudonym. If it was the same provider by "
    "another name before, write both alike.",
)
