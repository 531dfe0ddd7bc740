"""One entry's fields -> a record: kinds, titles, names, dates, identifiers, and all the rest.

Each ``_take`` removes from the fields what it understood; what is left over is ``extra``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from pubman.formats.bibtex.fields import (
    FIELD_NAMES,
    LINK_FIELDS,
    TYPES,
    VERBATIM_FIELDS,
)
from pubman.formats.bibtex.grammar import Entry
from pubman.formats.dates import read_fields
from pubman.formats.languages import language_alone
from pubman.record import Date, Link, Record
from pubman.text.fold import fold
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi, isbn, issn
from pubman.text.latex import decode, decode_markup, unescape_url
from pubman.text.names import Names, split_names
from pubman.text.plain import bare_pages
from pubman.text.status import find_status, understand

Fields = dict[str, str]

_PLAIN: Final = (
    "title_translated", "series", "volume", "number", "edition", "publisher", "school",
    "abstract", "award",
)  # fmt: skip
"""Fields of a work that are the decoded text of the first field that has any."""

_OTHER_TITLES: Final = ("titleaddon", "booktitle", "maintitle", "shorttitle", "eventtitle")
"""What an entry without a title is called by, best first."""

_JOURNALS: Final = ("journal", "journaltitle", "booktitle", "eventtitle", "maintitle")
_BOOKS: Final = ("booktitle", "maintitle", "eventtitle", "journal", "journaltitle")
_WORKSHOP = re.compile(r"(?i)\bworkshops?\b|@\s?[A-Z]{3,}|\bWS\b")
_DEMO = re.compile(r"(?i)\b(?:demos?|demonstrations?|posters?)\b")
_PREPRINT_VENUE = re.compile(
    r"(?i)arxiv|\bcorr\b|biorxiv|medrxiv|chemrxiv|psyarxiv|\bssrn\b|research square|preprints?\b"
    r"|computing research repository|cryptology eprint|\beccc\b|techrxiv|zenodo preprint|\bosf\b"
)
_PATENT = re.compile(r"(?i)\b(?:US|EP|WO|CN|JP|DE|GB|KR)\s?(?:patent|\d{6,})|\bpatent\b")
_MASTERS = re.compile(r"(?i)master|diplom|bachelor|undergraduate|honou?rs")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_KEYWORD_SIGNS = re.compile(r"[;,\n]")


def make_record(entry: Entry, fields: Fields, doubts: list[str], raw: str, line: int) -> Record:
    """The record of ``entry``; appends to ``doubts`` what was odd about its values."""
    left = {name: value for name, value in fields.items() if value and not value.isspace()}
    dblp = entry.key.startswith("DBLP:") or "dblp" in left.get("bibsource", "")
    work: dict[str, Any] = {}
    kind = TYPES.get(entry.type, "other")
    _take_title(left, work, dblp=dblp)
    _take_names(left, work, doubts)
    _take_date(left, work, doubts)
    _take_arxiv(left, work)
    _take_doi(left, work, doubts)
    _take_url(left, work)
    _take_venue(left, work, kind)
    _take_plain(left, work)
    _take_rest(left, work)
    _take_status(left, work, kind)
    work["kind"] = _kind(entry.type, kind, work, left)
    if entry.key.startswith("DBLP:"):
        work["venue_key"] = _stream(entry.key)
    key = entry.key or f"{fold(work.get('title', ''))}|{_year(work)}"
    extra = {name: _extra(name, value) for name, value in left.items()}
    return Record(source_key=key, extra=extra, raw=raw, line=line, **work)


def _year(work: dict[str, Any]) -> str:
    date: Date | None = work.get("date")
    return str(date.year) if date else ""


def _first(left: Fields, names: tuple[str, ...]) -> str:
    """The first of these fields that is there, taken out; the others stay for ``extra``."""
    for name in names:
        if name in left:
            return left.pop(name)
    return ""


def _extra(name: str, value: str) -> str:
    if name in VERBATIM_FIELDS:
        return " ".join(value.split())
    return decode(value)


# ------------------------------------------------------------------------------- title and names


def _take_title(left: Fields, work: dict[str, Any], *, dblp: bool) -> None:
    title = _first(left, ("title", *_OTHER_TITLES))
    if subtitle := left.pop("subtitle", ""):
        title = _joined(title, subtitle)
    if addon := left.pop("titleaddon", ""):  # "an annex to the title" (biblatex manual, 2.2.2)
        title = _joined(title, addon, ".")
    plain, markup = decode_markup(title)
    if dblp and plain.endswith(".") and not plain.endswith(".."):
        plain, markup = plain[:-1], markup.removesuffix(".")
    if plain:
        work["title"] = plain
    if markup and markup != plain:
        work["title_markup"] = markup


def _joined(title: str, other: str, sign: str = ":") -> str:
    """``title`` and what a bibliography prints behind it, with a sign between where there is none.

    Of a title that ends in a brace or a quotation mark, what stands inside decides.
    """
    title = title.rstrip()
    ends = title.rstrip("}'\" ").endswith((":", "?", "!", "."))
    return f"{title}{'' if ends or not title else sign} {other}"


def _take_names(left: Fields, work: dict[str, Any], doubts: list[str]) -> None:
    for name in ("authors", "editors"):
        value = _first(left, FIELD_NAMES[name])
        if not value:
            continue
        names = split_names(value)
        if names.names:
            work[name] = names.names
        if name == "authors" and names.cut:
            work["authors_cut"] = True
        doubts.extend(names.doubts)
        _keep_unread(name, value, names, left)


def _keep_unread(name: str, value: str, names: Names, left: Fields) -> None:
    """A list that goes on (editors) or holds no name is kept as written."""
    if not names.names or (names.cut and name == "editors"):
        left[name.removesuffix("s")] = value


# ----------------------------------------------------------------------------------------- dates


def _take_date(left: Fields, work: dict[str, Any], doubts: list[str]) -> None:
    texts = {name: decode(left[name]) for name in ("date", "year", "month", "day") if name in left}
    if "~" in left.get("date", ""):
        texts["date"] = left["date"].strip()  # biblatex's sign for "about", no space of TeX's
    if not texts:
        return
    dated = read_fields(*(texts.get(name, "") for name in ("date", "year", "month", "day")))
    if dated.date:
        work["date"] = dated.date
    if dated.status:
        work["status"] = dated.status
    if dated.doubt:
        doubts.append(dated.doubt)
    if dated.exact and not dated.doubt:
        for name in texts:
            if name != "day" or (dated.date and dated.date.day):
                left.pop(name, None)


# ----------------------------------------------------------------------------------- identifiers


def _take_arxiv(left: Fields, work: dict[str, Any]) -> None:
    scheme = (left.get("archiveprefix") or left.get("eprinttype") or "").strip().lower()
    found = ""
    eprint = unescape_url(left.get("eprint", ""))
    if eprint and scheme in ("", "arxiv"):
        found = arxiv_id(eprint)
        if found:
            for name in ("eprint", "archiveprefix", "eprinttype"):
                left.pop(name, None)
    for name in ("arxiv", "arxivid"):
        if name in left:
            found_here = arxiv_id(unescape_url(left[name])) or find_arxiv_id(left[name])
            if found_here and found_here == (found := found or found_here):
                del left[name]
    work_id = found or _arxiv_elsewhere(left)
    if work_id:
        work["arxiv_id"] = work_id


_ARXIV_FIELDS: Final = (
    "url", "ee", "eprint", "howpublished", "journal", "journaltitle", "booktitle", "note", "doi",
)  # fmt: skip


def _arxiv_elsewhere(left: Fields) -> str:
    """An arXiv id in an address, a note, or where CoRR and Scholar put it."""
    volume = left.get("volume", "")
    if volume.startswith("abs/"):
        return arxiv_id(volume[4:])
    for name in _ARXIV_FIELDS:
        value = left.get(name, "")
        if ("rxiv" in value or "rXiv" in value or "RXIV" in value) and (
            found := find_arxiv_id(unescape_url(value) if name in ("url", "ee") else decode(value))
        ):
            return found
    return ""


def _take_doi(left: Fields, work: dict[str, Any], doubts: list[str]) -> None:
    if "doi" in left:
        value = unescape_url(left["doi"])
        if found := doi(value):
            work["doi"] = found
            del left["doi"]
            return
        doubts.append(f"no DOI: {value}")
    for name in ("url", "ee", "eprint", "howpublished", "note"):
        value = left.get(name, "")
        if "10." in value and "/" in value and (found := find_doi(unescape_url(value))):
            work["doi"] = found
            if name == "eprint" and left.get("eprinttype", "").lower() == "doi":
                left.pop("eprint"), left.pop("eprinttype")
            return


def _take_url(left: Fields, work: dict[str, Any]) -> None:
    for name in ("url", "ee", "howpublished"):
        value = left.get(name, "")
        if name == "howpublished" and not re.match(r"\s*(?:\\url|https?:|\{?\\url)", value):
            continue
        if value:
            address = unescape_url(value)
            if name == "howpublished" and not re.fullmatch(r"https?://\S+", address):
                continue
            work["url"] = address
            del left[name]
            return


# ------------------------------------------------------------------------------------- the venue


def _take_venue(left: Fields, work: dict[str, Any], kind: str) -> None:
    names: tuple[str, ...] = _JOURNALS if kind == "article" else _BOOKS
    if kind in ("book", "proceedings", "thesis", "report"):
        names = tuple(name for name in names if name in ("journal", "journaltitle", "booktitle"))
    for name in names:
        if name not in left:
            continue
        venue = left.pop(name)
        if subtitle := left.pop(name.removesuffix("title") + "subtitle", ""):
            venue = _joined(venue, subtitle)
        work["venue"] = decode(venue)
        return


def _stream(key: str) -> str:
    """dblp's stream of a record: ``conf/sosp`` of ``DBLP:conf/sosp/X``."""
    parts = key.removeprefix("DBLP:").split("/")
    return "/".join(parts[:2]) if len(parts) >= 3 and parts[0] in ("conf", "journals", "series",
        "books", "reference", "tr") else ""  # fmt: skip


