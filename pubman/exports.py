"""Every format that a list can be written in: the pages, the data formats, the documents.

The data formats are declared in :mod:`pubman.formats.registry`. The others are declared here, in
the same form. A new one is a module in ``pubman.pages`` with ``render(sections, options)`` and one
row here. The rows hold names of modules: modules load on use, and Jinja2 with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pubman.formats.format import Format, by_name
from pubman.formats.registry import WRITERS

_PAGES: Final = (
    Format(
        name="html", label="a page", writer="pubman.pages.html", extension=".html",
        endings=(".htm",), media_type="text/html",
    ),
    Format(
        name="site", label="a whole site: pages for papers, topics, venues and co-authors",
        writer="pubman.pages.site", extension=".html", media_type="text/html",
    ),
    Format(
        name="pages", label="a page for each paper, with the tags Google Scholar reads",
        writer="pubman.pages.paper", extension=".html", media_type="text/html",
    ),
    Format(
        name="markdown", label="Markdown, as GitHub reads it", aliases=("md",),
        writer="pubman.pages.markdown", extension=".md", media_type="text/markdown",
    ),
    Format(
        name="text", label="plain text", aliases=("txt",), writer="pubman.pages.text",
        extension=".txt", media_type="text/plain",
    ),
    Format(
        name="hugo", label="a content page for Hugo", writer="pubman.pages.hugo",
        extension=".hugo.md", media_type="text/markdown",
    ),
    Format(
        name="quarto", label="a page for Quarto", aliases=("qmd",), writer="pubman.pages.quarto",
        extension=".qmd", media_type="text/markdown",
    ),
    Format(
        name="latex", label="LaTeX, a document or a fragment", aliases=("tex",),
        writer="pubman.pages.latex", extension=".tex", media_type="application/x-tex",
    ),
    Format(
        name="typst", label="Typst, a document or a fragment", aliases=("typ",),
        writer="pubman.pages.typst", extension=".typ", media_type="text/vnd.typst",
    ),
    Format(
        name="quarto-listing", label="the data of a Quarto listing",
        writer="pubman.pages.quarto_listing", extension=".quarto.yml", media_type="text/yaml",
    ),
    Format(
        name="mkdocs", label="a page for MkDocs", writer="pubman.pages.mkdocs",
        extension=".mkdocs.md", media_type="text/markdown",
    ),
    Format(
        name="jekyll", label="BibTeX with the fields of al-folio", aliases=("al-folio", "alfolio"),
        writer="pubman.pages.jekyll", extension=".jekyll.bib", media_type="application/x-bibtex",
    ),
    Format(
        name="academicpages", label="the collection _publications of academicpages",
        writer="pubman.pages.academicpages", extension=".academicpages.md",
        media_type="text/markdown",
    ),
    Format(
        name="hugoblox", label="content/publication of HugoBlox, with cite.bib",
        writer="pubman.pages.hugoblox", extension=".hugoblox.md", media_type="text/markdown",
    ),
    Format(
        name="embed", label="a script that puts the list into any page",
        writer="pubman.pages.embed", extension=".js", media_type="text/javascript",
    ),
    Format(
        name="atom", label="Atom feed", aliases=("feed",), writer="pubman.pages.atom",
        extension=".atom", media_type="application/atom+xml",
    ),
)  # fmt: skip

_DOCUMENTS: Final = (
    Format(
        name="pdf", label="PDF (extra pdf)", writer="pubman.pages.pdf", extension=".pdf",
        media_type="application/pdf", binary=True,
    ),
    Format(
        name="docx", label="Word (extra csl)", aliases=("word",), writer="pubman.pages.docx",
        extension=".docx", binary=True,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
)  # fmt: skip

EXPORTS: Final[Mapping[str, Format]] = {**by_name(_PAGES), **WRITERS}
"""Every format of text by name: the pages, then the data formats."""
DOCUMENTS: Final[Mapping[str, Format]] = by_name(_DOCUMENTS)
"""The formats of bytes by name."""
FORMATS: Final[Mapping[str, Format]] = {**EXPORTS, **DOCUMENTS}
"""Every format that pubman writes, by name."""
FOLDER_FORMATS: Final = frozenset({"site", "academicpages", "hugoblox"})
"""The formats that make several files in one folder: ``files`` of their modules yields them."""
DATA_FORMATS: Final = frozenset(WRITERS)
"""The formats for programs: they are not limited to your own publications."""


def format_of(file_name: str) -> str:
    """Return the format that a file's name ends in, or ``""``; the longest ending wins.

    >>> format_of("cv.md"), format_of("papers.csl.json"), format_of("notes")
    ('markdown', 'csl-json', '')
    """
    name = file_name.lower()
    endings = [(each.extension, each.name) for each in FORMATS.values()]
    endings += [(end, each.name) for each in _PAGES for end in each.endings]
    fitting = [(end, form) for end, form in endings if name.endswith(end)]
    # Of two formats with one ending, max takes the first in the table.
    return max(fitting, key=lambda each: len(each[0]))[1] if fitting else ""
