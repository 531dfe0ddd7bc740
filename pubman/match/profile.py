"""A record as the matcher sees it: read once, compared many times."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pubman.fields import UNPUBLISHED_STATUSES
from pubman.frozen import quick_dataclass
from pubman.match.forms import DEPOSITS
from pubman.match.pages import read_pages
from pubman.match.parts import number_of
from pubman.match.people import ComparedName, bodies, people
from pubman.match.places import Place, read_place
from pubman.match.titles import Title, read_title
from pubman.record import Record, Venue

INFORMAL: Final = frozenset({"preprint", "report"})
"""Forms that become something else: a preprint or report of a paper is a version of it."""

_PREPRINT_DOI: Final = re.compile(
    r"10\.(?:48550/|1101/(?:\d{4}\.|\d{6}|20)|2139/ssrn|21203/|20944/preprints|36227/|31219/|31234/|26434/"
    r"|31235/|31222/|22541/|33774/|13140/|32388/)"
)
ARXIV_PREFIX: Final = "10.48550/arxiv."
_ARXIV_DOI: Final = re.compile(re.escape(ARXIV_PREFIX) + r"(.+)\Z")
_DOI: Final = re.compile(r"10\.\d{4,9}/\S{2,}")
_DOI_VERSION: Final = re.compile(r"(?:[./]v\d|\.pub\d+|\.)\Z")
"""Cochrane's ``.pub3``, a preprint's ``/v2``: another state of one work."""
_VERSION: Final = re.compile(r"v\d+\Z")
_REPORT: Final = re.compile(r"tech(?:nical)?rep(?:ort)?")
CLAIMED: Final = "claimed_doi"
"""The further field with the DOIs of papers that a preprint is said to have become."""
OTHER_ENTRY: Final = "#other"
"""What is added to the key of an entry if its source had another work under that key before."""


@quick_dataclass(frozen=True, slots=True)
class Profile:
    """The data of one record that ``compare`` needs, normalised, and nothing else.

    ``unique``: a published record of a source without duplicates among those. ``informal``: a
    preprint or report. ``doi`` is a publisher's, ``preprint_doi`` a preprint server's. ``first``
    and ``last`` are pages. ``volume`` and ``number`` are bare. ``bodies`` are words of corporate
    authors. ``month`` is 0 if unknown. ``claims`` are DOIs of another form of the work, which an
    author gave the record.
    """

    source: str
    source_key: str
    unique: bool
    informal: bool
    title: Title
    translated: str
    people: tuple[ComparedName, ...]
    families: frozenset[str]
    cut: bool
    year: int | None
    place: Place
    volume: str
    number: str
    first: str
    last: str
    doi: str
    preprint_doi: str
    arxiv: str
    pmid: str
    pmcid: str
    isbn: str
    edition: str
    related: frozenset[str]
    bodies: frozenset[str] = frozenset()
    month: int = 0
    claims: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Return the DOIs by which another record may claim this one."""
        arxiv = ARXIV_PREFIX + self.arxiv if self.arxiv else ""
        return frozenset((self.doi, self.preprint_doi, arxiv)) - {""}

    @property
    def core(self) -> str:
        """Return the title, folded."""
        return self.title.core

    @property
    def plain(self) -> bool:
        """Return True for a published work with a title of ASCII letters and nothing around it.

        It has neither an ISBN, a second title, nor the DOI of another form of the work.
        """
        title = self.title
        if self.informal or self.translated or self.isbn or self.claims:
            return False
        return title.core != "" and title.core.isascii() and title.bare == title.squashed

    @property
    def bilingual(self) -> str:
        """Return which edition of a journal in two languages it is in ("": of none)."""
        return self.place.bilingual

    @property
    def squashed(self) -> str:
        """Return the title without spaces."""
        return self.title.squashed

    @property
    def team(self) -> int:
        """Return how many people are named."""
        return len(self.people)

    @property
    def entry(self) -> str:
        """Return the key of the entry in its file, which other entries may have had."""
        return entry_of(self.source_key)


def entry_of(source_key: str) -> str:
    """Return the key that an entry has, or had, in its file."""
    return source_key.partition(OTHER_ENTRY)[0]


