"""The facets of a page: what its entries can be narrowed by, and what each entry has of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from markupsafe import escape as escape_html

from pubman.pages.details import citations_of
from pubman.pages.entries import Page, ShownEntry
from pubman.pages.topics import Topics
from pubman.record import KINDS
from pubman.text.markup import printable, strip_controls


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


def facets_of(page: Page, topics: Topics) -> list[Facet]:
    """Return the facets that can narrow ``page``: those in which its entries differ."""
    words, entries = page.labels.words, page.entries_once
    kinds = {entry.pub.kind for entry in entries}
    labels = tuple((kind, page.labels.headings[kind]) for kind in KINDS if kind in kinds)
    found = [Facet(name="kind", label=words["facet_kind"], values=labels)] if labels[1:] else []
    if len(entries) < _FEWEST:
        return found
    for name, label, values_of in _VALUES:
        values = {value for entry in entries for value in values_of(entry, topics)}
        wanted = name != "person" or len(page.options.people) > 1
        if wanted and len(values - {""}) > 1:
            found.append(Facet(name=name, label=words[f"facet_{label}"]))
    return found + (_flags(page) if page.options.links else [])


_Values = Callable[[ShownEntry, Topics], Iterable[str]]
_VALUES: Final[Sequence[tuple[str, str, _Values]]] = (
    ("venue", "venue", lambda entry, _: (venue_of(entry),)),
    ("year", "year", lambda entry, _: (entry.year,)),
    ("topic", "topic", lambda entry, topics: topics.of(entry.pub)),
    ("with", "coauthor", lambda entry, _: (a.name for a in entry.authors if not a.own)),
    ("person", "person", lambda entry, _: (a.person for a in entry.pub.authorships)),
)
"""Facets by their name in the address, with their label and the values that an entry has."""


def _flags(page: Page) -> list[Facet]:
    """Return the facets that only say yes, if they hold for some of the entries."""
    entries, words = page.entries_once, page.labels.words
    found = []
    for name, label, kinds in (("open", "open_access", OPEN), ("code", "has_code", CODE)):
        count = sum(any(link.kind in kinds for link in each.links) for each in entries)
        if 0 < count < len(entries):
            found.append(Facet(name=name, label=words[label], count=count))
    return found


def attributes_of(entry: ShownEntry, topics: Topics, people: Mapping[str, str]) -> Markup:
    """Return the ``data-`` attributes of an entry, for the script of the page."""
    pub = entry.pub
    own = (people.get(each.person, "") for each in pub.authorships)
    given = {
        "kind": pub.kind,
        "year": entry.year,
        "venue": venue_of(entry),
        "topic": "\n".join(topics.of(pub)),
        "person": _joined(own),
        "cited": citations_of(pub),
    }
    parts = (f' data-{name}="{_quoted(text)}"' for name, text in given.items() if text)
    return Markup("".join(parts))  # noqa: S704 - escaped just now


def venue_of(entry: ShownEntry) -> str:
    """Return the short name of the venue: its acronym, else its name."""
    canonical = entry.pub.canonical
    if canonical is not None:
        return printable(canonical.acronym or canonical.name)
    return printable(entry.pub.venue) if entry.pub.kind == "article" else ""


def _joined(words: Iterable[str]) -> str:
    """Return several values in one attribute, one per line."""
    return "\n".join(dict.fromkeys(printable(word) for word in words if word))


def _quoted(text: str) -> str:
    return str(escape_html(strip_controls(text)))
