"""The parts of the guides that follow from the program: ``python -m tests.readme`` writes them again."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from geodata.language import Lang
from optimizer.cli import COMMANDS, load
from optimizer.cli.rules import rules_page
from optimizer.policy.file import KEYS, Key

ROOT: Final = Path(__file__).parents[1]
README: Final = ROOT / "README.md"
GUIDES: Final = {lang: ROOT / "examples" / f"guide.{lang}.md" for lang in Lang}
PAGES: Final = (
    README,
    *GUIDES.values(),
    *(ROOT / "examples" / f"windows.{lang}.md" for lang in Lang),
    *(ROOT / "optimizer" / f"developing.{lang}.md" for lang in Lang),
)
"""All pages for people who use or change the program."""


def _commands(lang: Lang) -> Iterator[str]:
    head = {Lang.NL: "| opdracht | wat die doet |", Lang.EN: "| command | what it does |"}
    yield head[lang]
    yield "| --- | --- |"
    for name in COMMANDS:
        command = load(name, lang)
        pieces = command.collect_usage_pieces(click.Context(command))[1:]
        needed = [
            f"{each.opts[0]} {each.metavar}"
            for each in command.params
            if isinstance(each, click.Option) and each.required
        ]
        usage = " ".join([name, *pieces, *needed]).replace("|", "\\|")
        yield f"| `{usage}` | {(command.help or '').split(chr(10), 1)[0]} |"


def _policy(lang: Lang) -> Iterator[str]:
    yield "```toml"
    for at, key in enumerate(KEYS):
        if not at or KEYS[at - 1].section != key.section:
            yield f"[{key.section}]"
        yield f"{_setting(key):<34}# {key.meaning.text.say(lang)}"
    yield "```"


def _setting(key: Key) -> str:
    """Write a key as TOML: its default, or as a comment where there is none."""
    value = key.default
    if key.meaning.usual is not None:
        return f"# {key.name} = {json.dumps(value)}"
    if value is None:
        return f"# {key.name} = {json.dumps(key.meaning.example)}"
    if isinstance(value, bool):
        return f"{key.name} = {str(value).lower()}"
    if isinstance(value, tuple):
        return f"{key.name} = {json.dumps(value)}"
    return f'{key.name} = "{value}"' if isinstance(value, str) else f"{key.name} = {value}"


def renewed(text: str, lang: Lang) -> str:
    """Put what the program says now between the marks of each part."""
    parts = {"commands": _commands(lang), "policy": _policy(lang), "rules": [rules_page(lang)]}
    for name, lines in parts.items():
        content = "\n".join(lines)
        mark = rf"(<!-- {name} {lang} -->\n).*?(\n<!-- /{name} -->)"
        found = re.search(mark, text, re.DOTALL)
        assert found is not None, f"{name} {lang}"
        text = f"{text[: found.start()]}{found[1]}{content}{found[2]}{text[found.end() :]}"
    return text


if __name__ == "__main__":
    for guide_lang, guide in GUIDES.items():
        guide.write_text(renewed(guide.read_text(encoding="utf-8"), guide_lang), encoding="utf-8")
