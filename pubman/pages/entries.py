"""All that a list shows of its publications, in plain text still to be escaped by a format.

``build(sections, options)`` gives a :class:`Page` of :class:`Part` of :class:`Entry`. What depends
on the whole list is settled here: anchors, numbers, the signs of roles, names for screen readers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pubman.listing import Options, Section, publications
from pubman.pages.details import (
    Author,
    EntryLink,
    Mark,
    Picture,
    label_of,
    legend_of,
    links_of,
    marks_of,
    numbers_of,
    picture_of,
    spoken_of,
    title_of,
)
from pubman.pages.labels import Labels, load
from pubman.pages.patterns import Values, apply, check_patterns, choose, mentions
from pubman.record import Authorship, Name, Publication
from pubman.text.fold import slug
from pubman.text.markup import Piece, printable
from pubman.text.urls import arxiv_url, doi_url, safe_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One publication as a list shows it.

    ``names`` are all authors, whatever ``authors`` shows. ``authors_line`` and ``title`` hold what
    a person set by hand instead, where they did. ``more``: the authors go on. ``venue_line`` is one
    line of plain text; ``label`` the short name of the venue or kind, ``repeated`` where the line
    says it too. ``remarks`` are the short phrases (status, award, note) that the line does not
    hold. ``spoken`` is a name for the publication that no other entry has. ``values`` is what
    patterns see.
    """

    pub: Publication
    anchor: str
    number: str
    title: tuple[Piece, ...]
    url: str
    authors: tuple[Author, ...]
    names: tuple[str, ...]
    authors_line: str
    more: bool
    legend: tuple[Mark, ...]
    venue_line: str
    label: str
    repeated: bool
    remarks: tuple[str, ...]
    links: tuple[EntryLink, ...]
    picture: Picture | None
    spoken: str
    year: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section with its entries; ``level`` is 0 for the outermost."""

    heading: str
    anchor: str
    level: int
    entries: tuple[Entry, ...]
    parts: tuple[Part, ...]

    def walk(self) -> Iterator[Part]:
        """This part and all within it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole list. ``marks`` is the legend where it stands once for all; ``years`` counts."""

    options: Options
    labels: Labels
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    legend: str
    years: tuple[tuple[int, int], ...]
    publications: tuple[Publication, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry in reading order; one publication may have several."""
        return tuple(e for top in self.parts for part in top.walk() for e in part.entries)

    @property
    def entries_once(self) -> tuple[Entry, ...]:
        """The first entry of every publication, in reading order."""
        found: dict[int | str, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.pub.id or entry.pub.key, entry)
        return tuple(found.values())


def build(sections: Sequence[Section], options: Options, *, legend: str, labelled: bool) -> Page:
    """The page of ``sections``. ``legend`` is the format's own choice, for options without one.

    ``labelled`` is true for a format that shows the venue's acronym as a label.
    """
    check_patterns(options.patterns)
    return _Builder(sections, options, options.legend or legend, labelled=labelled).page()


