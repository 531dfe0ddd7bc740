"""The table of venues: the shipped ones, and a person's own before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pubman.record import Venue, Work
from pubman.venues import title
from pubman.venues.index import VenueIndex, shipped_index
from pubman.venues.names import Alias, OwnVenue, own_aliases, venue_of

_PUBLICATION_KIND: Final = {
    "conference": "conference",
    "workshop": "workshop",
    "journal": "article",
    "magazine": "article",
    "preprint": "preprint",
    "book": "chapter",
}
# Kinds that the venue does not change: a demonstration at SIGMOD is a demonstration.
_KEPT_KINDS: Final = frozenset(
    "demo thesis book chapter proceedings standard patent talk review dataset software"
    " website".split()
) | {"lecture notes"}


class VenueTable:
    """The venues of a store. Lookups are cached by the venue fields of the work."""

    def __init__(self, *indexes: VenueIndex) -> None:
        self._indexes = indexes
        """The first that finds a venue decides: a person's own, then the shipped one."""
        self._found: dict[tuple[str, str, str, str], Venue | None] = {}

    @classmethod
    def load(cls, own: Sequence[OwnVenue] = ()) -> VenueTable:
        """Return the shipped table, with a person's own venues before it."""
        shipped = shipped_index()
        if not own:
            return cls(shipped)
        named = {each.id: venue_of(each, shipped.venues.get(each.id)) for each in own}
        first = VenueIndex(named.values(), own_aliases(own))
        anew = {id_: venue for id_, venue in named.items() if id_ in shipped.venues}
        if not anew:
            return cls(first, shipped)
        aliases = [Alias(id_, "exact", shipped.venues[id_].name) for id_ in anew]
        second = VenueIndex((shipped.venues | anew).values(), [*shipped.aliases, *aliases])
        return cls(first, second)

    def __iter__(self) -> Iterator[Venue]:
        """Yield every venue, a person's own first."""
        seen: dict[str, Venue] = {}
        for index in self._indexes:
            seen = seen | {id_: each for id_, each in index.venues.items() if id_ not in seen}
        yield from seen.values()

    @property
    def venues(self) -> tuple[Venue, ...]:
        """Every venue, a person's own first."""
        return tuple(self)

    @property
    def aliases(self) -> list[Alias]:
        """Every alias, those of a person's own venues first."""
        return [alias for index in self._indexes for alias in index.aliases]

    def by_id(self, id: str) -> Venue | None:  # noqa: A002 - it is the venue's id
        """Return the venue with that id."""
        return next((index.venues[id] for index in self._indexes if id in index.venues), None)

    def resolve(self, work: Work) -> Venue | None:
        """Return the canonical venue of ``work``; None if it is not certain."""
        return self.find(work.venue_key, work.venue, work.series, work.number)

    def find(self, venue_key: str, text: str, series: str, number: str) -> Venue | None:
        """Return the canonical venue of a work with these fields; None if it is not certain."""
        numbered = any(venue_key in index.numbered for index in self._indexes)
        said = (venue_key, text, series, number if numbered else "")
        if said not in self._found:
            self._found[said] = self._look_up(*said)
        return self._found[said]

    def _look_up(self, venue_key: str, text: str, series: str, number: str) -> Venue | None:
        found = (index.look_up(venue_key, text, series, number) for index in self._indexes)
        return next(filter(None, found), None)

    def kind_of(self, work: Work) -> str:
        """Return the kind of publication that ``work`` is, given its canonical venue.

        A demo, thesis, book, chapter, proceedings, patent, data set or program keeps the kind of
        its record. Otherwise the canonical venue decides, not the entry type (an ``@article`` in
        PVLDB is a conference paper). Without a canonical venue, a text that mentions a workshop (or
        ``@`` and a conference) means a workshop paper, and one that mentions posters or
        demonstrations means a demo. Otherwise the kind of the record is kept.
        """
        return kind_at(self.resolve(work), work.kind, work.venue)


def kind_at(venue: Venue | None, kind: str, text: str) -> str:
    """Return :meth:`VenueTable.kind_of` a work of a kind, given its venue and the text of it."""
    if kind in _KEPT_KINDS:
        return kind
    if venue is not None:
        return _PUBLICATION_KIND.get(venue.kind, kind)
    if kind in {"conference", "other"}:
        return _kind_beside(title.beside(text)) or kind
    return kind


def _kind_beside(beside: frozenset[str]) -> str:
    """Return the kind that the words of an event beside a conference mean; ``""`` for none."""
    if beside & {"@", "workshop", "workshops", "doctoral", "phd", "ph d"}:
        return "workshop"
    return "demo" if any(word.startswith(("demo", "poster")) for word in beside) else ""
