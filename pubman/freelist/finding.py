"""A tree -> the entries of its list, with the headings above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pubman.freelist.groups import (
    chosen_groups,
    innermost,
    is_sure,
    is_year_section,
    less_sure,
    section_kind,
)
from pubman.freelist.line import Line, read_line
from pubman.freelist.places import Place, find_places, split_breaks
from pubman.freelist.signs import promise
from pubman.freelist.tree import HEADINGS, Node, text_of, walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list as it is written: its line, the headings above it, and its beginning."""

    line: Line
    section: tuple[str, ...] = ()
    at: int = 0
    number: str = ""


def find_entries(root: Node) -> list[Entry]:
    """The entries of the list below *root*, in document order."""
    tree = split_breaks(root)
    places = find_places(tree)
    chosen = chosen_groups(innermost(places, is_sure), places)
    chosen = _with_titles(tree, [*chosen, *less_sure(places, chosen)])
    entries = [_entry(place, number) for place, number in _numbered(chosen)]
    return _publications_only([entry for entry in entries if entry.line.text])


def _with_titles(root: Node, chosen: Sequence[Place]) -> list[Place]:
    """The entries in document order; a heading inside an entry is not a heading of the next."""
    nodes = {id(place.node) for place in chosen}
    titles = {id(place.node): place.section for place in find_places(root, frozenset(nodes))}
    ordered = sorted(chosen, key=lambda place: place.order)
    return [replace(place, section=titles.get(id(place.node), place.section)) for place in ordered]


def _numbered(places: Sequence[Place]) -> Iterator[tuple[Place, str]]:
    """The places with the number that a numbered list gives them."""
    counts: dict[int, int] = {}
    for place in places:
        around = place.parents[-1] if place.parents else None
        if place.node.tag != "li" or around is None or around.tag != "ol":
            yield place, place.node.attributes.get("value", "")
            continue
        yield place, str(_count(counts, around, place.node))


def _count(counts: dict[int, int], around: Node, node: Node) -> int:
    """The number of an item in its list; it counts down in a reversed list."""
    items = sum(1 for each in around.elements if each.tag == "li")
    backwards = "reversed" in around.attributes
    start = around.attributes.get("start", "")
    first = int(start) if re.fullmatch(r"\d{1,6}", start) else (items if backwards else 1)
    counts[id(around)] = counts.get(id(around), -1) + 1
    value = node.attributes.get("value", "")
    if re.fullmatch(r"\d{1,6}", value):
        return int(value)
    return first - counts[id(around)] if backwards else first + counts[id(around)]


def _entry(place: Place, number: str) -> Entry:
    return Entry(
        line=read_line(place.node), section=_section(place), at=place.node.line, number=number
    )


def _section(place: Place) -> tuple[str, ...]:
    """The headings above an entry, without one that is inside it."""
    inside = {text_of(node) for node in walk(place.node) if node.tag in HEADINGS}
    return tuple(title for title in place.titles if title not in inside)


def _is_list(
    section: tuple[str, ...], sure: Counter[tuple[str, ...]], total: Counter[tuple[str, ...]]
) -> bool:
    """Return True if most entries of a section are sure. Without a heading it needs several."""
    return 2 * sure[section] >= total[section] and (bool(section) or total[section] > 2)


def _publications_only(entries: list[Entry]) -> list[Entry]:
    """Leave out entries below headings such as Talks, if other headings say publications."""
    kinds = [section_kind(entry.section) for entry in entries]
    sure = Counter(entry.section for entry in entries if promise(entry.line.raw, "") >= 3)
    total = Counter(entry.section for entry in entries)
    strict = "publications" in kinds
    return [
        entry
        for entry, kind in zip(entries, kinds, strict=True)
        if kind == "publications"
        or is_year_section(entry.section)
        or (kind == "" and not strict)
        or (kind == "" and _is_list(entry.section, sure, total))
    ]
