"""The sections of a list: its groups and order, the selected publications first, its limit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from pubman.config import ListConfig
from pubman.exports import DATA_FORMATS
from pubman.library.list_options import people_of, template_folder
from pubman.library.session import Library
from pubman.listing import Section
from pubman.listing import publications as in_sections
from pubman.pages.arrangement import arrange
from pubman.pages.labels import load_labels
from pubman.record import Publication
from pubman.store import keys as reading


def sections_of(
    library: Library,
    config: ListConfig,
    pubs: Sequence[Publication],
    sections: Sequence[tuple[str, list[int]]],
    limit: int,
) -> tuple[Section, ...]:
    """Return the publications of a list in its sections, groups and order.

    ``limit`` keeps only the first of them; 0 keeps all.
    """
    people = [(person.id, person.name.full) for person in people_of(library, config)]
    parts = arrange(
        pubs,
        sections=sections,
        group_by=config.group_by
        or _default_groups(config, min(len(pubs), limit or len(pubs)), sections),
        order=config.order or "newest",
        people=people,
        language=config.language or "en",
        places=places_of(library, config, pubs),
    )
    # The limit comes before the selected section, which shows some publications twice.
    return _selected_first(library, config, first(parts, limit) if limit else parts)


def _selected_first(
    library: Library, config: ListConfig, parts: tuple[Section, ...]
) -> tuple[Section, ...]:
    """Return ``parts`` with the section of the selected publications marked, or put first."""
    picked = [section.heading for section in config.sections if section.tag == SELECTED]
    if picked or config.format not in _WITH_SELECTED:
        return tuple(replace(part, selected=part.heading in picked) for part in parts)
    if config.selected and not (config.tag or config.sections):
        return _with_selected(library, config, parts)
    return parts


SELECTED: Final = "selected"
"""The tag of the publications that a page shows first."""
_WITH_SELECTED: Final = frozenset({"html", "site"})
_GROUPED_BY_YEAR: Final = frozenset({"html", "site", "hugo", "quarto", "mkdocs", "embed"})
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
    folder = template_folder(library, config)
    words = load_labels(config.language or "en", folder).words
    first = Section(
        heading=words["selected"], anchor=SELECTED, publications=tuple(picks), selected=True
    )
    if len(parts) == 1 and not parts[0].heading:
        rest = replace(parts[0], heading=words["all_publications"], anchor="all")
    else:
        rest = Section(heading=words["all_publications"], anchor="all", sections=parts)
    return first, rest


def places_of(
    library: Library, config: ListConfig, pubs: Sequence[Publication]
) -> Mapping[int, tuple[int, int]]:
    """Return the places of the publications in their files, if the order of the list needs them.

    Data formats are sorted without them, because they are long and programs ignore the order.
    """
    by_date = len(pubs) > 1 and config.format not in DATA_FORMATS
    return reading.file_places(library.store) if by_date or config.order == "file" else {}


def first(sections: Sequence[Section], limit: int) -> tuple[Section, ...]:
    """Return the first ``limit`` publications, without the sections that become empty."""
    kept: list[Section] = []
    for section in sections:
        if limit <= 0:
            break
        own = section.publications[:limit]
        limit -= len(own)
        inner = first(section.sections, limit)
        limit -= sum(size(part) for part in inner)
        if own or inner:
            kept.append(replace(section, publications=own, sections=inner))
    return tuple(kept)


def size(section: Section) -> int:
    """Return the number of entries in a section and the sections inside it."""
    return len(section.publications) + sum(size(part) for part in section.sections)
