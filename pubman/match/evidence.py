"""What speaks for and against two records being one work: each finding as a named level.

A level is a word or two (``title: "identical"``), so that a verdict can be read, and has points in
``points.py``. Missing is not different: what one record does not say is ``unknown``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from os.path import commonprefix
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from pubman.match.authors import Agreement, agree
from pubman.match.places import venue_likeness
from pubman.match.profile import Profile
from pubman.match.rarity import information
from pubman.match.titles import WEAK_NOTES, numbers_in, without_debris

TITLE_CUT: Final = 50.0
"""Titles less alike than this (rapidfuzz ratio, per cent) make a pair implausible, unless an
identifier or a whole author list speaks for it."""
LIKE_ENOUGH: Final = 80.0
"""Titles this much alike are compared whoever wrote them; below it a family name must be shared."""
DEBRIS_LEAVES: Final = 15
"""Letters a title must keep once names and places are cut off its ends."""
LIKE_WITHOUT_NAMES: Final = 65.0
"""The same where one of the two names nobody."""
CONTAINED_LEAST: Final = 24
"""Squashed characters a title must have to count as contained in a longer one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The findings on one pair. ``likeness`` of titles 0 to 1; ``bits`` the information they share.

    ``year``: ``gap`` of years or None. ``places``: same, like, unknown, unlike (as written), other
    (two known venues of one form), form (another form). ``pages``, ``volume``: same, differ, unknown
    (and page: the one page is the same).
    """

    likeness: float
    contained: bool
    bits: float
    missing: float
    numbers: str
    part: str
    notes: str
    authors: Agreement
    gap: int | None
    places: str
    venue: float
    pages: str
    volume: str
    number: str
    edition: bool
    swapped: float
    informal: bool


def plausible(a: Profile, b: Profile) -> bool:
    """False for a pair not worth a comparison: neither titles nor identifiers have enough in common.

    Pure and symmetric; ``compare`` calls such a pair *different* (rule ``titles``).
    """
    if a.title.squashed == b.title.squashed or shares_identifier(a, b) or are_related(a, b):
        return True
    one, other = a.title.squashed, b.title.squashed
    likeness = fuzz.ratio(one, other, score_cutoff=TITLE_CUT)
    if likeness >= LIKE_ENOUGH or (likeness > 0 and not a.families.isdisjoint(b.families)):
        return True
    if likeness >= LIKE_WITHOUT_NAMES and not (a.people and b.people):
        return True
    if _is_contained(one, other) or a.translated == other != "" or b.translated == one != "":
        return True
    if a.first == b.first != "" and a.volume == b.volume and not a.families.isdisjoint(b.families):
        return True  # perhaps under a translated title
    return _is_renamed_preprint(a, b)


def are_related(a: Profile, b: Profile) -> bool:
    """True when their source itself ties the two records."""
    if not (a.related or b.related) or a.source != b.source:
        return False
    return a.source_key in b.related or b.source_key in a.related


def _is_renamed_preprint(a: Profile, b: Profile) -> bool:
    """True for a preprint and a paper of the same three or more people within two years."""
    return (
        a.informal != b.informal
        and len(a.people) >= 3
        and a.year is not None
        and b.year is not None
        and abs(a.year - b.year) <= 2
        and a.families == b.families
    )


def shares_identifier(a: Profile, b: Profile) -> bool:
    """True when both bear one DOI, one preprint's DOI or one arXiv number."""
    return (
        a.doi == b.doi != "" or a.arxiv == b.arxiv != "" or a.preprint_doi == b.preprint_doi != ""
    )


def _is_contained(one: str, other: str) -> bool:
    short, long_ = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) >= CONTAINED_LEAST and short in long_


def weigh(a: Profile, b: Profile) -> Evidence:
    """The evidence on ``a`` and ``b``; symmetric."""
    likeness, contained = _compare_titles(a, b)
    shared, missing, swapped = (
        (_bits_of(a.title.tokens), 0.0, 0.0)
        if likeness == 1.0
        else _compare_words(*sorted((a.title.tokens, b.title.tokens)))
    )
    places, venue = _compare_places(a, b)
    informal = a.informal or b.informal
    if informal and places in ("other", "unlike", "form"):
        # A preprint appears elsewhere than its paper, and its volume is no volume.
        places = "unknown"
    return Evidence(
        likeness=likeness,
        contained=contained,
        bits=shared,
        missing=missing,
        numbers=_compare_numbers(a, b),
        part=_compare_parts(a, b),
        notes=_compare_notes(a, b, places),
        authors=agree(a.people, b.people),
        gap=abs(a.year - b.year) if a.year and b.year else None,
        places=places,
        venue=venue,
        pages="unknown" if informal else _compare_pages(a, b),
        volume="unknown" if informal else _equal(a.volume, b.volume),
        number="unknown" if informal else _equal(a.number, b.number),
        informal=informal,
        edition=_are_editions(a, b, places),
        swapped=swapped,
    )


