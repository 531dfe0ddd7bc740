"""One map of a data file -> a record and its placement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pubman.formats.dates import read_date
from pubman.freelist.placement import ListEntry, Placement
from pubman.freelist.rest import Rest, read_rest
from pubman.freelist.structured.authors import clean, read_authors
from pubman.freelist.structured.field_names import FIELDS, IGNORED, LINK_LISTS, LINKS
from pubman.freelist.words import STATUS
from pubman.record import STATUSES, Date, Link, Record
from pubman.text.fold import fold
from pubman.text.html_text import read_title
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi, isbn, issn

_EMPHASISED_VENUE = re.compile(r"^[_*]{1,3}(?:In:?\s+)?(.+?)[_*]{1,3}\s*(.*)$", re.DOTALL)
_HOLDS_MORE = re.compile(r"\d\s?(?:\(\d+\))?[^:]{0,20}:\s?\d+[-–]\d+")
"""A venue with its volume and pages in one value: ``Genome Research 303: 297–303``."""
_YEAR = re.compile(r"\b(1[89]\d\d|20[0-4]\d)\b")
_KINDS: Final[Mapping[str, str]] = {
    "1": "conference", "2": "article", "3": "preprint", "4": "report", "5": "book", "6": "chapter",
    "7": "thesis", "8": "patent", "journal": "article", "article": "article",
    "articlejournal": "article", "journalarticle": "article", "conference": "conference",
    "paperconference": "conference", "conferencepaper": "conference", "inproceedings": "conference",
    "conferences": "conference", "journals": "article", "workshop": "workshop",
    "workshoppaper": "workshop", "preprint": "preprint", "manuscript": "preprint",
    "thesis": "thesis", "phdthesis": "thesis", "masterthesis": "thesis", "mastersthesis": "thesis",
    "dissertation": "thesis", "book": "book", "books": "book", "chapter": "chapter",
    "bookchapter": "chapter", "incollection": "chapter", "report": "report", "techreport": "report",
    "patent": "patent", "dataset": "dataset", "software": "software", "poster": "demo",
    "demo": "demo", "proceedings": "proceedings",
}  # fmt: skip
_TRUE: Final = frozenset({"true", "yes", "1", "on"})


@dataclass(slots=True)
class Reader:
    """Reads the maps of one file; counts what has no place, and numbers what has no key."""

    owner: str = ""
    unknown: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    position: int = 0

    def read(self, item: Mapping[str, Any], section: Sequence[str], key: str = "") -> ListEntry:
        """The entry of one map below the headings of *section*."""
        self.position += 1
        values = self._values(item)
        links = tuple(_links(item))
        record = self._record(values, key)
        record = replace(record, doi=record.doi or _doi_of_links(links))
        placement = Placement(
            position=self.position,
            section=tuple(section) or _own_section(values),
            links=links,
            picture=_picture(values.get("picture")),
            award=record.award,
            note=_note(values),
            raw=_written(record),
        )
        return ListEntry(record=record, placement=placement)

    def _values(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """The values by our names; what nobody knows is counted by its own."""
        values: dict[str, Any] = {}
        for name, value in item.items():
            plain = squash(name)
            known = FIELDS.get(plain)
            if known is None and value not in (None, "", []) and not _is_used(plain, value):
                self.unknown[str(name)] += 1
            if known and value not in (None, "", [], {}) and known not in values:
                values[known] = value
        if "year" in item and item["year"] and "date" in values:
            values["year"] = item["year"]
        return values

    def _record(self, values: Mapping[str, Any], key: str) -> Record:
        title, markup = read_title(_title(values.get("title")))
        title, markup = _without_emphasis(title), markup if "<" in markup else ""
        authors, cut = read_authors(values.get("authors"), self.owner)
        editors, _ = read_authors(values.get("editors"), self.owner)
        venue, venue_date = _venue(values)
        rest = read_rest(venue) if _HOLDS_MORE.search(venue) else Rest(venue=venue)
        venue = rest.venue or venue
        date = _date(values) or venue_date
        status = _status(values)
        own = str(values.get("key") or key or "").strip()
        return Record(
            kind=_kind(values, venue),
            title=title,
            title_markup=markup if markup != title else "",
            authors=authors,
            authors_cut=cut,
            editors=editors,
            date=date,
            venue=venue,
            series=_text(values, "series"),
            volume=""
            if STATUS.search(_text(values, "volume"))
            else _text(values, "volume") or rest.volume,
            number=_text(values, "number") or rest.number,
            pages=_pages(values) or rest.pages,
            edition=_text(values, "edition"),
            publisher=_text(values, "publisher") if venue != _text(values, "publisher") else "",
            school=_text(values, "school"),
            place=_text(values, "place"),
            doi=_doi(values),
            arxiv_id=_arxiv(values),
            isbn=isbn(_text(values, "isbn")),
            issn=issn(_text(values, "issn")),
            abstract=_text(values, "abstract"),
            language=_text(values, "language"),
            status=status,
            award=_award(values.get("award")),
            keywords=tuple(_words(values.get("keywords"))),
            tags=("selected",) if str(values.get("selected", "")).lower() in _TRUE else (),
            source_key=self._key(own, title, date),
            raw="",
        )

    def _key(self, own: str, title: str, date: Date | None) -> str:
        key = own or f"{fold(title)}|{date.year if date else ''}"
        self.seen[key] += 1
        return key if self.seen[key] == 1 else f"{key}|{self.seen[key]}"


def squash(name: Any) -> str:
    """The name of a field in small letters and digits: ``url_pdf`` is ``urlpdf``."""
    return re.sub(r"[^a-z0-9]", "", str(name).lower())


def _is_used(name: str, value: Any) -> bool:
    """Return True for a field that becomes a link, or that says how the page is made."""
    return name in LINKS or name in LINK_LISTS or name in IGNORED or _is_address(value)


def is_record(item: Mapping[str, Any]) -> bool:
    """Return True for a map with a title and a second field of a publication."""
    if "sections" in item:  # a whole CV
        return False
    names = {FIELDS.get(squash(name), "") for name, value in item.items() if value}
    links = {squash(name) for name, value in item.items() if value} & (LINKS | LINK_LISTS)
    own_title = any(squash(name) in {"title", "title1", "papertitle"} for name in item)
    others = names & {"authors", "date", "venue", "doi", "arxiv", "citation", "publisher", "bibtex"}
    return (
        ("title" in names)
        and bool(others or (links and own_title))
        and (own_title or len(others) > 1)
    )


# ------------------------------------------------------------------------------------ the fields


def _title(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("value") or value.get("title") or value.get("text") or ""
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(str(value or "").split())


def _without_emphasis(text: str) -> str:
    return re.sub(r"(?<!\w)\*{1,2}(\S(?:[^*]*\S)?)\*{1,2}(?!\w)", r"\1", text).strip()


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    if isinstance(value, list) and value and not isinstance(value[0], Mapping | list):
        value = value[0]
    return clean(str(value)) if isinstance(value, str | int | float) else ""


def _venue(values: Mapping[str, Any]) -> tuple[str, Date | None]:
    """The venue, and the date after it in the same value."""
    for name in ("venue", "short_venue", "parent", "publisher"):
        value = values.get(name)
        said = _venue_text(_parent_title(value) if name == "parent" else value)
        if said.strip():
            return _split_venue(said)
    return "", None


def _venue_text(value: Any) -> str:
    """The name of a venue in a text, in a map that describes it, or first in a list."""
    if isinstance(value, Mapping):
        value = value.get("title") or value.get("name") or value.get("short") or ""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value or "")


def _split_venue(said: str) -> tuple[str, Date | None]:
    """The name of a venue, and the date behind a name that is set off: ``*Nature*, May 2020``."""
    raw = re.sub(r"<[^<>]{0,100}>", " ", said).strip()
    emphasised = _EMPHASISED_VENUE.match(raw)
    name, behind = emphasised.groups() if emphasised else (raw, "")
    venue = re.sub(r"^(?:In:?|Proc\. of:)\s+(?=\S)", "", clean(name)).strip(" .,")
    year = _YEAR.search(behind)
    if year is None:
        return venue, None
    return venue, read_date(behind.strip(" .,;")) or _year_date(year)


def _year_date(year: re.Match[str] | None) -> Date | None:
    return Date(year=int(year[1])) if year else None


def _parent_title(value: Any) -> str:
    """The title of the outermost parent that has one: Hayagriva's nested parents."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, Mapping):
            return ""
        if value.get("title"):
            return _title(value["title"])
        value = value.get("parent")
    return ""


