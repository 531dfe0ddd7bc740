"""Write Hayagriva, the bibliography that Typst reads: ``#bibliography("publications.yaml")``.

What an article appeared in is its parent. The words are those of
:mod:`pubman.formats.hayagriva.vocabulary`, so the reader finds the same kind again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pubman.formats.hayagriva.vocabulary import GENRES, KEPT, PARENTS
from pubman.formats.plain_values import Writable, doi_of, entries, own_key
from pubman.formats.yaml_text import dump
from pubman.listing import Options, Section
from pubman.record import Name
from pubman.text.markup import printable

_SPECIAL: Final = re.compile(r"([\\{}$])")
"""Signs by which Hayagriva marks maths and words that keep their capitals."""
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
"""A tag that every reader takes. Typst refuses the whole file because of any other."""
_PARTICLE: Final = re.compile(r"(?:[a-zß-öø-ÿ][\w'’]*\s?)+")
_WORKSHOP: Final = re.compile(r"(?i)\bworkshops?\b")
_NUMBERED: Final = frozenset(
    {"report", "patent", "standard", "thesis", "dataset", "software", "website", "talk", "other"}
)
"""Kinds with a number of their own. That of any other is the issue of its parent."""
_LOOSE: Final = frozenset({"repository", "web", "misc"})
"""Parents that have no volume, so that an entry without a venue needs none of them."""
_OPTIONAL: Final = frozenset({"periodical", "book", "anthology"})
"""Parents without which an entry still is of the same kind."""


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """Return the file for the publications of the list."""
    return "".join(pieces(entries(sections))) or "{}\n"


def pieces(found: Iterable[Writable]) -> Iterator[str]:
    """Yield the text of the file, entry by entry. No two entries have the same key."""
    taken: set[str] = set()
    for number, each in enumerate(found, 1):
        wanted = own_key(each) or f"entry{number}"
        key = _free(wanted, taken)
        taken.add(key)
        yield ("\n" if number > 1 else "") + dump({key: as_object(each)})


def _free(key: str, taken: set[str]) -> str:
    """Return *key*, with a number behind it if another entry has it."""
    free, number = key, 2
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free


def as_object(each: Writable) -> dict[str, Any]:
    """Return an entry with its parents, without empty fields."""
    kind, parent = PARENTS[each.kind]
    if kind == "chapter" and each.editors:
        kind, parent = "anthos", "anthology"
    above = _parent(each, parent)
    found = {
        "type": kind,
        "title": _title(each),
        "author": _people(each.authors),
        "date": _date(each),
        **_genre(each),
        **({} if above else _volume(each)),
        "edition": printable(each.edition),
        "page-range": printable(each.pages),
        "organization": _text(each.school),
        "serial-number": _numbers(each, whole=not above),
        "url": _url(each),
        "language": each.language if _LANGUAGE.fullmatch(each.language) else "",
        "abstract": _text(each.abstract),
        "note": _text(each.note),
        **{name: _text(each.extra.get(name, "")) for name in KEPT if name != "genre"},
        "parent": above or _series(each),
    }
    return _filled(found)


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _parent(each: Writable, kind: str) -> dict[str, Any]:
    """Return what an article, a paper or a chapter appeared in; nothing if it needs no parent."""
    if not kind or (kind in _LOOSE and not (each.venue or each.series)):
        return {}
    serial = _filled({"isbn": each.isbn, "issn": each.issn})
    found = _filled({"title": _text(each.venue), **_volume(each), "serial-number": serial})
    found |= _filled({"parent": _series(each)})
    return {"type": kind, **found} if found or kind not in _OPTIONAL else {}


def _volume(each: Writable) -> dict[str, Any]:
    """Return what describes the volume: its number, its editors, and who published it."""
    publisher, place = _text(each.publisher), _text(each.place)
    is_meeting = each.kind in {"conference", "workshop", "demo", "talk"}
    in_publisher = bool(publisher and place and not is_meeting)
    return {
        "editor": _people(each.editors),
        "volume": printable(each.volume),
        "issue": "" if each.kind in _NUMBERED else printable(each.number),
        "publisher": {"name": publisher, "location": place} if in_publisher else publisher,
        "location": "" if in_publisher else place,
    }


def _series(each: Writable) -> dict[str, str]:
    return {"type": "anthology", "title": _text(each.series)} if each.series else {}


def _title(each: Writable) -> str | dict[str, str]:
    title = _text(each.title) or "Untitled"
    more = {
        "translation": _text(each.title_translated),
        "short": _text(each.extra.get("shorttitle", "")),
    }
    return {"value": title, **_filled(more)} if any(more.values()) else title


def _text(text: str) -> str:
    """Return a text on one line in which no sign has a meaning for Typst."""
    return _SPECIAL.sub(r"\\\1", printable(text))


def _genre(each: Writable) -> dict[str, str]:
    """Return the genre: what the entry says, else the word for a kind that has no type."""
    said = _text(each.extra.get("genre", "") or each.extra.get("type", ""))
    usual = GENRES.get(each.kind, "")
    if each.kind == "workshop" and not _WORKSHOP.search(each.venue):
        usual = "Workshop paper"
    if each.kind == "standard" and not each.number:
        usual = "Standard"
    if each.kind == "preprint" and not (each.venue or each.series):
        usual = "Preprint"  # with a repository, the type of that parent says so
    return {"genre": usual or said}


def _date(each: Writable) -> int | str:
    if each.date is None:
        return ""
    return str(each.date) if each.date.month else each.date.year


def _numbers(each: Writable, *, whole: bool) -> dict[str, str]:
    """Return the numbers of an entry; with *whole* also those that its volume has otherwise."""
    found = {
        "doi": doi_of(each),
        "arxiv": each.arxiv_id,
        "pmid": each.pmid,
        "pmcid": each.pmcid,
        "serial": printable(each.number) if each.kind in _NUMBERED else "",
        "isbn": each.isbn if whole else "",
        "issn": each.issn if whole else "",
    }
    return _filled(found)


def _url(each: Writable) -> str | dict[str, str]:
    url = "".join(printable(each.url).split())
    if "://" not in url:
        return ""
    visited = each.extra.get("urldate", "")
    is_date = re.fullmatch(r"\d{4}(?:-\d\d){0,2}", visited)
    return {"value": url, "date": visited} if is_date else url


def _people(names: Iterable[Name]) -> list[str | dict[str, str]]:
    return [_person(name) for name in names]


def _person(name: Name) -> str | dict[str, str]:
    """Return ``van der Aa, Han``, or the parts if this text would be read otherwise."""
    if name.literal or not name.family:
        whole = printable(name.full)
        return {"name": whole} if "," in whole else whole
    small = not name.particle or _PARTICLE.fullmatch(name.particle)
    starts_small = name.family[:1].islower()
    parts = (name.family, name.given, name.particle, name.suffix)
    if name.given and not name.suffix and small and not starts_small and "," not in "".join(parts):
        return printable(f"{name.particle} {name.family}, {name.given}".strip())
    found = {
        "name": name.family,
        "given-name": name.given,
        "prefix": name.particle,
        "suffix": name.suffix,
    }
    return {part: printable(text) for part, text in found.items() if text}
