"""Sync from saved answers of a source: what a browser shows when the source asks for a human.

The files are read by the same reader as the answers themselves. Only ORCID gives a whole list in
one answer, so only a saved list of ORCID marks anything as gone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from pubman.errors import BadInput, Step, UsageError
from pubman.formats import HEAD, READERS, detect, label
from pubman.library.input_files import bytes_of
from pubman.library.session import Library, people_named
from pubman.library.sync.accounts import SOURCES, accounts_of
from pubman.library.sync.answers import read_answers
from pubman.library.sync.apply import take_list
from pubman.library.sync.outcome import Outcome
from pubman.library.sync.proposals import only_new
from pubman.library.sync.source import Account, Fetched, Wish
from pubman.text.identifiers import orcid

_WHOLE: Final = "orcid"
"""The format whose answers are whole lists."""


def source_of(path: Path) -> str:
    """Return the source whose saved answer a file is, or an empty text: a page of dblp, a .bib."""
    data = bytes_of(path)
    found = READERS.get(detect(data[:HEAD], path.name)) if data.strip() else None
    return found.source if found and found.source in SOURCES and found.source != "dblp" else ""


def sync_saved(library: Library, source: str, paths: Sequence[Path], wish: Wish) -> Outcome:
    """Sync the account of one person at ``source`` from its saved answers, all pages together.

    Raises ``UsageError`` if it is not clear whose list it is, or if a file is not of that source.
    """
    library.store.require_writable()
    account = _account(library, source, wish)
    bodies = tuple(bytes_of(path) for path in paths)
    formats = {_format(source, path, body) for path, body in zip(paths, bodies, strict=True)}
    if len(formats) > 1:
        raise UsageError("The files are in several formats.", Step("import", paths[0].name))
    fetched = Fetched(id=account.id, url="", bodies=bodies)
    form = formats.pop()
    complete = len(bodies) == 1 and form == _WHOLE and _is_whole(bodies[0], account.id)
    reading = read_answers(form, fetched, account, complete=complete)
    if SOURCES[source].proposes:
        reading = only_new(library, reading)
    names = ", ".join(path.name for path in paths)
    reading = replace(reading, location=names)
    outcome = take_list(library, reading, replace(wish, person=""), account)
    return replace(outcome, location=names)


def _account(library: Library, source: str, wish: Wish) -> Account:
    found = accounts_of(library.config, {source})
    if wish.person:
        people = {each.id for each in people_named(library.config, wish.person)}
        found = [each for each in found if each.person in people]
    if len(found) == 1:
        return found[0]
    raise UsageError(
        f"Whose list at {SOURCES[source].label} is it?",
        *(
            Step("sync", f'--{source} --from-file FILE --person "{each.name.full}"')
            for each in library.config.people
        ),
    )


def _format(source: str, path: Path, body: bytes) -> str:
    """Return the format of a saved answer; ``UsageError`` if it is not an answer of ``source``."""
    if not body.strip():
        raise BadInput(f"{path.name} is empty.", "save the page again")
    found = detect(body, path.name)
    if READERS[found].source != source:
        raise UsageError(
            f"{path.name} is {label(found)}, not an answer of {SOURCES[source].label}.",
            Step("import", path.name),
        )
    return found


def _is_whole(body: bytes, account: str) -> bool:
    """Return whether an answer of ORCID is the list of ``account``; ``BadInput`` if of another."""
    try:
        value = json.loads(body)
    except ValueError:
        return False
    if not isinstance(value, dict) or not isinstance(value.get("group"), list):
        return False
    owner = orcid(str(value.get("path") or "").strip("/").split("/")[0])
    if owner and owner != account:
        raise BadInput(f"The file has the works of {owner}, not of {account}.")
    return bool(owner)
