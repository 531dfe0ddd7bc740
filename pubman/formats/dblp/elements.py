"""dblp's XML as text and elements: a document cut into records, each parsed alone.

So a damaged record costs only itself, every record has its own text and line, and nothing that the
head of a document declares (a DTD to fetch, entities that expand) is ever seen by a parser: only
the 65 entities that dblp's own DTD names are known (https://dblp.org/xml/dblp.dtd).
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
"""Characters of one record at most: dblp's largest, with thousands of authors, has some 300,000."""

_OPEN = re.compile(rf"<!--|<({'|'.join(TAGS)})(?=[\s/>])")
_CLOSE: Final = {tag: re.compile(rf"</{tag}\s*>") for tag in TAGS}
_WRAPPER_END = re.compile(r"</(?:r|dblp|dblpperson)>")
_ENTITY = re.compile(r"&([A-Za-z][\w.]*);")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each record begins and ends; one that is not closed ends where the next begins."""
    openings = list(_openings(text))
    for index, match in enumerate(openings, 1):
        start = match.start()
        limit = openings[index].start() if index < len(openings) else len(text)
        close = _CLOSE[match[1]].search(text, start, limit)
        yield start, close.end() if close else _unclosed(text, start, limit)


def _openings(text: str) -> Iterator[re.Match[str]]:
    """Where records open, outside comments; a comment that is never closed is none."""
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
    """Where an unclosed record ends: at its self-closed tag, the wrapper's end, or the next."""
    if (tag_end := text.find(">", start, limit)) > 0 and text[tag_end - 1] == "/":
        return tag_end + 1
    wrapper = _WRAPPER_END.search(text, start, limit)
    return wrapper.start() if wrapper else limit


def parse(raw: str) -> ET.Element | str:
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


def cut_elements(text: str, tag: str) -> Iterator[ET.Element]:
    """The elements called ``tag`` that stand whole in ``text``, one inside another aside."""
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
    """The text inside an element without its markup, white space folded."""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    return " ".join("".join(element.itertext()).split())


def all_of(element: ET.Element, tag: str) -> list[str]:
    """The texts of the children called ``tag``, without empty ones."""
    return [text for each in element.findall(tag) if (text := text_in(each))]


def first_of(element: ET.Element, tag: str) -> str:
    """The text of the first child called ``tag`` that has one."""
    if element.find(tag) is None:  # of most tags there is none, and this is asked most
        return ""
    return next(iter(all_of(element, tag)), "")


def names_of(element: ET.Element, tag: str) -> tuple[Name, ...]:
    """The names in the children called ``tag``, with homonym number, pid and ORCID."""
    return tuple(
        _name(text, each.get("pid", ""), each.get("orcid", ""))
        for each in element.iter(tag)
        if (text := text_in(each))
    )


@lru_cache(maxsize=4096)  # a page names the same few people again and again
def _name(text: str, pid: str, number: str) -> Name:
    name = dblp_name(text, pid, orcid(number))
    return name if name.full else replace(name, literal=text)


def stream_of(path: str) -> str:
    """The first two parts of a key where they name a venue: those of a thesis or report do not."""
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 1 and parts[0] in _STREAMS else ""


_STREAMS: Final = frozenset({"conf", "journals", "series", "books", "reference", "repo"})


_WORKSHOP = re.compile(r"\bworkshops?\b|\w@\w", re.IGNORECASE)
_DEMO = re.compile(r"\b(?:demos?|demonstrations?|posters?)\b", re.IGNORECASE)


def conference_kind(booktitle: str) -> str:
    """``workshop`` or ``demo`` where dblp's name of the proceedings says so, else ``conference``.

    dblp writes ``Middleware Workshops``, ``COSMIC@CGO`` and ``ICDE (Demos)``.
    """
    if _WORKSHOP.search(booktitle):
        return "workshop"
    return "demo" if _DEMO.search(booktitle) else "conference"
