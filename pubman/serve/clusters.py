"""Clusters of spellings that may be one name: co-authors, and venues that pubman does not know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

from pubman.library.session import Library
from pubman.record import Publication
from pubman.store import search
from pubman.store.publications import publications
from pubman.text.fold import fold, name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One place where a spelling is used: the publication, and the field that ``set`` takes."""

    key: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A spelling and the places where it is used."""

    text: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Spellings that may be one name, the most frequent first."""

    spellings: tuple[Spelling, ...]


def listed(library: Library) -> list[Publication]:
    """Return your publications, with the names and venues that the clusters are made from."""
    only = ("authors", "authorships", "venue", "canonical", "title")
    return publications(library.store, search.find(library.store, []), only=only)


def clusters(pubs: list[Publication], what: str) -> list[Cluster]:
    """Return the clusters with more than one spelling, the largest first.

    Co-authors are clustered by folded family name and initials, as the matcher does. Venues that
    pubman does not know are clustered by their words without order, case and punctuation.
    """
    uses: dict[Hashable, dict[str, list[Use]]] = defaultdict(lambda: defaultdict(list))
    for pub in pubs:
        for cluster, text, field in _names(pub) if what == "authors" else _venue(pub):
            uses[cluster][text].append(Use(key=pub.key, field=field))
    found = [
        Cluster(
            spellings=tuple(
                Spelling(text=text, uses=tuple(places))
                for text, places in sorted(each.items(), key=lambda e: (-len(e[1]), e[0]))
            )
        )
        for each in uses.values()
        if len(each) > 1
    ]
    return sorted(found, key=lambda each: (-_size(each), each.spellings[0].text))


def _size(cluster: Cluster) -> int:
    return sum(len(each.uses) for each in cluster.spellings)


def _names(pub: Publication) -> list[tuple[Hashable, str, str]]:
    return [
        (name_key(each.name), each.name.full, f"authors.{place}")
        for place, each in enumerate(pub.authorships, 1)
        if not each.person
    ]


def _venue(pub: Publication) -> list[tuple[Hashable, str, str]]:
    if not pub.venue or pub.canonical:
        return []
    words = Counter(fold(pub.venue).split())
    return [(frozenset(words), pub.venue, "venue")]
