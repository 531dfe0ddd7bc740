"""Arrange a list as a person wrote it: in their order and sections, with their own links.

A moved-in list holds exactly its entries. Publications that came into the store later are put in
front, or into the section of their year if the list has one. So a new paper is never lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pubman.config import ListConfig
from pubman.exports import DATA_FORMATS
from pubman.freelist.placement import Placement
from pubman.library.session import Library
from pubman.listing import PICTURE, Section
from pubman.record import Link, Name, Publication
from pubman.store import placements as places
from pubman.store.publications import publications as read_publications
from pubman.text.fold import name_key


def list_for(library: Library, config: ListConfig, words: Sequence[str]) -> str:
    """Return the name of the moved-in list that an export follows, or an empty text.

    An export that has its own order, sections, grouping or conditions follows these instead.
    """
    ordered = config.order not in {"", "newest"}
    asked = (ordered, config.group_by, config.sections, config.where, config.tag, words)
    by_default = not any(asked) and config.format not in DATA_FORMATS
    if config.order == "list" or by_default:
        found = places.lists(library.store)
        return found[0] if found else ""
    return ""


def missing(library: Library, name: str, publications: Sequence[Publication]) -> list[Publication]:
    """Return entries of a list that an export would omit: submitted work, or other people's.

    The person who wrote the list has already made them public. Hidden publications stay hidden.
    """
    chosen = {pub.id for pub in publications}
    ids = {each.publication for each in places.placed(library.store, name)} - chosen
    return [pub for pub in read_publications(library.store, ids) if not pub.hidden]


def numbering(library: Library, name: str) -> str:
    """Return how a list numbers its entries: ``up``, ``down``, or ``list`` for labels of its own.

    Return an empty text if it does not. Plain numbers that begin again in each section are often
    only how a page was made, so they are printed only if a list says ``numbering = "list"``.
    """
    labels = [each.placement.number for each in places.placed(library.store, name)]
    counted = [str(number) for number in range(1, len(labels) + 1)]
    if len(labels) < _FEWEST:
        return ""
    if labels == counted:
        return "up"
    if labels == counted[::-1]:
        return "down"
    own = [label for label in labels if label and not label.isdigit()]
    distinct = len(set(labels)) == len(labels) and all(labels)
    return "list" if distinct or len(own) >= _LABELLED * len(labels) else ""


def labels(library: Library, name: str) -> dict[int | str, str]:
    """Return the label of each publication on a list: ``J3``, ``12``."""
    placed = places.placed(library.store, name)
    return {each.publication: each.placement.number for each in placed if each.placement.number}


def explained_signs(library: Library, name: str) -> dict[str, str]:
    """Return the signs that a list explains, each with its explanation."""
    placed = places.placed(library.store, name)
    return {sign: meaning for each in placed for sign, meaning in each.placement.signs}


_FEWEST: Final = 2
_LABELLED: Final = 0.8
"""If this share of the entries has labels with letters, the list has labels."""


@dataclass(slots=True)
class _Part:
    """A section under construction."""

    heading: str
    publications: list[Publication] = field(default_factory=list)
    parts: dict[str, _Part] = field(default_factory=dict)

    def section(self) -> Section:
        """Return the finished section."""
        return Section(
            heading=self.heading,
            publications=tuple(self.publications),
            sections=tuple(part.section() for part in self.parts.values()),
        )


def arranged(
    library: Library, name: str, publications: Iterable[Publication]
) -> tuple[Section, ...]:
    """Return *publications* as the sections of the list called *name*."""
    known = {pub.id: pub for pub in publications}
    placed = places.placed(library.store, name)
    signed = places.signed_names(library.store, name)
    root = _Part("")
    for each in placed:
        if each.publication in known:
            pub = _as_written(known[each.publication], each.placement)
            pub = _with_signs(pub, signed.get(each.record, ()))
            _part(root, each.placement.section).publications.append(pub)
    listed = {each.publication for each in placed}
    for pub in _later(library, name, known.values(), listed):
        _part_for_new(root, pub).publications.insert(0, pub)
    return _outermost(root)


def _part(root: _Part, path: Sequence[str]) -> _Part:
    """Return the part below the headings of *path*. Create it if it does not exist."""
    part = root
    for heading in path:
        part = part.parts.setdefault(heading, _Part(heading))
    return part


def _later(
    library: Library, name: str, publications: Iterable[Publication], listed: set[int]
) -> list[Publication]:
    """Return the publications that were added after the list was read, the oldest first."""
    newest = places.newest_record(library.store, name)
    first = places.first_records(library.store)
    new = [pub for pub in publications if pub.id not in listed and first.get(pub.id, 0) > newest]
    return sorted(new, key=lambda pub: (str(pub.date or "9999"), pub.title))


def _part_for_new(root: _Part, pub: Publication) -> _Part:
    """Return the first section with the year of *pub* in its heading, else the first section."""
    for part in _walk(root):
        if pub.year and part.heading.strip() == str(pub.year):
            return part
    for part in _walk(root):
        if part.publications:
            return part
    return root


def _walk(part: _Part) -> Iterable[_Part]:
    yield part
    for inner in part.parts.values():
        yield from _walk(inner)


def _outermost(root: _Part) -> tuple[Section, ...]:
    """Return the sections without outer headings that they all share (the title of the page)."""
    while not root.publications and len(root.parts) == 1:
        (inner,) = root.parts.values()
        if not inner.parts or inner.publications:
            break
        root = inner
    whole = root.section()
    own = (Section(publications=whole.publications),) if whole.publications else ()
    return (*own, *whole.sections)


def _as_written(pub: Publication, placement: Placement) -> Publication:
    """Return *pub* with the links, the picture, the award and the note of the list."""
    links = [replace(link, label=link.label or _label(link.url)) for link in placement.links]
    if placement.picture:
        links.insert(0, Link(label=PICTURE, url=placement.picture))
    if not links:
        return _noted(pub, placement)
    named = {link.url for link in links}
    others = [link for link in pub.links if link.url not in named]
    return _noted(replace(pub, links=(*_distinct(links), *others), raw=""), placement)


def _with_signs(pub: Publication, signed: Sequence[Name]) -> Publication:
    """Return *pub* with the signs that the list has behind names: ``Bo Zhao*``.

    The authors may come from another record, so a name finds its author by its key. What a person
    said of an author with ``mark`` stays, without the sign that may have meant it.
    """
    marks = {name_key(name): name.marks for name in signed}
    if not marks or not pub.authorships:
        return pub
    found = tuple(
        replace(each, roles=marks.get(name_key(each.name), ())) if not each.roles else each
        for each in pub.authorships
    )
    return replace(pub, authorships=found)


def _label(url: str) -> str:
    """Return a label for the link that the list had on the title."""
    if url.lower().endswith(".pdf"):
        return "pdf"
    if "arxiv.org/" in url:
        return "arXiv"
    return "doi" if "doi.org/" in url else "link"


def _distinct(links: Sequence[Link]) -> list[Link]:
    """Return *links* with numbers added to repeated labels, because a label must be unique."""
    found: dict[str, Link] = {}
    for link in links:
        label, count = link.label, 1
        while label in found:
            count += 1
            label = f"{link.label} {count}"
        found[label] = replace(link, label=label)
    return list(found.values())


def _noted(pub: Publication, placement: Placement) -> Publication:
    award = pub.award or placement.award
    note = pub.note or placement.note
    return replace(pub, award=award, note=note) if (award, note) != (pub.award, pub.note) else pub
