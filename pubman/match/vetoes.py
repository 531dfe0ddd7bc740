"""Verdicts by findings that show two works, no matter how similar the records are."""

from __future__ import annotations

from typing import Final

from pubman.match.bilingual import judge_bilingual
from pubman.match.books import judge_books, judge_isbn, judge_theses
from pubman.match.deposits import Side, judge_deposits
from pubman.match.doubts import ASK, LONG_RANGE
from pubman.match.evidence import Evidence
from pubman.match.noted import judge_notes
from pubman.match.places import venue_likeness
from pubman.match.points import RECURRING_BITS, TELLING_BITS, score
from pubman.match.profile import Profile
from pubman.match.recurring import OCCASION
from pubman.match.verdict import (
    CITED,
    GENERIC_TITLE,
    ONE_TITLE,
    Verdict,
    describe,
)

_RANK_OF_FORM: Final = {
    "talk": 0, "demo": 0, "workshop": 1, "conference": 2, "chapter": 2, "journal": 3, "thesis": 4,
    "book": 5,
}  # fmt: skip
"""Which of two forms extends the other: the higher one."""
PRINTED: Final = frozenset({"journal", "chapter", "book", "thesis"})
"""Forms that no talk has, even if it is at an event with the name of a journal."""
EXTENDED_YEARS: Final = 8
"""Years within which an extended version appears."""
ONE_PLACE: Final = 0.6
"""From this likeness, two institutions may be one."""


def judge_vetoes(a: Profile, b: Profile, e: Evidence) -> Verdict | None:
    """Return the verdict if a finding shows that these are two works, else None."""
    leans = score(e)
    return (
        _judge_people(a, b, e)
        or judge_deposits(a, b, e, leans)
        or _judge_title(a, b, e, leans)
        or judge_bilingual(a, b, e)
        or judge_books(a, b, e, leans)
        or _judge_numbers(a, b, e, leans)
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


# ----------------------------------------------------------------------------------------- numbers


def _judge_numbers(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """Judge ISBNs, numbers of patents and reports, arXiv numbers, DOIs and PMIDs of both."""
    if a.isbn and b.isbn and a.place.form == b.place.form == "book":
        return judge_isbn(a, b, e, leans)
    if rule := _find_two_numbers(a, b):
        return Verdict("different", rule, min(leans, 0.3), describe(e, number="differ"))
    registered = _find_two_registrations(a, b)
    if a.arxiv and b.arxiv and a.arxiv != b.arxiv:
        return _judge_two_arxiv_numbers(e, leans, two_dois=registered == "doi")
    if registered and a.informal == b.informal:
        return _judge_two_registrations(a, b, e, leans, registered)
    return None


def _find_two_registrations(a: Profile, b: Profile) -> str:
    """Return by which register, that of DOIs or of PubMed, the records have a number each."""
    if a.doi and b.doi:
        return "doi"
    return "pmid" if a.pmid and b.pmid and a.pmid != b.pmid else ""


def _judge_two_registrations(
    a: Profile, b: Profile, e: Evidence, leans: float, name: str
) -> Verdict:
    """Judge two DOIs or two PMIDs: two works, unless everything else shows that one is wrong."""
    if not _is_same_but_doi(e):
        return _two_works(a, b, e, leans, name)
    rule = "two DOIs" if name == "doi" else "two PMIDs"
    return Verdict("ask", rule, min(leans, 0.8), describe(e, None, **{name: "differ"}))


def _find_two_numbers(a: Profile, b: Profile) -> str:
    """Return the rule by which two numbers of patents, or of one series of reports, are two."""
    if not a.number or not b.number or a.number == b.number or a.place.form != b.place.form:
        return ""
    if a.place.form == "patent":
        return "patent"
    if a.place.form != "report" or not _share_place(a, b) or _is_one_number(a.number, b.number):
        return ""
    return "report number"


def _is_one_number(one: str, other: str) -> bool:
    """Return True if one number of a report is the other without its letters: "TR-77", "77"."""
    short, long_ = sorted((one, other), key=len)
    return short.isdigit() and long_.endswith(short) and long_.removesuffix(short).isalpha()


def _share_place(a: Profile, b: Profile) -> bool:
    """Return True if two reports are of one institution, or their institution is unknown."""
    unknown = not a.place.words or not b.place.words
    return unknown or venue_likeness(a.place, b.place) >= ONE_PLACE


def _judge_two_arxiv_numbers(e: Evidence, leans: float, *, two_dois: bool) -> Verdict:
    """Judge two arXiv numbers: two works, unless one paper was sent in twice.

    A list that names both numbers knows two papers.
    """
    evidence = describe(e, arxiv="differ")
    twice = e.difference.slight and e.team and e.numbers == "same"
    if twice and not two_dois and not e.listed:
        return Verdict("ask", "two arXiv numbers", min(leans, 0.8), evidence)
    return Verdict("different", "two arXiv numbers", min(leans, 0.4), evidence)


def _is_same_but_doi(e: Evidence) -> bool:
    """Return True if everything except the DOI agrees: then a person is asked."""
    printed = e.pages in ("range", "first") and e.volume != "differ"
    placed = e.places in ("same", "like", "unknown")
    return printed and placed and e.team and e.difference.slight


# ------------------------------------------------------------------------------------------ places


def _judge_places(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """Judge two published records of a clean source, and venues of two forms."""
    if a.unique and b.unique and e.listed:
        return _two_works(a, b, e, leans, "one source")
    if _is_printed_once(e):
        return _judge_print(e, leans)
    if e.places == "form" or _is_talk_of_paper(a, b):
        return _two_works(a, b, e, leans, "form")
    if e.places == "other" and e.gap:
        return _two_works(a, b, e, leans, "venue and year")
    if e.places == "other" and e.authors.known and not e.authors.whole:
        return _two_works(a, b, e, leans, "venue and authors")
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


def _two_works(a: Profile, b: Profile, e: Evidence, leans: float, rule: str) -> Verdict:
    """Return ``extends`` if title and authors agree and the forms differ, else ``different``."""
    one, other = (_RANK_OF_FORM.get(each.place.form) for each in (a, b))
    tied = (e.likeness >= 0.9 or e.contained) and _share_authors(e)
    ranked = one is not None and other is not None and one != other
    if tied and ranked and (e.gap is None or e.gap <= EXTENDED_YEARS):
        extending: Side = "a" if (one or 0) > (other or 0) else "b"
        return Verdict("extends", rule, leans, describe(e), extending)
    return Verdict("different", rule, min(leans, 0.4), describe(e))


def _share_authors(e: Evidence) -> bool:
    """Return True if enough authors agree to link two works: half, or all for a short title."""
    needed = 1.0 if e.bits < RECURRING_BITS else 0.5
    return e.authors.known and 0 < e.authors.matched >= needed * e.authors.fewer
