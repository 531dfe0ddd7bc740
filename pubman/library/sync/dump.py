"""Everybody of ``pubman.toml`` out of dblp's dump: one pass, then the same path as a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from pubman.errors import BadInput, NotFound, PubmanError
from pubman.formats.dblp import dump as dblp_dump
from pubman.formats.dblp.dump import DumpPage
from pubman.library.dblp_precedence import keep_known
from pubman.library.session import Library
from pubman.library.sync.apply import Outcome, Wish, take_page
from pubman.library.sync.pages import read_page
from pubman.library.sync.targets import targets

_NOTHING: Final = "Nothing was changed."


def sync_dump(
    library: Library, path: Path, wish: Wish, *, tell: Callable[[int, int], None]
) -> Iterator[Outcome]:
    """What came of each person; ``tell`` hears how many bytes of how many were read.

    Raises ``BadInput``, ``Truncated`` or ``Malformed`` for what is no whole dump: then nothing is
    written at all.
    """
    library.store.require_writable()
    people = targets(library.config)
    names = [name.full for person in library.config.people for name in person.names]
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            pids = [each.pid for each in people]
            found = dblp_dump.pages(stream, names, pids, tell=lambda done: tell(done, size))
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}. {_NOTHING}") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}. {_NOTHING}") from error
    for each in people:
        try:
            yield _take(library, path, each.pid, found.get(each.pid), wish)
        except PubmanError as error:
            yield Outcome(pid=each.pid, name=each.name, state="failed", error=error)


def _take(library: Library, path: Path, pid: str, page: DumpPage | None, wish: Wish) -> Outcome:
    if page is None:
        raise NotFound(
            f"{path.name} has no entry for {pid}. {_NOTHING}",
            f"look at   https://dblp.org/pid/{pid}.html   in a browser",
        )
    if page.successor:
        raise NotFound(
            f"dblp has merged {pid} into {page.successor}. {_NOTHING}",
            f'write   dblp = "{page.successor}"   into pubman.toml instead',
        )
    reading = read_page(page.xml, location=f"{path.name}, {pid}")
    # Of names that were not looked for there may be more records: such a list is not complete.
    reading = replace(reading, complete=reading.complete and not page.unseen)
    outcome = take_page(library, keep_known(library, reading), wish)
    if page.unseen:
        also = ", ".join(f'"{name}"' for name in page.unseen)
        said = (
            f"dblp knows {pid} also as {also}, which was not looked for: add it to the spellings "
            "in pubman.toml and run again."
        )
        outcome.said = (*outcome.said, said)
    return outcome
