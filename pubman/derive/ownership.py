"""Whose a publication is: what a person said, whose list names it, whose pid, ORCID or name.

By name alone, for somebody whose own list is known, is not enough: that becomes a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pubman.derive.context import Context
from pubman.people import Ground, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """Whose a publication is.

    ``people`` are ids of ``people`` with how pubman knows; ``mine`` is 1, 0, or None while it asks;
    ``score`` and ``reason`` are those of the question.
    """

    people: Mapping[str, str]
    mine: int | None
    hidden: bool = False
    kept: bool = False
    score: float = 0.0
    reason: str = ""


def whose(
    context: Context,
    named: Iterable[tuple[Person, Ground] | None],
    listings: Sequence[Any],
    states: set[str],
) -> Belonging:
    """Whose the publication is whose authors are ``named``, from its listings and what was said."""
    hidden, kept = "hidden" in states, "kept" in states
    people = context.config.people
    if not people:
        return Belonging(people={}, mine=1, hidden=hidden, kept=kept)
    found: dict[str, str] = {}
    for row in listings:
        if row["person"]:
            found.setdefault(row["person"], "list")
    by_name: list[str] = []
    for match in named:
        if match and match[1] == "spelling":
            by_name.append(match[0].id)
        elif match:
            found.setdefault(match[0].id, match[1])
    if "mine" in states and not found:
        found.setdefault(by_name[0] if by_name else people[0].id, "said")
    known = {person for person in by_name if not context.has_own_list(person)}
    if found or known:
        found |= {person: "spelling" for person in by_name if person not in found}
        return Belonging(people=found, mine=1, hidden=hidden, kept=kept)
    if by_name and not hidden:
        return Belonging(
            people={}, mine=None, hidden=hidden, kept=kept, score=0.5, reason="name only"
        )
    return Belonging(people={}, mine=0, hidden=hidden, kept=kept)
