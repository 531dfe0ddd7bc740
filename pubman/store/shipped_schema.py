"""The schema of a file compared with the shipped one, and the differences put right.

Another program may drop a table, change a view or add a trigger. The derived tables, the views and
the indexes are made again, because nothing in them is a fact. A fact table that is missing is made
empty and named; a missing column is added and named. Triggers of others would run with every write,
so they are taken out; their text stays in the backup that is made before.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pubman.data import data_path
from pubman.errors import StoreError
from pubman.store import migration
from pubman.store.backup import back_up, recovery_hint

DERIVED: Final = (
    "blocks", "matches", "publications", "publication_records", "authorships",
    "publication_fields", "publication_tags", "publication_links", "person_publications",
    "era_publications", "ties", "questions", "publications_fts", "journal_names",
)  # fmt: skip
"""The tables that ``pubman rebuild`` makes from the facts."""
_SEARCH: Final = "publications_fts"

Objects = Mapping[str, tuple[str, str, str]]
"""What a schema holds, by name: its type, its table and its SQL text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was put right in the schema of a file: in sentences; ``derived``: rebuild it now."""

    said: tuple[str, ...] = ()
    derived: bool = False


def fingerprint(objects: Objects) -> str:
    """Return a hash of a schema."""
    listed = "\n".join("|".join((name, *objects[name])) for name in sorted(objects))
    return hashlib.sha256(listed.encode("utf-8", "surrogateescape")).hexdigest()


def objects_of(connection: sqlite3.Connection) -> Objects:
    """Return the schema of a file, without what SQLite and sqlite-utils keep for themselves."""
    rows = connection.execute(
        "SELECT name, type, tbl_name, coalesce(sql, '') FROM sqlite_schema "
        "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND tbl_name NOT LIKE '\\_sqlite\\_migrations%' ESCAPE '\\'"
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def shipped() -> Objects:
    """Return the schema that the migrations and the views make, run in memory."""
    return _shipped(*_scripts())


def _scripts() -> tuple[tuple[Path, ...], str]:
    return tuple(migration.migrations()), migration.views_script()


@cache
def _shipped(steps: tuple[Path, ...], views: str) -> Objects:
    with closing(_in_memory(steps, views)) as connection:
        return objects_of(connection)


def _in_memory(steps: Iterable[Path], views: str) -> sqlite3.Connection:
    """Return a connection to an empty store in memory; the caller closes it."""
    connection = sqlite3.connect(":memory:")
    for script in (*(path.read_text("utf-8") for path in steps), views):
        for statement in migration.statements(script):
            connection.execute(statement)
    return connection


def shipped_fingerprint() -> str:
    """Return the fingerprint of the shipped schema, from its file: running it takes 8 ms."""
    return data_path("schema.sha256").read_text("utf-8").strip()


def repair(connection: sqlite3.Connection, path: Path) -> Repair:
    """Bring the schema of a writable store to the shipped one and return what was done.

    ``StoreError`` if the file lacks what only a backup can bring back.
    """
    found = objects_of(connection)
    if fingerprint(found) == shipped_fingerprint():
        return Repair()
    wrong = _differences(connection, found)
    _refuse_beyond_repair(connection, path, found, wrong)
    if not wrong:
        return Repair()  # a table, view or index of the user's own
    back_up(path, "before-repair")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        said = list(_put_right(connection, found, wrong))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    derived = any(_is_derived(name) for name in wrong)
    if derived:
        with suppress(sqlite3.Error):  # a disk without room: the pages stay unused
            connection.execute("VACUUM")  # pages of lost tables would count as damage
    return Repair(said=tuple(said), derived=derived)


def _differences(connection: sqlite3.Connection, found: Objects) -> list[str]:
    """Return the names that are missing, changed, or triggers of another program.

    A fact table may differ in its constraints, as long as it has every column.
    """
    wrong = [name for name, (kind, *_) in found.items() if kind == "trigger"]
    for name, (kind, _, sql) in shipped().items():
        there = found.get(name)
        if there is None or there[0] != kind:
            wrong.append(name)
        elif _is_fact_table(name):
            wrong += [name] if _missing_columns(connection, name) else []
        elif _words(there[2]) != _words(sql):
            wrong.append(name)
    return wrong


def _words(sql: str) -> str:
    return " ".join(sql.split())


def _is_derived(name: str) -> bool:
    table = shipped().get(name, ("", "", ""))[1]
    return table in DERIVED or name in DERIVED or name.startswith(f"{_SEARCH}_")


def _is_fact_table(name: str) -> bool:
    return shipped().get(name, ("",))[0] == "table" and not _is_derived(name)


def _refuse_beyond_repair(
    connection: sqlite3.Connection, path: Path, found: Objects, wrong: Iterable[str]
) -> None:
    """Refuse a file in which a fact table is something else, or lacks what no default replaces."""
    for name in filter(_is_fact_table, wrong):
        if name not in found:
            continue
        if found[name][0] != "table":
            message = f"{path} is damaged: {name} is a {found[name][0]} instead of a table."
            raise StoreError(message, recovery_hint(path))
        for column, definition in _missing_columns(connection, name).items():
            if not _can_be_added(definition):
                message = f"{path} is damaged: the table {name} has no column {column}."
                raise StoreError(message, recovery_hint(path))


def _put_right(
    connection: sqlite3.Connection, found: Objects, wrong: Iterable[str]
) -> Iterable[str]:
    """Make everything in ``wrong`` as it is shipped; yield a sentence for each loss."""
    names = set(wrong)
    for name in names:
        if name in found and found[name][0] == "trigger":
            connection.execute(f"DROP TRIGGER IF EXISTS {_quoted(name)}")
            yield f"I removed the trigger {name}, which pubman did not make."
    for name in filter(_is_fact_table, names):
        yield from _mend_table(connection, name, there=name in found)
    for table in _derived_tables(names):
        _make_again(connection, table, found)
    _make_views_and_indexes(connection, found, names)


def _derived_tables(names: Iterable[str]) -> set[str]:
    """Return the derived tables that something in ``names`` is, or belongs to."""
    ours = shipped()
    tables = {ours[name][1] for name in names if name in ours and _is_derived(name)}
    return {_SEARCH if table.startswith(_SEARCH) else table for table in tables}


def _make_views_and_indexes(
    connection: sqlite3.Connection, found: Objects, names: Collection[str]
) -> None:
    for name, (kind, _, sql) in shipped().items():
        if kind == "view" and name in names:
            _drop(connection, name, found)
            connection.execute(sql)
        elif kind == "index" and sql and _absent(connection, name, sql):
            connection.execute(f"DROP INDEX IF EXISTS {_quoted(name)}")
            connection.execute(sql)


def _mend_table(connection: sqlite3.Connection, name: str, *, there: bool) -> Iterable[str]:
    if not there:
        connection.execute(shipped()[name][2])
        yield f"The table {name} was missing, so I made an empty one."
        return
    for column, definition in _missing_columns(connection, name).items():
        connection.execute(f"ALTER TABLE {name} ADD COLUMN {definition}")
        yield f"The table {name} had no column {column}, so I added an empty one."


def _make_again(connection: sqlite3.Connection, table: str, found: Objects) -> None:
    """Drop a derived table, even a damaged one, and create it empty."""
    if table == _SEARCH:
        _drop_search(connection)
    else:
        _drop(connection, table, found)
    connection.execute(shipped()[table][2])


def search_is_sound(connection: sqlite3.Connection) -> bool:
    """Return whether the search index is what its rows say."""
    try:
        connection.execute(f"INSERT INTO {_SEARCH} ({_SEARCH}) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        return False
    return True


def make_search_again(connection: sqlite3.Connection) -> None:
    """Drop the search index, even a damaged one, and create it empty."""
    _make_again(connection, _SEARCH, objects_of(connection))


def _drop_search(connection: sqlite3.Connection) -> None:
    """Drop the search index also if some of the tables behind it are missing."""
    try:
        connection.execute(f"DROP TABLE IF EXISTS {_SEARCH}")
    except sqlite3.DatabaseError:
        # The index cannot be opened any more, so only its entry in the schema can be deleted.
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_schema WHERE name = ?", (_SEARCH,))
        connection.execute("PRAGMA writable_schema = RESET")
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ?", (f"{_SEARCH}_*",)
    ).fetchall()
    for row in rows:
        connection.execute(f"DROP TABLE {_quoted(row[0])}")


def _drop(connection: sqlite3.Connection, name: str, found: Objects) -> None:
    kind = found[name][0] if name in found else ""
    if kind in ("table", "view", "index"):
        connection.execute(f"DROP {kind.upper()} IF EXISTS {_quoted(name)}")


def _absent(connection: sqlite3.Connection, name: str, sql: str) -> bool:
    row = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    return row is None or _words(row[0] or "") != _words(sql)


def _missing_columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the shipped columns that a table lacks, each with its definition."""
    there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    return {name: text for name, text in _columns(*_scripts())[table].items() if name not in there}


@cache
def _columns(steps: tuple[Path, ...], views: str) -> dict[str, dict[str, str]]:
    """Return the columns of every shipped fact table, each with its definition."""
    with closing(_in_memory(steps, views)) as connection:
        return {
            name: {
                row[1]: _definition(*row[1:6])
                for row in connection.execute(f"PRAGMA table_info({name})")
            }
            for name in filter(_is_fact_table, shipped())
        }


def _definition(name: str, kind: str, required: int, default: str | None, primary: int) -> str:
    parts = [_quoted(name), kind]
    parts += ["PRIMARY KEY"] if primary else []
    parts += ["NOT NULL"] if required else []
    parts += [f"DEFAULT {default}"] if default is not None else []
    return " ".join(parts)


def _can_be_added(definition: str) -> bool:
    """Return whether SQLite can add the column: not a key, and optional or with a default."""
    if "PRIMARY KEY" in definition:
        return False
    return "NOT NULL" not in definition or "DEFAULT" in definition


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
