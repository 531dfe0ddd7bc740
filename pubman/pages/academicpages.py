"""A list as the collection ``_publications`` of academicpages: one file per publication.

https://github.com/academicpages/academicpages.github.io reads ``collection``, ``category``,
``permalink``, ``date``, ``venue``, ``paperurl``, ``slidesurl``, ``bibtexurl`` and ``citation``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.front_matter import front_matter
from pubman.pages.generator_facts import citation_of, date_of, link_of, title_of_page
from pubman.pages.page import ShownEntry
from pubman.text.file_names import FileNames
from pubman.text.markup import printable

CATEGORIES: Final = {"book": "books", "chapter": "books", "proceedings": "books",
                     "conference": "conferences", "workshop": "conferences",
                     "demo": "conferences"}  # fmt: skip
"""A kind of publication -> the category of academicpages; all other kinds are manuscripts."""


def render(sections: Sequence[Section], options: Options) -> str:
    """Return the pages of the publications one after the other; a folder has them as files."""
    return "\n".join(text for _, text, _ in files(sections, options)) or "\n"


def files(sections: Sequence[Section], options: Options) -> Iterator[tuple[str, str, int]]:
    """Yield a page for every publication: its path, its text, one."""
    names = FileNames()
    page = build(sections, options, legend="none", labelled=False)
    for entry in page.entries_once:
        name = names.name_for(entry.pub.key or str(entry.pub.id))
        yield f"{name}.md", _page(entry, name), 1


def _page(entry: ShownEntry, name: str) -> str:
    pub = entry.pub
    head = front_matter(
        {
            "title": title_of_page(entry),
            "collection": "publications",
            "category": CATEGORIES.get(pub.kind, "manuscripts"),
            "permalink": f"/publication/{name}",
            "date": date_of(pub),
            "venue": entry.values["venue"].name or entry.venue_line,
            "paperurl": link_of(pub, "pdf") or entry.url,
            "slidesurl": link_of(pub, "slides"),
            "citation": citation_of(entry),
        }
    )
    abstract = printable(pub.abstract)
    return f"{head}\n{_text(abstract)}\n" if abstract else head


def _text(text: str) -> str:
    """Return text that neither Liquid nor Markdown reads more into."""
    from pubman.pages.markdown import escape  # noqa: PLC0415 - its templates are not needed else

    return escape(text).replace("{{", "&#123;{").replace("{%", "&#123;%")
