"""serve: the list in the browser."""

from __future__ import annotations

from contextlib import suppress

import click

from pubman.cli.browser import open_in_browser
from pubman.cli.command import command
from pubman.cli.say.terminal import say
from pubman.cli.settings import settings
from pubman.errors import MissingExtra


@command("serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Use this port (default: any)."
)
@click.option("--no-open", is_flag=True, help="Do not open the browser; only print the address.")
@click.option(
    "--read-only", is_flag=True, help="Show everything, change nothing: for a shared screen."
)
def serve(port: int, no_open: bool, read_only: bool) -> None:
    """Curate your list in the browser.

    Every click is a change like that of a command: pubman log shows it, pubman undo takes it back.
    The server answers only on this machine. Ctrl-C ends it.
    """
    try:
        from pubman.serve.server import serve as run
    except ModuleNotFoundError:
        raise MissingExtra("The browser interface needs", "serve") from None

    def ready(address: str) -> None:
        say(f"Your list is at {address}")
        say("The address works once. Press Ctrl-C to end.")
        if not no_open:
            open_in_browser(address)

    # Ctrl-C is the usual end, not an interruption: every change is already written.
    with suppress(KeyboardInterrupt):
        run(settings().db, port=port, read_only=read_only, ready=ready)
    say("Stopped.")
