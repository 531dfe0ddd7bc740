"""Find everybody in ``pubman.toml`` in dblp's dump, in one pass. Then treat each as a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pubman.errors import BadInput, NotFound, PubmanError
from pubman.formats.dblp import dump as dblp_dump
from pubman.formats.dblp.dump import DumpPage
from pubman.library.dblp_precedence import keep_known
from pubman.library.session import Library
from pubman.library.sync.accounts import accounts_of
from pubman.library.sync.apply import take_list
from pubman.library.sync.dblp.page import read_page
from pubman.library.sync.outcome import Outcome
from pubman.library.sync.source import Account, Wish


def sync_dump(
    library: Library, path: Path, wish: Wish, *, tell: Callable[[int, int], None]
) -> Iterator[Outcome]:
    """Sync everybody from the dump. Yield the outcome for each person.

    ``tell`` is a callback for progress: bytes read, bytes in all. Raises ``BadInput``,
    ``Truncated`` or ``Malformed`` if the file is not a complete dump. In that case nothing is
    written.
    """
    library.store.require_writable()
    accounts = accounts_of(library.config, {"dblp"})
    pages = _pages(library, path, [each.id for each in accounts], tell)
    for account in accounts:
        try:
            yield _take(library, path, account, pages.get(account.id), wish)
        except PubmanError as error:
            yield Outcome(account=account, name=account.name, state="failed", error=error)


def _pages(
    library: Library, path: Path, pids: list[str], tell: Callable[[int, int], None]
) -> Mapping[str, DumpPage]:
    names = [name.full for person in library.config.people for name in person.names]
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            return dblp_dump.pages(stream, names, pids, tell=lambda done: tell(done, size))
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error


def _take(
    library: Library, path: Path, account: Account, page: DumpPage | None, wish: Wish
) -> Outcome:
    pid = account.id
    if page is None:
        raise NotFound(
            f"{path.name} has no entry for {pid}.",
            f"look at   https://dblp.org/pid/{pid}.html   in a browser",
        )
    if page.successor:
        raise NotFound(
            f"dblp has merged {pid} into {page.successor}.",
            f'write   dblp = "{page.successor}"   into pubman.toml instead',
        )
    reading = read_page(page.xml, location=f"{path.name}, {pid}")
    # The dump may hold more records under the names that were not searched for. Then the list
    # is not complete, and nothing may be marked as gone.
    reading = replace(reading, complete=reading.complete and not page.unseen)
    outcome = take_list(library, keep_known(library, reading), wish, account)
    return replace(outcome, unseen=tuple(page.unseen))
