"""Compile the inner loops of the search for Windows, on Linux, from the C that Cython made of them.

The modules keep to the stable part of Python's C interface (``Py_LIMITED_API``), so that the headers of the Python that
runs this serve for the Python in the bundle. They are linked to the DLLs of that Python and to ``ucrtbase.dll``, which
is part of Windows 10 and 11. So nothing is needed but the compiler in the package ``ziglang``: no C library for
Windows, which ``ziglang`` would first build for minutes.
"""

import os
import re
import shutil
import struct
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent

TARGET: Final = ("-target", "x86_64-windows-gnu", "-mcpu=baseline")

# The same plan on every computer: whole numbers wrap, and no product and sum are rounded as one.
FLAGS: Final = ("-O3", "-g0", "-fwrapv", "-ffp-contract=off", "-fno-sanitize=undefined")

STABLE: Final = ("-DPy_LIMITED_API=0x030B0000", "-DCYTHON_LIMITED_API=1")


def compile_for_windows(made: Path, packages: Path, python: Path, work: Path) -> None:
    """Put machine code for Windows in the place of that for this computer.

    Parameters
    ----------
    made
        The folder in which ``setup.py`` left the C of each module.
    packages
        The unpacked wheel.
    python
        Python for Windows, to link to.
    work
        A folder for what lies between.
    """
    headers = work / "headers"
    shutil.copytree(sysconfig.get_path("include"), headers)
    shutil.copy(HERE / "pyconfig.h", headers)
    objects = work / "objects"
    objects.mkdir()
    library = objects / "ucrtbase.lib"
    _zig("dlltool", "-m", "i386:x86-64", "-d", HERE / "ucrtbase.def", "-l", library)
    start = objects / "start.o"
    _zig("cc", *TARGET, *FLAGS, "-c", HERE / "start.c", "-o", start)
    (dll,) = (path for path in python.glob("python3*.dll") if re.fullmatch(r"python3\d+", path.stem))
    linked = [start, dll, python / "vcruntime140.dll", library]
    here = sorted(packages.rglob("*.so"))
    compiled = partial(_compile, made=made, packages=packages, headers=headers, linked=linked, objects=objects)
    with ThreadPoolExecutor(os.cpu_count()) as several:
        for _ in several.map(compiled, here):
            pass


def _compile(for_here: Path, made: Path, packages: Path, headers: Path, linked: Sequence[Path], objects: Path) -> None:
    module = for_here.relative_to(packages)
    name = module.name.split(".", 1)[0]
    (source,) = made.glob(f"cython-*/{module.parent.as_posix()}/{name}.c")
    between = objects / f"{'-'.join(module.parent.parts)}-{name}.o"
    target = for_here.with_name(f"{name}.pyd")
    _zig("cc", *TARGET, *FLAGS, *STABLE, "-c", "-I", headers, source, "-o", between)
    _zig("cc", *TARGET, "-shared", "-nostdlib", "-s", between, *linked, "-o", target)
    target.with_name(f"{between.stem}.lib").unlink(missing_ok=True)
    target.write_bytes(without_date(target.read_bytes()))
    for_here.unlink()


def without_date(code: bytes) -> bytes:
    """Set the date of linking in a Windows program or DLL to none."""
    (at,) = struct.unpack_from("<I", code, 0x3C)
    if code[at : at + 4] != b"PE\0\0":
        raise ValueError("no program for Windows")
    return code[: at + 8] + bytes(4) + code[at + 12 :]


def _zig(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "ziglang", *map(str, words)], check=True)  # noqa: S603 - words of this file
