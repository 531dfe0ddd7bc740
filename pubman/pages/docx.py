"""A list as a Word document, made by pandoc: entries of pubman's design, or of a CSL ``style``.

The title and the headings have Word's own styles, and entries the style "Publication" in a
numbered list, so that a reference document can restyle them. Without one, ten entries and more fit
on a page.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from pubman.errors import ConfigError
from pubman.listing import Options, Section
from pubman.pages import csl_style as csl
from pubman.pages.entries import build
from pubman.pages.entry_links import printed
from pubman.pages.environments import safe_links
from pubman.pages.html_filters import pieces
from pubman.pages.html_signs import escape
from pubman.pages.page import Page, ShownEntry
from pubman.text.urls import safe_url


def render(sections: Sequence[Section], options: Options) -> bytes:
    """Return ``sections`` as .docx; raise ``MissingExtra`` if the extra csl is not installed."""
    legend = "none" if options.style else "page"
    page = build(sections, options, legend=legend, labelled=False, apart=True)
    body = "\n".join([*_head(page), *_parts(page), *_legend(page)])
    title = f"<title>{escape(options.title)}</title>" if options.title else ""
    html = f"<html><head>{title}</head><body>{body}</body></html>"
    if options.reference_doc:
        return _document(html, _template(Path(options.reference_doc)))
    return _designed(_document(html))


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
            yield from (_publication(f"{_number(entry)}{line}") for entry, line in items)
        elif items:
            yield "<ol>"
            yield from (f"<li>{_publication(line)}</li>" for _, line in items)
            yield "</ol>"


def _publication(line: str) -> str:
    return f'<div data-custom-style="Publication"><p>{line}</p></div>'


def _number(entry: ShownEntry) -> str:
    return f"[{escape(entry.number)}] " if entry.number else ""


def _lines(page: Page) -> list[str]:
    """Return the inside of each entry's paragraph, as HTML."""
    if page.options.style:
        return csl.formatted([entry.pub for entry in page.entries], page.options.style)
    return [_entry(entry, page) for entry in page.entries]


def _entry(entry: ShownEntry, page: Page) -> str:
    # A title is not a link: the address is printed below, and titles would have two colours.
    lines = [f"<strong>{pieces(entry.title)}</strong>", _authors(entry, page), _venue(entry)]
    if page.options.links:
        shown = [(printed(link, entry.venue_line), link.url) for link in entry.links]
        if entry.url and entry.url not in {url for _, url in shown}:
            shown.insert(0, (entry.url, entry.url))
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


def _template(path: Path) -> str:
    """Return the argument that gives pandoc a reference document.

    Raise ``ConfigError`` for a file that is not a Word document.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            archive.getinfo("word/document.xml")
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise ConfigError(f"{path.name} is not a Word document (.docx).") from error
    return f"--reference-doc={path}"


def _document(text: str, *arguments: str) -> bytes:
    """Return HTML as .docx, dated 1970 so that the same list gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.docx"
        csl.pandoc(text, "html", "docx", *arguments, outputfile=path)
        return path.read_bytes()


# ------------------------------------------------------------------------------------- the design

_A4: Final = (
    '<w:pgSz w:w="11906" w:h="16838" />'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" '
    'w:footer="567" w:gutter="0" />'
)
_ENTRY: Final = '<w:pPr><w:keepLines /><w:spacing w:before="0" w:after="80" /></w:pPr>'
_DESIGN: Final = {
    "word/document.xml": [(r"(?s)(</w:footnotePr>)(?!.*</w:footnotePr>)", rf"\1{_A4}")],
    "word/styles.xml": [
        # Ten points, four points after a paragraph, no entry torn by the end of a page.
        (r'(?s)(<w:rPrDefault>.*?<w:sz w:val=")\d+(" />\s*<w:szCs w:val=")\d+', r"\g<1>20\g<2>20"),
        (r'(?s)(<w:pPrDefault>.*?w:after=")\d+', r"\g<1>80"),
        (r'(?s)(w:styleId="Publication".*?)(</w:style>)', rf"\1{_ENTRY}\2"),
        (r'(?s)(w:styleId="Title".*?)<w:jc w:val="center" />', r"\1"),
        (
            r'(?s)(w:styleId="Title".*?<w:sz w:val=")\d+(" />\s*<w:szCs w:val=")\d+',
            r"\g<1>40\g<2>40",
        ),
        (
            r'(?s)(w:styleId="Heading1".*?<w:sz w:val=")\d+(" />\s*<w:szCs w:val=")\d+',
            r"\g<1>28\g<2>28",
        ),
        (
            r'(?s)(w:styleId="Heading2".*?<w:sz w:val=")\d+(" />\s*<w:szCs w:val=")\d+',
            r"\g<1>24\g<2>24",
        ),
    ],
}
"""What pubman changes in pandoc's own reference document: parts of the file, patterns, texts."""


def _designed(document: bytes) -> bytes:
    """Return ``document`` on A4 paper and in sizes for a list, instead of pandoc's for a book."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as given, zipfile.ZipFile(made, "w") as archive:
        for info in given.infolist():
            content = given.read(info)
            for pattern, text in _DESIGN.get(info.filename, ()):
                content = re.sub(pattern, text, content.decode(), count=1).encode()
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
