"""A .bib file given back as a whole.

The store keeps the comments, ``@string``s and ``@preamble``s of a file with their first lines. It
keeps records and problems with their lines too. Sorted by line, all of these make up the file.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pubman.errors import UsageError
from pubman.library.bib_entry import BIBTEX, fields_by_hand, keys_by_hand, with_fields, with_key
from pubman.library.session import Library
from pubman.store import imported_files, stored_records
from pubman.store import keys as reading


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file: the text as it was read, its first line, and its text now."""

    raw: str
    line: int
    now: str

    @property
    def on_one_line(self) -> bool:
        """Return True for a text that does not end its line."""
        return not re.search(r"[\n\r]", self.raw)


def whole_file(library: Library, source: str) -> tuple[str, int]:
    """Return the .bib from which ``source`` was imported, and the number of its entries.

    Comments, ``@string``s and unread entries are in their places. Fields set by hand are changed.
    ``UsageError`` if no .bib was imported under that name.
    """
    newest = {row["location"]: row for row in bib_imports(library, source)}
    if not newest:
        known = sorted({row["source"] for row in bib_imports(library)})
        raise UsageError(
            f"No .bib was imported as {source!r}.",
            *([f"imported: {', '.join(known)}"] if known else []),
        )
    texts, count = [], 0
    for location, row in newest.items():
        entries = _entries(library, f"{source}:{location}")
        count += len(entries)
        entries += [Piece(p["raw"], p["line"], p["raw"]) for p in _left_out(library, row["id"])]
        blocks = [Piece(b["raw"], b["line"], b["raw"]) for b in json.loads(row["blocks"])]
        texts.append("".join(piece.now for piece in in_file_order(entries, blocks)))
    return "\n".join(texts), count


def bib_imports(library: Library, source: str = "") -> list[Any]:
    """Return the imports of .bib files, or those of ``source``, the oldest first."""
    rows = imported_files.all_imports(library.store)
    return [row for row in rows if row["format"] in BIBTEX and source in ("", row["source"])]


def _left_out(library: Library, import_id: int) -> list[Any]:
    return imported_files.left_out(library.store, import_id)


def _entries(library: Library, account: str) -> list[Piece]:
    """Return the entries that a file lists, with what a person set in the text of each."""
    listed = imported_files.listed_records(library.store, account)
    owner = {row["record_id"]: row["publication_id"] for row in listed}
    by_hand = fields_by_hand(library, {each for each in owner.values() if each is not None})
    pubs = {pub.id: pub for pub in reading.publications(library.store, set(by_hand))}
    new_keys = {row["record_id"]: row["key"] for row in listed}
    said = keys_by_hand(library)
    found = []
    for each in stored_records.records(library.store, set(owner)):
        record, pub = each.record, pubs.get(owner[each.id])
        text = with_fields(record, pub, by_hand[pub.id]) if pub else record.raw
        if new_keys[each.id] in said:
            text = with_key(text, new_keys[each.id])
        found.append(Piece(record.raw, record.line, text))
    return found


def in_file_order(entries: Iterable[Piece], blocks: Iterable[Piece]) -> Iterator[Piece]:
    """Yield ``entries`` and the texts between them, by line.

    If two of them begin on one line, the one that does not end the line comes first. If neither
    ends it, entries and other text alternate.
    """
    left = deque(sorted(entries, key=lambda piece: piece.line))
    right = deque(blocks)
    last_is_entry = False
    while left or right:
        if not (left and right):
            last_is_entry = bool(left)
        elif left[0].line != right[0].line:
            last_is_entry = left[0].line < right[0].line
        elif left[0].on_one_line != right[0].on_one_line:
            last_is_entry = left[0].on_one_line
        else:
            last_is_entry = not last_is_entry
        yield (left if last_is_entry else right).popleft()
