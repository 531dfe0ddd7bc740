"""A store for a first sync: made where there is none, and gone again where nothing comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pubman.config import Config, load
from pubman.formats.dblp.person import Owner
from pubman.library.init import begin
from pubman.library.session import CONFIG_NAME, STORE_NAME, Library, find_store, open_library


def config_here(db: Path | None) -> Config:
    """What ``pubman.toml`` says where the store is, or would be made."""
    return load(place_of(db).parent / CONFIG_NAME)


def place_of(db: Path | None) -> Path:
    """Where the store is, or would be made."""
    return (find_store(db) or Path.cwd() / STORE_NAME).absolute()


def has_store(db: Path | None) -> bool:
    """True where there is a store already."""
    return place_of(db).exists()


@contextmanager
def new_library(db: Path | None, owner: Owner, *, name: str = "", keep: bool) -> Iterator[Library]:
    """A store made for a first person; gone again where the block fails or nothing is kept."""
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
