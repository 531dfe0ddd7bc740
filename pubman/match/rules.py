"""Two profiles -> a verdict: identifiers first, then vetoes, then the score, then zones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pubman.match.evidence import Evidence, are_related, plausible, weigh
from pubman.match.points import ASK_FROM, RECURRING_BITS, SAME_FROM, find_cap, score
from pubman.match.profile import Profile
from pubman.match.renaming import is_retitled, is_reworded
from pubman.match.title_words import OCCASION
from pubman.match.verdict import RENAMED, RETITLED, REWORDED, Verdict

_RANK_OF_FORM = {
    "demo": 0, "workshop": 1, "conference": 2, "chapter": 2, "journal": 3, "thesis": 4, "book": 5,
}  # fmt: skip
"""Which of two forms extends the other: the higher one."""
SHARED_BITS = 6.0
"""Information two titles must share to be one paper renamed: one telling word. Large teams write
several papers within two years."""
SHORT_NOTES = frozenset({"demo", "poster", "abstract", "student"})
"""Notes of short forms, which a full paper extends."""


def compare(a: Profile, b: Profile) -> Verdict:
    """The verdict on two records; symmetric, with ``extending`` mirrored."""
    if not plausible(a, b):
        return Verdict("different", "titles", 0.0)
    evidence = weigh(a, b)
    return _by_identifier(a, b, evidence) or _by_veto(a, b, evidence) or _by_score(a, b, evidence)


def describe(e: Evidence, **more: str) -> Mapping[str, float | str]:
    """The evidence as a verdict carries it: named, JSON-able, readable."""
    found: dict[str, float | str] = {"title": round(e.likeness, 3)}
    if e.contained and e.likeness < 1.0:
        found["title contained"] = e.contained
    if e.authors.known:
        longer = (
            f" ({e.authors.more} in the longer list)" if e.authors.more > e.authors.fewer else ""
        )
        found["authors"] = f"{e.authors.matched} of {e.authors.fewer}{longer}"
    else:
        found["authors"] = "unknown"
    found["year"] = "unknown" if e.gap is None else "same" if e.gap == 0 else f"{e.gap} apart"
    found["venue"] = e.places
    for name in ("pages", "volume", "number"):
        value = getattr(e, name)
        if value != "unknown":
            found[name] = value
    for name in ("numbers", "part", "notes"):
        value = getattr(e, name)
        if value != "same":
            found[name] = value
    return found | more


def _by_identifier(a: Profile, b: Profile, e: Evidence) -> Verdict | None:
    if a.doi == b.doi != "":
        return _by_one_doi(a, b, e)
    one_arxiv = a.arxiv == b.arxiv != "" or a.preprint_doi == b.preprint_doi != ""
    if one_arxiv and (e.likeness >= 0.6 or e.authors.matched):
        if a.informal and b.informal:
            return Verdict("same", "arxiv", 1.0, describe(e, arxiv="same"))
        if a.informal != b.informal:
            return Verdict("version", "arxiv", 1.0, describe(e, arxiv="same"))
    if are_related(a, b) and a.informal != b.informal:
        return Verdict("version", "rel", 1.0, describe(e, related="yes"))
    return None


def _by_one_doi(a: Profile, b: Profile, e: Evidence) -> Verdict:
    evidence = describe(e, doi="same")
    strangers = e.authors.known and e.authors.matched == 0
    alike = e.likeness >= 0.7 or e.contained
    if not alike and strangers:
        return Verdict("different", "doi reused", 0.1, evidence)
    if e.notes == "differ" or e.part == "differ" or (not alike and not e.authors.matched):
        return Verdict("ask", "doi", 0.6, evidence)
    if not alike and e.places == "form" and "chapter" in (a.place.form, b.place.form):
        return Verdict("different", "chapter", 0.2, evidence)
    if a.informal != b.informal:
        return Verdict("version", "doi", 1.0, evidence)
    return Verdict("same", "doi", 1.0, evidence)


def _by_veto(a: Profile, b: Profile, e: Evidence) -> Verdict | None:
    """The verdict where something says that these are two works, however alike."""
    leans = score(e)
    return _by_title(a, b, e, leans) or _by_number(a, b, e, leans) or _by_place(a, b, e, leans)


def _by_title(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """Strangers, parts, notes and generic titles."""
    if e.authors.known and not (e.authors.matched or e.authors.conflicting):
        return _by_strangers(a, b, e)
    if e.part == "differ" or (e.numbers == "differ" and e.part != "same"):
        return Verdict("different", "part", min(leans, 0.2), describe(e))
    if e.notes == "differ":
        return _by_notes(a, b, e, leans)
    if a.title.generic or b.title.generic:
        return _by_generic_title(a, b, e, leans)
    return None


def _by_number(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """ISBN, number of a patent, arXiv number and DOI, where both sides have one."""
    if a.isbn and b.isbn and a.place.form == b.place.form == "book":
        if a.isbn != b.isbn:
            return Verdict("different", "isbn", min(leans, 0.3), describe(e, isbn="differ"))
        if e.likeness >= 0.8 or e.contained:
            return Verdict("same", "isbn", 1.0, describe(e, isbn="same"))
    if e.number == "differ" and a.place.form == b.place.form == "patent":
        return Verdict("different", "patent", min(leans, 0.3), describe(e))
    if a.arxiv and b.arxiv and a.arxiv != b.arxiv:
        return _by_two_arxiv_numbers(e, leans)
    if a.doi and b.doi and a.informal == b.informal:
        if _is_same_but_doi(e):
            return Verdict("ask", "two DOIs", min(leans, 0.8), describe(e, doi="differ"))
        return _two_works(a, b, e, leans, "doi")
    return None


def _by_place(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """Two published records of a clean source, and venues of two forms."""
    if a.unique and b.unique and a.source == b.source:
        return _two_works(a, b, e, leans, "one source")
    if e.places == "form":
        return _two_works(a, b, e, leans, "form")
    if e.places == "other" and e.gap:
        return _two_works(a, b, e, leans, "venue and year")
    return None


def _by_generic_title(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict | None:
    """An editorial is the same only where issue and page say so; else at most a question."""
    conflict = "differ" in (e.volume, e.number, e.pages)
    if e.pages == "same" and not conflict and e.gap in (0, None):
        return None
    alike = leans >= 0.8 and e.gap == 0 and e.likeness == 1.0
    once = OCCASION.fullmatch(a.title.core) and e.places == "same"
    if once and alike and not conflict and 0 < e.authors.matched == e.authors.more:
        return Verdict("same", "one occasion", min(leans, 0.95), describe(e))
    ask = alike and not conflict and not (a.doi and b.doi)
    return Verdict("ask" if ask else "different", "generic title", min(leans, 0.5), describe(e))


def _by_strangers(a: Profile, b: Profile, e: Evidence) -> Verdict:
    """No name in common: another work, unless all the rest says the same; then names are broken."""
    generic = a.title.generic or b.title.generic or e.bits < RECURRING_BITS
    if e.likeness >= 0.95 and e.pages == "same" and e.volume == "same" and e.gap in (0, None):
        return Verdict("same", "imprint", 0.95, describe(e))
    placed = e.places in ("same", "like", "unknown") and not (a.doi and b.doi)
    agreeing = e.notes == "same" and "differ" not in (e.pages, e.volume, e.part, e.numbers)
    if e.likeness >= 0.95 and not generic and placed and agreeing and e.gap in (0, None):
        return Verdict("ask", "authors", 0.6, describe(e))
    return Verdict("different", "authors", 0.1, describe(e))


def _by_two_arxiv_numbers(e: Evidence, leans: float) -> Verdict:
    """Two arXiv numbers are two works, unless one paper was sent in twice."""
    evidence = describe(e, arxiv="differ")
    if e.likeness >= 0.97 and e.authors.matched == e.authors.fewer > 0:
        return Verdict("ask", "two arXiv numbers", min(leans, 0.8), evidence)
    return Verdict("different", "two arXiv numbers", min(leans, 0.4), evidence)


def _is_same_but_doi(e: Evidence) -> bool:
    """True where all but the DOI says same: then a person is asked."""
    return (
        e.likeness >= 0.97 and e.authors.matched == e.authors.fewer and e.pages == "same"
        and e.volume != "differ" and e.places in ("same", "like", "unknown")
    )  # fmt: skip


def _by_notes(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict:
    """A demonstration, poster or abstract of a paper is extended by it; an erratum is another."""
    only_a, only_b = a.title.notes - b.title.notes, b.title.notes - a.title.notes
    short = (only_a or only_b) <= SHORT_NOTES and not (only_a and only_b)
    if not short or e.likeness < 0.9 or not e.authors.matched:
        return Verdict("different", "notes", min(leans, 0.2), describe(e))
    if e.places in ("same", "like") and e.gap in (0, None) and e.pages != "differ":
        # One conference, one year: two papers, or one source that leaves the note out.
        return Verdict("ask", "notes", min(0.7, leans), describe(e))
    return Verdict("extends", "notes", leans, describe(e), "b" if only_a else "a")


def _two_works(a: Profile, b: Profile, e: Evidence, leans: float, rule: str) -> Verdict:
    """``extends`` where title and authors agree and the forms differ, else ``different``."""
    one, other = a.place.form, b.place.form
    tied = (e.likeness >= 0.9 or e.contained) and _share_authors(e)
    ranks = _RANK_OF_FORM.get(one), _RANK_OF_FORM.get(other)
    if tied and None not in ranks and ranks[0] != ranks[1] and (e.gap is None or e.gap <= 8):
        extending: Literal["a", "b"] = "a" if (ranks[0] or 0) > (ranks[1] or 0) else "b"
        return Verdict("extends", rule, leans, describe(e), extending)
    return Verdict("different", rule, min(leans, 0.4), describe(e))


def _share_authors(e: Evidence) -> bool:
    """True where enough authors are the same to tie two works: half; all, under a short title."""
    needed = 1.0 if e.bits < RECURRING_BITS else 0.5
    return e.authors.known and 0 < e.authors.matched >= needed * e.authors.fewer


def _by_score(a: Profile, b: Profile, e: Evidence) -> Verdict:
    versions = a.informal != b.informal
    cap, doubt = find_cap(e)
    leans = min(score(e), cap)
    evidence = describe(e, **({"doubt": doubt} if doubt else {}))
    if leans >= SAME_FROM:
        if versions:
            return Verdict("version", "preprint", leans, evidence)
        return Verdict("same", "title+authors", leans, evidence)
    if retitled := _by_team(a, b, e):
        return retitled
    if leans >= ASK_FROM:
        return Verdict("ask", "preprint" if versions else "title+authors", leans, evidence)
    if versions and _may_be_renamed(a, b, e):
        return Verdict("ask", RENAMED, ASK_FROM, evidence)
    return Verdict("different", "title+authors", leans, evidence)


def _by_team(a: Profile, b: Profile, e: Evidence) -> Verdict | None:
    """One paper under two titles, known by its people, their order, and place or time."""
    evidence = describe(e, order="same")
    if a.informal == b.informal:
        return Verdict("same", RETITLED, SAME_FROM, evidence) if is_retitled(a, b, e) else None
    preprint, paper = (a, b) if a.informal else (b, a)
    found = is_reworded(preprint, paper, e)
    return Verdict("version", REWORDED, SAME_FROM, evidence) if found else None


def _may_be_renamed(a: Profile, b: Profile, e: Evidence) -> bool:
    """True for a preprint and a paper of the very same people, soon after, under another title.

    Grouping asks only where the preprint has no paper yet and the paper no preprint.
    """
    preprint, paper = (a, b) if a.informal else (b, a)
    if preprint.year is None or paper.year is None or not 0 <= paper.year - preprint.year <= 2:
        return False
    whole = e.authors.matched == e.authors.more and not (a.cut or b.cut)
    if not whole or e.part != "same" or e.numbers == "differ":
        return False
    if e.authors.matched >= 5:
        return e.bits >= SHARED_BITS
    return e.authors.matched >= 3 and e.likeness >= 0.6
