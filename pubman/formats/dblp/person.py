"""Find the owner of a dblp person's page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from pubman.formats.dblp.elements import (
    all_of,
    cut_elements,
    first_of,
    names_of,
    parse,
    spans,
    text_in,
)
from pubman.formats.xml_elements import text_of
from pubman.record import Name
from pubman.text.identifiers import orcid, pid
from pubman.text.names import dblp_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The owner of a ``dblpperson`` document, and whether the document is complete.

    ``count`` is the number of records that the page announces (0 if it does not). ``found`` is the
    number of records that begin in it. ``complete`` is False if the end is missing. A page with
    ``disambiguation`` has the records of people who could not be distinguished. ``homonyms`` are
    the people of that name whom such a page may mean. ``successor`` is the pid that a merged
    person's page points to.
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


def owner(data: bytes) -> Owner | None:
    """Return the owner of the page ``data``, or None if it is not a readable person's page."""
    text = text_of(data)
    opening = re.search(r"<dblpperson\b[^<>]*>", text)
    root = parse(opening[0].rstrip("/>") + "/>") if opening else ""
    if opening is None or isinstance(root, str):
        return None
    person = _person(text, opening.end())
    names = names_of(person, "author")
    urls = tuple(all_of(person, "url"))
    own_pid = pid(root.get("pid", "")) or pid(person.get("key", ""))
    count = root.get("n", "")
    return Owner(
        pid=own_pid,
        name=names[0] if names else dblp_name(root.get("name", ""), own_pid),
        aliases=names[1:],
        orcid=next(filter(None, map(orcid, urls)), ""),
        affiliations=_affiliations(person.findall("note")),
        urls=urls,
        count=int(count) if re.fullmatch(r"\d{1,9}", count, re.ASCII) else 0,
        found=sum(1 for _ in spans(text)),
        complete="</dblpperson" in text[-200:],
        disambiguation="disambiguation" in person.get("publtype", "").split(),
        homonyms=_homonyms(text),
        successor=pid(first_of(person, "crossref")),
    )


def _person(text: str, start: int) -> ET.Element:
    """Return the element about the person in the head of the page, or an empty one."""
    end = re.compile(r"<homonyms[\s>/]|<r>|<coauthors[\s>/]").search(text, start)
    head = text[start : end.start() if end else len(text)]
    return next(cut_elements(head, "person"), ET.Element("person"))


def _affiliations(notes: list[ET.Element]) -> tuple[str, ...]:
    """Return the affiliations, current ones before those marked ``former``."""
    found = [note for note in notes if note.get("type") == "affiliation" and text_in(note)]
    found.sort(key=lambda note: note.get("label", "").startswith("former"))
    return tuple(text_in(note) for note in found)


def _homonyms(text: str) -> tuple[Name, ...]:
    """Return the people whom the page lists under the same name."""
    block = text[text.find("<homonyms") : text.rfind("</homonyms")]
    people = cut_elements(block, "person") if block.startswith("<homonyms") else ()
    return tuple(names[0] for each in people if (names := names_of(each, "author")))
