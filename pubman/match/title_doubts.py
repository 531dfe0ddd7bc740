"""The doubts that come from titles: other words, more words, a subtitle, another order.

Each function returns whether one doubt holds for the findings on a pair. ``doubts`` has the table.
"""

from __future__ import annotations

from typing import Final

from pubman.match.citations import is_miscited
from pubman.match.evidence import Evidence
from pubman.match.fillers import FILLERS

LONG_TAIL: Final = 3
"""If at least this many words follow a title, they are not part of it."""
TAILED_BITS: Final = 25.0
"""The information that the title before such a tail must have."""
CUT_BITS: Final = 60.0
CUT_LIKENESS: Final = 0.9
"""The information of a title that may be cut off, and its likeness to the longer one."""
ORDINALS: Final = frozenset(
    "second third fourth fifth sequel continued continuation rejoinder reply addendum postscript"
    " update updated revisited reconsidered zweite zweiter deuxieme segunda segundo seconda".split()
)
"""Words of a subtitle that only the second paper of a series has."""
GENRES: Final = frozenset(
    "analysis appraisal article bibliography brief case cases comment commentary comparison"
    " comprehensive critical critique essay evaluation experience guide history interview"
    " introduction introductory literature meta mini narrative note notes overview paper"
    " perspective practical primer proposal prospective protocol rapid reappraisal recent"
    " report reports research retrospective review reviews roadmap scoping short studies study"
    " summary survey surveys systematic tutorial umbrella view viewpoint".split()
)
"""Words of a subtitle that says nothing but the genre: "a literature review"."""


def _is_separated(e: Evidence) -> bool:
    """Return True if something other than the title suggests two works."""
    if "differ" in (e.pages, e.volume, e.number, e.part) or e.places in ("other", "unlike", "form"):
        return True
    return not e.timely or not e.authors.whole


def says_another(e: Evidence) -> bool:
    """Return True if other words in the title and something else suggest two works."""
    if not e.difference.telling or is_miscited(e):
        return False
    return _is_separated(e) or e.weak or e.numbers == "differ"


def is_added(e: Evidence) -> bool:
    """Return True if one title has more words."""
    return e.difference.kind == "added"


def is_added_and_separated(e: Evidence) -> bool:
    """Return True if one title has more words, and people or print also suggest two works."""
    others = e.authors.matched < e.authors.more
    return is_added(e) and not is_miscited(e) and (_is_separated(e) or e.weak or others)


def goes_on(e: Evidence) -> bool:
    """Return True if one title continues, and the other does not clearly break off."""
    if e.difference.kind == "cut":
        return not (e.team and e.timely and e.places not in ("other", "unlike"))
    if e.difference.kind != "longer" or is_miscited(e) or _has_long_tail(e) or _breaks_off(e):
        return False
    # A citation in somebody's own list may lack the end of a title, too.
    return not (e.cited and e.team and e.bits >= TAILED_BITS)


def _has_long_tail(e: Evidence) -> bool:
    """Return True for a subtitle without a mark, or other text after the title in a citation.

    A word or two more may make another subject ("in children"), several hardly do.
    """
    tail = (*e.difference.one, *e.difference.other)
    if len(tail) < LONG_TAIL or e.bits < TAILED_BITS:
        return False
    return not e.listed and e.team and _appeared_together(e)


def _breaks_off(e: Evidence) -> bool:
    """Return True if one list cut a long title, because it has room for a few words only."""
    long_ = e.bits >= CUT_BITS and e.likeness >= CUT_LIKENESS
    return long_ and not e.listed and e.team and _appeared_together(e)


def _appeared_together(e: Evidence) -> bool:
    """Return True for one year, and venues that agree or of which one is unknown."""
    return e.gap == 0 and (e.placed or e.places == "unknown")


def has_subtitle(e: Evidence) -> bool:
    """Return True for a subtitle in only one title: a team may write two papers with one title.

    Nothing is doubted if two lists agree in people, venue and year, or a preprint and its paper in
    people and time.
    """
    if e.difference.kind != "subtitle" or is_miscited(e):
        return False
    if _counts_papers(e) or _names_genre(e):
        return True
    return not (e.team and e.timely and _is_subtitled_at_one_place(e))


def _is_subtitled_at_one_place(e: Evidence) -> bool:
    """Return True if the venue shows that one title is the other without its subtitle."""
    if e.listed and not e.cited:
        # A list has "Joins: a review" beside "Joins" if a team wrote both.
        beside = e.contained == "begins" and e.volume != "same"
        return e.places == "same" and e.gap == 0 and not beside
    placed = e.placed or (e.informal and e.places != "other")
    return placed or (e.authors.matched > 1 and _appeared_together(e))


def _counts_papers(e: Evidence) -> bool:
    """Return True for a subtitle that says that there is another paper: "a second look"."""
    return not ORDINALS.isdisjoint((*e.difference.one, *e.difference.other))


def _names_genre(e: Evidence) -> bool:
    """Return True for a subtitle that only says what kind of text it is: "a systematic review".

    A team publishes a paper, and a review of the matter under the same title.
    """
    words = set(e.difference.one + e.difference.other) - FILLERS
    return bool(words) and words <= GENRES


def is_worded_twice(e: Evidence) -> bool:
    """Return True if the words of a title are in two orders, which may mean two things ("from games
    to norms"), or if one list has a title in two wordings, and no venue that would decide.
    """
    if e.difference.kind == "order":
        return not is_miscited(e)
    return e.listed and e.difference.kind == "filler" and not (e.placed or e.cited)


def may_be_spelt(e: Evidence) -> bool:
    """Return True for words that may be two: "ordinal" and "ordinary"."""
    return e.difference.kind == "unsure" and not is_miscited(e)
