"""Sources: one module per format, bytes in, ``Record | Problem | Verbatim`` out.

``SOURCES`` is the registry: what each format is called, which module reads it, how much its word
weighs. ``detect`` says which format a file is by its content;
``read`` decodes and reads. Nothing inside a file makes a reader raise: what it cannot take becomes
a ``Problem``. A new format is a module with a ``read``, a line here and a folder of fixtures.

=================  ==========================================================================
``detection``      the first 64 kB of a file -> the name of its format, or one clear sentence
``encoding``       bytes -> text, piece by piece, and which encoding that was
``pieces``         a text in pieces, and the window that moves along it
``makers``         whose export a .bib is: dblp's, Scholar's, somebody's own
``scholar``        what Scholar leaves unsaid: the kind, the arXiv id, the patent, the cut list
``tagged``         records as lines of tag and value: what RIS, EndNote and PubMed share, with
                   ``tagged_…`` for their names, dates, addresses and markup
``table``          rows of a CSV with their text and line: what the two CSV readers share
``json_objects``   objects of a JSON array one by one: what the JSON readers share
``html_titles``    titles with HTML or JATS inside -> plain and marked up
``dates``          dates as exports write them
``bibtex_…``       the steps of the BibTeX reader; ``csl_…``, ``csv_…``, ``dblp_…``, ``ris_…`` and
                   ``scholar_…`` those of the formats of these names
``doi_fetch``      one paper by its DOI, as ``dblp_fetch`` one person or record of dblp's
*the others*       one reader each, named in ``SOURCES``
=================  ==========================================================================
"""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from typing import IO, Final

from pubman.errors import UsageError
from pubman.formats.bibtex.makers import bibtex_maker
from pubman.formats.detection import HEAD, detect, nothing_read
from pubman.formats.pieces import Pieces
from pubman.record import Problem, Record, Unread, Verbatim
from pubman.text.encoding import PIECE, Text, decode

__all__ = [
    "HEAD", "PIECE", "SOURCES", "Format", "Item", "Pieces", "Tell", "Text", "decode", "detect",
    "find_format", "follow", "label", "nothing_read", "origin", "read", "read_text", "text_of",
    "untold",
]  # fmt: skip

Item = Record | Problem | Verbatim | Unread
Tell = Callable[[int, int], None]
"""Told how many bytes of how many are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that pubman reads.

    ``source`` is the name its records bear by default (empty: the stem of the file's name) and
    ``rank`` how much they weigh: of two values for one field the higher rank wins. ``text`` says
    whether the module's ``read`` takes text or bytes, ``rereads`` whether it also takes what was
    read before; ``hint`` is where such a file comes from.
    """

    name: str
    label: str
    module: str
    source: str = ""
    rank: int = 60
    extensions: tuple[str, ...] = ()
    text: bool = True
    rereads: bool = False
    hint: str = ""


def _registry(*formats: Format) -> Mapping[str, Format]:
    return {each.name: each for each in formats}


# Ranks: dblp is curated, a file is what a publisher or a person wrote, Scholar is scraped. What
# was merely typed in with `pubman add` ranks 20.
SOURCES: Final[Mapping[str, Format]] = _registry(
    Format(
        name="bibtex", label="BibTeX", module="pubman.formats.bibtex.reader",
        extensions=("bib",), rereads=True, hint="your own .bib, or any site's BibTeX export",
    ),
    Format(
        name="biblatex", label="BibLaTeX", module="pubman.formats.bibtex.reader",
        extensions=("bib",), rereads=True, hint="a .bib with date, journaltitle, eprint ...",
    ),
    Format(
        name="dblp-xml", label="dblp XML", module="pubman.formats.dblp.reader", source="dblp",
        rank=80, extensions=("xml",), text=False, hint="https://dblp.org/pid/PID.xml, saved",
    ),
    Format(
        name="scholar-csv", label="Google Scholar CSV", module="pubman.formats.scholar.csv_reader",
        source="scholar", rank=40, extensions=("csv",),
        hint="Google Scholar, your profile: select all, Export, CSV",
    ),
    Format(
        name="ris", label="RIS", module="pubman.formats.tagged.ris.reader",
        extensions=("ris", "txt"), hint="a publisher's or a reference manager's RIS export",
    ),
    Format(
        name="enw", label="EndNote", module="pubman.formats.tagged.endnote.reader",
        extensions=("enw", "txt"), hint="an EndNote (Refer) export, also CNKI's",
    ),
    Format(
        name="csl-json", label="CSL-JSON", module="pubman.formats.csl.reader", extensions=("json",),
        hint="Zotero's or pandoc's CSL-JSON",
    ),
    Format(
        name="dblp-json", label="dblp search JSON", module="pubman.formats.dblp.search_reader",
        source="dblp", rank=80, extensions=("json",),
        hint="https://dblp.org/search/publ/api?format=json, saved",
    ),
    Format(
        name="nbib", label="PubMed", module="pubman.formats.tagged.pubmed.reader",
        extensions=("nbib", "txt"), hint="PubMed: Save, Format PubMed",
    ),
    Format(
        name="csv", label="CSV", module="pubman.formats.table.reader", extensions=("csv", "tsv"),
        hint="a table whose header names BibTeX fields",
    ),
    Format(
        name="jsonl", label="pubman JSON Lines", module="pubman.formats.jsonl.reader",
        extensions=("jsonl",), hint="pubman export --format jsonl",
    ),
)  # fmt: skip
"""Every format pubman reads, by the name that ``--from`` takes."""


