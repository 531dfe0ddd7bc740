"""One spelling for each journal of a store.

Sources write a journal in capitals, in small letters, with "The", with its place in brackets
("Cell cycle (Georgetown, Tex.)") or a subtitle (": official journal of ..."), or abbreviated. None
of this makes another journal. :func:`tidy` removes what a library catalogue adds,
:func:`journal_key` is the same for all spellings of a journal, and :class:`JournalNames` chooses
one spelling for each.
Abbreviations are those of ``db/journals.csv``, read when the first abbreviated name is met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from pubman.data import read_pairs
from pubman.text.fold import fold
from pubman.text.scripts import script_of

_PLACE = re.compile(
    r"\s*\((?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*, [A-Z][\w.,' ]*|Baltimore|London|Bethesda|Basel"
    r"|Oxford|Cambridge|New York|Paris|Berlin|Hoboken|Online|Print|Washington|Amsterdam|Copenhagen"
    r"|Tokyo|Beijing|Philadelphia|Boston|Chicago)(?: : \d{4})?\)\.?\Z"
)
"""The place that PubMed adds to a journal: ``(Hoboken, N.J.)``, ``(Oxford, England : 1990)``."""
_SUBTITLE = re.compile(
    r"\s+[:=]\s+.*\Z|:\s+(?:an? |the )?(?:official|international) journal .*\Z", re.IGNORECASE
)
_ENDS_SHORT = re.compile(r"(?:[a-z]|(?<![^\W\d_])[A-Z])\Z")
_SECTION = re.compile(r"(.* [a-z]) .+")
"""A journal with a section and the subtitle of that section, folded."""
_SMALL: Final = frozenset(
    "a an and as at by de del der des di do du et e for from für in la le les of on or per the to "
    "und van von with y".split()
)
_ENGLISH: Final = frozenset("of and the for in on".split())
_FEWEST_CAPITALS: Final = 3
"""A name with fewer words in capitals may be an acronym: IEEE ICDE."""
_SHORTEST_CAPITALS: Final = 5
"""A word in capitals with fewer letters may be an acronym: JAMA, PLOS."""


@lru_cache(maxsize=8192)
def tidy(name: str) -> str:
    """Return the name of a journal without a catalogue's additions and in usual capitals.

    >>> tidy("Cell cycle (Georgetown, Tex.)"), tidy("GENETIC EPIDEMIOLOGY")
    ('Cell Cycle', 'Genetic Epidemiology')
    >>> tidy("Journal of clinical oncology : official journal of the society")
    'Journal of Clinical Oncology'
    """
    bare = _SUBTITLE.sub("", _PLACE.sub("", name.strip())).strip(" .") if name else ""
    bare = bare or name.strip()
    if name.rstrip().endswith(".") and _ENDS_SHORT.search(bare):
        bare += "."  # the full stop of an abbreviation
    words = bare.split()
    if script_of(bare) != "latin" or len(words) < 2:
        return bare
    if bare.isupper():
        return _from_capitals(words)
    if _ENGLISH.intersection(words) or all(_is_english(word) for word in words[1:]):
        return " ".join(_capitalised(word, at) for at, word in enumerate(words))
    return bare


def _from_capitals(words: list[str]) -> str:
    """Return a name in capitals in title case, unless all its words may be acronyms: PLOS ONE."""
    if all(len(word) < _SHORTEST_CAPITALS for word in words):
        return " ".join(words)
    last = len(words) - 1
    return " ".join(
        word if at == last and len(word) == 1 else _capitalised(word.lower(), at)
        for at, word in enumerate(words)
    )


def _capitalised(word: str, at: int) -> str:
    """Return a word of a title with a capital, unless it is a small word in the middle."""
    if not word.islower() or (word in _SMALL and at):
        return word
    return word[:1].upper() + word[1:]


def _is_english(word: str) -> bool:
    """Return whether a word in small letters may be English: it ends as such words do."""
    return not word.islower() or word.endswith(_ENGLISH_ENDINGS)


_ENGLISH_ENDINGS: Final = tuple(
    "ology ics ical ing ment ity ence ance cycle medicine research science sciences letters reports"
    " reviews nursing biology surgery health care education cell cells disease diseases chemistry"
    " physics".split()
)


@lru_cache(maxsize=8192)
def journal_key(name: str) -> str:
    """Return a key that is the same for all spellings of one journal.

    >>> journal_key("The Journal of biological chemistry") == journal_key("J. Biol. Chem.")
    True
    """
    key = fold(tidy(name).replace("&", " and ")).removeprefix("the ")
    full = _abbreviations().get(key, "") if _may_be_short(name, key) else ""
    if full:
        return fold(full.replace("&", " and ")).removeprefix("the ")
    section = _SECTION.fullmatch(key) if ":" in name else None
    return section[1] if section else key


_ACRONYMS: Final[Mapping[str, str]] = {
    "jhep": "Journal of High Energy Physics",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jinst": "Journal of Instrumentation",
    "ptep": "Progress of Theoretical and Experimental Physics",
    "mnras": "Monthly Notices of the Royal Astronomical Society",
    "apjl": "The Astrophysical Journal Letters",
    "apjs": "The Astrophysical Journal Supplement Series",
    "epjc": "The European Physical Journal C",
}
"""Journals that are cited by an acronym alone."""


def _may_be_short(name: str, key: str) -> bool:
    """Return whether a name may be an abbreviation: it has full stops, or only short words."""
    words = key.split()
    if len(words) == 1:
        return name.isupper() and key in _ACRONYMS
    return "." in name or all(len(word) < 8 for word in words)


@lru_cache(maxsize=1)
def _abbreviations() -> Mapping[str, str]:
    """Return the full name of every known abbreviation, by its folded form."""
    return {**_ACRONYMS, **dict(read_pairs("journals"))}


def full_name(name: str) -> str:
    """Return the full name of an abbreviated journal; ``""`` if the abbreviation is unknown."""
    key = fold(name).removeprefix("the ")
    return _abbreviations().get(key, "") if _may_be_short(name, key) else ""


class JournalNames:
    """One spelling for each journal, chosen from all the spellings of a store.

    ``counts`` are the spellings and how often each occurs. A spelling in ``by_hand`` was set by a
    person and wins. Otherwise a full name wins over an abbreviation, and the commonest over others.
    """

    def __init__(self, counts: Iterable[tuple[str, int]], by_hand: Iterable[str] = ()) -> None:
        best: dict[str, tuple[tuple[bool, bool, bool, int, int, str], str]] = {}
        for written, count in counts:
            name = full_name(written) or tidy(written)
            plain = not name.startswith("The Journal ")
            rank = (
                "." not in name,
                ": " not in name,
                plain,
                count,
                sum(map(str.isupper, name)),
                name,
            )
            key = journal_key(written)
            if key not in best or rank > best[key][0]:
                best[key] = (rank, name)
        self._names = {key: name for key, (_, name) in best.items()}
        self._by_hand = frozenset(by_hand)
        self._names |= {journal_key(name): name for name in sorted(self._by_hand)}

    def name(self, written: str) -> str:
        """Return the spelling for the journal that is ``written`` so."""
        if not written or written in self._by_hand:
            return written
        return self._names.get(journal_key(written), written)

    def lowered(self, written: str) -> str:
        """Return the name of a book or of proceedings; Web of Science writes it in capitals."""
        shouted = written.isupper() and len(written.split()) >= _FEWEST_CAPITALS
        return tidy(written) if shouted and written not in self._by_hand else written
