"""A list: its sections, and the options that say how it looks.

``Look`` declares every option of a list once: its type, its default, what it means and which values
it may have. The keys of ``pubman.toml``, the documentation, the comments of the file that ``init``
writes and the options that the formats receive are all made from these declarations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pubman.options import declared, option
from pubman.record import Link, Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a list: publications in order, sections of its own, or both.

    A section with an empty ``heading`` prints no heading. Links to the section point to ``anchor``;
    if it is empty, the anchor is made from the heading. The level of the heading follows from the
    nesting (:func:`walk`). A ``selected`` section shows its publications in more detail; other
    sections then show them in short.
    """

    heading: str = ""
    publications: tuple[Publication, ...] = ()
    sections: tuple[Section, ...] = ()
    anchor: str = ""
    selected: bool = False


def walk(sections: Sequence[Section], level: int = 0) -> Iterator[tuple[Section, int]]:
    """Yield every section with its level (0 for the outermost), in reading order."""
    for section in sections:
        yield section, level
        yield from walk(section.sections, level + 1)


def publications(sections: Sequence[Section]) -> tuple[Publication, ...]:
    """Return every publication of ``sections`` once, in reading order."""
    found = {pub.id or pub.key: pub for part, _ in walk(sections) for pub in part.publications}
    return tuple(found.values())


# -------------------------------------------------------------------------------------- the options

GROUPS: Final = ("era", "year", "kind", "venue", "tag", "person")
"""What a list can be grouped by."""
ORDERS: Final = ("newest", "oldest", "title", "file", "list")
"""The orders of a list; ``list`` is that of the list moved in last, with its sections."""
NUMBERINGS: Final = ("", "up", "down", "kind", "list", "none")
THEMES: Final = ("plain", "serif", "compact")
"""The looks of an HTML page and of a CV."""
LEGENDS: Final = ("", "page", "entry", "none")
LANGUAGES: Final[Mapping[str, str]] = {
    "en": "English",
    "de": "German",
    "zh": "Chinese",
    "fr": "French",
    "es": "Spanish",
    "ja": "Japanese",
    "ar": "Arabic",
    "he": "Hebrew",
    "fa": "Persian",
}
"""The languages of headings and labels; their words are in ``pages/templates/labels.toml``."""


# Nobody makes a bare Look, and to generate its methods would take 2 ms of every start.
@dataclass(frozen=True, slots=True, kw_only=True, init=False, repr=False, eq=False)
class Look:
    """How a list looks. Every format takes all of these and ignores those it has no use for."""

    subtitle: str = option("", "a line below the heading")
    language: str = option("en", f"language of headings and labels: {', '.join(LANGUAGES)}")
    highlight: bool = option(True, "mark your own name")
    badges: bool = option(True, "labels for venue, status and award")
    notices: bool = option(True, "say that a paper was retracted, withdrawn or corrected")
    links: bool = option(True, "the row of links below an entry")
    abstracts: bool = option(True, "abstracts, folded away")
    bibtex: bool = option(True, "BibTeX of every entry, folded away")
    chart: bool = option(True, "the years with their counts, as bars")
    selected: bool = option(True, "what is tagged selected comes first, shown in more detail")
    theme: str = option("plain", "the look of a page or CV", choices=THEMES)
    accent: str = option("", "the colour of links and bars: #0b4f9e, or a name of CSS")
    css: str = option("", "a CSS file beside pubman.toml that is added to the page")
    address: str = option("", "the web address of the page or site, for its sitemap and previews")
    photo: str = option("", "a photo for the header: a file beside the page")
    style: str = option("", "a CSL style, by name or file, for every entry (extra csl)")
    reference_doc: str = option("", "a Word file whose styles and margins docx takes over")
    numbering: str = option(
        "",
        "up, down, kind ([J1], [C2]), list (as the list moved in has it), none",
        choices=NUMBERINGS,
    )
    truncate_authors: int = option(
        0, "show this many authors and always yourself; 0: all", other="truncate"
    )
    legend: str = option(
        "", "where the signs behind names are explained: page, entry, none", choices=LEGENDS
    )
    marks: Mapping[str, str] = option({}, 'the sign of a role: equal = "*"')
    roles: Mapping[str, str] = option({}, 'the words for a role: equal = "equal contribution"')
    patterns: Mapping[str, str] = option(
        {}, "how a line reads: by kind; default, authors, title, entry"
    )
    updated: str = option(
        "",
        "the last update: a date, none, or auto (html, site: by default)",
    )
    fragment: bool = option(False, "only the list, no surrounding page")
    heading_level: int = option(2, "the level of headings in a fragment")


LOOK: Final = tuple(each.name for each in declared(Look))
"""The names of the options in ``Look``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Look):
    """What a format is told about a list: its looks and what the store and the settings add.

    ``profiles`` and ``downloads`` are links for the header. ``people`` holds the id and the name of
    everybody with a highlighted name. ``style_sheet`` is the text of the CSS file ``css``.
    A page of a site has a ``menu`` and is ``here`` in it; ``paper_pages`` are the pages of papers,
    and ``related`` the titles and pages of other versions of the one paper of a page.
    ``own_labels`` are the labels that a moved-in list gives to publications, by their ids.
    ``template_dir`` holds templates that replace pubman's templates of the same names.
    """

    title: str = ""
    profiles: tuple[Link, ...] = ()
    downloads: tuple[Link, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    style_sheet: str = ""
    menu: tuple[Link, ...] = ()
    here: str = ""
    related: tuple[tuple[str, str], ...] = ()
    paper_pages: Mapping[int | str, str] = field(default_factory=dict)
    own_labels: Mapping[int | str, str] = field(default_factory=dict)
    template_dir: Path | None = None


PICTURE: Final = "picture"
"""The label of a link that is shown as a picture: ``picture``, or ``picture: what it shows``."""
