"""The pieces of an entry: title, label, links, remarks, number, and its name for screen readers.

Numbers and spoken names depend on the whole list, everything else on one publication.
:mod:`pubman.pages.entries` puts the pieces together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from pubman.pages.labels import Labels
from pubman.record import Publication
from pubman.text.fold import fold
from pubman.text.markup import Leaf, Piece, parse_markup, printable
from pubman.text.status import understand


def title_of(pub: Publication, *, bare: bool = False) -> tuple[Piece, ...]:
    """Return the title of ``pub`` in pieces: as set by hand, else with its markup, else plain.

    A ``bare`` title is without a publisher's ``RETRACTED:``, for a format that says so itself.
    """
    if pub.display.get("title"):
        return (Leaf(printable(pub.display["title"])),)
    markup, plain = pub.title_markup, printable(pub.title)
    if bare:
        markup, plain = (_RETRACTED_TITLE.sub("", text, count=1) for text in (markup, plain))
    return parse_markup(markup) if markup else (Leaf(plain),)


def label_of(pub: Publication, labels: Labels) -> str:
    """Return the short name beside the venue: its acronym, ``arXiv``, the kind, or ``""``."""
    if pub.canonical and 0 < len(pub.canonical.acronym) <= _LONGEST_LABEL:
        return pub.canonical.acronym
    if pub.kind == "preprint" and pub.arxiv_id:
        return "arXiv"
    return labels.kinds.get(pub.kind, "") if pub.kind in _LABELLED else ""


_LONGEST_LABEL: Final = 16
# Kinds that are worth a label without a venue. "Article" beside a journal would say nothing.
_LABELLED: Final = {"lecture notes", "website"} | frozenset(
    "workshop demo preprint thesis book report standard patent talk review dataset software".split()
)


_CITATIONS: Final = (
    "cited_by", "cited_by_count", "citedby", "citation_count", "citationcount", "times_cited",
    "citations",
)  # fmt: skip
"""The fields in which sources say how often a work was cited."""


def citations_of(pub: Publication) -> str:
    """Return how often ``pub`` was cited as far as a source says so, in digits, else ``""``."""
    names = _cited(tuple(pub.extra))
    if not names:
        return ""
    said = {
        name: text.strip() for name, text in zip(names, pub.extra.values(), strict=True) if name
    }
    numbers = (said[name] for name in _CITATIONS if name in said)
    return next((text for text in numbers if re.fullmatch(r"[0-9]{1,7}", text)), "")


@lru_cache(maxsize=256)  # many publications have the same fields
def _cited(fields: Sequence[str]) -> tuple[str, ...]:
    """Return each of ``fields`` as ``_CITATIONS`` names it, or ``""``; ``()`` if all are others."""
    names = [name.lower().replace("-", "_") for name in fields]
    found = tuple([name if name in _CITATIONS else "" for name in names])
    return found if any(found) else ()


# --------------------------------------------------------------------- what is said beside a line


_NOTICES: Final = {
    "retract": "retracted", "removal": "retracted", "withdraw": "withdrawn",
    "withdrawn": "withdrawn", "expression": "concern",
}  # fmt: skip
"""How notices begin, and what a list says of the work."""


def notice_of(pub: Publication) -> str:
    """Return what happened to a work after it was published: ``retracted``, ``corrected``."""
    said = pub.extra.get("retraction", "").lower()
    if said:
        words = (word for beginning, word in _NOTICES.items() if beginning in said)
        return next(words, "retracted")
    return "corrected" if pub.extra.get("correction") else ""


def remarks_of(pub: Publication, labels: Labels) -> Mapping[str, str]:
    """Return the short phrases about ``pub`` by name: notice, status, award, note, addendum.

    Each is said once. A note that says the status ("accepted, 3 May") or the award in its own words
    replaces it.
    """
    if _has_no_remark(pub):
        return _NO_REMARKS
    notice = notice_of(pub)
    status = labels.statuses.get(pub.status) or printable(pub.status)
    if notice in ("retracted", "withdrawn") and is_retracted(pub):
        notice = ""  # the title or the note says it
    said = {
        "notice": labels.words[f"notice_{notice}"] if notice else "",
        "status": status,
        "award": printable(pub.award),
        "note": printable(pub.note),
        "addendum": printable(pub.extra.get("addendum", "")),
    }
    found = understand(said["note"]) or understand(said["addendum"])
    if found and found.status == pub.status:
        said["status"] = ""
    award, note = fold(said["award"]), fold(said["note"])
    if award and award == note:
        said["note"] = ""
    elif award and award in note:
        said["award"] = ""
    if fold(said["addendum"]) in (note, award):
        said["addendum"] = ""
    return said


def _has_no_remark(pub: Publication) -> bool:
    said = pub.status or pub.award or pub.note or "addendum" in pub.extra
    return not (said or notice_of(pub))


_NO_REMARKS: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(("notice", "status", "award", "note", "addendum"), "")
)


def numbers_of(
    pubs: Sequence[Publication],
    style: str,
    labels: Labels,
    own: Mapping[int | str, str] = MappingProxyType({}),
) -> dict[int | str, str]:
    """Return the number of each publication, counted from the oldest so that they never change.

    *own* are the labels of a moved-in list, which the style ``list`` prints.
    """
    if style in {"", "none"}:
        return {}
    keys = [pub.id or pub.key for pub in pubs]
    if style == "list":
        return {key: own[key] for key in keys if key in own}
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
    """Return a unique name for each publication: its title, if needed with the year or the key."""
    plain = {pub.id or pub.key: clip(printable(pub.title) or pub.key) for pub in pubs}
    dated = {pub.id or pub.key: f"{plain[pub.id or pub.key]}, {pub.year or ''}" for pub in pubs}
    once, once_dated = Counter(plain.values()), Counter(dated.values())
    found = {}
    for pub in pubs:
        key = pub.id or pub.key
        found[key] = plain[key]
        if once[plain[key]] > 1:
            unique = once_dated[dated[key]] == 1
            found[key] = dated[key] if unique else f"{plain[key]} ({pub.key or pub.id})"
    return found


_SENTENCE: Final = re.compile(r"(.{20,}?[.!?。])(?=\s+[A-ZÀ-ÞА-Я\d\"“]|\s*\Z|(?<=。))")
_LONGEST_SUMMARY: Final = 220


def summary_of(pub: Publication) -> str:
    """Return one sentence about ``pub``: its summary, else the first sentence of its abstract."""
    for name in ("summary", "tldr", "description"):
        if said := printable(pub.extra.get(name, "")):
            return clip(said, _LONGEST_SUMMARY)
    abstract = printable(pub.abstract)
    first = _SENTENCE.match(abstract)
    return clip(first[1] if first else abstract, _LONGEST_SUMMARY)


# "RETRACTED: A title", as publishers write; "Retracted papers and why" is about others.
_RETRACTED_TITLE: Final = re.compile(
    r"\A\W*(?:(?:RETRACTED|WITHDRAWN)\b(?i: article\b| paper\b| chapter\b)?"
    r"|(?i:retracted|withdrawn)(?i: article| paper| chapter)?\s*[:\])])[\s:\])\u2013\u2014-]*"
)
_RETRACTED: Final = re.compile(r"(?i)\b(retracted|retraction|withdrawn|zurückgezogen|rétracté)")


def is_retracted(pub: Publication) -> bool:
    """Return True for a paper that was taken back: its title or note says so."""
    return bool(_RETRACTED_TITLE.match(pub.title) or (pub.note and _RETRACTED.match(pub.note)))


def clip(text: str, length: int = _SPOKEN_LENGTH) -> str:
    """Return ``text``, cut at a word and closed with ``…`` if it is longer than ``length``."""
    if len(text) <= length:
        return text
    return (text[:length].rsplit(" ", 1)[0] or text[:length]).rstrip(" ,:;") + "…"
