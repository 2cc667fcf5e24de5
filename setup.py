"""Compile the inner loops; all else that installing asks stands in ``setup.cfg`` and ``pyproject.toml``.

Every module that has a file of C types beside it (``.pxd``) is compiled, by Cython and a C compiler; on a computer
without one, by the compiler in the package ``ziglang``. ``python setup.py build_ext --inplace`` compiles what changed.
"""

import hashlib
import os
import shlex
import shutil
import sys
import sysconfig
from copy import copy
from pathlib import Path
from typing import Final

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

ROOT: Final = Path(__file__).parent
WINDOWS: Final = sys.platform == "win32"

SHARED: Final = "geodata._cython"
"""What every compiled module needs of Cython, compiled once, where all may import it."""

DIRECTIVES: Final = {
    "language_level": 3,
    "annotation_typing": False,  # the C types stand in the .pxd; those written in Python are for mypy
    "infer_types": True,  # a variable has the C type of what it is first given
    "boundscheck": False,
    "wraparound": False,
    "initializedcheck": False,
    "cdivision": False,  # // and % of negative numbers mean what they mean in Python
}

# The same plan on every computer: whole numbers wrap, and no product and sum are rounded as one.
FLAGS: Final = ["/O2", "/fp:precise"] if WINDOWS else ["-O3", "-g0", "-fwrapv", "-ffp-contract=off"]
ZIG: Final = f'"{sys.executable}" -m ziglang cc -mcpu=baseline -fno-sanitize=undefined'


def has_compiler() -> bool:
    """Tell whether this computer has a C compiler; on Windows setuptools knows where to look, and says so if not."""
    asked = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    return WINDOWS or shutil.which(shlex.split(asked)[0]) is not None


def extensions() -> list[Extension]:
    """List what is compiled."""
    found = sorted([*ROOT.glob("geodata/**/*.pxd"), *ROOT.glob("optimizer/**/*.pxd")])
    typed = [types.relative_to(ROOT).with_suffix(".py") for types in found]
    sources = {".".join(path.with_suffix("").parts): path.as_posix() for path in typed}
    sources[SHARED] = SHARED.replace(".", "/") + ".c"
    return [
        Extension(name, [source], extra_compile_args=FLAGS, depends=["setup.py"]) for name, source in sources.items()
    ]


class Compile(build_ext):
    """Python to C, in a folder that is named after this file; C to machine code, several files at once."""

    def finalize_options(self) -> None:
        """Use all cores."""
        super().finalize_options()
        self.parallel = self.parallel or os.cpu_count() or 1

    def get_source_files(self) -> list[str]:
        """Give what an sdist needs: no C, which is made again."""
        return [source for each in extensions() for source in each.sources if source.endswith(".py")]

    def build_extensions(self) -> None:
        """Make the machine code."""
        from Cython.Build import cythonize  # noqa: PLC0415 - an sdist does without
        from Cython.Compiler import Options  # noqa: PLC0415

        if not (Path(sysconfig.get_path("include")) / "Python.h").exists():
            raise SystemExit(
                "De kopbestanden van Python ontbreken (Python.h). Geef eerst: sudo apt install python3-dev\n"
                "The headers of Python are missing (Python.h). First give: sudo apt install python3-dev"
            )
        if not has_compiler():
            self.compiler.set_executables(compiler_so=f"{ZIG} -fPIC", linker_so=f"{ZIG} -shared")
        Options.warning_errors = True
        own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
        made = cythonize(
            [copy(each) for each in self.extensions],
            nthreads=self.parallel,
            build_dir=f"build/cython-{own}",
            compiler_directives=DIRECTIVES,
            shared_utility_qualified_name=SHARED,
            quiet=True,
        )
        for each, in_c in zip(self.extensions, made, strict=True):
            each.sources = in_c.sources
        super().build_extensions()


setup(
    ext_modules=extensions(),
    cmdclass={"build_ext": Compile},
    setup_requires=[] if has_compiler() else ["ziglang >= 0.13"],
)
