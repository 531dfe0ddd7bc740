"""Verdicts on two records that have two numbers in one register: DOIs, PMIDs, ISBNs, patents.

Two numbers mean two works, unless all else shows that one number is wrong.
"""

from __future__ import annotations

from typing import Final

from pubman.match.books import judge_isbn
from pubman.match.evidence import Evidence
from pubman.match.extensions import two_works
from pubman.match.places import venue_likeness
from pubman.match.profile import Profile
from pubman.match.verdict import Verdict, describe

ONE_PLACE: Final = 0.6
"""From this likeness, two institutions may be one."""


def judge_registrations(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
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
        return two_works(a, b, e, leans, name)
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
