"""What speaks for and against two records being one work: each finding as a named level.

A level is a word or two (``title: "identical"``), so that a verdict can be read, and has points in
``points.py``. Missing is not different: what one record does not say is ``unknown``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from pubman.match.authors import Agreement, agree
from pubman.match.places import venue_likeness
from pubman.match.profile import Profile
from pubman.match.rarity import information

TITLE_CUT: Final = 50.0
"""Titles less alike than this (rapidfuzz ratio, per cent) make a pair implausible, unless an
identifier or a whole author list speaks for it."""
CONTAINED_LEAST: Final = 24
"""Squashed characters a title must have to count as contained in a longer one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The findings on one pair. ``likeness`` of titles 0 to 1; ``bits`` the information they share.

    ``year``: ``gap`` of years or None. ``places``: same, like, unknown, other (another venue of the
    same form), form (another form). ``pages``, ``volume``: same, differ, unknown.
    """

    likeness: float
    contained: bool
    bits: float
    missing: float
    numbers: str
    part: str
    notes: str
    authors: Agreement
    gap: int | None
    places: str
    venue: float
    pages: str
    volume: str


def plausible(a: Profile, b: Profile) -> bool:
    """False for a pair not worth a comparison: neither titles nor identifiers have enough in common.

    Pure and symmetric; ``compare`` calls such a pair *different* (rule ``titles``).
    """
    if a.title.squashed == b.title.squashed or shares_identifier(a, b):
        return True
    one, other = a.title.squashed, b.title.squashed
    if fuzz.ratio(one, other, score_cutoff=TITLE_CUT) > 0:
        return True
    if _is_contained(one, other) or a.translated == other != "" or b.translated == one != "":
        return True
    return _is_renamed_preprint(a, b)


def _is_renamed_preprint(a: Profile, b: Profile) -> bool:
    """True for a preprint and a paper of the same three or more people within two years."""
    return (
        a.informal != b.informal
        and len(a.people) >= 3
        and a.year is not None
        and b.year is not None
        and abs(a.year - b.year) <= 2
        and {p.family for p in a.people} == {p.family for p in b.people}
    )


def shares_identifier(a: Profile, b: Profile) -> bool:
    """True when both bear one DOI, one preprint's DOI or one arXiv number."""
    return (
        a.doi == b.doi != ""
        or a.arxiv == b.arxiv != ""
        or a.preprint_doi == b.preprint_doi != ""
    )


def _is_contained(one: str, other: str) -> bool:
    short, long_ = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) >= CONTAINED_LEAST and short in long_


def weigh(a: Profile, b: Profile) -> Evidence:
    """The evidence on ``a`` and ``b``; symmetric."""
    likeness, contained = _compare_titles(a, b)
    shared, missing = _compare_words(a.title.tokens, b.title.tokens)
    places, venue = _compare_places(a, b)
    return Evidence(
        likeness=likeness,
        contained=contained,
        bits=shared,
        missing=missing,
        numbers=_compare_numbers(a, b),
        part=_compare_parts(a, b),
        notes="same" if a.title.notes == b.title.notes else "differ",
        authors=agree(a.people, b.people),
        gap=abs(a.year - b.year) if a.year and b.year else None,
        places=places,
        venue=venue,
        pages=_compare_pages(a, b),
        volume=_equal(a.volume, b.volume),
    )


def _compare_titles(a: Profile, b: Profile) -> tuple[float, bool]:
    one, other = a.title, b.title
    if not one.squashed or not other.squashed:
        return 0.0, False
    if one.squashed == other.squashed or other.squashed == a.translated or one.squashed == b.translated:
        return 1.0, True
    plain = fuzz.ratio(one.squashed, other.squashed)
    if plain < 95:
        plain = max(plain, fuzz.token_sort_ratio(one.core, other.core))
    return plain / 100, _is_contained(one.squashed, other.squashed)


def _compare_words(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[float, float]:
    """Bits of the words both titles hold, and of those that only one holds."""
    if a == b:
        return sum(map(information, set(a))), 0.0
    one, other = set(a), set(b)
    shared = sum(map(information, one & other))
    return shared, sum(map(information, one ^ other))


def _compare_numbers(a: Profile, b: Profile) -> str:
    """same; more (one title holds numbers besides the other's); differ (each holds its own)."""
    one, other = a.title.numbers, b.title.numbers
    if one == other:
        return "same"
    only_one = [n for n in one if n not in other]
    only_other = [n for n in other if n not in one]
    if only_one and only_other:
        return "differ"
    return "more" if only_one or only_other else "same"


def _compare_parts(a: Profile, b: Profile) -> str:
    one = a.title.part or (f"edition {a.edition}" if a.edition else "")
    other = b.title.part or (f"edition {b.edition}" if b.edition else "")
    if one == other:
        return "same"
    return "differ" if one and other else "one"


def _compare_places(a: Profile, b: Profile) -> tuple[str, float]:
    one, other = a.place, b.place
    if one.form and other.form and one.form != other.form and one.sure and other.sure:
        return "form", venue_likeness(one.words, other.words)
    if one.id and other.id:
        return ("same", 1.0) if one.id == other.id else ("other", 0.0)
    likeness = venue_likeness(one.words, other.words)
    if not one.words or not other.words:
        return "unknown", likeness
    if likeness >= 0.95:
        return "same", likeness
    return ("like" if likeness >= 0.6 else "other"), likeness


def _compare_pages(a: Profile, b: Profile) -> str:
    if not a.first or not b.first:
        return "unknown"
    if a.first == b.first:
        return "same" if a.first != "1" or a.last == b.last else "unknown"
    # A page of an article's own numbering (1-28) says nothing against a printed one.
    return "unknown" if "1" in (a.first, b.first) else "differ"


def _equal(a: str, b: str) -> str:
    if not a or not b:
        return "unknown"
    return "same" if a == b else "differ"
