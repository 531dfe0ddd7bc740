"""The facets of a page: what its entries can be narrowed by, and what each entry has of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from markupsafe import escape as escape_html

from pubman.pages.entries import Page, ShownEntry
from pubman.record import KINDS
from pubman.text.markup import printable, strip_controls


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A facet: its name in the address, its label, and the labels of values that need any.

    The script of the page counts the values and makes a button for each.
    """

    name: str
    label: str
    values: tuple[tuple[str, str], ...] = ()


_FEWEST: Final = 5  # entries; a shorter page needs no facets but its kinds


def facets_of(page: Page) -> list[Facet]:
    """Return the facets that can narrow ``page``: those of which it has two or more values."""
    words, entries = page.labels.words, page.entries_once
    kinds = {entry.pub.kind for entry in entries}
    labels = tuple((kind, page.labels.headings[kind]) for kind in KINDS if kind in kinds)
    found = [Facet(name="kind", label=words["facet_kind"], values=labels)]
    if len(entries) >= _FEWEST:
        found += [
            Facet(name="venue", label=words["facet_venue"]),
            Facet(name="year", label=words["facet_year"]),
            Facet(name="topic", label=words["facet_topic"]),
            Facet(name="with", label=words["facet_coauthor"]),
        ]
        if len(page.options.people) > 1:
            found.append(Facet(name="person", label=words["facet_person"]))
        found.append(Facet(name="open", label=words["open_access"]))
        found.append(Facet(name="code", label=words["has_code"]))
    return found


def attributes_of(entry: ShownEntry, people: Mapping[str, str]) -> Markup:
    """Return the ``data-`` attributes of an entry, for the script of the page."""
    pub = entry.pub
    own = (people.get(each.person, "") for each in pub.authorships)
    given = {
        "kind": pub.kind,
        "year": entry.year,
        "venue": venue_of(entry),
        "topic": _joined(tag for tag in pub.tags if tag != "selected"),
        "person": _joined(own),
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
