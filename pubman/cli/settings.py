"""What the whole command line was told, whatever the command."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The global options: ``db`` the store asked for by name, ``quiet`` to leave out the talk."""

    db: Path | None = None
    quiet: bool = False


def settings() -> Settings:
    """The settings of the command that runs; the defaults where none does."""
    context = click.get_current_context(silent=True)
    return (context.find_object(Settings) if context else None) or Settings()
