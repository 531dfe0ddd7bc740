"""What ``pubman.toml`` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pubman.eras import Era
from pubman.people import Person
from pubman.venues import OwnVenue


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionConfig:
    """A part of a list: what has ``tag`` and meets the SQL condition ``where``, where set."""

    heading: str = ""
    where: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListConfig:
    """A list; ``keys.TABLES["lists"]`` says what each field means."""

    name: str
    title: str = ""
    subtitle: str = ""
    output: str = ""
    format: str = "html"
    where: str = ""
    tag: str = ""
    person: tuple[str, ...] = ()
    in_periods: bool = False
    grace: int = 0
    limit: int = 0
    sections: tuple[SectionConfig, ...] = ()
    group_by: tuple[str, ...] = ()
    order: str = "newest"
    language: str = "en"
    highlight: bool = True
    badges: bool = True
    links: bool = True
    abstracts: bool = True
    bibtex: bool = True
    chart: bool = True
    numbering: str = ""
    style: str = ""
    truncate_authors: int = 0
    legend: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, str] = field(default_factory=dict)
    template: str = ""
    profiles: Mapping[str, str] = field(default_factory=dict)
    downloads: Mapping[str, str] = field(default_factory=dict)
    updated: str = ""
    fragment: bool = False
    heading_level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceConfig:
    """A source: the higher rank is believed; without ``own_duplicates`` no paper is in it twice."""

    name: str
    rank: int = 60
    own_duplicates: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DblpConfig:
    """How dblp is asked: the first host, its mirrors, seconds between two requests, who asks.

    ``doi_url`` resolves DOIs (``pubman add 10.1145/...``); spacing and contact hold there too.
    """

    url: str = "https://dblp.org"
    mirrors: tuple[str, ...] = ("https://dblp.uni-trier.de", "https://dblp.dagstuhl.de")
    spacing: float = 4.0
    contact: str = ""
    doi_url: str = "https://doi.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coauthor:
    """A co-author whose name is linked to ``url``."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything ``pubman.toml`` (at ``path``) says; a missing file says nothing.

    ``sha256`` is the hash of the file and of the CSV of people it names, in hexadecimal.
    """

    people: tuple[Person, ...] = ()
    eras: tuple[Era, ...] = ()
    lists: tuple[ListConfig, ...] = ()
    venues: tuple[OwnVenue, ...] = ()
    sources: tuple[SourceConfig, ...] = ()
    dblp: DblpConfig = DblpConfig()
    preprints: str = "join"
    links: Mapping[str, str] = field(default_factory=dict)
    coauthors: tuple[Coauthor, ...] = ()
    path: Path = Path("pubman.toml")
    sha256: str = ""
