"""A list as a Word document, by pandoc: our own lines, or those of a CSL ``style``.

A grant's form wants APA, ten papers and a .docx; what it looks like there is Word's business.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pubman.listing import Options, Section
from pubman.pages import csl_style as csl
from pubman.pages import markdown
from pubman.pages.entries import Entry, Page, build
from pubman.pages.html import escape


def render(sections: Sequence[Section], options: Options) -> bytes:
    """``sections`` as .docx; ``UsageError`` where the extra csl is not installed."""
    if options.style:
        page = build(sections, options, legend="none", labelled=False)
        return _document("\n".join(_styled(page, options.style)), "html")
    return _document(markdown.render(sections, replace(options, links=False)), "gfm")


def _styled(page: Page, style: str) -> Iterator[str]:
    """The page as simple HTML, every entry as the style has it."""
    options = page.options
    lines = csl.formatted([entry.pub for entry in page.entries], style)
    entries = iter(zip(page.entries, lines, strict=True))
    if options.title:
        yield f"<h1>{escape(options.title)}</h1>"
    for part in (part for top in page.parts for part in top.walk()):
        if part.heading:
            level = min(options.heading_level + part.level, 6)
            yield f"<h{level}>{escape(part.heading)}</h{level}>"
        yield from (_paragraph(*next(entries)) for _ in part.entries)


def _paragraph(entry: Entry, line: str) -> str:
    number = f"[{escape(entry.number)}] " if entry.number else ""
    return f"<p>{number}{line}</p>"


def _document(text: str, source: str) -> bytes:
    """``text`` as .docx, dated 1970 so that the same list gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.docx"
        csl.pandoc(text, source, "docx", outputfile=path)
        return path.read_bytes()
