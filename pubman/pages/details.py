"""What a list shows of one publication, or settles over all of them, piece by piece.

Signs of roles, names for screen readers and numbers hang on the whole list; labels, links and
titles on one publication. :mod:`pubman.pages.entries` puts them together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pubman.listing import PICTURE, Options
from pubman.pages.labels import Labels
from pubman.record import Link, Publication
from pubman.text.markup import Leaf, Piece, parse, printable
from pubman.text.urls import arxiv_url, doi_url, safe_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The sign of a role and its meaning: ``*``, equal contribution."""

    role: str
    sign: str
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """One author as shown. ``skipped``: others were left out before this one."""

    name: str
    own: bool = False
    marks: tuple[Mark, ...] = ()
    url: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLink:
    """One link of an entry's row. ``kind`` is the label in lower case, ``text`` what is shown."""

    kind: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A small picture beside an entry; ``alt`` says what it shows, empty for mere decoration."""

    url: str
    alt: str


def title_of(pub: Publication) -> tuple[Piece, ...]:
    """The title of ``pub`` in pieces: as set by hand, else with its markup, else plain."""
    if pub.display.get("title"):
        return (Leaf(printable(pub.display["title"])),)
    return parse(pub.title_markup) if pub.title_markup else (Leaf(printable(pub.title)),)


def label_of(pub: Publication, labels: Labels) -> str:
    """The short name beside the venue: its acronym, ``arXiv``, or the kind; ``""`` for none."""
    if pub.canonical and 0 < len(pub.canonical.acronym) <= _LONGEST_LABEL:
        return pub.canonical.acronym
    if pub.kind == "preprint" and pub.arxiv_id:
        return "arXiv"
    return labels.kinds.get(pub.kind, "") if pub.kind in _LABELLED else ""


_LONGEST_LABEL: Final = 16
# Kinds that say themselves what they are where no venue does; "Article" beside a journal would not.
_LABELLED: Final = frozenset(
    {"workshop", "demo", "preprint", "thesis", "book", "report", "patent", "dataset", "software"}
)


def legend_of(authors: Sequence[Author]) -> tuple[Mark, ...]:
    """Each mark of ``authors`` once, in their order."""
    return tuple({mark.role: mark for author in authors for mark in author.marks}.values())


def marks_of(pubs: Sequence[Publication], options: Options, labels: Labels) -> dict[str, Mark]:
    """The signs of all roles in ``pubs``; a role of one's own takes the next free sign."""
    roles = dict.fromkeys(r for pub in pubs for each in pub.authorships for r in each.roles)
    signs = {**labels.marks, **options.marks}
    spare = [sign for sign in signs.pop("other", "") if sign not in signs.values()]
    found = {}
    for role in sorted(roles, key=lambda role: list(signs).index(role) if role in signs else 99):
        sign = signs.get(role) or (spare.pop(0) if spare else f"({printable(role)})")
        wording = options.roles.get(role) or labels.roles.get(role) or role
        found[role] = Mark(role=role, sign=printable(sign), wording=printable(wording))
    return found


_LINK_ORDER: Final = ("pdf", "doi", "arxiv", "code", "data", "slides", "video", "poster")
_PLACES: Final = {kind: at for at, kind in enumerate(_LINK_ORDER)}


def links_of(pub: Publication, labels: Labels) -> tuple[EntryLink, ...]:
    """The row of links: those set by hand, DOI and arXiv, the common ones first, each once."""
    given = [(link.label, safe_url(link.url)) for link in pub.links if not _is_picture(link)]
    given += [("doi", doi_url(pub.doi)), ("arxiv", arxiv_url(pub.arxiv_id))]
    found: dict[str, EntryLink] = {}
    for label, url in given:
        kind = printable(label).lower()
        if url and url not in found:
            text = labels.links.get(kind, printable(label)) or url
            found[url] = EntryLink(kind=kind, text=text, url=url)
    return tuple(sorted(found.values(), key=lambda link: _PLACES.get(link.kind, len(_PLACES))))


def picture_of(pub: Publication) -> Picture | None:
    """The first picture of ``pub``, for formats that show it; None where it has none.

    Pictures lie beside the page: one of another host would make every reader ask that host.
    """
    link = next((link for link in pub.links if _is_picture(link)), None)
    if link is None:
        return None
    return Picture(url=safe_url(link.url), alt=printable(link.label.partition(":")[2]))


def _is_picture(link: Link) -> bool:
    name = link.label.partition(":")[0].strip().lower()
    return name == PICTURE and bool(url := safe_url(link.url)) and ":" not in url.split("/")[0]


def numbers_of(pubs: Sequence[Publication], style: str, labels: Labels) -> dict[int | str, str]:
    """The number of each publication; counted from the oldest, so that a new one moves no other."""
    if not style:
        return {}
    keys = [pub.id or pub.key for pub in pubs]
    if style == "up":
        return {key: f"{at}" for at, key in enumerate(keys, start=1)}
    if style == "down":
        return {key: f"{len(keys) - at}" for at, key in enumerate(keys)}
    counts: Counter[str] = Counter()
    found = {}
    for pub in reversed(pubs):
        letter = labels.numbers.get(pub.kind, "")
        counts[letter] += 1
        found[pub.id or pub.key] = f"{letter}{counts[letter]}"
    return found


_SPOKEN_LENGTH: Final = 48


def spoken_of(pubs: Sequence[Publication]) -> dict[int | str, str]:
    """A name for each publication that no other has: its title, then the year, then the key."""
    plain = {pub.id or pub.key: clip(printable(pub.title) or pub.key) for pub in pubs}
    dated = {pub.id or pub.key: f"{plain[pub.id or pub.key]}, {pub.year or ''}" for pub in pubs}
    once, once_dated = Counter(plain.values()), Counter(dated.values())
    return {
        key: name
        if once[name] == 1
        else (dated[key] if once_dated[dated[key]] == 1 else f"{name} ({pub.key or pub.id})")
        for (key, name), pub in zip(plain.items(), pubs, strict=True)
    }


def clip(text: str, length: int = _SPOKEN_LENGTH) -> str:
    """``text``, cut at a word and closed with ``…`` where it is longer than ``length``."""
    if len(text) <= length:
        return text
    return (text[:length].rsplit(" ", 1)[0] or text[:length]).rstrip(" ,:;") + "…"
