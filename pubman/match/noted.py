"""Verdicts on two titles of which one has a note: "(poster)", "(demonstration)", "Erratum:".

A paper extends its poster or abstract, and an erratum is separate. But a list may leave a note out.
"""

from __future__ import annotations

from pubman.match.deposits import supplement
from pubman.match.doubts import ASK
from pubman.match.evidence import Evidence
from pubman.match.notes import SHORT_NOTES, SUPPLEMENT_NOTES
from pubman.match.points import TELLING_BITS
from pubman.match.profile import Profile
from pubman.match.renaming import is_one_team
from pubman.match.verdict import NOTED, VARIANT, Verdict, describe


def judge_notes(a: Profile, b: Profile, e: Evidence, leans: float) -> Verdict:
    """Return the verdict on two titles with other notes."""
    only_a, only_b = a.title.notes - b.title.notes, b.title.notes - a.title.notes
    odd = only_a | only_b
    if odd & SUPPLEMENT_NOTES:
        return supplement(e, leans, "a" if only_a & SUPPLEMENT_NOTES else "b")
    short = odd <= SHORT_NOTES and not (only_a and only_b)
    if not short:
        return Verdict("different", NOTED, min(leans, 0.2), describe(e))
    if not _is_one_text(e):
        rule = "title+authors" if _says_title_alone(e) else NOTED
        return Verdict("different", rule, min(leans, 0.2), describe(e))
    if _may_be_at_one_place(e):
        return _judge_at_one_place(e, leans)
    return Verdict("extends", NOTED, leans, describe(e), "b" if only_a else "a")


def _judge_at_one_place(e: Evidence, leans: float) -> Verdict:
    """Judge one conference and one year: two papers, or a list that leaves the note out."""
    if not _is_note_left_out(e):
        return Verdict("ask", NOTED, min(0.7, leans), describe(e))
    # The note itself lowers the score, but says nothing if a list leaves it out.
    return Verdict("ask", VARIANT, ASK if e.difference.slight else min(ASK, leans), describe(e))


def _is_one_text(e: Evidence) -> bool:
    """Return True if two titles say the same, or a citation has the beginning of the other."""
    goes_on = e.difference.kind in ("subtitle", "cut", "longer")
    begun = e.cited and goes_on and e.bits >= TELLING_BITS
    return e.authors.matched > 0 and (e.difference.slight or e.likeness >= 0.9 or begun)


def _may_be_at_one_place(e: Evidence) -> bool:
    """Return True for one venue and year, or a citation that may be of either work."""
    placed = e.placed or _says_title_alone(e)
    return placed and e.gap in (0, None) and e.pages != "differ"


def _says_title_alone(e: Evidence) -> bool:
    """Return True for a citation that says neither where nor when, unless one list has both.

    It does not know whether there is a note, so it keeps no third record apart.
    """
    return e.cited and e.places == "unknown" and not e.listed


def _is_note_left_out(e: Evidence) -> bool:
    """Return True for two lists that agree in title and team, and of which one has a note."""
    if e.listed or e.weak or not is_one_team(e):
        return False
    return e.difference.slight or (e.difference.plain and e.authors.matched > 1)
