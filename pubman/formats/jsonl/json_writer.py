"""Write a list as JSON: every known field, by the names of ``pubman set``, dates in ISO 8601.

The object has ``schema_version`` (1), ``title``, ``sections`` (heading, keys and inner sections)
and ``publications`` in the list's order, each once. A field without a value is left out. A name is
an object of its parts, and its ``name`` is the whole name in reading order. Texts are not escaped,
because this is data. A program that displays them must escape them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from pubman.formats.spool import Aside
from pubman.listing import Options, Section, publications
from pubman.record import Authorship, Date, Link, Name, Publication, Venue
from pubman.text.urls import doi_url

SCHEMA_VERSION: Final = 1
# These are internal to the store, or written elsewhere (authors with people and roles), or a format
# of their own.
_LEFT_OUT: Final = frozenset(
    "id authors authorships mine hidden raw canonical own_fields former_keys".split()
)


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as one indented JSON document in UTF-8. Only controls are escaped."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "title": options.title,
        "updated": options.updated,
        "sections": [_section(section) for section in sections],
        "publications": [as_object(pub) for pub in publications(sections)],
    }
    kept = {name: value for name, value in document.items() if value != ""}
    return _text(kept) + "\n"


def pieces(found: Iterable[Publication]) -> Iterator[str]:
    """Yield, piece by piece, the document with ``found`` in one section without a heading."""
    keys: list[str] = []
    entries = Aside()
    for pub in found:
        keys.append(pub.key)
        entries.put(_text(as_object(pub)).replace("\n", "\n  "))
    section = _section(Section()) | ({"keys": keys} if keys else {})
    head = _text({"schema_version": SCHEMA_VERSION, "sections": [section], "publications": []})
    if not keys:
        yield head + "\n"
        return
    yield head.removesuffix("]\n}")
    for number, text in enumerate(entries.take()):
        yield (",\n  " if number else "\n  ") + text
    yield "\n ]\n}\n"


def _text(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace").decode()


def _section(section: Section) -> dict[str, Any]:
    found: dict[str, Any] = {"heading": section.heading}
    if section.publications:
        found["keys"] = [pub.key for pub in section.publications]
    if section.sections:
        found["sections"] = [_section(part) for part in section.sections]
    return found


def as_object(pub: Publication) -> dict[str, Any]:
    """Return ``pub`` as an object that begins with ``key``. Empty fields are left out."""
    authors = pub.authorships or tuple(Authorship(name=name) for name in pub.authors)
    found: dict[str, Any] = {"key": pub.key, "kind": pub.kind, "title": pub.title}
    found["authors"] = [_author(each) for each in authors]
    found["year"] = pub.year
    if pub.canonical:
        found["canonical_venue"] = _plain(pub.canonical)
    if pub.doi:
        found["doi_url"] = doi_url(pub.doi)
    for each in _FIELDS:
        if each not in found and each not in _LEFT_OUT:
            found[each] = _plain(getattr(pub, each))
    found["lines"] = _lines(pub)
    return {name: value for name, value in found.items() if not _empty(value)}


def _lines(pub: Publication) -> dict[str, str]:
    """Return lines that are ready to display: the authors, the venue, and the whole entry.

    They are plain text. So a program that makes its own page needs no rules for commas and pages.
    """
    names = [name.full for name in pub.authors] + (["et al."] if pub.authors_cut else [])
    authors = pub.display.get("authors") or ", ".join(names)
    title = pub.display.get("title") or pub.title
    venue = pub.display.get("venue") or _venue_line(pub)
    parts = (part.rstrip(".") for part in (authors, title, venue) if part)
    lines = {"authors": authors, "venue": venue, "entry": ". ".join(parts) + "."}
    return {name: line for name, line in lines.items() if line.strip(".")}


def _venue_line(pub: Publication) -> str:
    """Return ``SOSP, 2024, 195-210`` or ``TC 74(3), 2025, 851-864``."""
    name = (pub.canonical.acronym or pub.canonical.name) if pub.canonical else pub.venue
    issue = f"({pub.number})" if pub.number else ""
    volume = f"{pub.volume}{issue}" if pub.volume else ""
    year = str(pub.year or "")
    return ", ".join(filter(None, (f"{name} {volume}".strip(), year, pub.pages)))


_FIELDS: Final = tuple(each.name for each in fields(Publication))


def _author(author: Authorship) -> dict[str, Any]:
    more = {"person": author.person, "roles": list(author.roles), "url": author.url}
    return _name(author.name) | {name: value for name, value in more.items() if value}


def _name(name: Name) -> dict[str, Any]:
    parts = {each.name: _plain(getattr(name, each.name)) for each in fields(Name)}
    return {"name": name.full} | {part: value for part, value in parts.items() if value}


def _plain(value: object) -> Any:
    if isinstance(value, Name):
        return _name(value)
    if isinstance(value, Date):
        return str(value)
    if isinstance(value, Link | Venue):
        parts = {each.name: getattr(value, each.name) for each in fields(value)}
        return {name: part for name, part in parts.items() if part}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _empty(value: object) -> bool:
    return value is None or value is False or value in ("", [], {})
