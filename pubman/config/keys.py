"""Every table and key of ``pubman.toml``, in the order in which they are explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

KeyType = Literal["text", "texts", "flag", "number", "count", "date", "words", "table", "tables"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its name, what it holds and what it means.

    ``texts`` is a list of strings, or one; ``count`` a whole number from 0; ``date`` a year, month
    or day, quoted or not; ``words`` a table of strings under keys of one's own; ``table`` and
    ``tables`` stand in ``TABLES`` by their own name. ``choices`` are the only values there may be
    (of each string, where it is a list), ``other`` a second name that is understood too.
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


VENUE_KINDS: Final = (
    "conference", "workshop", "journal", "magazine", "preprint", "book", "other",
)  # fmt: skip

TABLES: Final[Mapping[str, Table]] = {
    "": Table(
        "The file itself; these keys stand before the first [table].",
        (
            Key("people", "tables", "who the lists are about, the most important first"),
            Key("people_from", "text", "a CSV file with more people, one a line"),
            Key("eras", "tables", "stretches of a life under which publications are listed"),
            Key("lists", "tables", "the lists that pubman export writes"),
            Key("venues", "tables", "venues that pubman does not know, or knows by another name"),
            Key("sources", "tables", "where records come from, and whom to believe"),
            Key("dblp", "table", "how dblp is asked"),
            Key(
                "preprints",
                "text",
                "join: a preprint and the paper it became are one line; both: two lines",
                default="join",
                choices=("join", "both"),
            ),
            Key("links", "words", 'links to files that are there: pdf = "papers/{key}.pdf"; '
                "picture is shown"),
            Key("coauthors", "tables", "co-authors whose names are linked"),
        ),
    ),
    "people": Table(
        "A person: everything pubman needs to know a name on a paper for theirs.",
        (
            Key("name", "text", "the name, as it should read", required=True),
            Key("spellings", "texts", "other names on papers: a birth name, another script",
                other="names"),
            Key("dblp", "texts", "the dblp person number, 94/4810-19, or a dblp address of theirs"),
            Key("orcid", "text", "the ORCID iD"),
            Key("scholar", "text", "the Google Scholar profile: address, or what follows user="),
            Key("url", "text", "their page; their name is linked to it"),
            Key("from", "date", "since when they belong to the lab"),
            Key("to", "date", "until when; that day, month or year counts"),
            Key("periods", "tables", "several such stretches, instead of from and to"),
            Key("show", "text", "current: print this name on every paper, whatever it says",
                default="", choices=("", "current")),
            Key("id", "text", "a short name for SQL and the command line; made from the name"),
        ),
    ),
    "people.periods": Table(
        "A stretch of time in the lab.",
        (
            Key("from", "date", "its first day, month or year", other="start"),
            Key("to", "date", "its last", other="end"),
        ),
    ),
    "eras": Table(
        "An era. Those of one person may not overlap. A paper known only to the year is in the era"
        " that holds most of that year, of two with equally many days in the later one.",
        (
            Key("name", "text", "its heading", required=True),
            Key("from", "date", "its first day, month or year; left out: open", other="start"),
            Key("to", "date", "its last, which counts; left out: open", other="end"),
            Key("person", "text", "whose; left out: the first person's"),
        ),
    ),
    "lists": Table(
        "A list of publications, in one format, in one file.",
        (
            Key("name", "text", "its name: pubman export NAME", required=True),
            Key("title", "text", "the heading of the page"),
            Key("subtitle", "text", "a line below it"),
            Key("output", "text", "the file to write, seen from this folder"),
            Key("format", "text", "html, markdown, text, bibtex, json; else as output ends"),
            Key("where", "text", "which publications: a condition over the view bibliography"),
            Key("tag", "text", 'only those with this tag: "selected"'),
            Key("person", "texts", "only those of these people, by id or name"),
            Key("in_periods", "flag", "only those of a time in which their author was in the lab",
                default=False),
            Key("grace", "count", "months after leaving that still count", default=0),
            Key("limit", "count", "at most so many; 0: all", default=0),
            Key("sections", "tables", "parts with a heading and a condition of their own"),
            Key("group_by", "texts", "grouping, the outermost first",
                choices=("era", "year", "kind", "venue", "tag", "person")),
            Key("order", "text", "newest or oldest first, or by title; inside a year by hand",
                default="newest", choices=("newest", "oldest", "title")),
            Key("language", "text", "of headings and labels: en, de, zh", default="en"),
            Key("highlight", "flag", "mark your own name", default=True),
            Key("badges", "flag", "labels for venue, status and award", default=True),
            Key("links", "flag", "the row of links below an entry", default=True),
            Key("abstracts", "flag", "abstracts, folded away", default=True),
            Key("bibtex", "flag", "BibTeX of every entry, folded away", default=True),
            Key("chart", "flag", "publications per year as a small chart", default=True),
            Key("style", "text", "a CSL style, by name or file, for every entry (extra csl)"),
            Key("numbering", "text", "up, down (the oldest is 1) or kind ([J1], [C2])",
                default="", choices=("", "up", "down", "kind")),
            Key("truncate_authors", "count", "show so many authors, you among them; 0: all",
                default=0, other="truncate"),
            Key("legend", "text", "where the signs behind names are explained: page, entry, none",
                default="", choices=("", "page", "entry", "none")),
            Key("marks", "words", 'the sign of a role: equal = "*"'),
            Key("roles", "words", 'the words for a role: equal = "equal contribution"'),
            Key("patterns", "words", "how a line reads: by kind; default, authors, title, entry"),
            Key("template", "text", "a folder with templates that replace pubman's by name"),
            Key("profiles", "words", 'links below the title: "Google Scholar" = "https://..."'),
            Key("downloads", "words", 'files to offer: BibTeX = "publications.bib"'),
            Key("updated", "text", "a date to print as the last update"),
            Key("fragment", "flag", "without the page around it, to be put into another",
                default=False),
            Key("heading_level", "count", "the level of headings in a fragment", default=2),
        ),
    ),
    "lists.sections": Table(
        "A part of a list.",
        (
            Key("heading", "text", "its heading", default=""),
            Key("where", "text", "a condition over the view bibliography"),
            Key("tag", "text", "only those with this tag"),
        ),
    ),
    "venues": Table(
        "A venue of your own; it goes before the ones pubman knows.",
        (
            Key("name", "text", "its full name", required=True),
            Key("acronym", "text", "its short name", default=""),
            Key("kind", "text", "what is published there, whatever the entry type says",
                default="", choices=("", *VENUE_KINDS)),
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
            Key("name", "text", "dblp, scholar, or what import --as said", required=True),
            Key("rank", "number", "of two sources that disagree the higher is believed (files: 60)",
                default=60),
            Key("own_duplicates", "flag", "false: it never lists one paper twice, as dblp does not",
                default=True),
        ),
    ),
    "dblp": Table(
        "How dblp is asked.",
        (
            Key("url", "text", "the first host", default="https://dblp.org"),
            Key("mirrors", "texts", "hosts to ask where the first does not answer",
                default=("https://dblp.uni-trier.de", "https://dblp.dagstuhl.de")),
            Key("spacing", "number", "seconds between two requests", default=4.0),
            Key("contact", "text", "an address by which dblp can reach you; sent along"),
            Key("doi_url", "text", "the host that resolves the DOIs of pubman add",
                default="https://doi.org"),
        ),
    ),
    "coauthors": Table(
        "A co-author whose name is linked.",
        (
            Key("name", "text", "the name", required=True),
            Key("url", "text", "where it leads", required=True),
        ),
    ),
}  # fmt: skip
"""Every table by its path; ``lists.sections`` is ``[[lists.sections]]``."""
