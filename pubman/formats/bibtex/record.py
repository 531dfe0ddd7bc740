"""The fields of an entry -> a record: titles, names, dates, notes, and everything that is left.

Every ``_take`` function removes the fields that it understood. What is left at the end goes into
``extra``. ``dates``, ``identifiers`` and ``venues`` hold the functions for these fields.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from pubman.formats.bibtex.annotations import take_annotations
from pubman.formats.bibtex.dates import take_date
from pubman.formats.bibtex.fields import FIELD_ALIASES, FIELD_NAMES, TYPES, VERBATIM_FIELDS
from pubman.formats.bibtex.grammar import Entry
from pubman.formats.bibtex.identifiers import (
    Fields,
    take_arxiv,
    take_doi,
    take_links,
    take_numbers,
    take_url,
)
from pubman.formats.bibtex.venues import (
    corrected_kind,
    dblp_stream,
    joined,
    take_place,
    take_venue,
)
from pubman.formats.labelled_notes import split_note
from pubman.formats.languages import language_alone
from pubman.formats.pubmed_ids import with_pubmed_id
from pubman.formats.row_keys import record_key
from pubman.record import Record
from pubman.text.identifiers import arxiv_id
from pubman.text.latex import decode, decode_markup, decode_shared
from pubman.text.names import Names, split_names
from pubman.text.plain import bare_pages, join_thousands
from pubman.text.status import find_status, understand

_PLAIN: Final = (
    "title_translated", "series", "volume", "number", "edition", "publisher", "school",
    "abstract", "award",
)  # fmt: skip
"""Fields of a work that are the decoded text of the first of their fields."""

_OTHER_TITLES: Final = ("titleaddon", "booktitle", "maintitle", "shorttitle", "eventtitle")
"""The title of an entry without a title, best first."""

_PLAIN_PAGES = re.compile(r"[0-9A-Za-z:]+(?:-{1,2}[0-9A-Za-z:]+)?")
"""Pages as nearly every entry has them, with nothing to decode except the dash."""
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_KEYWORD_SIGNS = re.compile(r"[;,\n]")
_THESIS_NOTE = re.compile(r"Thesis \(([^()]+)\)\s*[-\u2013\u2014]+\s*(\S.*)")
"""The note of a thesis in MathSciNet, whose entry type is a book."""
_DEGREES: Final = {
    "phdthesis": "phdthesis", "mastersthesis": "mathesis", "bachelorsthesis": "bathesis",
}  # fmt: skip
"""Entry types that name the degree -> biblatex's word for it in ``type``."""
_STATES: Final = ("pubstate", "status", "pubstatus", "publication_stage")
"""Fields that hold the status and nothing else, in biblatex, of persons and in Scopus."""
_SAY_MORE: Final = frozenset(
    {"status", "note", "doi", "arxiv_id", "url", "links", "howpublished", "eventtitle", "venue"}
)
"""Fields that say more about an ``@unpublished`` than that it is not out."""
_STATUS_FIELDS: Final = ("venue", "volume", "number", "pages", "note")


def make_record(entry: Entry, fields: Fields, doubts: list[str], raw: str, line: int) -> Record:
    """Return the record of ``entry``; append to ``doubts`` what was odd about its values."""
    left = {name: value for name, value in fields.items() if value and not value.isspace()}
    work: dict[str, Any] = {}
    kind = _take_thesis(left, work) or TYPES.get(entry.type) or _kind_of_unknown(entry.type, left)
    _take_title(left, work, dblp=_is_by_dblp(entry, left))
    _take_names(left, work, doubts)
    take_date(left, work, doubts)
    take_arxiv(left, work)
    take_doi(left, work, doubts)
    take_url(left, work)
    take_venue(left, work, kind, doubts)
    _take_plain(left, work)
    take_place(left, work, kind)
    take_numbers(left, work)
    _take_keywords(left, work)
    take_links(left, work)
    _take_note(left, work)
    _take_status(left, work, kind)
    work["kind"] = corrected_kind(entry.type, kind, work, left)
    if entry.type == "unpublished" and not (_SAY_MORE & {*work, *left}) and work["kind"] == "other":
        work["status"] = "in preparation"
    if entry.key.startswith("DBLP:"):
        work["venue_key"] = dblp_stream(entry.key)
    extra = {name: _extra(name, value) for name, value in left.items()}
    if work["kind"] == "thesis" and (degree := _degree(entry)):
        extra.setdefault("type", degree)
    record = Record(source_key=entry.key, extra=extra, raw=raw, line=line, **work)
    record = with_pubmed_id(record)
    return record if entry.key else replace(record, source_key=record_key("", record, {}))