def _date(values: Mapping[str, Any]) -> Date | None:
    for name in ("date", "year", "section"):
        value = values.get(name)
        if isinstance(value, Mapping | list):
            value = _csl_date(value)
        text = str(value or "").strip()
        if name == "section" and not re.fullmatch(r"(?:19|20)\d\d", text):
            continue
        if re.fullmatch(r"\d{4}-01-01.*", text):  # January 1 means only the year
            return Date(year=int(text[:4]))
        iso = re.match(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*|\b.*)$", text)
        try:
            found = Date.parse(iso[1]) if iso else read_date(text)
        except ValueError:
            found = None
        found = found or _year_date(_YEAR.search(text))
        if found and found.year:
            return found
    return None


def _csl_date(value: Any) -> str:
    """``{date-parts: [[2019, 5]]}``, ``{year: 2019}`` or a list with one of these, as ISO text."""
    if isinstance(value, list):
        return _csl_date(value[0]) if value and isinstance(value[0], Mapping) else ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(f"{int(part):02d}" for part in parts[0][:3] if str(part).isdigit())
    year, month = str(value.get("year") or value.get("literal") or ""), value.get("month")
    return f"{year}-{int(month):02d}" if month and str(month).isdigit() else year


def _pages(values: Mapping[str, Any]) -> str:
    first, last = _text(values, "first_page"), _text(values, "last_page")
    if first:
        return f"{first}-{last}" if last and last != first else first
    return re.sub(r"^(?:pp?\.|pages?)\s*", "", _text(values, "pages"))


