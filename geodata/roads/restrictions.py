"""Turn restrictions of an extract: from one way, at a point or over further ways, one may not or must go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodata.roads.modes import ACCESS_KEYS, Mode

RESTRICTION_KEYS: Final = frozenset(
    {"restriction", "except"} | {f"restriction:{key}" for mode in Mode for key in ACCESS_KEYS[mode]}
)
"""Every key of a restriction that is looked at; restrictions that hold at some hours only are left out."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """One relation of the kind ``restriction``.

    Attributes
    ----------
    tags
        Those of :data:`RESTRICTION_KEYS` that it has.
    starts, ends
        Ids of the ways it begins on and ends on; several for ``no_entry`` and ``no_exit``.
    via_ways
        Ids of the ways between them, in their order.
    via_point
        Longitude and latitude of the point between them, in units of 0.0000001°.
    """

    tags: Mapping[str, str]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    via_ways: tuple[int, ...] = ()
    via_point: tuple[int, int] | None = None

    def kind(self, mode: Mode) -> str | None:
        """Tell what it says to a mode: ``no``, ``only``, or ``None`` where it does not hold for it.

        Source: https://wiki.openstreetmap.org/wiki/Relation:restriction
        """
        if mode is Mode.FOOT and not any(f"restriction:{key}" in self.tags for key in ACCESS_KEYS[mode]):
            return None
        own = ACCESS_KEYS[mode][:-1]
        excepted = {word.strip() for word in self.tags.get("except", "").replace(",", ";").split(";")}
        particular = next((self.tags[f"restriction:{key}"] for key in own if f"restriction:{key}" in self.tags), None)
        if particular is None and excepted & set(own):
            return None
        value = particular or self.tags.get("restriction") or ""
        word = value.split("_")[0]
        return word if word in {"no", "only"} else None
