"""The frame of the command line: the help, loading on use, and the entry point.

Only ``click`` and a few small modules are imported here, so that ``pubman --help`` is quick. The
module of a command is imported when that command is called.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

import click

from pubman import __version__
from pubman.cli.commands import BEGINNING, COMMANDS, EVERYDAY, nearest
from pubman.cli.say.errors import begin, explain, naming_closed_pipes
from pubman.cli.say.terminal import choose_color, complain, say
from pubman.cli.settings import Settings
from pubman.errors import Step, UsageError


def load(name: str) -> click.Command:
    """Return the command ``name``. It understands the global options after its name as well."""
    row = COMMANDS[name]
    module = import_module(f"pubman.cli.{row.module}")
    command = next(
        each
        for each in vars(module).values()
        if isinstance(each, click.Command) and each.name == name
    )
    command.short_help = row.help
    taken = {option for parameter in command.params for option in parameter.opts}
    for option in global_options(hidden=True):
        if not taken.intersection(option.opts):
            command.params.append(option)
    if "_PUBMAN_COMPLETE" in os.environ:
        from pubman.cli.completion import attach

        attach(name, command)
    return command


# ----------------------------------------------------------------------------------- the options


def _remember(field: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(context: click.Context, _: click.Parameter, value: Any) -> None:
        if value:
            known = context.find_object(Settings) or Settings()
            context.obj = known._replace(**{field: value})

    return callback


def _choose_color(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        choose_color(value)
        context.color = {"always": True, "never": False}.get(value)


def _expand(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        from pathlib import Path  # the help needs no paths

        _remember("db")(context, parameter, Path(value).expanduser())


def global_options(*, hidden: bool = False) -> list[click.Option]:
    """Return the options that every command understands; ``hidden`` hides them in the help."""
    return [
        click.Option(
            ["--db"],
            type=click.Path(),
            metavar="FILE",
            expose_value=False,
            callback=_expand,
            hidden=hidden,
            help="The store. Default: PUBMAN_DB, or pubs.db in this folder or above.",
        ),
        click.Option(
            ["--color"],
            type=click.Choice(["auto", "always", "never"]),
            expose_value=False,
            callback=_choose_color,
            hidden=hidden,
            help="Use colour. Default: on a terminal, unless NO_COLOR is set.",
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_remember("quiet"),
            hidden=hidden,
            help="Print nothing but errors and data.",
        ),
    ]


# -------------------------------------------------------------------------------------- the root


class Root(click.Group):
    """``pubman`` itself: lists the commands, loads them on use, and suggests near names."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of that name, loaded, or None."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Return the context of ``args``. Raise PipeClosed if nobody reads the help."""
        with naming_closed_pipes():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Raise PipeClosed if nobody reads what it prints."""
        with naming_closed_pipes():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that ``args`` begin with. An unknown name is a UsageError.

        ``help NAME`` is the same as ``NAME --help``.
        """
        name = args[0]
        if name == "help" and len(args) > 1:
            name, args = args[1], [args[1], "--help"]
        elif name == "help":
            click.echo(ctx.get_help())
            ctx.exit()
        begin(name)
        if name not in COMMANDS and not name.startswith("-"):
            raise _unknown(name)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write how to begin, the everyday five, and the commands under their headings."""
        with formatter.section("To begin"):
            formatter.write_dl(BEGINNING)
        formatter.write(f"\nEvery day: {' - '.join(EVERYDAY)}\n")
        widest = max(map(len, COMMANDS))
        headings = dict.fromkeys(row.heading for row in COMMANDS.values())
        for heading in headings:
            with formatter.section(heading):
                formatter.write_dl(
                    [
                        (name.ljust(widest), row.help)
                        for name, row in COMMANDS.items()
                        if row.heading == heading
                    ]
                )


def _unknown(name: str) -> UsageError:
    import shlex

    if os.path.exists(name):  # noqa: PTH110 - without pathlib the help is quicker
        return UsageError(
            f"There is no command {name!r}, but there is a file of that name.",
            Step("import", shlex.quote(name)),
        )
    meant = nearest(name)
    if meant:
        return UsageError(f"There is no command {name!r}. Did you mean: pubman {meant}")
    return UsageError(f"There is no command {name!r}.", "pubman --help")


@click.command(
    "pubman",
    cls=Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="pubman help COMMAND explains a command, with examples. pubman docs has the tutorial "
    "and all pages. Every change can be undone: pubman undo.\n\n"
    f"New here? {', '.join(line for line, _ in BEGINNING)}.",
)
@click.version_option(__version__, message="pubman %(version)s")
@click.pass_context
def root(context: click.Context) -> int | None:
    """Keep one clean list of what you published."""
    if context.obj is None:
        context.obj = Settings()
    return None if context.invoked_subcommand else _alone(context)


root.params[:0] = global_options()


def _alone(context: click.Context) -> int | None:
    """Run ``pubman`` without a command: print the status, or how to begin."""
    from pubman.library.session import find_store

    settings = context.find_object(Settings) or Settings()
    if find_store(settings.db) is None:
        complain(
            "No publication store here or in the folders above.\n",
            (
                "pubman init          start one in this folder",
                "pubman tour          see how it works in two minutes",
                "pubman --help        all commands",
            ),
            label="",
        )
        return 0
    with load("status").make_context("status", [], parent=context) as inner:
        inner.command.invoke(inner)
    say("All commands: pubman --help")
    return 0


# ---------------------------------------------------------------------------------------- main


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line ``args`` (default: those of this program) and return the exit code.

    0 done, 1 an error, 2 wrong usage, 3 something waits (``--exit-code``), 4 a part failed, 130
    interrupted. A person sees sentences, never a traceback.
    """
    begin("")
    choose_color("auto")
    _settle_streams()
    with _terminable():
        try:
            result = root.main(args, prog_name="pubman", standalone_mode=False)
            if sys.stdout is not None:  # None if it was closed before we started
                sys.stdout.flush()
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException as error:  # noqa: BLE001 - every error ends here
            return explain(error)
    return result if isinstance(result, int) else 0


def _settle_streams() -> None:
    """Use UTF-8 and plain line feeds on every platform. Unprintable characters are escaped.

    A stream that was closed before pubman began is replaced by an empty one.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")  # type: ignore[union-attr]


@contextmanager
def _terminable() -> Iterator[None]:
    """Treat SIGTERM like Ctrl-C while a command runs, so that nothing stays half written."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, interrupt)
    except ValueError:  # not the main thread, which alone may set signal handlers
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
