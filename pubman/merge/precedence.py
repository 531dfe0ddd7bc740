"""The fields for which the rank of a source does not decide, each with the reason.

A source has one rank for all its fields. But Crossref has the page numbers that the publisher
deposited, and OpenAlex guesses the kind of a work. If ``pubman.toml`` gives one of the sources a
rank of its own, ranks alone decide.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, Protocol, TypeVar

PREFERRED: Final[Mapping[str, tuple[str, ...]]] = {
    "pages": ("crossref",),
    "issn": ("crossref",),
    "publisher": ("crossref",),
    "date": ("crossref",),
    "venue": ("dblp", "crossref"),
    "abstract": ("arxiv", "pubmed", "openalex"),
}
"""Fields -> the sources that know them best, the best first. Only the month and day of the date."""
LAST: Final[Mapping[str, frozenset[str]]] = {
    # Programs guess the kind: an article for everything, a book for a copy in a repository.
    "kind": frozenset({"openalex", "semanticscholar"}),
    # Their names are initials, or one text cut into parts.
    "authors": frozenset({"semanticscholar", "europepmc", "orcid"}),
}
"""Fields -> the sources that are believed only if no other source says anything."""
CAPITALS: Final = "capitals"
_LETTERS: Final = 6
"""The fewest letters of a title that may be called written in capitals."""


class Sourced(Protocol):
    """What has a source. ``ranked`` says that a person gave the source its rank."""

    @property
    def source(self) -> str:
        """The name of the source."""

    @property
    def ranked(self) -> bool:
        """Whether ``pubman.toml`` gives the source its rank."""


S = TypeVar("S", bound=Sourced)


def by_preference(field: str, members: Sequence[S]) -> Sequence[S]:
    """Return ``members``, which are in the order of their ranks, in the order for one field."""
    preferred, last = PREFERRED.get(field, ()), LAST.get(field, frozenset())
    decided = len(members) < 2 or not (preferred or last)
    if decided or any(member.ranked for member in members):
        return members

    def place(member: S) -> int:
        if member.source in preferred:
            return preferred.index(member.source)
        return len(preferred) + (member.source in last)

    return sorted(members, key=place)


def is_in_capitals(title: str) -> bool:
    """Return whether a title of several words is written in capitals only."""
    letters = sum(each.isalpha() for each in title)
    return letters >= _LETTERS and " " in title.strip() and title.isupper()


def exception(field: str, giver: str, value: str, others: Collection[tuple[str, str]]) -> str:
    """Return why a field comes from ``giver``, or an empty text if its rank decides.

    ``others`` are the sources of higher rank that say something else, with what they say. The
    answer is the source that knows best, or ``capitals``.
    """
    sources = {source for source, _ in others}
    if not sources:
        return ""
    if giver in PREFERRED.get(field, ()):
        return giver
    if sources <= LAST.get(field, frozenset()):
        return min(sources)
    shouting = field == "title" and not is_in_capitals(value)
    return CAPITALS if shouting and all(is_in_capitals(text) for _, text in others) else ""
