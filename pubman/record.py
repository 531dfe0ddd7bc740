"""The types of the whole package: names, dates, records (facts) and publications (conclusions).

Everything here is frozen, slotted and keyword-only, and independent of files and databases::

    Name, Date, Link          the parts
    Work                      the bibliographic fields of a work
      Record(Work)            a work as one source described it      (a fact)
      Publication(Work)       a work as one line of a list           (a conclusion)
    Problem                   input that was left out, or read with a warning
    Verbatim                  text between entries, kept so that the file can be written back
    Venue                     a canonical venue

``FIELDS`` is the only table of fields and ``KINDS`` the only table of kinds. ``pubman set``, the
help, the documentation, the merge and the schema all read them from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from pubman.frozen import quick_dataclass

# ---------------------------------------------------------------------------------------- kinds

KINDS: Final[Mapping[str, str]] = {
    "article": "an article in a journal or magazine",
    "conference": "a paper in the proceedings of a conference",
    "workshop": "a paper in the proceedings of a workshop",
    "demo": "a demonstration or poster",
    "preprint": "a preprint (arXiv, CoRR, SSRN ...)",
    "thesis": "a doctoral, master's or bachelor's thesis",
    "book": "a book",
    "chapter": "a chapter or part of a book",
    "proceedings": "a volume of proceedings, or an edited book",
    "report": "a technical report",
    "standard": "a standard",
    "patent": "a patent",
    "talk": "a talk without a paper in proceedings",
    "lecture notes": "lecture notes or other teaching material",
    "review": "a review of a book or another work",
    "dataset": "a data set",
    "software": "a program",
    "website": "a website or another online resource",
    "other": "anything else",
}
"""Every kind of publication and its meaning."""

STATUSES: Final = ("in preparation", "submitted", "under review", "accepted", "to appear")
UNPUBLISHED_STATUSES: Final = frozenset({"in preparation", "submitted", "under review"})
"""Publications with these statuses appear only on lists that ask for them."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A piece of input that a reader could not fully understand.

    ``left out``: there is no record; the text is kept in ``raw``. ``doubt``: the record
    ``source_key`` was read with a warning, and ``message`` says in a few words what was odd.
    """

    level: Literal["left out", "doubt"]
    message: str
    raw: str = ""
    line: int = 0
    source_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim:
    """Text between the entries of a file (comments, ``@string``, ``@preamble``), in file order."""

    raw: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An entry that was not read again, because the caller has the record of this exact text."""

    raw: str
    line: int = 0


# --------------------------------------------------------------------------------- publications


@dataclass(frozen=True, slots=True, kw_only=True)
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


# --------------------------------------------------------------------------------------- fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the table of fields.

    ``type``: ``text``, ``names``, ``date``, ``words`` (a list of short words), ``kind``, ``month``
    or ``number``. ``in_records``: whether ``records`` and ``publications`` have a column for it;
    the other fields can only be set by a person.
    """

    name: str
    type: Literal["text", "names", "date", "words", "kind", "month", "number"]
    doc: str
    in_records: bool = True


def _table(*fields: Field) -> Mapping[str, Field]:
    return {each.name: each for each in fields}


FIELDS: Final[Mapping[str, Field]] = _table(
    Field(name="kind", type="kind", doc="what it is: " + ", ".join(KINDS)),
    Field(name="title", type="text", doc="the title, plain"),
    Field(name="title_markup", type="text", doc="the title with <i> <sub> <sup> <tt> and $maths$"),
    Field(name="title_translated", type="text", doc="the title in another language"),
    Field(name="authors", type="names", doc="all authors: Last, First and Last, First ..."),
    Field(name="editors", type="names", doc="all editors, written as authors are"),
    Field(name="date", type="date", doc="2024, 2024-11 or 2024-11-03"),
    Field(name="venue", type="text", doc="the journal, proceedings or book, as written"),
    Field(name="venue_key", type="text", doc="dblp's key of the venue, conf/sosp"),
    Field(name="series", type="text", doc="the series of the volume"),
    Field(name="volume", type="text", doc="the volume"),
    Field(name="number", type="text", doc="the issue, or the number of a report"),
    Field(name="pages", type="text", doc="the pages, 195-210 or 138:1-138:28"),
    Field(name="edition", type="text", doc="the edition of a book"),
    Field(name="publisher", type="text", doc="the publisher"),
    Field(
        name="school", type="text", doc="the university of a thesis, the institution of a report"
    ),
    Field(name="place", type="text", doc="where the conference was: Austin, TX, USA"),
    Field(name="doi", type="text", doc="the DOI, without https://doi.org/"),
    Field(name="arxiv_id", type="text", doc="the arXiv number, 2312.05181"),
    Field(name="pmid", type="text", doc="the number in PubMed, 30123456"),
    Field(name="pmcid", type="text", doc="the number in PubMed Central, PMC6123456"),
    Field(name="isbn", type="text", doc="the ISBN"),
    Field(name="issn", type="text", doc="the ISSN"),
    Field(name="url", type="text", doc="where the title links to"),
    Field(name="abstract", type="text", doc="the abstract"),
    Field(name="language", type="text", doc="the language of the title, as in HTML: de, zh"),
    Field(name="status", type="text", doc="one of: " + ", ".join(STATUSES)),
    Field(name="award", type="text", doc="an award, as it should read"),
    Field(name="note", type="text", doc="a remark printed after the entry"),
    Field(name="keywords", type="words", doc="the paper's keywords, comma-separated"),
    Field(name="era", type="text", doc="the era, if the date does not decide it", in_records=False),
    Field(name="position", type="number", doc="order by hand, small first", in_records=False),
    Field(name="month", type="month", doc="the month: 11, nov or November", in_records=False),
    Field(name="ordinal", type="text", doc="which one of a series: 47th", in_records=False),
    Field(name="display.authors", type="text", doc="the authors' line, whole", in_records=False),
    Field(name="display.title", type="text", doc="the title's line, whole", in_records=False),
    Field(name="display.venue", type="text", doc="the venue's line, whole", in_records=False),
)
"""Every field that a person can set, in the order in which they are shown."""

EXTRA: Final = "extra."
"""The prefix for the name of a field that is not in the table: ``extra.foo``. A person can set it
like any other field, and it is written to BibTeX."""

RECORD_FIELDS: Final = tuple(name for name, each in FIELDS.items() if each.in_records)
"""The fields that sources give and that the merge chooses from."""
