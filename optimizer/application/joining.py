"""Families files of several providers, joined into one for a plan."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from geodata.combining import Combined, combine
from geodata.language import Fact, Lang, Text
from geodata.store import Store
from geodata.writing import as_csv
from optimizer.application.reporter import Reporter


@contextmanager
def joined(files: Sequence[Path], providers: Mapping[str, str], lang: Lang, reporter: Reporter) -> Iterator[Path]:
    """Join families files into one that is there for as long as it is used.

    Parameters
    ----------
    providers
        Whose a file without a column of providers is, by the file's name.

    Raises
    ------
    InputError
        When a file cannot be used.
    """
    combined = combine(files, providers, locate=Store().postcodes())
    tell(combined, reporter)
    reporter.note(JOINED, {"files": " ".join(str(path) for path in files)})
    with TemporaryDirectory() as folder:
        path = Path(folder) / JOINED_NAME.say(lang)
        path.write_bytes(as_csv(combined.families, lang))
        yield path


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


PART: Final = Text(
    nl="{file}: {n} gezinnen, {candidates} mogelijke hubhomes; aanbieders: {providers}.",
    en="{file}: {n} families, {candidates} possible hub homes; providers: {providers}.",
)
JOINED: Final = Text(
    nl="Voor check, explain, map en share hebt u het samengevoegde bestand nodig: constellations combine {files} -o "
    "regio.csv",
    en="For check, explain, map and share you need the joined file: constellations combine {files} -o region.csv",
)
JOINED_NAME: Final = Text(nl="regio.csv", en="region.csv")
