"""Which publications a list holds: by words as in ``search``, by conditions, tags and sections.

A list without conditions holds what is mine, not hidden and not merely submitted; formats for
programs hold all that is not hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from pubman.config import ListConfig
from pubman.errors import ConfigError, UsageError
from pubman.exports import DATA_FORMATS
from pubman.library.session import Library
from pubman.record import UNPUBLISHED_STATUSES, Publication
from pubman.store import keys as reading
from pubman.store import search
from pubman.store.query import matching_keys

ONE_LINE: Final = (
    "kind", "title", "date", "status", "position", "canonical", "venue", "mine", "hidden",
)  # fmt: skip
"""The fields that a list of one line each shows and is sorted by."""


def choose(
    library: Library,
    words: Sequence[str],
    *,
    data: bool = False,
    only: Collection[str] | None = None,
) -> list[Publication]:
    """The publications that ``words`` select; without ownership in the words, those of a list.

    Complete, or of the fields ``only``.
    """
    ids = search.find(library.store, words, listed=not data)
    found = reading.publications(library.store, ids, only=only)
    if data and not search.parse(words).says_ownership:
        return [pub for pub in found if not pub.hidden]
    return found


_LIMITS: Final[Mapping[str, Callable[[Publication], bool]]] = {
    "mine": lambda pub: pub.mine is True,
    "hidden": lambda pub: not pub.hidden,
    "status": lambda pub: pub.status not in UNPUBLISHED_STATUSES,
}
"""What a list holds as long as its condition does not speak of that column itself."""


def select(
    library: Library, config: ListConfig, words: Sequence[str]
) -> tuple[list[Publication], list[tuple[str, list[int]]]]:
    """The publications of a list, and the ids of each of its sections."""
    ids = search.find(library.store, words, listed=False) if words else None
    pubs = _read(library, config, ids)
    free = search.parse(words).says_ownership
    if not config.sections:
        chosen = _matching(library, config, "", config.tag, pubs, free=free)
        return [pub for pub in pubs if pub.id in chosen], []
    sections = []
    for section in config.sections:
        found = _matching(library, config, section.where, section.tag, pubs, free=free)
        if config.tag:
            found &= {pub.id for pub in pubs if config.tag in pub.tags}
        sections.append((section.heading, sorted(found)))
    shown = {each for _, members in sections for each in members}
    return [pub for pub in pubs if pub.id in shown], sections


_OF_OWN_TEXT: Final = (*ONE_LINE, "tags", "era", "extra", "raw")


def _read(library: Library, config: ListConfig, ids: Collection[int] | None) -> list[Publication]:
    """The publications of ``ids``, complete as far as the list may look at them.

    BibTeX gives most entries back in their own text, and of those nothing else is read but what
    says where they stand; unless a name in them may have changed.
    """
    store = library.store
    names = any(person.show == "current" for person in library.config.people)
    if config.format != "bibtex" or names or "person" in config.group_by:
        return reading.publications(store, ids)
    found = reading.publications(store, ids, only=_OF_OWN_TEXT)
    without = [pub.id for pub in found if not pub.raw]
    made = {pub.id: pub for pub in reading.publications(store, without)}
    return [made.get(pub.id, pub) for pub in found]


def _matching(
    library: Library,
    config: ListConfig,
    where: str,
    tag: str,
    pubs: Sequence[Publication],
    *,
    free: bool,
) -> set[int]:
    """The ids of those of ``pubs`` that a list, or a section with ``where`` and ``tag``, holds."""
    said = f"{config.where} {where}".lower()
    limits = {"hidden"} if config.format in DATA_FORMATS else set(_LIMITS)
    holds = [_LIMITS[column] for column in limits if not free and column not in said]
    conditions = [condition for condition in (config.where, where) if condition.strip()]
    keys = _keys(library, config.name, conditions) if conditions else None
    return {
        pub.id
        for pub in pubs
        if (keys is None or pub.key in keys)
        and (not tag or tag in pub.tags)
        and all(limit(pub) for limit in holds)
    }


def _keys(library: Library, name: str, conditions: Sequence[str]) -> set[str]:
    condition = " AND ".join(f"({each}\n)" for each in conditions)
    try:
        return set(matching_keys(library.store.path, condition))
    except UsageError as error:
        said = conditions[-1]
        raise ConfigError(
            f"pubman.toml, list {name!r}: where = {said!r}: {error.message} Nothing was written."
        ) from error


def left_out(library: Library) -> dict[str, int]:
    """How many publications a list without conditions leaves out, by the reason."""
    reasons = {
        "hidden": "hidden = 1",
        "not yours": "hidden = 0 AND mine = 0",
        "waiting for your answer": "hidden = 0 AND mine IS NULL",
        "not yet published": f"hidden = 0 AND mine = 1 AND NOT ({reading.LISTED})",
    }
    counts = reading.counts(library.store, list(reasons.values()))
    return {reason: number for reason, number in zip(reasons, counts, strict=True) if number}
