"""Examine a store: its file, its facts, its references, its conclusions, its folder.

Examining writes nothing. What has to be tried is tried in a transaction that is taken back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pubman.errors import Hint, Step
from pubman.fields import EXTRA, FIELDS
from pubman.store.backup import backups_of, recovery_hint
from pubman.store.file import Store
from pubman.store.folders import conflict_copies, on_network, synchronised
from pubman.store.leftovers import delete, leftovers
from pubman.store.open_checks import identity
from pubman.store.shipped_schema import DERIVED
from pubman.store.unreadable import find_unreadable

_SHOWN: Final = 5
_NAMED: Final = 20

Mending = Literal["", "orphans", "rebuild", "journal", "index", "tidy", "aside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One thing that is wrong: how bad it is, what it is, what to do.

    ``level`` is ``damage`` (the file is not what was written), ``fault`` (something to repair) or
    ``notice`` (good to know). ``mending`` is what ``--fix`` does about it.
    """

    level: Literal["damage", "fault", "notice"]
    message: str
    hint: Hint = ""
    mending: Mending = ""


def _fix(purpose: str) -> Step:
    return Step("doctor", "--fix", f"backs up, then {purpose}")


def examine(store: Store, compare: Callable[[], list[str]] | None) -> list[Diagnosis]:
    """Return everything found, the worst first.

    ``compare`` returns the derived tables that differ from what the facts give. It is None if the
    matcher of another version made the conclusions, because then a difference is not a fault. A
    damaged file is examined no further: what it says about the rest cannot be trusted.
    """
    found = list(_file(store))
    if found:
        return [*found, *_place(store)]
    unreadable = list(_facts(store))
    if unreadable:
        return [*unreadable, *_references(store), *_place(store)]
    found += _references(store)
    found += _orphans(store)
    if store.writable:
        found += _index(store)
    found += [_OTHER_MATCHER] if compare is None else _derived(store, compare)
    found += _place(store)
    order = {"damage": 0, "fault": 1, "notice": 2}
    return sorted(found, key=lambda each: order[each.level])


def _file(store: Store) -> Iterator[Diagnosis]:
    try:
        rows = store.connection.execute(f"PRAGMA integrity_check({_SHOWN})").fetchall()
    except sqlite3.DatabaseError as error:
        yield Diagnosis(
            level="damage", message=f"The file is damaged: {error}.", hint=recovery_hint(store.path)
        )
        return
    for row in rows:
        # A value that breaks a rule of its table is a fact that cannot be read, not a broken file.
        if row[0] != "ok" and not row[0].startswith("CHECK constraint failed"):
            said = " ".join(str(row[0]).split())
            yield Diagnosis(
                level="damage",
                message=f"The file is damaged: {said}.",
                hint=recovery_hint(store.path),
            )


def _facts(store: Store) -> Iterator[Diagnosis]:
    """Yield the facts that cannot be read. The rest of the examination would stumble over them."""
    found = find_unreadable(store.path)
    for each in found[:_NAMED]:
        yield Diagnosis(
            level="fault",
            message=f"{each.sentence[0].upper()}{each.sentence[1:]}.",
            hint=_fix("puts it aside as text"),
            mending="aside",
        )
    if len(found) > _NAMED:
        more = f"{len(found) - _NAMED} more facts cannot be read."
        yield Diagnosis(level="fault", message=more, mending="aside")


def _references(store: Store) -> Iterator[Diagnosis]:
    """Yield the tables with rows that refer to rows that are not there."""
    rows = store.connection.execute("PRAGMA foreign_key_check").fetchall()
    for table in sorted({row["table"] for row in rows}):
        parents = sorted({row["parent"] for row in rows if row["table"] == table})
        count = sum(row["table"] == table for row in rows)
        derived = table in DERIVED
        yield Diagnosis(
            level="fault",
            message=f"Rows of {table} refer to {' and '.join(parents)} "
            f"that no longer exist: {count}.",
            hint=_fix("rebuilds" if derived else "deletes these rows"),
            mending="rebuild" if derived else "orphans",
        )


def drop_orphans(store: Store) -> int:
    """Delete the facts about things that are not there; return how many rows."""
    connection, dropped = store.connection, 0
    with store.transaction():
        rows = connection.execute("PRAGMA foreign_key_check").fetchall()
        for table in sorted({row["table"] for row in rows} - {*DERIVED}):
            for key in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                column, parent, theirs = key["from"], key["table"], key["to"]
                dropped += connection.execute(
                    f'DELETE FROM {table} WHERE "{column}" IS NOT NULL '
                    f'AND "{column}" NOT IN (SELECT "{theirs}" FROM {parent})'
                ).rowcount
    return dropped


