"""Two records -> same, version, extends, ask or different, with the rule and the evidence.

What a record says:

===================  ===============================================================================
``rarity``           the information of a word, from the shipped table
``vocabulary``       real words that look like slips, from the shipped table
``normal_spelling``  a word in American spelling and in the singular
``opposites``        words of one stem with two meanings: hyper-, hypo-
``fillers``          words without meaning of their own
``spelling``         whether two words are one word in two spellings
``notes``            notes in a title: erratum, reply, poster, data for
``recurring``        titles that many works have: Editorial
``parts``            parts, volumes and editions in a title
``bylines``          the names that citations have before a title
``debris``           what extraction leaves around a title
``titles``           the title of a record, parsed
``numbering``        the numbers by which the titles of a series differ
``people``           names, parsed
``series``           series of proceedings, which name no venue
``translations``     journals that appear in two languages
``forms``            paper, preprint, thesis, data set, talk
``places``           the place where a work appeared
``pages``            pages, parsed and compared
``profile``          a record as the matcher sees it
``sketch``           the part of it that tells most pairs apart
===================  ===============================================================================

What two records say:

===================  ===============================================================================
``keys``             block keys, and the pairs that share one
``crowd``            block keys of collaborations, which publish hundreds of papers
``differences``      the differences between two titles
``wording``          what two titles have in common
``authors``          what two author lists have in common
``plausibility``     which pairs are worth comparing
``distinction``      which pairs are two works for certain
``evidence``         the findings on one pair, each a named level
``points``           the points of each finding, and how many pubman needs to decide alone
``renaming``         one paper with two titles, recognised by its people and their order
``citations``        what a citation may get wrong
``title_doubts``     the doubts that come from titles
``doubts``           findings that limit a score, however high it is
``verdict``          the verdict; ``saying``: how to say it
``claims``           verdicts by identifier
``noted``            titles of which one has a note
``books``            verdicts on volumes, proceedings, and a book and its parts
``deposits``         data, programs and patents, which are not the paper
``bilingual``        papers in both editions of a journal
``extensions``       two works of which one extends the other
``registrations``    verdicts on two numbers in one register: DOIs, PMIDs, ISBNs, patents
``vetoes``           verdicts by findings that show two works
``rules``            two profiles -> a verdict
``packing``          profiles and records as bytes, written and read quickly
===================  ===============================================================================

All of it is pure: a function of one record or of one pair and the shipped tables, never of the
store. Raise ``pubman.MATCHER_VERSION`` with every change that can alter a verdict or a key.
"""

from __future__ import annotations

from pubman.match.distinction import are_distinct
from pubman.match.keys import block_keys, candidates
from pubman.match.plausibility import plausible
from pubman.match.profile import CLAIMED, OTHER_ENTRY, Profile, profile
from pubman.match.rules import LISTED, compare, worth_comparing
from pubman.match.saying import explain
from pubman.match.verdict import (
    CITED,
    CLAIM,
    GENERIC_TITLE,
    NOTED,
    ONE_KEY,
    ONE_TITLE,
    RELEASE,
    RENAMED,
    RETITLED,
    REWORDED,
    SOFT_RULES,
    SUPPLEMENT,
    TRANSLATION,
    VARIANT,
    Relation,
    Verdict,
)

__all__ = [
    "CITED",
    "CLAIM",
    "CLAIMED",
    "GENERIC_TITLE",
    "LISTED",
    "NOTED",
    "ONE_KEY",
    "ONE_TITLE",
    "OTHER_ENTRY",
    "RELEASE",
    "RENAMED",
    "RETITLED",
    "REWORDED",
    "SOFT_RULES",
    "SUPPLEMENT",
    "TRANSLATION",
    "VARIANT",
    "Profile",
    "Relation",
    "Verdict",
    "are_distinct",
    "block_keys",
    "candidates",
    "compare",
    "explain",
    "plausible",
    "profile",
    "worth_comparing",
]
