"""Authors and editors of a RIS record. The meaning of each tag depends on the type.

A2 holds editors (2001). In the tables of 2011 it holds EndNote's secondary author, which differs
for each type: the editor of a series, the issuer of a patent, the recipient of a letter.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Final

from pubman.formats.author_lists import read_name, split_names, without_others
from pubman.formats.tagged.blocks import Block
from pubman.record import Name

EDITED: Final = "EDBOOK"
"""The type that has its editors in AU."""
NO_EDITORS: Final = frozenset(
    (
        "PAT BILL CASE HEAR STAT LEGAL PCOMM ICOMM ADVS MPCT VIDEO SOUND MUSIC CTLG GOVDOC SLIDE"
    ).split()
)
"""Types that have sponsors, performers, recipients or issuers in A2 instead of editors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The authors, whether their list is incomplete, the editors, and other people by tag."""

    authors: tuple[Name, ...] = ()
    cut: bool = False
    editors: tuple[Name, ...] = ()
    others: dict[str, str] = field(default_factory=dict)


def read_people(block: Block, kind: str) -> People:
    """Return the authors and editors of one record."""
    type_ = block.first("TY").upper()
    swapped = type_ == EDITED and bool(block.first("AU")) and not block.first("ED")
    authors, cut = without_others(_names(block, "A1") if swapped else _merged(block, "A1", "AU"))
    tags = ("AU",) if swapped else _editors_tags(block, type_, kind)
    editors, _ = without_others(_merged(block, *tags))
    others = {tag: "; ".join(block.all(tag)) for tag in ("A2", "A3", "ED") if tag not in tags}
    return People(
        authors=tuple(map(read_name, authors)),
        cut=cut,
        editors=tuple(map(read_name, editors)),
        others={tag: text for tag, text in others.items() if text},
    )


def _editors_tags(block: Block, type_: str, kind: str) -> tuple[str, ...]:
    """Return the tags of the editors. It is A3 for a book with the editors of its series in A2."""
    if type_ in NO_EDITORS or kind == "patent" or (type_ == EDITED and block.first("ED")):
        return ("ED",)
    if kind == "book":
        return next(((tag,) for tag in ("ED", "A3", "A2") if block.first(tag)), ("A2",))
    return ("A2", "ED")


def _merged(block: Block, *tags: str) -> list[str]:
    """Return the names under ``tags`` in file order. A name under two tags is returned once."""
    lists = [names for tag in tags if (names := _names(block, tag))]
    if len(lists) < 2:
        return lists[0] if lists else []
    whole = (each for each in lists if all(set(each) >= set(other) for other in lists))
    return next(whole, None) or _names(block, *tags)


def editors_tag(type_: str, kind: str, others: Container[str], *, alone: bool) -> str:
    """Return the tag under which the editors of a record are written, beside ``others``."""
    if type_ == EDITED:
        return "AU" if alone else "ED"
    if type_ in NO_EDITORS or kind == "patent":
        return "ED"
    if kind == "book" and "A2" in others:
        return "ED" if "A3" in others else "A3"
    return "ED" if kind == "book" and "A3" in others else "A2"


def _names(block: Block, *tags: str) -> list[str]:
    return [name for value in block.all(*tags) for name in split_names(value)]
