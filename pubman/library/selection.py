"""Choose the publications of a list: by search words, conditions, tags and sections.

Without conditions, a list holds what is mine, not hidden and already published or accepted. Data
formats hold other people's publications too. ``docs/decisions/0008`` explains the limits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pubman.config import ListConfig, SectionConfig
from pubman.errors import ConfigError, UsageError
from pubman.exports import DATA_FORMATS
from pubman.fields import UNPUBLISHED_STATUSES
from pubman.library.session import Library
from pubman.record import Publication
from pubman.store import keys as reading
from pubman.store import search
from pubman.store.query import matching_keys

ONE_LINE: Final = (
    "kind", "title", "title_markup", "date", "status", "position", "canonical", "venue", "mine",
    "hidden",
)  # fmt: skip
"""The fields that a list with one line per publication shows and sorts by."""


def choose(
    library: Library, words: Sequence[str], *, only: Collection[str] | None = None
) -> list[Publication]:
    """Return the publications that ``words`` select. By default they are those of a list.

    ``only`` names the fields that are needed. Without it the publications are complete.
    """
    ids = search.find(library.store, words)
    return reading.publications(library.store, ids, only=only)


_LIMITS: Final[Mapping[str, Callable[[Publication], bool]]] = {
    "mine": lambda pub: pub.mine is True,
    "hidden": lambda pub: not pub.hidden,
    "status": lambda pub: pub.status not in UNPUBLISHED_STATUSES,
}
"""The limits of every list, by the column that a condition must name to lift the limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    """The limits of one list, or of one of its sections.

    ``asked`` are unpublished statuses that the list asks for by name.
    """

    columns: frozenset[str]
    asked: frozenset[str]

    def allow(self, pub: Publication) -> bool:
        """Return True if no limit excludes ``pub``."""
        columns = self.columns - {"status"} if pub.status in self.asked else self.columns
        return all(_LIMITS[column](pub) for column in columns)


def _limits(config: ListConfig, where: str, words: Sequence[str]) -> _Limits:
    """Return the limits that neither a condition nor the words lift.

    Data formats hold other people's publications too. But like every format they hold nothing
    hidden or unpublished: a double-blind submission must not leak through the .bib beside a page.
    """
    said = f"{config.where} {where}".lower()
    lifted = search.parse_query(words).lifts | {column for column in _LIMITS if column in said}
    columns = set(_LIMITS) - lifted - ({"mine"} if config.format in DATA_FORMATS else set())
    asked = UNPUBLISHED_STATUSES if "any" in config.status else frozenset(config.status)
    return _Limits(columns=frozenset(columns), asked=asked)


def select(
    library: Library, config: ListConfig, words: Sequence[str], *, outlines: bool = False
) -> tuple[list[Publication], list[tuple[str, list[int]]]]:
    """Return the publications of a list, and the ids of each of its sections.

    ``outlines`` have only the fields by which a list is arranged.
    """
    ids = search.find(library.store, words, listed=False) if words else None
    if outlines:
        pubs = reading.publications(library.store, ids, only=_outline(config))
    else:
        pubs = _read(library, config, ids)
    if not config.sections:
        chosen = _matching(library, config, SectionConfig(), pubs, words)
        return [pub for pub in pubs if pub.id in chosen], []
    sections = [
        (section.heading, sorted(_matching(library, config, section, pubs, words)))
        for section in config.sections
    ]
    shown = {each for _, members in sections for each in members}
    return [pub for pub in pubs if pub.id in shown], sections


_OUTLINE: Final = (
    "kind", "title", "date", "status", "position", "mine", "hidden", "tags", "keywords", "era",
)  # fmt: skip


def _outline(config: ListConfig) -> tuple[str, ...]:
    """Return the fields by which a list is arranged and numbered."""
    venue = ("canonical", "venue") if "venue" in config.group_by else ()
    return (*_OUTLINE, *venue, "authorships" if "person" in config.group_by else reading.ROLES)


_OF_OWN_TEXT: Final = (*ONE_LINE, "tags", "era", "extra", "raw")


def _read(library: Library, config: ListConfig, ids: Collection[int] | None) -> list[Publication]:
    """Return the publications of ``ids`` with the fields that the list may look at.

    BibTeX writes most entries in their own text. Of those only the fields that place them in the
    list are read, unless a name in them may have changed.
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
    section: SectionConfig,
    pubs: Sequence[Publication],
    words: Sequence[str],
) -> set[int]:
    """Return the ids of those of ``pubs`` that a list, or one of its sections, holds."""
    limits = _limits(config, section.where, words)
    tags = {tag for tag in (config.tag, section.tag) if tag}
    conditions = [each for each in (config.where, section.where) if each.strip()]
    keys = _keys(library, config.name, conditions) if conditions else None
    return {
        pub.id
        for pub in pubs
        if (keys is None or pub.key in keys) and tags <= set(pub.tags) and limits.allow(pub)
    }


def _keys(library: Library, name: str, conditions: Sequence[str]) -> set[str]:
    condition = " AND ".join(f"({each}\n)" for each in conditions)
    try:
        return set(matching_keys(library.store.path, condition))
    except UsageError as error:
        said = conditions[-1]
        raise ConfigError(
            f"pubman.toml, list {name!r}: where = {said!r}: {error.message}"
        ) from error


def left_out(library: Library, *, data: bool = False) -> dict[str, int]:
    """Return how many publications a list without conditions leaves out, by the reason.

    A ``data`` format leaves out only what is hidden or unpublished.
    """
    unpublished = "status IN (" + ", ".join(f"'{each}'" for each in _UNPUBLISHED) + ")"
    reasons = {"hidden": "hidden = 1"}
    if not data:
        reasons["not yours"] = "hidden = 0 AND mine = 0"
        reasons["waiting for your answer"] = "hidden = 0 AND mine IS NULL"
        unpublished = f"mine = 1 AND {unpublished}"
    reasons["not yet published"] = f"hidden = 0 AND {unpublished}"
    counts = reading.counts(library.store, list(reasons.values()))
    return {reason: number for reason, number in zip(reasons, counts, strict=True) if number}


_UNPUBLISHED: Final = sorted(UNPUBLISHED_STATUSES)
