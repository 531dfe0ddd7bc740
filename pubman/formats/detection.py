"""Detection: which format a file is, by its content, or one sentence on what it is instead."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final, NoReturn

from pubman.errors import BadInput
from pubman.formats.table.columns import COLUMNS, SEPARATOR, squash
from pubman.record import Problem
from pubman.text.encoding import decode

HEAD: Final = 65536
"""How many bytes of a file ``detect`` looks at."""

_NAMED: Final = 3
"""So many entries are named where none can be read."""

READS: Final = "BibTeX, RIS, EndNote, CSV, CSL-JSON, dblp XML and PubMed files"

# The first bytes of what people hand over by mistake.
# https://en.wikipedia.org/wiki/List_of_file_signatures
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_OFFICE: Final = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint file"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub", "an e-book"),
)
_OTHER_XML: Final = (
    ("<xml><records", "EndNote XML", "export it as BibTeX or RIS instead"),
    ("<PubmedArticleSet", "PubMed XML", "export it in the format PubMed (.nbib) instead"),
    ("<modsCollection", "MODS XML", "export it as BibTeX or RIS instead"),
    ("<mods", "MODS XML", "export it as BibTeX or RIS instead"),
    ("<hits", "dblp search XML", "ask dblp for format=json instead"),
    ("<rdf:RDF", "RDF", "export it as BibTeX or RIS instead"),
    ("<rss", "a news feed", "look for an export as BibTeX or RIS"),
    ("<feed", "a news feed", "look for an export as BibTeX or RIS"),
    ("<svg", "an SVG image", "look for an export as BibTeX or RIS"),
)

_DBLP_XML = re.compile(
    r"<(?:dblpperson|dblp)[\s>]|<(?:article|inproceedings|proceedings|book|incollection|phdthesis"
    r"|mastersthesis|www|data)\s[^<>]*\bkey\s*=",
)
_HTML = re.compile(r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_BIB = re.compile(
    r"^[^\S\n]*@[^\S\n]*(?:[A-Za-z][\w.:+*'-]*\s*[{(]|(?:string|preamble|comment)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_BIB_INLINE = re.compile(
    r"@[^\S\n]{0,9}[^\s\"#%'(),={}]{1,99}\s{0,9}[{(]\s{0,99}[^\s,{}]{1,999}\s{0,99},\s{0,99}\w{1,99}\s{0,99}="
)
_RIS = re.compile(r"^(?:[^\S\n]|\u200b)*(?:TY[ \t\xa0]{0,3}[-–]|ty {2}-) ?", re.MULTILINE)
_NBIB = re.compile(r"^(?:PMID ?- |OWN *- ERIC)", re.MULTILINE)
_ENW = re.compile(r"^[^\S\n]*%0[^\S\n]+\S|^%[TA] \S.*\n(?:.*\n){0,40}?%[TADJBPVNI] ", re.MULTILINE)
_CSL = re.compile(
    r'"(?:container-title|issued)"\s*:|"type"\s*:\s*"(?:article(?:-\w+)?|paper-conference|book|'
    r"chapter|thesis|report|patent|dataset|software|manuscript|entry(?:-\w+)?|webpage|speech|"
    r"post(?:-weblog)?|standard|collection|review|journal-article|proceedings-article|"
    r"document|graphic|interview|legal_case|legislation|motion_picture|periodical|"
    r'book-chapter|posted-content|dissertation|monograph)"'
)
_ZOTERO = re.compile(r'"itemType"\s*:|"label"\s*:\s*"BetterBibTeX JSON"')
_JSONL = re.compile(r'\s*\{.*"(?:title|source_key|authors)"\s*:.*\}\s*(?:\n|\Z)')

# Header cells, squashed to letters.
_SCHOLAR: Final = {"authors", "title", "publication"}
_SCRAPED: Final = {"title", "citedby", "year", "authors", "venue"}
_NOT_SCRAPED: Final = frozenset({"sourcetitle", "documenttype", "eid"})
"""Columns of Scopus, which says how often a work was cited too."""
_CSV_FIELDS: Final = frozenset(COLUMNS) - {"type", "typ", "tipo", "note", "tags", "status", "place"}
_TITLES: Final = frozenset(name for name, field in COLUMNS.items() if field == "title")


def detect(head: bytes, filename: str) -> str:
    """The name of the format that ``head``, the first 64 kB of a file, is in.

    The content decides, never the name. ``BadInput``, in one sentence that says what the file is
    instead, for everything that is no bibliography.
    """
    head = head[:HEAD]
    if what := _signature(head):
        _refuse(filename, what)
    text, encoding = decode(_whole_characters(head))
    text = text.lstrip("\ufeff")
    if not text.strip("\0 \t\r\n\f\v"):
        raise BadInput(f"{_short(filename)} is empty. Nothing was changed.")
    if _is_binary(text, encoding):
        _refuse(filename, "a binary file")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    start = text.lstrip()
    if start.startswith("<"):
        return _detect_xml(start, filename)
    if start.startswith(("[", "{")) and (found := _detect_json(start, filename)):
        return found
    if found := _detect_text(text):
        return found
    if _HTML.search(text[:4096]):
        _refuse_html(text, filename)
    if _DBLP_XML.search(text):
        return "dblp-xml"
    raise BadInput(
        f"{_short(filename)} is text, but no bibliography. pubman reads {READS}. "
        "Nothing was changed.",
        *_almost(start),
    )


def _whole_characters(head: bytes) -> bytes:
    """``head`` without a last character of UTF-8 that the cut at 64 kB broke."""
    if len(head) < HEAD:
        return head
    for back in range(1, 5):
        if head[-back] >= 0xC0:
            return head[:-back]
        if head[-back] < 0x80:
            break
    return head


def _signature(head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return next((what for mark, what in _OFFICE if mark in head), "a zip archive")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "an image"
    # A PDF may begin with a few stray bytes (ISO 32000, annex H).
    if b"%PDF-" in head[:64]:
        return "a PDF"
    return next((what for mark, what in _SIGNATURES if head.startswith(mark)), "")


def _is_binary(text: str, encoding: str) -> bool:
    """True where control characters abound: a few NULs in a text are a flaw, not its nature."""
    sample = text[:8192]
    strange = sum(1 for char in sample if char < " " and char not in "\t\n\r\f\x1a\x1b")
    if encoding in ("Latin-1", "CP1252"):
        strange += sum(1 for char in sample if "\x7f" <= char <= "\x9f")
    return strange > max(8, len(sample) // 20)


def _detect_xml(text: str, filename: str) -> str:
    if _HTML.search(text[:4096]):
        _refuse_html(text, filename)
    if _DBLP_XML.search(text):
        return "dblp-xml"
    found = (each for each in _OTHER_XML if each[0] in text)
    _, what, hint = next(found, ("", "an XML file, but not one of dblp's", ""))
    return _refuse(filename, what, hint)


def _detect_json(text: str, filename: str) -> str:
    if re.match(r'\{\s*"result"\s*:', text) and '"query"' in text[:2000]:
        return "dblp-json"
    first, _, rest = text.partition("\n")
    if _JSONL.match(first + "\n") and (not rest.strip() or rest.lstrip().startswith("{")):
        return "csl-json" if '"container-title"' in first or '"issued"' in first else "jsonl"
    if _ZOTERO.search(text):
        raise BadInput(
            f"{_short(filename)} is Zotero's own JSON, not CSL-JSON. pubman reads {READS}. "
            "Nothing was changed.",
            "in Zotero: Export Library, then the format CSL JSON, BibTeX or RIS",
        )
    return "csl-json" if _CSL.search(text) else ""


def _detect_text(text: str) -> str:
    """The format of plain text; whichever format's mark comes first, for notes may quote others."""
    found = {
        name: match.start()
        for name, pattern in (("ris", _RIS), ("nbib", _NBIB), ("enw", _ENW), ("bibtex", _BIB))
        if (match := pattern.search(text))
    }
    # An entry on the first line, author = {...}, title = {...}, looks like names of columns.
    begins = "bibtex" in found and not text[: found["bibtex"]].strip()
    if not begins and (header := _detect_csv(text)):
        return header
    if found:
        return min(found, key=lambda name: found[name])
    return "bibtex" if _BIB_INLINE.search(text) else ""


