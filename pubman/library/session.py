"""A store with its ``pubman.toml``: find it, open it, and copy the configuration into it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self, TypeVar

from pubman import MATCHER_VERSION
from pubman.config import Config, load
from pubman.derive.context import Context, Watch, unwatched
from pubman.errors import Step, StoreError, UsageError
from pubman.library.recent_stores import hints, remember
from pubman.people import Person
from pubman.store import config_copy as mirror
from pubman.store.facts import Operation
from pubman.store.file import Store
from pubman.store.open_checks import explain
from pubman.store.opening import open_store

T = TypeVar("T")

STORE_NAME: Final = "pubs.db"
CONFIG_NAME: Final = "pubman.toml"


def find_store(db: Path | None = None, start: Path | None = None) -> Path | None:
    """Return the store's path: ``db``, else ``PUBMAN_DB``, else the nearest ``pubs.db`` above.

    Return None if there is none. A path that the user named is returned even if no file is there.
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


class _Rehearsed(Exception):
    """Raised to roll back the transaction of a rehearsal."""


class Library(Context):
    """An open store with its ``pubman.toml``. Close it, or use it in a ``with`` statement.

    ``watch`` is called with the progress of long work.
    """

    def __init__(self, store: Store, config: Config, *, watch: Watch = unwatched) -> None:
        super().__init__(store, config, watch=watch)
        self._operation: Operation | None = None
        if store.writable:
            store.conclude_again = self._conclude_again

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        try:
            trouble = None if error is None else self._explain(error)
        finally:
            self.store.close()
        if trouble is not None:
            raise trouble from error

    def _explain(self, error: BaseException) -> StoreError | None:
        """Explain a failure if the store is damaged. Return None if the cause is something else."""
        from pubman.store.unreadable import facts_behind, may_be_damage  # noqa: PLC0415 - rare

        if may_be_damage(error):
            if (trouble := facts_behind(self.store.path)) is not None:
                return trouble
            if self.store.writable and self._has_damaged_conclusions():
                return StoreError(
                    "The conclusions were damaged, so I made them again from the facts.",
                    "Run the command again.",
                )
        return explain(error, self.store.path)

    def _has_damaged_conclusions(self) -> bool:
        """Draw the conclusions again if they are not what the facts give. Return whether."""
        from pubman.derive import stages  # noqa: PLC0415 - only for a damaged store
        from pubman.store.doctor import changed_by_rebuild  # noqa: PLC0415

        try:
            damaged = bool(changed_by_rebuild(self.store, lambda: stages.conclude_all(self)))
            if damaged:
                self.store.require_conclusions()
        except Exception:  # noqa: BLE001 - the first failure is the one to report
            return False
        return damaged

    def _conclude_again(self) -> None:
        from pubman.derive import stages  # noqa: PLC0415 - only for a damaged store

        stages.conclude_all(self)

    @property
    def folder(self) -> Path:
        """The folder of the store."""
        return self.store.path.absolute().parent

    @contextmanager
    def operation(
        self, command: str, summary: str = "", *, rehearsal: bool = False
    ) -> Iterator[Operation]:
        """Run one undoable command: write facts and draw the conclusions in one transaction.

        A ``rehearsal`` rolls everything back at the end, which is what ``--dry-run`` does. An
        operation inside another one is a part of it. Call :meth:`conclude` to see the conclusions
        before the block ends.
        """
        if self._operation is not None:
            yield self._operation
            return
        if not rehearsal:
            from pubman.store.leftovers import sweep  # noqa: PLC0415 - only commands that write

            sweep(self.store)
            self.catch_up()
        with suppress(_Rehearsed), self.store.transaction():
            operation = self._operation = Operation(self.store, command, summary)
            operation.backs_up = not rehearsal
            try:
                yield operation
            finally:
                self._operation = None
            self.conclude(operation)
            if rehearsal:
                raise _Rehearsed
        if rehearsal:
            self.forget_lists()

    def conclude(self, operation: Operation) -> None:
        """Draw the conclusions from what ``operation`` has written since the last call."""
        if operation.accounts:
            self.forget_lists()
            listed = mirror.records_of_accounts(self.store, operation.accounts)
            operation.touched |= listed
            operation.regrouped |= listed
        if operation.touched and not self._concluded_within_groups(operation):
            from pubman.derive import stages  # noqa: PLC0415 - it loads the matcher

            stages.conclude(
                self,
                operation.touched,
                operation.rewritten,
                added=operation.added,
                fresh=operation.fresh,
            )
        operation.forget_touched()

    def _concluded_within_groups(self, operation: Operation) -> bool:
        """Publish again what ``operation`` wrote about, if no group can change. Return whether."""
        if operation.regrouped:
            return False
        from pubman.derive.publications import publish_again  # noqa: PLC0415 - only to write

        return publish_again(self, operation.touched)

    def catch_up(self) -> None:
        """Draw all conclusions again before the first write, if another matcher drew them."""
        store = self.store
        if store.setting("matcher_version") == MATCHER_VERSION:
            return
        from pubman.derive.rebuild import rebuild  # noqa: PLC0415 - only after an upgrade

        made = store.back_up_before("rematch")
        done = rebuild(self)
        if made is None:
            return
        store.tell(
            f"This version compares papers differently: {len(done.changed)} of "
            f"{done.publications} publications are grouped in another way. Backup: {made.shown}"
        )
        for each in done.changed[:_SHOWN]:
            what = "merged from" if each.joined else "split from"
            store.tell(f"  {each.key}: {what} {', '.join(each.before)} ({each.why})")
        if len(done.changed) > _SHOWN:
            store.tell(f"  and {len(done.changed) - _SHOWN} more")


