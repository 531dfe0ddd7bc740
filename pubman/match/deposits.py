"""Data, programs and patents: they belong to a paper, but are not the paper."""

from __future__ import annotations

from typing import Final, Literal

from pubman.match.evidence import Evidence
from pubman.match.forms import DEPOSITS
from pubman.match.profile import Profile
from pubman.match.verdict import RELEASE, SUPPLEMENT, Verdict, describe

Side = Literal["a", "b", ""]
TIED_LIKENESS: Final = 0.85
"""The least likeness of the titles of a paper and its supplement."""


def judge_deposits(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """Judge data and programs: they are never the paper, and two deposits with two DOIs are two."""
    if _is_patent_of_paper(a, b):
        return Verdict("different", "patent", min(leans, 0.3), describe(e))
    one, other = a.place.form in DEPOSITS, b.place.form in DEPOSITS
    if one != other:
        return supplement(e, leans, "a" if one else "b")
    if not one or not other:
        return None
    if a.place.form != b.place.form:
        return Verdict("different", SUPPLEMENT, min(leans, 0.3), describe(e))
    return _judge_releases(a, b, e, leans) if a.doi != b.doi and a.doi and b.doi else None


def supplement(e: Evidence, leans: float, side: Side) -> Verdict:
    """Return that one is not the other, and that they belong together if title and people agree."""
    titled = e.difference.slight or e.likeness >= TIED_LIKENESS or e.contained
    tied = titled and not e.difference.telling and (e.authors.matched or not e.authors.known)
    return Verdict("different", SUPPLEMENT, min(leans, 0.3), describe(e), side if tied else "")


def _judge_releases(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict:
    """Judge two deposits: two releases of one program are linked, two programs are not."""
    one, other = (tuple(map(int, p.title.numbers)) for p in (a, b))
    names = ([t for t in p.title.tokens if not any(map(str.isdigit, t))] for p in (a, b))
    if one != other and next(names) == next(names) and not e.authors.strangers:
        later: Side = "a" if one > other else "b"
        return Verdict("different", RELEASE, min(leans, 0.3), describe(e, doi="differ"), later)
    return Verdict("different", RELEASE, min(leans, 0.3), describe(e, doi="differ"))


def _is_patent_of_paper(a: Profile, b: Profile) -> bool:
    """Return True for a patent and a paper: people patent what they publish, under one title."""
    forms = {a.place.form, b.place.form}
    return "patent" in forms and not forms <= {"patent", ""}
