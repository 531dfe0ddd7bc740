"""One paper under two titles: what else must agree before pubman says so alone.

A title may change between submission and print, or on somebody's own page. Two rules decide; both
ask for a whole team named in one telling order. An alphabetical order tells nothing, and fields
that name authors so write many papers by one team.

* ``is_retitled``: two published records of two sources, one venue, one year.
* ``is_reworded``: a preprint and the paper that followed within two years.

Set on pairs that one list tells apart, as if each stood in a list of its own. Of the 22 pairs by
one team at one venue in one year among 2,616 papers of dblp on databases, the 21 among 2,294 of the
ACM and the 7 among 1,347 of dblp, none shares 46 bits that no note or part number keeps apart. Of
the preprints and other papers by one team in four lists of dblp and 18 of Google Scholar, the
nearest that are two works have 19 and 21 bits in each other's place (November 2026).
"""

from __future__ import annotations

from typing import Final

from pubman.match.authors import Person, alike
from pubman.match.evidence import Evidence
from pubman.match.profile import Profile
from pubman.match.rarity import information
from pubman.match.title_words import MORE_SISTER_WORDS

TEAM: Final = 3
"""Authors a team must have, each of whom both records name."""
RETITLED_BITS: Final = 50.0
"""Information that both titles of a paper at one venue must share: more than most titles say."""
ADDED_BITS: Final = 10.0
"""What one title may say in place of the other's words: one common word. Beyond it the two add
words, not exchange them."""
NAME_BITS: Final = 14.0
"""Information of a word that can only be a name ("Tenplex"): the shipped table hardly knows it."""
NAMED_SWAP: Final = 25.0
"""What may stand in place of other words where both titles begin with one such name."""
REWORDED_TEAM: Final = 4
REWORDED_BITS: Final = 25.0
"""The same for a preprint and its paper: a larger team, and three telling words."""
MISSING_AUTHORS: Final = 1
"""So many authors a paper may have gained or lost since its preprint."""


def is_retitled(a: Profile, b: Profile, e: Evidence) -> bool:
    """True for one paper at one venue under two titles, each known to one source alone.

    Only grouping can see that a source names both: then they are two (``merge.groups``).
    """
    if e.informal or a.source == b.source or e.gap != 0 or e.places != "same":
        return False
    if not _agrees_otherwise(a, b, e) or "differ" in (e.pages, e.volume, e.number):
        return False
    if not TEAM <= e.authors.matched == e.authors.more or e.bits < RETITLED_BITS:
        return False
    allowed = NAMED_SWAP if _bear_one_name(a, b) else ADDED_BITS
    return e.swapped <= allowed and stand_in_order(a.people, b.people)


def is_reworded(preprint: Profile, paper: Profile, e: Evidence) -> bool:
    """True for a preprint and the paper that one team made of it within two years, whose titles
    hold more words than each other's, not others.
    """
    if preprint.year is None or paper.year is None or not 0 <= paper.year - preprint.year <= 2:
        return False
    if not _agrees_otherwise(preprint, paper, e) or preprint.cut or paper.cut:
        return False
    whole = REWORDED_TEAM <= e.authors.matched == e.authors.fewer
    if not whole or e.authors.more - e.authors.fewer > MISSING_AUTHORS:
        return False
    if e.bits < REWORDED_BITS or e.swapped > ADDED_BITS:
        return False
    return stand_in_order(preprint.people, paper.people)


def _agrees_otherwise(a: Profile, b: Profile, e: Evidence) -> bool:
    """True where neither parts, notes and numbers nor a telling word speak of two papers."""
    sister = MORE_SISTER_WORDS & (set(a.title.tokens) ^ set(b.title.tokens))
    return e.part == e.notes == e.numbers == "same" and not sister


def _bear_one_name(a: Profile, b: Profile) -> bool:
    """True where both titles begin with one word that can only be a name."""
    one, other = a.title.tokens[:1], b.title.tokens[:1]
    return one == other != () and information(one[0]) >= NAME_BITS


def stand_in_order(a: tuple[Person, ...], b: tuple[Person, ...]) -> bool:
    """True where the shorter list stands in the longer in its own order, and that order is not the
    alphabet's.
    """
    short, long_ = (a, b) if len(a) <= len(b) else (b, a)
    families = [person.family for person in short]
    if families == sorted(families):
        return False
    rest = iter(long_)
    return all(
        any(person.family == other.family or alike(person, other) for other in rest)
        for person in short
    )