def _compare_titles(a: Profile, b: Profile) -> tuple[float, bool]:
    """How alike the titles are, and whether one of them, long enough, is a part of the other."""
    one, other = a.title, b.title
    if not one.squashed or not other.squashed:
        return 0.0, False
    if (
        one.squashed == other.squashed
        or other.squashed == a.translated
        or one.squashed == b.translated
    ):
        return 1.0, True
    plain = fuzz.ratio(one.squashed, other.squashed)
    contained = _is_contained(one.squashed, other.squashed)
    if plain >= 95:
        return plain / 100, contained
    plain = max(plain, fuzz.token_sort_ratio(one.core, other.core))
    trimmed = without_debris(one.core, b.families), without_debris(other.core, a.families)
    if trimmed != (one.core, other.core) and min(map(len, trimmed)) >= DEBRIS_LEAVES:
        # Never quite 1: what was cut may have meant something.
        plain = max(plain, 0.97 * fuzz.ratio(trimmed[0], trimmed[1]))
        contained = contained or _is_contained(*(each.replace(" ", "") for each in trimmed))
    return plain / 100, contained


def _bits_of(words: Iterable[str]) -> float:
    return sum(map(information, set(words)))


def _compare_words(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[float, float, float]:
    """Bits both titles share, bits only one holds, and bits each holds *instead of* the other's.

    Words that differ by a slip, an ending or a space count as shared.
    """
    one, other = set(a), set(b)
    shared = one & other
    only_one, only_other = sorted(one - other), sorted(other - one)
    run_one, run_other = "".join(a), "".join(b)
    for word in list(only_one):
        twin = next((w for w in only_other if _is_slip(word, w)), "")
        if twin:
            only_other.remove(twin)
        if twin or (len(word) > 3 and word in run_other):
            only_one.remove(word)
            shared.add(word)
    only_other = [w for w in only_other if not (len(w) > 3 and w in run_one)]
    left, right = _bits_of(only_one), _bits_of(only_other)
    return _bits_of(shared), left + right, min(left, right)


def _is_slip(a: str, b: str) -> bool:
    """True for two spellings of a word: ``query`` and ``queries``, ``colour`` and ``color``."""
    longest = max(len(a), len(b))
    if longest < 4 or a.isdigit() or b.isdigit():
        return False
    stem = len(commonprefix((a, b)))
    if stem >= 4 and stem >= longest - 3:
        return True
    return OSA.distance(a, b, score_cutoff=2) <= (1 if longest < 8 else 2)


def _compare_numbers(a: Profile, b: Profile) -> str:
    """same; more (one title holds numbers besides the other's); differ (each holds its own).

    Years, and numbers in what stands before or behind a title, do not count as more; that a title
    goes on with "2" is found by its part.
    """
    if a.title.numbers == b.title.numbers:
        return "same"
    core, twin = without_debris(a.title.core, b.families), without_debris(b.title.core, a.families)
    if core.startswith(twin) or twin.startswith(core):
        return "same"
    one, other = numbers_in(core), numbers_in(twin)
    only_one = [n for n in one if n not in other]
    only_other = [n for n in other if n not in one]
    if only_one and only_other:
        return "differ"
    return "more" if any(not _is_year(n) for n in only_one + only_other) else "same"


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")


def _compare_notes(a: Profile, b: Profile, places: str) -> str:
    """same; weak (a note one side leaves out, at one venue in one year); differ."""
    if a.title.notes == b.title.notes:
        return "same"
    odd = a.title.notes ^ b.title.notes
    apart = a.year and b.year and a.year != b.year
    if odd <= WEAK_NOTES and places in ("same", "like", "unknown") and not apart:
        return "weak"
    return "differ"


def _compare_parts(a: Profile, b: Profile) -> str:
    one = a.title.part or (f"edition {a.edition}" if a.edition else "")
    other = b.title.part or (f"edition {b.edition}" if b.edition else "")
    if one == other:
        return "same"
    return "differ" if one and other else "one"


def _compare_places(a: Profile, b: Profile) -> tuple[str, float]:
    one, other = a.place, b.place
    if one.form and other.form and one.form != other.form and one.sure and other.sure:
        return "form", venue_likeness(one, other)
    if one.id and other.id:
        return ("same", 1.0) if one.id == other.id else ("other", 0.0)
    likeness = venue_likeness(one, other)
    if likeness < 0.95 and (not one.words or not other.words):
        return "unknown", likeness
    if likeness >= 0.95:
        return "same", likeness
    if likeness >= 0.6:
        return "like", likeness
    return ("unknown" if one.cut or other.cut else "unlike"), likeness


def _compare_pages(a: Profile, b: Profile) -> str:
    """same; page (one page alone, which several short pieces share); differ; unknown."""
    if not a.first or not b.first:
        return "unknown"
    if a.first != b.first:
        # A page of an article's own numbering (1-28) says nothing against a printed one.
        return "unknown" if "1" in (a.first, b.first) else "differ"
    if a.first == "1" and a.last != b.last:
        return "unknown"
    alone = a.first == a.last and b.first == b.last and a.first[-1:].isalpha()
    return "page" if alone else "same"


def _are_editions(a: Profile, b: Profile, places: str) -> bool:
    """True for two years of one conference: what appears in both is hardly one paper."""
    return (
        places == "same"
        and not (a.informal or b.informal)
        and a.year is not None
        and b.year is not None
        and a.year != b.year
        and "journal" not in (a.place.form, b.place.form)
        and (a.place.sure or b.place.sure)
    )


def _equal(a: str, b: str) -> str:
    if not a or not b:
        return "unknown"
    return "same" if a == b else "differ"
