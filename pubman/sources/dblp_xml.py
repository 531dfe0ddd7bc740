"""dblp XML: a person's page, a single record, or an extract of the dump.

The format: https://dblp.org/xml/docu/dblpxml.pdf and https://dblp.org/xml/dblp.dtd. The text is cut
into records first and each is parsed alone. So a damaged record costs only itself, every record
has its own text and line, and nothing that the head of a file declares (a DTD to fetch, entities
that expand) is ever seen by a parser: only the 65 entities that dblp's own DTD names are known.
"""

from __future__ import annotations

import html
import html.entities
import re
import xml.etree.ElementTree as ET
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from pubman.record import Date, Link, Name, Problem, Record
from pubman.sources.encoding import decode
from pubman.text.identifiers import arxiv_id, doi, isbn, orcid, pid
from pubman.text.names import dblp_name

# ---------------------------------------------------------------------------------- the mapping

_KINDS: Final = {
    "article": "article", "inproceedings": "conference", "proceedings": "proceedings",
    "book": "book", "incollection": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis",
    "www": "other", "data": "dataset",
}  # fmt: skip

_PUBLTYPES: Final = {"software": "software", "data": "dataset"}
"""Values of ``publtype`` that say what a record is, whatever its element."""

_ONCE: Final = (
    "series volume number pages publisher school address isbn journal booktitle year month"
).split()
"""Children of which the first is a field; further ones go to ``extra``."""

_HANDLED: Final = {*_ONCE, "author", "editor", "title", "ee", "rel"}

_MONTHS: Final = (
    "january february march april may june july august september october november december"
).split()

_MARKUP: Final = {"i": "i", "sub": "sub", "sup": "sup", "tt": "tt"}
"""Elements of a title that are kept as markup; of ``ref`` only the text is."""

# The entities that dblp.dtd declares (three and the Latin-1 letters of HTML).
_ENTITIES: Final = {
    name: f"&#{ord(html.entities.html5[name + ';'])};"
    for name in (
        "reg micro times Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc"
        " Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml Oslash Ugrave"
        " Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil"
        " egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde"
        " ouml oslash ugrave uacute ucirc uuml yacute thorn yuml"
    ).split()
}

RECORD_LIMIT: Final = 1_000_000
"""Characters of one record at most: dblp's largest, with thousands of authors, has some 300,000."""

