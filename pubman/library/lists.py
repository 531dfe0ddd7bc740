"""Make lists: choose the publications, arrange them in sections, render them in a format.

A list of ``pubman.toml`` names a format, an output, conditions and patterns. ``pubman export`` with
words or a format makes a list that no file describes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pubman.config import ListConfig
from pubman.errors import ConfigError
from pubman.exports import DATA_FORMATS, DOCUMENTS, EXPORTS, FORMATS
from pubman.formats.registry import unknown_format
from pubman.library.bib_entry import as_written
from pubman.library.bib_file import compilable, volumes
from pubman.library.placed import arranged, list_for, missing
from pubman.library.presentation import of_people, present
from pubman.library.selection import left_out, select
from pubman.library.session import Library
from pubman.listing import LOOK, Options, Section
from pubman.listing import publications as in_sections
from pubman.pages import render, render_bytes
from pubman.pages.arrangement import arrange
from pubman.pages.labels import load as load_labels
from pubman.people import Person
from pubman.record import Link, Publication
from pubman.store import keys as reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished list: its text, how many publications it has, how many were left out and why."""

    name: str
    format: str
    text: str
    count: int
    sections: tuple[tuple[str, int], ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    document: bytes = b""

    @property
    def content(self) -> bytes:
        """The bytes of the file: the text in UTF-8, or the document of a binary format."""
        return self.document or self.text.encode("utf-8")


def make(
    library: Library,
    config: ListConfig,
    *,
    words: Sequence[str] = (),
    limit: int | None = None,
) -> Made:
    """Return the list that ``config`` describes, limited to what ``words`` select."""
    pubs, sections = _chosen(library, config, words)
    placed = list_for(library, config, words)
    if placed:
        pubs = [*pubs, *as_written(library, missing(library, placed, pubs))]
    narrowed = (words, config.where, config.tag, config.sections, config.person, config.status)
    made = _made(library, config, pubs, sections, limit, placed=placed)
    if not any(narrowed):
        return replace(made, left_out=left_out(library, data=config.format in DATA_FORMATS))
    return made


def make_each(
    library: Library,
    config: ListConfig,
    *,
    words: Sequence[str] = (),
    limit: int | None = None,
) -> Iterator[tuple[str, Made]]:
    """Yield the publications of a list, each with its key and as a list of its own."""
    pubs, sections = _chosen(library, config, words)
    order, places = config.order or "newest", _places(library, config, pubs)
    parts = arrange(pubs, sections=sections, order=order, places=places)
    if limit or config.limit:
        parts = _first(parts, limit or config.limit)
    alone = replace(config, group_by=(), limit=0)
    for pub in in_sections(parts):
        yield pub.key, _made(library, alone, [pub], [], None)


def people_of(library: Library, config: ListConfig) -> list[Person]:
    """Return the people a list is about: those it names, or all."""
    people, wanted = library.config.people, set(config.person)
    known = {name for each in people for name in (each.id, each.name.full)}
    for name in sorted(wanted - known):
        raise ConfigError(
            f"pubman.toml, list {config.name!r}: {name!r} is not one of the people.",
            "They are: " + ", ".join(person.name.full for person in people),
        )
    return [each for each in people if not wanted or wanted & {each.id, each.name.full}]


def _chosen(
    library: Library, config: ListConfig, words: Sequence[str]
) -> tuple[list[Publication], list[tuple[str, list[int]]]]:
    """Return the publications of a list, and the ids of each of its sections."""
    if config.format not in FORMATS:
        raise unknown_format(config.format, FORMATS, "writes")
    pubs, sections = select(library, config, words)
    if config.person or config.in_periods:
        pubs = of_people(
            library, pubs, config.person, in_periods=config.in_periods, grace=config.grace
        )
    return as_written(library, pubs), sections


def _made(
    library: Library,
    config: ListConfig,
    pubs: Sequence[Publication],
    sections: Sequence[tuple[str, list[int]]],
    limit: int | None,
    *,
    placed: str = "",
) -> Made:
    # Names are changed before the @strings are collected: an @string may hold a former name.
    shown = present(library, pubs, config.output)
    shown, head = compilable(library, shown, macros=config.format == "bibtex")
    foot = volumes(library, shown) if config.format == "bibtex" else ""
    most = limit or config.limit or len(shown)
    if placed:
        parts = _first(arranged(library, placed, shown), most)
    else:
        parts = _first(_arranged(library, config, shown, sections, most), most)
    options, binary = _options(library, config), config.format in DOCUMENTS
    if (own := library.folder / config.style).is_file():
        options = replace(options, style=str(own))  # The style is a file beside pubman.toml.
    return Made(
        name=config.name,
        format=config.format,
        text="" if binary else head + render(config.format, parts, options) + foot,
        document=render_bytes(config.format, parts, options) if binary else b"",
        count=len(in_sections(parts)),
        sections=tuple((part.heading, _size(part)) for part in parts if part.heading),
    )


# ----------------------------------------------------------------------------------- the details


def _arranged(
    library: Library,
    config: ListConfig,
    pubs: Sequence[Publication],
    sections: Sequence[tuple[str, list[int]]],
    most: int,
) -> tuple[Section, ...]:
    """Return the publications of a list in its sections, groups and order.

    Only the first ``most`` of them will be shown.
    """
    people = [(person.id, person.name.full) for person in people_of(library, config)]
    parts = arrange(
        pubs,
        sections=sections,
        group_by=config.group_by or _default_groups(config, min(len(pubs), most), sections),
        order=config.order or "newest",
        people=people,
        language=config.language or "en",
        places=_places(library, config, pubs),
    )
    picked = [section.heading for section in config.sections if section.tag == SELECTED]
    if picked or config.format not in _WITH_SELECTED:
        return tuple(replace(part, selected=part.heading in picked) for part in parts)
    if config.selected and not (config.tag or config.sections):
        return _with_selected(library, config, parts)
    return parts


SELECTED: Final = "selected"
"""The tag of the publications that a page shows first."""
_WITH_SELECTED: Final = frozenset({"html", "site"})
_GROUPED_BY_YEAR: Final = frozenset({"html", "site", "hugo", "quarto", "mkdocs", "jekyll-page"})
_LONG: Final = 30
"""A page with more publications than this needs headings; without others it gets the years."""


def _default_groups(config: ListConfig, count: int, sections: Sequence[object]) -> tuple[str, ...]:
    by_date = config.order in ("", "newest", "oldest") and not sections
    long = count > _LONG and config.format in _GROUPED_BY_YEAR
    return ("year",) if by_date and long else ()


def _with_selected(
    library: Library, config: ListConfig, parts: tuple[Section, ...]
) -> tuple[Section, ...]:
    """Return ``parts`` below a section of the selected publications, if some but not all are."""
    pubs = in_sections(parts)
    picks = [pub for pub in pubs if SELECTED in pub.tags]
    if not 0 < len(picks) < len(pubs):
        return parts
    folder = _template_folder(library, config)
    words = load_labels(config.language or "en", folder).words
    first = Section(
        heading=words["selected"], anchor=SELECTED, publications=tuple(picks), selected=True
    )
    if len(parts) == 1 and not parts[0].heading:
        rest = replace(parts[0], heading=words["all_publications"], anchor="all")
    else:
        rest = Section(heading=words["all_publications"], anchor="all", sections=parts)
    return first, rest


def _template_folder(library: Library, config: ListConfig) -> Path | None:
    """Return the folder of the person's own templates, or None."""
    folder = library.folder / (config.template or "templates")
    return folder if folder.is_dir() else None


def _style_sheet(library: Library, config: ListConfig) -> str:
    """Return the text of the CSS file that a list names."""
    if not config.css:
        return ""
    path = library.folder / config.css
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"pubman.toml, list {config.name!r}: css = {config.css!r} cannot be read."
        ) from error


