"""A mask is kept, not recomputed: whatever a geocoder or a rounding does to a home, its point stays."""

import json
import math
import os
import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from geodata.distances import Geodesic
from geodata.families import Families, Family, Location
from geodata.language import Lang
from geodata.masking import DONUT_KM, DonutMask
from optimizer.application.drawing_request import Drawing
from optimizer.application.kept_masks import KeptMasks, ledger_of
from optimizer.application.mask_key import mask_key
from optimizer.batch.single_run import perform
from optimizer.batch.task import Payload, Task
from optimizer.cli import run
from optimizer.policy.values import Policy
from tests.cli.conftest import HEADER, village_plan, village_rows
from tests.privacy.attacker import mean_point
from tests.privacy.regions import SECRET, region

MASK = DonutMask(SECRET)
N_REFRESHES = 16


def _moved(families: Sequence[Family], rng: Random, metres: float) -> Families:
    """Move every home so far in any direction, as another geocoder does."""
    turns = [rng.uniform(0, 2 * math.pi) for _ in families]
    step = metres / 111_000
    return Families(
        replace(
            each,
            location=Location(
                each.location.lat + step * math.cos(turn), each.location.lon + step * math.sin(turn) / 0.61
            ),
        )
        for each, turn in zip(families, turns, strict=True)
    )


def _drawn(folder: Path, families: Sequence[Family]) -> dict[str, tuple[float, float]]:
    """Draw a file as a command does: with what the ledger knows, which then knows more."""
    kept = KeptMasks(folder / "mask.key", SECRET)
    points = kept.donuts(MASK, families)
    assert kept.keep("donut")
    return {name: (point.lat, point.lon) for name, point in points.items()}


def test_sixteen_refreshes_of_homes_that_move_some_metres_give_one_point(tmp_path: Path) -> None:
    of, rng = region(4, "donut"), Random(4)
    first = _drawn(tmp_path, list(of.families))
    for _ in range(N_REFRESHES - 1):
        assert _drawn(tmp_path, list(_moved(of.families, rng, 3))) == first


def test_without_a_ledger_the_mean_of_sixteen_refreshes_would_come_near_most_homes() -> None:
    rng = Random(4)
    town = [Family(f"f{at}", Location(52.2 + rng.uniform(0, 0.03), 5.2 + rng.uniform(0, 0.05)), "") for at in range(60)]
    drawn = [MASK.drawn_anew(_moved(town, rng, 3)) for _ in range(N_REFRESHES)]
    near = 0
    for family in town:
        mean = mean_point([(points[family.id].lat, points[family.id].lon) for points in drawn])
        near += Geodesic().between(family, Family("mean", Location(*mean), "")) < 250
    assert near > len(town) / 2


RINGS = [DonutMask(SECRET, k, least, most) for k in (5, 12) for least, most in ((250, 1_000), (300, 700), (600, 1_500))]


def test_rings_of_many_sizes_would_cross_at_the_home_and_one_point_is_kept_for_all_of_them(tmp_path: Path) -> None:
    """The mean of points that are drawn anew for each ring comes nearer to many homes than any one of them."""
    rng = Random(4)
    town = [Family(f"f{at}", Location(52.2 + rng.uniform(0, 0.03), 5.2 + rng.uniform(0, 0.05)), "") for at in range(60)]
    fresh = [mask.drawn_anew(town) for mask in RINGS]

    def near(maps: Sequence[Mapping[str, Location]]) -> int:
        """Count the homes that lie within 400 m of the mean of some maps."""
        means = {each.id: mean_point([(points[each.id].lat, points[each.id].lon) for points in maps]) for each in town}
        return sum(Geodesic().between(each, Family("mean", Location(*means[each.id]), "")) < 400 for each in town)

    assert near(fresh) > 2 * near(fresh[:1])

    drawn = []
    for mask in RINGS:
        kept = KeptMasks(tmp_path / "mask.key", SECRET)
        drawn.append(kept.donuts(mask, town))
        assert kept.keep("donut")
    assert all(points == drawn[0] for points in drawn)


def test_a_family_that_moved_house_gets_another_point(tmp_path: Path) -> None:
    of = region(4, "donut")
    first = _drawn(tmp_path, list(of.families))
    after = _drawn(tmp_path, list(_moved(of.families, Random(1), 1_500)))
    assert not [name for name in first if first[name] == after[name]]
    assert _drawn(tmp_path, list(of.families)) == first


def test_two_files_that_call_other_families_the_same_keep_both_points(tmp_path: Path) -> None:
    one, other = list(region(4, "donut").families), list(_moved(region(4, "donut").families, Random(2), 3_000))
    first, second = _drawn(tmp_path, one), _drawn(tmp_path, other)
    rng = Random(3)
    assert _drawn(tmp_path, list(_moved(one, rng, 3))) == first
    assert _drawn(tmp_path, list(_moved(other, rng, 3))) == second


