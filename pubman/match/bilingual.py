"""Verdicts on papers in both editions of a journal that appears in two languages.

They have other pages, and perhaps another volume, DOI and title. Some people count them as one
publication and some as two, so pubman asks.
"""

from __future__ import annotations

from typing import Final

from pubman.match.doubts import ASK
from pubman.match.evidence import Evidence
from pubman.match.plausibility import may_be_translated
from pubman.match.points import ASK_FROM
from pubman.match.profile import Profile
from pubman.match.translations import YEARS, are_in_two_languages, are_twins
from pubman.match.verdict import TRANSLATION, Verdict, describe

ALIKE: Final = 0.9
"""From this likeness, the titles are in one language and say the same."""


def judge_bilingual(a: Profile, b: Profile, e: Evidence) -> Verdict | None:
    """Return a question about one paper in both editions of a journal (None: it is not that)."""
    if not are_twins(a.bilingual, b.bilingual) or not _may_be_one_paper(e):
        return None
    evidence = describe(e, translation="yes")
    if e.difference.slight or e.likeness >= ALIKE:
        return Verdict("ask", TRANSLATION, ASK, evidence) if _are_printed_twice(a, b, e) else None
    two = are_in_two_languages(a.title.tokens, b.title.tokens)
    if two and may_be_translated(a, b) and e.difference.telling:
        return Verdict("ask", TRANSLATION, ASK_FROM, evidence)
    return None


def _may_be_one_paper(e: Evidence) -> bool:
    """Return True for the same people in one year or the next, and no sign of two papers."""
    if not e.team or (e.gap or 0) > YEARS or e.pages in ("range", "first"):
        return False
    return e.notes == e.part == "same" and e.numbers != "differ"


def _are_printed_twice(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True unless one record may only have a shorter name of the same journal."""
    return "differ" in (e.pages, e.volume) or bool(a.doi and b.doi) or not e.placed
