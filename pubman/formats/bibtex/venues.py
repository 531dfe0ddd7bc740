"""Take the venue and the place out of an entry, and correct its kind by them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from pubman.formats.bibtex.fields import FIELD_NAMES, KIND_WORDS
from pubman.formats.bibtex.journal_macros import journal_of_macro, journal_of_string
from pubman.formats.bibtex.places import is_publishers_town
from pubman.text.latex import decode, decode_shared
from pubman.text.preprints import preprint_server

Fields = dict[str, str]

_JOURNALS: Final = ("journal", "journaltitle", "booktitle", "eventtitle", "maintitle")
_BOOKS: Final = ("booktitle", "maintitle", "eventtitle", "journal", "journaltitle")
_NO_BOOKS: Final = frozenset({"journal", "journaltitle", "booktitle"})
_MEETINGS: Final = frozenset({"conference", "workshop", "demo", "proceedings", "talk"})
_WORKSHOP = re.compile(r"(?i)\bworkshops?\b|@\s?[A-Z]{3,}|\bWS\b")
_DEMO = re.compile(r"(?i)\b(?:demos?|demonstrations?|posters?)\b")
_PREPRINT_VENUE = re.compile(
    r"(?i)arxiv|\bcorr\b|biorxiv|medrxiv|chemrxiv|psyarxiv|\bssrn\b|research square|preprints?\b"
    r"|computing research repository|cryptology eprint|\beccc\b|techrxiv|zenodo preprint|\bosf\b"
)
_PATENT = re.compile(r"(?i)\b(?:US|EP|WO|CN|JP|DE|GB|KR)\s?(?:patent|\d{6,})|\bpatent\b")
_NEVER_PREPRINTS: Final = frozenset({"software", "dataset"})


def take_venue(left: Fields, work: dict[str, Any], kind: str, doubts: list[str]) -> None:
    """Take the journal, proceedings or book, in the order for the kind of the entry."""
    names: tuple[str, ...] = _JOURNALS if kind == "article" else _BOOKS
    if kind in ("book", "proceedings", "thesis", "report"):
        names = tuple(name for name in names if name in _NO_BOOKS)
    name = next((each for each in names if each in left), "")
    if not name:
        return
    value = left.pop(name)
    if subtitle := left.pop(name.removesuffix("title") + "subtitle", ""):
        value = joined(value, subtitle)
    work["venue"] = _journal(value, left, doubts)


def _journal(value: str, left: Fields, doubts: list[str]) -> str:
    """Return the venue as text; a macro of ADS and MathSciNet's ``fjournal`` give the full name."""
    if "\\" in value and (found := journal_of_macro(value)):
        return found
    undefined = f"no @string has this name: {value.strip()}"
    if doubts and undefined in doubts and (found := journal_of_string(value)):
        doubts.remove(undefined)
        return found
    if "fjournal" in left:
        full, left["fjournal"] = decode(left["fjournal"]), value  # the short form takes its place
        return full
    return decode_shared(value)


def joined(title: str, other: str, sign: str = ":") -> str:
    """Return ``title`` and ``other`` with a sign between them, unless ``title`` ends in one.

    If a title ends in a brace or a quotation mark, the character inside counts.
    """
    title = title.rstrip()
    ends = title.rstrip("}'\" ").endswith((":", "?", "!", "."))
    return f"{title}{'' if ends or not title else sign} {other}"


def take_place(left: Fields, work: dict[str, Any], kind: str) -> None:
    """Take the place: for a conference where it was, for a book where it was published."""
    if "venue" in left:
        work["place"] = decode(left.pop("venue"))
        return
    names = [name for name in FIELD_NAMES["place"] if left.get(name)]
    if kind in _MEETINGS and len(names) > 1:
        names = ["location"]  # the ACM writes its own town into address
    elif kind in _MEETINGS and names:
        place, publisher = decode(left[names[0]]), work.get("publisher", "")
        if is_publishers_town(place, publisher):
            return
    if names:
        work["place"] = decode(left.pop(names[0]))


def corrected_kind(type_: str, kind: str, work: dict[str, Any], left: Fields) -> str:
    """Return the kind of the entry type, corrected by the venue, the DOI and the publisher."""
    venue = work.get("venue", "")
    if kind == "conference":
        return _kind_of_meeting(venue)
    if type_ == "manual" and _is_program(work, left):
        return "software"
    if said := _kind_said(kind, left):
        return said
    if kind not in ("article", "other", "website") or type_ in _NEVER_PREPRINTS:
        return kind
    if type_ in ("misc", "article") and _is_patent(work, left):
        return "patent"
    if _is_preprint(kind, work, left):
        return "preprint"
    return "talk" if type_ in _LOOSE_TYPES and _take_event(work, left) else kind


