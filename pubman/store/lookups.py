"""Identifiers to look up at a service, and those that were looked up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pubman.store.facts import now
from pubman.store.file import Store
from pubman.store.rows import dump

_OF_PUBLICATIONS = (
    "FROM records r JOIN publication_records pr ON pr.record_id = r.id "
    "JOIN publications p ON p.id = pr.publication_id "
    "WHERE r.withdrawn = 0 AND p.hidden = 0 AND p.mine = 1 "
    "AND (:some = 0 OR p.id IN (SELECT value FROM json_each(:keys))) "
    "AND (:beside OR NOT EXISTS (SELECT 1 FROM publication_records d "
    "JOIN records dr ON dr.id = d.record_id WHERE d.publication_id = p.id "
    "AND dr.source = 'dblp' AND dr.withdrawn = 0)) "
    "AND NOT EXISTS (SELECT 1 FROM fetches f WHERE f.checked_at > :since AND f.account = "
)
"""The records on the lists for which a service may be asked. The number of each follows."""


def dois_to_look_up(
    store: Store, service: str, since: str, *, keys: Collection[int] = (), beside_dblp: bool = False
) -> list[str]:
    """Return the DOIs on the lists that a service has not been asked for after ``since``.

    Only those of the publications with the ids ``keys``, if there are any. Papers that dblp has are
    left out unless ``beside_dblp`` is set, because dblp says enough about them.
    """
    rows = store.connection.execute(
        f"SELECT DISTINCT lower(r.doi) AS number {_OF_PUBLICATIONS} "
        ":service || ':' || lower(r.doi)) AND r.doi <> '' ORDER BY 1",
        _choice(service, since, keys, beside_dblp=beside_dblp),
    )
    return [row["number"] for row in rows]


def pmids_to_look_up(
    store: Store, service: str, since: str, *, keys: Collection[int] = (), beside_dblp: bool = False
) -> list[str]:
    """Return the PubMed numbers on the lists, as above, of publications that have no DOI."""
    rows = store.connection.execute(
        f"SELECT DISTINCT r.pmid AS number {_OF_PUBLICATIONS} "
        ":service || ':' || r.pmid) AND r.pmid <> '' AND coalesce(p.doi, '') = '' ORDER BY 1",
        _choice(service, since, keys, beside_dblp=beside_dblp),
    )
    return [row["number"] for row in rows]


def _choice(
    service: str, since: str, keys: Collection[int], *, beside_dblp: bool
) -> dict[str, object]:
    return {
        "some": len(keys),
        "keys": dump(list(keys)),
        "beside": beside_dblp,
        "service": service,
        "since": since,
    }


def keys_with_abstract(store: Store, source: str) -> set[str]:
    """Return the keys of the records of a source that have an abstract."""
    rows = store.connection.execute(
        "SELECT source_key FROM records WHERE source = ? AND abstract <> ''", (source,)
    )
    return {row["source_key"] for row in rows}


def known_dois(store: Store, source: str, dois: Collection[str]) -> set[str]:
    """Return those of ``dois`` for which a source has a record."""
    rows = store.connection.execute(
        "SELECT lower(doi) AS doi FROM records WHERE source = ? AND withdrawn = 0 "
        "AND lower(doi) IN (SELECT value FROM json_each(?))",
        (source, dump(list(dois))),
    )
    return {row["doi"] for row in rows}


def note_lookups(store: Store, service: str, identifiers: Iterable[str], url: str) -> None:
    """Note that a service was asked for identifiers just now; not a fact, so nothing to undo."""
    store.connection.executemany(
        "INSERT OR REPLACE INTO fetches VALUES (?, ?, NULL, '', ?)",
        [(f"{service}:{each}", url, now()) for each in identifiers],
    )


def looked_up(store: Store, service: str, identifiers: Iterable[str]) -> set[str]:
    """Return those of ``identifiers`` for which :func:`note_lookups` was called."""
    rows = store.connection.execute(
        "SELECT substr(account, length(:service) + 2) AS id FROM fetches "
        "WHERE account IN (SELECT :service || ':' || value FROM json_each(:ids))",
        {"service": service, "ids": dump(list(identifiers))},
    )
    return {row["id"] for row in rows}


def identifiers_of_others(store: Store, source: str) -> set[str]:
    """Return DOIs, arXiv and PubMed numbers of all records that are not from ``source``."""
    rows = store.connection.execute(
        "SELECT lower(doi) AS id FROM records WHERE source <> :s AND withdrawn = 0 AND doi <> '' "
        "UNION SELECT 'arxiv:' || lower(arxiv_id) FROM records "
        "WHERE source <> :s AND withdrawn = 0 AND arxiv_id <> '' "
        "UNION SELECT 'pmid:' || pmid FROM records "
        "WHERE source <> :s AND withdrawn = 0 AND pmid <> ''",
        {"s": source},
    )
    return {row["id"] for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preprint:
    """A preprint on a list that has no published version: its key, title and numbers."""

    key: str
    title: str
    arxiv_id: str = ""
    doi: str = ""

    @property
    def number(self) -> str:
        """The arXiv number, or the DOI."""
        return self.arxiv_id or self.doi.lower()


WATCHED = "preprints"
"""The name under which it is noted when a preprint was asked for."""


def lone_preprints(store: Store, since: str = "") -> list[Preprint]:
    """Return the preprints on the lists that have no published version.

    With ``since``, leave out those that were asked for after that time.
    """
    rows = store.connection.execute(
        "SELECT key, title, arxiv_id, doi FROM publications p "
        "WHERE kind = 'preprint' AND mine = 1 AND hidden = 0 "
        "AND (coalesce(arxiv_id, '') <> '' OR coalesce(doi, '') <> '') "
        "AND (:since = '' OR NOT EXISTS (SELECT 1 FROM fetches f WHERE f.checked_at > :since "
        "AND f.account = :watched || ':' || coalesce(nullif(arxiv_id, ''), lower(doi)))) "
        "ORDER BY key",
        {"since": since, "watched": WATCHED},
    )
    return [
        Preprint(
            key=row["key"],
            title=row["title"],
            arxiv_id=row["arxiv_id"] or "",
            doi=row["doi"] or "",
        )
        for row in rows
    ]


def arxiv_versions(store: Store, numbers: Collection[str]) -> dict[str, str]:
    """Return the version of each preprint that arXiv gave when it was last asked."""
    rows = store.connection.execute(
        "SELECT arxiv_id, json_extract(extra, '$.arxiv_version') AS version FROM records "
        "WHERE source = 'arxiv' AND withdrawn = 0 "
        "AND arxiv_id IN (SELECT value FROM json_each(?))",
        (dump(list(numbers)),),
    )
    return {row["arxiv_id"]: row["version"] or "" for row in rows}
