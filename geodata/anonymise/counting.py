"""How many families cannot be told from others: k-anonymity, counted and not promised."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

Cell = tuple[str, str, int]
"""Area, provider, number of foster children."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Families by how many others share their cell.

    Attributes
    ----------
    n_families, n_cells
        In all.
    n_few
        Families with fewer than ``k`` others in their cell.
    n_alone
        Families with no other in their cell: who knows the cell knows the family.

    References
    ----------
    L. Sweeney (2002), k-anonymity: a model for protecting privacy, International Journal of Uncertainty, Fuzziness and
    Knowledge-Based Systems 10, doi:10.1142/S0218488502001648.
    """

    k: int
    n_families: int
    n_cells: int
    n_few: int
    n_alone: int


def crowds(cells: Iterable[Hashable], k: int) -> Crowd:
    """Count families by the others in their cell."""
    sizes = Counter(cells)
    return Crowd(
        k=k,
        n_families=sum(sizes.values()),
        n_cells=len(sizes),
        n_few=sum(size for size in sizes.values() if size - 1 < k),
        n_alone=sum(size == 1 for size in sizes.values()),
    )