def find_format(name: str) -> Format:
    """The format called ``name``; ``UsageError`` naming the known ones and the nearest."""
    if name in SOURCES:
        return SOURCES[name]
    near = difflib.get_close_matches(name.lower(), [*SOURCES, *_SHORT], n=1, cutoff=0.5)
    meant = f" Did you mean {_SHORT.get(near[0], near[0])}?" if near else ""
    raise UsageError(
        f"pubman knows no format {name!r}.{meant} Nothing was changed.",
        f"known: {', '.join(SOURCES)}",
    )


# What people type, where no spelling comes near the name.
_SHORT: Final = {
    "bib": "bibtex", "scholar": "scholar-csv", "dblp": "dblp-xml", "xml": "dblp-xml",
    "endnote": "enw", "refer": "enw", "cnki": "enw", "json": "csl-json", "csl": "csl-json",
    "pubmed": "nbib", "medline": "nbib", "excel": "csv", "tsv": "csv",
}  # fmt: skip


def label(name: str) -> str:
    """The name of a format as people know it: ``Google Scholar CSV``."""
    return find_format(name).label


def read(
    name: str,
    data: bytes | IO[bytes],
    *,
    filename: str = "",
    read_before: Container[str] = frozenset(),
) -> Iterator[Item]:
    """The records, problems and verbatim text of ``data``, in file order.

    ``name`` is one in ``SOURCES``; an empty one is found by content, for which ``filename``
    serves the messages (``BadInput``). Nothing else raises, whatever the data hold. Entries of a
    .bib whose text is in ``read_before`` need not be read: they become ``Unread`` where they mean
    the same as before. A file in which any place can be sought is never held as a whole, except
    XML; any other is.
    """
    file = BytesIO(data) if isinstance(data, bytes) else data
    if not file.seekable():
        file = BytesIO(file.read())
    file.seek(0)
    found = find_format(name or detect(file.read(HEAD), filename))
    if found.text:
        return read_text(found.name, Text(file), read_before)
    file.seek(0)
    return iter(importlib.import_module(found.module).read(file.read()))


def read_text(name: str, text: Pieces, read_before: Container[str] = frozenset()) -> Iterator[Item]:
    """What :func:`read` gives, of a text that is decoded already, or is piece by piece."""
    found = find_format(name)
    reader = importlib.import_module(found.module).read
    items: Iterator[Item] = reader(text, read_before) if found.rereads else reader(text)
    return items


def untold(_: int, __: int) -> None:
    """The :data:`Tell` where nobody asks."""


def text_of(name: str, file: IO[bytes]) -> Text | None:
    """The text of ``file``; None for a format that is read as bytes."""
    return Text(file) if find_format(name).text else None


def follow(
    name: str,
    file: IO[bytes],
    text: Text | None,
    tell: Tell,
    read_before: Container[str] = frozenset(),
) -> Iterator[Item]:
    """What :func:`read` gives of ``file``, which is ``text``; ``tell`` hears how much is read."""
    size, done = file.seek(0, SEEK_END), 0
    items = read_text(name, text, read_before) if text else read(name, file)
    for item in items:
        done = text.done if text else done + len(item.raw)
        tell(min(done, size - 1), size)
        yield item
    tell(size, size)


def origin(name: str, text: Pieces) -> str:
    """``dblp`` or ``scholar`` where a file of the format ``name`` was made there, else empty."""
    found = find_format(name)
    if name in ("bibtex", "biblatex"):
        return bibtex_maker(text)
    if name in ("ris", "enw"):
        return "scholar" if importlib.import_module(found.module).from_scholar(text) else ""
    return found.source
