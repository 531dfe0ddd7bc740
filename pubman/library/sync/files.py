"""The same from files: person pages saved in a browser, dblp's .bib and its search in JSON.

Only a person's page in XML is a complete list; a .bib or a search never marks anything as gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pubman.errors import BadInput, PubmanError, UsageError
from pubman.formats import HEAD, detect
from pubman.library.imports import Report, bytes_of, read_file, take_in
from pubman.library.session import Library
from pubman.library.sync.apply import Outcome, Wish, take_page
from pubman.library.sync.pages import read_page
from pubman.store.imports.readings import Reading

_OTHERS: Final = frozenset({"bibtex", "biblatex", "dblp-json"})
_NOTHING: Final = "Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved person page, read and whole."""

    path: Path
    page: Reading


def read_saved(path: Path) -> Saved | None:
    """The person page in the file at ``path``; None for a .bib or search JSON.

    Raises ``BadInput`` for what is neither, and the errors of ``read_page``.
    """
    data = bytes_of(path)
    found = detect(data[:HEAD], path.name) if data.strip() else "dblp-xml"
    if found in _OTHERS:
        return None
    page = read_page(data, location=path.name, filename=path.name)
    assert page.owner is not None
    if page.owner.successor:
        raise BadInput(
            f"dblp has merged {page.owner.pid} into {page.owner.successor}. {_NOTHING}",
            f"save   https://dblp.org/pid/{page.owner.successor}.xml   instead",
        )
    return Saved(path=path, page=page)


def sync_files(
    library: Library, paths: Sequence[Path], wish: Wish, *, known: Saved | None = None
) -> Iterator[Outcome]:
    """What came of each file; one that is no good does not stop the others.

    ``known`` is one of them that was read already.
    """
    library.store.require_writable()
    for path in paths:
        try:
            saved = known if known and known.path == path else read_saved(path)
            if saved is None:
                outcome = _take_partial(library, path, wish)
            else:
                outcome = take_page(library, saved.page, wish)
        except PubmanError as error:
            outcome = Outcome(pid="", name=path.name, state="failed", location=path.name,
                              error=error)  # fmt: skip
        outcome.location = path.name
        yield outcome


def _take_partial(library: Library, path: Path, wish: Wish) -> Outcome:
    """A .bib or search JSON of dblp's: new records, but nothing that vanishes."""
    reading = read_file(library, path, person=wish.person)
    if reading.source != "dblp":
        raise UsageError(
            f"{path.name} is no list from dblp. {_NOTHING}", f"pubman import {path.name}"
        )
    reading = replace(reading, said=False)
    report: Report = take_in(library, [reading], command="sync", dry_run=wish.dry_run)
    arrival = report.arrivals[0]
    return Outcome(
        pid="",
        name=path.name,
        state="changed" if arrival.wrote else "unchanged",
        report=report,
    )
