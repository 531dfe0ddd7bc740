"""Further processes, each of which compares a part of the publications of a store.

A worker opens the store by itself and only reads. What it gets are the groups, and what it returns
are counts, so that no record travels between processes.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Final

from pubman.config import Config
from pubman.derive.cite_keys import KeyMaker
from pubman.derive.comparison import Comparison
from pubman.derive.context import Context
from pubman.store.opening import open_again
from pubman.store.stored_records import record_columns

Groups = Sequence[Sequence[int]]

NO_WORKERS: Final = (OSError, ImportError, NotImplementedError, BrokenProcessPool)
"""What the start of a process raises where none can be started, or one ended by itself."""


def compare_elsewhere(
    context: Context, portions: Sequence[Groups], workers: int
) -> Iterator[Comparison | None]:
    """Yield the comparison of each portion, in order.

    It is None for a portion with a publication that has no key yet: its new key depends on those
    of all others.
    """
    pool = ProcessPoolExecutor(
        workers,
        initializer=_start,
        initargs=(context.store.path, context.store.writable, context.config),
    )
    try:
        with _interrupts_held():
            found = pool.map(_compare, portions)
        yield from found
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: it ends the one that started them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_context: list[Context] = []
"""What a worker compares, once it has been started."""


def _start(path: Path, writable: bool, config: Config) -> None:  # noqa: FBT001 - by position
    """Begin the life of a worker, which ends when the process that started it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _context[:] = [Context(open_again(path, writable=writable), config)]


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _compare(groups: Groups) -> Comparison | None:
    """Compare a portion in a worker."""
    (context,) = _context
    keys = KeyMaker(context.store, {each for group in groups for each in group})
    comparison = Comparison()
    comparison.compare(context, lambda ids: list(record_columns(context.store, ids)), groups, keys)
    return None if keys.made_new else comparison
