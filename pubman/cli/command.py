"""A command of pubman: its help ends in examples, and common options are declared once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from pubman.cli.commands import FAILS_PARTLY, MAY_FIND

F = TypeVar("F", bound=Callable[..., Any])
DOCS: Final = "Documentation: pubman docs"


class Command(click.Command):
    """A click command with examples and a link to the documentation at the end of its help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples of this command, its epilog, and where its documentation is."""
        from pubman.cli.say.examples import EXAMPLES  # only a help page needs them

        examples = EXAMPLES.get(self.name or "", ())
        if examples:
            with formatter.section("Examples"):
                for line, purpose in examples:
                    formatter.write(f"  {line}\n")
                    if purpose:
                        formatter.write(f"      {purpose}\n")
        super().format_epilog(ctx, formatter)
        formatter.write(f"\nExit code: {_exit_codes(self.name or '')}\n")
        formatter.write(f"{DOCS} {self.name}\n")


def _exit_codes(name: str) -> str:
    codes = ["0 done", "1 an error", "2 wrong usage"]
    if name in MAY_FIND:
        codes.append("3 something found (--exit-code)")
    if name in FAILS_PARTLY:
        codes.append("4 a part failed")
    return ", ".join(codes)


def command(name: str, **options: Any) -> Callable[[F], click.Command]:
    """Return a decorator that makes a function the command ``name``."""
    return click.command(name, cls=Command, **options)


def json_option(help: str = "Print JSON.") -> Callable[[F], F]:
    """Return the option ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help=help)


def dry_run_option(help: str = "Show what would change and write nothing.") -> Callable[[F], F]:
    """Return the option ``-n/--dry-run``."""
    return click.option("-n", "--dry-run", is_flag=True, help=help)


def force_option(help: str) -> Callable[[F], F]:
    """Return the option ``-f/--force``."""
    return click.option("-f", "--force", is_flag=True, help=help)