def profile(record: Record, *, venue: Venue | None, source: str, own_duplicates: bool) -> Profile:
    """Return the profile of *record* from *source*, whose canonical venue is *venue*.

    ``own_duplicates`` is False for a source that is free of duplicates among its published records
    (dblp): two of them are never the same, unless they share a DOI.
    """
    doi, preprint_doi, arxiv = _read_identifiers(record)
    place = read_place(record, venue)
    if preprint_doi and (place.form == "book" or not place.sure) and place.form not in DEPOSITS:
        place = replace(place, form="preprint", sure=True)
    title = read_title(record.title)
    if not record.venue and _says_report(title):
        place = replace(place, form="report", sure=True)
    # A submitted work is an unpublished version, like a preprint.
    informal = place.form in INFORMAL or record.status in UNPUBLISHED_STATUSES
    first, last = read_pages(record.pages)
    named = _read_people(record, place)
    return Profile(
        source=source,
        source_key=record.source_key,
        unique=not own_duplicates and not informal,
        informal=informal,
        title=title,
        translated=_translated(record, title),
        people=named,
        families=frozenset(person.family for person in named),
        cut=record.authors_cut,
        year=record.date.year if record.date else None,
        place=place,
        volume=_bare(record.volume),
        number=_read_number(record, place),
        first=first,
        last=last,
        doi=doi,
        preprint_doi=preprint_doi,
        arxiv=arxiv,
        pmid=record.pmid,
        pmcid=record.pmcid,
        isbn=_read_isbn(record.isbn) if record.isbn else "",
        edition=number_of(_bare(record.edition)),
        related=frozenset(record.related),
        bodies=bodies(record.authors, record.extra.get("collaboration", "")),
        month=record.date.month or 0 if record.date else 0,
        claims=_read_claims(record, source) - {doi, preprint_doi, ARXIV_PREFIX + arxiv},
    )


def _read_people(record: Record, place: Place) -> tuple[ComparedName, ...]:
    """Return the authors, else the editors. Extraction may take a known venue for one of them."""
    named = people(record.authors or record.editors)
    if not place.id:
        return named
    venue = frozenset(place.words)
    return tuple([p for p in named if len(p.words) < 2 or not venue.issuperset(p.words)])


def _says_report(title: Title) -> bool:
    """Return True if the title of a work without a venue goes on with "technical report"."""
    behind = title.squashed[len(title.bare) :]
    return behind != "" and _REPORT.match(behind) is not None


def _read_identifiers(record: Record) -> tuple[str, str, str]:
    """Return the publisher's DOI, the preprint server's DOI and the arXiv number of *record*."""
    doi = _DOI_VERSION.sub("", record.doi.lower().strip()) if _DOI.match(record.doi) else ""
    arxiv = _VERSION.sub("", record.arxiv_id.lower()) if record.arxiv_id else ""
    if not _PREPRINT_DOI.match(doi):
        return doi, "", arxiv
    in_doi = _ARXIV_DOI.match(doi)
    return "", doi, arxiv or (_VERSION.sub("", in_doi[1]) if in_doi else "")


def _read_claims(record: Record, source: str) -> frozenset[str]:
    """Return the DOIs that an author gave a record of another form of the work.

    arXiv keeps the DOI of the paper beside a preprint. ORCID puts a preprint and its paper into one
    group, and the record of the group has the DOI of only one of them.
    """
    if not record.extra:
        return frozenset()
    said = [record.extra.get(CLAIMED, "")]
    if source == "orcid":
        said.append(record.extra.get("other_dois", ""))
    names = (name for text in said for name in text.lower().split("; "))
    return frozenset(_DOI_VERSION.sub("", name) for name in names if _DOI.match(name))


def _read_number(record: Record, place: Place) -> str:
    """Return the issue, or the whole number of a patent or report in digits."""
    if place.form == "patent":
        return _digits(record.number or _read_patent(record))
    if place.form == "report":
        return re.sub(r"\W|\b0+", "", record.number.lower())
    return _bare(record.number)


def _read_patent(record: Record) -> str:
    """Return the text in which Google Scholar has the number of a patent: "US Patent 6,789,012"."""
    texts = (record.note, record.extra.get("howpublished", ""))
    return next((text for text in texts if "patent" in text.lower()), "")


def _read_isbn(text: str) -> str:
    """Return the digits that both forms of an ISBN share: the last ten without the check digit."""
    return re.sub(r"[^0-9x]", "", text.lower().split("(")[0])[-10:-1]


def _translated(record: Record, title: Title) -> str:
    return read_title(record.title_translated).squashed if record.title_translated else title.other


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


@lru_cache(maxsize=16384)
def _bare(text: str) -> str:
    """Return the first number of a volume, issue or edition, else its letters ("" if unknown)."""
    lowered = text.lower().strip()
    if lowered in ("unknown", "none", "n/a"):
        return ""
    numbers = re.findall(r"\d+", lowered)
    return str(int(numbers[0])) if numbers else re.sub(r"\W", "", lowered)
