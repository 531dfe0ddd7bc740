"""Add to publications what ``pubman.toml`` says about a list.

These are the present names of people who changed theirs, the pages of co-authors, and links to
files beside the list (``[links] pdf = "papers/{key}.pdf"``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from pubman.library.session import Library
from pubman.listing import PICTURE
from pubman.people import Person, current_name, in_period, same_spelling
from pubman.record import Authorship, Link, Name, Publication
from pubman.store import keys as reading
from pubman.store import provenance
from pubman.text.fold import fold
from pubman.text.written_names import parse_name

_KEYED: Final = ("crossref", "xref", "xdata", "related", "entryset", "ids")
"""Fields of BibTeX and biblatex that hold keys of other entries, or former keys of the entry."""
_UNSAFE: Final = re.compile(r"[^\w.+-]")
"""Characters that a key may have and a file name should not."""


def present(
    library: Library, publications: Iterable[Publication], output: str = ""
) -> list[Publication]:
    """Return ``publications`` as they appear in the list that is written to ``output``."""
    presented = presenter(library, output)
    return [presented(pub) for pub in publications]


def presenter(library: Library, output: str) -> Callable[[Publication], Publication]:
    """Return a function that returns a publication as it appears in the list at ``output``."""
    names, keys = _Names(library), _Keys(library)

    def presented(pub: Publication) -> Publication:
        pub = keys.applied(pub)
        if names.former and pub.former_keys:
            pub = replace(pub, former_keys=names.fit_keys(pub.former_keys))
        if names.needed:
            pub = names.applied(pub)
        return _with_files(library, pub, output) if library.config.links else pub

    return presented


class _Names:
    """Names as they are printed: present names, with links to people's pages.

    In a lab, the names of members are links too. A page about one person has such a link in its
    header instead.
    """

    def __init__(self, library: Library) -> None:
        people = library.config.people
        self.identify = library.identify
        self.shown = {person.id: person for person in people if person.show == "current"}
        self.members = {each.id: each.url for each in people if each.url and len(people) > 1}
        self.pages = [(parse_name(each.name), each.url) for each in library.config.coauthors]
        self.former = {word for person in self.shown.values() for word in _former_words(person)}
        self.needed = bool(self.shown or self.members or self.pages)

    def fit_keys(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the keys that hold no part of a former name."""
        return tuple(key for key in keys if not any(word in fold(key) for word in self.former))

    def applied(self, pub: Publication) -> Publication:
        """Return ``pub`` with these names."""
        authorships = tuple(self._author(each) for each in pub.authorships)
        editors = tuple(self._editor(each) for each in pub.editors)
        extra = {name: text for name, text in pub.extra.items() if not self._former(text)}
        if (authorships, editors, extra) == (pub.authorships, pub.editors, pub.extra):
            return pub
        names = tuple(each.name for each in authorships)
        # The unchanged text of the entry would still have the former name.
        same = (names, editors, extra) == (pub.authors, pub.editors, pub.extra)
        return replace(
            pub,
            authorships=authorships,
            authors=names,
            editors=editors,
            extra=extra,
            raw=pub.raw if same else "",
        )

    def _author(self, author: Authorship) -> Authorship:
        if author.person in self.shown:
            author = replace(author, name=current_name(author.name, self.shown[author.person]))
        if author.person in self.members:
            return replace(author, url=self.members[author.person])
        for name, url in self.pages:
            if same_spelling(author.name, name):
                return replace(author, url=url)
        return author

    def _former(self, text: str) -> bool:
        """Return True if a further field contains a former name."""
        folded = fold(text) if self.former else ""
        return any(word in folded for word in self.former)

    def _editor(self, name: Name) -> Name:
        found = self.identify(name) if self.shown else None
        return current_name(name, found[0]) if found else name


