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
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from pubman.errors import UsageError
from pubman.listing import Options, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A format: its name, what people call it, the module that writes it, what files it makes.

    ``binary``: its module's ``render`` gives bytes.
    """

    name: str
    label: str
    module: str
    extension: str
    media_type: str
    binary: bool = False


def _registry(*exports: Export) -> Mapping[str, Export]:
    return {each.name: each for each in exports}


EXPORTS: Final[Mapping[str, Export]] = _registry(
    Export(
        name="html",
        label="a page",
        module="pubman.pages.html",
        extension=".html",
        media_type="text/html",
    ),
    Export(
        name="pages",
        label="a page for each paper, with the tags Google Scholar reads",
        module="pubman.pages.paper",
        extension=".html",
        media_type="text/html",
    ),
    Export(
        name="markdown",
        label="Markdown, as GitHub reads it",
        module="pubman.pages.markdown",
        extension=".md",
        media_type="text/markdown",
    ),
    Export(
        name="text",
        label="plain text",
        module="pubman.pages.text",
        extension=".txt",
        media_type="text/plain",
    ),
    Export(
        name="hugo",
        label="a content page for Hugo",
        module="pubman.pages.hugo",
        extension=".hugo.md",
        media_type="text/markdown",
    ),
    Export(
        name="quarto",
        label="a page for Quarto",
        module="pubman.pages.quarto",
        extension=".qmd",
        media_type="text/markdown",
    ),
    Export(
        name="latex",
        label="LaTeX, a document or a fragment",
        module="pubman.pages.latex",
        extension=".tex",
        media_type="application/x-tex",
    ),
    Export(
        name="typst",
        label="Typst, a document or a fragment",
        module="pubman.pages.typst",
        extension=".typ",
        media_type="text/vnd.typst",
    ),
    Export(
        name="bibtex",
        label="BibTeX",
        module="pubman.formats.bibtex.writer",
        extension=".bib",
        media_type="application/x-bibtex",
    ),
    Export(
        name="biblatex",
        label="biblatex, for biber",
        module="pubman.formats.bibtex.biblatex_writer",
        extension=".biblatex.bib",
        media_type="application/x-bibtex",
    ),
    Export(
        name="jekyll",
        label="BibTeX with the fields of al-folio",
        module="pubman.pages.jekyll",
        extension=".jekyll.bib",
        media_type="application/x-bibtex",
    ),
    Export(
        name="atom",
        label="Atom feed",
        module="pubman.pages.atom",
        extension=".atom",
        media_type="application/atom+xml",
    ),
    Export(
        name="ris",
        label="RIS",
        module="pubman.formats.tagged.ris.writer",
        extension=".ris",
        media_type="application/x-research-info-systems",
    ),
    Export(
        name="enw",
        label="EndNote (Refer)",
        module="pubman.formats.tagged.endnote.writer",
        extension=".enw",
        media_type="application/x-endnote-refer",
    ),
    Export(
        name="csl-json",
        label="CSL-JSON, for Zotero and pandoc",
        module="pubman.formats.csl.writer",
        extension=".csl.json",
        media_type="application/vnd.citationstyles.csl+json",
    ),
    Export(
        name="csv",
        label="a table",
        module="pubman.formats.table.writer",
        extension=".csv",
        media_type="text/csv",
    ),
    Export(
        name="json",
        label="JSON, every field",
        module="pubman.formats.jsonl.json_writer",
        extension=".json",
        media_type="application/json",
    ),
    Export(
        name="jsonl",
        label="pubman JSON Lines, every field of a record",
        module="pubman.formats.jsonl.writer",
        extension=".jsonl",
        media_type="application/jsonl",
    ),
)
"""Every format of text by name."""

DOCUMENTS: Final[Mapping[str, Export]] = _registry(
    Export(
        name="pdf",
        label="PDF (extra pdf)",
        module="pubman.pages.pdf",
        extension=".pdf",
        media_type="application/pdf",
        binary=True,
    ),
    Export(
        name="docx",
        label="Word (extra csl)",
        module="pubman.pages.docx",
        extension=".docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        binary=True,
    ),
)
"""The formats that are no text: :func:`render_bytes` writes them."""

FORMATS: Final[Mapping[str, Export]] = {**EXPORTS, **DOCUMENTS}
"""All formats by name."""


def render(format: str, sections: Sequence[Section], options: Options) -> str:  # noqa: A002 - its name everywhere else
    """``sections`` as the text of one file in ``format``, ending in one newline.

    The same arguments give the same text. Raises ``UsageError`` for a format that is not in
    ``EXPORTS`` and ``ConfigError`` for a pattern or template that cannot be used.
    """
    export = EXPORTS.get(format)
    if export is None:
        raise UsageError(f"No format {format!r}. Nothing was written.", *EXPORTS)
    text: str = import_module(export.module).render(sections, options)
    return text


def render_bytes(format: str, sections: Sequence[Section], options: Options) -> bytes:  # noqa: A002
    """``sections`` as the bytes of one file in any format, text in UTF-8.

    Raises what :func:`render` does, and ``UsageError`` for an extra that is not installed.
    """
    document = DOCUMENTS.get(format)
    if document is None:
        return render(format, sections, options).encode("utf-8", "replace")
    content: bytes = import_module(document.module).render(sections, options)
    return content
