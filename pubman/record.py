"""The types of the whole package: names, dates, records (facts) and publications (conclusions).

Everything here is frozen, slotted and keyword-only, and independent of files and databases::

    Name, Date, Link          the parts
    Work                      the bibliographic fields of a work
      Record(Work)            a work as one source described it      (a fact)
      Publication(Work)       a work as one line of a list           (a conclusion)
    Venue                     a canonical venue

``pubman.fields`` has the table of their fields, and that of the kinds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pubman.frozen import quick_dataclass

# ---------------------------------------------------------------------------------------- parts

# Han (with extensions), Hangul, Hiragana, Katakana: the family name comes first, without a space.
# As a character class of a regular expression this would add 5 ms to every start.
_FAMILY_FIRST = (
    ("\u1100", "\u11ff"), ("\u3005", "\u3007"), ("\u3040", "\u30ff"), ("\u3130", "\u318f"),
    ("\u31f0", "\u31ff"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\ua960", "\ua97f"),
    ("\uac00", "\ud7ff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip


def _puts_family_first(text: str) -> bool:
    """Return whether ``text`` begins in one of those scripts."""
    return any(first <= text[:1] <= last for first, last in _FAMILY_FIRST)


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of a person or institution, in parts.

    The parts are ``family``, ``given``, ``particle`` (BibTeX's *von* part, CSL's non-dropping
    particle) and ``suffix`` (*Jr.*). The name of an institution, or one that cannot be split, is
    kept whole in ``literal``. ``number`` is dblp's homonym number (``0019``), ``pid`` a dblp person
    id (``94/4810-19``), ``orcid`` a bare ORCID, and ``marks`` are the signs that the entry itself
    puts after the name (``("*",)``).
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    number: str = ""
    pid: str = ""
    orcid: str = ""
    marks: tuple[str, ...] = ()

    @property
    def family_first(self) -> bool:
        """Whether the family name comes first, without a space (Han, Hangul and Kana names)."""
        return not self.family.isascii() and _puts_family_first(self.family)

    @property
    def full(self) -> str:
        """The name in reading order: ``Han van der Aa``, ``John Smith Jr.``, ``李明``."""
        if self.literal:
            return self.literal
        family, given = self.family, self.given
        if given and family.isascii() and not self.particle and not self.suffix and family:
            return f"{given} {family}"  # nearly every name
        if self.family_first and (not given or _puts_family_first(given)):
            return family + given
        return " ".join([part for part in (given, self.particle, family, self.suffix) if part])

    @property
    def inverted(self) -> str:
        """The name in BibTeX's unambiguous order: ``van der Aa, Han``, ``Smith, Jr., John``."""
        if self.literal:
            return self.literal
        last = " ".join(part for part in (self.particle, self.family) if part)
        return ", ".join(part for part in (last, self.suffix, self.given) if part)

    @property
    def initials(self) -> str:
        """The given names as initials: ``J. C.-H.``; empty for a name without given names."""
        words = (
            "-".join(f"{part[0]}." for part in word.split("-") if part)
            for word in self.given.split()
        )
        return " ".join(word for word in words if word)

    @property
    def short(self) -> str:
        """The name with initials, ``J. C.-H. Peng``; whole in scripts without spaces."""
        if self.literal or self.family_first or not self.given:
            return self.full
        return " ".join(p for p in (self.initials, self.particle, self.family, self.suffix) if p)

    def __str__(self) -> str:
        return self.full


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@quick_dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Date:
    """A date that is known to the year, the month or the day (ISO 8601, proleptic)."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> Date:
        """Read ``2024``, ``2024-11`` or ``2024-11-03``; raise ``ValueError`` for anything else."""
        match = _DATE.match(text)
        if match is None:
            raise ValueError(f"{text!r} is not a valid date (use 2024, 2024-11 or 2024-11-03)")
        year, month, day = (int(part or 0) for part in match.groups())
        if month > 12 or day > 31 or (match[2] and not month) or (match[3] and not day):
            raise ValueError(f"{text!r} is not a valid date: there is no such month or day")
        return cls(year=year, month=month, day=day)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
            if self.day:
                text += f"-{self.day:02d}"
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address with a label: ``pdf``, ``code``, ``slides``, ``video``, or any other."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A canonical venue, as ``db/venues.csv`` or ``pubman.toml`` defines it.

    ``id`` is a short lower-case word (``sosp``). ``kind`` is ``conference``, ``workshop``,
    ``journal``, ``magazine``, ``preprint``, ``book`` or ``other``. It decides the kind of a
    publication before the entry type does (PVLDB = VLDB is a conference). ``rank`` is free text.
    """

    id: str
    acronym: str
    name: str
    kind: str
    rank: str = ""