def _doi(values: Mapping[str, Any]) -> str:
    serial = values.get("serial")
    said = [
        values.get("doi"),
        serial.get("doi") if isinstance(serial, Mapping) else "",
        values.get("key"),
    ]
    found = next((number for each in said if (number := doi(str(each or "")))), "")
    return found or find_doi(str(values.get("citation") or ""))


def _doi_of_links(links: Sequence[Link]) -> str:
    """The DOI to which the links lead, if it is only one."""
    found = {number for link in links if (number := doi(link.url))}
    return found.pop() if len(found) == 1 else ""


def _arxiv(values: Mapping[str, Any]) -> str:
    said = str(values.get("arxiv") or "")
    serial = values.get("serial")
    if not said and isinstance(serial, Mapping):
        said = str(serial.get("arxiv") or "")
    return arxiv_id(said) or find_arxiv_id(said)


def _kind(values: Mapping[str, Any], venue: str) -> str:
    value = values.get("kind")
    if isinstance(value, list):
        value = value[0] if value else ""
    kind = _KINDS.get(squash(value or ""), "") or _KINDS.get(
        squash(values.get("section") or ""), ""
    )
    if not kind and re.search(r"(?i)arxiv|biorxiv|medrxiv", venue):
        return "preprint"
    return kind or "other"


def _status(values: Mapping[str, Any]) -> str:
    said = _text(values, "status") or _text(values, "volume") or _text(values, "pages")
    found = STATUS.search(said)
    word = found[0].lower() if found else ""
    if word in STATUSES:
        return word
    return {"in press": "to appear", "forthcoming": "to appear", "in review": "under review"}.get(
        word, ""
    )


