"""Tables of portals that need more than column names: how to recognise and read each.

A dialect is recognised by columns that only its portal writes. Its own table of columns takes
precedence over that of :mod:`pubman.formats.table.columns`. It also knows how the portal writes
lists of names. Any other column is kept with each record under its own name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from pubman.formats.author_lists import read_name, split_at_commas, whole_name
from pubman.formats.table.columns import squash
from pubman.record import Name

Names = tuple[tuple[Name, ...], bool]
"""Names, and whether the list is incomplete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The table of a portal.

    ``proof`` are sets of header cells, reduced to letters. All cells of one set must occur.
    ``format`` is the name of the format in the registry. ``columns`` are header cells and the
    fields that they hold. An empty field means that the column is kept under its own name.
    ``names`` reads a cell of names. ``kinds`` are values of the column for the type. ``guess``
    means that the kind must be inferred from the venue, as for Google Scholar. ``own`` marks
    pubman's own table. ``january_is_unknown`` means that January 1 is written if only the year is
    known.
    """

    proof: tuple[frozenset[str], ...]
    format: str = "csv"
    columns: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    names: Callable[[str], Names] | None = None
    guess: bool = False
    own: bool = False
    january_is_unknown: bool = False


def bar_separated(text: str) -> Names:
    """Return the names of ``Ada Rossi|Ben Stone``."""
    return tuple(whole_name(part.strip()) for part in text.split("|") if part.strip()), False


def glued(text: str) -> Names:
    """Return the names of SpringerLink's ``Justice Opara-MartinsReza SahandiFeng Tian``.

    A name begins at a capital after a small letter or a full stop. ``McArthur`` and ``DeLuca`` are
    one word: a part of at most three letters at the beginning of a family name is not a whole name.
    """
    parts = _BORDER.split(text)
    return tuple(read_name(part.strip()) for part in parts if part.strip()), False


_BORDER = re.compile(
    r"(?<=[^\W\d_A-Z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bLe)(?<!\bLa)(?<!\bVan)(?<!\bO’)"
    r"(?=[A-ZÀ-ÖØ-Þ][^\s]*\s)|(?<=[a-zß-ÿ]\.)(?=[A-ZÀ-ÖØ-Þ])"
)


def with_commas(text: str) -> Names:
    """Return the names of Publish or Perish: ``P Mell, T Grance, ...``. Dots mean a cut list."""
    bare = text.replace("...", "…")
    names = [part.strip(" …") for part in bare.split(",")]
    return tuple(whole_name(name) for name in names if name), "…" in bare


def scopus(text: str) -> Names:
    """Return the names of Scopus, in either of its forms. A note in brackets means no names."""
    if text.startswith("["):
        return (), False
    if ";" in text:
        return tuple(whole_name(part.strip()) for part in text.split(";") if part.strip()), False
    return tuple(read_name(part) for part in split_at_commas(text)), False


def _proof(*sets: str) -> tuple[frozenset[str], ...]:
    """Return sets of header cells, reduced to letters, from texts with ``|`` between cells."""
    return tuple(frozenset(map(squash, cells.split("|"))) for cells in sets)


def _columns(*unread: str, **fields: str) -> dict[str, str]:
    """Return header cells, reduced to letters, and their fields. ``|`` separates the headers."""
    found = {squash(cell): name for name, cells in fields.items() for cell in cells.split("|")}
    return found | {squash(cell): "" for cell in unread}


_SPRINGER_KINDS: Final = {
    "article": "article", "chapter": "chapter", "chapterconferencepaper": "conference",
    "conferencepaper": "conference", "referenceworkentry": "chapter", "book": "book",
    "conferenceproceedings": "proceedings", "protocol": "chapter",
}  # fmt: skip
_DIMENSIONS_KINDS: Final = {
    "article": "article", "chapter": "chapter", "proceeding": "conference", "preprint": "preprint",
    "monograph": "book", "editedbook": "proceedings", "book": "book",
}  # fmt: skip
_ACADEMICPAGES_KINDS: Final = {
    "manuscripts": "article", "conferences": "conference", "books": "book",
}  # fmt: skip
DIALECTS: Final = (
    Dialect(
        format="openalex-csv", proof=_proof("authorships.author.display_name"),
        names=bar_separated, january_is_unknown=True,
        columns=_columns(
            "language", "keywords.display_name",
            authors="authorships.raw_author_name|authorships.author.display_name", key="id",
            venue="primary_location.source.display_name", volume="biblio.volume",
            number="biblio.issue", start="biblio.first_page", end="biblio.last_page",
            year="publication_year", date="publication_date", title="title|display_name",
            publisher="primary_location.source.host_organization_name",
            issn="primary_location.source.issn_l",
        ),
    ),
    Dialect(
        format="pop-csv", proof=_proof("GSRank|ArticleURL|Source"), names=with_commas,
        guess=True,
        columns=_columns(
            "Type", venue="Source", url="ArticleURL", start="StartPage", end="EndPage",
            cited_by="Cites",
        ),
    ),
    Dialect(
        proof=_proof("Item Title|Content Type|Item DOI"), names=glued,
        kinds=_SPRINGER_KINDS,
        columns=_columns(
            venue="Publication Title", series="Book Series Title", type="Content Type"
        ),
    ),
    Dialect(
        proof=_proof("Publication ID|PubYear|Source title"), kinds=_DIMENSIONS_KINDS,
        columns=_columns(
            key="Publication ID", year="PubYear", date="Publication date", pages="Pagination",
            venue="Source title", book="Anthology title", type="Publication Type",
            url="Dimensions URL", pmid="PMID", pmcid="PMCID",
        ),
    ),
    Dialect(proof=_proof(
        "Source title|EID", "Source title|Art. No.", "Source title|Author full names"
    ), names=scopus, columns=_columns(
        status="Publication Stage", scopus_url="Link", place="Conference location",
        full_names="Author full names", cited_by="Cited by", pmid="PubMed ID",
    )),
    Dialect(proof=_proof("Document Title|Document Identifier")),
    Dialect(proof=_proof("Item Type|Publication Title|Date Added")),
    Dialect(proof=_proof("PMID|Journal/Book", "PMID|Citation"), columns=_columns(
        pmid="PMID", pmcid="PMCID")),
    Dialect(proof=_proof("Lens ID"), columns=_columns(
        "External URL", key="Lens ID", venue="Source Title", type="Publication Type",
        date="Date Published", authors="Author/s", number="Issue Number", issn="ISSNs",
        year="Publication Year", start="Start Page", end="End Page", pmid="PMID", pmcid="PMCID",
    )),
    Dialect(proof=_proof("pub_date|url_slug", "pub_date|paper_url", "pub_date|citation"),
            kinds=_ACADEMICPAGES_KINDS, columns=_columns(
        key="url_slug", date="pub_date", url="paper_url", abstract="excerpt", type="category",
        citation="citation", **{"link slides": "slides_url", "link bibtex": "bibtex_url"},
    )),
    Dialect(proof=_proof("key|kind|title|author|venue"), own=True),
)  # fmt: skip
"""The tables of portals, and pubman's own."""


def find_dialect(cells: Iterable[str]) -> Dialect | None:
    """Return the dialect that a header identifies, or None."""
    names = {squash(cell) for cell in cells}
    return next((each for each in DIALECTS if any(one <= names for one in each.proof)), None)
