"""Where a work appeared, for comparison: its form, and the words of its venue."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pubman.frozen import quick_dataclass
from pubman.match.forms import find_event, find_form, find_written_form
from pubman.match.series import is_repository, is_series
from pubman.match.translations import find_bilingual
from pubman.record import Record, Venue
from pubman.text.fold import fold

_CUT: Final = re.compile(r"(?:\u2026|\.\.\.|hellip)")
_SMALL: Final = frozenset(
    "the of on in and for a an de la der und proc proceedings mdash amp acm ieee".split()
)
_NOISE: Final = frozenset(
    "the of on in and for proceedings proceeding proc procs a an international int intl conference "
    "conf annual hellip symposium symp journal j ieee acm th st nd rd trans transactions x to de "
    "la first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth th "
    "der und mdash amp lecture notes computer science lncs springer press online electronic "
    "resource".split()
)
ACRONYM_WORDS: Final = 4
"""Words a venue may have if one of them is to be the acronym of another venue."""


@quick_dataclass(frozen=True, slots=True)
class Place:
    """A venue, read: canonical ``id`` or ``""``, its ``form``, whether that is ``sure``, its words.

    ``form``: journal, conference, workshop, demo, preprint, report, thesis, book, chapter,
    proceedings, patent, dataset, software, talk, or ``""`` if nothing tells. ``initials`` are those
    of all its words but the small ones. ``cut`` says that the text breaks off (Scholar's "on very
    …"). ``event`` is what a talk was given at. ``bilingual`` says which edition of a journal
    in two languages it is (``translations``).
    """

    id: str
    form: str
    sure: bool
    words: tuple[str, ...]
    initials: str = ""
    cut: bool = False
    event: str = ""
    bilingual: str = ""


def read_place(record: Record, venue: Venue | None) -> Place:
    """Return the place of *record*, whose canonical venue is *venue*."""
    text = record.venue
    if not text and record.kind in ("thesis", "report"):
        text = record.school
    words, written, initials, bilingual = _read_venue(text)
    form, sure = find_form(record, venue, written, telling=bool(words))
    cut = _CUT.search(text) is not None
    known = venue.id if venue else ""
    return Place(known, form, sure, words, initials, cut, find_event(record), bilingual)


@lru_cache(maxsize=16384)
def _read_venue(text: str) -> tuple[tuple[str, ...], str, str, str]:
    """Return the significant words of a venue, the form they show, the initials of its words, and
    which edition of a translated journal it is.

    A series of proceedings has no significant words: the conference has another name elsewhere.
    The same holds for an archive of copies.
    """
    folded = fold(text).removesuffix(" hellip")
    if is_repository(folded):
        return (), "", "", ""
    form = find_written_form(folded)
    if is_series(folded):
        return (), form, "", ""
    initials = "".join(w[0] for w in folded.split() if w not in _SMALL and not w[0].isdigit())
    telling = (w for w in folded.split() if w not in _NOISE and not w[0].isdigit())
    return tuple(dict.fromkeys(telling)), form, initials, find_bilingual(folded)


@lru_cache(maxsize=16384)
def venue_likeness(one: Place, two: Place) -> float:
    """Return how far two venues as written agree, 0 to 1; 0.5 if one of them is unknown.

    Abbreviations agree with what they abbreviate (``syst``, ``systems``), acronyms with the
    initials of their words (``vldb``, ``very large data bases``).
    """
    a, b = one.words, two.words
    if _spells(one, two) or _spells(two, one):
        return 0.95
    if not a or not b:
        return 0.5
    if a == b:
        return 1.0
    if len(a) > len(b) or (len(a) == len(b) and a > b):
        a, b = b, a
    matched = _count_shared(a, b)
    # One shared word of many says little: "database systems" is not "information systems".
    return matched / len(a) * (0.75 + 0.25 * matched / len(b))


def _count_shared(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """Return how many words of *a* have a partner in *b*, written out or abbreviated."""
    free = list(b)
    for word in a:
        twin = next((w for w in free if w == word or _abbreviates(w, word)), None)
        if twin is not None:
            free.remove(twin)
    return len(b) - len(free)


def _abbreviates(one: str, other: str) -> bool:
    short, long_ = sorted((one, other), key=len)
    return 2 <= len(short) < len(long_) and long_.startswith(short)


def _spells(a: Place, b: Place) -> bool:
    """Return True if a word of *a* is an acronym that the initials of *b* spell, or begin to.

    Only the first word of a long venue may be one: "ICIS: Transforming Society ...".
    """
    if len(b.initials) < 3:
        return False
    words = a.words if len(a.words) <= ACRONYM_WORDS else a.words[:1]
    return any(_is_acronym(word, b.initials) for word in words)


def _is_acronym(word: str, initials: str) -> bool:
    if len(word) < 3:
        return False
    return word in initials or (len(word) > 3 and initials.endswith(word[:3]))