def _degree(entry: Entry) -> str:
    """Return the degree that the type of an entry names; Google Scholar calls any thesis a PhD."""
    named = {field.name for field in entry.fields}
    if named <= _SCHOLAR_FIELDS and _SCHOLAR_KEY.fullmatch(entry.key):
        return ""
    return _DEGREES.get(entry.type, "")


_SCHOLAR_FIELDS: Final = frozenset({"title", "author", "year", "school"})
_SCHOLAR_KEY = re.compile(r"[^\W\dA-Z_]+\d{4}[^\W\dA-Z_]+")


def _kind_of_unknown(type_: str, left: Fields) -> str:
    """Return the kind of an entry whose type is unknown, by the word in it or by its fields."""
    for word, kind in _TELLING_WORDS.items():
        if word in type_:
            return kind
    for names, kind in _TELLING_FIELDS.items():
        if any(name in left for name in names):
            return kind
    return "other"


_TELLING_WORDS: Final = {
    "report": "report", "thesis": "thesis", "preprint": "preprint", "inproceedings": "conference",
    "dataset": "dataset", "software": "software", "patent": "patent",
}  # fmt: skip
"""Words in types that only one field or laboratory has, such as ``@labreport``."""
_TELLING_FIELDS: Final = {
    ("journal", "journaltitle"): "article",
    ("booktitle",): "conference",
    ("school",): "thesis",
}


def _is_by_dblp(entry: Entry, left: Fields) -> bool:
    return entry.key.startswith("DBLP:") or "dblp" in left.get("bibsource", "")


def _first(left: Fields, names: tuple[str, ...]) -> str:
    """Remove and return the first of these fields that is there. The others stay for ``extra``."""
    for name in names:
        if name in left:
            return left.pop(name)
    return ""


def _extra(name: str, value: str) -> str:
    if name in VERBATIM_FIELDS:
        return " ".join(value.split())
    return decode_shared(value)


# ------------------------------------------------------------------------------- title and names


def _take_thesis(left: Fields, work: dict[str, Any]) -> str:
    """Take MathSciNet's note of a thesis; return the kind, or ``""`` if it is not a thesis."""
    match = _THESIS_NOTE.fullmatch(decode(left.get("note", "")))
    if match is None:
        return ""
    del left["note"]
    left.setdefault("type", f"{match[1]} thesis")
    work["school"] = match[2]
    if left.get("pages", "").strip("{} ").isdecimal():
        left["pagetotal"] = left.pop("pages")
    return "thesis"


def _take_title(left: Fields, work: dict[str, Any], *, dblp: bool) -> None:
    title = _first(left, ("title", *_OTHER_TITLES))
    if subtitle := left.pop("subtitle", ""):
        title = joined(title, subtitle)
    if addon := left.pop("titleaddon", ""):  # "an annex to the title" (biblatex manual, 2.2.2)
        title = joined(title, addon, ".")
    plain, markup = decode_markup(title)
    if dblp and plain.endswith(".") and not plain.endswith(".."):
        plain, markup = plain[:-1], markup.removesuffix(".")
    if dblp:
        plain, markup = join_thousands(plain), join_thousands(markup)
    if plain:
        work["title"] = plain
    if markup and markup != plain:
        work["title_markup"] = markup


