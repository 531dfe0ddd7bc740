"""Sections of publications in, text out: one module per format. In reading order:

=============  ===================================================================================
``arrange``    publications -> sections: chosen, grouped, sorted
``labels``     every word a page shows, by language (``templates/labels.toml``)
``urls``       an address -> the same, safe to link; the addresses of DOIs and arXiv numbers
``markup``     a title with ``<i>`` and ``$x$`` -> pieces a format can write
``patterns``   a venue's line from a pattern of ``pubman.toml``
``details``    signs, labels, links, numbers: the pieces of an entry
``entries``    a publication -> all that a list shows of it, still unescaped
``templating`` Jinja2 environments that escape for their format
``csl``        a publication in any CSL style, by pandoc
``html`` ...   the formats themselves: ``render(sections, options) -> str``, bytes for DOCUMENTS
``metadata``   what a page says to machines
``own_entry``  the text of a .bib entry beside its record; ``bibtex_…`` and ``csl_…`` are steps of
               the formats of those names
``aside``      texts put aside, on disk where they are long
``bars``       counts as a chart of their own, an SVG file
=============  ===================================================================================

A format is one module and one line of ``EXPORTS``. Modules load on use, Jinja2 with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

from pubman.formats.registry import WRITERS, Format, by_name, find, unknown_format
from pubman.listing import Options, Section

_PAGES: Final = (
    Format(
        name="html", label="a page", writer="pubman.pages.html", extension=".html",
        media_type="text/html",
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
        name="jekyll", label="BibTeX with the fields of al-folio", writer="pubman.pages.jekyll",
        extension=".jekyll.bib", media_type="application/x-bibtex",
    ),
    Format(
        name="atom", label="Atom feed", aliases=("feed",), writer="pubman.pages.atom",
        extension=".atom", media_type="application/atom+xml",
    ),
)  # fmt: skip

EXPORTS: Final[Mapping[str, Format]] = {**by_name(_PAGES), **WRITERS}
"""Every format of text by name: the pages, then the data formats."""

DOCUMENTS: Final[Mapping[str, Format]] = by_name((
    Format(
        name="pdf", label="PDF (extra pdf)", writer="pubman.pages.pdf", extension=".pdf",
        media_type="application/pdf", binary=True,
    ),
    Format(
        name="docx", label="Word (extra csl)", aliases=("word",), writer="pubman.pages.docx",
        extension=".docx", binary=True,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
))  # fmt: skip
"""The formats that are not text: :func:`render_bytes` writes them."""

FORMATS: Final[Mapping[str, Format]] = {**EXPORTS, **DOCUMENTS}
"""Every format that pubman writes, by name."""


def render(format: str, sections: Sequence[Section], options: Options) -> str:  # noqa: A002 - its name everywhere else
    """Return ``sections`` as the text of one file in ``format``, ending in one newline.

    The same arguments give the same text. Raise ``UsageError`` for a format that is not in
    ``EXPORTS`` and ``ConfigError`` for a pattern or template that cannot be used.
    """
    export = find(format, EXPORTS)
    if export is None:
        raise unknown_format(format, EXPORTS, "writes")
    text: str = import_module(export.writer).render(sections, options)
    return text


def render_bytes(format: str, sections: Sequence[Section], options: Options) -> bytes:  # noqa: A002
    """Return ``sections`` as the bytes of one file in any format, text in UTF-8.

    Raise what :func:`render` does, and ``UsageError`` for an extra that is not installed.
    """
    document = find(format, DOCUMENTS)
    if document is None:
        return render(format, sections, options).encode("utf-8", "replace")
    content: bytes = import_module(document.writer).render(sections, options)
    return content
