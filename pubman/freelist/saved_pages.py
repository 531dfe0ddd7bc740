"""Pages of services that a person saved: a Scholar profile, a dblp person page, an ORCID record.

They are read by their structure, never by the rules for free lists: every field has its element.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pubman.freelist.html_layout import read_html
from pubman.freelist.placement import ListEntry, PersonalList, Placement
from pubman.freelist.rest import read_rest
from pubman.freelist.saved_orcid import works
from pubman.freelist.tree import Node, text_of, walk
from pubman.record import Date, Link, Name, Record
from pubman.text.fold import fold
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id
from pubman.text.names import dblp_name, parse_name

_CUT: Final = ("…", "...")
_LARGEST: Final = 20_000_000


def read_saved_page(text: str) -> PersonalList | None:
    """The list of a saved page of a service; None for any other page."""
    if "<" not in text[:2000] or len(text) > _LARGEST:
        return None
    for kind, sign, read in _SERVICES:
        if sign.search(text):
            entries = tuple(_numbered(read(read_html(text))))
            if entries:
                # Scholar cuts titles and lists of authors, so a profile must not fill gaps.
                stated = kind != "Google Scholar profile"
                return PersonalList(kind=kind, entries=entries, structured=stated)
    return None


def _numbered(entries: Iterator[ListEntry]) -> Iterator[ListEntry]:
    for position, entry in enumerate(entries, 1):
        yield replace(entry, placement=replace(entry.placement, position=position))


def _with_class(node: Node, name: str) -> Iterator[Node]:
    """The elements below *node* of a class, in order."""
    return (each for each in walk(node) if name in each.classes.split())


def _first(node: Node, name: str) -> str:
    return next((text_of(each) for each in _with_class(node, name)), "")


def _properties(node: Node) -> Mapping[str, list[Node]]:
    """The elements below *node* by their ``itemprop``."""
    found: dict[str, list[Node]] = {}
    for each in walk(node):
        if name := each.attributes.get("itemprop", ""):
            found.setdefault(name, []).append(each)
    return found


def _entry(
    record: Record, node: Node, links: tuple[Link, ...] = (), section: str = "", number: str = ""
) -> ListEntry:
    year = record.year or ""
    keyed = (
        record if record.source_key else replace(record, source_key=f"{fold(record.title)}|{year}")
    )
    raw = text_of(node)
    return ListEntry(
        record=replace(keyed, raw=raw, line=node.line),
        placement=Placement(
            position=0,
            section=(section,) if section else (),
            number=number,
            links=links,
            raw=raw,
            line=node.line,
        ),
    )


def _date(text: str) -> Date | None:
    year = re.search(r"\b(1[89]\d\d|20[0-4]\d)\b", text)
    return Date(year=int(year[1])) if year else None


# ---------------------------------------------------------------------------------------- Scholar


def _scholar(root: Node) -> Iterator[ListEntry]:
    """The rows of a Scholar profile. Scholar cuts long titles and author lists with dots."""
    for row in _with_class(root, "gsc_a_tr"):
        title = _first(row, "gsc_a_at")
        grey = list(_with_class(row, "gs_gray"))
        authors = text_of(grey[0]) if grey else ""
        venue = text_of(grey[1]) if len(grey) > 1 else ""
        rest = read_rest(venue)
        names = [each.strip() for each in authors.split(",") if each.strip()]
        cut = bool(names) and names[-1] in _CUT
        year = _first(row, "gsc_a_y")
        if not title:
            continue
        entry = _entry(
            Record(
                kind="preprint" if "arxiv" in venue.lower() else "other",
                title=title,
                authors=tuple(_scholar_name(each) for each in names if each not in _CUT),
                authors_cut=cut,
                date=_date(year) or _date(venue),
                venue=rest.venue,
                volume=rest.volume,
                number=rest.number,
                pages=rest.pages,
                arxiv_id=find_arxiv_id(venue),
            ),
            row,
        )
        yield replace(entry, sure=False) if title.endswith(_CUT) else entry


def _scholar_name(text: str) -> Name:
    """Scholar writes initials without stops in front: ``AB Example``."""
    return parse_name(text)


# ------------------------------------------------------------------------------------------- dblp


_DBLP_KINDS: Final = {
    "article": "article", "inproceedings": "conference", "informal": "preprint",
    "incollection": "chapter", "book": "book", "phdthesis": "thesis", "editor": "proceedings",
    "reference": "chapter", "data": "dataset",
}  # fmt: skip


def _dblp(root: Node) -> Iterator[ListEntry]:
    """The entries of a dblp person page, with the keys of dblp."""
    year = ""
    for node in walk(root):
        if node.tag != "li":
            continue
        classes = node.classes.split()
        if "year" in classes:
            year = text_of(node)
        elif "entry" in classes:
            yield _dblp_entry(node, year)


def _dblp_entry(node: Node, year: str) -> ListEntry:
    """One entry of a dblp page; *year* is the heading above it."""
    found = _properties(node)
    urls = [link.attributes.get("href", "") for link in walk(node) if link.tag == "a"]
    record = Record(
        kind=_dblp_kind(node),
        title=_first(node, "title").removesuffix("."),
        authors=tuple(dblp_name(text_of(each), _pid(each)) for each in found.get("author", [])),
        date=_date(_said(found, "datePublished") or year),
        venue=_said(found, "isPartOf"),
        volume=_said(found, "volumeNumber"),
        number=_said(found, "issueNumber"),
        pages=_said(found, "pagination"),
        doi=_first_number(urls, doi),
        arxiv_id=_first_number(urls, arxiv_id),
        source_key=node.attributes.get("id", ""),
    )
    number = _first(node, "nr").strip("[]")
    return _entry(record, node, _links_away(urls), section=year, number=number)


def _dblp_kind(node: Node) -> str:
    """The kind that the classes of an entry name."""
    known = (_DBLP_KINDS[name] for name in node.classes.split() if name in _DBLP_KINDS)
    return next(known, "other")


def _links_away(urls: Sequence[str]) -> tuple[Link, ...]:
    """A link for each address, once, that does not lead to dblp itself."""
    away = (url for url in dict.fromkeys(urls) if url and "dblp.org" not in url)
    return tuple(Link(label="", url=url) for url in away)


def _first_number(urls: Sequence[str], read: Callable[[str], str]) -> str:
    """The first identifier that *read* finds in the addresses; empty if none has one."""
    return next((number for url in urls if (number := read(url))), "")


def _said(found: Mapping[str, list[Node]], name: str) -> str:
    """The text of the first element of a property."""
    nodes = found.get(name)
    return text_of(nodes[0]) if nodes else ""


def _pid(author: Node) -> str:
    """The dblp person id in the address of an author's page."""
    for each in walk(author):
        found = re.search(r"/pid/([\w/-]+?)(?:\.html)?$", each.attributes.get("href", ""))
        if found:
            return found[1]
    return ""


# ------------------------------------------------------------------------------------------ ORCID


def _orcid(root: Node) -> Iterator[ListEntry]:
    """The works of a saved ORCID record."""
    for record, node, links in works(root):
        yield _entry(record, node, links)


_SERVICES: Final[tuple[tuple[str, re.Pattern[str], Callable[[Node], Iterator[ListEntry]]], ...]] = (
    ("Google Scholar profile", re.compile(r"gsc_a_tr"), _scholar),
    ("dblp person page", re.compile(r"publ-list"), _dblp),
    ("ORCID record", re.compile(r"<app-work\b|<app-work-stack|workspace-publications"), _orcid),
)