def _kind(type_: str, kind: str, work: dict[str, Any], left: Fields) -> str:
    """The kind, as the entry type has it and the venue betters it."""
    venue = work.get("venue", "")
    if kind == "conference":
        if _DEMO.search(venue):
            return "demo"
        return "workshop" if _WORKSHOP.search(venue) else kind
    if kind in ("article", "other"):
        if type_ in ("misc", "article") and _is_patent(work, left):
            return "patent"
        if _PREPRINT_VENUE.search(venue) or (
            work.get("arxiv_id") and not venue and type_ not in ("software", "dataset")
        ):
            return "preprint"
        if kind == "other" and _PREPRINT_VENUE.search(
            left.get("howpublished", "") + work.get("publisher", "")
        ):
            return "preprint"
    return kind


def _is_patent(work: dict[str, Any], left: Fields) -> bool:
    said = (work.get("publisher", ""), work.get("note", ""), left.get("howpublished", ""))
    return any(_PATENT.search(text) for text in said) and not work.get("venue")


# ----------------------------------------------------------------------------------- all the rest


def _take_plain(left: Fields, work: dict[str, Any]) -> None:
    for name in _PLAIN:
        if (value := _first(left, FIELD_NAMES[name])) and (plain := decode(value)):
            work[name] = plain
    if pages := _first(left, FIELD_NAMES["pages"]):
        work["pages"] = bare_pages(_DASHES.sub("-", decode(pages)).strip("-"))
    place = left.pop("venue", "") or _first(left, FIELD_NAMES["place"])
    if place:
        work["place"] = decode(place)
    if language := _first(left, FIELD_NAMES["language"]):
        work["language"] = language_alone(decode(language).lower())