def _take_names(left: Fields, work: dict[str, Any], doubts: list[str]) -> None:
    for name in ("authors", "editors"):
        value = _first(left, FIELD_NAMES[name])
        if not value:
            continue
        names = split_names(value) if name == "authors" else _split_editors(value)
        if names.names:
            work[name] = names.names
        if name == "authors":
            if names.cut:
                work["authors_cut"] = True
            work[name] = take_annotations(left, names.names)
        doubts.extend(names.doubts)
        _keep_unread(name, value, names, left)


_split_editors = lru_cache(maxsize=2048)(split_names)
"""All papers of one volume have the same editors."""


def _keep_unread(name: str, value: str, names: Names, left: Fields) -> None:
    """Keep a list as written if it holds no name, or if a list of editors goes on."""
    if not names.names or (names.cut and name == "editors"):
        left[name.removesuffix("s")] = value


# ----------------------------------------------------------------------------------- all the rest


def _take_plain(left: Fields, work: dict[str, Any]) -> None:
    for name in _PLAIN:
        if (value := _first(left, FIELD_NAMES[name])) and (plain := decode_shared(value)):
            work.setdefault(name, plain)
    if "eid" in left and arxiv_id(left["eid"]):  # ADS repeats the arXiv number as eid
        del left["eid"]
    if pages := _first(left, FIELD_NAMES["pages"]):
        plain = pages if _PLAIN_PAGES.fullmatch(pages) else decode(pages)
        work["pages"] = bare_pages(_DASHES.sub("-", plain).strip("-"))
    if language := _first(left, FIELD_NAMES["language"]):
        work["language"] = language_alone(decode(language).lower())


def _take_keywords(left: Fields, work: dict[str, Any]) -> None:
    """Take keywords, and as tags the groups of JabRef and ``selected``."""
    if keywords := _first(left, FIELD_NAMES["keywords"]):
        words = (decode(word) for word in _KEYWORD_SIGNS.split(keywords))
        work["keywords"] = tuple(dict.fromkeys(word for word in words if word))
    tags = [decode(group) for group in _first(left, ("groups", "mendeley-groups")).split(",")]
    if left.get("selected", "").strip().lower() in ("true", "yes", "1"):
        del left["selected"]
        tags.insert(0, "selected")
    if found := tuple(dict.fromkeys(tag for tag in tags if tag)):
        work["tags"] = found


def _take_note(left: Fields, work: dict[str, Any]) -> None:
    """Take a person's words as the note, and keep the values that a program labelled."""
    if "note" not in left:
        return
    lines = (decode(line) for line in left.pop("note").split("\n"))
    note = split_note("\n".join(filter(None, lines)), arxiv_id=work.get("arxiv_id", ""))
    if text := " ".join(note.text.split()):
        work["note"] = text
    for label, value in note.labelled.items():
        # "Number: 7" in a note is not the number of the entry, so it keeps a name of its own.
        left.setdefault(f"note-{label}" if label in FIELD_ALIASES else label, value)


def _take_status(left: Fields, work: dict[str, Any], kind: str) -> None:
    """Find the status in any field, and take its words out of the fields that are printed."""
    for name in _STATES:
        if (state := left.get(name)) and (said := understand(decode(state))):
            work.setdefault("status", said.status)
            del left[name]
    texts: dict[str, str] = {name: work[name] for name in _STATUS_FIELDS if name in work}
    texts |= {name: decode(left[name]) for name in ("howpublished", "addendum") if name in left}
    found = find_status(texts, kind)
    if found.status:
        work.setdefault("status", found.status)
    for name, text in found.changed.items():
        fields = work if name in _STATUS_FIELDS else left
        fields[name] = text
        if not text:
            del fields[name]
