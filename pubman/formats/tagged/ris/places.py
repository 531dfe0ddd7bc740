"""The place where a work in a RIS file appeared: title, venue, series, publisher and school.

The meaning of these tags depends on the type, and exporters use them freely. A venue is in T2, JO,
JF, BT or C3, and the title of a book in BT or T2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pubman.formats.tagged.blocks import Block
from pubman.formats.tagged.ris.numbers import is_archived
from pubman.formats.tagged.ris.tags import IN_BOOKS, JOURNALS, PARTS, SERVERS, VENUES
from pubman.text.plain import plain, read_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """The place where a work appeared, the kind that follows from it, and the title of the work.

    ``names`` are the names of the venue as written, by their tags, the best first.
    """

    kind: str
    title: str = ""
    markup: str = ""
    venue: str = ""
    series: str = ""
    publisher: str = ""
    school: str = ""
    names: dict[str, str] = field(default_factory=dict)

    @property
    def taken(self) -> frozenset[str]:
        """The names that a field holds. ``extra`` does not repeat them."""
        return frozenset({self.venue, self.school, self.series})


def find_place(block: Block, kind: str) -> Appearance:
    """Return the place where the work of ``block``, which is of this kind, appeared."""
    title, markup, names = _title_and_venues(block, kind)
    place = Appearance(
        kind=kind,
        title=title,
        markup=markup,
        names=names,
        venue=plain(next(iter(names.values()), "")),
        series=plain(block.first("T3")),
        publisher=plain(block.first("PB")),
    )
    if is_archived(kind, place.venue, place.publisher):
        place = replace(place, kind="preprint")
    return _by_kind(block, place)


def _by_kind(block: Block, place: Appearance) -> Appearance:
    """Return ``place`` with its names in the right fields for its kind."""
    match place.kind:
        case "thesis":
            school = own_school(block) or place.publisher or place.venue
            return replace(place, publisher="", school=school, venue="")
        case "preprint" if not place.venue and place.publisher.lower() in SERVERS:
            return replace(place, venue=place.publisher, publisher="")
        case "book":
            return replace(place, series=place.series or place.venue, venue="")
        case "chapter" if place.venue and place.venue == plain(block.first("BT")):
            return replace(place, series=place.series or plain(block.first("T2")))
    return place


def _title_and_venues(block: Block, kind: str) -> tuple[str, str, dict[str, str]]:
    """Return the title, plain and with markup, and the names of the venue by their tags.

    If the title of a book is in BT, or only in T2, it is taken from there.
    """
    names = _venues(block, kind)
    text = block.first("TI", "T1", "CT")
    if not text and (tag := _title_tag(names, kind)):
        text = names.pop(tag)
        if further := block.all(tag)[1:]:
            names |= {tag: further[0]}
            names = {each: names[each] for each in _order(kind) if each in names}
    if subtitle := _subtitle(block, kind):
        text = f"{text.rstrip('. ')}: {subtitle}"
    title, markup = read_title(text or block.first("ST", "T3"))
    if kind == "book":  # Do not repeat the title as the name of a series.
        names = {tag: name for tag, name in names.items() if plain(name) != title}
    return title, markup, names


def _venues(block: Block, kind: str) -> dict[str, str]:
    """Return the names of the venue by their tags, in the order that fits the kind."""
    names = {tag: value for tag in _order(kind) if (value := block.first(tag))}
    if _subtitle(block, kind):
        del names["T2"]
    return names


def _subtitle(block: Block, kind: str) -> str:
    """Return the subtitle of an article. EBSCO puts it in T2, and the journal in JF and JO."""
    journal, other = block.first("JF"), block.first("T2")
    agreed = kind == "article" and bool(journal) and journal == block.first("JO")
    return other if agreed and other != journal and block.first("TI", "T1") else ""


def _title_tag(names: dict[str, str], kind: str) -> str:
    """Return the venue tag that holds the title. A journal tag holds only titles of books."""
    if "BT" in names and kind not in PARTS:
        return "BT"
    return next((tag for tag in names if kind == "book" or tag not in JOURNALS), "")


def _order(kind: str) -> tuple[str, ...]:
    return IN_BOOKS if kind in PARTS else VENUES


def own_school(block: Block) -> str:
    """Return the university of a thesis that ProQuest publishes, from the address of its author."""
    published = re.search(r"(?i)proquest|\bumi\b", block.first("PB"))
    return plain(block.first("AD")) if published else ""