class _Builder:
    """What entries have in common while a page is built."""

    def __init__(
        self, sections: Sequence[Section], options: Options, legend: str, *, labelled: bool
    ) -> None:
        self.sections = sections
        self.options = options
        self.legend = legend
        self.badge = labelled and options.badges
        self.labels = load(options.language, options.template_dir)
        self.publications = publications(sections)
        self.marks = marks_of(self.publications, options, self.labels)
        self.numbers = numbers_of(self.publications, options.numbering, self.labels)
        self.spoken = spoken_of(self.publications)
        self.people = frozenset(person for person, _ in options.people if person)
        self.anchors: set[str] = set()
        self.names: dict[int, str] = {}

    def page(self) -> Page:
        years = Counter(pub.year for pub in self.publications if pub.year)
        return Page(
            options=self.options,
            labels=self.labels,
            parts=tuple(self._part(section, 0, "") for section in self.sections),
            marks=tuple(self.marks.values()) if self.legend == "page" else (),
            legend=self.legend,
            years=tuple(sorted(years.items())),
            publications=self.publications,
        )

    def _part(self, section: Section, level: int, above: str) -> Part:
        own = section.anchor or "-".join(filter(None, (above, slug(section.heading.lower()))))
        return Part(
            heading=printable(section.heading),
            anchor=self._anchor(own) if own else "",
            level=level,
            entries=tuple(self._entry(pub) for pub in section.publications),
            parts=tuple(self._part(part, level + 1, own) for part in section.sections),
        )

    def _anchor(self, wanted: str) -> str:
        bare = slug(wanted) or "entry"
        # Some checkers, and CSS without escapes, want a letter first.
        bare = bare if bare[0].isalpha() else f"n{bare}"
        anchor, more = bare, 2
        while anchor in self.anchors:
            anchor, more = f"{bare}-{more}", more + 1
        self.anchors.add(anchor)
        return anchor

    def _entry(self, pub: Publication) -> Entry:
        names = tuple([self._full(name) for name in pub.authors])
        known = Values(pub, self.labels, names=names, badge=self.badge)
        venue_line, remarks = self._venue(pub, known)
        authors, more = self._authors(pub)
        label = label_of(pub, self.labels) if self.badge else ""
        return Entry(
            pub=pub,
            anchor=self._anchor(pub.key or f"r{pub.id}"),
            number=self.numbers.get(pub.id or pub.key, ""),
            title=title_of(pub),
            url=safe_url(pub.url) or doi_url(pub.doi) or arxiv_url(pub.arxiv_id),
            authors=authors,
            names=names,
            authors_line=printable(pub.display.get("authors", "")),
            more=more,
            legend=legend_of(authors) if self.legend == "entry" else (),
            venue_line=venue_line,
            label=label,
            repeated=label.lower() in venue_line.lower(),
            remarks=remarks,
            links=links_of(pub, self.labels),
            picture=picture_of(pub) if pub.links else None,
            spoken=self.spoken[pub.id or pub.key],
            year=str(pub.year or ""),
            values=known,
        )

    def _full(self, name: Name) -> str:
        """A name as it is shown; those of one person are mostly one object, made once."""
        if (shown := self.names.get(id(name))) is None:
            shown = self.names[id(name)] = printable(name.full)
        return shown

    def _venue(self, pub: Publication, known: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
        phrases = {"status": known["status"], "award": known["award"], "note": known["note"]}
        if pub.display.get("venue"):
            line = printable(pub.display["venue"])
            beside = [phrase for phrase in phrases.values() if phrase and phrase not in line]
            return line, tuple(beside) if self.badge else ()
        name, source = choose(pub.kind, self.options.patterns)
        said = mentions(source)
        remarks = tuple(phrase for name, phrase in phrases.items() if phrase and name not in said)
        line = apply(name, source, known).replace("\n", " ").strip()
        if self.badge:
            return line, remarks
        # One's own pattern says all that its line is to say.
        told = () if name in self.options.patterns else remarks
        return line + "".join(f" ({phrase})" for phrase in told), ()

    def _authors(self, pub: Publication) -> tuple[tuple[Author, ...], bool]:
        if pub.display.get("authors"):
            return (), False
        people = pub.authorships or tuple(Authorship(name=name) for name in pub.authors)
        limit = self.options.truncate_authors or len(people)
        if limit + 1 >= len(people):
            limit += 1  # one name takes no more room than the words for its absence
        shown, skipped = [], False
        for place, person in enumerate(people):
            if place < limit or person.person in self.people:
                shown.append(self._author(person, skipped=skipped))
                skipped = False
            else:
                skipped = True
        return tuple(shown), skipped or pub.authors_cut

    def _author(self, person: Authorship, *, skipped: bool) -> Author:
        return Author(
            name=self._full(person.name),
            own=self.options.highlight and person.person in self.people,
            marks=tuple([self.marks[role] for role in person.roles if role in self.marks]),
            url=safe_url(person.url),
            skipped=skipped,
        )