def _detect_csv(text: str) -> str:
    """``scholar-csv`` or ``csv`` where the first line names columns, else an empty string."""
    lines = (each for each in text.split("\n") if each.strip())
    line = next((each for each in lines if not SEPARATOR.match(each)), "")
    for delimiter in ",;\t":
        cells = next(csv.reader([line[:4096]], delimiter=delimiter), [])
        names = {squash(cell) for cell in cells}
        if len(cells) < 2 or not names & _TITLES:
            continue
        if names >= _SCHOLAR or (len(names & _SCRAPED) >= 4 and not names & _NOT_SCRAPED):
            return "scholar-csv"
        if names & (_CSV_FIELDS - _TITLES):
            return "csv"
    return ""


def _almost(text: str) -> tuple[str, ...]:
    """A hint for what is a bibliography in the wrong form."""
    if re.match(r"\s*[\[{]", text):
        return ("JSON must be CSL-JSON, dblp's search JSON or pubman's own JSON Lines",)
    return ("another format by force: pubman import --from FORMAT FILE",)


def _refuse(filename: str, what: str, hint: str = "") -> NoReturn:
    if what == "a gzip file":
        hint = "unpack it first: gunzip FILE; dblp's dump: pubman sync --dblp --dump dblp.xml.gz"
    elif what.endswith(("archive", "bzip2 file", "xz file", "zstd file")):
        hint = "unpack it first"
    elif what == "an SQLite database":
        hint = "a publication store is opened with: pubman --db FILE list"
    elif what == "an Excel workbook":
        hint = "save it as CSV first"
    said = "" if what.endswith("dblp's") else ", not a bibliography"
    raise BadInput(
        f"{_short(filename)} is {what}{said}. pubman reads {READS}. Nothing was changed.",
        *([hint] if hint else []),
    )