def _award(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(clean(str(each)) for each in value)
    text = clean(str(value or ""))
    return "" if text.lower() in {"", "false", "none"} else text


def _note(values: Mapping[str, Any]) -> str:
    value = values.get("note")
    if isinstance(value, list):
        value = "; ".join(str(each) for each in value if isinstance(each, str))
    return clean(str(value or ""))


def _words(value: Any) -> Iterator[str]:
    items = value if isinstance(value, list) else str(value or "").split(",")
    for each in items:
        if isinstance(each, str) and each.strip():
            yield each.strip()


def _picture(value: Any) -> str:
    if isinstance(value, Mapping):
        value = (
            value.get("image") or value.get("path") or value.get("url") or value.get("teaser") or ""
        )
    return value.strip() if isinstance(value, str) else ""


def _own_section(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The section that a flat list names in the entry itself: its category, else its type."""
    for name in ("section", "kind"):
        value = values.get(name)
        if isinstance(value, list):
            value = value[0] if value else ""
        text = str(value or "").strip()
        technical = name == "kind" and (text.islower() or " " not in text)
        if text and not text.isdigit() and not technical:
            return (text,)
    return ()


def _links(item: Mapping[str, Any]) -> Iterator[Link]:
    """The links of an entry: fields that hold an address, then lists of links."""
    seen: set[str] = set()
    for name, value in item.items():
        plain = squash(name)
        unknown = plain not in FIELDS and plain not in IGNORED
        named = plain in LINKS or (unknown and _is_address(value))
        found = list(_addresses(str(name), value)) if named else []
        if plain in LINK_LISTS:
            found = list(_listed(value))
        if plain == "arxiv" and str(value).startswith("http"):
            found = [Link(label="arXiv", url=str(value))]
        for link in found:
            if link.url and link.url not in seen:
                seen.add(link.url)
                yield replace(link, label=_label(link.label))


def _is_address(value: Any) -> bool:
    """Return True for the address of a page or a file."""
    return isinstance(value, str) and bool(
        re.fullmatch(r"https?://\S+|\S+\.(?:pdf|zip|pptx?)", value)
    )


def _label(name: str) -> str:
    bare = re.sub(r"(?i)^url[_-]|[_-]url$|^link[_-]", "", name.strip())
    return "" if bare.lower() in {"url", "link", "paper_url", "website"} else bare.replace("_", " ")


def _addresses(name: str, value: Any) -> Iterator[Link]:
    if isinstance(value, str) and value.strip() and value.strip() not in {"#", "true", "false"}:
        yield Link(label=name, url=value.strip())
    elif isinstance(value, Mapping):
        url = value.get("url") or value.get("link") or value.get("href") or value.get("value") or ""
        yield Link(label=str(value.get("display") or value.get("text") or name), url=str(url))
    elif isinstance(value, list):
        for each in value:
            yield from _addresses(name, each)


def _listed(value: Any) -> Iterator[Link]:
    if isinstance(value, Mapping):
        for label, url in value.items():
            yield from _addresses(str(label), url)
        return
    for each in value if isinstance(value, list) else ():
        if isinstance(each, Mapping):
            url = next((each[k] for k in ("url", "link", "href", "file", "src") if each.get(k)), "")
            label = next(
                (each[k] for k in ("label", "name", "text", "title", "type") if each.get(k)), ""
            )
            yield Link(label=str(label), url=str(url))
        elif isinstance(each, str):
            yield Link(label="", url=each)


def _written(record: Record) -> str:
    """A data file has no line that a person wrote; so its fields on one line replace it."""
    names = ", ".join(name.full for name in record.authors)
    year = str(record.year or "")
    return ". ".join(part for part in (names, record.title, record.venue, year) if part)
