"""Commands whose help and usage errors are written in the language of the reader."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from difflib import get_close_matches
from importlib import import_module
from typing import Any, Final

import click

from geodata.language import Fact, Lang, Text
from optimizer import __version__
from optimizer.cli import words
from optimizer.cli.helps import HELPS, IN_DUTCH
from optimizer.cli.parameter_types import ExistingPlan, OneOf, ParameterType, Refused
from optimizer.cli.terminal import Terminal


def in_context(run: Callable[..., int], *, watched: bool = True) -> Callable[..., int]:
    """Hand the terminal to a command as its first argument.

    ``watched`` says whether a person at a terminal is told every two seconds that it works; one that speaks itself, or
    waits for others, is not.
    """

    def called(**values: Any) -> int:
        terminal = click.get_current_context().find_object(Terminal)
        assert terminal is not None
        import_module("geodata.scratch").sweep()  # late: help need not wait for what it loads
        with terminal.working() if watched else nullcontext():
            return run(terminal, **values)

    return called


class LocalisedOption(click.Option):
    """An option with a heading under which ``--help`` lists it."""

    def __init__(self, declarations: Sequence[str], heading: Text = words.OPTIONS, **more: Any) -> None:
        super().__init__(list(declarations), **more)
        self.heading = heading

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Give name and text, without the word that click itself adds to what is required."""
        record = super().get_help_record(ctx)
        return None if record is None else (record[0], record[1].removesuffix("[required]").strip())


def option(*names: str, lang: Lang, text: Text, kind: ParameterType | None = None, **more: Any) -> LocalisedOption:
    """Make an option; without ``kind`` it is a switch."""
    given = {"type": kind, "metavar": kind.shown.say(lang)} if kind else {"is_flag": True}
    needed = f" {words.REQUIRED.say(lang)}" if more.get("required") else ""
    return LocalisedOption(names, help=f"{text.say(lang)}{needed}", **{**given, **more})


def argument(name: str, lang: Lang, text: Text, kind: ParameterType, **more: Any) -> click.Argument:
    """Make an argument, required unless said otherwise, shown in capitals by the word for it in ``text``."""
    return click.Argument([name], type=kind, metavar=text.say(lang), **{"required": True, **more})


def plan_argument(lang: Lang) -> click.Argument:
    """Make the argument for a plan made before: its file, or its folder."""
    return argument("plan", lang, words.PLAN, ExistingPlan())


class LocalisedCommand(click.Command):
    """A command that explains itself and its faults in one language."""

    def __init__(
        self, name: str, lang: Lang, text: Text, callback: Callable[..., int], params: Iterable[click.Parameter]
    ) -> None:
        super().__init__(
            name,
            callback=callback,
            params=[*params, *general_options(lang)],
            help=text.say(lang),
            options_metavar=words.OPTIONS_METAVAR.say(lang),
            add_help_option=False,
            context_settings={"allow_extra_args": True, "max_content_width": 100},
        )
        self.lang = lang

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the line, and refuse what is left over."""
        try:
            rest = super().parse_args(ctx, args)
            if ctx.args:
                raise Refused(words.TOO_MANY, {"n": len(ctx.args)})
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how to call it."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=words.USAGE.say(self.lang))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings."""
        _write_options(self, ctx, formatter, self.lang)


class LocalisedGroup(click.Group):
    """The command that holds the others; each is loaded when it is called."""

    def __init__(self, lang: Lang, names: Sequence[str], load: Callable[[str, Lang], LocalisedCommand]) -> None:
        super().__init__(
            "constellations",
            callback=self._without_command,
            invoke_without_command=True,
            params=[
                *general_options(lang),
                option(
                    "--version",
                    lang=lang,
                    text=words.VERSION,
                    expose_value=False,
                    is_eager=True,
                    callback=_show_version,
                    heading=words.GENERAL,
                ),
            ],
            help=words.ABOUT.say(lang),
            options_metavar=words.OPTIONS_METAVAR.say(lang),
            subcommand_metavar=words.COMMAND_METAVAR.say(lang),
            add_help_option=False,
            context_settings={"max_content_width": 100},
        )
        self.lang = lang
        self.names = tuple(names)
        self.load = load

    def _without_command(self) -> None:
        ctx = click.get_current_context()
        if ctx.invoked_subcommand is None:
            ctx.ensure_object(Terminal).print_error(words.WHAT_NEXT.say(self.lang))
            ctx.exit(2)

    def list_commands(self, _: click.Context) -> list[str]:
        """Give the names in the order of the job."""
        return list(self.names)

    def get_command(self, _: click.Context, name: str) -> LocalisedCommand | None:
        """Load one command."""
        return self.load(name, self.lang) if name in self.names else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the line names, in either language."""
        args = [IN_DUTCH.get(args[0], args[0]), *args[1:]]
        if args[0] not in self.names:
            if args[0].startswith("-"):
                raise click.NoSuchOption(args[0], ctx=ctx)
            near = get_close_matches(args[0], self.names, n=1)
            facts: dict[str, Fact] = {"known": self.names, "near": near[0] if near else ""}
            raise Refused(words.NO_COMMAND_NEAR if near else words.NO_COMMAND, facts)
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how to call it."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=words.USAGE.say(self.lang))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands and then the options."""
        with formatter.section(words.COMMANDS.say(self.lang)):
            formatter.write_dl([(name, _short(HELPS[name].say(self.lang))) for name in self.names])
        _write_options(self, ctx, formatter, self.lang)


