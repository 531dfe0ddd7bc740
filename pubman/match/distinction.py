"""Which pairs are two works for certain: what ``compare`` would say, without the comparison.

In one list, and between works with a DOI each, most pairs that get past the filter are two works
with a few letters in common. Their sketches show it, so neither their whole profiles nor the words
of their titles are needed. ``compare`` remains the only judge of all other pairs, and of the rule,
the score and the evidence.
"""

from __future__ import annotations

from typing import Final

from rapidfuzz import fuzz

from pubman.match.bylines import find_title
from pubman.match.pages import bare_page
from pubman.match.plausibility import (
    Sketched,
    are_related,
    may_be_translated,
    shared_one_key,
    shares_identifier,
)
from pubman.match.wording import UNLIKE, find_place


def are_distinct(a: Sketched, b: Sketched) -> bool:
    """Return True only if the verdict of ``compare`` is *different* or *extends*.

    Both are published, under titles that are unlike, and nothing links them. Then a DOI each makes
    them two works (``registrations``). If one list has both, its two titles do (``doubts``),
    unless volume, pages or year suggest one piece of print.
    """
    if not (a.plain and b.plain):
        return False
    registered = a.doi != "" != b.doi
    if not registered and (a.source != b.source or _may_be_one_print(a, b)):
        return False
    if shares_identifier(a, b) or are_related(a, b) or shared_one_key(a, b):
        return False
    if may_be_translated(a, b):
        return False
    return _are_worded_apart(a, b)


def _may_be_one_print(a: Sketched, b: Sketched) -> bool:
    """Return True for one volume, or for one page in what may be one year."""
    if a.volume and a.volume == b.volume:
        return True
    if a.year and b.year and a.year != b.year:
        return False
    return a.first != "" and bare_page(a.first) == bare_page(b.first)


def _are_worded_apart(a: Sketched, b: Sketched) -> bool:
    """Return True if the titles are unlike, and each has words that the other has not.

    Names of authors before a title may come from extraction, and ``compare`` leaves them out.
    """
    if fuzz.ratio(a.squashed, b.squashed) >= UNLIKE or find_place(a.squashed, b.squashed):
        return False
    if fuzz.token_sort_ratio(a.core, b.core) >= UNLIKE:
        return False
    one, other = a.core.split(), b.core.split()
    if _begins_with_names(one, b.families) or _begins_with_names(other, a.families):
        return False
    return not set(one) <= set(other) and not set(other) <= set(one)


def _begins_with_names(words: list[str], families: frozenset[str]) -> bool:
    """Return True if ``compare`` may leave names of *families* out before a title."""
    return find_title(words, families, _ANYWHERE) > 0


_ANYWHERE: Final = frozenset({1})
"""As if there were a mark after the first word, so that a year there may be part of names."""
