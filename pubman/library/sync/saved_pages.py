"""Sync from files: person pages saved in a browser, dblp's .bib, and its search in JSON.

Only a person's page in XML is a complete list. A .bib or a search never marks anything as gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pubman.errors import BadInput, PubmanError, Step, UsageError
from pubman.formats import HEAD, detect
from pubman.formats.dblp.person import Owner
from pubman.library.imports import read_file, take_in
from pubman.library.input_files import bytes_of
from pubman.library.session import Library
from pubman.library.sync.apply import take_list
from pubman.library.sync.dblp.page import read_page
from pubman.library.sync.outcome import Outcome
from pubman.library.sync.source import Account, Wish
from pubman.store.imports.reading import Reading

_OTHERS: Final = frozenset({"bibtex", "biblatex", "dblp-json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """A saved person page, already read and known to be complete."""

    path: Path
    page: Reading


def read_saved(path: Path) -> SavedPage | None:
    """Read the person page in the file at ``path``; None for a .bib or search JSON.

    Raises ``BadInput`` for any other file, and the errors of ``read_page``.
    """
    data = bytes_of(path)
    found = detect(data[:HEAD], path.name) if data.strip() else "dblp-xml"
    if found in _OTHERS:
        return None
    page = read_page(data, location=path.name, filename=path.name)
    assert isinstance(page.owner, Owner)
    if page.owner.successor:
        raise BadInput(
            f"dblp has merged {page.owner.pid} into {page.owner.successor}.",
            f"save   https://dblp.org/pid/{page.owner.successor}.xml   instead",
        )
    return SavedPage(path=path, page=page)


def sync_files(
    library: Library, paths: Sequence[Path], wish: Wish, *, known: SavedPage | None = None
) -> Iterator[Outcome]:
    """Sync from each file and yield its outcome. A bad file does not stop the others.

    ``known`` is one of these files, if it was already read.
    """
    library.store.require_writable()
    for path in paths:
        try:
            saved = known if known and known.path == path else read_saved(path)
            outcome = _take(library, path, saved, wish)
        except PubmanError as error:
            outcome = Outcome(
                account=_nobody(), name=path.name, state="failed", location=path.name, error=error
            )
        yield outcome


def _nobody() -> Account:
    return Account(source="dblp", id="")


def _take(library: Library, path: Path, saved: SavedPage | None, wish: Wish) -> Outcome:
    if saved is None:
        return _take_partial(library, path, wish)
    outcome = take_list(library, saved.page, wish, _nobody())
    return replace(outcome, location=path.name)


def _take_partial(library: Library, path: Path, wish: Wish) -> Outcome:
    """Add a .bib or search JSON of dblp. It only adds records; none is marked as gone."""
    reading = read_file(library, path, person=wish.person)
    if reading.source != "dblp":
        raise UsageError(f"{path.name} is not a list from dblp.", Step("import", path.name))
    reading = replace(reading, said=False)
    report = take_in(library, [reading], command="sync", dry_run=wish.dry_run)
    return Outcome(
        account=_nobody(),
        name=path.name,
        location=path.name,
        state="changed" if report.arrivals[0].wrote else "unchanged",
        report=report,
    )
