"""What every conclusion is drawn from: a store and the ``pubman.toml`` beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final, TypeVar

from pubman.config import Config
from pubman.derive.authors import Authors, authors_for
from pubman.eras import Era
from pubman.formats import READERS
from pubman.formats.ranks import ADDED_RANK, FILE_RANK, GUESSED_RANK
from pubman.people import Ground, Person, identify
from pubman.record import Name
from pubman.store import config_copy
from pubman.store.file import Store
from pubman.venues import VenueTable

T = TypeVar("T")

ADDED: Final = "added"
"""The source of entries that a person typed in."""
FREE_LIST: Final = "list:"
"""The beginning of the source of a list with fields that were read from running text."""

LOOKUPS: Final = frozenset({"crossref", "datacite", "arxiv", "pubmed", "openalex"})
"""Accounts of services that are asked for identifiers. They are nobody's lists, so they keep no
paper listed."""
PROPOSERS: Final = frozenset({"openalex", "semanticscholar"})
"""Sources that may only propose papers: what nobody else lists becomes a question."""

Watch = Callable[[str, int, int], None]
"""Callback for progress: called with the step, the number done and the total."""


def unwatched(_: str, __: int, ___: int) -> None:
    """Ignore progress: the default :data:`Watch`."""


class Context:
    """A store and its configuration, for the functions that draw conclusions."""

    def __init__(self, store: Store, config: Config, *, watch: Watch = unwatched) -> None:
        self.store = store
        self.config = config
        self.watch = watch
        self._own_lists: set[str] | None = None

    @cached_property
    def venues(self) -> VenueTable:
        """The canonical venues: those that pubman ships and those of ``pubman.toml``."""
        return VenueTable.load(self.config.venues)

    @cached_property
    def identify(self) -> Callable[[Name], tuple[Person, Ground] | None]:
        """The function that says which person of ``pubman.toml`` a name is, and for what reason.

        Results are cached, because the same co-authors occur on many papers.
        """
        people = self.config.people

        @lru_cache(maxsize=100_000)
        def known(name: Name) -> tuple[Person, Ground] | None:
            return identify(name, people)

        return known

    @cached_property
    def authors(self) -> Authors:
        """The authors of the records, each with the person it is."""
        return authors_for(tuple(self.config.people))

    def use(self, config: Config) -> None:
        """Replace the configuration. The caller also copies it into the store."""
        self.config = config
        for name in ("venues", "identify", "authors", "_sources"):
            self.__dict__.pop(name, None)

    def portions(self, sequence: Sequence[T], size: int, what: str) -> Iterator[Sequence[T]]:
        """Yield ``sequence`` in slices of at most ``size`` and report progress as ``what``."""
        total = len(sequence)
        for start in range(0, total, size):
            self.watch(what, start, total)
            yield sequence[start : start + size]
        self.watch(what, total, total)

    def rank(self, source: str) -> int:
        """Return the rank of a source. The value from the source with the higher rank wins."""
        if source.startswith(FREE_LIST):
            return GUESSED_RANK
        return self._sources.get(source, (FILE_RANK, True))[0]

    def is_ranked(self, source: str) -> bool:
        """Return whether ``pubman.toml`` gives a source its rank."""
        return any(own.name == source for own in self.config.sources)

    def own_duplicates(self, source: str) -> bool:
        """Return whether a source may list the same published work twice (dblp does not)."""
        return self._sources.get(source, (FILE_RANK, True))[1]

    @cached_property
    def _sources(self) -> dict[str, tuple[int, bool]]:
        known = {
            each.source: (each.rank, each.source != "dblp")
            for each in READERS.values()
            if each.source
        }
        known[ADDED] = (ADDED_RANK, True)
        for own in self.config.sources:
            known[own.name] = (own.rank, own.own_duplicates)
        return known

    def people_in_order(self, ids: Iterable[str]) -> list[str]:
        """Return ``ids`` in the order of ``pubman.toml``; if empty, the first person of all."""
        wanted = set(ids)
        ordered = [person.id for person in self.config.people if person.id in wanted]
        return ordered or [person.id for person in self.config.people[:1]]

    def eras_of(self, person: str) -> tuple[Era, ...]:
        """Return the eras of a person. Eras that name nobody belong to the first person."""
        first = self.config.people[0].id if self.config.people else ""
        return tuple(era for era in self.config.eras if (era.person or first) == person)

    def has_own_list(self, person: str) -> bool:
        """Return whether the store holds a list that is this person's own."""
        if self._own_lists is None:
            self._own_lists = config_copy.people_with_lists(self.store)
        return person in self._own_lists

    def forget_lists(self) -> None:
        """Forget who has a list of their own. Call this after accounts were written."""
        self._own_lists = None
