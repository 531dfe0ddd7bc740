"""What extraction leaves around a title: names before it, the place of printing behind it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pubman.match.bylines import NO_BREAKS, find_title

HEAD_LETTERS: Final = 12
"""The first letters of a title, which are never read as its place of printing."""

_PRINTERS = r"acm|ieee|sigmod|vldb|lncs|springer|elsevier|usenix"
_PRINTED = (
    rf"{_PRINTERS}|record|int\w*|conf|conference|on|management|of|data|trans|transactions|symp"
    r"|symposium|journal|vol|volume|no|number|issue|pp?|pages|n|v|\d+\w*|proc|proceedings|the|very"
    r"|large|data ?bases?|lecture|notes|in|computer|science|annual|computing|surveys"
    r"|communications|syst(?:ems)?"
)
_PRINTED_BEHIND: Final = re.compile(
    # "... in Proc. of ACM SIGMOD", or printers' words alone to the end
    r" (?:in )?(?:procs?|inproc|proceedings of the)\b.*"
    rf"| (?:in |the )*(?:proceedings?|(?:{_PRINTERS})\d*(?= (?:{_PRINTED})\b|\Z))"
    rf"(?: (?:{_PRINTED}))*\Z"
    # "... to appear", "... available at"
    r"| (?:to appear|submitted (?:to|for)|technical (?:report|note)|tech ?rep(?:ort)?"
    r"|available (?:at|by|from)).*"
    r"| (?:https?|doi 10|arxiv \d).*"
    # "... vol. 26, no. 3", "... v. 26, no. 3, 2000", "... 25(1): 38-40"
    r"| (?:vol(?:ume)?|v) \d+ (?:number|issue|no?) \d+\b.*"
    r"| pp\Z| (?:pp?|vol|volume|number|no|group of) \d+(?: \w{1,5})?(?: \d+)*\Z| \d+(?: \d+)+\Z"
    # "... 21st Intl. Conf."
    r"| (?:the )?\d\d? ?(?:st|nd|rd|th)\w* ?(?:int|intl|international|conf|conference|vldb|annual"
    r"|acm|ieee)\b.*| \d\d (?:int|intl|vldb)\b.*"
)
"""The place of printing after a title in text that was extracted from PDF files."""
PRINTING: Final = frozenset(
    "proc procs inproc proceedings proceeding acm ieee sigmod vldb lncs springer elsevier usenix"
    " appear submitted technical tech techreport available http https pp".split()
)
"""Words or digits of which the place of printing has one. Looking for these is quicker."""
UNENDING: Final = frozenset(
    "a an and at by for from in of on the to with der die das den und von zu im de des du et le la"
    " les el los las y".split()
)
"""Words with which no title ends."""
_DIGIT: Final = re.compile(r"\d")


@lru_cache(maxsize=16384)
def without_debris(
    core: str, families: frozenset[str] = frozenset(), breaks: frozenset[int] = NO_BREAKS
) -> str:
    """Return *core* without the names of *families* before it and the place of printing after it.

    Extraction from PDF files puts "and D. Shasha." before a title and "Proc. ACM ..." after it.
    """
    words = core.split()
    rest = core
    if families:
        rest = " ".join(words[find_title(words, families, breaks) :]) or core
    if PRINTING.isdisjoint(words) and ("".join(words).isalpha() or not _DIGIT.search(rest)):
        return rest
    title = rest[:HEAD_LETTERS] + _PRINTED_BEHIND.sub("", rest[HEAD_LETTERS:], count=1)
    # "Report from the Fifth VLDB Conference" is a title: none ends in "from the", and few have one
    # word ("Understanding IEEE 802.11").
    front, _, last = title.rpartition(" ")
    return title if front and last not in UNENDING else rest
