"""What extraction leaves around a title: names before it, the place of printing behind it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

HEAD_LETTERS: Final = 20
"""The first letters of a title, which are never read as its place of printing."""

_PRINTERS = r"acm|ieee|sigmod|vldb|lncs|springer|elsevier|usenix"
_PRINTED = (
    rf"{_PRINTERS}|record|int\w*|conf|conference|on|management|of|data|trans|transactions|symp"
    r"|symposium|journal|vol|volume|no|number|issue|pp?|pages|n|v|\d+\w*|proc|proceedings|the|very"
    r"|large|data ?bases?|lecture|notes|in|computer|science|annual|computing|surveys"
    r"|communications"
)
_PRINTED_BEHIND: Final = re.compile(
    # "... in Proc. of ACM SIGMOD", or printers' words alone to the end
    r" (?:in )?(?:procs?|inproc|proceedings of the)\b.*"
    rf"| (?:in )?(?:proceedings?|(?:{_PRINTERS})(?= (?:{_PRINTED})\b|\Z))(?: (?:{_PRINTED}))*\Z"
    # "... to appear", "... available at"
    r"| (?:to appear|submitted (?:to|for)|technical report|tech rep|available (?:at|by|from)).*"
    r"| (?:https?|doi 10|arxiv \d).*"
    # "... vol. 26, no. 3", "... 25(1): 38-40"
    r"| pp\Z| (?:pp?|vol|volume|number|no|group of) \d+(?: \w{1,5})?(?: \d+)*\Z| \d+(?: \d+)+\Z"
    # "... 21st Intl. Conf."
    r"| (?:the )?\d\d? ?(?:st|nd|rd|th)\w* ?(?:int|intl|international|conf|conference|vldb|annual"
    r"|acm|ieee)\b.*| \d\d (?:int|intl|vldb)\b.*"
)
"""The place of printing after a title in text that was extracted from PDF files."""
PRINTING: Final = frozenset(
    "proc procs inproc proceedings proceeding acm ieee sigmod vldb lncs springer elsevier usenix"
    " appear submitted technical tech available http https pp".split()
)
"""Words or digits of which the place of printing has one. Looking for these is quicker."""
_DIGIT: Final = re.compile(r"\d")
SUBJECTS: Final = frozenset(
    "about after against beyond by for from in of on re since to versus vs with without"
    " auf nach uber zu sur selon sobre segun".split()
)
"""Prepositions after which a name is a subject, not an author."""
STEM_LETTERS: Final = 6
"""Letters of a family name that is recognised with an initial run into it."""
LEADING_WORDS: Final = 14
"""Names are looked for among this many first words."""


@lru_cache(maxsize=16384)
def without_debris(core: str, families: frozenset[str] = frozenset()) -> str:
    """Return *core* without the names of *families* before it and the place of printing after it.

    Extraction from PDF files puts "and D. Shasha." before a title and "Proc. ACM ..." after it.
    """
    words = core.split()
    rest = core
    if families:
        rest = " ".join(words[_find_title(words, families) :]) or core
    if PRINTING.isdisjoint(words) and not _DIGIT.search(rest):
        return rest
    return rest[:HEAD_LETTERS] + _PRINTED_BEHIND.sub("", rest[HEAD_LETTERS:], count=1)


def names_before(core: str, families: frozenset[str]) -> frozenset[str]:
    """Return those of *families* that are before a title, if nothing but names and initials is.

    One name without initials may be a word of the title ("Wang tiles"). After other words it may
    be that of the person to whom the title replies ("Safer by design? A reply to Wang").
    """
    words = core.split()
    before = words[: _find_title(words, families)]
    found = families.intersection(before)
    rest = [word for word in before if word not in families and word != "and"]
    initials = any(word.isalpha() and word != "a" for word in rest)
    if any(len(word) > 1 and not word.isdigit() for word in rest):
        return frozenset()
    return found if initials or len(found) > 1 else frozenset()


def _find_title(words: list[str], families: frozenset[str]) -> int:
    """Return the position of the title after the names of *families* (0: no name is before it).

    A name after a preposition is part of the title: "A response to Wang". The first word may be a
    name with its initial run into it: "papadopoulosk".
    """
    named = [at for at, word in enumerate(words[:LEADING_WORDS]) if word in families]
    if not named:
        return 1 if words and words[0][:-1] in families and len(words[0]) > STEM_LETTERS else 0
    if not SUBJECTS.isdisjoint(words[: named[-1]]):
        return 0
    return _skip_initials(words, named[-1] + 1)


def _skip_initials(words: list[str], at: int) -> int:
    """Return the position of the title after a name, initials and a year: "Codd, EF (1970)"."""
    if re.match(r"[^aeiou\W\d]{2} (?:19|20)\d\d ", " ".join((*words[at : at + 2], ""))):
        at += 1
    while at < len(words) and (
        len(words[at]) == 1 or re.fullmatch(r"(?:19|20)\d\d|and", words[at])
    ):
        at += 1
    return at
