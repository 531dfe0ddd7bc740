"""Lists: which publications, in which sections, written where.

A list of ``pubman.toml`` names a format, an output, conditions and patterns; ``pubman export`` with
words or a format makes one on the spot. A file that pubman did not write is not overwritten, and an
empty list never replaces a full one, unless forced.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pubman.config import ListConfig
from pubman.errors import ConfigError
from pubman.formats.registry import unknown_format
from pubman.library.bib_entry import as_written
from pubman.library.bib_file import compilable, volumes
from pubman.library.presentation import of_people, present
from pubman.library.selection import DATA_FORMATS, left_out, select
from pubman.library.session import Library
from pubman.listing import Options, Section
from pubman.listing import publications as in_sections
from pubman.pages import DOCUMENTS, EXPORTS, FORMATS, render, render_bytes
from pubman.pages.arrangement import arrange
from pubman.people import Person
from pubman.record import Link, Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A list made: its text, how many publications, how many were left out and why."""

    name: str
    format: str
    text: str
    count: int
    sections: tuple[tuple[str, int], ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    document: bytes = b""

    @property
    def content(self) -> bytes:
        """What a file holds: the text in UTF-8, or the document of a format that is no text."""
        return self.document or self.text.encode("utf-8")


def make(
    library: Library,
    config: ListConfig,
    *,
    words: Sequence[str] = (),
    limit: int | None = None,
) -> Made:
    """The list that ``config`` describes, of what ``words`` select."""
    pubs, sections = _chosen(library, config, words)
    plain = not (words or config.where or config.tag or config.sections or config.person)
    made = _made(library, config, pubs, sections, limit)
    if plain and config.format not in DATA_FORMATS:
        return replace(made, left_out=left_out(library))
    return made


def make_each(
    library: Library,
    config: ListConfig,
    *,
    words: Sequence[str] = (),
    limit: int | None = None,
) -> Iterator[tuple[str, Made]]:
    """The publications of a list one by one, each with its key and as a list of its own."""
    pubs, sections = _chosen(library, config, words)
    parts = arrange(pubs, sections=sections, order=config.order or "newest")
    if limit or config.limit:
        parts = _first(parts, limit or config.limit)
    alone = replace(config, group_by=(), limit=0)
    for pub in in_sections(parts):
        yield pub.key, _made(library, alone, [pub], [], None)


def people_of(library: Library, config: ListConfig) -> list[Person]:
    """The people a list is about: those it names, or all."""
    people, wanted = library.config.people, set(config.person)
    known = {name for each in people for name in (each.id, each.name.full)}
    for name in sorted(wanted - known):
        raise ConfigError(
            f"pubman.toml, list {config.name!r}: {name!r} is none of the people. "
            "Nothing was written.",
            "they are: " + ", ".join(person.name.full for person in people),
        )
    return [each for each in people if not wanted or wanted & {each.id, each.name.full}]


def _chosen(
    library: Library, config: ListConfig, words: Sequence[str]
) -> tuple[list[Publication], list[tuple[str, list[int]]]]:
    """The publications of a list in their own text, and the ids of each of its sections."""
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
) -> Made:
    # Presented before what their texts need is gathered: a former name may stand in an @string.
    shown = present(library, pubs, config.output)
    shown, head = compilable(library, shown, macros=config.format == "bibtex")
    foot = volumes(library, shown) if config.format == "bibtex" else ""
    parts = arrange(
        shown,
        sections=sections,
        group_by=config.group_by,
        order=config.order or "newest",
        people=[(person.id, person.name.full) for person in people_of(library, config)],
        language=config.language or "en",
    )
    if limit or config.limit:
        parts = _first(parts, limit or config.limit)
    options, binary = _options(library, config), config.format in DOCUMENTS
    if (own := library.folder / config.style).is_file():
        options = replace(options, style=str(own))  # a style beside pubman.toml
    return Made(
        name=config.name,
        format=config.format,
        text="" if binary else head + render(config.format, parts, options) + foot,
        document=render_bytes(config.format, parts, options) if binary else b"",
        count=len(in_sections(parts)),
        sections=tuple((part.heading, _size(part)) for part in parts if part.heading),
    )


# ----------------------------------------------------------------------------------- the details


def _first(sections: Sequence[Section], limit: int) -> tuple[Section, ...]:
    """The first ``limit`` publications, sections that become empty left out."""
    kept: list[Section] = []
    for section in sections:
        if limit <= 0:
            break
        own = section.publications[:limit]
        limit -= len(own)
        inner = _first(section.sections, limit)
        limit -= sum(_size(part) for part in inner)
        if own or inner:
            kept.append(
                Section(
                    heading=section.heading,
                    publications=own,
                    sections=inner,
                    anchor=section.anchor,
                )
            )
    return tuple(kept)


def _size(section: Section) -> int:
    return len(section.publications) + sum(_size(part) for part in section.sections)


_NAMED: Final = frozenset({"html", "pages", "pdf"})
"""Formats whose page is headed by a name where nothing else is said."""


def _options(library: Library, config: ListConfig) -> Options:
    people = people_of(library, config)
    first = people[0] if people else None
    alone = first is not None and len(people) == 1
    profiles = []
    if first and alone:
        profiles += [
            Link(label="dblp", url=f"https://dblp.org/pid/{pid}.html") for pid in first.pids
        ]
        if first.scholar:
            url = f"https://scholar.google.com/citations?user={first.scholar}"
            profiles.append(Link(label="Google Scholar", url=url))
        if first.orcid:
            profiles.append(Link(label="ORCID", url=f"https://orcid.org/{first.orcid}"))
        if first.url:
            profiles.append(Link(label="Homepage", url=first.url))
    profiles += [Link(label=label, url=url) for label, url in config.profiles.items()]
    folder = library.folder / (config.template or "templates")
    return Options(
        title=config.title
        or (first.name.full if first and alone and config.format in _NAMED else ""),
        profiles=tuple({link.label: link for link in profiles}.values()),
        downloads=_downloads(library, config),
        people=tuple((person.id, person.name.full) for person in people),
        template_dir=folder if folder.is_dir() else None,
        **{name: getattr(config, name) for name in _SHARED if _is_set(config, name)},
    )


_SHARED: Final = (
    "highlight", "badges", "links", "chart", "abstracts", "bibtex", "language", "updated",
    "patterns", "roles", "marks", "legend", "truncate_authors", "numbering", "subtitle",
    "fragment", "heading_level", "style",
)  # fmt: skip
"""What a list of ``pubman.toml`` hands to the exporter under the same name."""


def _is_set(config: ListConfig, name: str) -> bool:
    return getattr(config, name, None) not in (None, "")


def _downloads(library: Library, config: ListConfig) -> tuple[Link, ...]:
    """The other lists of the same folder that are data: a page links to its .bib."""
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
