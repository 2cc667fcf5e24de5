"""Raw exports as a provider's own system gives them, invented, with everything in them that must not come out."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

HEADER = (
    "Clientnaam",
    "BSN",
    "Dossiernummer",
    "Naam pleegmoeder",
    "Straat",
    "Huisnummer",
    "Postcode",
    "Woonplaats",
    "Geboortedatum kind",
    "Geboortedatum pleegvader",
    "Telefoon",
    "E-mail",
    "Latitude",
    "Longitude",
    "Aanbieder",
    "Zorgvorm",
    "Opmerkingen",
    "Kandidaat hubhome",
    "Logeerbedden",
    "Samen",
    "Constellatie",
)
PC4 = ("1211", "1213", "1221", "1402", "1261", "1273", "1251")
MIDDLE = {"1211": (52.223, 5.175), "1213": (52.211, 5.18), "1221": (52.228, 5.187), "1402": (52.272, 5.175)}


@dataclass(frozen=True, slots=True)
class Export:
    """Rows by header, and every text in them that is secret."""

    rows: tuple[Mapping[str, str], ...]
    secrets: tuple[str, ...]

    def csv(self, header: Sequence[str] = HEADER, delimiter: str = ";") -> bytes:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows([row.get(name, "") for name in header] for row in self.rows)
        return text.getvalue().encode()


def bsn(rng: Random) -> str:
    """Draw nine digits that pass the eleven-test."""
    while True:
        digits = [rng.randint(1, 9), *(rng.randint(0, 9) for _ in range(7))]
        rest = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        if rest < 10:
            return "".join(map(str, [*digits, rest]))


def export(n: int, seed: int = 1) -> Export:
    """Draw an export of ``n`` families; every secret is a word or number that stands nowhere else."""
    rng = Random(seed)
    rows = []
    secrets: list[str] = []
    for number in range(n):
        pc4 = rng.choice(PC4)
        lat, lon = MIDDLE.get(pc4, (52.29, 5.25))
        row = {
            "Clientnaam": f"Kind{number}x Geheim{rng.getrandbits(40):010x}",
            "BSN": bsn(rng),
            "Dossiernummer": f"{70_000 + number}",
            "Naam pleegmoeder": f"Mevr. Geheim{rng.getrandbits(40):010x}",
            "Straat": f"Geheim{rng.getrandbits(40):010x}straat",
            "Huisnummer": str(rng.randint(100, 999)),
            "Postcode": f"{pc4} {rng.choice('ABCDEFGH')}{rng.choice('KLMNPRTV')}",
            "Woonplaats": "Hilversum",
            "Geboortedatum kind": f"{rng.randint(1, 28):02d}-{rng.randint(1, 12):02d}-{rng.randint(2009, 2023)}",
            "Geboortedatum pleegvader": f"{rng.randint(1, 28):02d}-{rng.randint(1, 12):02d}-{rng.randint(1960, 1985)}",
            "Telefoon": f"035-{rng.randint(1_000_000, 9_999_999)}",
            "E-mail": f"geheim{rng.getrandbits(40):010x}@example.org",
            "Latitude": f"{lat + rng.uniform(-0.004, 0.004):.6f}",
            "Longitude": f"{lon + rng.uniform(-0.006, 0.006):.6f}",
            "Aanbieder": rng.choice(("Aanbieder Heide", "Aanbieder Duin", "Aanbieder Eik")),
            "Zorgvorm": rng.choice(("voltijd", "deeltijd", "Crisis", f"overleg met Geheim{rng.getrandbits(40):010x}")),
            "Opmerkingen": f"Lief gezin, Geheim{rng.getrandbits(40):010x}\ntweede regel; 'met' \"alles\"",
            "Kandidaat hubhome": rng.choice(("nee", "nee", "kandidaat")),
            "Logeerbedden": str(rng.choice((0, 2))),
            "Samen": f"Geheim{number // 2:05d}sleutel" if number % 10 < 2 else "",
            "Constellatie": f"{70_000 + number - 1}" if number % 7 == 1 else "",
        }
        rows.append(row)
        told = ("Postcode", "Aanbieder", "Woonplaats", "Kandidaat hubhome", "Logeerbedden", "Huisnummer", "Zorgvorm")
        secrets += [value for name, value in row.items() if value and name not in told]
        secrets += [row["Postcode"], row["Postcode"].replace(" ", "")]
        if "Geheim" in row["Zorgvorm"]:
            secrets.append(row["Zorgvorm"])
    return Export(tuple(rows), tuple(sorted(set(secrets))))
