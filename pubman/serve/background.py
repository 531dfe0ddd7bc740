"""Results that take longer than a page may: made in a thread, kept until the store changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from pubman.errors import PubmanError
from pubman.library.session import Library, open_library
from pubman.store.browse import state

T = TypeVar("T")

PATIENCE: Final = 0.05
"""Seconds that a page waits for a result. A small store is done by then."""


@dataclass(slots=True)
class _Result:
    state: str
    done: threading.Event = field(default_factory=threading.Event)
    value: Any = None
    error: PubmanError | None = None


@dataclass(slots=True)
class Background:
    """The results of one server, by name. Each is made again when the store has changed.

    ``patience`` is how many seconds ``get`` waits for a result.
    """

    patience: float = PATIENCE
    _results: dict[str, _Result] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, library: Library, name: str, make: Callable[[Library], T]) -> T | None:
        """Return what *make* gives for the store as it is now, or None if it is not ready yet.

        *make* runs in a thread with a library of its own. An error of pubman is raised here.
        """
        now = state(library.store)
        with self._lock:
            result = self._results.get(name)
            if result is None or result.state != now:
                result = self._results[name] = _Result(now)
                self._start(result, library, make)
        if not result.done.wait(self.patience):
            return None
        if result.error is not None:
            raise result.error
        value: T = result.value
        return value

    def _start(self, result: _Result, library: Library, make: Callable[[Library], Any]) -> None:
        path = library.store.path

        def work() -> None:
            try:
                with open_library(path) as own:
                    result.value = make(own)
            except PubmanError as error:
                result.error = error
            finally:
                result.done.set()

        threading.Thread(target=work, daemon=True).start()
