"""Which pairs are worth comparing at all: a cheap filter over all candidates."""

from __future__ import annotations

from typing import Final

from rapidfuzz import fuzz

from pubman.match.profile import Profile
from pubman.match.sketch import Sketch
from pubman.match.translations import YEARS, are_twins
from pubman.match.wording import find_place

TITLE_CUT: Final = 50.0
"""Titles less alike than this (rapidfuzz ratio, per cent) make a pair implausible, unless an
identifier or a whole author list is evidence for it."""
LIKE_ENOUGH: Final = 80.0
"""Titles this much alike are always compared. Below it the works must share a family name."""
HARDLY_ALIKE: Final = 60.0
"""Below it half of the family names of the shorter list must be shared: any two titles of one field
are often this much alike, and someone named Wang is among the authors of most."""
LIKE_WITHOUT_NAMES: Final = 65.0
"""The same if one of the two has no authors."""
TEAM: Final = 3
"""Authors that a preprint and a paper with another title must share."""


Sketched = Profile | Sketch
"""A profile, or the part of one that the filter looks at."""


def plausible(a: Sketched, b: Sketched) -> bool:
    """Return False for a pair whose titles and identifiers have too little in common.

    Pure and symmetric; ``compare`` calls such a pair *different* (rule ``titles``).
    """
    one, other = a.squashed, b.squashed
    if one == other or shares_identifier(a, b) or are_related(a, b):
        return True
    likeness = fuzz.ratio(one, other, score_cutoff=TITLE_CUT)
    if likeness >= LIKE_ENOUGH or (likeness > 0 and _share_names(a, b, likeness)):
        return True
    if likeness >= LIKE_WITHOUT_NAMES and not (a.team and b.team):
        return True
    if find_place(one, other) or a.translated == other != "" or b.translated == one != "":
        return True
    return any(holds(a, b) for holds in (_share_page, _is_renamed_preprint, may_be_translated))


def shared_one_key(a: Sketched, b: Sketched) -> bool:
    """Return True if one list had both under one key, one after the other."""
    return a.source == b.source and a.source_key != b.source_key and a.entry == b.entry


def likeness_of(one: str, other: str) -> float:
    """Return how alike two squashed titles are, from 0 to 100."""
    return float(fuzz.ratio(one, other))


def _share_names(a: Sketched, b: Sketched, likeness: float) -> bool:
    """Return True if a family name is shared; half of them if the titles are hardly alike."""
    shared = len(a.families & b.families)
    fewer = min(len(a.families), len(b.families))
    return shared > 0 and (likeness >= HARDLY_ALIKE or 2 * shared >= fewer)


def _share_page(a: Sketched, b: Sketched) -> bool:
    """Return True for one first page in one volume: perhaps a translated title."""
    if a.first != b.first or a.first in ("", "1") or a.volume != b.volume:
        return False
    return not a.families.isdisjoint(b.families)


def may_be_translated(a: Sketched, b: Sketched) -> bool:
    """Return True for the same people in both editions of a journal, in one year or the next."""
    if not are_twins(a.bilingual, b.bilingual) or a.families != b.families or not a.families:
        return False
    if a.year is None or b.year is None:
        return False
    return abs(a.year - b.year) <= YEARS


def are_related(a: Sketched, b: Sketched) -> bool:
    """Return True if their source itself links the two records."""
    if not (a.related or b.related) or a.source != b.source:
        return False
    return a.source_key in b.related or b.source_key in a.related


def _is_renamed_preprint(a: Sketched, b: Sketched) -> bool:
    """Return True for a preprint and a paper of the same team within two years."""
    if a.informal == b.informal or a.team < TEAM or a.year is None or b.year is None:
        return False
    return abs(a.year - b.year) <= 2 and a.families == b.families


def shares_identifier(a: Sketched, b: Sketched) -> bool:
    """Return True if both have one DOI, one preprint's DOI, or one number of arXiv or PubMed."""
    return (
        a.doi == b.doi != ""
        or a.arxiv == b.arxiv != ""
        or a.preprint_doi == b.preprint_doi != ""
        or a.pmid == b.pmid != ""
        or a.pmcid == b.pmcid != ""
    )