def test_the_ledger_is_its_owners_and_tells_no_pseudonym_no_home_and_no_key(tmp_path: Path) -> None:
    of = region(4, "donut")
    _drawn(tmp_path, list(of.families))
    ledger = ledger_of(tmp_path / "mask.key")
    text = ledger.read_text(encoding="ascii")
    if os.name == "posix":
        assert stat.S_IMODE(ledger.stat().st_mode) == 0o600
    assert SECRET.hex() not in text
    for family in of.families:
        assert family.id not in text
        assert f"{family.location.lat:.5f}"[:-1] not in text or f"{family.location.lon:.5f}"[:-1] not in text


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"points": 3, "ways": []}', b'{"points": {"a": [[1]]}}'])
def test_a_ledger_that_is_none_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    ledger_of(tmp_path / "mask.key").write_bytes(content)
    families = list(region(4, "donut").families)
    assert _drawn(tmp_path, families) == _drawn(tmp_path, families)


def test_what_two_commands_drew_at_once_is_kept_of_both(tmp_path: Path) -> None:
    families = list(region(4, "donut").families)
    one, other = (KeptMasks(tmp_path / "mask.key", SECRET) for _ in range(2))
    one.donuts(MASK, families[:40])
    other.donuts(MASK, families[40:])
    assert one.keep("donut")
    assert other.keep("donut")
    assert len(json.loads(ledger_of(tmp_path / "mask.key").read_bytes())["points"]) == len(families)


def test_the_largest_donut_is_as_large_as_is_said() -> None:
    lonely = Families([Family("a", Location(52.2, 5.2), "")])
    assert MASK.longest_m(lonely) == DONUT_KM * 1000
    assert MASK.n_lonely(lonely) == 1
    crowd = Families([Family(f"f{at}", Location(52.2, 5.2 + at / 1000), "") for at in range(6)])
    assert MASK.n_lonely(crowd) == 0


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "gezinnen.csv").write_text("\n".join([HEADER, *village_rows()]), encoding="utf-8")
    (tmp_path / "plan.csv").write_text(village_plan(), encoding="utf-8")
    return tmp_path


def test_maps_say_where_few_live_and_where_two_masks_of_one_key_combine(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (files / "mask.key").write_text(SECRET.hex(), encoding="ascii")
    given = [str(files / name) for name in ("gezinnen.csv", "plan.csv")]
    line = ["map", *given, "--mask-key", str(files / "mask.key")]
    assert run([*line, "-o", str(files / "een.html"), "--mask", "donut"]) == 0
    said = capsys.readouterr().err
    assert "gezinnen bij wie binnen 8 km geen 5 andere gezinnen van dit bestand wonen: 2." in said
    assert "anders gemaskeerd" not in said

    assert run([*line, "-o", str(files / "twee.html"), "--mask", "postcode", "--lang", "en"]) == 0
    assert "points were masked in another way before (donut)" in capsys.readouterr().err


def test_a_run_of_a_batch_draws_families_where_maps_did_and_tells_where_it_drew(files: Path) -> None:
    families = files / "gezinnen.csv"
    (files / "mask.key").write_text(SECRET.hex(), encoding="ascii")
    key = ["--mask", "donut", "--mask-key", str(files / "mask.key")]
    assert run(["map", str(families), str(files / "plan.csv"), "-o", str(files / "een.html"), "-q", *key]) == 0
    ledger = ledger_of(files / "mask.key").read_bytes()
    moved = re.sub(r";(52,[0-9]{3});", r";\g<1>03;", families.read_text(encoding="utf-8"))
    payload = Payload("juni.csv", f"{moved}\nNieuw;52,305;5,207;Duin;2;nee;0;ja".encode())
    task = Task("juni", payload, None, Policy(), Lang.NL, 1, Drawing(mask="donut"), SECRET, ledger)
    result = perform(task, lambda _: None)

    page = result.files["map.html"].decode()
    before = (files / "een.html").read_text(encoding="utf-8")
    assert all(_point(page, family) == _point(before, family) for family in ("N1", "Z3", "Zuid"))
    points = json.loads(result.kept_masks)["points"]
    assert len(points) == len(json.loads(ledger)["points"]) + 1


def _point(page: str, family: str) -> list[str]:
    """Read latitude and longitude of a family in the data of a page."""
    return page.split(f'["{family}",')[1].split(",")[:2]


def test_a_key_in_a_folder_that_cannot_be_written_is_said(
    files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("optimizer.application.kept_masks._write", _refused)
    given = [str(files / name) for name in ("gezinnen.csv", "plan.csv")]
    assert run(["map", *given, "-o", str(files / "uit.html"), "--mask", "donut"]) == 0
    assert mask_key(None, print)
    assert "kan niet naast de sleutel van de maskers worden bewaard" in capsys.readouterr().err


def _refused(path: Path, content: bytes) -> None:
    raise PermissionError(path.name, len(content))
