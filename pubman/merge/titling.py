"""The title of a publication: not the one in capitals, and not the misspelt one.

Of sources of one rank the first gives the title. Their order is that of names and dates, so the
first may be the one with a slip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pubman.merge.precedence import is_in_capitals
from pubman.text.fold import fold


def choose_title(titles: Sequence[str], ranks: Sequence[int]) -> int:
    """Return the position of the best of *titles*, which are in the order of their *ranks*.

    It is the first that is not in capitals, or the first if all are. If another source of its rank
    has this title with other slips, the spelling that more sources have is taken, then the one
    whose words are known.
    """
    first = _first_in_small_letters(titles)
    folded = [fold(title) for title in titles]
    rivals = [
        at
        for at, rank in enumerate(ranks)
        if rank == ranks[first] and folded[at] != folded[first] and not is_in_capitals(titles[at])
    ]
    spelt = [at for at in rivals if _differ_by_slips(folded[at], folded[first])]
    if not spelt:
        return first
    named = Counter(folded)
    return min((first, *spelt), key=lambda at: (-named[folded[at]], _count_unknown(folded[at])))


def _first_in_small_letters(titles: Sequence[str]) -> int:
    """Return the first that is not in capitals, best one with the words of the first of all."""
    small = [at for at, title in enumerate(titles) if not is_in_capitals(title)]
    if not small or small[0] == 0:
        return 0
    return next((at for at in small if fold(titles[at]) == fold(titles[0])), small[0])


def _differ_by_slips(one: str, other: str) -> bool:
    """Return True if two folded titles have the same words, some of them misspelt."""
    from pubman.match.spelling import compare_spelling  # noqa: PLC0415 - few titles need it

    words, others = one.split(), other.split()
    if len(words) != len(others):
        return False
    found = {compare_spelling(x, y) for x, y in zip(words, others, strict=True) if x != y}
    return "slip" in found and found <= {"slip", "same"}


def _count_unknown(folded: str) -> int:
    """Return how many words of a folded title neither titles nor a dictionary have."""
    from pubman.match.vocabulary import is_word  # noqa: PLC0415 - as above

    return sum(not is_word(word) for word in folded.split())
