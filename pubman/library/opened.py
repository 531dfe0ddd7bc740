"""A store with its ``pubman.toml``: found, opened, and the configuration mirrored into it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, Self, TypeVar

from pubman import MATCHER_VERSION
from pubman.config import Config, load
from pubman.eras import Era
from pubman.errors import StoreError
from pubman.library.recent import hints, remember
from pubman.people import Ground, Person, identify
from pubman.record import Name
from pubman.sources import SOURCES
from pubman.store import mirror
from pubman.store.facts import Operation
from pubman.store.file import Store, open_store
from pubman.store.recognition import explain
from pubman.venues import VenueTable

T = TypeVar("T")

STORE_NAME: Final = "pubs.db"
CONFIG_NAME: Final = "pubman.toml"
ADDED: Final = "added"
"""The source of what a person typed in; its rank is low, so that a real source replaces it."""
ADDED_RANK: Final = 20
FILE_RANK: Final = 60


def find_store(db: Path | None = None, start: Path | None = None) -> Path | None:
    """The store's path: ``db``, else ``PUBMAN_DB``, else the nearest ``pubs.db`` walking up.

    None where there is none; a path that was named is returned whether it exists or not.
    """
    if db is not None:
        return db
    if named := os.environ.get("PUBMAN_DB"):
        return Path(named).expanduser()
    here = (start or Path.cwd()).absolute()
    return next(
        (folder / STORE_NAME for folder in (here, *here.parents) if (folder / STORE_NAME).exists()),
        None,
    )


Watch = Callable[[str, int, int], None]
"""Told what is being done, and how much of how much of it is done."""


def unwatched(_: str, __: int, ___: int) -> None:
    """The :data:`Watch` where nobody looks on."""


class _Rehearsed(Exception):
    """Takes back the transaction of a rehearsal."""


class Library:
    """An open store and what its ``pubman.toml`` says; close it, or use it in a ``with``.

    ``watch`` is told how far what takes long has come.
    """

    def __init__(self, store: Store, config: Config, *, watch: Watch = unwatched) -> None:
        self.store = store
        self.config = config
        self.watch = watch
        self._own_lists: set[str] | None = None
        self._operation: Operation | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self.store.close()
        if error is not None and (trouble := explain(error, self.store.path)) is not None:
            raise trouble from error

    @property
    def folder(self) -> Path:
        """The folder in which the store lies."""
        return self.store.path.absolute().parent

    @cached_property
    def venues(self) -> VenueTable:
        """The canonical venues, shipped and own."""
        return VenueTable.load(self.config.venues)

    @cached_property
    def identify(self) -> Callable[[Name], tuple[Person, Ground] | None]:
        """Who of ``pubman.toml`` a name is, and how that is known; remembered name by name."""
        people = self.config.people

        @lru_cache(maxsize=100_000)
        def known(name: Name) -> tuple[Person, Ground] | None:
            return identify(name, people)

        return known

    def portions(self, sequence: Sequence[T], size: int, what: str) -> Iterator[Sequence[T]]:
        """``sequence`` in slices of at most ``size``; ``watch`` hears how far ``what`` has come."""
        total = len(sequence)
        for start in range(0, total, size):
            self.watch(what, start, total)
            yield sequence[start : start + size]
        self.watch(what, total, total)

    def use(self, config: Config) -> None:
        """Works with another configuration from here on; whoever calls it mirrors it too."""
        self.config = config
        for name in ("venues", "identify", "_sources"):
            self.__dict__.pop(name, None)

    def rank(self, source: str) -> int:
        """The rank of a source: the higher wins."""
        return self._sources.get(source, (FILE_RANK, True))[0]

    def own_duplicates(self, source: str) -> bool:
        """False for a source that is free of duplicates among its published records."""
        return self._sources.get(source, (FILE_RANK, True))[1]

    @cached_property
    def _sources(self) -> dict[str, tuple[int, bool]]:
        known = {each.source: (each.rank, each.source != "dblp")
                 for each in SOURCES.values() if each.source}  # fmt: skip
        known[ADDED] = (ADDED_RANK, True)
        for own in self.config.sources:
            known[own.name] = (own.rank, own.own_duplicates)
        return known

    def people_in_order(self, ids: Iterable[str]) -> list[str]:
        """``ids`` in the order of ``pubman.toml``; the first person of all where there are none."""
        wanted = set(ids)
        ordered = [person.id for person in self.config.people if person.id in wanted]
        return ordered or [person.id for person in self.config.people[:1]]

    def eras_of(self, person: str) -> tuple[Era, ...]:
        """The eras of a person; those of nobody in particular are the first person's."""
        first = self.config.people[0].id if self.config.people else ""
        return tuple(era for era in self.config.eras if (era.person or first) == person)

    def has_own_list(self, person: str) -> bool:
        """True where a list that is this person's own is in the store."""
        if self._own_lists is None:
            self._own_lists = mirror.people_with_lists(self.store)
        return person in self._own_lists

    def forget_lists(self) -> None:
        """Asks the store again who has a list of their own: call after writing accounts."""
        self._own_lists = None

    @contextmanager
    def operation(
        self, command: str, summary: str = "", *, rehearsal: bool = False
    ) -> Iterator[Operation]:
        """One undoable command: facts written, conclusions redone, all in one transaction.

        What is in ``operation.afterwards`` is called once the conclusions stand. A ``rehearsal``
        then takes everything back: that is what ``--dry-run`` does. Inside another operation it is
        a part of that one.
        """
        from pubman.library.derive import derive  # noqa: PLC0415 - it needs Library

        if self._operation is not None:
            yield self._operation
            return
        if not rehearsal:
            self.catch_up()
        with suppress(_Rehearsed), self.store.transaction():
            operation = self._operation = Operation(self.store, command, summary)
            operation.backs_up = not rehearsal
            try:
                yield operation
            finally:
                self._operation = None
            if operation.accounts:
                self.forget_lists()
                operation.touched |= mirror.records_of_accounts(self.store, operation.accounts)
            if operation.touched:
                derive(
                    self,
                    operation.touched,
                    operation.rewritten,
                    added=operation.added,
                    fresh=operation.fresh,
                )
            for report in operation.afterwards:
                report()
            if rehearsal:
                raise _Rehearsed
        if rehearsal:
            self.forget_lists()

    def catch_up(self) -> None:
        """Concludes everything anew before the first write where another matcher did it last."""
        store = self.store
        if store.setting("matcher_version") == MATCHER_VERSION:
            return
        from pubman.library.rebuilding import rebuild  # noqa: PLC0415 - it needs Library

        made = store.back_up_before("rematch")
        done = rebuild(self)
        if made is None:
            return
        store.tell(
            f"This pubman compares papers anew: {len(done.changed)} of {done.publications} "
            f"publications are grouped otherwise than before. Backup: {made.shown}"
        )
        for each in done.changed[:_SHOWN]:
            what = "joined from" if each.joined else "split from"
            store.tell(f"  {each.key}: {what} {', '.join(each.before)} ({each.why})")
        if len(done.changed) > _SHOWN:
            store.tell(f"  and {len(done.changed) - _SHOWN} more")


