"""A list as it is shown: a :class:`Page` of :class:`Part` of :class:`ShownEntry`.

All text is plain. The format still escapes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pubman.frozen import quick_dataclass
from pubman.listing import Options
from pubman.pages.authors import Author, Mark
from pubman.pages.entry_links import EntryLink, Picture
from pubman.pages.labels import Labels
from pubman.record import Publication
from pubman.text.markup import Piece


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class ShownEntry:
    """One publication as a list shows it.

    ``authors`` are the authors that are shown, ``names`` all of them; ``more`` is true if some are
    not shown. In an edited volume, ``authors`` are the editors and ``edited`` is the word for them.
    ``collaboration`` comes before the authors. ``authors_line`` replaces all that if a person set
    the line by hand. ``venue_line`` is one line of plain text. ``label`` is the short name of the
    venue or kind; ``repeated`` is true if the line says it too. ``remarks`` are the short phrases
    (status, award, note) that the line does not hold, ``award`` and ``notice`` the award and the
    notice among them (retracted, corrected). ``retracted`` is true if the work was taken back.
    ``summary`` is one sentence for an entry of a selected section. ``again`` is the anchor of the
    selected entry that shows the same publication, so that this one can be short. ``spoken`` is a
    name for the publication that no other entry has. Patterns see ``values``.
    """

    pub: Publication
    anchor: str
    number: str
    title: tuple[Piece, ...]
    url: str
    authors: tuple[Author, ...]
    names: tuple[str, ...]
    authors_line: str
    collaboration: str
    edited: str
    more: bool
    legend: tuple[Mark, ...]
    venue_line: str
    label: str
    repeated: bool
    remarks: tuple[str, ...]
    award: str
    notice: str
    links: tuple[EntryLink, ...]
    picture: Picture | None
    summary: str
    retracted: bool
    again: str
    spoken: str
    year: str
    values: Mapping[str, Any]


class EntriesInTurn(Sequence[ShownEntry]):
    """The entries of a part, made while they are read. They can be read once, in reading order."""

    def __init__(self, count: int, made: Iterator[ShownEntry]) -> None:
        self._count = count
        self._made = made

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[ShownEntry]:
        return islice(self._made, self._count)

    def __getitem__(self, at: Any) -> Any:
        raise TypeError("These entries are made in turn.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section with its entries; the outermost has the ``level`` 0."""

    heading: str
    anchor: str
    level: int
    entries: Sequence[ShownEntry]
    parts: tuple[Part, ...]
    selected: bool = False

    def walk(self) -> Iterator[Part]:
        """Yield this part and all parts within it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole list. ``marks`` is the legend of the page, if it has one; ``years`` counts."""

    options: Options
    labels: Labels
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    legend: str
    years: tuple[tuple[int, int], ...]
    publications: tuple[Publication, ...]

    @property
    def entries(self) -> tuple[ShownEntry, ...]:
        """Every entry in reading order. A publication in two sections has two entries."""
        return tuple(e for top in self.parts for part in top.walk() for e in part.entries)

    @property
    def entries_once(self) -> tuple[ShownEntry, ...]:
        """The first entry of every publication, in reading order."""
        found: dict[int | str, ShownEntry] = {}
        for entry in self.entries:
            found.setdefault(entry.pub.id or entry.pub.key, entry)
        return tuple(found.values())
