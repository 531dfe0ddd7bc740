"""A KEY as a person typed it, resolved to a publication; citation keys; counts."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pubman.errors import AmbiguousKey, Step, UnknownKey
from pubman.frozen import quick_dataclass
from pubman.store.chosen import choose
from pubman.store.file import Store
from pubman.store.publications import publications as publications  # noqa: PLC0414 - part of this module
from pubman.store.related_rows import ROLES as ROLES  # noqa: PLC0414 - also
from pubman.text import identifiers
from pubman.text.pubmed_ids import pmcid, pmid

_CANDIDATES = 8
"""The most candidates to show for an ambiguous beginning."""
_BEGINNING = 3
"""The letters that a mistyped key must share with the key that is suggested."""


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class CiteKey:
    """A row of ``cite_keys``."""

    key: str
    record_id: int
    origin: str
    given_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a KEY names: a publication, and one record of it if the KEY names a record (r18).

    ``via`` is the record that has the key or identifier by which the publication was found.
    """

    publication: int
    key: str
    record: int | None = None
    via: int | None = None


def keys_of(store: Store, ids: Collection[int] | None) -> dict[int, list[CiteKey]]:
    """Return the citation keys of the records of ``ids`` (None: of all that are not withdrawn)."""
    if ids is not None:
        choose(store, ids)
    rows = store.connection.execute(
        "SELECT k.key, k.record_id, k.origin, k.given_at FROM cite_keys k "
        + (
            "WHERE k.record_id IN chosen"
            if ids is not None
            else "JOIN records r ON r.id = k.record_id WHERE r.withdrawn = 0"
        )
    )
    found: dict[int, list[CiteKey]] = {}
    for row in rows:
        key, record_id, origin, given_at = row
        one = CiteKey(key=key, record_id=record_id, origin=origin, given_at=given_at)
        found.setdefault(record_id, []).append(one)
    return found


# ----------------------------------------------------------------------------------- keys resolved


def resolve(store: Store, key: str) -> Target:
    """Return the publication that ``key`` names.

    A KEY is a citation key (present or former), a DOI, an arXiv id, a source key, a record id, or
    an unambiguous beginning of a citation key. Raises ``UnknownKey`` or ``AmbiguousKey``.
    """
    key = key.strip()
    # One after the other: the last two look through the whole store.
    for find in (_by_record, _by_cite_key, _by_identifier, _by_source_key, _by_beginning):
        found = find(store, key)
        if len(found) == 1:
            return found[0]
        if found:
            listed = [target.key for target in found[:_CANDIDATES]]
            more = [f"and {len(found) - _CANDIDATES} more"] if len(found) > _CANDIDATES else []
            raise AmbiguousKey(f"{key!r} matches {len(found)} publications.", *listed, *more)
    near = _near_key(store, key)
    meant = f" Did you mean {near}?" if near else ""
    search = [Step("search", shlex.quote(key))] if key else []
    raise UnknownKey(f"No publication matches {key!r}.{meant}", Step("list"), *search)


def _near_key(store: Store, key: str) -> str:
    """Return the citation key most like ``key`` among those that begin like it, or nothing."""
    if len(key) < _BEGINNING:
        return ""
    beginning = key[:_BEGINNING]
    rows = store.connection.execute(
        "SELECT key FROM publications WHERE key >= ? AND key < ? LIMIT 1000",
        (beginning, beginning + "\U0010ffff"),
    )
    return next(iter(get_close_matches(key, [row[0] for row in rows], n=1)), "")


_JOINED = (
    "SELECT p.id AS publication, p.key AS key, min(r.id) AS via FROM publications p "
    "JOIN publication_records pr ON pr.publication_id = p.id JOIN records r ON r.id = pr.record_id "
)


_GROUPED = " GROUP BY p.id ORDER BY p.key"


def _targets(store: Store, condition: str, *values: Any, record: int | None = None) -> list[Target]:
    rows = store.connection.execute(_JOINED + condition + _GROUPED, values)
    return [
        Target(publication=row["publication"], key=row["key"], record=record, via=row["via"])
        for row in rows
    ]


def _by_record(store: Store, key: str) -> list[Target]:
    if not (match := re.fullmatch(r"r(\d{1,15})", key)):
        return []
    record = int(match[1])
    return _targets(store, "WHERE r.id = ?", record, record=record)


def _by_cite_key(store: Store, key: str) -> list[Target]:
    condition = "JOIN cite_keys k ON k.record_id = r.id WHERE k.key = ?"
    return _targets(store, condition, key) or _targets(store, condition + " COLLATE NOCASE", key)


