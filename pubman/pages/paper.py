"""A page about one paper: for readers who got its address, and for Google Scholar.

Its head has the ``citation_*`` tags of Highwire Press, which Scholar and Zotero read. They belong
only on a page about one paper: https://scholar.google.com/intl/en/scholar/inclusion.html.
``output = "papers/{key}.html"`` makes a folder of such pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from pubman.listing import Options, Section, publications
from pubman.pages import html, metadata
from pubman.pages.entries import build
from pubman.pages.page import ShownEntry
from pubman.record import Publication
from pubman.text.markup import printable
from pubman.text.urls import safe_url

_RANGE = re.compile(r"\s*[-–]+\s*")
_VENUES: Final = {
    "article": "citation_journal_title",
    "conference": "citation_conference_title",
    "workshop": "citation_conference_title",
    "demo": "citation_conference_title",
    "chapter": "citation_inbook_title",
}
_SCHOOLS: Final = {
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}


def render(sections: Sequence[Section], options: Options) -> str:
    """Return the page of the one publication in ``sections``; several make a list in HTML."""
    pubs = publications(sections)
    if len(pubs) != 1 or options.fragment:
        return html.render(sections, options)
    alone = replace(options, numbering="", title="")
    page = build([Section(publications=pubs)], alone, legend="entry", labelled=True)
    entry = page.entries[0]
    writer = html.writer_of(page)
    text = writer.write(
        "paper",
        entry=entry,
        tags=list(tags(entry)),
        item=Markup(metadata.item(entry)),  # noqa: S704 - no "<" is left in it
        whose=options.title,
        related=list(options.related),
        style=html.style(writer),
        script=html.script(writer),
    )
    return text.strip("\n") + "\n"


def tags(entry: ShownEntry) -> Iterator[tuple[str, str]]:
    """Yield name and content of every ``citation_*`` tag, in the order of the guidelines."""
    pub = entry.pub
    first, last = [*_RANGE.split(pub.pages, maxsplit=1), ""][:2]
    found = [
        ("citation_title", entry.values["title"]),
        *(("citation_author", name) for name in entry.names),
        ("citation_publication_date", str(pub.date or "").replace("-", "/")),
        (_VENUES.get(pub.kind, ""), entry.values["venue"].name),
        (_SCHOOLS.get(pub.kind, ""), pub.school),
        ("citation_volume", pub.volume),
        ("citation_issue", pub.number),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_publisher", pub.publisher),
        ("citation_doi", pub.doi),
        ("citation_arxiv_id", pub.arxiv_id),
        ("citation_pmid", pub.pmid),
        ("citation_pmcid", pub.pmcid),
        ("citation_isbn", pub.isbn),
        ("citation_issn", pub.issn),
        ("citation_language", metadata.language(pub)),
        ("citation_keywords", "; ".join(pub.keywords)),
        ("citation_pdf_url", _pdf(pub)),
    ]
    for name, text in found:
        if name and (content := printable(text)):
            yield name, content


def _pdf(pub: Publication) -> str:
    """Return the address of the PDF; Scholar accepts only absolute addresses."""
    urls = (safe_url(link.url) for link in pub.links if link.label.lower() == "pdf")
    return next((url for url in urls if url.startswith(("http:", "https:"))), "")