_OPEN = re.compile(rf"<!--.*?-->|<({'|'.join(_KINDS)})(?=[\s/>])", re.DOTALL)
_CLOSE: Final = {tag: re.compile(rf"</{tag}\s*>") for tag in _KINDS}
_WRAPPER_END = re.compile(r"</(?:r|dblp|dblpperson)>")
_ENTITY = re.compile(r"&([A-Za-z][\w.]*);")
_XML_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_WORKSHOP = re.compile(r"\bworkshops?\b|\w@\w", re.IGNORECASE)
_DEMO = re.compile(r"\b(?:demos?|demonstrations?|posters?)\b", re.IGNORECASE)
_KEY = re.compile(r"""\bkey\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose page a ``dblpperson`` document is, and whether it is whole.

    ``count`` is how many records the page says it holds (0: it does not say), ``found`` how many
    begin in it; ``complete`` is False where its end is missing. ``homonyms`` are the people of that
    name: on a ``disambiguation`` page, a bucket for whoever could not be told apart, they are whom
    it may mean. ``successor`` is the pid that a merged person's page points to.
    """

    pid: str
    name: Name
    aliases: tuple[Name, ...] = ()
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    count: int = 0
    found: int = 0
    complete: bool = True
    disambiguation: bool = False
    homonyms: tuple[Name, ...] = ()
    successor: str = ""


# -------------------------------------------------------------------------------------- reading


def read(data: bytes) -> Iterator[Record | Problem]:
    """The records of a person's page, of a single record's page, or of a dump extract."""
    text = _decode(data)
    lines = _line_starts(text)
    for start, end in _spans(text):
        raw = text[start:end]
        line = bisect_right(lines, start)
        yield _read_one(raw, line)
    if re.search(r"<dblpperson[\s>]", text) and "</dblpperson" not in text[-200:]:
        yield Problem(
            level="doubt", message="the file ends before </dblpperson>: something may be missing"
        )


def _decode(data: bytes) -> str:
    """The text of an XML document in the encoding that it declares."""
    match = _XML_ENCODING.match(data[:200].lstrip(b"\xef\xbb\xbf \r\n\t"))
    declared = match[1].decode("ascii").lower() if match else ""
    if declared in ("", "us-ascii", "ascii", "utf-8", "utf-16") or data[:2] in (
        b"\xff\xfe",
        b"\xfe\xff",
    ):
        return decode(data)[0]
    try:
        return data.decode(declared)
    except (LookupError, UnicodeError):
        return decode(data)[0]


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each record begins and ends; one that is not closed ends where the next begins."""
    openings = [match for match in _OPEN.finditer(text) if match[1]]
    for index, match in enumerate(openings, 1):
        start = match.start()
        limit = openings[index].start() if index < len(openings) else len(text)
        close = _CLOSE[match[1]].search(text, start, limit)
        yield start, close.end() if close else _unclosed(text, start, limit)


def _unclosed(text: str, start: int, limit: int) -> int:
    """Where an unclosed record ends: at its self-closed tag, the wrapper's end, or the next."""
    if (tag_end := text.find(">", start, limit)) > 0 and text[tag_end - 1] == "/":
        return tag_end + 1
    wrapper = _WRAPPER_END.search(text, start, limit)
    return wrapper.start() if wrapper else limit


def _read_one(raw: str, line: int) -> Record | Problem:
    """The record of one element, or why there is none."""
    key = match[1] if (match := _KEY.search(raw[: raw.find(">") + 1])) else ""
    if key.startswith("homepages/"):
        message = "a person's entry, not a publication"
        return Problem(level="left out", message=message, raw=raw, line=line, source_key=key)
    element = _parse(raw)
    if isinstance(element, str):
        return Problem(level="left out", message=element, raw=raw, line=line, source_key=key)
    return _record(element, raw, line)


def _parse(raw: str) -> ET.Element | str:
    """The element that ``raw`` is, or one clause on why it is none."""
    if len(raw) > RECORD_LIMIT:
        return f"a record of more than {RECORD_LIMIT:,} characters"
    unknown = {name for name in _ENTITY.findall(raw) if name not in _ENTITIES} - _PREDEFINED
    if unknown:
        return f"the entity &{min(unknown)}; is none of dblp's (entities are never expanded)"
    try:
        # One element without a DTD, its entities resolved above: nothing to expand or to fetch.
        return ET.fromstring(_ENTITY.sub(_resolve, raw))  # noqa: S314
    except (ET.ParseError, ValueError, RecursionError) as error:
        what = str(error).split(":")[0]
        return f"damaged XML: {_DAMAGE.get(what, what)}"


_DAMAGE: Final = {
    "no element found": "the record is not closed",
    "unclosed token": "the record is cut off",
    "mismatched tag": "an element is not closed",
    "not well-formed (invalid token)": "a stray & or <, or a control character",
    "reference to invalid character number": "a control character",
}
"""What the parser's words mean for a person."""

_PREDEFINED: Final = {"amp", "lt", "gt", "quot", "apos"}


def _resolve(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[1], match[0])


# -------------------------------------------------------------------------------------- records


def _record(element: ET.Element, raw: str, line: int) -> Record:
    """One element as a Record."""
    key = element.get("key", "")
    title, markup = _title(element.find("title"))
    first = partial(_first, element)
    volume, journal, booktitle = first("volume"), first("journal"), first("booktitle")
    kind = _kind(element, key, booktitle)
    found = _links(element, preprint=kind == "preprint")
    arxiv = found.arxiv_id
    if key.startswith("journals/corr/"):
        arxiv = arxiv or arxiv_id(volume) or arxiv_id(key)
        volume = "" if arxiv_id(volume) else volume  # CoRR's volume is the arXiv id again
    return Record(
        kind=kind,
        title=title,
        title_markup=markup,
        authors=_names(element, "author"),
        editors=_names(element, "editor"),
        date=_date(_first(element, "year"), _first(element, "month")),
        venue=journal or booktitle,
        venue_key=_venue_key(element, key),
        series=first("series"),
        volume=volume,
        number=first("number"),
        pages=first("pages"),
        publisher=first("publisher"),
        school=first("school"),
        place=first("address"),
        note=next((_text(note) for note in element.iter("note") if not note.get("type")), ""),
        doi=found.doi,
        arxiv_id=arxiv,
        isbn=next((each for each in map(isbn, _all(element, "isbn")) if each), ""),
        url=found.url,
        links=found.links,
        related=tuple(uri for rel in element.iter("rel") if (uri := _related(rel))),
        source_key=key,
        extra=_extra(element, found.other),
        raw=raw,
        line=line,
    )


def _kind(element: ET.Element, key: str, booktitle: str) -> str:
    """The kind by publtype, key, element and booktitle, in this order."""
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
    if kind == "conference" and _WORKSHOP.search(booktitle):
        return "workshop"
    if kind == "conference" and _DEMO.search(booktitle):
        return "demo"
    return kind


def _venue_key(element: ET.Element, key: str) -> str:
    """The stream that published it, ``conf/sosp``: by stream, crossref or address, else by key.

    A record keeps its key when it moves to another stream, so the key speaks last.
    """
    own = _two(key)
    streams = [_two(text.removeprefix("streams/")) for text in _all(element, "stream")]
    if streams:
        return own if own in streams else streams[0]
    if crossref := _two(_first(element, "crossref")):
        return crossref
    address = re.match(r"(?:https?://[^/]+/)?db/((?:conf|journals|series|books)/[^/#.]+)/",
                       _first(element, "url"))  # fmt: skip
    return address[1] if address else own


def _two(path: str) -> str:
    """The first two parts of a key where they name a venue: those of a thesis or report do not."""
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 1 and parts[0] in _STREAMS else ""


_STREAMS: Final = frozenset({"conf", "journals", "series", "books", "reference", "repo"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the ``ee`` elements of a record lead to."""

    doi: str = ""
    arxiv_id: str = ""
    url: str = ""
    links: tuple[Link, ...] = ()
    other: tuple[str, ...] = ()


def _links(element: ET.Element, *, preprint: bool) -> _Found:
    """The identifiers, the first page that is none of them, PDFs, and the addresses left over."""
    found_doi = found_arxiv = url = ""
    links: list[Link] = []
    other: list[str] = []
    for address in _all(element, "ee"):
        if number := arxiv_id(address):
            found_arxiv = found_arxiv or number
        elif name := doi(address):
            found_doi = found_doi or name
            if name != found_doi:
                other.append(address)
        elif "wikidata.org/" in address:
            other.append(address)
        else:
            if address.lower().split("?")[0].endswith(".pdf"):
                links.append(Link(label="pdf", url=address))
            if not url:
                url = address
            elif not links or links[-1].url != address:
                other.append(address)
    if preprint and not found_doi:  # of a published paper, arXiv's DOI is not the DOI
        found_doi = next((name for each in _all(element, "ee") if (name := doi(each))), "")
    return _Found(
        doi=found_doi, arxiv_id=found_arxiv, url=url, links=tuple(links), other=tuple(other)
    )


def _related(rel: ET.Element) -> str:
    """The key or address that a ``rel`` element names."""
    target = rel.get("uri") or rel.get("href") or (rel.text or "")
    return re.sub(r"^https?://dblp\.org/rec/", "", target.strip())


def _names(element: ET.Element, tag: str) -> tuple[Name, ...]:
    return tuple(_name(each) for each in element.iter(tag) if _text(each))


def _name(element: ET.Element) -> Name:
    number = orcid(element.get("orcid", ""))
    name = dblp_name(_text(element), element.get("pid", ""), number)
    return name if name.full else replace(name, literal=_text(element))


def _date(year: str, month: str) -> Date | None:
    """The date of a year and a month as dblp writes it: ``November``, ``November/December``."""
    if not re.fullmatch(r"\d{4}", year, re.ASCII):
        return None
    first = re.match(r"[a-z]+", month.lower())
    number = _MONTHS.index(first[0]) + 1 if first and first[0] in _MONTHS else 0
    return Date(year=int(year), month=number)


def _title(element: ET.Element | None) -> tuple[str, str]:
    """The title plain and, where it differs, marked up; without the full stop that dblp adds."""
    if element is None:
        return "", ""
    plain = _stop(_text(element))
    if "<" not in plain and "&" not in plain and ">" not in plain and len(element) == 0:
        return plain, ""
    markup = _stop(" ".join(_marked(element, 0).split()))
    return plain, "" if markup == plain else markup


def _stop(title: str) -> str:
    """``title`` without one closing full stop; an ellipsis stays."""
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title


def _marked(element: ET.Element, depth: int) -> str:
    """The content of an element as HTML with the tags of ``_MARKUP`` only."""
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
    """What has no field of its own: the attributes, unknown children, further values."""
    extra = {name: value for name, value in element.attrib.items() if name != "key" and value}
    for child in element:
        if child.tag not in _HANDLED and (text := _text(child)):
            name = "dblp_page" if child.tag == "url" else child.tag
            if child.tag == "note" and not child.get("type"):
                continue
            extra[name] = f"{extra[name]}; {text}" if name in extra else text
    for name in _ONCE:
        if further := _all(element, name)[1:]:
            extra[f"{name}.more"] = "; ".join(further)
    if _first(element, "journal") and (booktitle := _first(element, "booktitle")):
        extra["booktitle"] = booktitle
    if addresses:
        extra["ee"] = "; ".join(addresses)
    return extra


def _text(element: ET.Element) -> str:
    if len(element) == 0:
        return " ".join((element.text or "").split())
    return " ".join("".join(element.itertext()).split())


def _all(element: ET.Element, tag: str) -> list[str]:
    return [text for each in element.findall(tag) if (text := _text(each))]


def _first(element: ET.Element, tag: str) -> str:
    return next(iter(_all(element, tag)), "")


# --------------------------------------------------------------------------------------- people


def owner(data: bytes) -> Owner | None:
    """Whose page ``data`` is; None for what is no person's page, or has no readable head."""
    text = _decode(data)
    opening = re.search(r"<dblpperson\b[^<>]*>", text)
    root = _parse(opening[0].rstrip("/>") + "/>") if opening else ""
    if opening is None or isinstance(root, str):
        return None
    end = re.compile(r"<homonyms[\s>/]|<r>|<coauthors[\s>/]").search(text, opening.end())
    person = _person(text[opening.end() : end.start() if end else len(text)])
    names = _names(person, "author") if person is not None else ()
    notes = person.findall("note") if person is not None else []
    urls = tuple(_all(person, "url")) if person is not None else ()
    own_pid = pid(root.get("pid", "")) or (pid(person.get("key", "")) if person is not None else "")
    kind = person.get("publtype", "").split() if person is not None else []
    count = root.get("n", "")
    return Owner(
        pid=own_pid,
        name=names[0] if names else dblp_name(root.get("name", ""), own_pid),
        aliases=names[1:],
        orcid=next((found for url in urls if (found := orcid(url))), ""),
        affiliations=_affiliations(notes),
        urls=urls,
        count=int(count) if re.fullmatch(r"\d{1,9}", count, re.ASCII) else 0,
        found=sum(1 for _ in _spans(text)),
        complete="</dblpperson" in text[-200:],
        disambiguation="disambiguation" in kind,
        homonyms=_homonyms(text),
        successor=pid(_first(person, "crossref")) if person is not None else "",
    )


def _person(head: str) -> ET.Element | None:
    match = re.search(r"<person\b[^<>]*/>|<person\b.*?</person\s*>", head, re.DOTALL)
    element = _parse(match[0]) if match else ""
    return None if isinstance(element, str) else element


def _affiliations(notes: list[ET.Element]) -> tuple[str, ...]:
    """The affiliations, those of today before those marked ``former``."""
    found = [note for note in notes if note.get("type") == "affiliation" and _text(note)]
    found.sort(key=lambda note: note.get("label", "").startswith("former"))
    return tuple(_text(note) for note in found)


def _homonyms(text: str) -> tuple[Name, ...]:
    """The people whom the page lists as bearing the same name."""
    block = re.search(r"<homonyms\b[^<>]*>(.*?)</homonyms\s*>", text, re.DOTALL)
    people = re.findall(r"<person\b.*?</person\s*>", block[1], re.DOTALL) if block else []
    elements = [element for each in people if not isinstance(element := _parse(each), str)]
    return tuple(names[0] for each in elements if (names := _names(each, "author")))
