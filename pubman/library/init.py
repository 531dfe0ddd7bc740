"""Start a store: a folder gets its ``pubman.toml`` and its ``pubs.db``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pubman.config import load
from pubman.config.starter import starter
from pubman.errors import Step, StoreError, UsageError
from pubman.library.session import CONFIG_NAME, STORE_NAME, open_library
from pubman.store.opening import create_store
from pubman.text import identifiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The two files, whether the configuration is new, and whether it names an account."""

    config: Path
    store: Path
    wrote_config: bool
    has_accounts: bool


_LIKE_ORCID: Final = re.compile(r"\d{4}-\d{4}-\d{4}-|orcid\.org")


def configured(folder: Path) -> bool:
    """Return True if the folder has a ``pubman.toml``."""
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
    """Make a new store in ``folder``. Write nothing if one exists or a value is not valid."""
    store, config = db or folder / STORE_NAME, folder / CONFIG_NAME
    if store.exists():
        raise StoreError(f"{store.name} already exists.", Step("status"))
    if not folder.is_dir():
        raise StoreError(f"There is no folder {folder}.")
    wrote, text = not config.exists(), ""
    if wrote:
        text = starter(
            name.strip(), dblp=read_pid(dblp), scholar=_scholar(scholar), orcid=_orcid(orcid)
        )
    made = False  # by this call, not by another process
    try:
        if wrote:
            _write(config, text)
        known = load(config)
        create_store(store).close()
        made = True
        open_library(store).store.close()
    except BaseException:
        ends = ("", "-wal", "-shm", "-journal") if made else ()
        for path in [store.with_name(f"{store.name}{end}") for end in ends]:
            path.unlink(missing_ok=True)
        if wrote:
            config.unlink(missing_ok=True)
        raise
    has_accounts = any(each.pids or each.orcid or each.accounts for each in known.people)
    return Begun(config=config, store=store, wrote_config=wrote, has_accounts=has_accounts)


def _write(config: Path, text: str) -> None:
    try:
        config.write_text(text, "utf-8")
    except OSError as error:
        raise StoreError(f"{config} cannot be written: {error.strerror}.") from error


def read_pid(text: str) -> str:
    """Return the dblp number in ``text``, or an empty text if there is none."""
    if not text.strip():
        return ""
    if found := identifiers.pid(text):
        return found
    raise UsageError(
        f"{text!r} is not a valid dblp number or page "
        "(use 94/4810-19 or https://dblp.org/pid/94/4810-19.html)."
    )


def read_account(text: str) -> tuple[str, str]:
    """Return the dblp number and the ORCID iD in ``text``. At least one of them is empty."""
    return ("", _orcid(text)) if _LIKE_ORCID.search(text) else (read_pid(text), "")


def _orcid(text: str) -> str:
    if not text.strip():
        return ""
    if found := identifiers.orcid(text):
        return found
    raise UsageError(f"{text!r} is not a valid ORCID (use 0000-0002-1825-0097).")


def _scholar(text: str) -> str:
    match = re.search(r"user=([\w-]+)", text)
    return match[1] if match else text.strip()