def _former_words(person: Person) -> set[str]:
    """Return what reveals a former name: its family name, or all of it if that is unchanged."""
    present_name = fold(person.name.full)
    found = {fold(each.family) for each in person.spellings} - {fold(person.name.family)}
    whole = {fold(each.full) for each in person.spellings if len(each.given.strip(".")) > 1}
    words = {word for word in found if len(word) > 3} | whole - {present_name}
    return {word for word in words if word and word not in present_name}


class _Keys:
    """Present keys: the store still understands a former key, but no list shows it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._now: dict[str, str] | None = None

    def applied(self, pub: Publication) -> Publication:
        """Return ``pub`` with present keys in the fields that name other entries."""
        named = {name: pub.extra[name] for name in _KEYED if pub.extra.get(name)}
        if not named:
            return pub
        changed = {
            name: ",".join(self._present(key.strip()) for key in text.split(","))
            for name, text in named.items()
        }
        if all(changed[name] == text for name, text in named.items()):
            return pub
        # The unchanged text of the entry would still have the former key.
        return replace(pub, extra={**pub.extra, **changed}, raw="")

    def _present(self, key: str) -> str:
        if self._now is None:
            self._now = reading.renamed_keys(self.library.store)
        return self._now.get(key, key)


def _with_files(library: Library, pub: Publication, output: str) -> Publication:
    """Add the links of ``[links]`` whose file exists, relative to the folder of the list."""
    labels = {PICTURE if x.label.startswith(f"{PICTURE}:") else x.label for x in pub.links}
    added = []
    for label, pattern in library.config.links.items():
        if label in labels:
            continue
        path = pattern.replace("{key}", _UNSAFE.sub("_", pub.key))
        if (library.folder / path).is_file():
            start = Path(output).parent if output else Path()
            url = os.path.relpath(path, start).replace(os.sep, "/")
            added.append(Link(label=label + _said_of(library.folder / path, label), url=url))
    return replace(pub, links=(*added, *pub.links)) if added else pub


_WITH_VENUES: Final = frozenset({"article", "conference", "workshop", "demo"})


def with_full_venue(pub: Publication) -> Publication:
    """Return ``pub`` with the full name of its venue if its source abbreviates it.

    dblp writes ``ICDE`` and PubMed ``J Am Chem Soc``; a bibliography names them in full. A name
    that is longer than the canonical one says more, such as the year and the town, and stays. So
    does a venue with volume and issue whose canonical venue is a conference: PVLDB is printed as a
    journal.
    """
    venue = pub.canonical
    if venue is None or not pub.venue or pub.kind not in _WITH_VENUES:
        return pub
    as_journal = venue.kind != "journal" and bool(pub.volume and pub.number)
    shorter = len(fold(pub.venue)) < len(fold(venue.name))
    return replace(pub, venue=venue.name) if shorter and not as_journal else pub


def _said_of(path: Path, label: str) -> str:
    """Return the description of a picture for people who cannot see it: the text of ``x.txt``."""
    beside = path.with_suffix(".txt")
    if label != PICTURE or not beside.is_file():
        return ""
    return ": " + " ".join(beside.read_text(encoding="utf-8", errors="replace").split())


def belongings(library: Library) -> dict[int, set[str]]:
    """Return the ids of the people each publication belongs to, by its id."""
    return provenance.people_by_publication(library.store)


def of_people(
    library: Library, publications: Sequence[Publication], wanted: Sequence[str], *,
    in_periods: bool, grace: int,
) -> list[Publication]:  # fmt: skip
    """Return the publications of the people ``wanted`` (ids or names; none means everybody).

    ``in_periods`` keeps those with a date in a period of one of these people, or up to ``grace``
    months after its end.
    """
    people = {
        person.id: person
        for person in library.config.people
        if not wanted or person.id in wanted or person.name.full in wanted
    }
    whose = belongings(library)
    return [
        pub
        for pub in publications
        if any(
            not in_periods or in_period(pub.date, people[person], grace)
            for person in whose.get(pub.id, set()) & people.keys()
        )
    ]
