"""What a computer says when it cannot read or write a file, in words of a reader."""

import errno
from typing import Final

from geodata.language import Text

FULL: Final = Text(nl="de schijf is vol", en="the disk is full")
_FORBIDDEN: Final = Text(nl="dat mag niet op deze computer", en="this computer does not allow it")
_NOT_THERE: Final = Text(nl="de map bestaat niet", en="the folder does not exist")
_CAUSES: Final = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: Text(nl="het bestand wordt te groot", en="the file gets too large"),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: Text(nl="er kan alleen worden gelezen", en="it can only be read"),
    errno.ENOENT: _NOT_THERE,
    errno.ENOTDIR: Text(nl="in de naam staat een bestand waar een map hoort", en="its name has a file for a folder"),
    errno.ENAMETOOLONG: Text(nl="de naam is te lang", en="the name is too long"),
    errno.EIO: Text(nl="de schijf of de verbinding werkt niet", en="the disk or the connection does not work"),
}


def because(text: Text, error: OSError) -> Text:
    """Fill the gap ``cause`` of a sentence; what is not known here in the words of the system, English on most."""
    system = error.strerror or type(error).__name__
    cause = _CAUSES.get(error.errno or 0)
    nl, en = (system, system) if cause is None else (cause.nl, cause.en)
    return Text(nl=_filled(text.nl, nl), en=_filled(text.en, en))


def _filled(template: str, cause: str) -> str:
    """Put words into a sentence whose other gaps are still open, so that none of them is read as a gap."""
    return template.replace("{cause}", cause.replace("{", "{{").replace("}", "}}"))
