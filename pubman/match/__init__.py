"""Two records -> same, version, extends, ask or different, with the rule and the evidence.

===============  =================================================================================
``title_words``  the words by which a title says what it is: notes, parts, generic titles
``titles``       a title read: its core, its numbers, its part, its notes (erratum, demo, reply)
``authors``      what two author lists have in common
``places``       where a work appeared: the form of its venue, and whether two venues agree
``rarity``       the information of a word, from the shipped table
``profile``      a record as the matcher sees it
``keys``         block keys, and the pairs that share one
``wording``      what two titles have in common: letters, words, numbers, parts, notes
``evidence``     the findings on one pair, each a named level
``points``       what each finding weighs, and from where pubman decides alone
``renaming``     one paper under two titles, known by its people and their order
``verdict``      the verdict and how to say it
``rules``        identifiers, vetoes, score: two profiles -> a verdict
===============  =================================================================================

All of it is pure: a function of one record or of one pair and the shipped tables, never of the
store. Raise ``pubman.MATCHER_VERSION`` with every change that can alter a verdict or a key.
"""

from __future__ import annotations

from pubman.match.evidence import plausible
from pubman.match.keys import block_keys, candidates
from pubman.match.profile import Profile, profile
from pubman.match.rules import compare
from pubman.match.verdict import RENAMED, RETITLED, REWORDED, SOFT_RULES, Outcome, Verdict, explain

__all__ = [
    "RENAMED",
    "RETITLED",
    "REWORDED",
    "SOFT_RULES",
    "Outcome",
    "Profile",
    "Verdict",
    "block_keys",
    "candidates",
    "compare",
    "explain",
    "plausible",
    "profile",
]
