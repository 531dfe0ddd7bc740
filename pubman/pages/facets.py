"""The facets of a page: what its entries can be narrowed by, and what each entry has of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pubman.fields import KINDS
from pubman.pages.details import citations_of
from pubman.pages.html_signs import escape
from pubman.pages.page import Page, ShownEntry
from pubman.pages.topics import Topics
from pubman.text.markup import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A facet: its name in the address, its label, and the labels of values that need any.

    The script of the page makes a button for each value, with its count, when the facet is opened.
    A yes-or-no facet has no values, only the ``count`` of the entries for which it is true.
    """

    name: str
    label: str
    values: tuple[tuple[str, str], ...] = ()
    count: int = 0


_FEWEST: Final = 5  # entries; a shorter page needs no facets except its kinds
OPEN: Final = frozenset({"pdf", "arxiv", "pmcid"})
CODE: Final = frozenset({"code", "data"})
"""The kinds of links that say that a paper can be read, and that its code or data is there."""


class Facets:
    """The facets that can narrow a page: those in which its entries differ.

    Entries are added once each. Of a facet, two values are enough to know that it is wanted.
    """

    def __init__(self, page: Page, topics: Topics) -> None:
        self.page = page
        self.topics = topics
        self.count = 0
        self._kinds: set[str] = set()
        several = len(page.options.people) > 1
        self._open: dict[str, tuple[set[str], _Values]] = {
            name: (set(), values_of)
            for name, _, values_of in _VALUES
            if name != "person" or several
        }
        self._wanted: set[str] = set()
        self._flags = dict.fromkeys((name for name, _, _ in _FLAGS), 0)

    def add(self, entry: ShownEntry) -> None:
        """Add the values of ``entry``."""
        self.count += 1
        self._kinds.add(entry.pub.kind)
        for name, (values, values_of) in [*self._open.items()]:
            values.update(values_of(entry, self.topics))
            values.discard("")
            if len(values) > 1:
                self._wanted.add(name)
                del self._open[name]
        kinds = {link.kind for link in entry.links}
        for name, _, wanted in _FLAGS:
            self._flags[name] += not kinds.isdisjoint(wanted)

    def found(self) -> list[Facet]:
        """Return the facets of the entries that were added."""
        words, headings = self.page.labels.words, self.page.labels.headings
        labels = tuple((kind, headings[kind]) for kind in KINDS if kind in self._kinds)
        found = []
        if labels[1:]:
            found.append(Facet(name="kind", label=words["facet_kind"], values=labels))
        if self.count < _FEWEST:
            return found
        for name, label, _ in _VALUES:
            if name in self._wanted:
                found.append(Facet(name=name, label=words[f"facet_{label}"]))
        for name, label, _ in _FLAGS if self.page.options.links else ():
            if 0 < (number := self._flags[name]) < self.count:
                found.append(Facet(name=name, label=words[label], count=number))
        return found


_Values = Callable[[ShownEntry, Topics], Iterable[str]]
_VALUES: Final[Sequence[tuple[str, str, _Values]]] = (
    ("venue", "venue", lambda entry, _: (venue_of(entry),)),
    ("year", "year", lambda entry, _: (entry.year,)),
    ("topic", "topic", lambda entry, topics: topics.of(entry.pub)),
    ("with", "coauthor", lambda entry, _: (a.name for a in entry.authors if not a.own)),
    ("person", "person", lambda entry, _: (a.person for a in entry.pub.authorships)),
)
"""Facets by their name in the address, with their label and the values that an entry has."""


_FLAGS: Final = (("open", "open_access", OPEN), ("code", "has_code", CODE))
"""Facets that only say yes: their name, their label, and the links for which they hold."""


def attributes_of(entry: ShownEntry, topics: Topics, people: Mapping[str, str]) -> str:
    """Return the ``data-`` attributes of an entry, for the script of the page."""
    pub = entry.pub
    own = [people.get(each.person, "") for each in pub.authorships] if people else ()
    topic, person, cited = "\n".join(topics.of(pub)), _joined(own), citations_of(pub)
    usual = _usual_attributes(pub.kind, entry.year, venue_of(entry))
    return usual + _attributes(topic=topic, person=person, cited=cited)


@lru_cache(maxsize=2048)
def _usual_attributes(kind: str, year: str, venue: str) -> str:
    """Return the attributes that many entries share."""
    return _attributes(kind=kind, year=year, venue=venue)


def _attributes(**given: str) -> str:
    return "".join([f' data-{name}="{escape(text)}"' for name, text in given.items() if text])


def venue_of(entry: ShownEntry) -> str:
    """Return the short name of the venue: its acronym, else its name."""
    canonical = entry.pub.canonical
    if canonical is not None:
        return printable(canonical.acronym or canonical.name)
    return printable(entry.pub.venue) if entry.pub.kind == "article" else ""


def _joined(words: Iterable[str]) -> str:
    """Return several values in one attribute, one per line."""
    return "\n".join(dict.fromkeys(printable(word) for word in words if word))
