"""The contents of ``pubman.toml`` as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pubman.eras import Era
from pubman.exports import FORMATS, format_of
from pubman.fields import UNPUBLISHED_STATUSES
from pubman.formats.format import find
from pubman.listing import GROUPS, ORDERS, Look
from pubman.options import option
from pubman.people import Person
from pubman.venues import OwnVenue


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionConfig:
    """A part of a list: the publications with ``tag`` that meet the SQL condition ``where``."""

    heading: str = option("", "its heading")
    where: str = option("", "a condition over the view bibliography")
    tag: str = option("", "only those with this tag")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListConfig(Look):
    """A list of publications: its content and its output; ``Look`` says how it looks."""

    name: str = option("", "its name: pubman export NAME", required=True)
    title: str = option("", "the heading of the page")
    output: str = option("", "the file to write, relative to this folder")
    format: str = option("", f"{', '.join(FORMATS)}; default: as output ends, else html")
    where: str = option("", "which publications: a condition over the view bibliography")
    tag: str = option("", 'only those with this tag: "selected"')
    status: tuple[str, ...] = option(
        (),
        "unpublished work to include; by default a list has none",
        choices=(*sorted(UNPUBLISHED_STATUSES), "any"),
    )
    person: tuple[str, ...] = option((), "only those of these people, by id or name")
    in_periods: bool = option(False, "only those from the time when their author was in the lab")
    grace: int = option(0, "months after leaving that still count")
    limit: int = option(0, "at most this many; 0: all")
    sections: tuple[SectionConfig, ...] = option(
        (), "parts with a heading and a condition of their own"
    )
    group_by: tuple[str, ...] = option((), "grouping, the outermost first", choices=GROUPS)
    order: str = option(
        "newest",
        "newest or oldest first, by title, or as in the file; within a year your own order",
        choices=ORDERS,
    )
    profiles: Mapping[str, str] = option(
        {}, 'links below the title: "Google Scholar" = "https://..."'
    )
    downloads: Mapping[str, str] = option({}, 'files to offer: BibTeX = "publications.bib"')
    short_venues: bool = option(
        False, "data formats and styles print venues as the source abbreviates them"
    )
    template: str = option("", "a folder with templates that replace pubman's of the same names")

    def __post_init__(self) -> None:
        """Fill in the format: the one that the output ends in, else HTML. An alias is resolved."""
        found = find(self.format, FORMATS)
        known = found.name if found else self.format
        object.__setattr__(self, "format", known or format_of(self.output) or "html")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceConfig:
    """A source; of two that disagree, the one with the higher rank is believed.

    A source without ``own_duplicates`` never lists one paper twice.
    """

    name: str
    rank: int = 60
    own_duplicates: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DblpConfig:
    """How dblp is asked: the first host, its mirrors, the seconds between two requests, who asks.

    ``doi_url`` resolves DOIs (``pubman add 10.1145/...``) with the same spacing and contact.
    """

    url: str = "https://dblp.org"
    mirrors: tuple[str, ...] = ("https://dblp.uni-trier.de", "https://dblp.dagstuhl.de")
    spacing: float = 4.0
    contact: str = ""
    doi_url: str = "https://doi.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncConfig:
    """What a sync asks: which sources, who may propose, who completes, and what is added.

    No ``sources`` means all at which somebody has an account.
    """

    sources: tuple[str, ...] = ()
    propose: tuple[str, ...] = ()
    enrich: tuple[str, ...] = ("crossref", "datacite", "pubmed", "openalex")
    include: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coauthor:
    """A co-author whose name is linked to ``url``."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that ``pubman.toml`` (at ``path``) says; a missing file gives the defaults.

    ``sha256`` is the hexadecimal hash of the file and of the CSV file of people that it names.
    """

    people: tuple[Person, ...] = ()
    eras: tuple[Era, ...] = ()
    lists: tuple[ListConfig, ...] = ()
    venues: tuple[OwnVenue, ...] = ()
    sources: tuple[SourceConfig, ...] = ()
    dblp: DblpConfig = DblpConfig()
    sync: SyncConfig = SyncConfig()
    preprints: str = "join"
    links: Mapping[str, str] = field(default_factory=dict)
    coauthors: tuple[Coauthor, ...] = ()
    path: Path = Path("pubman.toml")
    sha256: str = ""