def _by_identifier(store: Store, key: str) -> list[Target]:
    if arxiv_id := identifiers.arxiv_id(key):
        return _targets(store, "WHERE r.arxiv_id = ?", arxiv_id)
    if doi := identifiers.doi(key):
        return _targets(store, "WHERE r.doi = ?", doi)
    if not key.isdecimal():  # A mere number may be a cite key.
        if pubmed := pmid(key):
            return _targets(store, "WHERE r.pmid = ?", pubmed)
        if central := pmcid(key):
            return _targets(store, "WHERE r.pmcid = ?", central)
    return []


def _by_source_key(store: Store, key: str) -> list[Target]:
    source, colon, rest = key.partition(":")
    if colon:
        condition = "WHERE r.source = ? AND r.source_key = ?"
        if found := _targets(store, condition, source.lower(), rest):
            return found
    return _targets(store, "WHERE r.source_key = ?", key)


def _by_beginning(store: Store, key: str) -> list[Target]:
    if not key:
        return []
    return _targets(store, "WHERE p.key >= ? AND p.key < ?", key, key + "\U0010ffff")


def records_of(store: Store, publication: int) -> list[int]:
    """Return the ids of a publication's records, the lead first."""
    rows = store.connection.execute(
        "SELECT record_id FROM publication_records WHERE publication_id = ? ORDER BY position",
        (publication,),
    )
    return [row[0] for row in rows]


def keys_by_hand(store: Store) -> set[str]:
    """Return the cite keys that a person set."""
    rows = store.connection.execute("SELECT key FROM cite_keys WHERE origin = 'hand'")
    return {row[0] for row in rows}


def renamed_keys(store: Store) -> dict[str, str]:
    """Return every key of publications with a key set by hand, with its present key."""
    rows = store.connection.execute(
        "SELECT k.key, p.key FROM cite_keys k "
        "JOIN publication_records pr ON pr.record_id = k.record_id "
        "JOIN publications p ON p.id = pr.publication_id "
        "WHERE p.key IN (SELECT key FROM cite_keys WHERE origin = 'hand')"
    )
    return {row[0]: row[1] for row in rows}


def file_places(store: Store) -> dict[int, tuple[int, int]]:
    """Return the place in a file of each publication that has one: the file, then the line.

    Files are numbered in the order in which they were first imported. A publication that is in
    several files has its place in the first of them.
    """
    rows = store.connection.execute(
        "SELECT pr.publication_id, f.first, r.line FROM publication_records pr "
        "JOIN records r ON r.id = pr.record_id "
        "JOIN (SELECT source, min(id) AS first FROM records WHERE line > 0 GROUP BY source) f "
        "ON f.source = r.source "
        "WHERE r.line > 0 ORDER BY f.first DESC, r.line DESC"
    )
    # The last row of a publication wins: its first line in the first file.
    return {row[0]: (row[1], row[2]) for row in rows}


# ------------------------------------------------------------------------- publications counted

LISTED = (
    "mine IS 1 AND hidden = 0 AND coalesce(status, '') NOT IN "
    "('in preparation', 'submitted', 'under review')"
)
"""The condition of a list that has none: mine, not hidden, not merely submitted."""


def ids_where(store: Store, condition: str) -> list[int]:
    """Return the ids of the publications for which a condition over the table holds."""
    rows = store.connection.execute(f"SELECT id FROM publications WHERE {condition}")
    return [row[0] for row in rows]


def versions(store: Store) -> list[tuple[str, str]]:
    """Return the preprints that are listed apart: the key, and the key of the paper each became."""
    sql = "SELECT key, of_key FROM extensions WHERE kind = 'version'"
    return [(row[0], row[1]) for row in store.connection.execute(sql)]


def counts_by_era(store: Store) -> list[tuple[str, int]]:
    """Return the eras and how many listed publications each has, the latest era first."""
    rows = store.connection.execute(
        f"SELECT era, count(*) FROM publications WHERE {LISTED} AND era IS NOT NULL "
        "GROUP BY era ORDER BY max(year) DESC"
    )
    return [(row[0], row[1]) for row in rows]


def count_records(store: Store) -> int:
    """Return how many records there are, without withdrawn ones."""
    sql = "SELECT count(*) FROM records WHERE withdrawn = 0"
    return int(store.connection.execute(sql).fetchone()[0])


def count(store: Store, condition: str = "1") -> int:
    """Return how many publications meet a condition over the table."""
    sql = f"SELECT count(*) FROM publications WHERE {condition}"
    return int(store.connection.execute(sql).fetchone()[0])


def counts(store: Store, conditions: Sequence[str]) -> list[int]:
    """Return how many publications meet each condition, in one query."""
    sums = ", ".join(f"coalesce(sum({condition}), 0)" for condition in conditions)
    return [*store.connection.execute(f"SELECT {sums} FROM publications").fetchone()]