_ORPHANS: Final = (
    ("SELECT DISTINCT source FROM records WHERE source NOT IN (SELECT name FROM sources)",
     "Records of a source that is not declared"),
    (("SELECT DISTINCT a.account FROM accounts a WHERE a.person IS NOT NULL "
     "AND a.person NOT IN (SELECT id FROM people)"),
     "Lists that belong to nobody pubman.toml names"),
    (("SELECT DISTINCT o.person FROM overrides o WHERE o.person <> '' "
     "AND o.person NOT IN (SELECT id FROM people)"),
     "Eras set for somebody pubman.toml does not name"),
    (("SELECT r.source || ':' || r.source_key FROM records r WHERE r.withdrawn = 0 "
     "AND r.source <> 'added' AND r.id NOT IN (SELECT record_id FROM listings)"),
     "Records that no list has ever named"),
    (("SELECT DISTINCT c.operation_id FROM changes c "
     "WHERE c.operation_id NOT IN (SELECT id FROM operations)"),
     "Changes of an operation that is not in the log"),
)  # fmt: skip


def _orphans(store: Store) -> Iterator[Diagnosis]:
    for sql, what in _ORPHANS:
        yield from _orphan([str(row[0]) for row in store.connection.execute(sql)], what)
    fields = [row[0] for row in store.connection.execute("SELECT DISTINCT field FROM overrides")]
    unknown = [f for f in fields if f not in FIELDS and not f.startswith(EXTRA)]
    yield from _orphan(unknown, "Fields set that pubman does not know")


def _orphan(names: list[str], what: str) -> Iterator[Diagnosis]:
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield Diagnosis(level="notice", message=f"{what}: {', '.join(names[:_SHOWN])}{more}.")


_OTHER_MATCHER: Final = Diagnosis(
    level="notice",
    message="Another version of pubman drew the conclusions. The next command that writes "
    "draws them again.",
    hint=Step("rebuild", "--dry-run", "says what that changes"),
)


def _index(store: Store) -> Iterator[Diagnosis]:
    try:
        with store.rehearsal():
            store.connection.execute(
                "INSERT INTO publications_fts (publications_fts) VALUES ('integrity-check')"
            )
    except sqlite3.DatabaseError:
        yield Diagnosis(
            level="fault",
            message="The search index does not match its rows.",
            hint=_fix("makes it again"),
            mending="index",
        )


def changed_by_rebuild(store: Store, rebuild: Callable[[], None]) -> list[str]:
    """Return the derived tables in which a rebuild would change rows: ``ties (2)``."""
    connection = store.connection
    changed = []
    with store.rehearsal():
        for table in DERIVED:
            connection.execute(f"CREATE TEMP TABLE before_{table} AS {_rows(table)}")
        rebuild()
        for table in DERIVED:
            count = connection.execute(
                f"SELECT (SELECT count(*) FROM (SELECT * FROM before_{table} EXCEPT "
                f"{_rows(table)})) + (SELECT count(*) FROM ({_rows(table)} EXCEPT "
                f"SELECT * FROM before_{table}))"
            ).fetchone()[0]
            if count:
                changed.append(f"{table} ({count})")
    return changed


def _derived(store: Store, compare: Callable[[], list[str]]) -> Iterator[Diagnosis]:
    """Yield that the facts give other rows, or that the conclusions cannot be drawn."""
    try:
        changed = compare()
    except Exception as error:  # noqa: BLE001 - any error here is a finding
        said = " ".join(f"{type(error).__name__}: {error}".split())
        yield Diagnosis(
            level="fault",
            message=f"The conclusions cannot be made again: {said}.",
            hint=recovery_hint(store.path),
        )
        return
    if changed:
        yield Diagnosis(
            level="fault",
            message=f"A rebuild would make other rows of {', '.join(changed)}.",
            hint=_fix("rebuilds"),
            mending="rebuild",
        )


def _rows(table: str) -> str:
    columns = "rowid, *" if table == "publications_fts" else "*"
    return f"SELECT {columns} FROM {table}"


def _place(store: Store) -> Iterator[Diagnosis]:
    path = store.path
    mode = store.connection.execute("PRAGMA journal_mode").fetchone()[0]
    if kind := on_network(path):
        yield Diagnosis(
            level="notice",
            message=f"The store is on a network drive ({kind}), where locks are not always kept.",
            hint="Let one machine write at a time.",
            mending="journal" if mode == "wal" else "",
        )
    if synchronised(path):
        yield Diagnosis(
            level="notice",
            message="The store is in a folder that another program synchronises.",
            hint="Let it finish before another machine writes.",
            mending="journal" if mode == "wal" else "",
        )
    for copy in conflict_copies(path):
        yield Diagnosis(
            level="notice",
            message=f"{copy.name} is a second version that a synchronising program put beside it.",
            hint=Step("load", f'"{copy.name}"', "adds its content; then delete it"),
        )
    if left := list(leftovers(store)):
        yield Diagnosis(
            level="notice",
            message=f"{len(left)} unfinished file(s) of a command that was killed.",
            hint=_fix("deletes them"),
            mending="tidy",
        )
    if identity(path) is None:
        yield Diagnosis(level="damage", message="The file is gone.", hint=recovery_hint(path))
    if store.writable and not backups_of(path):
        yield Diagnosis(level="notice", message="There is no backup.", hint=Step("backup"))


def tidy(store: Store) -> None:
    """Delete the temporary files of commands that were killed."""
    for path in list(leftovers(store)):
        delete(path)


def reindex(store: Store) -> None:
    """Make the search index again from its rows."""
    with store.transaction() as connection:
        connection.execute("INSERT INTO publications_fts (publications_fts) VALUES ('rebuild')")
