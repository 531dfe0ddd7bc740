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

from pubman.match.evidence import Evidence
from pubman.match.points import RECURRING_BITS, TELLING_BITS
from pubman.match.title_doubts import (
    goes_on,
    has_subtitle,
    is_added,
    is_added_and_separated,
    is_worded_twice,
    may_be_spelt,
    says_another,
)

NO: Final = 0.35
"""The most a score may reach if nobody is to be asked."""
ASK: Final = 0.85
"""The most a score may reach if a person is to be asked."""
UNLIKE: Final = 0.80
"""The same if the pair is less likely to be one: the titles or venues are rather different."""
SLOW_PRINT: Final = 6
"""Years between a preprint and its paper, if title and team are the same."""
PLACED_BITS: Final = 20.0
"""The information that a title without authors must have if venue and year agree."""
LONG_RANGE: Final = 0.75
"""Titles must be this much alike if the same pages are to overrule other words in them."""
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
    Doubt("other words in the title", "title", NO, says_another),
    Doubt("more words in one title", "title", NO, is_added_and_separated),
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
    Doubt("other words in the title", "title", ASK, lambda e: e.difference.telling),
    Doubt("more words in one title", "title", ASK, is_added),
    Doubt("one title goes on", "title", ASK, goes_on),
    Doubt("a subtitle in one title alone", "title", ASK, has_subtitle),
    Doubt("two wordings of a title", "title", ASK, is_worded_twice),
    Doubt("another version, says one title", "note", ASK,
          lambda e: e.notes == "version" and e.listed),
    Doubt("a word spelt in two ways, or two words", "title", ASK, may_be_spelt),
    Doubt("author lists that say little", "authors", ASK, _is_weak),
    Doubt("other initials", "authors", UNLIKE, _has_other_initials),
    Doubt("no authors to compare", "authors", ASK,
          lambda e: not e.authors.known and not _stands_alone(e)),
    Doubt("not all authors, and another year", "authors", ASK, _misses_authors),
)  # fmt: skip
"""The doubts, those that ask nobody first."""
