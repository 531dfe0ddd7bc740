"""Read dblp XML: a person's page, a single record, or an extract of the dump.

The format: https://dblp.org/xml/docu/dblpxml.pdf. ``elements`` cuts the document into records and
parses them, ``person`` finds the owner of a page, ``addresses`` sorts the addresses of a record,
and this module makes Records.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Final

from pubman.formats.dblp.addresses import find_addresses
from pubman.formats.dblp.elements import (
    all_of,
    conference_kind,
    first_of,
    names_of,
    parse,
    spans,
    stream_of,
    text_in,
)
from pubman.formats.dblp.person import Owner, owner
from pubman.formats.items import Problem
from pubman.formats.row_keys import row_key
from pubman.formats.xml_elements import text_of
from pubman.record import Date, Record
from pubman.text.identifiers import arxiv_id, isbn
from pubman.text.plain import join_thousands

__all__ = ["Owner", "owner", "read"]

# ---------------------------------------------------------------------------------- the mapping

_KINDS: Final = {
    "article": "article", "inproceedings": "conference", "proceedings": "proceedings",
    "book": "book", "incollection": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis",
    "www": "other", "data": "dataset",
}  # fmt: skip

_PUBLTYPES: Final = {"software": "software", "data": "dataset"}
"""Values of ``publtype`` that determine the kind of a record of any element."""

_ONCE: Final = (
    "series volume number pages publisher school address isbn journal booktitle year month"
).split()
"""Children whose first occurrence is a field. Further ones go to ``extra``."""

_HANDLED: Final = {*_ONCE, "author", "editor", "title", "ee", "rel"}

_MONTHS: Final = (
    "january february march april may june july august september october november december"
).split()

_MARKUP: Final = {"i": "i", "sub": "sub", "sup": "sup", "tt": "tt"}
"""Elements of a title that are kept as markup. Of ``ref`` only the text is kept."""

_NOTHING: Final[Mapping[str, Record]] = MappingProxyType({})
_KEY = re.compile(r"""\bkey\s*=\s*["']([^"']*)["']""")


# -------------------------------------------------------------------------------------- reading


def read(data: bytes, known: Mapping[str, Record] = _NOTHING) -> Iterator[Record | Problem]:
    """Yield the records of a person's page, of a single record's page, or of a dump extract.

    ``known`` holds records by the text from which they were read. They are yielded as they are.
    """
    text = text_of(data)
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    seen: dict[str, int] = {}
    for start, end in spans(text):
        yield _read_one(text[start:end], bisect_right(line_starts, start), seen, known)
    if re.search(r"<dblpperson[\s>]", text) and "</dblpperson" not in text[-200:]:
        message = "the file ends before </dblpperson>: something may be missing"
        yield Problem(level="doubt", message=message)


def _read_one(
    raw: str, line: int, seen: dict[str, int], known: Mapping[str, Record]
) -> Record | Problem:
    """Return the record of one element, or why there is none.

    A key names one record. If two people's pages were put together, a key may occur twice. The
    second record is then left out.
    """
    key = match[1] if (match := _KEY.search(raw[: raw.find(">") + 1])) else ""
    left_out = partial(Problem, level="left out", raw=raw, line=line, source_key=key)
    if key.startswith("homepages/"):
        return left_out(message="a person's entry, not a publication")
    if key and key in seen:
        return left_out(message=f"{key} a second time; the first counts")
    same = known.get(raw)
    if same is not None and key and same.source_key == key:
        seen[key] = 1
        return same
    element = parse(raw)
    if isinstance(element, str):
        return left_out(message=element)
    record = _record(element, raw, line)
    if key:
        seen[key] = 1
        return record
    return replace(record, source_key=row_key(record.title, str(record.year or ""), seen))


# -------------------------------------------------------------------------------------- records


def _record(element: ET.Element, raw: str, line: int) -> Record:
    """Return one element as a Record."""
    key = element.get("key", "")
    title, markup = _title(element.find("title"))
    first = partial(first_of, element)
    volume, journal, booktitle = first("volume"), first("journal"), first("booktitle")
    kind = _kind(element, key, booktitle)
    found = find_addresses(element, preprint=kind == "preprint")
    arxiv = found.arxiv_id
    if key.startswith("journals/corr/"):
        arxiv = arxiv or arxiv_id(volume) or arxiv_id(key)
        volume = "" if arxiv_id(volume) else volume  # The volume of CoRR repeats the arXiv id.
    return Record(
        kind=kind,
        title=title,
        title_markup=markup,
        authors=names_of(element, "author"),
        editors=names_of(element, "editor"),
        date=_date(first("year"), first("month")),
        venue=journal or booktitle,
        venue_key=_venue_key(element, key),
        series=first("series"),
        volume=volume,
        number=first("number"),
        pages=first("pages"),
        publisher=first("publisher"),
        school=first("school"),
        place=first("address"),
        note=next((text_in(note) for note in element.iter("note") if not note.get("type")), ""),
        doi=found.doi,
        arxiv_id=arxiv,
        isbn=next((each for each in map(isbn, all_of(element, "isbn")) if each), ""),
        url=found.url,
        links=found.links,
        related=tuple(uri for rel in element.iter("rel") if (uri := _related(rel))),
        source_key=key,
        extra=_extra(element, found.other),
        raw=raw,
        line=line,
    )


def _kind(element: ET.Element, key: str, booktitle: str) -> str:
    """Return the kind, by publtype, key, element and booktitle, in this order."""
    publtypes = element.get("publtype", "").split()
    for each in publtypes:
        if each in _PUBLTYPES:
            return _PUBLTYPES[each]
    kind = _KINDS[element.tag]
    if kind == "article":
        if key.startswith("journals/corr/"):
            return "preprint"
        if key.startswith("tr/"):
            return "report"
        return "preprint" if "informal" in publtypes else kind
    if kind == "book" and element.find("school") is not None:
        return "thesis"
    return conference_kind(booktitle) if kind == "conference" else kind


def _venue_key(element: ET.Element, key: str) -> str:
    """Return the venue, ``conf/sosp``: by stream, crossref or address, otherwise by key.

    A record keeps its key when it moves to another venue, so the key is only used last.
    """
    own = stream_of(key)
    streams = [stream_of(text.removeprefix("streams/")) for text in all_of(element, "stream")]
    if streams:
        return own if own in streams else streams[0]
    if crossref := stream_of(first_of(element, "crossref")):
        return crossref
    address = re.match(
        r"(?:https?://[^/]+/)?db/((?:conf|journals|series|books)/[^/#.]+)/",
        first_of(element, "url"),
    )
    return address[1] if address else own


def _related(rel: ET.Element) -> str:
    """Return the key or address that a ``rel`` element names."""
    target = rel.get("uri") or rel.get("href") or (rel.text or "")
    return re.sub(r"^https?://dblp\.org/rec/", "", target.strip())


def _date(year: str, month: str) -> Date | None:
    """Return the date of dblp's year and month: ``November``, ``November/December``."""
    if not re.fullmatch(r"[12]\d{3}", year, re.ASCII):
        return None
    first = re.match(r"[a-z]+", month.lower())
    number = _MONTHS.index(first[0]) + 1 if first and first[0] in _MONTHS else 0
    return Date(year=int(year), month=number)


