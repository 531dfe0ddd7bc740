"""Convert a file of records to another format, without a store. Nothing is matched or merged.

From BibTeX to BibTeX, every entry, comment, ``@string`` and ``@preamble`` is copied byte for byte,
in the encoding of the input. Between BibTeX and biblatex only the names that differ are changed.
From any other format, the records are written in the order of the file.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from importlib import import_module
from io import BytesIO
from typing import IO, Final

from pubman.derive.cite_keys import proposals
from pubman.formats import (
    HEAD,
    Item,
    Tell,
    detect,
    find_format,
    follow,
    nothing_read,
    text_of,
    untold,
)
from pubman.formats.format import find, unknown_format
from pubman.formats.items import Problem
from pubman.formats.losses import lost
from pubman.formats.plain_values import own_key
from pubman.formats.row_keys import is_own_key, names_a_work
from pubman.formats.spool import IN_MEMORY, Spool, put_aside
from pubman.listing import Options, Section
from pubman.pages import EXPORTS, render
from pubman.record import Authorship, Publication, Record, Work
from pubman.text.encoding import find_codec

BIBTEX: Final = frozenset({"bibtex", "biblatex"})
_CODECS: Final = {
    "UTF-8": "utf-8", "UTF-8 with BOM": "utf-8-sig", "UTF-16": "utf-16", "CP1252": "cp1252",
    "Latin-1": "latin-1", "GB18030": "gb18030",
}  # fmt: skip
_OF_RECORDS: Final = frozenset({"ris", "enw", "csv", "jsonl"})
"""Formats written record by record."""
_OF_WORKS: Final = frozenset({"ris", "enw", "csv"})
"""Formats whose readers, here and elsewhere, leave out a record that names no work."""
_OF_PUBLICATIONS: Final = frozenset({"csl-json", "json", "hayagriva"})
"""The formats in which every entry needs a key that no other entry has."""
_EXACT: Final = frozenset({"UTF-8", "CP1252", "Latin-1"})
"""Encodings in which decoded text encodes to exactly the bytes that it was read from."""
_BOM: Final = b"\xef\xbb\xbf"
_WORK: Final = tuple(each.name for each in fields(Work))


@dataclass(slots=True, kw_only=True)
class Converted:
    """A converted file: its content, its number of records, and the problems that were found.

    ``left_out`` and ``doubts`` do not contain their texts. ``kept`` is true if the content still
    contains what was left out. ``lost`` counts, for each field that the format has no place for,
    the records that lose it.
    """

    source: str
    target: str
    encoding: str
    file: IO[bytes] = field(default_factory=BytesIO)
    count: int = 0
    left_out: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    kept: bool = False

    @property
    def content(self) -> bytes:
        """The content as a whole."""
        self.file.seek(0)
        return self.file.read()


def convert(
    data: bytes | IO[bytes],
    target: str,
    *,
    source: str = "",
    filename: str = "",
    encoding: str = "",
    bom: bool = False,
    tell: Tell = untold,
) -> Converted:
    """Return the records of ``data`` in the format ``target``, a name in ``EXPORTS``.

    ``data`` may be a seekable file. ``source`` is its format; if it is empty, the content decides.
    ``bom`` puts a byte order mark at the beginning, for Excel. The text is read in pieces, so only
    a small part of it is in memory. Raise ``UsageError`` for an unknown format. Raise ``BadInput``
    for data that is not a bibliography, or if nothing in it can be read.
    """
    form = find(target, EXPORTS)
    if form is None:
        raise unknown_format(target, EXPORTS, "writes")
    target = form.name
    file = BytesIO(data) if isinstance(data, bytes) else data
    file.seek(0)
    found = find_format(source).name if source else detect(file.read(HEAD), filename)
    made = Converted(source=found, target=target, encoding="")
    made.kept = found in BIBTEX and target in BIBTEX
    text = text_of(found, file, encoding)
    made.encoding = text.encoding if text else ""
    items = _noting(follow(found, file, text, tell), made)
    if made.kept:
        made.file = _rewritten(items, _translator(found, target), file, made.encoding, bom=bom)
    else:
        made.file = _written(_pieces(items, found, target), "utf-8", bom=bom)
    if not made.count:
        raise nothing_read(filename, made.left_out)
    return made


def _noting(items: Iterable[Item], made: Converted) -> Iterator[Item]:
    """Yield ``items``, and count records, problems and losses in ``made``."""
    for item in map(_unless_nameless, items) if made.target in _OF_WORKS else items:
        if isinstance(item, Record):
            made.count += 1
            if not made.kept and made.source != made.target:
                made.lost.update(lost(item, made.target))
        elif isinstance(item, Problem):
            # With 100,000 problems, their texts would be half of the file.
            noted = replace(item, raw="")
            (made.left_out if item.level == "left out" else made.doubts).append(noted)
        yield item


def _unless_nameless(item: Item) -> Item:
    """Return a problem for a record that names no work: the format could hold no more than a type.

    The others are returned as they are.
    """
    if not isinstance(item, Record) or names_a_work(item) or is_own_key(own_key(item)):
        return item
    message = "an entry without key, title, authors and venue"
    return Problem(level="left out", message=message, raw=item.raw, line=item.line)


# ------------------------------------------------------------------------------ BibTeX to BibTeX


def _translator(source: str, target: str) -> Callable[[str], str]:
    if source == target:
        return str
    from pubman.formats.bibtex.dialect import to_biblatex, to_bibtex  # noqa: PLC0415 - seldom

    return to_biblatex if target == "biblatex" else to_bibtex


def _rewritten(
    items: Iterable[Item],
    translate: Callable[[str], str],
    file: IO[bytes],
    encoding: str,
    *,
    bom: bool,
) -> IO[bytes]:
    """Return a file with the texts of ``items``, entries translated, in the input's encoding.

    A warning has no text, and what was left out has its own. So all texts together are the text of
    ``file``. If none of them changed, return the original bytes, because not every encoding gives
    the same bytes when the text is encoded again.
    """
    same = True

    def texts() -> Iterator[str]:
        nonlocal same
        for item in items:
            text = translate(item.raw) if isinstance(item, Record) else item.raw
            same = same and text == item.raw
            yield text

    made = _written(texts(), _CODECS.get(encoding) or find_codec(encoding) or "utf-8", bom=bom)
    if encoding in _EXACT or not same:
        return made
    file.seek(0)
    return put_aside(file)


def _written(pieces: Iterable[str], codec: str, *, bom: bool) -> IO[bytes]:
    """Write ``pieces`` to a file that is on disk if it is large. ``bom`` applies to UTF-8 only."""
    file: IO[bytes] = Spool[bytes](IN_MEMORY)
    if bom and codec == "utf-8":
        file.write(_BOM)
    encoder = codecs.getincrementalencoder(codec)("replace")
    for piece in pieces:
        file.write(encoder.encode(piece))
    file.write(encoder.encode("", final=True))
    return file


# ------------------------------------------------------------------------------ written records


def record_texts(records: Iterable[Record], target: str) -> Iterator[str]:
    """Yield the text of *records* in the format *target*, piece by piece."""
    return _pieces(records, "", target)


def _pieces(items: Iterable[Item], source: str, target: str) -> Iterator[str]:
    records = (item for item in items if isinstance(item, Record))
    if target in BIBTEX:
        yield from _entries(records, biblatex=target == "biblatex")
    elif source == target == "csl-json":
        yield from _items(records)
    elif source == "biblatex" and target == "csl-json":
        from pubman.formats.csl import writer as csl_json  # noqa: PLC0415 - seldom

        yield from csl_json.pieces(as_publications(records, raw=True), biblatex=True)
    elif target in _OF_PUBLICATIONS:
        module = import_module(EXPORTS[target].writer)
        yield from module.pieces(as_publications(records, raw=source in BIBTEX))
    elif target in _OF_RECORDS:
        yield from import_module(EXPORTS[target].writer).pieces(records)
    else:
        section = Section(publications=tuple(as_publications(records)))
        yield render(target, [section], Options())


def _entries(records: Iterable[Record], *, biblatex: bool) -> Iterator[str]:
    from pubman.formats.bibtex.complete_writer import entry  # noqa: PLC0415 - only where BibTeX is written

    for number, pub in enumerate(as_publications(records)):
        yield ("\n" if number else "") + entry(pub, pub.key, biblatex=biblatex) + "\n"


def _items(records: Iterable[Record]) -> Iterator[str]:
    """Yield whole CSL-JSON items, including variables that pubman has no field for."""
    import json  # noqa: PLC0415

    from pubman.formats.csl.writer import array  # noqa: PLC0415
    from pubman.formats.jsonl.writer import as_json  # noqa: PLC0415

    yield from array(as_json(json.loads(each.raw), indent=1) for each in records)


def as_publications(records: Iterable[Record], *, raw: bool = False) -> Iterator[Publication]:
    """Return ``records`` as publications, one each, under unique keys.

    With ``raw``, each has the text of its entry.
    """
    from pubman.formats.bibtex.writer import cite_key  # noqa: PLC0415

    taken: set[str] = set()
    for number, record in enumerate(records, 1):
        work = {name: getattr(record, name) for name in _WORK}
        authorships = tuple(Authorship(name=name) for name in record.authors)
        pub = Publication(
            **work, id=number, key=own_key(record), authorships=authorships, extra=record.extra
        )
        own = cite_key(pub) if pub.key else ""
        tries = proposals(record)
        key = own if own and own not in taken else next(k for k in tries if k not in taken)
        taken.add(key)
        yield Publication(
            **work,
            id=number,
            key=key,
            authorships=authorships,
            extra=record.extra,
            raw=record.raw if raw else "",
        )
