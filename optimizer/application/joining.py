"""The families that a command works on: of one file, or of several providers' files joined into one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from geodata.combining import Combined, combine
from geodata.errors import Fault
from geodata.language import Fact, Lang, Text
from geodata.reading import Reading
from geodata.scratch import scratch
from geodata.store import Store
from geodata.writing import as_csv
from optimizer.application.policy_request import PolicyRequest
from optimizer.application.posing import read_input
from optimizer.application.reporter import Reporter
from optimizer.policy.sheet import TITLES, policy_in, settings_in
from optimizer.policy.values import Policy


@dataclass(frozen=True, slots=True)
class FamiliesFiles:
    """Families files as a user names them.

    Attributes
    ----------
    files
        One, or several that are joined.
    providers
        Whose a file without a column of providers is, by the file's name.
    today
        A plan that tells today's constellations, ``plan.json`` or ``assignments.csv``; it goes before the column
        ``constellation``.
    """

    files: tuple[Path, ...]
    providers: Mapping[str, str] = field(default_factory=dict)
    today: Path | None = None

    @property
    def one(self) -> bool:
        """Whether there is a single file that is read as it stands."""
        return len(self.files) == 1 and not self.providers


@dataclass(frozen=True, slots=True)
class OpenedFamilies:
    """Families that were read, with the one file that holds them.

    Attributes
    ----------
    path
        The file, or the one that several were joined into, which is there while it is used.
    beside
        Where a table that belongs to it stands: the file's own path, or that of the joined file in the folder of the
        first.
    """

    path: Path
    reading: Reading
    beside: Path


def own_settings(families: FamiliesFiles, wanted: PolicyRequest, lang: Lang, reporter: Reporter) -> Policy | None:
    """Give the settings of a single families file, which hold unless a policy file is given."""
    if wanted.file is not None or not families.one:
        return None
    path = families.files[0]
    own = policy_in(path)
    if own is not None:
        reporter.notice(Fault(SETTINGS_READ, {"sheet": TITLES.say(lang)}, file=path.name))
    return own


@contextmanager
def opened(
    families: FamiliesFiles, lang: Lang, reporter: Reporter, *, made_of: str | None = None
) -> Iterator[OpenedFamilies]:
    """Read the families, joined into one file where there are several.

    Parameters
    ----------
    lang
        The language of the columns of a joined file, unless the plan was made of the other.
    made_of
        SHA-256 of the file that a plan was made of. Masked points are drawn from the bytes of that file, so a file
        joined anew must have the same ones for the same points. What is to be noticed about that very file was said
        when the plan was made, and is not said again.

    Raises
    ------
    InputError
        When a file cannot be used.
    """
    if families.one:
        path = families.files[0]
        yield OpenedFamilies(path, read_input(path, reporter, told_before=made_of), path)
        return
    combined = combine(families.files, families.providers, locate=Store().postcodes())
    content = _content(combined, lang, made_of)
    if sha256(content).hexdigest() != made_of:
        for name in _with_settings(families):
            reporter.notice(Fault(SETTINGS_UNUSED, {"sheet": TITLES.say(lang), "file": name}, file=name))
        tell(combined, reporter)
        reporter.note(JOINED)
    with scratch() as folder:
        path = folder / JOINED_NAME.say(lang)
        path.write_bytes(content)
        yield OpenedFamilies(path, read_input(path, reporter, silent=True), families.files[0].with_name(path.name))


def tell(combined: Combined, reporter: Reporter) -> None:
    """Say what is to be noticed, and what came from where."""
    for notice in combined.notices:
        reporter.notice(notice)
    for part in combined.parts:
        facts: dict[str, Fact] = {
            "file": part.reading.name,
            "n": len(part.reading.families),
            "candidates": part.n_candidates,
            "providers": part.providers,
        }
        reporter.note(PART, facts)


def _content(combined: Combined, lang: Lang, made_of: str | None) -> bytes:
    """Write the joined file as the plan's own was written, where that is known."""
    written = {each: as_csv(combined.families, each) for each in Lang}
    same = [content for content in written.values() if sha256(content).hexdigest() == made_of]
    return same[0] if same else written[lang]


def _with_settings(families: FamiliesFiles) -> Iterator[str]:
    """Name the workbooks whose own sheet of settings does not count, as others stand beside them."""
    for path in families.files:
        if settings_in(path):
            yield path.name


PART: Final = Text(
    nl="{file}: aantal gezinnen {n}, waarvan kandidaat-hubhome {candidates}; aanbieders: {providers}.",
    en="{file}: number of families {n}, of which candidate hub homes {candidates}; providers: {providers}.",
)
JOINED: Final = Text(
    nl="De bestanden zijn samengevoegd. Geef check, explain, map, report en share dezelfde bestanden, in dezelfde "
    "volgorde.",
    en="The files were joined. Give check, explain, map, report and share the same files, in the same order.",
)
JOINED_NAME: Final = Text(nl="regio.csv", en="region.csv")
SETTINGS_READ: Final = Text(
    nl="het beleid komt van het blad '{sheet}' in deze werkmap; opties gaan voor.",
    en="the policy is that of the sheet '{sheet}' in this workbook; options go before it.",
)
SETTINGS_UNUSED: Final = Text(
    nl="het blad '{sheet}' telt niet mee, want er zijn meer bestanden. Geef --policy {file} als dat voor alle geldt.",
    en="the sheet '{sheet}' does not count, as there are several files. Give --policy {file} if it holds for all.",
)
