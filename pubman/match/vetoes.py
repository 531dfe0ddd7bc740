"""Verdicts by findings that show two works, no matter how similar the records are."""

from __future__ import annotations

from typing import Final

from pubman.match.bilingual import judge_bilingual
from pubman.match.books import judge_books, judge_theses
from pubman.match.deposits import judge_deposits
from pubman.match.doubts import ASK, LONG_RANGE
from pubman.match.evidence import Evidence
from pubman.match.extensions import two_works
from pubman.match.noted import judge_notes
from pubman.match.points import RECURRING_BITS, TELLING_BITS, score
from pubman.match.profile import Profile
from pubman.match.recurring import OCCASION
from pubman.match.registrations import judge_registrations
from pubman.match.verdict import (
    CITED,
    GENERIC_TITLE,
    ONE_TITLE,
    Verdict,
    describe,
)

PRINTED: Final = frozenset({"journal", "chapter", "book", "thesis"})
"""Forms that no talk has, even if it is at an event with the name of a journal."""


def judge_vetoes(a: Profile, b: Profile, e: Evidence) -> Verdict | None:
    """Return the verdict if a finding shows that these are two works, else None."""
    leans = score(e)
    return (
        _judge_people(a, b, e)
        or judge_deposits(a, b, e, leans)
        or _judge_title(a, b, e, leans)
        or judge_bilingual(a, b, e)
        or judge_books(a, b, e, leans)
        or judge_registrations(a, b, e, leans)
        or _judge_places(a, b, e, leans)
    )


# ------------------------------------------------------------------------------------------ people


def _judge_people(a: Profile, b: Profile, e: Evidence) -> Verdict | None:
    """Judge records without a common author: two works, or a question if all else agrees."""
    if e.bodies == "differ" and not e.authors.matched:
        return Verdict("different", "authors", 0.1, describe(e))
    if not e.authors.strangers:
        return None
    recurring = a.title.generic or b.title.generic or e.bits < RECURRING_BITS
    telling = not recurring or e.pages in ("range", "first")
    if telling and not (a.doi and b.doi) and _agrees_but_people(e):
        return Verdict("ask", _name_question(e), 0.6, describe(e))
    return Verdict("different", "authors", 0.1, describe(e))


def _agrees_but_people(e: Evidence) -> bool:
    """Return True if title, place and year suggest one work, and nothing in print suggests two."""
    if not e.difference.slight or e.places in ("other", "unlike", "form"):
        return False
    if not e.notes == e.part == e.numbers == "same":
        return False
    return "differ" not in (e.pages, e.volume, e.number) and e.gap in (0, None)


def _name_question(e: Evidence) -> str:
    """Return the rule of a question about one title by other people: lists may answer it."""
    if _are_in_two_lists(e):
        return ONE_TITLE
    titled = e.bits >= TELLING_BITS and e.difference.kind in ("none", "spelling")
    return CITED if titled and e.cited and not e.informal else "authors"


def _are_in_two_lists(e: Evidence) -> bool:
    """Return True for one significant title in two lists, at one venue in one year."""
    return not e.listed and e.placed and e.gap == 0 and e.bits >= TELLING_BITS


# ------------------------------------------------------------------------------------------- title


def _judge_title(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """Judge parts, notes and generic titles."""
    if e.part == "differ" or (e.numbers == "differ" and e.part != "same"):
        return Verdict("different", "part", min(leans, 0.2), describe(e))
    if e.notes == "differ":
        return judge_notes(a, b, e, leans)
    if a.title.generic or b.title.generic:
        return _judge_generic_title(a, b, e, leans)
    return None


def _judge_generic_title(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """Judge an editorial: the same only if issue and page say so, else a question at most."""
    conflict = "differ" in (e.volume, e.number, e.pages)
    if not conflict and e.gap in (0, None) and _is_one_piece(e):
        return None
    alike = leans >= 0.8 and e.gap == 0 and e.difference.kind == "none" and not conflict
    if alike and _is_one_occasion(a, e):
        return Verdict("same", "one occasion", min(leans, 0.95), describe(e))
    ask = alike and not e.listed and _is_known_column(a, b, e)
    return Verdict("ask" if ask else "different", GENERIC_TITLE, min(leans, 0.5), describe(e))


def _is_known_column(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True if venue and people agree: a person can look the "Editorial" up."""
    people = e.authors.whole or not (a.people or b.people)
    return e.placed and people and not (a.doi and b.doi)


def _is_one_piece(e: Evidence) -> bool:
    """Return True if the page decides, or a long title: there is one issue on spatial databases."""
    if e.pages in ("range", "first") or (e.pages == "page" and e.volume == "same"):
        return True
    return e.difference.kind == "none" and e.bits >= TELLING_BITS


def _is_one_occasion(a: Profile, e: Evidence) -> bool:
    """Return True for a keynote or a guest issue of the same people at one venue."""
    same_people = 0 < e.authors.matched == e.authors.more
    return same_people and e.places == "same" and OCCASION.fullmatch(a.title.core) is not None


# ------------------------------------------------------------------------------------------ places


def _judge_places(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """Judge two published records of a clean source, and venues of two forms."""
    if a.unique and b.unique and e.listed:
        return two_works(a, b, e, leans, "one source")
    if _is_printed_once(e):
        return _judge_print(e, leans)
    if e.places == "form" or _is_talk_of_paper(a, b):
        return two_works(a, b, e, leans, "form")
    if e.places == "other" and e.gap:
        return two_works(a, b, e, leans, "venue and year")
    if e.places == "other" and e.authors.known and not e.authors.whole:
        return two_works(a, b, e, leans, "venue and authors")
    if _are_two_journals(a, b, e):
        return Verdict("different", "two journals", min(leans, 0.4), describe(e))
    return judge_theses(a, b, e, leans)


def _are_two_journals(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True if one list has a title in two journals of one year: a statement that both print.

    A journal with a name in two languages has one volume and issue.
    """
    if not e.listed or e.cited or e.places not in ("unlike", "other") or e.gap != 0:
        return False
    printed = e.pages in ("range", "first") or e.volume == "same"
    return a.place.form == b.place.form == "journal" and not printed


def _is_printed_once(e: Evidence) -> bool:
    """Return True if people, year, both pages and either title or place agree.

    One paper is in the proceedings, in a series of books and in an issue of a newsletter.
    """
    if e.pages != "range" or not e.team or not e.notes == e.part == e.numbers == "same":
        return False
    if e.difference.slight:
        return e.gap in (0, 1, None)
    # A translated title has no word in common, but the paper in print is the same.
    placed = e.places == e.volume == "same" and e.number != "differ"
    return placed and e.gap == 0 and e.authors.matched == e.authors.more


def _judge_print(e: Evidence, leans: float) -> Verdict:
    """Judge two records of one piece of print.

    If one list has two titles that are unlike, one is a translation, or a paper has wrong pages. So
    it may if a word turns the meaning into its opposite.
    """
    other = e.likeness < LONG_RANGE or not e.difference.plain
    unlike = e.difference.telling and other and not e.contained
    if e.listed and unlike and e.number != "same":
        return Verdict("ask", "imprint", min(leans, ASK), describe(e))
    return Verdict("same", "imprint", max(leans, 0.95), describe(e))


def _is_talk_of_paper(a: Profile, b: Profile) -> bool:
    """Return True for a talk or its slides, and what appeared in print."""
    one, other = a.place.form, b.place.form
    return (one == "talk" and other in PRINTED) or (other == "talk" and one in PRINTED)
