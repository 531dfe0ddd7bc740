"""EndNote's tagged format (Refer): ``%0`` to the next ``%0``.

The tags are those that :mod:`pubman.formats.tagged.endnote.reader` reads. A field for which EndNote
has no tag is left out. A value that was read under an unknown tag is written under that tag again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pubman.formats.dates import find_when
from pubman.formats.plain_values import (
    Entry,
    addresses,
    doi_of,
    entries,
    line,
    name,
    note,
    own_key,
    title,
    words,
)
from pubman.formats.tagged.endnote.reader import TYPES, kind_of
from pubman.listing import Options, Section
from pubman.text.plain import bare_number

_TAG = re.compile(r"[0-9A-Z@?!#$&()*+<=>\[\]^~]")
_VENUELESS: Final = frozenset({"book", "thesis"})
"""Kinds whose ``%B`` would be read as something else."""
_ONCE: Final = frozenset("AED8K")
"""Tags whose further values would be read as the same field's; any other may stand again."""


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """Every publication once, in the list's order."""
    return "".join(pieces(entries(sections))) or "\n"


def pieces(found: Iterable[Entry]) -> Iterator[str]:
    """The text of the file, entry by entry."""
    for number, each in enumerate(found):
        yield ("\n" if number else "") + entry(each)


def entry(each: Entry) -> str:
    """One entry, from its ``%0`` on."""
    written = [(tag, value) for tag, value in _tags(each) if value]
    used = {tag for tag, _ in written}
    extra = ((tag, line(value)) for tag, value in sorted(each.extra.items()) if _TAG.fullmatch(tag))
    more = [(tag, value) for tag, value in extra if value and tag != "0"]
    more = [pair for pair in more if pair[0] not in used & _ONCE and pair not in written]
    more = [pair for pair in more if not (pair[0] == "8" and each.date)]
    return "".join(f"%{tag} {value.strip()}\n" for tag, value in (*written, *more))


def _tags(each: Entry) -> Iterator[tuple[str, str]]:
    own = line(each.extra.get("0", ""))
    is_own = own and kind_of(own) == each.kind
    yield "0", own if is_own else TYPES.get(each.kind, "Generic")
    yield "F", own_key(each)
    yield "T", title(each)
    yield "Q", line(each.title_translated)
    editors = "Y" if each.kind == "book" and "E" in each.extra else "E"
    if each.kind == "proceedings" and not each.authors:
        editors = "A"
    elif each.kind == "proceedings" and not each.editors:
        yield "E", " "  # the tag alone says that %A are no editors
    for tag, names in (("A", each.authors), (editors, each.editors)):
        for text in map(name, names):  # a semicolon parts names wherever it stands
            yield from ((tag, part.strip()) for part in text.split(";"))
    yield "D", f"{each.date.year:04d}" if each.date else ""
    own = line(each.extra.get("8", "")) if each.date else ""
    usual = str(each.date) if each.date and each.date.month else ""
    tries = (own, f"{usual}; {own}") if own else ()
    said = (text for text in tries if find_when({"D": str(each.year), "8": text}).date == each.date)
    yield "8", next(said, usual)
    venue = "" if each.kind in _VENUELESS else line(each.venue)
    yield ("J" if each.kind == "article" or each.extra.keys() & {"B", "J"} else "B"), venue
    yield "S", line(each.series)
    yield "V", line(bare_number(each.volume))
    tag = "@" if each.kind == "patent" and "@" in each.extra else "N"
    yield tag, line(bare_number(each.number))
    yield "P", line(each.pages)
    yield "7", line(each.edition)
    yield "I", line(each.school if each.kind == "thesis" else each.publisher or each.school)
    yield "C", line(each.place or each.extra.get("C", ""))
    yield "@", line(each.isbn)
    yield "@", line(each.issn)
    yield "R", line(doi_of(each))
    for address in addresses(each):
        yield "U", address if "://" in address else ""  # what the reader takes for an address
    for link in each.links:
        yield ">", line(link.url) if link.label == "pdf" and link.url[:4] == "http" else ""
    yield "X", line(each.abstract)
    yield "Z", note(each)
    for word in words(each):
        yield "K", line(word)
    yield "G", line(each.language)
    yield "9", line(each.extra.get("type", "")) if each.kind in ("thesis", "report") else ""
