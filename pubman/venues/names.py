"""The names of venues: the lines of the shipped tables, and the venues of ``pubman.toml``."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pubman.data import data_path
from pubman.record import Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVenue:
    """A venue of ``pubman.toml``. If a shipped venue has the same id, it is redefined.

    ``aliases`` and the ``acronym`` are exact names, ``patterns`` are regular expressions over
    folded text, and ``dblp`` are keys. Without a ``kind`` the kind of the shipped venue is used, or
    ``other``.
    """

    id: str
    name: str
    acronym: str = ""
    kind: str = ""
    rank: str = ""
    aliases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    dblp: tuple[str, ...] = ()


class Alias(NamedTuple):
    """One line of ``db/venue_aliases.csv``: ``form`` is ``key``, ``exact`` or ``pattern``."""

    venue: str
    form: str
    alias: str


def shipped_rows(name: str) -> list[list[str]]:
    """Return the lines of a shipped CSV file below its header."""
    with data_path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def venue_of(own: OwnVenue, shipped: Venue | None) -> Venue:
    """Return a venue of ``pubman.toml``; what it does not say comes from the shipped one."""
    kind = own.kind or (shipped.kind if shipped else "other")
    rank = own.rank or (shipped.rank if shipped else "")
    return Venue(id=own.id, acronym=own.acronym, name=own.name, kind=kind, rank=rank)


def own_aliases(own: Sequence[OwnVenue]) -> list[Alias]:
    """Return every name of the venues of ``pubman.toml``."""
    names = [Alias(v.id, "exact", name) for v in own for name in (v.acronym, *v.aliases) if name]
    patterns = [Alias(v.id, "pattern", pattern) for v in own for pattern in v.patterns]
    return [*(Alias(v.id, "key", key) for v in own for key in v.dblp), *names, *patterns]
