"""Findings that limit a score, however high it is: one of them outweighs any likeness.

Two works of the same people on the same matter look just like one work. So a doubt caps the score:
below ``SAME_FROM``, so that a person is asked, or below ``ASK_FROM``, so that nobody is. The first
doubt of the table that holds counts; those that ask nobody come first. Nothing is doubted if the
volume and both pages agree.

Each doubt belongs to a *cause*, a stable word by which questions can be grouped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pubman.match.citations import is_miscited
from pubman.match.evidence import Evidence
from pubman.match.fillers import FILLERS
from pubman.match.points import RECURRING_BITS, TELLING_BITS

NO: Final = 0.35
"""The most a score may reach if nobody is to be asked."""
ASK: Final = 0.85
"""The most a score may reach if a person is to be asked."""
UNLIKE: Final = 0.80
"""The same if the pair is less likely to be one: the titles or venues are rather different."""
LONG_TAIL: Final = 3
"""If at least this many words follow a title, they are not part of it."""
TAILED_BITS: Final = 25.0
"""The information that the title before such a tail must have."""
CUT_BITS: Final = 60.0
CUT_LIKENESS: Final = 0.9
"""The information of a title that may be cut off, and its likeness to the longer one."""
SLOW_PRINT: Final = 6
"""Years between a preprint and its paper, if title and team are the same."""
PLACED_BITS: Final = 20.0
"""The information that a title without authors must have if venue and year agree."""
LONG_RANGE: Final = 0.75
"""Titles must be this much alike if the same pages are to overrule other words in them."""

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
MISREAD: Final = 0.9
"""How alike titles must be if the same pages are to overrule another number: "p16", "p6"."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt: its name for people, its cause, the cap on the score, and when it holds."""

    name: str
    cause: str
    cap: float
    holds: Callable[[Evidence], bool]


def find_doubt(e: Evidence) -> Doubt | None:
    """Return the doubt that limits the score of *e*, or None."""
    if _agree_in_print(e):
        return None
    return next((doubt for doubt in DOUBTS if doubt.holds(e)), None)


def _agree_in_print(e: Evidence) -> bool:
    """Return True if volume and pages say that this is one piece of print."""
    if e.volume == "differ" or not e.authors.matched:
        return False
    if e.pages == "range":
        # A translated title has no letter in common with the other.
        printed = e.team and (e.volume == "same" or (e.places == "same" and e.gap == 0))
        if e.difference.telling and e.numbers == "differ":
            return printed and e.likeness >= MISREAD
        return printed or e.likeness >= LONG_RANGE
    return e.pages == "first" and e.volume == "same" and not e.difference.telling


def _is_elsewhere_in_volume(e: Evidence) -> bool:
    """Return True for two first pages in one volume, or at one venue in one year."""
    if e.pages != "differ" or e.places in ("other", "unlike", "form"):
        return False
    if e.places == "unknown" and e.volume != "same":
        return False
    return e.volume == "same" or (e.volume == "unknown" and e.gap == 0)


def _is_another_page(e: Evidence) -> bool:
    """Return True for another page under another title."""
    if not _is_elsewhere_in_volume(e):
        return False
    return e.difference.kind != "none" if e.listed else not e.difference.slight


def _may_be_another_page(e: Evidence) -> bool:
    """Return True for another page, unless a long title is the same letter for letter."""
    telling = e.difference.kind == "none" and e.bits >= TELLING_BITS and not e.short
    return _is_elsewhere_in_volume(e) and not (telling and e.team)


def _is_separated(e: Evidence) -> bool:
    """Return True if something other than the title suggests two works."""
    if "differ" in (e.pages, e.volume, e.number, e.part) or e.places in ("other", "unlike", "form"):
        return True
    return not e.timely or not e.authors.whole


def _says_another(e: Evidence) -> bool:
    """Return True if other words in the title and something else suggest two works."""
    if not e.difference.telling or is_miscited(e):
        return False
    return _is_separated(e) or e.weak or e.numbers == "differ"


def _recurs(e: Evidence) -> bool:
    """Return True for a short title in two issues: "Letter from the chair"."""
    if not e.short or e.informal or e.pages in ("range", "first"):
        return False
    return "differ" in (e.number, e.volume)


def _is_two_events(e: Evidence) -> bool:
    return e.event == "differ" and e.listed


def _is_two_years_of_list(e: Evidence) -> bool:
    """Return True if one list gives one title two years: at one venue, or at two."""
    if not e.listed or e.informal or not e.gap or e.early:
        return False
    return e.edition or e.volume == "differ" or (e.gap > 1 and e.places in ("other", "unlike"))


def _is_added(e: Evidence) -> bool:
    return e.difference.kind == "added" and not is_miscited(e)


def _is_added_and_separated(e: Evidence) -> bool:
    """Return True if one title has more words, and people or print also suggest two works."""
    others = e.authors.matched < e.authors.more
    return _is_added(e) and (_is_separated(e) or e.weak or others)


def _goes_on(e: Evidence) -> bool:
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


def _has_subtitle(e: Evidence) -> bool:
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


def _is_worded_twice(e: Evidence) -> bool:
    """Return True if the words of a title are in two orders, which may mean two things ("from games
    to norms"), or if one list has a title in two wordings, and no venue that would decide.
    """
    if e.difference.kind == "order":
        return not is_miscited(e)
    return e.listed and e.difference.kind == "filler" and not (e.placed or e.cited)


