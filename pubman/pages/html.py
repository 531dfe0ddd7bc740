"""A list as one page that needs nothing else: no request to any host, no tracking.

The page contains its style and its script, and a content security policy that allows exactly these
two. The script only adds to the page: search, facets, order, and buttons that copy or save
citations. Without it every entry is there. A ``fragment`` is the sections alone, for a page of your
own. What machines read comes from :mod:`pubman.pages.metadata`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from pubman.errors import ConfigError
from pubman.formats.spool import Text
from pubman.listing import Options, Section
from pubman.pages import metadata
from pubman.pages.entries import Complete, build, completed
from pubman.pages.facets import attributes_of
from pubman.pages.gathered import Gathered
from pubman.pages.html_entries import HtmlEntries
from pubman.pages.html_filters import filters
from pubman.pages.html_parts import counted
from pubman.pages.html_signs import escape as escape  # noqa: PLC0414 - part of this module
from pubman.pages.page import Page
from pubman.pages.templating import Writer
from pubman.pages.topics import Topics
from pubman.pages.years import years_of

ENTRY: Final = "{{ title }}\n{{ authors }}\n{{ venue_line }}"


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as an HTML page, or as the inside of one."""
    return "".join(pieces_of(sections, options))


def pieces_of(
    sections: Sequence[Section], options: Options, complete: Complete | None = None
) -> Iterator[str]:
    """Yield ``sections`` as an HTML page, or as the inside of one, piece by piece.

    With ``complete``, the publications of ``sections`` need only the fields of an outline: those by
    which they are arranged and numbered. Few of the complete ones are then in memory at once.
    """
    if options.style and "entry" not in options.patterns:
        options = replace(options, patterns={**options.patterns, "entry": "{{ csl }}"})
    if complete is not None and _needs_all(options):
        sections, complete = completed(sections, complete), None
    page = build(sections, options, legend="page", labelled=True, complete=complete)
    topics = Topics(page.publications)
    gathered = Gathered(page, topics)
    writer = writer_of(page, gathered, topics)
    inside = writer.pieces("sections", repeated=repeated(page))
    if options.fragment:
        yield from _trimmed(inside)
        return
    body = _put_aside(inside) if complete else [*inside]
    gathered.add_rest()
    text = writer.pieces(
        "list",
        body=map(Markup, body),
        count=sum(len(part.entries) for top in page.parts for part in top.walk()),
        heading=options.title or page.labels.words["publications"],
        facets=gathered.facets.found(),
        cited=gathered.cited,
        repeated=repeated(page),
        years=years_of(page, gathered.anchors) if options.chart else [],
        totals=totals(page),
        style=style(writer),
        script=script(writer),
    )
    yield from _trimmed(text)


def _put_aside(pieces: Iterable[str]) -> Iterator[str]:
    """Return ``pieces`` as they can be read later; those of a long page wait on disk."""
    body = Text()
    body.write_all(pieces)
    return body.read()


def _trimmed(pieces: Iterable[str]) -> Iterator[str]:
    r"""Yield ``pieces`` without empty lines at their beginning, and with one new line at their end.

    >>> "".join(_trimmed(["\n", "\n a", "b\n", "\n", "c\n\n"]))
    ' ab\n\nc\n'
    """
    held: list[str] = []  # the last text, and the empty lines behind it
    for piece in pieces:
        # A piece may be of a kind of its own, which would escape what it is added to.
        text = str(piece)
        bare = text.lstrip("\n")
        if bare and held:
            yield from held
            held = [text]
        elif bare:
            held = [bare]
        elif held and text:
            held.append(text)
    yield "".join(held).rstrip("\n") + "\n"


def _needs_all(options: Options) -> bool:
    """Return whether the list needs all publications at once: for pandoc, or own templates."""
    own = options.template_dir is not None and (options.template_dir / "html").is_dir()
    return own or any("csl" in pattern for pattern in options.patterns.values())


def writer_of(page: Page, gathered: Gathered | None = None, topics: Topics | None = None) -> Writer:
    """Return the writer of HTML for ``page``."""
    topics = topics or Topics(page.publications)
    names = dict(page.options.people) if len(page.options.people) > 1 else {}
    entries = HtmlEntries(
        page, lambda entry: attributes_of(entry, topics, names), brief=metadata.is_long(page)
    )
    return Writer(
        "html",
        page,
        escape=escape,
        default_entry=ENTRY,
        filters=filters(page, gathered or Gathered(page, topics), entries),
        shipped=entries.parts,
    )


def style(writer: Writer) -> Markup:
    """Return the style of a page: pubman's, the accent, then the person's own CSS file."""
    options = writer.page.options
    parts = [writer.write_file("page.css")]
    if options.accent:
        parts.append(f":root,:root[data-theme]{{--accent:{_colour(options.accent)}}}")
    # "</" could end the style element.
    parts.append(options.style_sheet.replace("</", "<\\/"))
    return Markup("\n".join(part.strip("\n") for part in parts if part))  # noqa: S704 - see above


def script(writer: Writer) -> Markup:
    """Return the script of a page, without comments and indents."""
    lines = (line.strip() for line in writer.write_file("page.js").splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return Markup(kept)  # noqa: S704 - our own


_COLOUR: Final = re.compile(
    r"#[0-9A-Fa-f]{3,8}|[A-Za-z]{3,24}|(?:rgb|hsl|oklch|oklab|lab|lch)\([\d\s.,%/a-z-]*\)"
)


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text.strip()):
        raise ConfigError(f"{text!r} is not a colour.", "Write #0b4f9e, or a name that CSS knows.")
    return text.strip()


def totals(page: Page) -> list[str]:
    """Return the sums in the header: publications, selected ones, years."""
    words, count = page.labels.words, len(page.publications)
    selected = sum("selected" in pub.tags for pub in page.publications)
    years = page.years[-1][0] - page.years[0][0] + 1 if page.years else 0
    found = [words["one_publication"] if count == 1 else counted(words["n_publications"], count)]
    if 0 < selected < count:
        found.append(counted(words["n_selected"], selected))
    if years > 1:
        found.append(counted(words["n_years"], years))
    return found if count else []


def repeated(page: Page) -> set[str]:
    """Return the headings that several sections share; those also say what they belong to."""
    counts = Counter(part.heading for top in page.parts for part in top.walk())
    return {heading for heading, count in counts.items() if count > 1}