@lru_cache(maxsize=4096)
def _kind_of_meeting(venue: str) -> str:
    """Return whether the name of a conference says that it was a demonstration or a workshop."""
    if _DEMO.search(venue):
        return "demo"
    return "workshop" if _WORKSHOP.search(venue) else "conference"


@lru_cache(maxsize=4096)
def _names_server(text: str) -> bool:
    return _PREPRINT_VENUE.search(text) is not None


_PROGRAM = re.compile(
    r"(?i)\b(?:R|Python|Julia|Stata|MATLAB|Perl|LaTeX|Ruby|Rust|JavaScript|npm|Java|C\+\+) ?"
    r"(?:package|module|library|toolbox|crate|plug-?in)\b|\bsoftware\b|\bcomputer program\b"
    r"|\b(?:package|program|library) version \d|\bversion v?\d+\.\d"
)
_PROGRAM_ADDRESS = re.compile(
    r"(?i)://(?:[\w.-]*\.)?(?:cran\.r-project\.org|bioconductor\.org|pypi\.org|crates\.io|ctan\.org"
    r"|npmjs\.com|r-universe\.dev|github\.com|gitlab\.[\w.]+|codeberg\.org|sourceforge\.net)/"
)


def _is_program(work: dict[str, Any], left: Fields) -> bool:
    """Return whether a manual is a program, as R's ``citation()`` writes one for every package."""
    texts = (work.get("note", ""), work.get("edition", ""), decode(left.get("howpublished", "")))
    if "version" in left or any(map(_PROGRAM.search, texts)):
        return True
    return _PROGRAM_ADDRESS.search(work.get("url", "")) is not None


_LOOSE_TYPES: Final = frozenset({"misc", "unpublished"})
_EVENT = re.compile(
    r"(?i)\b(?:meetings?|symposium|workshop|conference|congress|seminar|colloquium|keynote|webinar"
    r"|summer school|winter school|invited (?:talk|lecture)|talk (?:at|given)|presented at"
    r"|lecture at|tagung|kongress|kolloquium|congreso|jornadas?|colloque|congrès|convegno)\b"
)
_TALK_AT = re.compile(
    r"(?i)(?:(?:invited|contributed|plenary)? ?(?:talk|lecture|keynote|presentation)|presented)"
    r"(?: given)? (?:at|in)(?: the)? "
)
_PUBLISHED: Final = ("venue", "doi", "arxiv_id", "publisher", "school", "isbn", "pages")


def _kind_said(kind: str, left: Fields) -> str:
    """Return the kind that the field ``type`` names, and remove a word of our own; else ``""``."""
    said = decode(left.get("type", "")).strip()
    found = next((each for each, word in KIND_WORDS.items() if word == said), "")
    if found:
        del left["type"]
        return found
    return "talk" if kind == "other" and _TALK.fullmatch(said.lower()) else ""


_TALK = re.compile(
    r"(?:invited |plenary |contributed |keynote )?(?:talk|lecture|keynote|presentation|seminar)"
)


def _take_event(work: dict[str, Any], left: Fields) -> bool:
    """Take the event of a talk that ``howpublished`` or the note names; return whether one does."""
    if any(work.get(name) for name in _PUBLISHED) or work.get("status"):
        return False
    for fields, name in ((left, "howpublished"), (work, "note")):
        text = decode(fields.get(name, "")) if fields is left else fields.get(name, "")
        if text and _EVENT.search(text):
            work["venue"] = _TALK_AT.sub("", text, count=1) if _TALK_AT.match(text) else text
            del fields[name]
            return True
    return False


def _is_preprint(kind: str, work: dict[str, Any], left: Fields) -> bool:
    venue = work.get("venue", "")
    if _names_server(venue) or (work.get("arxiv_id") and not venue):
        return True
    address = work.get("url", "") + work.get("publisher", "")
    server = "" if venue else preprint_server(work.get("doi", ""), address=address)
    if server:
        work["venue"] = server
        return True
    said = left.get("howpublished", "") + work.get("publisher", "")
    return kind != "article" and _names_server(said)


def _is_patent(work: dict[str, Any], left: Fields) -> bool:
    said = (work.get("publisher", ""), work.get("note", ""), left.get("howpublished", ""))
    return any(_PATENT.search(text) for text in said) and not work.get("venue")


def dblp_stream(key: str) -> str:
    """Return dblp's stream of a record: ``conf/sosp`` for ``DBLP:conf/sosp/X``."""
    parts = key.removeprefix("DBLP:").split("/")
    return "/".join(parts[:2]) if len(parts) >= 3 and parts[0] in _STREAMS else ""


_STREAMS: Final = frozenset({"conf", "journals", "series", "books", "reference", "tr"})
