"""The input and result of grouping: nodes, edges, decisions, and a grouping of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pubman.frozen import quick_dataclass

if TYPE_CHECKING:  # to read groups takes no matcher
    from pubman.match import Profile

Order = tuple[str | int, ...]


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A record as grouping sees it. ``order`` sorts by content: date, form, source, source key.

    ``unique``: a published record of a source that is free of duplicates among those.
    """

    id: int
    order: Order
    source: str
    unique: bool
    preprint: bool
    year: int | None = None
    doi: str = ""
    arxiv: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A verdict on two records, ``extending`` as the matcher says it: "a", "b" or ""."""

    a: int
    b: int
    verdict: str
    rule: str
    score: float
    extending: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision about two records; ``extending`` is the id of the one that extends, or None."""

    a: int
    b: int
    verdict: Literal["same", "extends", "different"]
    extending: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two publications that are linked but stay two.

    Record ``a`` extends ``b``, is a preprint of it, or is a supplement to it (data,
    a program, slides).
    ``by`` is the rule that says so, or "said" if a person did.
    """

    kind: Literal["extends", "version", "supplement"]
    a: int
    b: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Two groups that a person should judge, with their best pair of records.

    ``contested``: the groups themselves must not be merged. A yes moves one record from its group
    to the other.
    """

    a: int
    b: int
    score: float
    rule: str
    contested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The groups, each sorted by content with its lead first, and the links between them."""

    groups: tuple[tuple[int, ...], ...]
    ties: tuple[Tie, ...]
    questions: tuple[Question, ...]


def node(id: int, profile: Profile) -> Node:  # noqa: A002 - the record's id, as everywhere
    """Return the node of the record *id*, whose profile is *profile*."""
    title = profile.title
    order: Order = (
        1 if profile.informal else 0,
        profile.year or 9999,
        profile.place.form,
        profile.source,
        profile.source_key,
        title.core,
        profile.first,
        profile.volume,
        profile.number,
        " ".join(person.family for person in profile.people),
        profile.doi,
    )
    return Node(
        id=id,
        order=order,
        source=profile.source,
        unique=profile.unique,
        preprint=profile.informal,
        year=profile.year,
        doi=profile.doi,
        arxiv=profile.arxiv,
    )
