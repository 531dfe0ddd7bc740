"""The places where the names of an entry may be: before its title, or behind it."""

from __future__ import annotations

import re
from typing import Final

from pubman.freelist.names import NameList
from pubman.freelist.prepared import Prepared
from pubman.freelist.title_places import BEHIND_NAMES, BY, Place

Found = tuple[NameList, Place, int]
"""Names, their place, and the amount of unexplained text."""

_NONE: Final[Found] = (NameList(names=(), after=0), (0, 0), 0)
_SIGNS: Final = frozenset(
    {".", ",", ":", ";", "newline", "(", "quote", "–", "-", "?", "!", "[", "]"}
)


def find_names(entry: Prepared, title: Place, style: str) -> Found:
    """The names before or after the title, their place, and the amount of unexplained text."""
    text = entry.line.text
    before = _names_before(entry, title, style)
    behind = _names_behind(entry, title, style)
    if before[0].names and before[2] <= 3:
        return before
    best = max(before, behind, key=lambda each: names_score(each[0]) - 0.02 * each[2])
    if not best[0].names:
        head = text[: title[0]]
        return best[0], (title[1], title[1]), len(re.sub(r"\W", "", head))
    return best


def _names_before(entry: Prepared, title: Place, style: str) -> Found:
    if title[0] < 4 or not entry.tokens:
        return _NONE
    first = 0
    names = entry.names_at(first, style)
    if not names.names:
        return _NONE
    last = entry.tokens[names.after - 1].end
    if last > title[0] + 1:
        return _NONE
    gap = BEHIND_NAMES.match(entry.line.text, last)
    left = entry.line.text[gap.end() if gap else last : title[0]]
    return names, (entry.tokens[first].start, last), len(re.sub(r"\W", "", left))


def _names_behind(entry: Prepared, title: Place, style: str) -> Found:
    text = entry.line.text
    starts = [entry.token_at(title[1])]
    window = text[title[1] : title[1] + 260]
    starts += [entry.token_at(title[1] + m.end()) for m in BY.finditer(window)][:3]
    starts += [
        entry.token_at(title[1] + m.end())
        for m in re.finditer(r"\n|[(,.:;–—-]\s*|[”\"]\s*", window)
    ][:6]
    best = _NONE
    head = len(re.sub(r"\W", "", text[: title[0]]))
    for first in dict.fromkeys(starts):
        at = _skip_signs(entry, first)
        names = entry.names_at(at, style)
        if not names.names:
            continue
        start, last = entry.tokens[at].start, entry.tokens[names.after - 1].end
        between = re.sub(r"(?i)\W|\bby\b|\bwith\b", "", text[title[1] : start])
        gap = len(between) + head
        if names_score(names) - 0.02 * gap > names_score(best[0]) - 0.02 * best[2]:
            best = (names, (start, last), gap)
    return best


def _skip_signs(entry: Prepared, at: int) -> int:
    """The first token from *at* on that is not a sign."""
    while at < len(entry.tokens) and entry.tokens[at].kind in _SIGNS:
        at += 1
    return at


def names_score(names: NameList) -> float:
    """Return how much the names look like a list of names."""
    if not names.names:
        return -0.3
    several = len(names.names) > 1 or names.cut
    sure = names.initials or several
    crowded = sum(1 for name in names.names if _is_crowded(name))
    score = 0.5 + 0.3 * several + 0.2 * bool(sure) + 0.02 * min(len(names.names), 10)
    return score - 0.3 * crowded


def _is_crowded(name: str) -> bool:
    """Return True for ``Susan Ann Lee, Thao Le``: two names that were read as one."""
    family, comma, given = name.partition(", ")
    words = [word for word in family.split() if word[:1].isupper()]
    return bool(comma) and len(words) > 1 and len(given.split()) > 1 and "." not in given
