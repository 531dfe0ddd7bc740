"""dblp: whose page a person's page is."""

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


def owner(data: bytes) -> Owner | None:
    """Return whose page ``data`` is, or None if it is not a person's page with a readable head."""
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
    """Return the element on the person in the head of the page; an empty one if there is none."""
    end = re.compile(r"<homonyms[\s>/]|<r>|<coauthors[\s>/]").search(text, start)
    head = text[start : end.start() if end else len(text)]
    return next(cut_elements(head, "person"), ET.Element("person"))


def _affiliations(notes: list[ET.Element]) -> tuple[str, ...]:
    """The affiliations, those of today before those marked ``former``."""
    found = [note for note in notes if note.get("type") == "affiliation" and text_in(note)]
    found.sort(key=lambda note: note.get("label", "").startswith("former"))
    return tuple(text_in(note) for note in found)


def _homonyms(text: str) -> tuple[Name, ...]:
    """The people whom the page lists as bearing the same name."""
    block = text[text.find("<homonyms") : text.rfind("</homonyms")]
    people = cut_elements(block, "person") if block.startswith("<homonyms") else ()
    return tuple(names[0] for each in people if (names := names_of(each, "author")))
