"""Whom to sync: everybody of ``pubman.toml`` who has a dblp number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pubman.config import Config
from pubman.errors import ConfigError, PubmanError, UsageError
from pubman.people import Person

_NOTHING: Final = "Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Somebody to sync: their dblp number, and their name where it is known."""

    pid: str
    name: str = ""


def targets(config: Config) -> list[Target]:
    """Everybody of ``pubman.toml`` who has a dblp number."""
    found = [
        Target(pid=pid, name=person.name.full) for person in config.people for pid in person.pids
    ]
    if not found:
        raise _nobody(config.people)
    return found


def _nobody(people: Sequence[Person]) -> PubmanError:
    if not people:
        return ConfigError(
            f"pubman.toml names nobody yet, so there is nobody to sync. {_NOTHING}",
            'pubman sync --dblp "Your Name"',
            "pubman sync --dblp 94/4810-19   (the number in the address of your dblp page)",
        )
    return UsageError(
        f"Nobody in pubman.toml has a dblp number. {_NOTHING}",
        f'pubman sync --dblp "{people[0].name.full}"',
    )