_SHOWN: Final = 10
"""How many publications that joined or split are named."""


def open_library(
    db: Path | None = None,
    *,
    tell: Callable[[str], None] = lambda _: None,
    watch: Watch = unwatched,
) -> Library:
    """The library of the store found from ``db``, its configuration mirrored where it changed.

    ``tell`` is told what a person should know: a wait, a backup, a migration; ``watch`` how far
    long work has come. Raises ``StoreError`` where there is no store or it cannot be used,
    ``ConfigError`` for a ``pubman.toml`` that cannot.
    """
    path = find_store(db)
    if path is None:
        raise no_store()
    store = open_store(path, tell=tell)
    try:
        config = load(path.absolute().parent / CONFIG_NAME)
        library = Library(store, config, watch=watch)
        if store.writable:
            _keep_up(library)
    except BaseException as error:
        store.close()
        if (trouble := explain(error, path)) is not None:
            raise trouble from error
        raise
    remember(path)
    return library


def no_store() -> StoreError:
    """That there is no store here, and where the one used last lies."""
    return StoreError(
        "No publication store here or in the folders above.",
        *hints(),
        "or start one here: pubman init" if hints() else "pubman init",
    )


def _keep_up(library: Library) -> None:
    """Mirrors a changed ``pubman.toml`` and concludes anew what it changes.

    A new matcher waits for the next write (:meth:`Library.catch_up`): looking changes nothing.
    """
    store, config = library.store, library.config
    changed = store.setting("config_sha256") != config.sha256
    tables = store.setting("venues_sha256") != mirror.venues_sha256(config.venues)
    if not (changed or tables):
        return
    if not mirror.is_empty(store):
        library.catch_up()
    from pubman.library.derive import rebuild  # noqa: PLC0415 - it needs Library

    with store.transaction():
        mirror.write_config(store, config)
        mirror.write_venues(store, library.venues.venues, config.venues)
        store.set_setting("matcher_version", MATCHER_VERSION)
        if not mirror.is_empty(store):
            rebuild(library)


def people_named(config: Config, wanted: str) -> Sequence[Person]:
    """The people of ``pubman.toml`` whose id, name or pid is ``wanted``."""
    return [
        person
        for person in config.people
        if wanted in (person.id, *person.pids) or wanted == person.name.full
    ]
