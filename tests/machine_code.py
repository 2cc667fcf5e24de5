"""Which modules are compiled, and whether what was compiled is what stands there now."""

import importlib.util
from collections.abc import Iterator
from importlib.machinery import EXTENSION_SUFFIXES, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Final

ROOT: Final = Path(__file__).parents[1]
COMMAND: Final = "python setup.py build_ext --inplace"


def kernels() -> list[Path]:
    """List the modules that are compiled: each has its C types beside it."""
    found = (types for room in ("geodata", "optimizer") for types in (ROOT / room).rglob("*.pxd"))
    return [types.with_suffix(".py") for types in sorted(found)]


def name_of(kernel: Path) -> str:
    """Give the name by which a module is imported."""
    return ".".join(kernel.relative_to(ROOT).with_suffix("").parts)


def machine_code(kernel: Path) -> Path | None:
    """Give the file that is loaded for a module, if it is machine code."""
    spec = importlib.util.find_spec(name_of(kernel))
    if spec is None or spec.origin is None or not spec.origin.endswith(tuple(EXTENSION_SUFFIXES)):
        return None
    return Path(spec.origin)


def as_python(name: str) -> ModuleType:
    """Load a module as the Python it is made from; it finds whatever else it imports where that stands now."""
    source = ROOT.joinpath(*name.split(".")).with_suffix(".py")
    loader = SourceFileLoader(name, str(source))
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def outdated() -> Iterator[Path]:
    """Give the modules that changed after they were compiled."""
    for kernel in kernels():
        code = machine_code(kernel)
        if code is not None and code.stat().st_mtime < max(
            kernel.stat().st_mtime, kernel.with_suffix(".pxd").stat().st_mtime
        ):
            yield kernel


def not_testable() -> str | None:
    """Say why no test is of use now: machine code is of another source, or Python has not what the kernels import."""
    if changed := [kernel.name for kernel in outdated()]:
        return f"{', '.join(changed)}: changed after compiling. First give: {COMMAND}"
    if importlib.util.find_spec("cython") is None and any(machine_code(kernel) is None for kernel in kernels()):
        return f"The inner loops are not compiled. First give: pip install cython setuptools && {COMMAND}"
    return None
