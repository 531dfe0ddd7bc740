"""A list for HugoBlox: ``KEY/index.md`` and ``KEY/cite.bib`` for every publication.

Write it to ``content/publication/``. HugoBlox (https://docs.hugoblox.com) shows links under the
names ``url_pdf``, ``url_code`` and so on, and marks ``featured`` publications.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pubman.formats.bibtex import writer as bibtex
from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.front_matter import front_matter
from pubman.pages.generator_facts import CSL_TYPES, date_of, link_of, title_of_page
from pubman.pages.page import ShownEntry
from pubman.text.file_names import FileNames

LINKS: Final = {
    "url_pdf": ("pdf",), "url_code": ("code",), "url_dataset": ("data", "dataset"),
    "url_poster": ("poster",), "url_project": ("project", "website"), "url_slides": ("slides",),
    "url_source": ("source",), "url_video": ("video",),
}  # fmt: skip
"""A field of HugoBlox -> the labels of links that it takes."""


def render(sections: Sequence[Section], options: Options) -> str:
    """Return the pages of the publications one after the other; a folder has them as files."""
    pages = [text for path, text, _ in files(sections, options) if path.endswith(".md")]
    return "\n".join(pages) or "\n"


def files(sections: Sequence[Section], options: Options) -> Iterator[tuple[str, str, int]]:
    """Yield the two files of every publication."""
    names = FileNames()
    page = build(sections, options, legend="none", labelled=False)
    for entry in page.entries_once:
        name = names.name_for(entry.pub.key or str(entry.pub.id))
        yield f"{name}/index.md", front_matter(_facts(entry)), 1
        plain = replace(options, fragment=False)
        yield f"{name}/cite.bib", bibtex.render([Section(publications=(entry.pub,))], plain), 1


def _facts(entry: ShownEntry) -> dict[str, object]:
    pub = entry.pub
    return {
        "title": title_of_page(entry),
        "authors": list(entry.names),
        "date": date_of(pub),
        "publishDate": date_of(pub),
        "publication_types": [CSL_TYPES.get(pub.kind, "document")],
        "publication": entry.values["venue"].name,
        "publication_short": entry.values["venue"].acronym,
        "abstract": pub.abstract,
        "summary": entry.venue_line,
        "tags": [tag for tag in pub.tags if tag != "selected"],
        "featured": "selected" in pub.tags,
        "doi": pub.doi,
        **{name: link_of(pub, *labels) for name, labels in LINKS.items()},
    }
