"""A list as a Word document, made by pandoc: entries of pubman's design, or of a CSL ``style``.

Headings, the title and the numbered list have Word's own styles, so that a template can restyle
them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pubman.listing import Options, Section
from pubman.pages import csl_style as csl
from pubman.pages.details import printed
from pubman.pages.entries import Page, ShownEntry, build
from pubman.pages.html import escape, pieces
from pubman.pages.templating import safe_links
from pubman.text.urls import safe_url


def render(sections: Sequence[Section], options: Options) -> bytes:
    """Return ``sections`` as .docx; raise ``MissingExtra`` if the extra csl is not installed."""
    legend = "none" if options.style else "page"
    page = build(sections, options, legend=legend, labelled=False, apart=True)
    body = "\n".join([*_head(page), *_parts(page), *_legend(page)])
    title = f"<title>{escape(options.title)}</title>" if options.title else ""
    return _document(f"<html><head>{title}</head><body>{body}</body></html>")


def _head(page: Page) -> Iterator[str]:
    """Yield the line about the person and the links below the title."""
    if page.options.subtitle:
        yield f"<p>{escape(page.options.subtitle)}</p>"
    links = [_link(link.label, link.url) for link in safe_links(page.options.profiles)]
    if links:
        yield f"<p>{' · '.join(links)}</p>"
    if page.options.title and not (page.parts and page.parts[0].heading):
        yield f"<h1>{escape(page.labels.words['publications'])}</h1>"


def _parts(page: Page) -> Iterator[str]:
    """Yield the headings and numbered lists of the page.

    Entries with numbers of their own, and those of a CSL style, are paragraphs.
    """
    options = page.options
    lines = iter(_lines(page))
    for part in (part for top in page.parts for part in top.walk()):
        if part.heading:
            level = min(part.level + 1, 6)
            yield f"<h{level}>{escape(part.heading)}</h{level}>"
        items = [(entry, next(lines)) for entry in part.entries]
        if options.numbering not in {"", "none"} or options.style:
            yield from (f"<p>{_number(entry)}{line}</p>" for entry, line in items)
        elif items:
            yield "<ol>"
            yield from (f"<li><p>{line}</p></li>" for _, line in items)
            yield "</ol>"


def _number(entry: ShownEntry) -> str:
    return f"[{escape(entry.number)}] " if entry.number else ""


def _lines(page: Page) -> list[str]:
    """Return the inside of each entry's paragraph, as HTML."""
    if page.options.style:
        return csl.formatted([entry.pub for entry in page.entries], page.options.style)
    return [_entry(entry, page) for entry in page.entries]


def _entry(entry: ShownEntry, page: Page) -> str:
    title = f"<strong>{pieces(entry.title)}</strong>"
    if entry.url:
        title = f'<a href="{escape(entry.url)}">{title}</a>'
    lines = [title, _authors(entry, page), _venue(entry)]
    if page.options.links:
        shown = [(printed(link, entry.venue_line), link.url) for link in entry.links]
        lines.append(" · ".join(_link(text, url) for text, url in shown if text))
    return "<br/>".join(line for line in lines if line)


def _authors(entry: ShownEntry, page: Page) -> str:
    if entry.authors_line:
        return escape(entry.authors_line)
    names = []
    for author in entry.authors:
        signs = "".join(f"<sup>{escape(mark.sign)}</sup>" for mark in author.marks)
        name = f"<strong>{escape(author.name)}</strong>" if author.own else escape(author.name)
        before = f"{page.labels.words['ellipsis']}, " if author.skipped else ""
        names.append(f"{before}{name}{signs}")
    line = ", ".join(names)
    if entry.more:
        line += f"{', ' if line else ''}{escape(page.labels.words['et_al'])}"
    if entry.edited:
        line += f" ({escape(entry.edited)})"
    if not entry.collaboration:
        return line
    return escape(entry.collaboration) + (f" ({line})" if line else "")


def _venue(entry: ShownEntry) -> str:
    line = escape(entry.venue_line)
    for text in entry.remarks:
        shown = f"<strong>{escape(text)}</strong>" if text == entry.award else escape(text)
        line += f" ({shown})"
    return line.strip()


def _legend(page: Page) -> Iterator[str]:
    if page.marks:
        signs = (f"<sup>{escape(m.sign)}</sup> {escape(m.wording)}" for m in page.marks)
        yield f"<p>{', '.join(signs)}</p>"


def _link(text: str, url: str) -> str:
    safe = safe_url(url)
    return f'<a href="{escape(safe)}">{escape(text)}</a>' if safe else escape(text)


def _document(text: str) -> bytes:
    """Return HTML as .docx, dated 1970 so that the same list gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.docx"
        csl.pandoc(text, "html", "docx", outputfile=path)
        return path.read_bytes()
