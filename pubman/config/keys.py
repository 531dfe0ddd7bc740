"""Every table and key of ``pubman.toml``, in the order in which they are explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from pubman.config.model import ListConfig, SectionConfig
from pubman.options import declared

KeyType = Literal["text", "texts", "flag", "number", "count", "date", "words", "table", "tables"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its name, what it holds and what it means.

    ``texts`` is a string or a list of strings, ``count`` a whole number from 0, ``date`` a year,
    month or day, quoted or not, and ``words`` a table of strings under any keys. The keys of a
    ``table`` or of ``tables`` are listed in ``TABLES`` under its path. ``choices`` are the only
    allowed values (of each string, if it is a list). ``other`` is a second accepted name.
    """

    name: str
    type: KeyType
    doc: str
    default: Any = None
    choices: tuple[str, ...] = ()
    required: bool = False
    other: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is for, and its keys by name."""

    doc: str
    keys: tuple[Key, ...]


_TYPES: Final[Mapping[str, KeyType]] = {
    "str": "text",
    "bool": "flag",
    "int": "count",
    "tuple[str, ...]": "texts",
    "Mapping[str, str]": "words",
    "tuple[SectionConfig, ...]": "tables",
}
"""The type of a declared option -> what its key holds."""


def _keys(owner: type) -> tuple[Key, ...]:
    """Return the keys of a table with options that a dataclass declares."""
    return tuple(
        Key(
            each.name,
            _TYPES[each.type],
            each.doc,
            default=None if isinstance(each.default, Mapping) else each.default,
            choices=each.choices,
            required=each.required,
            other=each.other,
        )
        for each in declared(owner)
    )


VENUE_KINDS: Final = (
    "conference", "workshop", "journal", "magazine", "preprint", "book", "other",
)  # fmt: skip

SOURCE_NAMES: Final = (
    "dblp", "orcid", "arxiv", "pubmed", "inspire", "hal", "zbmath", "ads",
)  # fmt: skip
"""The sources that can list the papers of a person."""
ACCOUNTS: Final = (
    "arxiv", "pubmed", "inspire", "hal", "zbmath", "ads", "openalex", "semanticscholar",
)  # fmt: skip
"""The keys of a person that name an account at a service, besides dblp, ORCID and Scholar."""

QUERIES: Final = frozenset({"pubmed", "ads", "inspire"})
"""Accounts that are searches or names, and not the last part of the address of a page."""
ENRICHERS: Final = ("crossref", "datacite", "pubmed", "openalex")
"""The services that complete entries, in the order in which they are asked."""

TABLES: Final[Mapping[str, Table]] = {
    "": Table(
        "The file itself; put these keys above the first [table].",
        (
            Key("people", "tables", "who the lists are about, the most important first"),
            Key("people_from", "text", "a CSV file with more people, one per line"),
            Key("eras", "tables", "periods of your life that publications are listed under"),
            Key("lists", "tables", "the lists that pubman export writes"),
            Key(
                "venues", "tables", "venues that pubman does not know, or knows under another name"
            ),
            Key("sources", "tables", "where records come from, and which source to believe"),
            Key("dblp", "table", "how dblp is asked"),
            Key("sync", "table", "which sources a sync asks, and for what"),
            Key(
                "preprints",
                "text",
                "join: a preprint and its published paper are one line; both: two lines",
                default="join",
                choices=("join", "both"),
            ),
            Key(
                "links",
                "words",
                'links to files that exist: pdf = "papers/{key}.pdf"; a picture is shown',
            ),
            Key("coauthors", "tables", "co-authors whose names are linked"),
        ),
    ),
    "people": Table(
        "A person: what pubman needs to recognise their name on a paper.",
        (
            Key("name", "text", "the name, as it should read", required=True),
            Key(
                "spellings",
                "texts",
                "other names on papers: a birth name, another script",
                other="names",
            ),
            Key(
                "dblp",
                "texts",
                "the dblp person number, 94/4810-19, or the address of their dblp page",
            ),
            Key("orcid", "text", "the ORCID iD"),
            Key(
                "scholar",
                "text",
                "the Google Scholar profile: its address, or the part after user=",
            ),
            Key("arxiv", "text", "the arXiv author id, or the ORCID, if arXiv knows it"),
            Key("pubmed", "text", "a PubMed query that finds their papers: 0000-...[auid]"),
            Key("inspire", "text", "the INSPIRE author id: F.Muro.1"),
            Key("hal", "text", "the idHAL: fernando-muro"),
            Key("zbmath", "text", "the zbMATH author code: muro.fernando"),
            Key("ads", "text", "an ADS query that finds their papers: orcid:0000-..."),
            Key("openalex", "text", "the OpenAlex author id, if the ORCID does not find it"),
            Key(
                "semanticscholar",
                "text",
                "the number in the address of the Semantic Scholar page",
                other="s2",
            ),
            Key("url", "text", "their web page; their name links to it"),
            Key("from", "date", "when they joined the lab"),
            Key("to", "date", "when they left; that day, month or year still counts"),
            Key("periods", "tables", "several such periods, instead of from and to"),
            Key(
                "show",
                "text",
                "current: print this name on every paper, even if the paper has a former name",
                default="",
                choices=("", "current"),
            ),
            Key("id", "text", "a short name for SQL and the command line; made from the name"),
        ),
    ),
    "people.periods": Table(
        "A period in the lab.",
        (
            Key("from", "date", "its first day, month or year", other="start"),
            Key("to", "date", "its last day, month or year", other="end"),
        ),
    ),
    "eras": Table(
        "An era. The eras of one person may not overlap. A paper with only a year belongs to"
        " the era that covers most of that year, or to the later of two that cover equally much.",
        (
            Key("name", "text", "its heading", required=True),
            Key(
                "from", "date", "its first day, month or year; leave it out if open", other="start"
            ),
            Key(
                "to",
                "date",
                "its last day, month or year, included; leave it out if open",
                other="end",
            ),
            Key("person", "text", "whose era it is; by default the first person's"),
        ),
    ),
    "lists": Table("A list of publications, in one format, in one file.", _keys(ListConfig)),
    "lists.sections": Table("A part of a list.", _keys(SectionConfig)),
    "venues": Table(
        "A venue of your own; it takes precedence over those that pubman knows.",
        (
            Key("name", "text", "its full name", required=True),
            Key("acronym", "text", "its short name", default=""),
            Key(
                "kind",
                "text",
                "what is published there; it overrides the entry type",
                default="",
                choices=("", *VENUE_KINDS),
            ),
            Key("aliases", "texts", "other names, as people write them"),
            Key("patterns", "texts", "regular expressions over the folded text"),
            Key("dblp", "texts", "keys of dblp: conf/sosp"),
            Key("rank", "text", "a rank to show or query"),
            Key("id", "text", "a short name for SQL; made from the acronym or the name"),
        ),
    ),
    "sources": Table(
        "A source of records, by the name pubman import gives it.",
        (
            Key("name", "text", "dblp, scholar, or the name given to import --as", required=True),
            Key(
                "rank",
                "number",
                "if two sources disagree, the higher rank wins (files: 60)",
                default=60,
            ),
            Key(
                "own_duplicates",
                "flag",
                "false: it never lists one paper twice (dblp does not)",
                default=True,
            ),
        ),
    ),
    "dblp": Table(
        "How dblp is asked.",
        (
            Key("url", "text", "the first host", default="https://dblp.org"),
            Key(
                "mirrors",
                "texts",
                "hosts to ask if the first does not answer",
                default=("https://dblp.uni-trier.de", "https://dblp.dagstuhl.de"),
            ),
            Key("spacing", "number", "seconds between two requests", default=4.0),
            Key(
                "contact", "text", "an e-mail address for dblp to reach you; sent with each request"
            ),
            Key(
                "doi_url",
                "text",
                "the host that resolves the DOIs of pubman add",
                default="https://doi.org",
            ),
        ),
    ),
    "sync": Table(
        "Which sources a sync asks, and for what.",
        (
            Key(
                "sources",
                "texts",
                "the sources to ask; if left out, all at which somebody has an account",
                choices=SOURCE_NAMES,
            ),
            Key(
                "propose",
                "texts",
                "sources that may only propose papers, which you then accept or not",
                choices=("openalex", "semanticscholar"),
            ),
            Key(
                "enrich",
                "texts",
                "services that complete entries by their DOI or PubMed number",
                default=ENRICHERS,
                choices=ENRICHERS,
            ),
            Key(
                "include",
                "texts",
                "what a sync otherwise leaves out",
                choices=("dataset", "software", "abstract"),
            ),
            Key("contact", "text", "an e-mail address for the services to reach you"),
        ),
    ),
    "coauthors": Table(
        "A co-author whose name is linked.",
        (
            Key("name", "text", "the name", required=True),
            Key("url", "text", "the address of their page", required=True),
        ),
    ),
}
"""Every table by its path: ``lists.sections`` is ``[[lists.sections]]``."""
