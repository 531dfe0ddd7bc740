"""Cut dblp's XML into records, and parse each by itself.

So a damaged record does not affect the others, and every record has its own text and line. The
parser never sees the head of the document, so its declarations (a DTD to fetch, entities that
expand) have no effect. Only the 65 entities of dblp's own DTD are known
(https://dblp.org/xml/dblp.dtd).
"""

from __future__ import annotations

import html.entities
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pubman.record import Name
from pubman.text.identifiers import orcid
from pubman.text.names import dblp_name

TAGS: Final = (
    "article inproceedings proceedings book incollection phdthesis mastersthesis www data"
).split()
"""The elements that are records."""

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
"""The most characters of one record. The largest of dblp has about 300,000."""

_OPEN = re.compile(rf"<!--|<({'|'.join(TAGS)})(?=[\s/>])")
_CLOSE: Final = {tag: re.compile(rf"</{tag}\s*>") for tag in TAGS}
_WRAPPER_END = re.compile(r"</(?:r|dblp|dblpperson)>")
_ENTITY = re.compile(r"&([A-Za-z][\w.]*);")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the beginning and end of each record. An unclosed one ends where the next begins."""
    openings = list(_openings(text))
    for index, match in enumerate(openings, 1):
        start = match.start()
        limit = openings[index].start() if index < len(openings) else len(text)
        close = _CLOSE[match[1]].search(text, start, limit)
        yield start, close.end() if close else _unclosed(text, start, limit)


def _openings(text: str) -> Iterator[re.Match[str]]:
    """Yield the openings of records outside comments. An unclosed comment does not count."""
    comments_end = text.rfind("-->")
    inside_until = 0
    for match in _OPEN.finditer(text):
        if match.start() < inside_until:
            continue
        if match[1]:
            yield match
        elif match.start() < comments_end:
            inside_until = text.find("-->", match.start()) + 3


def _unclosed(text: str, start: int, limit: int) -> int:
    """Return the end of an unclosed record: its self-closed tag, the wrapper's end, or the next."""
    if (tag_end := text.find(">", start, limit)) > 0 and text[tag_end - 1] == "/":
        return tag_end + 1
    wrapper = _WRAPPER_END.search(text, start, limit)
    return wrapper.start() if wrapper else limit


def parse(raw: str) -> ET.Element | str:
    """Parse ``raw`` as one element. If that fails, return the reason as a clause."""
    if len(raw) > RECORD_LIMIT:
        return f"a record of more than {RECORD_LIMIT:,} characters"
    unknown = {name for name in _ENTITY.findall(raw) if name not in _ENTITIES} - _PREDEFINED
    if unknown:
        return f"the entity &{min(unknown)}; is none of dblp's (entities are never expanded)"
    try:
        # This is one element without a DTD, and its entities are resolved above. So the parser has
        # nothing to expand or to fetch.
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
"""Plain words for the messages of the parser."""

_PREDEFINED: Final = {"amp", "lt", "gt", "quot", "apos"}


def _resolve(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[1], match[0])


def cut_elements(text: str, tag: str) -> Iterator[ET.Element]:
    """Yield the complete elements called ``tag`` in ``text``, except those nested in another."""
    at = 0
    opening = re.compile(rf"<{tag}(?=[\s/>])")
    while match := opening.search(text, at):
        head = text.find(">", match.start())
        at = head + 1
        if head < 0:
            return
        if text[head - 1] != "/":
            at = text.find(f"</{tag}>", head) + len(tag) + 3
            if at < head:
                return
        element = parse(text[match.start() : at])
        if not isinstance(element, str):
            yield element


def text_in(element: ET.Element) -> str:
    """Return the text inside an element without its markup, with white space folded."""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    return " ".join("".join(element.itertext()).split())


def all_of(element: ET.Element, tag: str) -> list[str]:
    """Return the texts of the children called ``tag``, without empty ones."""
    return [text for each in element.findall(tag) if (text := text_in(each))]


def first_of(element: ET.Element, tag: str) -> str:
    """Return the text of the first child called ``tag`` that has one."""
    if element.find(tag) is None:  # Most tags have no such child, and this is called most often.
        return ""
    return next(iter(all_of(element, tag)), "")


def names_of(element: ET.Element, tag: str) -> tuple[Name, ...]:
    """Return the names in the children called ``tag``, with homonym number, pid and ORCID."""
    return tuple(
        _name(text, each.get("pid", ""), each.get("orcid", ""))
        for each in element.iter(tag)
        if (text := text_in(each))
    )


@lru_cache(maxsize=4096)  # A page repeats the same few people many times.
def _name(text: str, pid: str, number: str) -> Name:
    name = dblp_name(text, pid, orcid(number))
    return name if name.full else replace(name, literal=text)


def stream_of(path: str) -> str:
    """Return the first two parts of a key if they name a venue. Theses and reports have none."""
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 1 and parts[0] in _STREAMS else ""


_STREAMS: Final = frozenset({"conf", "journals", "series", "books", "reference", "repo"})


_WORKSHOP = re.compile(r"\bworkshops?\b|\w@\w", re.IGNORECASE)
_DEMO = re.compile(r"\b(?:demos?|demonstrations?|posters?)\b", re.IGNORECASE)


def conference_kind(booktitle: str) -> str:
    """Return ``workshop`` or ``demo`` if the name of the proceedings says so, else ``conference``.

    dblp writes ``Middleware Workshops``, ``COSMIC@CGO`` and ``ICDE (Demos)``.
    """
    if _WORKSHOP.search(booktitle):
        return "workshop"
    return "demo" if _DEMO.search(booktitle) else "conference"
