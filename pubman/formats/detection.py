"""Detect the format of a file by its content, or say in one sentence what the file is instead."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final, NoReturn

from pubman.errors import BadInput, Hint, Step
from pubman.formats.hayagriva.vocabulary import MARK as HAYAGRIVA
from pubman.formats.items import Problem
from pubman.formats.json_marks import find_json
from pubman.formats.registry import usual_labels
from pubman.formats.signatures import OTHER_XML, hint_for, signature_of
from pubman.formats.table.columns import COLUMNS, SEPARATOR, squash
from pubman.text.encoding import decode

HEAD: Final = 65536
"""How many bytes of a file ``detect`` looks at."""

_BEFORE_HEADER: Final = 6
"""The header of a table is within this many lines at the beginning of a file."""
_HEADER_AT_MOST: Final = 8192
_NAMED: Final = 3
"""The most entries that are named if none can be read."""

_DBLP_XML = re.compile(
    r"<(?:dblpperson|dblp)[\s>]|<(?:article|inproceedings|proceedings|book|incollection|phdthesis"
    r"|mastersthesis|www|data)\s[^<>]*\bkey\s*=",
)
_XML: Final = (
    ("pubmed-xml", re.compile(r"<Pubmed(?:ArticleSet|Article|BookArticle|BookArticleSet)[\s>]")),
    ("orcid-xml", re.compile(r"orcid\.org/ns/(?=[\s\S]*<(?:[\w-]+:)?(?:work-summary|work)[\s>])")),
    ("crossref-xml", re.compile(r"<doi_record[\s>]")),
    ("endnote-xml", re.compile(
        r"<records>\s*<record>|<record>\s*<(?:database|ref-type|source-app)")),
    ("arxiv", re.compile(
        r"<feed[\s>](?=[\s\S]{0,20000}arxiv\.org)|<entry[\s>](?=[\s\S]{0,2000}arxiv\.org/abs/)")),
    ("dblp-xml", _DBLP_XML),
)  # fmt: skip
"""Formats in XML, with the pattern that identifies each."""
_HTML = re.compile(r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_BIB = re.compile(
    r"^[^\S\n]*@[^\S\n]*(?:[A-Za-z][\w.:+*'-]*\s*[{(]|(?:string|preamble|comment)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_BIB_INLINE = re.compile(
    r"@[^\S\n]{0,9}[^\s\"#%'(),={}]{1,99}\s{0,9}[{(]\s{0,99}[^\s,{}]{1,999}\s{0,99},\s{0,99}\w{1,99}\s{0,99}="
)
_TEXTS: Final = (
    ("ris", re.compile(r"^(?:[^\S\n]|\u200b)*(?:TY[ \t\xa0]{0,3}[-–]|ty {2}-) ?", re.MULTILINE)),
    ("wos", re.compile(r"\A(?:FN .*\n)?VR 1\.0|^PT [JBSPC]$(?=\n(?:[A-Z]{2} .*\n|   ?\S.*\n){2})",
                       re.MULTILINE)),
    ("cff", re.compile(r"^cff-version:\s*\S", re.MULTILINE)),
    ("hayagriva", HAYAGRIVA),
    ("nbib", re.compile(r"^(?:PMID ?- |OWN *- ERIC)", re.MULTILINE)),
    ("enw", re.compile(
        r"^[^\S\n]*%0[^\S\n]+\S|^%[TA] \S.*\n(?:.*\n){0,40}?%[TADJBPVNI] ", re.MULTILINE)),
    ("bibtex", _BIB),
)  # fmt: skip
"""Formats in lines of text, with the pattern that identifies each."""

# Header cells, reduced to letters.
_SCHOLAR: Final = {"authors", "title", "publication"}
_SCRAPED: Final = {"title", "citedby", "year", "authors", "venue"}
_NOT_SCRAPED: Final = frozenset({"sourcetitle", "documenttype", "eid"})
"""The columns of a Scopus table. Scopus also states how often a work was cited."""
_OWN_LIST: Final = Step("move-in", "FILE", "if it is a list of your publications")
"""What to do with a page or a text that people read."""
_CSV_FIELDS: Final = frozenset(COLUMNS) - {"type", "typ", "tipo", "note", "tags", "status", "place"}
_TITLES: Final = frozenset(name for name, field in COLUMNS.items() if field == "title")


def detect(head: bytes, filename: str) -> str:
    """Return the name of the format that ``head``, the first 64 kB of a file, is in.

    The content decides, never the file name. Raise ``BadInput`` for anything that is not a
    bibliography. The message says in one sentence what the file is instead.
    """
    head = head[:HEAD]
    if what := signature_of(head):
        _refuse(filename, what, hint_for(what))
    text, encoding = decode(head, whole=len(head) < HEAD)
    text = text.lstrip("\ufeff")
    if not text.strip("\0 \t\r\n\f\v"):
        raise BadInput(f"{_short(filename)} is empty.")
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
    what = "JSON" if start.startswith(("[", "{")) else "text"
    said = f"{_short(filename)} is {what}, but not a bibliography in a form that pubman knows."
    raise BadInput(f"{said} pubman reads {usual_labels()}.", _OWN_LIST)


def _is_binary(text: str, encoding: str) -> bool:
    """Return whether control characters abound: a few NULs in a text are only a flaw."""
    sample = text[:8192]
    strange = sum(1 for char in sample if char < " " and char not in "\t\n\r\f\x1a\x1b")
    if encoding in ("Latin-1", "CP1252"):
        strange += sum(1 for char in sample if "\x7f" <= char <= "\x9f")
    return strange > max(8, len(sample) // 20)


def _detect_xml(text: str, filename: str) -> str:
    """Return the format of XML. Some XML has an element called ``head`` or ``body``, too."""
    is_xml = text.startswith("<?xml") and "<html" not in text[:4096].lower()
    if not is_xml and _HTML.search(text[:4096]):
        _refuse_html(text, filename)
    if found := next((name for name, mark in _XML if mark.search(text)), ""):
        return found
    known = (each for each in OTHER_XML if each[0] in text)
    _, what, hint = next(known, ("", "an XML file, but not one that pubman knows", ""))
    return _refuse(filename, what, hint)


def _detect_json(text: str, filename: str) -> str:
    """Return the format of JSON, or ``""`` if the text only begins like JSON."""
    mark = find_json(text)
    if mark is None:
        return ""
    return mark.name or _refuse(filename, mark.what, mark.hint)


def _detect_text(text: str) -> str:
    """Return the format of plain text by its first mark, because notes may quote other formats."""
    found = {name: match.start() for name, pattern in _TEXTS if (match := pattern.search(text))}
    # An entry on the first line, author = {...}, title = {...}, looks like names of columns.
    begins = "bibtex" in found and not text[: found["bibtex"]].strip()
    if not begins and (header := _detect_csv(text)):
        return header
    if found:
        return min(found, key=lambda name: found[name])
    return "bibtex" if _BIB_INLINE.search(text) else ""


def _detect_csv(text: str) -> str:
    """Return the format of a table by the names of its columns, or ``""``.

    The header is the first line. A line above it counts only if the header proves its portal:
    sentences of prose have commas, too.
    """
    lines = [line for line in text.split("\n")[:_BEFORE_HEADER] if line.strip()]
    lines = [line for line in lines if not SEPARATOR.match(line)]
    if lines and (found := _detect_header(lines[0])):
        return found
    cells = (next(csv.reader([line[:_HEADER_AT_MOST]]), []) for line in lines[1:])
    return next(filter(None, map(_format_of_portal, cells)), "")


def _detect_header(line: str) -> str:
    for delimiter in ",;\t":
        cells = next(csv.reader([line[:_HEADER_AT_MOST]], delimiter=delimiter), [])
        if len(cells) > 1 and (found := _format_of_columns(cells)):
            return found
    return ""


def _format_of_columns(cells: Sequence[str]) -> str:
    if {"PT", "AU", "TI", "SO"} <= {cell.strip("\ufeff ") for cell in cells}:
        return "wos-tab"
    names = {squash(cell) for cell in cells}
    if found := _format_of_portal(cells):
        return found
    if not names & _TITLES:
        return ""
    if names >= _SCHOLAR or (len(names & _SCRAPED) >= 4 and not names & _NOT_SCRAPED):
        return "scholar-csv"
    return "csv" if names & (_CSV_FIELDS - _TITLES) else ""


def _format_of_portal(cells: Sequence[str]) -> str:
    """Return the format of a table that a portal exports, by its columns, or ``""``."""
    from pubman.formats.table.dialects import find_dialect  # noqa: PLC0415 - only for tables

    dialect = find_dialect(cells)
    return dialect.format if dialect else ""


def _refuse(filename: str, what: str, *hints: Hint) -> NoReturn:
    said = "" if "not " in what else ", not a bibliography"
    message = f"{_short(filename)} is {what}{said}. pubman reads {usual_labels()}."
    raise BadInput(message, *(each for each in hints if each))


def _refuse_html(text: str, filename: str) -> NoReturn:
    """Say what a saved web page is: dblp's bot check, a browser's view of XML, or another page."""
    name = _short(filename)
    # The title of Anubis, the check that dblp answers with since September 2026.
    if re.search(r"Making sure you(?:'|&#39;|&#x27;|’)re not a bot", text):
        raise BadInput(
            f"{name} is dblp's robot check, not your page.",
            "open the address in a browser, wait for the XML to appear, then save it",
        )
    if "webkit-xml-viewer" in text or "<dblpperson" in text or "&lt;dblpperson" in text:
        raise BadInput(
            f"{name} is your browser's view of dblp's XML, saved as a web page, not the XML.",
            "save it again as XML (Save page as: XML or page source), or download the link",
        )
    if re.search(r"<title>\s*dblp\b", text, re.IGNORECASE):
        raise BadInput(
            f"{name} is dblp's web page, not its data.",
            "on that page, choose the export button, then XML, and save that",
        )
    export = "look on the page for an export as BibTeX, RIS or CSV"
    _refuse(filename, "a web page", _OWN_LIST, export)


def _short(filename: str) -> str:
    return PurePath(filename).name or "The input"


def nothing_read(filename: str, left_out: Sequence[Problem]) -> BadInput:
    """Return the error for a file of which no entry can be read."""
    name = filename or "The input"
    if not left_out:
        return BadInput(f"{name} holds no entries.")
    said = [f"{name}:{p.line}  {p.message}" for p in left_out[:_NAMED]]
    one = len(left_out) == 1
    which = "its one entry cannot" if one else f"none of its {len(left_out):,} entries can"
    return BadInput(f"{name}: {which} be read.", *said)