def _title(element: ET.Element | None) -> tuple[str, str]:
    """Return the plain title and, if it differs, the one with markup, without dblp's full stop."""
    if element is None:
        return "", ""
    plain = _stop(text_in(element))
    if "<" not in plain and "&" not in plain and ">" not in plain and len(element) == 0:
        return plain, ""
    markup = _stop(" ".join(_marked(element, 0).split()))
    return plain, "" if markup == plain else markup


def _stop(title: str) -> str:
    """Return ``title`` as printed, without dblp's full stop at the end and the blank in 10, 000."""
    title = join_thousands(title)
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title


def _marked(element: ET.Element, depth: int) -> str:
    """Return the content of an element as HTML, with the tags of ``_MARKUP`` only."""
    if depth > 20:
        return html.escape("".join(element.itertext()), quote=False)
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        inner = _marked(child, depth + 1)
        tag = _MARKUP.get(child.tag)
        parts.append(f"<{tag}>{inner}</{tag}>" if tag else inner)
        parts.append(html.escape(child.tail or "", quote=False))
    return "".join(parts)


def _extra(element: ET.Element, addresses: tuple[str, ...]) -> dict[str, str]:
    """Return what has no field of its own: attributes, unknown children, further values."""
    extra = {name: value for name, value in element.attrib.items() if name != "key" and value}
    for child in element:
        if _is_unknown(child) and (text := text_in(child)):
            name = "dblp_page" if child.tag == "url" else child.tag
            extra[name] = f"{extra[name]}; {text}" if name in extra else text
    extra |= _further_values(element)
    if first_of(element, "journal") and (booktitle := first_of(element, "booktitle")):
        extra["booktitle"] = booktitle
    if addresses:
        extra["ee"] = "; ".join(addresses)
    return extra


def _is_unknown(child: ET.Element) -> bool:
    """Return whether a child has no field. A note without a type is dblp's own remark."""
    return child.tag not in _HANDLED and (child.tag != "note" or bool(child.get("type")))


def _further_values(element: ET.Element) -> dict[str, str]:
    """Return the values beyond the first of children that give one field."""
    values = {name: all_of(element, name)[1:] for name in _ONCE if element.find(name) is not None}
    return {f"{name}.more": "; ".join(further) for name, further in values.items() if further}
