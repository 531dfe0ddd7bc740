"""One paper with two titles: what else must agree before pubman decides without asking.

A title may change between submission and print, or on somebody's own page. Two rules decide. Both
require a whole team in the same significant order. An alphabetical order means nothing, and teams
in the fields that use it write many papers together.

* ``is_retitled``: two published records of two sources, one venue, one year.
* ``is_reworded``: a preprint and the paper that followed within two years.

Both were set on pairs that one list keeps apart, as if each were in a separate list. Of the 22
pairs by one team at one venue in one year among 2,616 papers of dblp on databases, the 21 among
2,294 of the ACM and the 7 among 1,347 of dblp, none shares 46 bits that no note or part number
keeps apart. Of the preprints and other papers by one team in four lists of dblp and 18 of Google
Scholar, the nearest that are two works have 19 and 21 bits in each other's place (November 2026).
"""

from __future__ import annotations

from typing import Final

from pubman.match.authors import alike
from pubman.match.evidence import Evidence
from pubman.match.people import ComparedName
from pubman.match.points import TELLING_BITS
from pubman.match.profile import Profile
from pubman.match.rarity import information

TEAM: Final = 3
"""Authors a team must have; both records must have all of them."""
RETITLED_BITS: Final = 47.0
"""Information that both titles of a paper at one venue must share: more than most titles have."""
ADDED_BITS: Final = 10.0
"""Information of words in place of the other title's: one common word. Beyond it the two add
words, not exchange them."""
NAME_BITS: Final = 14.0
"""Information of a word that can only be a name ("Tenplex"): it is hardly in the shipped table."""
NAMED_SWAP: Final = 25.0
"""Information of words in place of others if both titles begin with one such name."""
REWORDED_TEAM: Final = 4
REWORDED_BITS: Final = 20.0
"""The same for a preprint and its paper: a larger team, and two or three telling words."""
MISSING_AUTHORS: Final = 1
"""The number of authors that a paper may have gained or lost since its preprint."""
SEQUEL_WORDS: Final = frozenset(
    "again beyond case challenge continued demo demonstrates demonstrating demonstration"
    " demonstrator exemplar experiences extended extending extension followup further generalised"
    " generalising generalized generalizing improved improving interactive interactively"
    " introducing lessons more preliminary progress prototype reconsidered replicating replication"
    " report rethinking revisited revisiting short showcase study survey toolkit toward towards"
    " tutorial update user video vision visual workshop".split()
)
"""Words that mark the second paper of a team, if only one title has them."""
REVISIONS: Final = frozenset(
    "again beyond continued extended extending followup further improved improving more"
    " reconsidered replicating replication rethinking revisited revisiting".split()
)
"""The words among them that nobody leaves out by mistake."""


def is_retitled(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True for one paper at one venue with two titles, each in one source only.

    Only grouping can see that a source lists both: then they are two (``merge.groups``).
    """
    if not _appeared_together(e) or not _agrees_otherwise(a, b, e):
        return False
    if not TEAM <= e.authors.matched == e.authors.more or e.bits < RETITLED_BITS:
        return False
    if e.difference.exchanged or not e.difference.telling:
        return False  # one word in place of another, or one more word: a sister paper
    allowed = NAMED_SWAP if _bear_one_name(a, b) else ADDED_BITS
    return e.swapped <= allowed and are_in_order(a.people, b.people)


def _appeared_together(e: Evidence) -> bool:
    """Return True for two published records of two lists, at one venue in one year."""
    if e.informal or e.listed or e.weak:
        return False
    return e.gap == 0 and e.places == "same" and "differ" not in (e.pages, e.volume, e.number)


def is_variant(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True for two titles of the same people at one venue or in one year, in which words
    differ that may be one title copied badly.

    Another letter or number, or the opposite of a word, is not a bad copy. A citation may lack
    venue and year, and a list may lack the authors, if the titles do not contradict each other.
    """
    if e.listed or e.informal or e.weak or not _may_be_at_one_place(e):
        return False
    if not (is_one_team(e) or (not e.authors.known and is_known_by_title(e))):
        return False
    if "differ" in (e.pages, e.volume, e.number, e.numbers) or e.part != "same":
        return False
    sequel = REVISIONS & (set(a.title.tokens) ^ set(b.title.tokens))
    return (e.difference.slight or e.difference.plain) and not sequel


def _may_be_at_one_place(e: Evidence) -> bool:
    """Return True for one year or venue, or a citation that has neither or a garbled venue."""
    if e.gap or e.places in ("other", "form"):
        return False
    if e.cited and _says_nothing_else(e):
        return True
    return e.places != "unlike" and (e.gap == 0 or e.placed)


def is_one_team(e: Evidence) -> bool:
    """Return True for the same people, except for one name of many that is cut off or garbled."""
    return e.authors.whole or e.authors.matched >= max(TEAM, e.authors.fewer - 1)


def _says_nothing_else(e: Evidence) -> bool:
    """Return True if neither title has words in place of those of the other, or between them."""
    return e.difference.kind not in ("added", "replaced")


def is_known_by_title(e: Evidence) -> bool:
    """Return True if titles without authors say the same, or share much information, of which a
    year needs less.
    """
    if e.difference.slight or e.bits >= RETITLED_BITS:
        return True
    return bool(e.contained) and e.gap == 0 and e.bits >= TELLING_BITS


def is_reworded(preprint: Profile, paper: Profile, e: Evidence) -> bool:
    """Return True for a preprint and a paper that one team made from it within two years.

    One title may have more words than the other, but not others.
    """
    if preprint.year is None or paper.year is None or not 0 <= paper.year - preprint.year <= 2:
        return False
    if not _agrees_otherwise(preprint, paper, e) or preprint.cut or paper.cut:
        return False
    if TEAM <= e.authors.matched == e.authors.more and _renames_system(preprint, paper, e):
        return True
    whole = REWORDED_TEAM <= e.authors.matched == e.authors.fewer
    if not whole or e.authors.more - e.authors.fewer > MISSING_AUTHORS:
        return False
    if e.bits < REWORDED_BITS or e.swapped > ADDED_BITS:
        return False
    return are_in_order(preprint.people, paper.people)


def _renames_system(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True if only the coined names before a colon differ in both titles."""
    names = a.title.tokens[:1], b.title.tokens[:1]
    if (e.difference.one, e.difference.other) not in (names, names[::-1]):
        return False
    if len(a.title.tokens) != len(b.title.tokens):
        return False  # "... of seals", "... of seals in Iceland"
    coined = all(information(name) >= NAME_BITS for (name,) in names)
    return coined and 1 in a.title.breaks and 1 in b.title.breaks


def _agrees_otherwise(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True if neither parts, notes and numbers nor the words of a sequel show two papers."""
    sequel = SEQUEL_WORDS & (set(a.title.tokens) ^ set(b.title.tokens))
    return e.part == e.numbers == "same" and e.notes != "differ" and not sequel


def _bear_one_name(a: Profile, b: Profile) -> bool:
    """Return True if both titles begin with one word that can only be a name, and a colon."""
    one, other = a.title.tokens[:1], b.title.tokens[:1]
    if not one or one != other or not (1 in a.title.breaks and 1 in b.title.breaks):
        return False
    return information(one[0]) >= NAME_BITS


def are_in_order(a: tuple[ComparedName, ...], b: tuple[ComparedName, ...]) -> bool:
    """Return True if the longer list has the names of the shorter in the same order.

    The order must not be the alphabet's.
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
