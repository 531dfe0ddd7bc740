"""A sync in the background: one at a time, with its progress for the page."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pubman.errors import PubmanError, Refused
from pubman.library.session import open_library
from pubman.library.sync.accounts import accounts_of
from pubman.library.sync.outcome import Outcome
from pubman.library.sync.run import session_for, sync_accounts
from pubman.library.sync.source import Wish

_WORDS: Final = {
    "changed": "brought something new",
    "unchanged": "nothing new",
    "fresh": "asked recently",
    "failed": "failed",
    "waiting": "not asked",
}


@dataclass(slots=True)
class Sync:
    """The sync of one server: what it is doing, and the result for each account."""

    running: bool = False
    doing: str = ""
    lines: list[str] = field(default_factory=list)
    problem: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, store: Path) -> None:
        """Begin to sync every account of ``pubman.toml``; ``Refused`` if one is under way."""
        with self._lock:
            if self.running:
                raise Refused("A sync is already under way.")
            self.running, self.doing, self.problem, self.lines = True, "Starting", "", []
        threading.Thread(target=self._work, args=(store,), daemon=True).start()

    def _work(self, store: Path) -> None:
        try:
            with open_library(store) as library:
                accounts = accounts_of(library.config)
                session = session_for(library.config, notify=self._notify)
                for outcome in sync_accounts(library, session, accounts, Wish()):
                    self.lines.append(said(outcome))
        except PubmanError as error:
            self.problem = error.message
        finally:
            self.running, self.doing = False, ""

    def _notify(self, text: str) -> None:
        self.doing = text


def said(outcome: Outcome) -> str:
    """Return the result for one account, in one line."""
    account = outcome.account
    head = f"{account.source} {account.id}: {_WORDS[outcome.state]}"
    if outcome.error is not None:
        return f"{head}. {outcome.error.message}"
    if outcome.changes:
        return f"{head}, {len(outcome.changes)} changed"
    return head
