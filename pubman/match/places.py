"""Where a work appeared, for comparing: its form, and the words of its venue.

The canonical venue decides the form where it is known; else the venue's own words, a publisher's
prefix and the kind of the record, in this order. ``sure`` says whether the form may speak against
another one: an entry type alone never does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pubman.record import Record, Venue
from pubman.text.fold import fold

_FORM_OF_VENUE: Final = {
    "conference": "conference", "workshop": "workshop", "journal": "journal",
    "magazine": "journal", "preprint": "preprint", "book": "book",
}  # fmt: skip
_FORM_OF_KIND: Final = {
    "article": "journal", "conference": "conference", "workshop": "workshop", "demo": "demo",
    "preprint": "preprint", "thesis": "thesis", "book": "book", "chapter": "chapter",
    "proceedings": "proceedings", "report": "report", "patent": "patent", "dataset": "dataset",
    "software": "software",
}  # fmt: skip
SURE_KINDS: Final = frozenset({"thesis", "patent", "dataset", "software", "book", "preprint"})
"""Kinds that are said on purpose, so that they may speak against another form."""

_PREPRINT = re.compile(
    r"\b(?:arxiv|corr|ssrn|biorxiv|medrxiv|chemrxiv|techrxiv|eprint|e print|preprints?|eccc|hal"
    r"|electron(?:ic)? colloq(?:uium)? (?:on )?comput(?:ational)? complex(?:ity)?"
    r"|iacr cryptol(?:ogy)? eprint.*"
    r"|research square|osf|psyarxiv|engrxiv|openreview|submitted|perprint)\b"
)
_REPORT = re.compile(
    r"\b(?:technical report|tech(?:nical)? rep|research report|working papers?|tr|techreport"
    r"|manuscript|memo)\b"
)
_THESIS = re.compile(
    r"\b(?:ph ?d|phd thesis|doctoral|dissertation|thesis|master s?|masterarbeit|habilitation"
    r"|diplomarbeit)\b"
)
_WORKSHOP = re.compile(r"\b(?:workshops?|wkshp|ws)\b")
_CONFERENCE = re.compile(
    r"\b(?:proc|procs|proceedings?|conference|conf|symposium|symp|congress|meeting|konferenz|tagung"
    r"|colloquium on|annual international)\b"
)
_JOURNAL = re.compile(
    r"\b(?:journal|j|trans|transactions|letters|lett|magazine|bulletin|bull|annals|ann|archives|arch|quarterly|record"
    r"|zeitschrift|zhurnal|revista|review|reviews|acta|advances in|newsletter|commun|communications"
    r"|surveys|notices|reports|gazette|научный|вестник|журнал|学报|雑誌|论文誌|論文誌)\b"
)
_JOURNAL_PROCEEDINGS = re.compile(
    r"\bproc(?:eedings)? (?:of the )?(?:natl|national academy|ieee\Z|royal society|vldb endow|acm )"
)
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


@dataclass(frozen=True, slots=True)
class Place:
    """A venue, read: canonical ``id`` or ``""``, its ``form``, whether that is ``sure``, its words.

    ``form``: journal, conference, workshop, demo, preprint, report, thesis, book, chapter,
    proceedings, patent, dataset, software, or ``""`` where nothing tells. ``initials`` are those of
    all its words but the small ones, ``cut`` says that the text breaks off (Scholar's "on very …").
    """

    id: str
    form: str
    sure: bool
    words: tuple[str, ...]
    initials: str = ""
    cut: bool = False


def read_place(record: Record, venue: Venue | None) -> Place:
    """The place of ``record``, whose canonical venue is ``venue``."""
    words, written, initials = _read_venue(record.venue)
    form, sure = _find_form(record, venue, written, telling=bool(words))
    cut = _CUT.search(record.venue) is not None
    return Place(venue.id if venue else "", form, sure, words, initials, cut)


def _find_form(
    record: Record, venue: Venue | None, written: str, *, telling: bool
) -> tuple[str, bool]:
    """The form of a place, and whether it may speak against another ("Proc." alone may not)."""
    said = _FORM_OF_KIND.get(record.kind, "")
    if record.kind in SURE_KINDS:
        return said, True
    if venue is not None and venue.kind in _FORM_OF_VENUE:
        form = _FORM_OF_VENUE[venue.kind]
        beside = form == "conference" and record.kind in ("workshop", "demo")
        return said if beside else form, True
    if record.kind in ("proceedings", "demo"):
        return said, True
    if written in ("preprint", "report", "thesis", "workshop"):
        return written, True
    if not record.venue or said == "chapter":
        return written or said, False
    if written and (written == said or said not in ("journal", "conference")):
        return written, telling
    # The words say one thing and the entry type another, or the words say nothing.
    known = bool(record.venue_key or record.volume)
    return written or said, not written and said in ("journal", "conference") and known


@lru_cache(maxsize=16384)
def _read_venue(text: str) -> tuple[tuple[str, ...], str, str]:
    """The telling words of a venue as written, the form they speak of, and the initials of all
    its words but the small ones.
    """
    folded = fold(text).removesuffix(" hellip")
    initials = "".join(w[0] for w in folded.split() if w not in _SMALL and not w[0].isdigit())
    words = tuple(
        dict.fromkeys(w for w in folded.split() if w not in _NOISE and not w[0].isdigit())
    )
    if _PREPRINT.search(folded):
        form = "preprint"
    elif _THESIS.search(folded):
        form = "thesis"
    elif _REPORT.search(folded):
        form = "report"
    elif _WORKSHOP.search(folded):
        form = "workshop"
    elif _JOURNAL_PROCEEDINGS.search(folded):
        form = "journal"
    elif _CONFERENCE.search(folded):
        form = "conference"
    elif _JOURNAL.search(folded):
        form = "journal"
    else:
        form = ""
    return words, form, initials


@lru_cache(maxsize=65536)
def venue_likeness(one: Place, two: Place) -> float:
    """How far two venues as written agree, 0 to 1; 0.5 where one of them says nothing.

    Abbreviations agree with what they abbreviate (``syst``, ``systems``), acronyms with the
    initials of the words they stand for (``vldb``, ``very large data bases``).
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
    free = list(b)
    matched = 0
    for word in a:
        for other in free:
            if word == other or _abbreviates(word, other) or _abbreviates(other, word):
                free.remove(other)
                matched += 1
                break
    share = matched / len(a)
    # One shared word of many says little: "database systems" is not "information systems".
    return share * (0.75 + 0.25 * matched / len(b))


def _abbreviates(short: str, long_: str) -> bool:
    return len(short) >= 2 and len(short) < len(long_) and long_.startswith(short)


def _spells(a: Place, b: Place) -> bool:
    """True when a word of ``a`` is an acronym that the initials of ``b`` spell, or begin to."""
    if len(b.initials) < 3 or len(a.words) > 4:
        return False
    return any(
        len(word) >= 3 and (word in b.initials or (len(word) > 3 and b.initials.endswith(word[:3])))
        for word in a.words
    )
