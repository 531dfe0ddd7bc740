"""Read bytes or text in any format into records, problems and other text."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Container, Iterator
from io import SEEK_END, BytesIO
from typing import IO

from pubman.errors import UsageError
from pubman.formats.bibtex.makers import bibtex_maker
from pubman.formats.detection import HEAD, detect
from pubman.formats.items import Item
from pubman.formats.labelled_notes import with_labelled_values
from pubman.formats.pieces import Pieces
from pubman.formats.pubmed_ids import with_pubmed_ids
from pubman.formats.registry import find_format
from pubman.formats.status import with_statuses
from pubman.text.encoding import Text, find_codec

Tell = Callable[[int, int], None]
"""A callback for progress: called with the number of bytes read and their total."""


def read(
    name: str,
    data: bytes | IO[bytes],
    *,
    filename: str = "",
    read_before: Container[str] = frozenset(),
) -> Iterator[Item]:
    """Return the records, problems and other text of ``data``, in file order.

    ``name`` is the name of a format to read. If it is empty, the content decides; then ``filename``
    is used in messages. Raise ``BadInput`` if the content is not a bibliography. No other error is
    raised for any data. If the text of a .bib entry is in ``read_before`` and still means the same,
    the entry becomes ``Unread``. A seekable file is not held in memory as a whole unless it is XML.
    """
    file = BytesIO(data) if isinstance(data, bytes) else data
    if not file.seekable():
        file = BytesIO(file.read())
    file.seek(0)
    found = find_format(name or detect(file.read(HEAD), filename))
    if found.text:
        return read_text(found.name, Text(file), read_before)
    file.seek(0)
    items = importlib.import_module(found.reader).read(file.read())
    return with_pubmed_ids(_repaired(found.name, items))


def read_text(name: str, text: Pieces, read_before: Container[str] = frozenset()) -> Iterator[Item]:
    """Return what :func:`read` returns, from text that is already decoded."""
    found = find_format(name)
    reader = importlib.import_module(found.reader).read
    if found.rereads:  # The reader of .bib files finds the status itself.
        items: Iterator[Item] = reader(text, read_before)
        return items
    items = with_statuses(_repaired(found.name, reader(text)))
    if found.name != "jsonl":  # What pubman wrote has its values in their fields.
        items = with_labelled_values(items)
    return with_pubmed_ids(items)


def _repaired(name: str, items: Iterator[Item]) -> Iterator[Item]:
    """Return ``items`` with damaged text repaired. The reader of .bib files does it itself."""
    from pubman.formats.repairs import with_repairs  # noqa: PLC0415 - .bib files need 3 ms less

    return with_repairs(name, items)


def untold(_: int, __: int) -> None:
    """Do nothing. Callers that show no progress use this as their :data:`Tell`."""


def text_of(name: str, file: IO[bytes], encoding: str = "") -> Text | None:
    """Return the text of ``file``, or None for a format that is read as bytes.

    ``encoding`` is the name of the file's encoding. If it is empty, the content decides. Raise
    ``UsageError`` if there is no encoding of this name.
    """
    codec = find_codec(encoding) if encoding else ""
    if encoding and not codec:
        raise UsageError(
            f"{encoding!r} is not the name of an encoding.",
            "usual names: utf-8, latin-1, cp1252, iso-8859-2, cp1250, gb18030, big5, shift-jis",
        )
    found = find_format(name)
    if codec and not found.text:
        raise UsageError(
            f"{found.label} names its encoding itself, so --encoding cannot change it.",
            "leave --encoding out; if the first line of the file is wrong, correct it there",
        )
    return Text(file, codec=codec) if found.text else None


def follow(
    name: str,
    file: IO[bytes],
    text: Text | None,
    tell: Tell,
    read_before: Container[str] = frozenset(),
) -> Iterator[Item]:
    """Return what :func:`read` returns for ``file``, and report the progress to ``tell``.

    ``text`` is the result of :func:`text_of` for the file.
    """
    size, done, told = file.seek(0, SEEK_END), 0, -1
    items = read_text(name, text, read_before) if text else read(name, file)
    for item in items:
        done = text.done if text else done + len(item.raw)
        if done != told:  # text is read in pieces of many items
            tell(min(done, size - 1), size)
            told = done
        yield item
    tell(size, size)


def origin(name: str, text: Pieces) -> str:
    """Return the source that made a file (``dblp``, ``scholar`` ...), or an empty text."""
    found = find_format(name)
    if name in ("bibtex", "biblatex"):
        return bibtex_maker(text)
    if name in ("ris", "enw"):
        return "scholar" if importlib.import_module(found.reader).from_scholar(text) else ""
    return found.source
