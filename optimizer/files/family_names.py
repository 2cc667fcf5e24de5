"""Families by the pseudonym that a person wrote, also where a spreadsheet took the zeros before it."""

from difflib import get_close_matches

from geodata.families import Families, Family
from geodata.formulas import unguarded


class FamilyNames:
    """Finds families by id, and by what a spreadsheet leaves of an id that begins with zeros where only one fits.

    Attributes
    ----------
    mended
        Ids that were found without their zeros.
    """

    __slots__ = ("_families", "_stripped", "mended")

    def __init__(self, families: Families) -> None:
        self._families = families
        self._stripped: dict[str, list[Family]] = {}
        for family in families:
            if family.id.isdecimal():
                self._stripped.setdefault(family.id.lstrip("0"), []).append(family)
        self.mended: set[str] = set()

    def find(self, name: str) -> Family | None:
        """Give the family that a name means; ``None`` where it means none, or could mean several."""
        found = self._families.by_id.get(unguarded(name)) or self._families.by_id.get(name)
        if found is not None or not name.isdecimal():
            return found
        fitting = self._stripped.get(name.lstrip("0"), [])
        if len(fitting) != 1:
            return None
        self.mended.add(fitting[0].id)
        return fitting[0]

    def near(self, name: str) -> str | None:
        """Give the id that is most like a name which means no family; ``None`` where none is."""
        ids = {each.casefold(): each for each in self._families.by_id}
        found = get_close_matches(name.casefold(), ids, n=1, cutoff=0.75)
        return ids[found[0]] if found else None
