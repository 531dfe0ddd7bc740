"""The store for a sync: the existing one, or a new one for a first sync.

The new store is made only after the first list has arrived completely. It is removed again if the
sync fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pubman.config import Config, load
from pubman.derive.context import Watch, unwatched
from pubman.formats.dblp.person import Owner
from pubman.library.init import begin
from pubman.library.session import (
    CONFIG_NAME,
    STORE_NAME,
    Library,
    find_store,
    no_store,
    open_library,
)
from pubman.store.imports.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A library to sync into. ``made`` are the names of the new files."""

    library: Library
    made: tuple[str, ...] = ()


def config_here(db: Path | None) -> Config:
    """Return the configuration of the present or future store."""
    return load(place_of(db).parent / CONFIG_NAME)


def place_of(db: Path | None) -> Path:
    """Return the path of the store, which may not exist yet."""
    return (find_store(db) or Path.cwd() / STORE_NAME).absolute()


def has_store(db: Path | None) -> bool:
    """Return whether there is a store already."""
    return place_of(db).exists()


@contextmanager
def opened(
    db: Path | None,
    first: Reading | None,
    *,
    name: str = "",
    keep: bool = True,
    tell: Callable[[str], None] = lambda _: None,
    watch: Watch = unwatched,
) -> Iterator[Opened]:
    """Open the store. If there is none, make one for the owner of the list ``first``.

    ``name`` is the person's name if the list is to get another one. A store that is not to be kept
    is made in a scratch folder.
    """
    if has_store(db):
        with open_library(db, tell=tell, watch=watch) as library:
            yield Opened(library=library)
        return
    if first is None or not isinstance(first.owner, Owner):
        raise no_store()
    made = _names_of_new_files(db)
    with _new_library(db, first.owner, name=name, keep=keep) as library:
        yield Opened(library=library, made=made if keep else ())


def _names_of_new_files(db: Path | None) -> tuple[str, ...]:
    place = place_of(db)
    config = () if (place.parent / CONFIG_NAME).exists() else (CONFIG_NAME,)
    return (*config, place.name)


@contextmanager
def _new_library(db: Path | None, owner: Owner, *, name: str, keep: bool) -> Iterator[Library]:
    """Make a store for a first person; remove it if the block fails or nothing is kept."""
    place = place_of(db)
    with TemporaryDirectory() as scratch:
        if not keep:
            config = place.parent / CONFIG_NAME
            if config.exists():
                (Path(scratch) / CONFIG_NAME).write_bytes(config.read_bytes())
            place = Path(scratch) / STORE_NAME
        known = (place.parent / CONFIG_NAME).exists()
        begun = begin(
            place.parent,
            db=place,
            name="" if known else name or owner.name.full,
            dblp="" if known else owner.pid,
            orcid="" if known else owner.orcid,
        )
        try:
            with open_library(place) as library:
                yield library
        except BaseException:
            _remove(begun.store)
            if begun.wrote_config:
                begun.config.unlink(missing_ok=True)
            raise


def _remove(store: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        store.with_name(store.name + suffix).unlink(missing_ok=True)
