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
from pubman.match.title_words import SISTER_OPENINGS, SISTER_WORDS
from pubman.match.wording import (
    bits_of,
    compare_notes,
    compare_numbers,
    compare_parts,
    compare_titles,
    compare_words,
    find_place,
    replaces_words,
)

TITLE_CUT: Final = 50.0
"""Titles less alike than this (rapidfuzz ratio, per cent) make a pair implausible, unless an
identifier or a whole author list speaks for it."""
LIKE_ENOUGH: Final = 80.0
"""Titles this much alike are compared whoever wrote them; below it a family name must be shared."""
HARDLY_ALIKE: Final = 60.0
"""Below it half of the family names of the shorter list must be shared: any two titles of one field
are often this much alike, and someone named Wang is among the authors of most."""
LIKE_WITHOUT_NAMES: Final = 65.0
"""The same where one of the two names nobody."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The findings on one pair.

    ``likeness``: of the titles, 0 to 1. ``contained``: where the shorter title stands in the longer
    (whole, begins, ends, inside, or ""). ``bits``: the information they share; ``missing`` only
    one has, ``swapped`` each has in place of the other's. ``replaced``: two titles of one source
    differ in a word or two, each in the other's place (across sources that is mostly a slip).
    ``sister``: one title alone says that there is another paper
    ("revisited"). ``gap``: years between, or None.
    ``places``: same, like, unknown, unlike (as written), other (two known venues of one form), form
    (another form). ``pages``, ``volume``, ``number``: same, differ, unknown (and page: the one page
    is the same). ``edition``: two years of one conference. ``informal``: one is a preprint.
    """

    likeness: float
    contained: str
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
    number: str
    edition: bool
    swapped: float
    replaced: bool
    sister: bool
    informal: bool


def plausible(a: Profile, b: Profile) -> bool:
    """False for a pair not worth comparing: neither titles nor identifiers have enough in common.

    Pure and symmetric; ``compare`` calls such a pair *different* (rule ``titles``).
    """
    if a.title.squashed == b.title.squashed or shares_identifier(a, b) or are_related(a, b):
        return True
    one, other = a.title.squashed, b.title.squashed
    likeness = fuzz.ratio(one, other, score_cutoff=TITLE_CUT)
    if likeness >= LIKE_ENOUGH or (likeness > 0 and _share_names(a, b, likeness)):
        return True
    if likeness >= LIKE_WITHOUT_NAMES and not (a.people and b.people):
        return True
    if find_place(one, other) or a.translated == other != "" or b.translated == one != "":
        return True
    if a.first == b.first != "" and a.volume == b.volume and not a.families.isdisjoint(b.families):
        return True  # perhaps under a translated title
    return _is_renamed_preprint(a, b)


def _share_names(a: Profile, b: Profile, likeness: float) -> bool:
    """True where one family name is shared; where titles are hardly alike, by half of the names."""
    shared = len(a.families & b.families)
    fewer = min(len(a.families), len(b.families))
    return shared > 0 and (likeness >= HARDLY_ALIKE or 2 * shared >= fewer)


def are_related(a: Profile, b: Profile) -> bool:
    """True when their source itself ties the two records."""
    if not (a.related or b.related) or a.source != b.source:
        return False
    return a.source_key in b.related or b.source_key in a.related


def _is_renamed_preprint(a: Profile, b: Profile) -> bool:
    """True for a preprint and a paper of the same three or more people within two years."""
    return (
        a.informal != b.informal
        and len(a.people) >= 3
        and a.year is not None
        and b.year is not None
        and abs(a.year - b.year) <= 2
        and a.families == b.families
    )


def shares_identifier(a: Profile, b: Profile) -> bool:
    """True when both bear one DOI, one preprint's DOI or one arXiv number."""
    return (
        a.doi == b.doi != "" or a.arxiv == b.arxiv != "" or a.preprint_doi == b.preprint_doi != ""
    )


