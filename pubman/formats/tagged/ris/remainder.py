"""The values of a RIS file that no field of a record holds. They are kept and written again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import filterfalse

from pubman.formats.tagged.addresses import Addresses, is_on_the_web
from pubman.formats.tagged.blocks import Block
from pubman.formats.tagged.fields import PLACED, joined, kept
from pubman.formats.tagged.ris.places import Appearance, own_school
from pubman.formats.tagged.ris.tags import (
    ALIKE,
    CALLED,
    DATABASES,
    DEGREES,
    GENERIC,
    KINDS,
    PARTS,
    TYPES,
    VENUES,
)
from pubman.text.identifiers import doi, find_doi
from pubman.text.plain import plain


def degree_of(block: Block, kind: str) -> str:
    """Return the degree of a thesis. The tables of 2011 have it in the tag of the volume."""
    volume = block.first("VL", "VO") if kind == "thesis" else ""
    return volume if DEGREES.search(volume) else ""


def type_of(block: Block, kind: str) -> dict[str, str]:
    """Return the type if it is more precise than the kind, and the name of a thesis or report."""
    degree = degree_of(block, kind)
    type_ = " ".join(block.first("TY").upper().split())
    found = {} if _is_implied(type_, kind) else {"TY": type_}
    if called := called_of(block, kind) or degree:
        found["type"] = called
    if degree and found["type"] != degree:
        found["VL"] = degree
    return found


def _is_implied(type_: str, kind: str) -> bool:
    """Return whether a writer would give this type to the kind, or the kind was inferred."""
    guessed = type_ in GENERIC and kind != "other"
    return guessed or type_ in ("", TYPES.get(kind, "GEN")) or KINDS.get(type_, kind) != kind


def called_of(block: Block, kind: str) -> str:
    """Return the name for the type of a thesis or a report: *Master's thesis*."""
    texts = block.all("M3") or block.all("U1") if kind in CALLED else []
    return next((text for text in texts if not doi(text)), "")


def left_over(block: Block, place: Appearance, found: Addresses) -> dict[str, str]:
    """Return the values that no field took, by their tags."""
    left = _further_values(block, place.kind)
    left |= kept(_unread(block, place.kind, found) | _places(block, place.kind, found))
    for tag in VENUES:
        if plain(left.get(tag, "")) in place.taken:
            left.pop(tag, "")
    for tag, name in place.names.items():
        if plain(name) not in place.taken:
            left[tag] = joined((name, left.get(tag, "")))
    return left


def _unread(block: Block, kind: str, found: Addresses) -> dict[str, Iterable[str]]:
    """Return the values of tags whose first value is only a field if it has the right form."""
    is_proquests = kind == "thesis" and bool(own_school(block))
    return {
        "ID": filter(str.isdecimal, block.all("ID")[:1]),
        "PB": block.all("PB") if is_proquests else (),
        "M3": _without(block, "M3", {called_of(block, kind)}, found),
        "C7": _article_numbers(block, found),
        "L2": [text for text in block.all("L2") if text != found.url],
        "UR": found.others,
        "L1": filterfalse(is_on_the_web, block.all("L1")),
        "DO": [text for text in block.all("DO") if not _is_in(text, found.doi)],
        "N1": filter(DATABASES.match, block.all("N1")),
    }


def _further_values(block: Block, kind: str) -> dict[str, str]:
    """Return the values after the first of tags that should have only one."""
    tags_of_one = (*ALIKE, ("SP",), *((tag,) for tag in VENUES))
    left = {tag: text for tags in tags_of_one for tag, text in block.further(*tags).items()}
    if kind in PARTS and "BT" in left:  # A reader would take a second BT as the venue.
        left["T2"] = joined((left.get("T2", ""), left.pop("BT")))
    return left


def _places(block: Block, kind: str, found: Addresses) -> dict[str, list[str]]:
    """Return the values of CY, PP and L3 without the first, if a field took that."""
    has_place = kind in PLACED
    taken = {
        "CY": has_place,
        "PP": has_place and not block.first("CY"),
        "L3": found.say(block.first("L3")),
    }
    return {tag: block.all(tag)[1 if took else 0 :] for tag, took in taken.items()}


def _article_numbers(block: Block, found: Addresses) -> list[str]:
    """Return the values of C7 that are not the pages."""
    numbers = _without(block, "C7", set(), found)
    has_pages = any(not found.say(text) for text in block.all("SP"))
    return numbers if has_pages else numbers[1:]


def _without(block: Block, tag: str, taken: set[str], found: Addresses) -> list[str]:
    return [text for text in block.all(tag) if text not in taken and not found.say(text)]


def _is_in(text: str, found: str) -> bool:
    return bool(found) and found in (doi(text), find_doi(text))
