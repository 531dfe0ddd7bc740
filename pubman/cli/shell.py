"""completion and docs: help in the shell, and the documentation."""

from __future__ import annotations

import sys

import click

from pubman.cli.command import command
from pubman.cli.say.terminal import print_data
from pubman.errors import PubmanError


@command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the code that lets a shell complete commands, KEYs, fields, tags and lists."""
    from click.shell_completion import get_completion_class

    from pubman.cli.completion import BASH
    from pubman.cli.frame import root

    found = get_completion_class(shell)
    if found is None:
        raise PubmanError(f"{shell} is not a known shell.")
    with_shell = found(root, {}, "pubman", "_PUBMAN_COMPLETE")
    bash = shell == "bash"
    sys.stdout.write(BASH % with_shell.source_vars() if bash else with_shell.source())


@command("docs")
@click.argument("topic", default="", metavar="[TOPIC]")
def docs(topic: str) -> None:
    """Read the documentation. TOPIC is a command or a page; without it, list the pages."""
    from pubman.cli.documentation import contents, page_for
    from pubman.cli.say.pager import paged

    text = page_for(topic) if topic else contents()
    with paged():
        print_data(text)
