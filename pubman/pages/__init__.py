"""Sections of publications in, text out: one module per format. In reading order:

==================  ===============================================================================
``arrangement``     publications -> sections: grouped and sorted
``labels``          every word that a page shows, by language (``templates/labels.toml``)
``pattern_values``  what a pattern sees of a publication
``pattern_pieces``  a pattern in pieces, whose texts are kept
``patterns``        the line of a venue, made from a pattern of ``pubman.toml``
``entry_links``     what the title of an entry links to, its row of links, its picture
``details``         titles, labels, remarks, numbers: the pieces of an entry
``page``            a list as it is shown: its parts and entries, not yet escaped
``entries``         a publication -> all that a list shows of it
``templating``      templates filled with publications; ``environments``: Jinja2, and its escaping
``csl_style``       a publication in any CSL style, by pandoc
``metadata``        what a page says to machines
``html_entries``    the entries of an HTML page
``html_filters``    what the templates of an HTML page call
``html`` ...        the formats themselves: ``render(sections, options)`` returns text, or bytes
                    for the documents (PDF, Word)
``chart``           counts as a chart of its own, an SVG file
==================  ===============================================================================

``pubman.exports`` is the table of the formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import Final

from pubman.exports import DOCUMENTS, EXPORTS, FORMATS
from pubman.formats.format import find, unknown_format
from pubman.listing import Options, Section
from pubman.record import Publication

__all__ = ["DOCUMENTS", "EXPORTS", "FORMATS", "IN_PIECES", "pieces", "render", "render_bytes"]


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


IN_PIECES: Final = frozenset({"html"})
"""The formats that :func:`pieces` knows."""


def pieces(
    format: str,  # noqa: A002
    sections: Sequence[Section],
    options: Options,
    complete: Callable[[Sequence[Publication]], Iterable[Publication]] | None = None,
) -> Iterator[str]:
    """Yield what :func:`render` returns in pieces.

    With ``complete``, which completes publications, those of ``sections`` need only the fields by
    which they are arranged and numbered.
    """
    found: Iterator[str] = import_module(EXPORTS[format].writer).pieces_of(
        sections, options, complete
    )
    return found


def render_bytes(format: str, sections: Sequence[Section], options: Options) -> bytes:  # noqa: A002
    """Return ``sections`` as the bytes of one file in any format, text in UTF-8.

    Raise what :func:`render` does, and ``UsageError`` for an extra that is not installed.
    """
    document = find(format, DOCUMENTS)
    if document is None:
        return render(format, sections, options).encode("utf-8", "replace")
    content: bytes = import_module(document.writer).render(sections, options)
    return content
