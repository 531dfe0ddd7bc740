"""The entry types and fields of BibTeX and biblatex as data, for reading and for writing.

They come from the standard styles (btxdoc, section 3), the biblatex manual (sections 2.1 and 2.2)
and the fields that al-folio and HugoBlox add for homepages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TYPES: Final[Mapping[str, str]] = {
    "article": "article", "periodical": "proceedings", "suppperiodical": "article",
    "inproceedings": "conference", "conference": "conference", "phdthesis": "thesis",
    "mastersthesis": "thesis", "thesis": "thesis", "bachelorsthesis": "thesis",
    "book": "book", "mvbook": "book", "booklet": "book", "manual": "report",
    "inbook": "chapter", "incollection": "chapter", "bookinbook": "chapter",
    "suppbook": "chapter", "suppcollection": "chapter", "inreference": "chapter",
    "proceedings": "proceedings", "mvproceedings": "proceedings", "collection": "proceedings",
    "mvcollection": "proceedings", "reference": "proceedings", "mvreference": "proceedings",
    "techreport": "report", "report": "report", "patent": "patent", "dataset": "dataset",
    "data": "dataset", "software": "software", "online": "website", "electronic": "website",
    "www": "website", "webpage": "website", "website": "website",
    "misc": "other", "unpublished": "other", "artwork": "other",
    "audio": "other", "video": "other", "movie": "other", "music": "other", "image": "other",
    "letter": "other", "legislation": "other", "jurisdiction": "other", "legal": "other",
    "commentary": "other", "performance": "other", "review": "review", "standard": "standard",
    "workshop": "workshop", "preprint": "preprint", "talk": "talk", "presentation": "talk",
    "speech": "talk", "lecturenotes": "lecture notes",
    "article-journal": "article", "journal-article": "article", "journalarticle": "article",
    "paper-conference": "conference", "proceedings-article": "conference",
    "conferencepaper": "conference", "book-chapter": "chapter", "booksection": "chapter",
    "newspaper": "article", "magazine": "article", "newspaperarticle": "article",
}  # fmt: skip
"""Every known entry type -> the kind that it means."""

ENTRY_TYPES: Final[Mapping[str, str]] = {
    "article": "article", "conference": "inproceedings", "workshop": "inproceedings",
    "demo": "inproceedings", "preprint": "misc", "thesis": "phdthesis", "book": "book",
    "chapter": "incollection", "proceedings": "proceedings", "report": "techreport",
    "patent": "patent", "dataset": "dataset", "software": "software", "other": "misc",
    "standard": "techreport", "talk": "misc", "lecture notes": "misc", "review": "article",
    "website": "misc",
}  # fmt: skip
"""Every kind -> the entry type that it is written as. ``patent``, ``dataset`` and ``software``
belong to biblatex; BibTeX's standard styles print them as ``misc``."""

KIND_WORDS: Final[Mapping[str, str]] = {
    "standard": "Standard", "talk": "Talk", "lecture notes": "Lecture notes", "review": "Review",
    "website": "Website",
}  # fmt: skip
"""Kinds that share an entry type with another kind -> the word in ``type`` that tells them."""

CONTAINERS: Final = frozenset({"xdata", "set"})
"""Entry types that hold data for other entries and are not works themselves."""

FIELD_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title",),
    "title_translated": ("titletranslation", "translatedtitle", "title_translated", "englishtitle"),
    "authors": ("author", "authors"),
    "editors": ("editor", "editors"),
    "venue": ("journal", "journaltitle", "booktitle", "eventtitle"),
    "series": ("series",),
    "volume": ("volume",),
    "number": ("number", "issue"),
    "pages": ("pages", "page", "eid", "articleno", "article-number"),
    "edition": ("edition",),
    "publisher": ("publisher", "organization"),
    "school": ("school", "institution"),
    "place": ("address", "location"),
    "doi": ("doi",),
    "arxiv_id": ("eprint", "arxiv", "arxivid"),
    "pmid": ("pmid", "pubmed", "pubmedid"),
    "pmcid": ("pmcid", "pmc"),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "url": ("url", "ee"),
    "abstract": ("abstract",),
    "language": ("langid", "language", "hyphenation"),
    "award": ("award", "award_name"),
    "note": ("note",),
    "keywords": ("keywords", "keyword"),
}
"""Every field of a work -> the name it is written as, then other names it is read from, best first.

``date``, ``status``, ``tags`` and ``links`` need more than one name (``year``, ``month``,
``pubstate``, ``selected`` and ``LINK_FIELDS``)."""

BIBLATEX_NAMES: Final[Mapping[str, str]] = {
    "journal": "journaltitle", "school": "institution", "address": "location", "year": "date",
}  # fmt: skip
"""BibTeX's names of fields -> biblatex's, if they differ."""

LINK_FIELDS: Final[Mapping[str, str]] = {
    "pdf": "pdf", "code": "code", "slides": "slides", "video": "video", "poster": "poster",
    "website": "website", "html": "html", "blog": "blog", "supp": "supplement", "demo": "demo",
    "url_pdf": "pdf", "url_code": "code", "url_slides": "slides", "url_video": "video",
    "url_poster": "poster", "url_dataset": "data", "url_project": "project",
    "url_source": "source", "data": "data", "talk": "talk", "github": "code",
    "gitlab": "code", "repository": "code",
    "project": "project", "projectpage": "project", "homepage": "website", "preprint": "preprint",
    "recording": "video", "youtube": "video", "dataset": "data", "press": "press", "link": "link",
    "dimensions": "",
}  # fmt: skip
"""Fields of al-folio and HugoBlox that hold an address -> the label of the link."""

STATUS_WORDS: Final[Mapping[str, str]] = {
    "to appear": "to appear", "toappear": "to appear", "in press": "to appear",
    "inpress": "to appear", "forthcoming": "to appear", "appearing": "to appear",
    "accepted": "accepted", "accepted for publication": "accepted", "submitted": "submitted",
    "submitted for publication": "submitted", "under review": "under review",
    "in review": "under review", "in preparation": "in preparation",
    "inpreparation": "in preparation", "in prep": "in preparation",
    "work in progress": "in preparation",
}  # fmt: skip
"""The words in ``pubstate``, ``note`` or even ``year`` -> the status."""

VERBATIM_FIELDS: Final = frozenset(
    "file timestamp biburl bibsource owner groups local-url date-added date-modified date "
    "origdate eventdate urldate lastchecked verba verbb verbc bdsk-url-1 bdsk-url-2 bdsk-url-3 "
    "bdsk-file-1 crossref xdata xref keyid sortkey entryset related ids".split()
)
"""Fields that hold paths, keys or time stamps: kept as written, never decoded."""

URL_FIELDS: Final = frozenset({"url", "ee", "doi", "eprint", *LINK_FIELDS})
"""Fields that hold an address: un-escaped, never decoded."""

MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
MACROS: Final[Mapping[str, str]] = {name[:3].lower(): name for name in MONTHS}
"""The ``@string``s that every style defines: ``jan`` to ``dec``."""

FIELD_ALIASES: Final = frozenset(
    {name for names in FIELD_NAMES.values() for name in names}
    | set(LINK_FIELDS)
    | set("year month date pubstate howpublished type crossref subtitle day chapter key".split())
)
"""Every field that is known by name."""


def entry_type(kind: str) -> str:
    """Return the entry type that a work of ``kind`` is written as: ``inproceedings`` for a demo."""
    return ENTRY_TYPES.get(kind, "misc")
