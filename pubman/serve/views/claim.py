"""Publications that may be yours, in groups that can be answered with one click."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from pubman.library.review import OpenQuestion, questions
from pubman.library.session import Library
from pubman.record import Publication
from pubman.serve.desk import Desk
from pubman.serve.forms import name_of
from pubman.serve.pages import Page
from pubman.store.keys import resolve
from pubman.store.publications import publications

SHOWN: Final = 200
"""Publications on the page. The others follow when these are answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A publication that may be yours, and the name of its question."""

    question: OpenQuestion
    name: str
    pub: Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Claims that share a co-author or a venue."""

    heading: str
    claims: tuple[Claim, ...]


def page(_desk: Desk, library: Library, request: Request) -> Page:
    """Return the claims, grouped by co-author or by venue."""
    by = "venue" if request.query_params.get("by") == "venue" else "author"
    asked = [each for each in questions(library) if each.kind == "mine"]
    data = {
        "groups": grouped(_claims(library, asked[:SHOWN]), by),
        "by": by,
        "total": len(asked),
        "shown": SHOWN,
    }
    return Page(template="claim.html", title="Are these yours?", data=data)


def _claims(library: Library, asked: list[OpenQuestion]) -> list[Claim]:
    ids = {each.key_a: resolve(library.store, each.key_a).publication for each in asked}
    found = {pub.id: pub for pub in publications(library.store, list(ids.values()))}
    return [Claim(question=q, name=name_of(q), pub=found[ids[q.key_a]]) for q in asked]


def grouped(claims: list[Claim], by: str) -> list[Group]:
    """Return the claims in groups, the largest first. Each claim is in one group.

    By co-author, a claim belongs to the co-author that most claims share. Oneself is on all of
    them, so names that are a person of ``pubman.toml`` do not count.
    """
    labels = {claim.name: _labels(claim.pub, by) for claim in claims}
    counts = Counter(label for each in labels.values() for label in set(each))
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        best = max(labels[claim.name], key=lambda label: (counts[label], label), default="")
        shared = best if counts[best] > 1 else ""
        groups.setdefault(shared, []).append(claim)
    ordered = sorted(groups.items(), key=lambda each: (not each[0], -len(each[1]), each[0]))
    return [Group(heading=heading, claims=tuple(each)) for heading, each in ordered]


def _labels(pub: Publication, by: str) -> list[str]:
    if by == "venue":
        venue = pub.canonical.acronym if pub.canonical else pub.venue
        return [venue] if venue else []
    return [each.name.full for each in pub.authorships if not each.person]
