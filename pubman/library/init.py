"""Beginning: a folder gets its ``pubman.toml`` and its ``pubs.db``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pubman.config import load, starter
from pubman.errors import StoreError, UsageError
from pubman.library.session import CONFIG_NAME, STORE_NAME, open_library
from pubman.store.file import create_store
from pubman.text import identifiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The two files, whether the configuration is new, and whether it knows a dblp number."""

    config: Path
    store: Path
    wrote_config: bool
    has_dblp: bool


def configured(folder: Path) -> bool:
    """True where the folder has a ``pubman.toml``."""
    return (folder / CONFIG_NAME).exists()


def begin(
    folder: Path,
    *,
    db: Path | None = None,
    name: str = "",
    dblp: str = "",
    scholar: str = "",
    orcid: str = "",
) -> Begun:
    """A new store in ``folder``; nothing is written where one is there, or a value is none."""
    store, config = db or folder / STORE_NAME, folder / CONFIG_NAME
    if store.exists():
        raise StoreError(f"{store.name} is there already. Nothing was changed.", "pubman status")
    if not folder.is_dir():
        raise StoreError(f"There is no folder {folder}. Nothing was changed.")
    wrote = not config.exists()
    if wrote:
        text = starter(
            name.strip(), dblp=_pid(dblp), scholar=_scholar(scholar), orcid=_orcid(orcid)
        )
        try:
            config.write_text(text, "utf-8")
        except OSError as error:
            raise StoreError(
                f"{config} cannot be written: {error.strerror}. Nothing was changed."
            ) from error
    try:
        known = load(config)
        create_store(store).close()
        open_library(store).store.close()
    except BaseException:
        if wrote:
            config.unlink(missing_ok=True)
        raise
    pids = [pid for person in known.people for pid in person.pids]
    return Begun(config=config, store=store, wrote_config=wrote, has_dblp=bool(pids))


def _pid(text: str) -> str:
    if not text.strip():
        return ""
    if found := identifiers.pid(text):
        return found
    raise UsageError(
        f"{text!r} is no dblp person number or page. Nothing was changed.",
        "such as   94/4810-19   or   https://dblp.org/pid/94/4810-19.html",
    )


def _orcid(text: str) -> str:
    if not text.strip():
        return ""
    if found := identifiers.orcid(text):
        return found
    raise UsageError(f"{text!r} is no ORCID. Nothing was changed.")


def _scholar(text: str) -> str:
    match = re.search(r"user=([\w-]+)", text)
    return match[1] if match else text.strip()