_SHOWN: Final = 10
"""The most merged or split publications that are named."""


def open_library(
    db: Path | None = None,
    *,
    tell: Callable[[str], None] = lambda _: None,
    watch: Watch = unwatched,
) -> Library:
    """Open the store found from ``db``. Copy its configuration into it if that has changed.

    ``tell`` is a callback for messages to the user: a wait, a backup, a migration. ``watch`` is a
    callback for the progress of long work. Raises ``StoreError`` if there is no store or it cannot
    be used. Raises ``ConfigError`` if ``pubman.toml`` cannot be used.
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
            _conclude_after_repair(library)
    except BaseException as error:
        store.close()
        from pubman.store.unreadable import facts_behind, may_be_damage  # noqa: PLC0415 - rare

        trouble = facts_behind(path) if may_be_damage(error) else None
        if (trouble := trouble or explain(error, path)) is not None:
            raise trouble from error
        raise
    remember(path)
    return library


def no_store() -> StoreError:
    """Return the error that there is no store here. It names the store used last."""
    return StoreError(
        "No publication store here or in the folders above.",
        *hints(),
        Step("init", "", "starts one here") if hints() else Step("init"),
    )


def _keep_up(library: Library) -> None:
    """Copy a changed ``pubman.toml`` into the store and draw the conclusions that depend on it.

    A new matcher is not run until the next write (:meth:`Library.catch_up`), because a command that
    only reads must not change anything.
    """
    store, config = library.store, library.config
    changed = store.setting("config_sha256") != config.sha256
    tables = store.setting("venues_sha256") != mirror.venues_sha256(config.venues)
    if not (changed or tables):
        return
    if not mirror.is_empty(store):
        library.catch_up()
    from pubman.derive import stages  # noqa: PLC0415 - only if the configuration has changed

    with store.transaction():
        mirror.write_config(store, config)
        mirror.write_venues(store, library.venues.venues, config.venues)
        store.set_setting("matcher_version", MATCHER_VERSION)
        if not mirror.is_empty(store):
            stages.conclude_all(library)


def _conclude_after_repair(library: Library) -> None:
    """Draw all conclusions again if their tables were recreated when the store was opened."""
    if not library.store.repair.derived:
        return
    from pubman.derive import stages  # noqa: PLC0415 - only for a damaged store

    with library.store.transaction():
        mirror.write_venues(library.store, library.venues.venues, library.config.venues)
        stages.conclude_all(library)
    library.store.tell("The conclusions were damaged, so I made them again from the facts.")


def people_named(config: Config, wanted: str) -> Sequence[Person]:
    """Return the people of ``pubman.toml`` whose id, name or dblp number is ``wanted``."""
    return [
        person
        for person in config.people
        if wanted in (person.id, *person.pids) or wanted == person.name.full
    ]


def the_person(library: Library, name: str = "") -> Person:
    """Return the person called ``name``, or the only person of ``pubman.toml``."""
    people = library.config.people
    if not people:
        raise UsageError(
            "pubman.toml names nobody yet.",
            Step("config", '--spelling "Your Name"', "to say who you are"),
        )
    known = [each.name.full for each in people]
    if name:
        named = people_named(library.config, name)
        if not named:
            raise UsageError(f"{name!r} is not one of the people in pubman.toml.", *known)
        return named[0]
    if len(people) > 1:
        hints = (f'--person "{each}"' for each in known)
        raise UsageError("pubman.toml names several people. Which of them is it?", *hints)
    return people[0]