def _may_be_spelt(e: Evidence) -> bool:
    """Return True for words that may be two: "ordinal" and "ordinary"."""
    return e.difference.kind == "unsure" and not is_miscited(e)


def _is_weak(e: Evidence) -> bool:
    """Return True for lists that say little, and do not have the same venue and year."""
    if not e.weak or e.pages in ("range", "first"):
        return False
    return not (e.difference.slight and e.gap == 0 and (e.placed or e.informal))


def _stands_alone(e: Evidence) -> bool:
    """Return True if a title needs no authors: it is distinctive, or has a venue and a date."""
    if e.likeness < 0.93:
        return False
    placed = e.gap == 0 and e.places == "same"
    least = PLACED_BITS if placed else RECURRING_BITS
    return e.bits >= TELLING_BITS or (e.bits >= least and (e.gap == 0 or e.places == "same"))


def _is_years_apart(e: Evidence) -> bool:
    """Return True for more than a year between; a preprint may precede its paper by three.

    Two reports under one title are more often those of two years.

    Under the very title and by the whole team it may precede it by more: mathematics prints slowly.

    So may an article that is online first: two years, while it has no volume.
    """
    titled = e.difference.kind in ("none", "spelling") and e.bits >= TELLING_BITS
    whole = 1 < e.authors.matched == e.authors.more and not e.weak
    if e.informal and not e.reports:
        allowed = SLOW_PRINT if titled and whole else 3
    else:
        online_first = e.early and e.bits >= TELLING_BITS and not e.reports
        allowed = 2 if online_first else 1
    return (e.gap or 0) > allowed


def _is_next_year(e: Evidence) -> bool:
    """Return True for a short title in two years: "President's report"."""
    if e.informal or not e.gap or e.likeness < 0.97:
        return False
    return e.bits < RECURRING_BITS or (e.short and not e.early)


def _is_two_places(e: Evidence) -> bool:
    """Return True for one title at two venues in two years: given twice, perhaps."""
    return e.places == "unlike" and bool(e.gap)


def _is_one_issue(e: Evidence) -> bool:
    """Return True for one volume and issue: a journal with a name in two languages."""
    return e.volume == e.number == "same"


def _has_other_initials(e: Evidence) -> bool:
    return e.authors.known and not e.authors.matched and not e.placed


def _misses_authors(e: Evidence) -> bool:
    """Return True for incomplete lists in two years: another version, perhaps."""
    early = bool(e.gap) and not e.informal and e.places != "same"
    return early and e.authors.matched < e.authors.more


DOUBTS: Final[tuple[Doubt, ...]] = (
    Doubt("another page of the same volume", "page", NO, _is_another_page),
    Doubt("another volume and page", "page", NO,
          lambda e: e.volume == "differ" and e.pages == "differ"),
    Doubt("other words in the title", "title", NO, _says_another),
    Doubt("more words in one title", "title", NO, _is_added_and_separated),
    Doubt("one list names both titles", "title", NO,
          lambda e: e.difference.telling and e.listed and not e.informal),
    Doubt("a short title, and another issue", "short title", NO, _recurs),
    Doubt("another event", "event", NO, _is_two_events),
    Doubt("one list gives two years", "year", NO, _is_two_years_of_list),
    Doubt("another year of the conference", "year", NO,
          lambda e: e.edition and not e.difference.slight),
    Doubt("another number or part", "number", 0.70,
          lambda e: e.part == "one" or e.numbers == "differ"),
    Doubt("a number in one title alone", "number", ASK, lambda e: e.numbers == "more"),
    Doubt("another page of the same volume", "page", UNLIKE, _may_be_another_page),
    Doubt("another year of the conference", "year", UNLIKE, lambda e: e.edition),
    Doubt("another venue", "venue", UNLIKE, lambda e: e.places == "other"),
    Doubt("another place and page", "page", UNLIKE,
          lambda e: e.pages == "differ" and e.places == "unlike"),
    Doubt("another venue and year", "venue", UNLIKE, _is_two_places),
    Doubt("another volume, and perhaps another venue", "venue", UNLIKE,
          lambda e: e.volume == "differ" and e.places != "same"),
    Doubt("two venues in one year", "venue", UNLIKE,
          lambda e: e.places == "unlike" and not (e.cited or _is_one_issue(e))),
    Doubt("another event", "event", UNLIKE, lambda e: e.event == "differ"),
    Doubt("a short title, and another year", "short title", ASK, _is_next_year),
    Doubt("years apart", "year", UNLIKE, _is_years_apart),
    Doubt("other words in the title", "title", ASK,
          lambda e: e.difference.telling and not is_miscited(e)),
    Doubt("more words in one title", "title", ASK, _is_added),
    Doubt("one title goes on", "title", ASK, _goes_on),
    Doubt("a subtitle in one title alone", "title", ASK, _has_subtitle),
    Doubt("two wordings of a title", "title", ASK, _is_worded_twice),
    Doubt("another version, says one title", "note", ASK,
          lambda e: e.notes == "version" and e.listed),
    Doubt("a word spelt in two ways, or two words", "title", ASK, _may_be_spelt),
    Doubt("author lists that say little", "authors", ASK, _is_weak),
    Doubt("other initials", "authors", UNLIKE, _has_other_initials),
    Doubt("no authors to compare", "authors", ASK,
          lambda e: not e.authors.known and not _stands_alone(e)),
    Doubt("not all authors, and another year", "authors", ASK, _misses_authors),
)  # fmt: skip
"""The doubts, those that ask nobody first."""