# ---------------------------------------------------------------------------------------- works


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The bibliographic fields in plain Unicode; an empty value means *not given*.

    ``title`` is plain text. ``title_markup`` is only set if it differs: the same text with
    ``<i> <b> <sub> <sup> <tt> <sc>`` elements, ``$...$`` maths and HTML-escaped ``& < >``.
    ``authors_cut`` means that the list goes on (``and others``) or may go on (exactly ten authors
    from Scholar). ``venue`` is the venue as written, ``venue_key`` a dblp stream (``conf/sosp``).
    """

    kind: str = "other"
    title: str = ""
    title_markup: str = ""
    title_translated: str = ""
    authors: tuple[Name, ...] = ()
    authors_cut: bool = False
    editors: tuple[Name, ...] = ()
    date: Date | None = None
    venue: str = ""
    venue_key: str = ""
    series: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    edition: str = ""
    publisher: str = ""
    school: str = ""
    place: str = ""
    doi: str = ""
    arxiv_id: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    issn: str = ""
    url: str = ""
    abstract: str = ""
    language: str = ""
    status: str = ""
    award: str = ""
    note: str = ""
    keywords: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def year(self) -> int | None:
        """The year, if a date is known."""
        return self.date.year if self.date else None

    @property
    def volume_editors(self) -> tuple[Name, ...]:
        """The editors who made this work: those of a volume, not those of the book of a chapter."""
        return self.editors if not self.authors or self.kind == "proceedings" else ()


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Record(Work):
    """A work as one source described it: a fact, which is never altered.

    ``source_key`` identifies it inside its source: the dblp key (``conf/sosp/WagenlanderLZMP24``),
    the citation key of a .bib, or ``fold(title)|year`` for rows without a key. ``related`` are keys
    of other records that the source itself links to it (dblp's ``rel``). ``extra`` holds every
    other field under its own name. ``raw`` is the text of the entry, byte for byte after decoding,
    and ``line`` the line on which it begins (from 1; 0 if the format has no lines).
    """

    source_key: str = ""
    related: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    raw: str = ""
    line: int = 0


# --------------------------------------------------------------------------------- publications


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """One author of one publication: the name, the person in ``pubman.toml``, and the roles.

    ``person`` is the id of a configured person or ``""``. ``roles`` are words such as ``equal`` or
    ``corresponding``, from ``pubman mark`` and from the signs in the entry.
    """

    name: Name
    person: str = ""
    roles: tuple[str, ...] = ()
    url: str = ""


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Work):
    """A work as one line of a list, concluded from one or more records.

    ``id`` is the id of its lead record and ``key`` its citation key. ``canonical`` is the canonical
    venue, if known. ``mine`` is None while the question is open. ``display`` holds overrides of
    whole lines (``authors``, ``title``, ``venue``). ``extends`` and ``extended_by``
    are keys, and ``former_keys`` other keys that still find it.
    ``raw`` is the BibTeX of the entry, if it can be written back byte for byte. ``own_fields`` are
    names in ``extra`` that a person set by hand, for the writers of BibTeX.
    """

    id: int = 0
    key: str = ""
    authorships: tuple[Authorship, ...] = ()
    canonical: Venue | None = None
    ordinal: str = ""
    position: float | None = None
    era: str = ""
    eras: Mapping[str, str] = field(default_factory=dict)
    mine: bool | None = True
    hidden: bool = False
    sources: tuple[str, ...] = ()
    display: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    own_fields: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    extended_by: tuple[str, ...] = ()
    former_keys: tuple[str, ...] = ()
    raw: str = ""
