"""Verdicts by identifier. An identifier in a file that people typed is a claim, not a proof.

Reference managers give one DOI to unrelated entries, publishers give one to all abstracts of a
supplement, people paste the DOI of a book on its chapters. So an identifier merges two records only
if their titles do not contradict, or if a second identifier is the same.
"""

from __future__ import annotations

from typing import Final

from pubman.match.books import is_another_volume, is_part_of_other
from pubman.match.evidence import Evidence, weigh
from pubman.match.plausibility import are_related
from pubman.match.profile import Profile
from pubman.match.verdict import CLAIM, Verdict, describe

ALIKE: Final = 0.7
"""From this likeness two titles do not contradict each other."""
SAID: Final = 0.9
"""The score of a preprint and a paper with titles that are alike, if an author claims both."""
RENAMED_BY: Final = 0.6
"""The score of such a claim if the titles differ and an author is the same: probably renamed."""
UNLIKELY: Final = 0.4
"""The score if no author is known to be the same: probably a wrong DOI."""
_OF_TITLES: Final = frozenset({"title", "title contained", "words"})
"""Findings about two titles, which say nothing if one record has no title."""
TWO_PLACES: Final = 2
"""From so many years, a paper in two kinds of places appeared twice."""
TEAM: Final = 3
"""Authors who may have renamed their preprint: all of them, and no others, wrote the paper."""


def judge_identifiers(a: Profile, b: Profile, e: Evidence) -> Verdict | None:
    """Return the verdict by the identifiers that the two share (None: they decide nothing)."""
    shared = _find_shared(a, b)
    twins = a.unique and b.unique and e.listed
    if shared and not (twins and "doi" not in shared):
        return _judge_claim(a, b, e, shared)
    if are_related(a, b) and a.informal != b.informal:
        return Verdict("version", "rel", 1.0, describe(e, related="yes"))
    return None


def judge_said(a: Profile, b: Profile) -> Verdict | None:
    """Return the verdict on a preprint and a paper if an author gave one the DOI of the other.

    People type wrong DOIs, and exchange those of two papers. So the titles must be alike, and
    nothing may speak against it. Otherwise it is a question. None: nobody claims anything.
    """
    claimers = [one.source for one, other in ((a, b), (b, a)) if one.claims & other.names]
    if not claimers or a.informal == b.informal:
        return None
    e = weigh(a, b)
    evidence = describe(e, claim=min(claimers))
    if _are_alike(a, b, e) and not _is_contradicted(a, b, e):
        return Verdict("version", CLAIM, SAID, evidence)
    return _doubt_claim(e, evidence)


def _are_alike(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True if both have a title, and the titles do not contradict each other."""
    return _have_titles(a, b) and (e.likeness >= ALIKE or bool(e.contained))


def _have_titles(a: Profile, b: Profile) -> bool:
    return bool(a.title.core and b.title.core)


def _without_titles(evidence: dict[str, float | str]) -> dict[str, float | str]:
    return {name: value for name, value in evidence.items() if name not in _OF_TITLES}


def _is_contradicted(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True for other authors, another part, note or number, or two arXiv numbers."""
    if e.authors.strangers or e.notes == "differ" or e.part != "same" or e.numbers == "differ":
        return True
    return a.arxiv != b.arxiv and bool(a.arxiv and b.arxiv)


def _doubt_claim(e: Evidence, evidence: dict[str, float | str]) -> Verdict:
    return Verdict("ask", CLAIM, RENAMED_BY if e.authors.matched else UNLIKELY, evidence)


def _find_shared(a: Profile, b: Profile) -> tuple[str, ...]:
    """Return the rules of the identifiers that both have: doi, arxiv, pmid, pmcid."""
    pairs = (
        ("doi", a.doi, b.doi),
        ("arxiv", a.arxiv, b.arxiv),
        ("pmid", a.pmid, b.pmid),
        ("pmcid", a.pmcid, b.pmcid),
    )
    shared = [name for name, one, other in pairs if one == other != ""]
    if not shared and a.preprint_doi == b.preprint_doi != "":
        return ("arxiv",)
    return tuple(shared)


def _judge_claim(a: Profile, b: Profile, e: Evidence, shared: tuple[str, ...]) -> Verdict | None:
    rule = shared[0]
    evidence = describe(e) | dict.fromkeys(shared, "same")
    if not _have_titles(a, b):
        return _join(a, b, rule, _without_titles(evidence))
    if not _are_alike(a, b, e) and not (
        _is_renamed(a, b, e) or (len(shared) > 1 and _agree_besides(e))
    ):
        return _judge_contradiction(a, b, e, shared[0])
    if e.authors.strangers and e.likeness < 1.0:
        return Verdict("ask", rule, 0.5, evidence)
    if e.notes == "differ" or e.part == "differ":
        return Verdict("ask", rule, 0.6, evidence)
    if len(shared) == 1 and (_is_another_piece(e) or _is_in_another_book(a, b, e)):
        return Verdict("ask", rule, 0.6, evidence)
    return _join(a, b, rule, evidence)


def _join(a: Profile, b: Profile, rule: str, evidence: dict[str, float | str]) -> Verdict:
    return Verdict("version" if a.informal != b.informal else "same", rule, 1.0, evidence)


def _agree_besides(e: Evidence) -> bool:
    """Return True if people, time and place of two records with two identifiers also agree.

    Mendeley gives unrelated entries one DOI *and* one arXiv number.
    """
    return e.team and e.timely and not e.listed and e.places not in ("other", "unlike")


def _is_renamed(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True for a preprint and a paper of the same team that share one number."""
    whole = TEAM <= e.authors.matched == e.authors.more
    return a.informal != b.informal and whole and e.team and e.timely


def _is_another_piece(e: Evidence) -> bool:
    """Return True for other pages and an unlike title: another abstract of one supplement."""
    elsewhere = "differ" in (e.pages, e.volume)
    return elsewhere and not (e.difference.slight or e.difference.kind in ("subtitle", "cut"))


def _is_in_another_book(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True for two volumes, for a book and a chapter by others, and for two places in time.

    A set of volumes has one DOI, people give a chapter the DOI of its book, and an article the DOI
    of the conference paper that it extends.
    """
    if is_another_volume(a, b, e) or (e.authors.strangers and is_part_of_other(a, b)):
        return True
    return e.places == "form" and (e.gap or 0) >= TWO_PLACES


def _judge_contradiction(a: Profile, b: Profile, e: Evidence, rule: str) -> Verdict:
    """Return the verdict on one identifier with two titles: a question at most.

    A DOI of a publisher on a preprint is a claim of its author, even if the list has no authors.
    """
    evidence = describe(e) | {rule: "same"}
    chapters = "chapter" in (a.place.form, b.place.form)
    apart = "differ" in (e.pages, e.volume) or e.listed or chapters or e.places == "other"
    if rule == "doi" and a.informal != b.informal and not (apart or e.authors.strangers):
        preprint = a if a.informal else b
        return _doubt_claim(e, evidence | {"claim": preprint.source})
    if apart or (e.authors.known and not e.authors.matched):
        return Verdict("different", f"{rule} reused", 0.2, evidence)
    return Verdict("ask", rule, 0.6, evidence)
