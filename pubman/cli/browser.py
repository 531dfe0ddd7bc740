"""The browser of this machine, which opens a page that was written or an address."""

from __future__ import annotations

from pubman.cli.say.terminal import say


def open_in_browser(address: str) -> None:
    """Open an address. If there is no browser here, say what to open elsewhere."""
    import webbrowser

    if not webbrowser.open(address):
        say(f"There is no browser here. To see it, open: {address}")
