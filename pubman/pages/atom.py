"""A list as an Atom feed (RFC 4287), in the order of the list.

The id of an entry is its DOI, else its arXiv number, else its key, so that a feed reader never
shows it twice. The dates are those of the publications, not of the export.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import escape as escape_xml

from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.page import Page, ShownEntry
from pubman.record import Date, Publication
from pubman.text.markup import printable
from pubman.text.urls import arxiv_url, doi_url


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as a feed with each publication once."""
    page = build(sections, options, legend="none", labelled=False)
    entries = [_entry(entry) for entry in page.entries_once]
    return "\n".join([*_head(page), *entries, "</feed>"]) + "\n"


def _head(page: Page) -> list[str]:
    title = printable(page.options.title) or page.labels.words["publications"]
    dates = [pub.date for pub in page.publications if pub.date]
    return [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(page.labels.language)}">',
        f"<title>{_text(title)}</title>",
        f"<id>urn:pubman:list:{_text(_urn(title))}</id>",
        f"<updated>{_moment(max(dates, default=None))}</updated>",
        f"<author><name>{_text(title)}</name></author>",
        "<generator>pubman</generator>",
    ]


def _entry(entry: ShownEntry) -> str:
    pub = entry.pub
    authors = "".join(f"<author><name>{_text(name)}</name></author>" for name in entry.names)
    link = f'<link href="{_text(entry.url)}"/>' if entry.url else ""
    return (
        f"<entry><title>{_text(printable(pub.title) or pub.key)}</title><id>{_identity(pub)}</id>"
        f"<updated>{_moment(pub.date)}</updated>{authors}{link}"
        f"<summary>{_text(entry.venue_line)}</summary></entry>"
    )


def _identity(pub: Publication) -> str:
    address = doi_url(pub.doi) or arxiv_url(pub.arxiv_id)
    return _text(address or f"urn:pubman:key:{_urn(pub.key or str(pub.id))}")


def _urn(text: str) -> str:
    return doi_url(text).removeprefix("https://doi.org/").replace("(", "%28").replace(")", "%29")


def _moment(date: Date | None) -> str:
    """Return the first moment of a date, as Atom wants it; without a date, that of year 1."""
    if date is None:
        return "0001-01-01T00:00:00Z"
    return f"{date.year:04d}-{date.month or 1:02d}-{date.day or 1:02d}T00:00:00Z"


def _text(text: str) -> str:
    return str(escape_xml(printable(text)))
