"""Our own files for pages, and pages of words and tables made from them."""

from functools import cache
from importlib import resources
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; script-src 'none'; base-uri 'none'; "
    "form-action 'none'"
)
"""The Content-Security-Policy of a page without script: it may fetch nothing and run nothing."""


@cache
def asset(name: str) -> str:
    """Read a file of our own."""
    return (resources.files("maps") / "assets" / name).read_text(encoding="utf-8")


def filled(name: str, /, **values: object) -> str:
    """Fill in a template; it may include others. All text from data is escaped."""
    return template(name).render(**values)


def template(name: str) -> Template:
    """Compile a template, once."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