def _take_rest(left: Fields, work: dict[str, Any]) -> None:
    _take_checked(left, work, "isbn", isbn)
    _take_checked(left, work, "issn", issn)
    if keywords := _first(left, FIELD_NAMES["keywords"]):
        words = (decode(word) for word in _KEYWORD_SIGNS.split(keywords))
        work["keywords"] = tuple(dict.fromkeys(word for word in words if word))
    if left.get("selected", "").strip().lower() in ("true", "yes", "1"):
        del left["selected"]
        work["tags"] = ("selected",)
    links = [
        Link(label=label, url=unescape_url(left.pop(name)))
        for name, label in LINK_FIELDS.items()
        if label and name in left and _is_address(left[name])
    ]
    if links:
        work["links"] = tuple(links)


def _is_address(value: str) -> bool:
    return re.match(r"\s*(?:https?://|/|\.{1,2}/|[\w./-]+\.\w{2,4}\s*\Z|\\url)", value) is not None


def _take_checked(
    left: Fields, work: dict[str, Any], name: str, check: Callable[[str], str]
) -> None:
    """An ISBN or ISSN that holds; what does not stays in ``extra``."""
    if name in left and (found := check(decode(left[name]))):
        work[name] = found
        if len(re.sub(r"[^\dXx]", "", left[name])) <= 13:
            del left[name]


def _take_status(left: Fields, work: dict[str, Any], kind: str) -> None:
    """Find the status in any field, and take its words out of the fields that are printed."""
    if (state := left.get("pubstate")) and (said := understand(decode(state))):
        work["status"] = said.status
        del left["pubstate"]
    if note := decode(left.pop("note", "")):
        work["note"] = note
    texts = {name: work.get(name, "") for name in _STATUS_FIELDS}
    texts |= {name: decode(left.get(name, "")) for name in ("howpublished", "addendum")}
    found = find_status(texts, kind)
    if found.status:
        work.setdefault("status", found.status)
    for name, text in found.changed.items():
        fields = work if name in _STATUS_FIELDS else left
        fields[name] = text
        if not text:
            del fields[name]


_STATUS_FIELDS: Final = ("venue", "volume", "number", "pages", "note")
