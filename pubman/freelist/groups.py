"""Elements that look like publications -> the elements that are one entry each.

The innermost elements that look like a publication are grouped by their tag and class. Each group
is then extended to the elements around them, as long as each of those contains one entry. So a card
of five elements is one entry, and the list around all cards is not an entry.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from pubman.freelist.headings import heading_kind
from pubman.freelist.line import is_button
from pubman.freelist.places import Place
from pubman.freelist.signs import (
    SHORTEST,
    has_title,
    links_to_archive,
    links_to_paper,
    looks_like_publication,
    promise,
)
from pubman.freelist.tree import HEADINGS, Node, text_of, walk
from pubman.freelist.words import YEAR

_REPEATED: Final = frozenset({"li", "tr", "dd", "article", "section"})
"""Elements that occur only in a list, beside others of their kind."""


_LONGEST_ENTRY: Final = 4000


def innermost(places: Sequence[Place], is_candidate: Callable[[Place], bool]) -> list[Place]:
    """The places that look like a publication and contain no other that does."""
    holding: set[int] = set()
    leaves: list[Place] = []
    for place in reversed(places):
        if id(place.node) in holding:
            continue
        place.text = text_of(place.node, 2 * _LONGEST_ENTRY)
        if len(place.text) > _LONGEST_ENTRY or not is_candidate(place):
            continue
        leaves.append(place)
        holding.update(id(parent) for parent in place.parents)
    return leaves[::-1]


def is_sure(place: Place) -> bool:
    """Return True for three signs of a publication. A link to a DOI or an archive is one."""
    headings = " ".join(place.titles)
    if not looks_like_publication(place.text, headings) and not (
        promise(place.text, headings) == 2 and links_to_archive(place.node)
    ):
        return False
    titles = [text_of(node, 200) for node in walk(place.node) if node.tag in HEADINGS]
    return sum(1 for title in titles if not is_button(title)) < 3


def _is_likely(place: Place) -> bool:
    """Return True for two signs under a heading of publications or a year. A link is one."""
    told = section_kind(place.titles) == "publications" or is_year_section(place.titles)
    if len(place.text) < SHORTEST or not told:
        return False
    signs = promise(place.text, " ".join(place.titles)) + links_to_paper(place.node)
    return signs + has_title(place.node) >= 2


def less_sure(places: Sequence[Place], chosen: Sequence[Place]) -> list[Place]:
    """The likely entries of those sections that have no sure ones."""
    settled = {place.titles for place in chosen}
    taken = {id(place.node) for place in chosen}
    taken.update(id(parent) for place in chosen for parent in place.parents)
    free = [
        place
        for place in places
        if place.titles not in settled
        and id(place.node) not in taken
        and not any(
            id(parent) in taken and parent.tag != "body" and _holds(chosen, parent)
            for parent in place.parents
        )
    ]
    return chosen_groups(innermost(free, _is_likely), free)


def _holds(chosen: Sequence[Place], node: Node) -> bool:
    """Return True if *node* is one of the chosen entries."""
    return any(place.node is node for place in chosen)


def _kind(node: Node) -> str:
    classes = " ".join(
        sorted(set(re.findall(r"[a-z-]+", node.attributes.get("class", "").lower())))
    )
    return f"{node.tag}.{classes}"


def chosen_groups(leaves: Sequence[Place], places: Sequence[Place]) -> list[Place]:
    """The entries: each group of leaves, raised as far as its members stay apart."""
    by_node = {id(place.node): place for place in places}
    groups: defaultdict[str, list[Place]] = defaultdict(list)
    for leaf in leaves:
        groups[_kind(leaf.node)].append(leaf)
    holders = Counter(id(parent) for leaf in leaves for parent in leaf.parents)
    chosen: dict[int, Place] = {}
    for group in groups.values():
        for place in _raise(group, holders, by_node):
            chosen.setdefault(id(place.node), place)
    kept = _outermost(chosen.values())
    return sorted([*kept, *_siblings(kept, places)], key=lambda place: place.order)


def _raise(
    group: Sequence[Place], holders: Mapping[int, int], by_node: Mapping[int, Place]
) -> list[Place]:
    """The places of *group*, raised together while each has a parent of its own."""
    current = list(group)
    while True:
        raised: list[Place] = []
        for place in current:
            parent = place.parents[-1] if place.parents else None
            above = by_node.get(id(parent)) if parent is not None else None
            alone = above is not None and holders[id(above.node)] == 1
            if above is None or not alone or _is_section(above, place):
                raised.append(place)
            else:
                raised.append(above)
        moved = sum(1 for old, new in zip(current, raised, strict=True) if old is not new)
        if moved < max(1, 0.6 * len(current)):
            return current
        current = raised


def _is_section(above: Place, place: Place) -> bool:
    """Return True if the element around a place is a section or a list, not only its card."""
    for node in walk(above.node):
        if node is not place.node and node.tag in HEADINGS and _names_section(text_of(node)):
            return True
    size = len(text_of(above.node, 2 * _LONGEST_ENTRY))
    own = len(place.text or text_of(place.node, 2 * _LONGEST_ENTRY))
    if size > 3 * own + 500 and any(node.tag == "li" for node in walk(above.node)):
        return True
    return size > _LONGEST_ENTRY or _has_others(above, place)


def _has_others(above: Place, place: Place) -> bool:
    """Return True if a place is one of several elements of the same kind."""
    for each in above.node.elements:
        if each is place.node or _kind(each) != _kind(place.node):
            continue
        text = text_of(each, _LONGEST_ENTRY)
        if text and (each.tag in _REPEATED or promise(text, "") >= 2):
            return True
    return False


def _names_section(title: str) -> bool:
    if YEAR.fullmatch(title.strip(" :()")):
        return True
    return bool(heading_kind(title)) and len(title.split()) < 6


def _outermost(places: Iterable[Place]) -> list[Place]:
    chosen = list(places)
    nodes = {id(place.node) for place in chosen}
    return [place for place in chosen if not any(id(parent) in nodes for parent in place.parents)]


def _siblings(kept: Sequence[Place], places: Sequence[Place]) -> Iterator[Place]:
    """Elements of the same kind beside entries, which have no year or no venue to be known by."""
    known = {id(place.node) for place in kept}
    found = Counter(_family(place) for place in kept if place.parents)
    inside = {id(parent) for place in kept for parent in place.parents}
    beside = [
        place
        for place in places
        if place.parents and found[_family(place)] and id(place.node) not in inside
    ]
    total = Counter(_family(place) for place in beside)
    for place in beside:
        family = _family(place)
        mostly = 5 * found[family] >= 3 * total[family]
        if id(place.node) not in known and _is_sibling(place, mostly=mostly):
            yield place


def _is_sibling(place: Place, *, mostly: bool) -> bool:
    """Return True for an element with a sign or two; one is enough if *mostly* is true."""
    place.text = place.text or text_of(place.node, 2 * _LONGEST_ENTRY)
    if len(place.text) >= _LONGEST_ENTRY:
        return False
    needed = 1 if mostly and place.node.tag in _REPEATED else 2
    signs = promise(place.text, " ".join(place.titles)) + links_to_paper(place.node)
    return signs + has_title(place.node) >= needed


def _family(place: Place) -> tuple[int, str]:
    """The element around a place, and its kind: both are the same for siblings."""
    return id(place.parents[-1]), _kind(place.node)


def is_year_section(titles: Sequence[str]) -> bool:
    """Return True under a heading that is a year, unless one above names another subject."""
    return (
        bool(titles) and bool(YEAR.fullmatch(titles[-1].strip(" :()"))) and not section_kind(titles)
    )


def section_kind(section: Sequence[str]) -> str:
    """``publications``, ``other``, or nothing: by the innermost heading that decides."""
    for title in reversed(section):
        if kind := heading_kind(title):
            return kind
    return ""
