"""The fields that a person can set, and the kinds and statuses that a publication can have.

``FIELDS`` is the only table of fields and ``KINDS`` the only table of kinds. ``pubman set``, the
help, the documentation, the merge and the schema all read them from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

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
