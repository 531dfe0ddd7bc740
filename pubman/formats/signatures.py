"""Recognise what people submit by mistake, by its first bytes or its first element.

https://en.wikipedia.org/wiki/List_of_file_signatures
"""

from __future__ import annotations

from typing import Final

_SIGNATURES: Final = (
    (b"%PDF-", "a PDF"), (b"SQLite format 3\0", "an SQLite database"), (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"), (b"II*\0", "an image"),
    (b"MM\0*", "an image"), (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"), (b"%!PS", "a PostScript file"), (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"), (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"), (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)  # fmt: skip
_OFFICE: Final = (
    (b"word/", "a Word document"), (b"xl/", "an Excel workbook"), (b"ppt/", "a PowerPoint file"),
    (b"opendocument", "an OpenDocument file"), (b"epub", "an e-book"),
)  # fmt: skip

_EXPORT: Final = "export it as BibTeX or RIS instead"
OTHER_XML: Final = (
    ("<modsCollection", "MODS XML", _EXPORT), ("<mods", "MODS XML", _EXPORT),
    ("<hits", "dblp search XML", "ask dblp for format=json instead"), ("<rdf:RDF", "RDF", _EXPORT),
    ("<collection", "MARC XML", _EXPORT),
    ("<OAI-PMH", "an answer of an archive (OAI-PMH)", _EXPORT),
    ("<eSearchResult", "a list of numbers of PubMed", "save the articles: PubMed, Save, PubMed"),
    ("<eSummaryResult", "a summary of PubMed", "save the articles: PubMed, Save, PubMed"),
    ("<rss", "a news feed", "look for an export as BibTeX or RIS"),
    ("<feed", "a news feed", "look for an export as BibTeX or RIS"),
    ("<svg", "an SVG image", "look for an export as BibTeX or RIS"),
)  # fmt: skip
"""Elements of XML that pubman does not read, what they are, and what to do instead."""

_SAVE: Final = "save it as a web page or as text, and move in with that"
HINTS: Final = {
    "a PDF": "copy your list into a text file, and move in with that",
    "a Word document": _SAVE,
    "an OpenDocument file": _SAVE,
    "an RTF document": _SAVE,
    "an old Office document": "save a table as CSV, or a text as a web page",
    "a gzip file": "unpack it first: gunzip FILE; dblp's dump can be synced as it is",
    "an SQLite database": "if it is a publication store, open it instead of importing it",
    "an Excel workbook": "save it as CSV first",
}  # fmt: skip


def signature_of(head: bytes) -> str:
    """Return what a file is by its first bytes, or ``""`` if it may be a bibliography."""
    if head.startswith(b"PK\x03\x04"):
        return next((what for mark, what in _OFFICE if mark in head), "a zip archive")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "an image"
    # A PDF may begin with a few stray bytes (ISO 32000, annex H).
    if b"%PDF-" in head[:64]:
        return "a PDF"
    return next((what for mark, what in _SIGNATURES if head.startswith(mark)), "")


def hint_for(what: str) -> str:
    """Return what to do with a file of this kind, or ``""``."""
    if what.endswith(("archive", "bzip2 file", "xz file", "zstd file")):
        return "unpack it first"
    return HINTS.get(what, "")