def _refuse_html(text: str, filename: str) -> NoReturn:
    """One sentence on a saved web page: dblp's bot check, a browser's view of XML, or any other."""
    name = _short(filename)
    # The title of Anubis, the check that dblp answers with since September 2026.
    if re.search(r"Making sure you(?:'|&#39;|&#x27;|’)re not a bot", text):
        raise BadInput(
            f"{name} is dblp's robot check, not your page. Nothing was changed.",
            "open the address in a browser, wait for the XML to appear, then save it",
        )
    if "webkit-xml-viewer" in text or "<dblpperson" in text or "&lt;dblpperson" in text:
        raise BadInput(
            f"{name} is your browser's view of dblp's XML, saved as a web page, not the XML "
            "itself. Nothing was changed.",
            "save it again as XML (Save page as: XML or page source), or download the link",
        )
    if re.search(r"<title>\s*dblp\b", text, re.IGNORECASE):
        raise BadInput(
            f"{name} is dblp's web page, not its data. Nothing was changed.",
            "on that page, choose the export button, then XML, and save that",
        )
    _refuse(filename, "a web page", "look on the page for an export as BibTeX, RIS or CSV")


def _short(filename: str) -> str:
    return PurePath(filename).name or "The input"


def nothing_read(filename: str, left_out: Sequence[Problem], end: str) -> BadInput:
    """What to say of a file of which no entry can be read; ``end`` says what that changed."""
    name = filename or "The input"
    if not left_out:
        return BadInput(f"{name} holds no entries. {end}")
    said = [f"{name}:{p.line}  {p.message}" for p in left_out[:_NAMED]]
    one = len(left_out) == 1
    which = "its one entry cannot" if one else f"none of its {len(left_out):,} entries can"
    return BadInput(f"{name}: {which} be read. {end}", *said)
