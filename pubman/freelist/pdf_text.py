"""Repair text that was copied from a PDF: page headers, hyphens, ligatures, columns.

Every line keeps its number, so that messages name the line that a person sees.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from pubman.freelist.headings import heading_kind
from pubman.freelist.words import STATUS, VENUE_SIGN, YEAR

Lines = list[tuple[int, str]]
"""Lines with their numbers in the file."""

_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_PAGE_NUMBER = re.compile(
    r"(?i)(?:(?:page|seite|p\.|página|pagina|strona)\s*)?[-–—]?\s*(\d{1,3})"
    r"\s*(?:[-–—]|(?:/|of|von|de|sur|di)\s*\d{1,3})?"
)
_PAGE: Final = 20
"""Lines between two page headers, at least."""
_OFTEN: Final = 3
_LONGEST_HEADER: Final = 70
_GAP = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_WIDEST_MARGIN: Final = 16
"""Columns of a margin that holds years or numbers. A wider one is a column of text."""
_COLUMN_SHARE: Final = 0.5
_BROKEN_WORD = re.compile(r"([^\W\d_]{2,})[-\u2010\u00ad]$")
_WHOLE_PREFIXES: Final = frozenset(
    "self non multi co pre post real high low well cross semi two three four five half full long"
    " short large small state end zero one first second third data time space open deep near top"
    " bottom model task user cost energy human machine quasi pseudo anti inter intra meta".split()
)
"""Words before a hyphen that belongs to the word, not to the end of the line."""


def repaired(text: str) -> Lines:
    """The lines of *text*, without what only the pages of a PDF put there."""
    bare = text.translate(_LIGATURES).replace("\f", "")
    lines = [(number, line.rstrip()) for number, line in enumerate(bare.split("\n"), 1)]
    fewest = _OFTEN - ("\f" in text)
    return _without_columns(_without_headers(lines, fewest))


# ------------------------------------------------------------------------------- page headers


def _without_headers(lines: Lines, fewest: int) -> Lines:
    """*lines* without the headers, footers and numbers of pages that occur *fewest* times."""
    dropped = _repeated(lines, fewest) | _page_numbers(lines, fewest)
    if not dropped:
        return lines
    kept: Lines = []
    for at, (number, line) in enumerate(lines):
        if at in dropped:
            _close_gap(kept)
        elif line.strip() or not _goes_on(kept, lines, at, dropped):
            kept.append((number, line))
    return kept


def _close_gap(kept: Lines) -> None:
    """Drop the empty lines before a page header if the sentence before them goes on."""
    full = next((line for _, line in reversed(kept) if line.strip()), "")
    if full and not full.rstrip().endswith((".", ")", "]", ":", "!", "?")):
        while kept and not kept[-1][1].strip():
            kept.pop()


def _goes_on(kept: Lines, lines: Lines, at: int, dropped: set[int]) -> bool:
    """Return True for the empty line behind a page header inside a sentence."""
    before = at - 1
    while before >= 0 and not lines[before][1].strip() and before not in dropped:
        before -= 1
    if before not in dropped or not kept or not kept[-1][1].strip():
        return False
    return not kept[-1][1].rstrip().endswith((".", ")", "]", ":", "!", "?"))


def _repeated(lines: Lines, fewest: int) -> set[int]:
    """The places of short lines that come again on every page."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, (_, line) in enumerate(lines):
        bare = " ".join(re.sub(r"^\s*\d{1,3}\b|\b\d{1,3}\s*$", "#", line).split())
        if line.strip()[:1].islower() or bare.endswith((".", ",", ";")):
            continue
        if 3 < len(bare) <= _LONGEST_HEADER:
            places[bare].append(at)
    found: set[int] = set()
    for each in places.values():
        text = lines[each[0]][1]
        apart = all(later - earlier >= _PAGE for earlier, later in pairwise(each))
        told = VENUE_SIGN.search(text) or STATUS.search(text) or heading_kind(text)
        if len(each) >= fewest and apart and not told and not YEAR.search(text):
            found.update(each)
    return found


def _page_numbers(lines: Lines, fewest: int) -> set[int]:
    """The places of lines with a number alone that counts up from page to page."""
    runs: list[list[tuple[int, int]]] = [[]]
    for at, (_, line) in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(line.strip())
        if match is None:
            continue
        number = int(match[1])
        if runs[-1] and not (number == runs[-1][-1][1] + 1 and at - runs[-1][-1][0] >= _PAGE):
            runs.append([])
        runs[-1].append((at, number))
    return {at for run in runs if len(run) >= fewest for at, _ in run}


# ------------------------------------------------------------------------------------ columns


def _without_columns(lines: Lines) -> Lines:
    """*lines* with two columns of text one below the other; a margin of years stays beside."""
    gutter = _gutter(lines)
    if not gutter:
        return lines
    left = [(number, line[:gutter].rstrip()) for number, line in lines]
    right = [(number, line[gutter:].strip()) for number, line in lines]
    return [*left, (lines[-1][0], ""), *right]


def _gutter(lines: Lines) -> int:
    """The column at which a right column of text begins; 0 if there is none."""
    full = [line for _, line in lines if line.strip()]
    ends = Counter(
        match.end() for line in full for match in _GAP.finditer(line) if match.start() > 0
    )
    if not ends:
        return 0
    column, count = ends.most_common(1)[0]
    if column <= _WIDEST_MARGIN or count < max(6, _COLUMN_SHARE * len(full)):
        return 0
    crossed = sum(1 for line in full if len(line) > column and line[column - 2 : column].strip())
    return column if crossed <= 0.1 * len(full) else 0


# ------------------------------------------------------------------------------------ hyphens


def joined(lines: list[str]) -> Iterator[str]:
    """Lines of one paragraph, each with what separates it from the next: a space or nothing.

    A hyphen at the end of a line goes if it only breaks a word: ``Ra-`` and ``zor``.
    """
    for line, after in pairwise([*lines, ""]):
        if not after:
            yield line
            continue
        broken = _BROKEN_WORD.search(line)
        if broken and after[:1].islower():
            yield line if _is_compound(broken[1], after) else line[:-1]
        elif re.search(r"\d[-–]$", line) and after[:1].isdigit():
            yield line
        else:
            yield f"{line} "


def _is_compound(front: str, after: str) -> bool:
    """Return True for ``Pull-`` and ``to-Center``, ``self-`` and ``supervised``."""
    word = re.match(r"[^\W\d_]+(-?)", after)
    return front.lower() in _WHOLE_PREFIXES or bool(word and word[1])