def _short(text: str) -> str:
    return text.split("\n\n", 1)[0]


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, lang: Lang) -> None:
    headings: dict[Text, list[tuple[str, str]]] = {}
    for each in command.get_params(ctx):
        record = each.get_help_record(ctx) if isinstance(each, LocalisedOption) else None
        if record is not None and isinstance(each, LocalisedOption):
            headings.setdefault(each.heading, []).append(record)
    for heading, records in headings.items():
        with formatter.section(heading.say(lang)):
            formatter.write_dl(records)


def general_options(lang: Lang) -> list[click.Option]:
    """Give the options that every command knows."""

    def quiet(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        terminal = ctx.find_object(Terminal)
        if terminal is not None:
            terminal.quiet |= value

    def verbose(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        terminal = ctx.find_object(Terminal)
        if terminal is not None:
            terminal.verbose |= value

    def as_json(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        terminal = ctx.find_object(Terminal)
        if terminal is not None:
            terminal.as_json |= value

    def show_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            click.echo(ctx.get_help())
            ctx.exit()

    hidden: dict[str, Any] = {"expose_value": False, "heading": words.GENERAL}
    return [
        option("--lang", lang=lang, text=words.LANG, kind=OneOf("nl", "en"), **{**hidden, "metavar": "nl|en"}),
        option("--json", lang=lang, text=words.JSON, callback=as_json, is_eager=True, **hidden),
        option("-q", "--quiet", lang=lang, text=words.QUIET, callback=quiet, **hidden),
        option("-v", "--verbose", lang=lang, text=words.VERBOSE, callback=verbose, **hidden),
        option("-h", "--help", lang=lang, text=words.HELP, callback=show_help, is_eager=True, **hidden),
    ]


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"constellations {__version__}")
        ctx.exit()


_ALIKE: Final = 0.7
"""An option that is like one of ours is a typing error and repeated; any other may be a name, and is not."""


def usage_sentence(error: click.UsageError, lang: Lang) -> str:
    """Say what is wrong with a command line."""
    name = _name(error)
    if isinstance(error, Refused):
        sentence = error.text.say(lang, error.facts)
        is_any = error.param is not None and error.param.name == "given"  # says by itself which word is meant
        return words.AT.say(lang, {"name": name, "sentence": sentence}) if name and not is_any else sentence
    if isinstance(error, click.MissingParameter):
        return _missing(error, name, lang)
    if isinstance(error, click.NoSuchOption):
        known = (
            []
            if error.ctx is None
            else [each for param in error.ctx.command.params for each in (*param.opts, *param.secondary_opts)]
        )
        near = get_close_matches(error.option_name, known, n=1, cutoff=_ALIKE)
        facts: dict[str, Fact] = {"near": near[0] if near else ""}
        return (words.NO_OPTION_NEAR if near else words.NO_OPTION).say(lang, facts)
    if isinstance(error, click.BadOptionUsage):
        return (words.NO_VALUE if _is_switch(error) else words.NEEDS_VALUE).say(lang, {"name": error.option_name})
    return words.OTHERWISE.say(lang)


def _missing(error: click.MissingParameter, name: str, lang: Lang) -> str:
    """Say what is not on the line, with the line as it could be where all arguments are files."""
    if error.ctx is None:
        return words.MISSING_ARGUMENT.say(lang, {"name": name})
    if isinstance(error.param, click.Option):
        if error.param.name != "output":
            return words.MISSING_OPTION.say(lang, {"name": name})
        is_folder = error.param.metavar == words.FOLDER.say(lang)
        return (words.NO_FOLDER_TO_WRITE if is_folder else words.NO_FILE_TO_WRITE).say(lang)
    needed = [each for each in error.ctx.command.params if isinstance(each, click.Argument) and each.required]
    examples = [words.EXAMPLES[each.name].say(lang) for each in needed if each.name in words.EXAMPLES]
    if len(examples) < len(needed):
        return words.MISSING_ARGUMENT.say(lang, {"name": name})
    return words.MISSING_FILES.say(lang, {"line": f"{error.ctx.command_path} {' '.join(examples)}"})


def _name(error: click.UsageError) -> str:
    param = error.param if isinstance(error, click.BadParameter) else None
    if isinstance(param, click.Option):
        terminal = None if error.ctx is None else error.ctx.find_object(Terminal)
        words_typed = [] if terminal is None else [word.split("=", 1)[0] for word in terminal.typed]
        typed = [name for name in param.opts if name in words_typed]
        return typed[0] if typed else max(param.opts, key=len)
    return param.make_metavar(error.ctx or click.Context(click.Command(""))) if param is not None else ""


def _is_switch(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx is not None else []
    return any(
        isinstance(each, click.Option) and each.is_flag
        for each in params
        if error.option_name in (*each.opts, *each.secondary_opts)
    )
