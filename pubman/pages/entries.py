"""A publication -> all that a list shows of it, as plain text that a format still escapes.

``build(sections, options)`` settles what depends on the whole list: anchors, numbers, marks of
roles, names for screen readers. With a function that completes publications, entries are made one
by one while they are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, TypeAlias

from pubman.frozen import quick_dataclass
from pubman.listing import Options, Section, publications, walk
from pubman.pages.authors import (
    Author,
    Authors,
    Mark,
    collaboration_of,
    edits,
    legend_of,
    marks_of,
)
from pubman.pages.details import (
    is_retracted,
    label_of,
    notice_of,
    numbers_of,
    remarks_of,
    spoken_of,
    summary_of,
    title_of,
)
from pubman.pages.entry_links import EntryLink, address_of, links_of, picture_of
from pubman.pages.labels import load_labels
from pubman.pages.page import EntriesInTurn, Page, Part, ShownEntry
from pubman.pages.pattern_values import Values
from pubman.pages.patterns import apply, check_patterns, choose, mentions
from pubman.record import Publication
from pubman.text.fold import slug
from pubman.text.markup import printable

Complete: TypeAlias = Callable[[Sequence[Publication]], Iterable[Publication]]
"""A function that yields publications with all fields for those that have only some, in order."""


def build(
    sections: Sequence[Section],
    options: Options,
    *,
    legend: str,
    labelled: bool,
    apart: bool = False,
    complete: Complete | None = None,
) -> Page:
    """Return the page of ``sections``.

    ``legend`` is the choice of the format for lists that make none. ``labelled`` is true for a
    format that shows the acronym of the venue as a label. ``apart`` is true for a format that shows
    the remarks in its own way instead of in brackets at the end of the venue's line. ``complete``
    lets the publications of ``sections`` have only some fields; then the entries come in turn.
    """
    check_patterns(options.patterns)
    builder = _Builder(
        sections,
        options,
        options.legend or legend,
        labelled=labelled,
        apart=apart,
        complete=complete,
    )
    return builder.page()


_MANY: Final = 500
"""To take the patterns of more publications to pieces takes less time than it saves."""


@quick_dataclass(frozen=True, slots=True)
class _Place:
    """Where a publication is on a page, and whether in a section of selected ones."""

    pub: Publication
    anchor: str
    again: str
    selected: bool


def completed(sections: Sequence[Section], complete: Complete) -> tuple[Section, ...]:
    """Return ``sections`` with complete publications."""
    wanted = [pub for part, _ in walk(sections) for pub in part.publications]
    return _refilled(sections, iter(complete(wanted)))


def _refilled(sections: Sequence[Section], pubs: Iterator[Publication]) -> tuple[Section, ...]:
    return tuple(
        replace(
            section,
            publications=tuple(islice(pubs, len(section.publications))),
            sections=_refilled(section.sections, pubs),
        )
        for section in sections
    )


class _Builder:
    """What the entries of a page have in common while it is built."""

    def __init__(
        self,
        sections: Sequence[Section],
        options: Options,
        legend: str,
        *,
        labelled: bool,
        apart: bool,
        complete: Complete | None,
    ) -> None:
        self.sections = sections
        self.options = options
        self.legend = legend
        self.labelled = labelled
        self.badge = labelled and options.badges
        self.apart = self.badge or (apart and options.badges)
        self.labels = load_labels(options.language, options.template_dir)
        self.publications = publications(sections)
        self.many = len(self.publications) > _MANY
        self.marks = marks_of(self.publications, options, self.labels)
        self.numbers = numbers_of(
            self.publications, options.numbering, self.labels, options.own_labels
        )
        self.spoken = spoken_of(self.publications)
        self.authors = Authors(options, self.marks)
        self.anchors: set[str] = set()
        self.picked: dict[int | str, str] = {}
        self.complete = complete
        self.places: list[_Place] = []

    def page(self) -> Page:
        years = Counter(pub.year for pub in self.publications if pub.year)
        in_turn = self._in_turn(self.complete) if self.complete else iter(())
        return Page(
            options=self.options,
            labels=self.labels,
            parts=tuple(self._part(section, 0, "", in_turn) for section in self.sections),
            marks=self._legend(),
            legend=self.legend,
            years=tuple(sorted(years.items())),
            publications=self.publications,
        )

    def _legend(self) -> tuple[Mark, ...]:
        """The legend of the page, without signs of unknown meaning."""
        if self.legend != "page":
            return ()
        return tuple(mark for mark in self.marks.values() if mark.wording)

    def _part(
        self, section: Section, level: int, above: str, in_turn: Iterator[ShownEntry]
    ) -> Part:
        own = section.anchor or "-".join(filter(None, (above, slug(section.heading.lower()))))
        anchor = self._anchor(own) if own else ""
        places = [self._place(pub, section) for pub in section.publications]
        entries: Sequence[ShownEntry]
        if self.complete is None:
            entries = tuple([self._entry(place.pub, place) for place in places])
        else:
            self.places += places
            entries = EntriesInTurn(len(places), in_turn)
        return Part(
            heading=printable(section.heading),
            anchor=anchor,
            level=level,
            entries=entries,
            parts=tuple(self._part(part, level + 1, own, in_turn) for part in section.sections),
            selected=section.selected,
        )

    def _place(self, pub: Publication, section: Section) -> _Place:
        """Return the place of ``pub`` on the page, which depends on the entries before it."""
        key = pub.id or pub.key
        anchor = self._anchor(pub.key or f"r{pub.id}")
        if section.selected:
            self.picked[key] = anchor
            return _Place(pub, anchor, "", selected=True)
        return _Place(pub, anchor, self.picked.get(key, ""), selected=False)

    def _in_turn(self, complete: Complete) -> Iterator[ShownEntry]:
        """Yield every entry in reading order. The first is asked for when all have their places."""
        pubs = complete([place.pub for place in self.places])
        for pub, place in zip(pubs, self.places, strict=True):
            yield self._entry(pub, place)

    def _anchor(self, wanted: str) -> str:
        bare = slug(wanted) or "entry"
        # Some checkers, and CSS without escapes, want a letter first.
        bare = bare if bare[0].isalpha() else f"n{bare}"
        anchor, more = bare, 2
        while anchor in self.anchors:
            anchor, more = f"{bare}-{more}", more + 1
        self.anchors.add(anchor)
        return anchor

    def _entry(self, pub: Publication, place: _Place) -> ShownEntry:
        authors, more = self.authors.of(pub)
        names = self._names(pub, authors)
        known = Values(pub, self.labels, names=names, badge=self.badge, many=self.many)
        venue_line, remarks = self._venue(pub, known)
        retracted = self._says_retracted(pub)
        label = label_of(pub, self.labels) if self.badge else ""
        key = pub.id or pub.key
        return ShownEntry(
            pub=pub,
            anchor=place.anchor,
            number=self.numbers.get(key, ""),
            title=title_of(pub, bare=self.labelled and retracted),
            url=address_of(pub),
            authors=authors,
            names=names,
            authors_line=printable(pub.display.get("authors", "")),
            collaboration=collaboration_of(pub),
            edited=known["editors_word"] if edits(pub) else "",
            more=more,
            legend=legend_of(authors) if self.legend == "entry" else (),
            venue_line=venue_line,
            label=label,
            repeated=label.lower() in venue_line.lower(),
            remarks=remarks,
            award=known["award"] if remarks and known["award"] in remarks else "",
            notice=self._notice(pub, remarks),
            links=self._links(pub),
            picture=picture_of(pub),
            summary=summary_of(pub) if place.selected else "",
            retracted=retracted,
            again=place.again,
            spoken=self.spoken[key],
            year=str(pub.year or ""),
            values=known,
        )

    def _names(self, pub: Publication, authors: Sequence[Author]) -> tuple[str, ...]:
        """Return the names of all authors, of whom ``authors`` are shown."""
        if [each.name for each in pub.authorships] == [*pub.authors] and (
            len(authors) == len(pub.authors)
        ):
            return tuple([each.name for each in authors])  # as on nearly every list
        return tuple([self.authors.full(name) for name in pub.authors])

    def _links(self, pub: Publication) -> tuple[EntryLink, ...]:
        """The row of links; in a site the page of the paper comes first."""
        links = links_of(pub, self.labels)
        page = self.options.paper_pages.get(pub.id or pub.key, "")
        if not page:
            return links
        return EntryLink(kind="details", text=self.labels.words["details"], url=page), *links

    def _says_retracted(self, pub: Publication) -> bool:
        """Return whether the list says that ``pub`` was retracted, as its title or note does."""
        return self.options.notices and is_retracted(pub)

    def _notice(self, pub: Publication, remarks: Sequence[str]) -> str:
        """Return the notice among ``remarks``."""
        found = notice_of(pub) if remarks else ""
        wording = self.labels.words[f"notice_{found}"] if found else ""
        return wording if wording in remarks else ""

    def _remarks(self, pub: Publication) -> Mapping[str, str]:
        """Return the phrases about ``pub``, without its notice if the list switches that off."""
        told = remarks_of(pub, self.labels)
        return told if self.options.notices else {**told, "notice": ""}

    def _venue(self, pub: Publication, known: Values) -> tuple[str, tuple[str, ...]]:
        """Return the line of the venue, and the phrases beside it.

        A format without labels has the phrases in brackets at the end of the line.
        """
        if pub.display.get("venue"):
            line = printable(pub.display["venue"])
            beside = [text for text in self._remarks(pub).values() if text]
            return line, tuple(text for text in beside if text not in line) if self.apart else ()
        name, source = choose(pub.kind, self.options.patterns)
        line = apply(name, source, known).replace("\n", " ").strip()
        own = name in self.options.patterns
        told = self._remarks(pub)
        if own and not self.badge:  # the pattern says what it wants, but never hides a retraction
            told = {"notice": told.get("notice", "")}
        said = mentions(source)
        remarks = tuple(text for name, text in told.items() if text and name not in said)
        if self.apart:
            return line, remarks
        return (line + "".join(f" ({phrase})" for phrase in remarks)).strip(), ()
