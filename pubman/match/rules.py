"""Two profiles -> a verdict: identifiers first, then vetoes, then the score, then zones."""

from __future__ import annotations

from typing import Final

from pubman.match.authors import agree
from pubman.match.citations import is_citation, is_miscited
from pubman.match.claims import judge_identifiers, judge_said
from pubman.match.doubts import UNLIKE, Doubt, find_doubt
from pubman.match.evidence import Evidence, weigh
from pubman.match.plausibility import Sketched, plausible, shared_one_key
from pubman.match.points import ASK_FROM, SAME_FROM, score
from pubman.match.profile import Profile
from pubman.match.renaming import are_in_order, is_retitled, is_reworded, is_variant
from pubman.match.verdict import (
    CITED,
    ONE_KEY,
    ONE_TITLE,
    RELEASE,
    RENAMED,
    RETITLED,
    REWORDED,
    SUPPLEMENT,
    VARIANT,
    Verdict,
    describe,
)
from pubman.match.vetoes import judge_vetoes

SHARED_BITS: Final = 6.0
"""Information two titles must share to be one renamed paper: one rare word. Large teams write
several papers within two years."""
LISTED: Final = "one list"
"""The rule by which two records that one list keeps apart are two works. No third record joins
them."""
CURATED: Final = frozenset({"title", "page"})
"""Causes of doubt about which a list of works can be trusted: it does not have one work twice, with
two titles or on two pages."""
SETTLED_CAUSES: Final = frozenset({"title", "number", "authors"})
"""Causes of doubt that the rest of two lists can settle."""
LARGE_TEAM: Final = 5
"""Authors who are enough to ask about a renamed preprint by themselves."""
CLOSE: Final = 0.82
"""How alike two wordings of a title are if hardly anything else can be meant."""
ORDERED_TEAM: Final = 7
"""Authors in one significant order who are enough even if the titles share no word."""
RENAMED_LIKENESS: Final = 0.6
"""How alike the titles must be if a smaller team is to be asked about."""

_NOTHING_SHARED: Final = Verdict("different", "titles", 0.0)


def compare(a: Profile, b: Profile) -> Verdict:
    """Return the verdict on two records; symmetric, with ``extending`` mirrored."""
    if not worth_comparing(a, b):
        return _NOTHING_SHARED
    found = _compare(a, b)
    if found.verdict == "different" and _had_one_key(a, b):
        return Verdict("ask", ONE_KEY, ASK_FROM, found.evidence)
    if (a.claims or b.claims) and _is_open_to_claims(found):
        return judge_said(a, b) or found
    return found


def worth_comparing(a: Sketched, b: Sketched) -> bool:
    """Return False if ``compare`` says no more than *different* by the rule ``titles``."""
    return plausible(a, b) or shared_one_key(a, b) or bool(a.claims or b.claims)


def _had_one_key(a: Profile, b: Profile) -> bool:
    """Return True if one list had both under one key, one after the other, by the same people.

    Then one may be the other under a new title.
    """
    if not shared_one_key(a, b):
        return False
    people = agree(a.people, b.people)
    return not (a.doi and b.doi) and people.matched == people.more


def _is_open_to_claims(found: Verdict) -> bool:
    """Return True unless the records are one work, or are known to be two that belong together."""
    return found.verdict in ("different", "ask") and found.rule not in (SUPPLEMENT, RELEASE)


def _compare(a: Profile, b: Profile) -> Verdict:
    if not plausible(a, b):
        return _NOTHING_SHARED
    e = weigh(a, b)
    return judge_identifiers(a, b, e) or judge_vetoes(a, b, e) or _judge_score(a, b, e)


def _judge_score(a: Profile, b: Profile, e: Evidence) -> Verdict:
    versions = a.informal != b.informal
    doubt = find_doubt(e)
    leans = min(score(e), doubt.cap if doubt else 1.0)
    evidence = describe(e, doubt)
    if leans >= SAME_FROM:
        if versions:
            return Verdict("version", "preprint", leans, evidence)
        return Verdict("same", "title+authors", leans, evidence)
    if retitled := _judge_team(a, b, e):
        return retitled
    if leans >= ASK_FROM:
        rule = _name_question(a, b, e, doubt)
        if rule == VARIANT and e.likeness < CLOSE:
            leans = min(leans, UNLIKE)
        return Verdict("ask", rule, leans, evidence)
    if versions and _may_be_renamed(a, b, e):
        return Verdict("ask", RENAMED, ASK_FROM, evidence)
    if doubt and doubt.cap < ASK_FROM and doubt.cause in CURATED and _is_curated(e):
        return Verdict("different", LISTED, leans, evidence)
    return Verdict("different", "title+authors", leans, evidence)


def _name_question(a: Profile, b: Profile, e: Evidence, doubt: Doubt | None) -> str:
    """Return the rule of a question that the score asks."""
    if a.informal != b.informal:
        return "preprint"
    if doubt and doubt.cause == "title" and is_miscited(e):
        return CITED
    settled = doubt is None or doubt.cause in SETTLED_CAUSES
    if not settled or not is_variant(a, b, e):
        return CITED if is_citation(a, b, e) else "title+authors"
    return ONE_TITLE if e.difference.slight else VARIANT


def _is_curated(e: Evidence) -> bool:
    """Return True if one list has both published works, and says when they appeared."""
    return e.listed and not (e.cited or e.informal)


def _judge_team(a: Profile, b: Profile, e: Evidence) -> Verdict | None:
    """Judge one paper with two titles, recognised by people, their order, and place or time."""
    evidence = describe(e, order="same")
    if a.informal == b.informal:
        return Verdict("same", RETITLED, SAME_FROM, evidence) if is_retitled(a, b, e) else None
    preprint, paper = (a, b) if a.informal else (b, a)
    found = is_reworded(preprint, paper, e)
    return Verdict("version", REWORDED, SAME_FROM, evidence) if found else None


def _may_be_renamed(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True for a preprint and a paper of the same team, soon after, with another title.

    Grouping asks only if the preprint has no paper yet and the paper no preprint.
    """
    preprint, paper = (a, b) if a.informal else (b, a)
    if preprint.year is None or paper.year is None or not 0 <= paper.year - preprint.year <= 2:
        return False
    whole = e.authors.matched == e.authors.more and not (a.cut or b.cut)
    if not whole or e.part != "same" or e.numbers == "differ":
        return False
    if e.authors.matched >= LARGE_TEAM:
        ordered = e.authors.matched >= ORDERED_TEAM and are_in_order(a.people, b.people)
        return ordered or e.bits >= SHARED_BITS
    return e.authors.matched >= 3 and e.likeness >= RENAMED_LIKENESS
