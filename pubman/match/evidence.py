"""The evidence for and against two records being one work: each finding as a named level.

A level is a word or two (``pages: "differ"``), so that a verdict can be read, and has points in
``points``. Missing is not different: what one record does not say is ``unknown``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from pubman.match.authors import Agreement, agree
from pubman.match.bylines import names_before
from pubman.match.differences import Difference
from pubman.match.pages import compare_pages
from pubman.match.places import Place, venue_likeness
from pubman.match.profile import Profile
from pubman.match.wording import (
    bits_of,
    compare_notes,
    compare_numbers,
    compare_parts,
    compare_titles,
    compare_words,
)

FEW_NAMES: Final = 2
"""If a list breaks off after this many names ("Aaij and others"), it is weak evidence."""
SHORT_WORDS: Final = 5
"""A title with at most this many words may recur in every issue."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The findings on one pair.

    * ``likeness``: of the titles, 0 to 1. ``contained``: where the shorter title is in the longer
      (whole, begins, ends, inside, or ""). ``difference``: how the titles differ.
    * ``bits``: the information the titles share; ``swapped``: that of words in place of others.
    * ``numbers``, ``part``, ``notes``: of the titles. ``short``: titles of a few words.
    * ``authors``: how the lists agree. ``weak``: they say little, because one breaks off after a
      name or two, or names a body. ``bodies``: same, differ or unknown.
    * ``gap``: years between, or None. ``cited``: one record has neither year nor pages nor DOI, as
      if taken from a citation.
    * ``places``: same, like, unknown, unlike (as written), other (two known venues of one form),
      form (another form). ``event``: of two talks: same, differ or unknown.
    * ``pages``: see ``pages``. ``volume``, ``number``: same, differ or unknown.
    * ``edition``: two years of one conference. ``early``: one is in print, the other has no volume,
      issue and pages yet. ``informal``: one is a preprint or report. ``reports``: both are reports.
    * ``listed``: one source lists both.
    """

    likeness: float
    contained: str
    difference: Difference
    bits: float
    swapped: float
    numbers: str
    part: str
    notes: str
    short: bool
    authors: Agreement
    weak: bool
    bodies: str
    gap: int | None
    cited: bool
    places: str
    event: str
    pages: str
    volume: str
    number: str
    edition: bool
    early: bool
    informal: bool
    reports: bool
    listed: bool

    @property
    def placed(self) -> bool:
        """Return True if the venues agree."""
        return self.places in ("same", "like")

    @property
    def team(self) -> bool:
        """Return True if the longer list has all authors of the shorter, and that is evidence."""
        return self.authors.whole and not self.weak

    @property
    def timely(self) -> bool:
        """Return True for years that are equal, unknown, or of a preprint and its paper."""
        return not self.gap or (self.informal and self.gap <= 3)


def weigh(a: Profile, b: Profile) -> Evidence:
    """Return the evidence on *a* and *b*; symmetric."""
    if _order(a) > _order(b):
        a, b = b, a
    likeness, contained, difference = compare_titles(a, b)
    shared, swapped = (
        (bits_of(a.title.tokens), 0.0)
        if likeness == 1.0
        else compare_words(*sorted((a.title.tokens, b.title.tokens)))
    )
    places = _compare_places(a, b)
    informal = a.informal or b.informal
    reports = a.place.form == b.place.form == "report"
    pages = "unknown" if informal else compare_pages((a.first, a.last), (b.first, b.last))
    return Evidence(
        likeness=likeness,
        contained=contained,
        difference=difference,
        bits=shared,
        swapped=swapped,
        numbers=_compare_numbers(a, b, difference),
        part=compare_parts(a, b),
        notes=compare_notes(a, b, places, pages),
        short=max(len(a.title.tokens), len(b.title.tokens)) <= SHORT_WORDS,
        authors=_agree(a, b, contained),
        weak=_are_weak(a, b),
        bodies=_compare_bodies(a, b),
        gap=abs(a.year - b.year) if a.year and b.year else None,
        cited=_is_citation(a) or _is_citation(b),
        places=places,
        event=_equal(a.place.event, b.place.event),
        pages=pages,
        volume="unknown" if informal and not reports else _equal(a.volume, b.volume),
        number="unknown" if informal else _compare_issues(a, b),
        informal=informal,
        reports=reports,
        edition=_are_editions(a, b, places),
        early=_is_early(a) != _is_early(b) and places == "same",
        listed=a.source == b.source,
    )


def _agree(a: Profile, b: Profile, contained: str) -> Agreement:
    """Return how the authors agree; extraction may leave some of them before the title."""
    found = agree(a.people, b.people)
    if not contained or not found.known or found.whole:
        return found
    named = names_before(a.title.core, b.families, a.title.breaks) - a.families
    named |= names_before(b.title.core, a.families, b.title.breaks) - b.families
    return replace(found, matched=min(found.fewer, found.matched + len(named)))


def _compare_numbers(a: Profile, b: Profile, difference: Difference) -> str:
    """Return how the numbers of the titles agree.

    A digit inside a slip ("n0n") or a subtitle does not count.
    """
    found = compare_numbers(a, b)
    beside = difference.slight or difference.kind == "subtitle"
    return "same" if found == "more" and beside else found


def _compare_issues(a: Profile, b: Profile) -> str:
    """Return how the issues agree. Newspapers have none, but the same column in another month.

    An article that is online first gets the month of its issue later, so only within one list the
    month of an article with pages or a DOI counts.
    """
    issued = a.volume or b.volume or a.number or b.number
    registered = a.first or b.first or a.doi or b.doi
    dated = a.place.form == b.place.form == "journal" and not issued
    if dated and (a.source == b.source or not registered):
        return _equal(str(a.month or ""), str(b.month or ""))
    return _equal(a.number, b.number)


def _order(p: Profile) -> tuple[str, ...]:
    """Return what sorts the two profiles of a pair, so that the evidence is symmetric."""
    return (p.title.core, " ".join(p.title.tokens), p.title.signs, p.first, str(p.year), p.source)


def _compare_places(a: Profile, b: Profile) -> str:
    """Return how the venues agree.

    A preprint appears elsewhere than its paper, and a university has a name in every language.
    """
    found = _compare_venues(a, b)
    if found == "unlike" and a.place.form == b.place.form == "thesis":
        return "unknown"
    informal = a.informal or b.informal
    if (
        found == "unlike"
        and a.place.form == b.place.form == "report"
        and not (a.people and b.people)
    ):
        return found  # without people, the body that reports is the author
    return "unknown" if informal and found in ("other", "unlike", "form") else found


def _compare_venues(a: Profile, b: Profile) -> str:
    one, other = a.place, b.place
    if _have_two_forms(one, other):
        return "form"
    if one.id and other.id:
        return "same" if one.id == other.id else "other"
    likeness = venue_likeness(one, other)
    if likeness < 0.95 and (not one.words or not other.words):
        return "unknown"
    if likeness >= 0.6:
        return "same" if likeness >= 0.95 else "like"
    return "unknown" if one.cut or other.cut else "unlike"


def _have_two_forms(one: Place, other: Place) -> bool:
    sure = one.sure and other.sure
    return sure and bool(one.form and other.form) and one.form != other.form


def _are_weak(a: Profile, b: Profile) -> bool:
    """Return True if what the author lists share says little.

    A list that breaks off after a name or two, the head of an alphabetical list, and the name of a
    body are the same on every paper of a collaboration.
    """
    if not a.people or not b.people:
        return False
    fewer = min(len(a.people), len(b.people))
    return any(_says_little(p) for p in (a, b) if len(p.people) == fewer)


def _says_little(p: Profile) -> bool:
    if not p.cut:
        return all(person.whole for person in p.people)
    families = [person.family for person in p.people]
    return len(families) <= FEW_NAMES or families == sorted(families)


def _compare_bodies(a: Profile, b: Profile) -> str:
    """Return whether two corporate authors are one: same, differ or unknown."""
    if not a.bodies or not b.bodies:
        return "unknown"
    if a.bodies & b.bodies:
        return "same"
    spelt = any(_is_acronym(x, y) for x, y in ((a.bodies, b.bodies), (b.bodies, a.bodies)))
    return "unknown" if spelt else "differ"


def _is_acronym(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return True if a word of *one* is made of the first letters of *other*: OECD."""
    initials = sorted(word[0] for word in other)
    return any(len(word) > 1 and set(initials) <= set(word) for word in one) and len(initials) > 1


def _are_editions(a: Profile, b: Profile, places: str) -> bool:
    """Return True for two years of one conference: what appears in both is hardly one paper."""
    if places != "same" or a.informal or b.informal or a.year is None or b.year is None:
        return False
    journal = "journal" in (a.place.form, b.place.form)
    return a.year != b.year and not journal and (a.place.sure or b.place.sure)


def _is_citation(p: Profile) -> bool:
    """Return True for a record that may have been taken from a list of references."""
    return not (p.year or p.first or p.volume or p.doi or p.arxiv)


def _is_early(p: Profile) -> bool:
    return not (p.volume or p.number or p.first)


def _equal(a: str, b: str) -> str:
    if not a or not b:
        return "unknown"
    return "same" if a == b else "differ"
