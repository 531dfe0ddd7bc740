"""The global options, which every command understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:  # the help needs no paths
    from pathlib import Path


class Settings(NamedTuple):
    """The global options: the store asked for, and whether to leave out the talk."""

    db: Path | None = None
    quiet: bool = False


def settings() -> Settings:
    """Return the settings of the command that runs, or the defaults if none does."""
    context = click.get_current_context(silent=True)
    return (context.find_object(Settings) if context else None) or Settings()