def weigh(a: Profile, b: Profile) -> Evidence:
    """The evidence on ``a`` and ``b``; symmetric."""
    likeness, contained = compare_titles(a, b)
    shared, missing, swapped = (
        (bits_of(a.title.tokens), 0.0, 0.0)
        if likeness == 1.0
        else compare_words(*sorted((a.title.tokens, b.title.tokens)))
    )
    places, venue = _compare_places(a, b)
    informal = a.informal or b.informal
    if informal and places in ("other", "unlike", "form"):
        # A preprint appears elsewhere than its paper, and its volume is no volume.
        places = "unknown"
    return Evidence(
        likeness=likeness,
        contained=contained,
        bits=shared,
        missing=missing,
        numbers=compare_numbers(a, b),
        part=compare_parts(a, b),
        notes=compare_notes(a, b, places),
        authors=agree(a.people, b.people),
        gap=abs(a.year - b.year) if a.year and b.year else None,
        places=places,
        venue=venue,
        pages="unknown" if informal else _compare_pages(a, b),
        volume="unknown" if informal else _equal(a.volume, b.volume),
        number="unknown" if informal else _equal(a.number, b.number),
        informal=informal,
        edition=_are_editions(a, b, places),
        swapped=swapped,
        sister=likeness < 1.0 and _is_sister(a, b),
        replaced=(
            likeness < 1.0
            and a.source == b.source
            and replaces_words(a.title.tokens, b.title.tokens)
        ),
    )


def _is_sister(a: Profile, b: Profile) -> bool:
    one, other = a.title.tokens, b.title.tokens
    if _opens_as_sister(a, b) or _opens_as_sister(b, a):
        return True
    return any((word in one) != (word in other) for word in (*one, *other) if word in SISTER_WORDS)


def _opens_as_sister(a: Profile, b: Profile) -> bool:
    """True where ``a`` begins with a word like "Beyond" of which ``b`` lacks the first letters."""
    first = a.title.tokens[0] if a.title.tokens else ""
    return first in SISTER_OPENINGS and first[:6] not in b.title.squashed


def _compare_places(a: Profile, b: Profile) -> tuple[str, float]:
    one, other = a.place, b.place
    if one.form and other.form and one.form != other.form and one.sure and other.sure:
        return "form", venue_likeness(one, other)
    if one.id and other.id:
        return ("same", 1.0) if one.id == other.id else ("other", 0.0)
    likeness = venue_likeness(one, other)
    if likeness < 0.95 and (not one.words or not other.words):
        return "unknown", likeness
    if likeness >= 0.95:
        return "same", likeness
    if likeness >= 0.6:
        return "like", likeness
    return ("unknown" if one.cut or other.cut else "unlike"), likeness


def _compare_pages(a: Profile, b: Profile) -> str:
    """same; page (one page alone, which several short pieces share); differ; unknown."""
    if not a.first or not b.first:
        return "unknown"
    if a.first != b.first:
        one, other = _bare_page(a.first), _bare_page(b.first)
        if one == other != "" and len(one) > 1:
            return "same"  # S12 and 12, 138:1 and 138
        # A page of an article's own numbering (1-28) says nothing against a printed one.
        return "unknown" if "1" in (one, other) else "differ"
    if a.first == "1" and a.last != b.last:
        return "unknown"
    alone = a.first == a.last and b.first == b.last and a.first[-1:].isalpha()
    return "page" if alone else "same"


def _bare_page(page: str) -> str:
    return page.partition(":")[0].lstrip("abcdefghijklmnopqrstuvwxyz")


def _are_editions(a: Profile, b: Profile, places: str) -> bool:
    """True for two years of one conference: what appears in both is hardly one paper."""
    return (
        places == "same"
        and not (a.informal or b.informal)
        and a.year is not None
        and b.year is not None
        and a.year != b.year
        and "journal" not in (a.place.form, b.place.form)
        and (a.place.sure or b.place.sure)
    )


def _equal(a: str, b: str) -> str:
    if not a or not b:
        return "unknown"
    return "same" if a == b else "differ"
