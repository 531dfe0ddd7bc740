"""One map of a data file -> a record and its placement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pubman.formats.value_lists import read_numbers
from pubman.freelist.placement import ListEntry, Placement
from pubman.freelist.rest import Rest, read_rest
from pubman.freelist.structured.authors import read_authors
from pubman.freelist.structured.field_names import FIELDS, IGNORED, LINK_LISTS, LINKS, squash
from pubman.freelist.structured.links import doi_of_links, is_address, read_links, read_picture
from pubman.freelist.structured.values import (
    HOLDS_MORE,
    as_written,
    own_section,
    read_arxiv,
    read_award,
    read_doi,
    read_kind,
    read_note,
    read_pages,
    read_status,
    read_title_text,
    read_venue,
    read_when,
    read_words,
    text_of,
    without_emphasis,
)
from pubman.freelist.words import STATUS
from pubman.record import Date, Record
from pubman.text.fold import fold
from pubman.text.html_text import read_title

_TRUE: Final = frozenset({"true", "yes", "1", "on"})


@dataclass(slots=True)
class Reader:
    """Reads the maps of one file; counts unknown fields, and numbers entries without a key."""

    owner: str = ""
    unknown: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    position: int = 0

    def read(self, item: Mapping[str, Any], section: Sequence[str], key: str = "") -> ListEntry:
        """The entry of one map below the headings of *section*."""
        self.position += 1
        values = self._values(item)
        links = tuple(read_links(item))
        record = self._record(values, key)
        record = replace(record, doi=record.doi or doi_of_links(links))
        placement = Placement(
            position=self.position,
            section=tuple(section) or own_section(values),
            links=links,
            picture=read_picture(values.get("picture")),
            award=record.award,
            note=read_note(values),
            raw=as_written(record),
        )
        return ListEntry(record=record, placement=placement)

    def _values(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """The values by our names of fields; unknown fields are counted by their own names."""
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
        title, markup = read_title(read_title_text(values.get("title")))
        title, markup = without_emphasis(title), markup if "<" in markup else ""
        authors, cut = read_authors(values.get("authors"), self.owner)
        editors, _ = read_authors(values.get("editors"), self.owner)
        venue, venue_date = read_venue(values)
        rest = read_rest(venue) if HOLDS_MORE.search(venue) else Rest(venue=venue)
        venue = rest.venue or venue
        date = read_when(values) or venue_date
        numbers = read_numbers([text_of(values, "isbn"), text_of(values, "issn")])
        status = read_status(values)
        own = str(values.get("key") or key or "").strip()
        return Record(
            kind=read_kind(values, venue),
            title=title,
            title_markup=markup if markup != title else "",
            authors=authors,
            authors_cut=cut,
            editors=editors,
            date=date,
            venue=venue,
            series=text_of(values, "series"),
            volume=""
            if STATUS.search(text_of(values, "volume"))
            else text_of(values, "volume") or rest.volume,
            number=text_of(values, "number") or rest.number,
            pages=read_pages(values) or rest.pages,
            edition=text_of(values, "edition"),
            publisher=text_of(values, "publisher") if venue != text_of(values, "publisher") else "",
            school=text_of(values, "school"),
            place=text_of(values, "place"),
            doi=read_doi(values),
            arxiv_id=read_arxiv(values),
            isbn=numbers[0],
            issn=numbers[1],
            abstract=text_of(values, "abstract"),
            language=text_of(values, "language"),
            status=status,
            award=read_award(values.get("award")),
            keywords=tuple(read_words(values.get("keywords"))),
            tags=("selected",) if str(values.get("selected", "")).lower() in _TRUE else (),
            source_key=self._key(own, title, date),
            raw="",
        )

    def _key(self, own: str, title: str, date: Date | None) -> str:
        key = own or f"{fold(title)}|{date.year if date else ''}"
        self.seen[key] += 1
        return key if self.seen[key] == 1 else f"{key}|{self.seen[key]}"


def _is_used(name: str, value: Any) -> bool:
    """Return True for a field that becomes a link, or that says how the page is made."""
    return name in LINKS or name in LINK_LISTS or name in IGNORED or is_address(value)


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
