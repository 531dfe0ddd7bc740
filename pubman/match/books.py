"""What tells two bound works apart: volumes, proceedings of two years, a book and a part of it.

Bound works recur under one title and by the same people: the volumes of a handbook, the proceedings
of each year, the issues of a journal. Their volume, issue or year tells them apart, as pages tell
papers apart.
"""

from __future__ import annotations

from typing import Final

from pubman.match.evidence import Evidence
from pubman.match.profile import Profile
from pubman.match.verdict import Verdict, describe

BOUND: Final = frozenset({"book", "proceedings", "report"})
"""Forms of works that have volumes."""
WHOLE: Final = {
    "chapter": frozenset({"book", "proceedings"}),
    "conference": frozenset({"proceedings"}),
    "book": frozenset({"book", "proceedings"}),
}
"""The forms of what a part is in, by the form of the part. People also file a chapter as a book."""


def judge_books(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """Return the verdict if two works under one title are bound separately, else None.

    One list that gives both knows two. Two lists may count volumes in two ways: of the book, and
    of its series.
    """
    if not e.difference.slight:
        return None
    if e.listed and is_another_volume(a, b, e):
        return _tell_apart(e, leans, "volume", ask=False)
    if a.place.form == b.place.form == "proceedings" and e.gap:
        return _tell_apart(e, leans, "two proceedings", ask=e.gap == 1 and not e.listed)
    if is_part_of_other(a, b):
        ask = e.authors.whole and not e.listed
        return _tell_apart(e, leans, "part of a book", ask=ask, bound="chapter")
    if _is_thesis_and_joint_work(a, b):
        return _tell_apart(e, leans, "thesis", ask=False, bound="thesis")
    return None


def judge_theses(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """Judge two theses of one person: years apart they are two degrees."""
    if a.place.form == b.place.form == "thesis" and (e.gap or 0) > 1:
        return Verdict("different", "two theses", min(leans, 0.3), describe(e))
    return None


def judge_isbn(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """Judge two books with an ISBN each; a set of volumes has one."""
    if a.isbn == b.isbn:
        alike = e.likeness >= 0.8 or e.contained
        if alike and e.volume == "differ":
            return Verdict("ask", "isbn", 0.6, describe(e, isbn="same"))
        return Verdict("same", "isbn", 1.0, describe(e, isbn="same")) if alike else None
    bindings = e.difference.slight and e.team and e.gap == 0 and e.part == e.numbers == "same"
    if bindings:
        # Paperback and hardback: one edition in one year.
        return None
    return Verdict("different", "isbn", min(leans, 0.3), describe(e, isbn="differ"))


def is_another_volume(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True for two volumes of a work, or two issues that are listed as books."""
    bound = a.place.form in BOUND and b.place.form in BOUND
    return bound and "differ" in (e.volume, e.number)


def is_part_of_other(a: Profile, b: Profile) -> bool:
    """Return True if one is on some pages of a book, and the other is a whole book."""
    return any(_is_inside(x) and _is_whole(y, x) for x, y in ((a, b), (b, a)))


def _is_thesis_and_joint_work(a: Profile, b: Profile) -> bool:
    """Return True for a thesis, and a report or preprint that its author wrote with others."""
    pairs = ((a, b), (b, a))
    return any(
        x.place.form == "thesis" and y.informal and len(y.people) > len(x.people) == 1
        for x, y in pairs
    )


def _is_inside(p: Profile) -> bool:
    """Return True if the pages of *p* begin inside a book: "1-350" and "350" are all of it."""
    if p.place.form not in WHOLE:
        return False
    return p.first.isdigit() and p.last.isdigit() and 1 < int(p.first) < int(p.last)


def _is_whole(p: Profile, part: Profile) -> bool:
    return p.place.form in WHOLE[part.place.form] and not _is_inside(p)


def _tell_apart(e: Evidence, leans: float, rule: str, *, ask: bool, **found: str) -> Verdict:
    """Return two works, or a question. ``found`` is the evidence that only this rule has."""
    if ask:
        return Verdict("ask", rule, min(leans, 0.7), describe(e, None, **found))
    return Verdict("different", rule, min(leans, 0.3), describe(e, None, **found))
