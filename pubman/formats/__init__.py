"""Read and write formats. Each format has a folder with its reader, writer and tables.

A reader is a generator ``read(text)`` that yields ``Record``, ``Problem`` and ``Verbatim`` in file
order. It does not raise an error for anything inside a file. A part that it cannot read becomes a
``Problem``. A writer turns records or publications into text. Many formats share these modules:

================== ==========================================================================
``registry``       every format, declared once: names, labels, modules, extensions
``format``         what is declared of a format, and the format that a name means
``ranks``          the ranks of sources: whose value wins
``portals``        what portals and programs write, for the documentation
``detection``      the first 64 kB of a file -> the name of its format, or one clear sentence
``items``          what a reader yields: a record, a problem, other text
``reading``        a file in any format -> its records and problems
``pieces``         a text that arrives in pieces, and the window that moves along it
``losses``         the fields that a format has no place for
``dates``          dates as people and programs write them
``author_lists``   names as exporters write them: one per line, or all in one value
``plain_values``   values on one line, written so that they are read back unchanged
``value_lists``    lists of numbers, addresses or keywords within one value
``row_keys``       the source key of a record: its own, or one of its title and year
``csl_vocabulary`` the types, fields and languages of CSL and of biblatex
``csl_dates``      dates of BibTeX and biblatex <-> dates of CSL
``json_objects``   the objects of a JSON array one by one
``json_answers``   answers of online services in JSON: the works in them, the values at a path
``json_marks``     the fields that prove each JSON format
``xml_elements``   the elements of XML that are records, one by one
``answer_values``  titles, names and dates as online services give them
``languages``      languages as exports write them -> as HTML names them
``signatures``     what people submit by mistake
``spool``          texts put aside, on disk if they are long
================== ==========================================================================
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from pubman.formats.format import Format
from pubman.formats.registry import READERS, WRITERS, find_format, label

if TYPE_CHECKING:
    from pubman.formats.detection import HEAD, detect, nothing_read
    from pubman.formats.items import Item
    from pubman.formats.pieces import Pieces
    from pubman.formats.reading import (
        Tell,
        follow,
        origin,
        read,
        read_text,
        text_of,
        untold,
    )
    from pubman.text.encoding import PIECE, Text, decode

__all__ = [
    "HEAD", "PIECE", "READERS", "WRITERS", "Format", "Item", "Pieces", "Tell", "Text", "decode",
    "detect", "find_format", "follow", "label", "nothing_read", "origin", "read", "read_text",
    "text_of", "untold",
]  # fmt: skip

_READING: Final = {
    **dict.fromkeys(("HEAD", "detect", "nothing_read"), "pubman.formats.detection"),
    **dict.fromkeys(("PIECE", "Text", "decode"), "pubman.text.encoding"),
    "Item": "pubman.formats.items",
    "Pieces": "pubman.formats.pieces",
    **dict.fromkeys(
        ("Tell", "follow", "origin", "read", "read_text", "text_of", "untold"),
        "pubman.formats.reading",
    ),
}
"""The names that only readers need, and their modules. Every command needs the registry, and these
would add 50 ms to its start."""


def __getattr__(name: str) -> Any:
    """Load a name of :data:`_READING` on first use."""
    if name not in _READING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_READING[name]), name)
