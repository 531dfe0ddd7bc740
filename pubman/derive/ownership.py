"""Find the owners of publications by decisions, lists, dblp numbers, ORCIDs and names.

A publication is a person's if they said so, if a list of their own names it, or if an author has
their dblp number or ORCID. A name alone is enough only while none of the person's own lists is
known. Otherwise it becomes a question ("Yours?"). Editing a volume counts like writing it. A work
that only a look-up by number brought is nobody's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pubman.derive.authors import Author, Recognised
from pubman.derive.context import LOOKUPS, PROPOSERS, Context
from pubman.frozen import quick_dataclass
from pubman.record import Name
from pubman.store.stored_records import Listing


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """Whose a publication is.

    ``people`` maps the ids of people to the reason. ``authors`` says for each author which person
    it is. ``mine`` is 1, 0, or None while the question is open; ``score`` and ``reason`` belong to
    that question.
    """

    people: Mapping[str, str]
    mine: int | None
    authors: tuple[Recognised, ...] = ()
    hidden: bool = False
    kept: bool = False
    score: float = 0.0
    reason: str = ""


class Standing(NamedTuple):
    """What the lists that name a work say about it.

    ``owners`` are the people whose own lists name it. ``looked_up``: it is known only because a
    service was asked for its number, so it is on no list. ``proposer`` is the source that proposes
    it, if nobody else lists it. ``gone`` says since when no list names it any more.
    """

    owners: tuple[str, ...]
    looked_up: bool
    proposer: str
    gone: str | None


@lru_cache(maxsize=4096)
def standing_of(listings: tuple[Listing, ...]) -> Standing:
    """Return what lists say. Most works are on the same lists as many others."""
    # A service that only answers questions about single papers has no list to leave.
    lists = [each for each in listings if each.account not in LOOKUPS]
    left = [each.gone_since for each in lists if each.gone_since is not None]
    return Standing(
        owners=tuple(each.person for each in listings if each.person),
        looked_up=bool(listings) and not lists,
        proposer=_proposer(lists),
        gone=max(left) if lists and len(left) == len(lists) else None,
    )


def _proposer(lists: Sequence[Listing]) -> str:
    """Return the source that proposes a work, if nobody else lists it, or an empty text."""
    sources = {each.source for each in lists}
    if not sources or not sources <= PROPOSERS or any(each.person for each in lists):
        return ""
    return min(sources)


def find_owners(
    context: Context,
    listed: Sequence[Author],
    editors: Sequence[Name],
    standing: Standing,
    states: Collection[str],
) -> Belonging:
    """Return the owners of a work, from the lists that name it and from decisions.

    ``listed`` are its authors, and ``editors`` those who made it as a volume.
    """
    hidden, kept = "hidden" in states, "kept" in states
    if not context.config.people:
        nobody = (None,) * len(listed)
        return Belonging(people={}, mine=1, authors=nobody, hidden=hidden, kept=kept)
    owners = standing.owners
    authors = context.authors.recognise(listed, owners)
    found = authors + tuple(map(context.identify, editors))
    people, by_name = _owners(context, owners, found, said="mine" in states)
    if standing.looked_up:
        owned = "mine" in states
        return Belonging(
            people=people if owned else {},
            mine=int(owned),
            authors=authors,
            hidden=hidden,
            kept=kept,
        )
    if standing.proposer:
        return _proposed(people, authors, standing.proposer, states)
    sure = people or any(not context.has_own_list(person) for person in by_name)
    if sure:
        people |= {person: "spelling" for person in by_name if person not in people}
        return Belonging(people=people, mine=1, authors=authors, hidden=hidden, kept=kept)
    if by_name and not hidden:
        return Belonging(
            people={}, mine=None, authors=authors, kept=kept, score=0.5, reason="name only"
        )
    return Belonging(people={}, mine=0, authors=authors, hidden=hidden, kept=kept)


def _proposed(
    people: Mapping[str, str],
    authors: tuple[Recognised, ...],
    proposer: str,
    states: Collection[str],
) -> Belonging:
    """Return the owner of a proposed work. It is a question until a person claims it.

    A program gave it to the person. Even an ORCID on it may be the program's mistake.
    """
    hidden, kept = "hidden" in states, "kept" in states
    if "mine" in states:
        return Belonging(people=people, mine=1, authors=authors, hidden=hidden, kept=kept)
    nobody: tuple[Recognised, ...] = (None,) * len(authors)
    if hidden:
        return Belonging(people={}, mine=0, authors=nobody, hidden=True, kept=kept)
    return Belonging(people={}, mine=None, authors=nobody, kept=kept, score=0.5, reason=proposer)


def _owners(
    context: Context, owners: Sequence[str], found: Sequence[Recognised], *, said: bool
) -> tuple[dict[str, str], list[str]]:
    """Return the sure owners with the reason, and those recognised by a spelling alone."""
    people = dict.fromkeys(owners, "list")
    by_name: list[str] = []
    for match in found:
        if match and match[1] == "spelling":
            by_name.append(match[0].id)
        elif match:
            people.setdefault(match[0].id, match[1])
    if said and not people:
        people[by_name[0] if by_name else context.config.people[0].id] = "said"
    return people, by_name
