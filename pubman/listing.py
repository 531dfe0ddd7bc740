"""A list: its sections, and the options that say how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pubman.record import Link, Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a list: publications in order, parts of its own, or both.

    An empty ``heading`` prints none. ``anchor`` is where links to the section point; empty, it is
    made from the heading. The level follows from the nesting (:func:`walk`).
    """

    heading: str = ""
    publications: tuple[Publication, ...] = ()
    sections: tuple[Section, ...] = ()
    anchor: str = ""


def walk(sections: Sequence[Section], level: int = 0) -> Iterator[tuple[Section, int]]:
    """Every section with its level (0 for the outermost), in the order in which they are read."""
    for section in sections:
        yield section, level
        yield from walk(section.sections, level + 1)


def publications(sections: Sequence[Section]) -> tuple[Publication, ...]:
    """Every publication of ``sections`` once, in the order in which they are read."""
    found = {pub.id or pub.key: pub for part, _ in walk(sections) for pub in part.publications}
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a list looks. Every format takes all of them and leaves what means nothing to it.

    ``people``: id and name of those to ``highlight``. ``badges``: venue labels and short phrases
    (status, award) of their own; ``links``: the row of links. ``patterns``: by kind, or
    ``default``, for the venue's line; ``authors`` and ``title`` for those lines; ``entry`` for the
    whole entry (see ``docs/reference/templates.md``). ``roles`` and ``marks`` replace the wording
    and the sign of a role (``equal``); ``legend`` explains marks once per ``page``, at the end of
    each ``entry``'s authors, or nowhere (``none``); empty, as the format likes it.
    ``truncate_authors``: at most so many authors, oneself always among them (0: all).
    ``numbering``: ``""``, ``up``, ``down`` (the oldest is 1) or ``kind`` ([J1], [C2]).
    ``updated``: a date to print; the clock is never asked. ``fragment``: only the sections, whose
    headings begin at ``heading_level``. ``style``: a CSL style by name or file, in which each entry
    is then written. ``template_dir``: templates that replace pubman's by name.
    """

    title: str = ""
    subtitle: str = ""
    profiles: tuple[Link, ...] = ()
    downloads: tuple[Link, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    highlight: bool = True
    badges: bool = True
    links: bool = True
    abstracts: bool = True
    bibtex: bool = True
    chart: bool = True
    language: str = "en"
    updated: str = ""
    patterns: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    legend: str = ""
    truncate_authors: int = 0
    numbering: str = ""
    style: str = ""
    template_dir: Path | None = None
    fragment: bool = False
    heading_level: int = 2


PICTURE: Final = "picture"
"""The label of a link that is shown as a picture: ``picture``, or ``picture: what it shows``."""
