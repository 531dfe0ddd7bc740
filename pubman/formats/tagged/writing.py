"""Write RIS and EndNote: one engine with a table of tags and their values.

If a value was read under a tag of the format and no field of a record holds it, it is written under
that tag again. A field for which the format has no tag is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pubman.formats.csl_vocabulary import GENRES
from pubman.formats.dates import find_when
from pubman.formats.plain_values import Writable, addresses, line, name, words
from pubman.record import Name

Value = Callable[[Writable], str | Iterable[str]]
"""The value of a tag: one text, or several that each get a line. Empty ones get none."""
Table = Sequence[tuple[str | Callable[[Writable], str], Value]]
"""Tags in the order in which they are written. A tag may depend on the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What makes a tagged format.

    ``tags`` is the table, ``line`` the form of one line, ``end`` the line that ends a record.
    ``own_tag`` matches the names in ``extra`` that are tags of the format. Further values of tags
    in ``once`` would be read as the same field's, so they are not written. Those in ``never`` are
    part of the frame of a record, and ``day`` is the tag that holds the rest of the date.
    """

    tags: Table
    line: str
    own_tag: re.Pattern[str]
    once: frozenset[str]
    never: frozenset[str]
    day: str
    end: str = ""


def pieces(found: Iterable[Writable], layout: Layout) -> Iterator[str]:
    """Yield the text of the file, entry by entry."""
    for number, each in enumerate(found):
        yield ("\n" if number else "") + write(each, layout)


def write(each: Writable, layout: Layout) -> str:
    """Return one entry as its lines."""
    written = [(tag, text) for tag, text in _filled(each, layout.tags) if text]
    used = {tag for tag, _ in written}
    skipped = layout.never | (used & layout.once) | ({layout.day} if each.date else set())
    more = [pair for pair in _own(each, layout) if pair[0] not in skipped and pair not in written]
    lines = (layout.line.format(tag=tag, text=text) for tag, text in (*written, *more))
    return "".join(lines) + layout.end


def _filled(each: Writable, table: Table) -> Iterator[tuple[str, str]]:
    for tag, value in table:
        found = value(each)
        texts = (found,) if isinstance(found, str) else found
        yield from ((tag if isinstance(tag, str) else tag(each), text) for text in texts)


def _own(each: Writable, layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield the values that were read under tags of the format and that no field holds."""
    for tag, value in sorted(each.extra.items()):
        if layout.own_tag.fullmatch(tag) and (text := line(value)):
            yield tag, text


# ------------------------------------------------------------------------------------ values


def names(found: Iterable[Name]) -> Iterator[str]:
    """Yield the names, one per line. Readers split names at every semicolon."""
    for text in map(name, found):
        yield from (part.strip() for part in text.split(";") if part.strip(" ,"))


def year(each: Writable) -> str:
    """Return the year with four digits."""
    return f"{each.date.year:04d}" if each.date else ""


def day(each: Writable, tag: str, usual: str) -> str:
    """Return the value of the tag for the day: ``usual``, or the text that was read if it fits."""
    own = line(each.extra.get(tag, "")) if each.date else ""
    tries = (own, f"{usual}; {own}") if own else ()
    fitting = (
        text for text in tries if find_when({"": str(each.year), tag: text}).date == each.date
    )
    return next(fitting, usual)


def publisher(each: Writable) -> str:
    """Return the publisher, or the school if there is none. For a thesis return the school."""
    return line(each.school if each.kind == "thesis" else each.publisher or each.school)


def called(each: Writable) -> str:
    """Return the name for the type of a thesis or a report: *Master's thesis*."""
    said = each.extra.get("type", "")
    return line(GENRES.get(said, said)) if each.kind in ("thesis", "report") else ""


def web_addresses(each: Writable) -> list[str]:
    """Return the addresses that a reader recognises as addresses."""
    return [address for address in addresses(each) if "://" in address]


def files(each: Writable) -> list[str]:
    """Return the addresses of PDF files."""
    return [line(link.url) for link in each.links if link.label == "pdf" and "://" in link.url]


def database(each: Writable) -> str:
    """Return ``PubMed`` for a paper with a PMID: it says whose accession number that is."""
    return "PubMed" if each.pmid else ""


def keywords(each: Writable) -> list[str]:
    """Return the keywords, one per line."""
    return list(map(line, words(each)))