def _places(
    library: Library, config: ListConfig, pubs: Sequence[Publication]
) -> Mapping[int, tuple[int, int]]:
    """Return the places in their files of the publications, if the order of the list needs them.

    Data formats are sorted without them: they are long, and programs do not look at the order.
    """
    by_date = len(pubs) > 1 and config.format not in DATA_FORMATS
    return reading.file_places(library.store) if by_date or config.order == "file" else {}


def _first(sections: Sequence[Section], limit: int) -> tuple[Section, ...]:
    """Return the first ``limit`` publications, without the sections that become empty."""
    kept: list[Section] = []
    for section in sections:
        if limit <= 0:
            break
        own = section.publications[:limit]
        limit -= len(own)
        inner = _first(section.sections, limit)
        limit -= sum(_size(part) for part in inner)
        if own or inner:
            kept.append(replace(section, publications=own, sections=inner))
    return tuple(kept)


def _size(section: Section) -> int:
    return len(section.publications) + sum(_size(part) for part in section.sections)


_NAMED: Final = frozenset({"html", "pages", "pdf"})
"""Formats whose default heading is the name of the person."""


def _options(library: Library, config: ListConfig) -> Options:
    """Return what the format of a list is told about it."""
    people = people_of(library, config)
    owner = people[0] if len(people) == 1 else None
    links = _profiles(owner) if owner else []
    links += [Link(label=label, url=url) for label, url in config.profiles.items()]
    named = owner.name.full if owner and config.format in _NAMED else ""
    return Options(
        title=config.title or named,
        profiles=tuple({link.label: link for link in links}.values()),
        downloads=_downloads(library, config),
        people=tuple((person.id, person.name.full) for person in people),
        template_dir=_template_folder(library, config),
        style_sheet=_style_sheet(library, config),
        **{name: getattr(config, name) for name in LOOK},
    )


def _profiles(person: Person) -> list[Link]:
    """Return the links to the pages of ``person``."""
    links = [Link(label="dblp", url=f"https://dblp.org/pid/{pid}.html") for pid in person.pids]
    if person.scholar:
        url = f"https://scholar.google.com/citations?user={person.scholar}"
        links.append(Link(label="Google Scholar", url=url))
    if person.orcid:
        links.append(Link(label="ORCID", url=f"https://orcid.org/{person.orcid}"))
    if person.url:
        links.append(Link(label="Homepage", url=person.url))
    return links


def _downloads(library: Library, config: ListConfig) -> tuple[Link, ...]:
    """Return the files a page offers: those it names, else every list in a data format."""
    if config.format != "html":
        return ()
    if config.downloads:
        return tuple(Link(label=label, url=url) for label, url in config.downloads.items())
    found = []
    for other in library.config.lists:
        if other is not config and other.output and other.format in DATA_FORMATS:
            label = EXPORTS[other.format].label if other.format in EXPORTS else other.format
            found.append(Link(label=label, url=_relative(other.output, config.output)))
    return tuple(found)


def _relative(path: str, start: str) -> str:
    return os.path.relpath(path, os.path.dirname(start) or ".").replace(os.sep, "/")  # noqa: PTH120
